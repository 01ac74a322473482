//! Hard rows that taking nothing does not hold (pins above all): first greedily, then by a program that minimises what is broken.

use super::Contradiction;
use super::state::State;
use crate::domain::IndexVec;
use crate::model::{CandidateId, Elastic, Model, Tier};
use crate::solver::{Limits, Stage, lower, minimise};

/// Makes the state hold every hard row, or says which cannot be held.
pub fn hold_every_row(state: &mut State) -> Result<(), Contradiction> {
    let model = state.index().model;
    greedily(state);
    if state.value().broken == 0 {
        return Ok(());
    }
    let elastic = all_elastic(model);
    let none = IndexVec::filled(false, model.candidates.len());
    let mut stage = Stage { weights: [0; Tier::COUNT], caps: [None; Tier::COUNT] };
    stage.weights[Tier::CoverMinimum as usize] = 1;
    let lowered = lower(&elastic, &stage, &|_| true, &none);
    let start = lowered.complete(&|candidate| state.is_taken(candidate));
    // There is no plan yet that an early end could keep.
    let answer = minimise(&lowered.program, Some(&start), &Limits { nodes: 10_000, ..Limits::of_seconds(60.0, &|| false) });
    if let Some(values) = answer.values {
        let choice: Vec<CandidateId> =
            lowered.candidates.iter().zip(&values).filter(|(_, value)| **value > 0.5).map(|(candidate, _)| *candidate).collect();
        state.become_choice_with_given(&choice);
    }
    if state.value().broken == 0 {
        return Ok(());
    }
    let proved = answer.bound.is_some_and(|bound| bound > 0.5);
    Err(Contradiction { rows: state.broken_rows(), proved })
}

/// Takes candidates that mend a broken row without breaking another, the best mend first.
fn greedily(state: &mut State) {
    loop {
        let mut best = None;
        for row in state.broken_rows() {
            for (candidate, _) in &state.index().model.rows[row].terms {
                if state.is_taken(*candidate) {
                    continue;
                }
                let value = state.value_after(*candidate);
                if value.broken < state.value().broken && best.is_none_or(|(found, _)| value < found) {
                    best = Some((value, *candidate));
                }
            }
        }
        match best {
            Some((_, candidate)) => state.flip(candidate),
            None => return,
        }
    }
}

/// The same model with every hard row elastic at one cost a unit, and nothing else. The limit of an elastic row is a hard row too.
fn all_elastic(model: &Model) -> Model {
    let mut elastic = Model::new(model.candidates.clone());
    for row in &model.rows {
        let Some(limit) = row.elastic.map_or(Some(0), |elastic| elastic.limit) else { continue };
        let price = Some(Elastic { tier: Tier::CoverMinimum, per_unit: 1, limit: None });
        let (lower, upper) = (row.lower.map(|lower| lower - limit), row.upper.map(|upper| upper + limit));
        elastic.rows.push(crate::model::Row { elastic: price, lower, upper, ..row.clone() });
    }
    elastic
}
