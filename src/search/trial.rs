//! What taking one more candidate would do to a finished choice: for explaining, not for searching.

use super::neighbourhood::in_the_way;
use super::state::{Index, State, Value};
use crate::model::{CandidateId, Model, RuleCode, Score, Tier};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
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

/// What it does to a finished choice to turn a candidate over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Price {
    /// Units by which hard rows would be broken, nothing else moved.
    pub broken: i64,
    /// The score then, less the score now.
    pub change: Score,
}

/// Prices candidates one by one: each is taken, and the stays in its way given up; one that is taken is given up.
pub fn prices(model: &Model, chosen: &[CandidateId], asked: &[CandidateId]) -> Vec<Price> {
    let index = Index::new(model);
    let mut state = State::new(&index);
    state.become_choice_with_given(chosen);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let before = state.value();
    let mut price = |candidate: &CandidateId| {
        let mut step = vec![*candidate];
        step.extend(in_the_way(&state, *candidate, &mut random));
        step.iter().for_each(|candidate| state.flip(*candidate));
        let after = state.value();
        step.iter().for_each(|candidate| state.flip(*candidate));
        let mut change = after.score;
        for (change, before) in change.0.iter_mut().zip(before.score.0) {
            *change -= before;
        }
        Price { broken: after.broken - before.broken, change }
    };
    asked.iter().map(&mut price).collect()
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
