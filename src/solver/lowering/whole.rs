//! A model lowered whole, with what its columns and rows stand for.

use super::{Lowered, Lowering, Stage};
use crate::domain::IndexVec;
use crate::model::{CandidateId, Model, RuleCode, Score, Tier};
use std::collections::BTreeMap;

/// A model whose every candidate is free but those carried in, for readers that know nothing of it.
#[derive(Clone, Debug)]
pub struct Whole {
    pub lowered: Lowered,
    /// Cost of each tier by column, and what every choice costs besides.
    pub costs: [BTreeMap<usize, i64>; Tier::COUNT],
    pub constants: Score,
    /// In the order of columns and rows. Rows after the last hold earlier tiers.
    pub origins: Vec<Origin>,
}

/// How far columns and rows reach once a rule's primitive has been lowered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Origin {
    pub rule: RuleCode,
    /// Number of columns and of rows up to and including this primitive's.
    pub columns: usize,
    pub rows: usize,
}

/// Lowers the model with every candidate free; carried-in stays stand.
pub fn lower_whole(model: &Model, stage: &Stage) -> Whole {
    let taken: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(candidate, _)| model.candidates.is_given(candidate)).collect();
    let mut lowering = Lowering::new(model, stage, &|_| true, &taken);
    let mut origins = Vec::new();
    lowering.primitives(|rule, program| origins.push(Origin { rule, columns: program.columns.len(), rows: program.rows.len() }));
    let (costs, constants) = (lowering.tiers.clone(), lowering.constants);
    Whole { lowered: lowering.finish(), costs, constants, origins }
}
