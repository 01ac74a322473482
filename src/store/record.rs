use super::StoredDataset;
use crate::check::CheckedPlan;
use crate::diagnostic::Bilingual;
use crate::domain::Problem;
use crate::model::{TierOutcome, TierProof};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Number of a plan within its file, from 1; never given twice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct PlanId(pub i64);

impl fmt::Display for PlanId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// How a plan came about.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlanRecord {
    /// ISO date and time.
    pub created_at: String,
    /// Who had it made, for the event log; empty when unknown.
    pub actor: String,
    pub seed: u64,
    /// quick, standard or thorough.
    pub effort: String,
    pub threads: u32,
    /// Wall-clock seconds of the search.
    pub seconds: f64,
    /// Bounds by tier; the score is the checker's.
    pub outcomes: Vec<TierOutcome>,
    /// What proves of the bounds what can be proved again without a solver.
    pub proofs: Vec<TierProof>,
    /// The effort's work limit ended the search.
    pub work_limited: bool,
    /// Stopped by hand: the best so far.
    pub interrupted: bool,
    /// The wall-clock limit ended the search: another run may differ.
    pub safety_net: bool,
    pub notes: Vec<Bilingual>,
    /// Absent in a plan that was made on its own.
    pub repair: Option<Repair>,
}

/// What a plan was repaired from, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// The plan in force, in the same file.
    pub baseline: PlanId,
    /// As given; empty when none was.
    pub reason: String,
    /// What was told before and holds no longer, for the log.
    pub taken_back: Vec<String>,
}

/// Everything that goes into the file with a plan.
#[derive(Clone, Copy, Debug)]
pub struct SavedPlan<'a> {
    pub plan: &'a CheckedPlan,
    /// The problem that the dataset gives and the plan was checked against.
    pub problem: &'a Problem,
    pub dataset: &'a StoredDataset,
    pub record: &'a PlanRecord,
    /// Why, for each of the plan's shortages in order; empty or left out where unknown.
    pub reasons: &'a [Bilingual],
    /// The same for the plan's findings; absent for those that need none.
    pub finding_reasons: &'a [Option<Bilingual>],
}
