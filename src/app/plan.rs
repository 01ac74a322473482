//! Use case: from a problem to a checked plan with bounds and reasons.

#[cfg(test)]
mod tests;

use super::contradiction::describe;
use crate::check::{CheckedPlan, Rejected, check};
use crate::diagnostic::Bilingual;
use crate::domain::{PinKind, PinTarget, Problem};
use crate::model::{Candidates, Model};
use crate::reasons::{self, Reasons};
use crate::roster::{Origin, Roster, Stay, number_pool_posts};
use crate::rules;
use crate::search::{Observer, Outcome, SearchOptions, search};
use std::time::Instant;

/// A plan with what is known about it.
pub struct Planned {
    pub plan: CheckedPlan,
    pub outcome: Outcome,
    /// Why the plan's shortages and findings remain, in their order.
    pub reasons: Reasons,
    /// What was searched.
    pub model: Model,
    pub size: ModelSize,
}

/// How large the model was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ModelSize {
    pub candidates: usize,
    pub dispatch_candidates: usize,
    pub training_candidates: usize,
    pub rows: usize,
    pub costs: usize,
    pub extrema: usize,
    pub sequences: usize,
    /// Milliseconds to enumerate and write it.
    pub milliseconds: u128,
}

/// Why there is no plan.
#[derive(Debug)]
pub enum PlanFailure {
    /// Pins and carried-in stays cannot all hold together.
    Contradiction { lines: Vec<Bilingual>, proved: bool },
    /// Our own check refuses our own plan: a defect of the program.
    Defect(Vec<Bilingual>),
}

/// The model of a problem.
pub fn model_of(problem: &Problem) -> (Model, ModelSize) {
    let started = Instant::now();
    let candidates = rules::candidates(problem);
    let model = rules::emit(problem, candidates);
    let size = size(problem, &model, started.elapsed().as_millis());
    (model, size)
}

fn size(problem: &Problem, model: &Model, milliseconds: u128) -> ModelSize {
    let training = |candidates: &Candidates| candidates.iter().filter(|(_, stay)| problem.posts[stay.post].is_training()).count();
    let training_candidates = training(&model.candidates);
    ModelSize {
        candidates: model.candidates.len(),
        dispatch_candidates: model.candidates.len() - training_candidates,
        training_candidates,
        rows: model.rows.len(),
        costs: model.costs.len(),
        extrema: model.extrema.len(),
        sequences: model.sequences.len(),
        milliseconds,
    }
}

/// Plans the problem.
pub fn plan(problem: &Problem, options: &SearchOptions, observer: &dyn Observer) -> Result<Planned, PlanFailure> {
    let (model, size) = model_of(problem);
    let outcome = search(&model, options, observer).map_err(|contradiction| PlanFailure::Contradiction {
        lines: describe(problem, &model, &contradiction),
        proved: contradiction.proved,
    })?;
    finish(problem, model, size, outcome)
}

/// A plan with its reasons from what a search found.
pub(super) fn finish(problem: &Problem, model: Model, size: ModelSize, outcome: Outcome) -> Result<Planned, PlanFailure> {
    let plan = checked(problem, &model, &outcome)?;
    let reasons = reasons::of_plan(problem, &model, &outcome.chosen, plan.roster(), plan.shortages(), plan.findings());
    Ok(Planned { plan, outcome, reasons, model, size })
}

/// What a search found, numbered and checked.
pub(super) fn checked(problem: &Problem, model: &Model, outcome: &Outcome) -> Result<CheckedPlan, PlanFailure> {
    let stays: Vec<(Stay, Origin)> = outcome
        .chosen
        .iter()
        .map(|candidate| {
            let stay = model.candidates.stay(*candidate);
            (stay, origin(problem, &stay, model.candidates.is_given(*candidate)))
        })
        .collect();
    let Some(placements) = number_pool_posts(problem, stays) else {
        return Err(PlanFailure::Defect(vec![Bilingual::new("周转编制编号分配不成", "pool posts could not be numbered")]));
    };
    let plan = check(problem, Roster::new(placements)).map_err(|rejected: Rejected| PlanFailure::Defect(rejected.messages()))?;
    if plan.score() != outcome.score {
        let differ = format!("{:?} ≠ {:?}", outcome.score, plan.score());
        let text =
            Bilingual::new(format!("模型与检查的得分不一致：{differ}"), format!("the model and the check disagree on the score: {differ}"));
        return Err(PlanFailure::Defect(vec![text]));
    }
    Ok(plan)
}

fn origin(problem: &Problem, stay: &Stay, given: bool) -> Origin {
    let post = &problem.posts[stay.post];
    let pinned = problem.pins.iter().any(|pin| {
        pin.kind == PinKind::Locked
            && (pin.person, pin.first, pin.slots) == (stay.person, stay.first, stay.slots)
            && match pin.target {
                PinTarget::Post(target) => target == stay.post,
                PinTarget::Department(target) => post.department == Some(target),
                PinTarget::Institution(target) => post.institution == target,
            }
    });
    match (given, pinned) {
        (true, _) => Origin::CarriedIn,
        (false, true) => Origin::Pinned,
        (false, false) => Origin::Planned,
    }
}
