//! Solvers that share no code, against each other.

#![cfg(feature = "highs")]

use super::*;
use crate::domain::IndexVec;
use crate::model::{CandidateId, Model, Score, Tier};

/// What every solver says of a model.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Agreement {
    Optimum(Score),
    Impossible,
}

fn limits() -> Limits<'static> {
    Limits::of_seconds(120.0, &|| false)
}

/// Hands the model whole to every solver, without a start, tier by tier with the earlier ones held.
///
/// # Errors
/// What they disagree on, and answers that are not what the model says of the choice.
pub(crate) fn agreement(model: &Model) -> Result<Agreement, String> {
    if is_broken_by_given(model) {
        return Ok(Agreement::Impossible);
    }
    let mut held = Stage { weights: [0; Tier::COUNT], caps: [None; Tier::COUNT] };
    for tier in Tier::ALL {
        let stage = Stage { weights: std::array::from_fn(|other| i64::from(other == tier as usize)), ..held.clone() };
        let said: Vec<Option<i64>> = BACKENDS.iter().map(|solver| optimum(model, &stage, tier, solver)).collect::<Result<_, _>>()?;
        if said.iter().any(|optimum| *optimum != said[0]) {
            let names: Vec<&str> = BACKENDS.iter().map(|solver| solver.name).collect();
            return Err(format!("{tier:?}: {names:?} say {said:?}"));
        }
        match said[0] {
            None if tier == Tier::ALL[0] => return Ok(Agreement::Impossible),
            None => return Err(format!("{tier:?}: a plan that there was is gone")),
            Some(cost) => held.caps[tier as usize] = Some(cost),
        }
    }
    Ok(Agreement::Optimum(Score(held.caps.map(Option::unwrap_or_default))))
}

/// True when carried-in stays alone break a row: programs leave out rows that nothing can change.
fn is_broken_by_given(model: &Model) -> bool {
    let mut settled = model.rows.iter().filter(|row| row.terms.iter().all(|(candidate, _)| model.candidates.is_given(*candidate)));
    settled.any(|row| {
        let excess = row.excess(row.terms.iter().map(|(_, coefficient)| coefficient).sum());
        row.elastic.map_or(Some(0), |elastic| elastic.limit).is_some_and(|limit| excess > limit)
    })
}

/// The tier's least cost, `None` where nothing is feasible.
fn optimum(model: &Model, stage: &Stage, tier: Tier, solver: &Backend) -> Result<Option<i64>, String> {
    let given: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(id, _)| model.candidates.is_given(id)).collect();
    let lowered = lower(model, stage, &|_| true, &given);
    let values = if lowered.program.columns.is_empty() {
        Vec::new()
    } else {
        let answer = (solver.minimise)(&lowered.program, None, &limits());
        match (answer.values, answer.infeasible, answer.timed_out) {
            (None, true, false) => return Ok(None),
            (Some(values), false, false) => values,
            _ => return Err(format!("{tier:?}: {} gave up", solver.name)),
        }
    };
    let mut taken = given;
    for (column, candidate) in lowered.candidates.iter().enumerate() {
        taken[*candidate] = values[column] > 0.5;
    }
    let (score, broken) = model.evaluate(&taken);
    if broken > 0 {
        return Err(format!("{tier:?}: the choice of {} breaks rows", solver.name));
    }
    let objective = lowered.program.columns.iter().zip(&values).map(|(column, value)| column.cost * value).sum::<f64>();
    let said = objective + lowered.constant as f64;
    if (said - score[tier] as f64).abs() > 1e-4 {
        return Err(format!("{tier:?}: {} says {said}, its choice costs {}", solver.name, score[tier]));
    }
    Ok(Some(score[tier]))
}

/// Sums that no choice meets: the relaxation misses by nothing, every choice by something, and a tree takes long to say so.
fn unmeetable_sums() -> Program {
    let mut number = 1u64;
    let mut below_100 = || {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) % 100
    };
    let (rows, choices) = (4, 30);
    let mut columns = vec![Column { cost: 0.0, lower: 0.0, upper: 1.0, integer: true }; choices];
    let rows = (0..rows)
        .map(|_| {
            let mut terms: Vec<(usize, f64)> = (0..choices).map(|column| (column, below_100() as f64)).collect();
            let half = (terms.iter().map(|(_, by)| by).sum::<f64>() / 2.0).floor();
            for sign in [1.0, -1.0] {
                terms.push((columns.len(), sign));
                columns.push(Column { cost: 1.0, lower: 0.0, upper: f64::INFINITY, integer: true });
            }
            ProgramRow { terms, lower: Some(half), upper: Some(half) }
        })
        .collect();
    Program { columns, rows }
}

#[test]
fn a_tree_ends_as_soon_as_it_has_proved_enough() {
    let program = unmeetable_sums();
    let within = |enough| minimise(&program, None, &Limits { nodes: 300, enough, ..limits() });
    let all = within(f64::INFINITY);
    assert!(!all.finished && !all.timed_out, "it is too easy: {all:?}");
    let some = within(-1.0);
    assert!(!some.finished && !some.timed_out && some.bound.is_some() && some.steps < all.steps, "{some:?} after {} steps", all.steps);
    assert_eq!(program.enough(7), 6.0 + 2e-4, "a bound just above 6 proves 7");
    assert_eq!((program.least_cost(program.enough(7)), program.least_cost(6.0)), (7, 6));
}
