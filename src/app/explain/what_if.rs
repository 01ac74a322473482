//! The plan that would result if something had to be.

use super::Stand;
use crate::app::contradiction::{ASKED, describe};
use crate::app::plan::{PlanFailure, checked};
use crate::app::replan::{PersonMoves, RuleCost, by_rule, differences, moves};
use crate::diagnostic::Bilingual;
use crate::model::{CandidateId, Row, Score};
use crate::search::{Silent, search_from};

/// A plan that differs from the stored one.
pub(super) struct Alternative {
    pub score: Score,
    pub costs: Vec<RuleCost>,
    pub moves: Vec<PersonMoves>,
}

impl Stand {
    /// The plan near the stored one in which at least one of these candidates is taken, or why there is none.
    pub(super) fn with_one_of(&self, candidates: &[CandidateId]) -> Result<Alternative, Vec<Bilingual>> {
        let mut model = self.model.clone();
        let subject = model.subjects.len() as u32;
        model.subjects.push(self.problem.county.clone());
        let terms = candidates.iter().map(|candidate| (*candidate, 1)).collect();
        model.rows.push(Row { rule: ASKED, subject, terms, lower: Some(1), upper: None, elastic: None });
        let outcome = search_from(&model, &self.start, false, &self.search, &Silent::default())
            .map_err(|contradiction| describe(&self.problem, &model, &contradiction))?;
        let plan = checked(&self.problem, &model, &outcome).map_err(|failure| match failure {
            PlanFailure::Defect(lines) => lines,
            PlanFailure::Contradiction { lines, .. } => lines,
        })?;
        Ok(Alternative {
            score: plan.score(),
            costs: differences(&by_rule(self.checked.findings()), &by_rule(plan.findings())),
            moves: moves(&self.in_force, &self.problem, plan.roster()),
        })
    }
}
