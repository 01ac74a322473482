//! The rules. Each is a folder with two halves that share no counting code: `emit` writes primitives over candidate stays, `check`
//! counts on the finished roster by calendar dates. A new rule is a folder, its `mod` line and its line in the registry.

mod by_slot;
mod emitter;
mod finding;
#[cfg(test)]
pub(crate) mod fixture;
mod pool_place;
pub mod setting;
mod spec;
mod spells;
#[cfg(test)]
pub(crate) mod twin;

mod availability;
mod budget;
mod contiguity;
mod cover;
mod curriculum;
mod direction;
mod eligibility;
mod fair_share;
mod leadership;
mod one_place;
mod pins;
mod pool_branch_share;
mod pool_category;
mod pool_institution;
mod pool_size;
mod preferences;
mod release;
mod rest;
mod seats;
mod service_credit;
mod stability;
mod stage_order;
mod supervision;
mod team;
mod term;
mod travel;
mod village_mode;

pub use budget::check::ledger::{Subsidy, subsidies};
pub use curriculum::emit::leave::deadline as training_deadline;
pub use emitter::Emitter;
pub use finding::{Finding, Findings, Shortage, Subject, Unit, score};
pub use service_credit::check::{Declaration, LongPosting, declarations, long_posting, service_before};
pub use spec::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
pub use supervision::check::{RollCall, roll_calls};

use crate::domain::Problem;
use crate::model::{Candidates, Model, enumerate};
use crate::roster::{Roster, Stay};
use serde::{Deserialize, Serialize};

/// A rule: its words and its halves.
pub struct Rule {
    pub id: RuleId,
    pub spec: &'static Spec,
    /// False for a stay that breaks the rule all by itself: such stays are never enumerated, unless a county has made the rule flexible.
    /// Part of the emitting half.
    pub admits: fn(&Problem, &Stay) -> bool,
    pub emit: fn(&mut Emitter),
    pub check: fn(&Problem, &Roster, &mut Findings),
}

macro_rules! registry {
    ($($id:ident $folder:ident)+) => {
        /// The rules there are, in the order of the catalogue.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum RuleId { $($id),+ }

        impl RuleId {
            pub const ALL: &'static [RuleId] = &[$(RuleId::$id),+];
            pub fn rule(self) -> Rule {
                match self {
                    $(RuleId::$id => Rule {
                        id: self,
                        spec: &$folder::SPEC,
                        admits: $folder::emit::admits,
                        emit: $folder::emit::emit,
                        check: $folder::check::check,
                    }),+
                }
            }
        }
    };
}

registry! {
    Availability availability
    Eligibility eligibility
    Direction direction
    Term term
    OnePlace one_place
    Cover cover
    Seats seats
    Supervision supervision
    Curriculum curriculum
    Contiguity contiguity
    StageOrder stage_order
    Preferences preferences
    Release release
    PoolSize pool_size
    PoolBranchShare pool_branch_share
    PoolCategory pool_category
    PoolInstitution pool_institution
    Rest rest
    Team team
    Leadership leadership
    VillageMode village_mode
    Budget budget
    ServiceCredit service_credit
    FairShare fair_share
    Travel travel
    Pins pins
    Stability stability
}

impl RuleId {
    pub fn code(self) -> &'static str {
        self.rule().spec.code
    }
    /// The rule with this code.
    pub fn from_code(code: &str) -> Option<RuleId> {
        RuleId::ALL.iter().copied().find(|id| id.code() == code)
    }
}

/// True unless a county has made the rule flexible: stays that the rule does not admit are not enumerated.
fn prunes(problem: &Problem, rule: &Rule) -> bool {
    rule.spec.strictness != Strictness::Must || setting::is_strict(problem, rule.spec)
}

/// Enumerates the candidate stays that every rule admits, flexible ones left out.
pub fn candidates(problem: &Problem) -> Candidates {
    let pruning: Vec<Rule> = rules_in_force(problem).filter(|rule| prunes(problem, rule)).collect();
    enumerate(problem, &|stay| pruning.iter().all(|rule| (rule.admits)(problem, stay)))
}

/// Writes every rule in force over the candidates.
pub fn emit(problem: &Problem, candidates: Candidates) -> Model {
    let mut model = Model::new(candidates);
    for rule in rules_in_force(problem) {
        if !prunes(problem, &rule) {
            emit_unadmitted(problem, &mut model, &rule);
        }
        (rule.emit)(&mut Emitter::new(problem, &mut model, rule.spec));
    }
    model
}

/// Where a county has made a rule flexible, the stays that it would not admit cost one unit each.
fn emit_unadmitted(problem: &Problem, model: &mut Model, rule: &Rule) {
    let unadmitted: Vec<_> = model
        .candidates
        .iter()
        .filter(|(id, stay)| !model.candidates.is_given(*id) && !(rule.admits)(problem, stay))
        .map(|(id, _)| id)
        .collect();
    let mut emitter = Emitter::new(problem, model, rule.spec);
    for candidate in unadmitted {
        let weight = emitter.weight();
        emitter.cost(rule.spec.tier, candidate, weight);
    }
}

/// The rules that the county has not switched off, in the order of the catalogue.
pub fn rules_in_force(problem: &Problem) -> impl Iterator<Item = Rule> {
    RuleId::ALL.iter().map(|id| id.rule()).filter(|rule| setting::is_enabled(problem, rule.spec))
}
