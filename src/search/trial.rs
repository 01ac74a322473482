//! What taking one more candidate would do to a finished choice: for explaining, not for searching.

use super::state::{Index, State, Value};
use crate::model::{CandidateId, Model, RuleCode, Tier};
use std::collections::BTreeSet;

/// What would stand in the way of one more candidate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Obstacle {
    /// Hard rows of these rules would break.
    Rules(BTreeSet<RuleCode>),
    /// It would cost in this tier without helping an earlier one.
    Costs(Tier),
    /// Nothing: taking it would be better. The search ended before it got there.
    Nothing,
}

/// Tries candidates on a finished choice.
pub struct Trial<'a> {
    index: Index<'a>,
    chosen: Vec<CandidateId>,
}

impl<'a> Trial<'a> {
    pub fn new(model: &'a Model, chosen: &[CandidateId]) -> Self {
        Self { index: Index::new(model), chosen: chosen.to_vec() }
    }

    /// Runs `ask` with a function that tells what stands in the way of a candidate.
    pub fn run<T>(&self, ask: impl FnOnce(&mut dyn FnMut(CandidateId) -> Obstacle) -> T) -> T {
        let mut state = State::new(&self.index);
        state.become_choice_with_given(&self.chosen);
        ask(&mut |candidate| obstacle(&mut state, candidate))
    }
}

fn obstacle(state: &mut State, candidate: CandidateId) -> Obstacle {
    let before = state.value();
    state.flip(candidate);
    let after = state.value();
    let model = state.index().model;
    let rules: BTreeSet<RuleCode> = if after.broken > before.broken {
        let rows = state.index().rows_of(candidate).iter().map(|(row, _)| *row as usize);
        rows.filter(|row| state.breaks(*row)).map(|row| model.rows[row].rule).collect()
    } else {
        BTreeSet::new()
    };
    state.flip(candidate);
    if !rules.is_empty() {
        return Obstacle::Rules(rules);
    }
    match first_difference(before, after) {
        Some((tier, true)) => Obstacle::Costs(tier),
        Some((_, false)) => Obstacle::Nothing,
        None => Obstacle::Costs(Tier::Wishes),
    }
}

/// The first tier that differs, and whether it got dearer.
fn first_difference(before: Value, after: Value) -> Option<(Tier, bool)> {
    let differs = |tier: &&Tier| before.score[**tier] != after.score[**tier];
    Tier::ALL.iter().find(differs).map(|tier| (*tier, after.score[*tier] > before.score[*tier]))
}
