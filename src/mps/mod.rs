//! The whole model as MPS text, so that any other solver can be set against ours.
//!
//! Free format, ASCII, whole numbers throughout. The first objective, `cost`, is to be minimised: the tiers' costs, each times its weight,
//! and the text's comments say what the weights are good for ([`Order`]). A free row for each tier, without weights, lets a solution be
//! counted tier by tier. The right-hand side of an objective is *minus* its constant, as MPS has it: cost = Σ cost of columns − RHS.
//!
//! Columns of candidates come first and are integer: `x<number>_<person>_<post>_<first slot>_<slots>`. The others follow from them: `y<number>_<rule>`.
//! Rows are `r<number>_<rule>`, where earlier tiers are held `r<number>_held`.

mod names;
mod text;
mod weights;
mod worst;

#[cfg(test)]
mod tests;

pub use weights::{DOUBLES_COUNT_TO, Order, Weights};

use crate::domain::Problem;
use crate::model::{Model, Score, Tier, TierOutcome};
use crate::solver::{Stage, Whole, lower_whole};
use names::Names;
use worst::Worst;

/// A plan that the model is written beside: it says how far costs have to be weighed against each other, and what there is to beat.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reference<'a> {
    pub score: Score,
    pub outcomes: &'a [TierOutcome],
}

impl Reference<'_> {
    /// No plan that holds the earlier tiers costs less in this one.
    fn is_proved(&self, tier: Tier) -> bool {
        self.outcomes.iter().any(|outcome| outcome.tier == tier && outcome.bound.is_some_and(|bound| bound >= self.score[tier]))
    }
}

/// A model as text, with what is to be said of it.
#[derive(Clone, PartialEq, Debug)]
pub struct ModelText {
    pub bytes: Vec<u8>,
    pub columns: usize,
    pub rows: usize,
    pub weights: Weights,
    /// What the plan that it was written beside costs in its objective.
    pub cost: i64,
}

/// Writes the model of the problem: all tiers weighed, or one tier with the earlier ones held at what the plan costs in them.
pub fn write(problem: &Problem, model: &Model, plan: &Reference, only: Option<Tier>) -> ModelText {
    let (whole, weights) = weighed(model, plan, only);
    let names = Names::new(&whole, |candidate| names::of_stay(problem, &model.candidates.stay(candidate)));
    written(&whole, &names, &weights, plan.score)
}

fn weighed(model: &Model, plan: &Reference, only: Option<Tier>) -> (Whole, Weights) {
    let weights = match only {
        Some(tier) => Weights::single(tier),
        None => Weights::lexicographic(&Worst::of(model), plan.score, Tier::ALL.map(|tier| plan.is_proved(tier))),
    };
    let caps = Tier::ALL.map(|tier| only.filter(|only| tier < *only).map(|_| plan.score[tier]));
    (lower_whole(model, &Stage { weights: weights.by_tier, caps }), weights)
}

fn written(whole: &Whole, names: &Names, weights: &Weights, score: Score) -> ModelText {
    let program = &whole.lowered.program;
    let cost = weights.sum(score);
    ModelText {
        bytes: text::text(whole, names, &text::comments(whole, weights, score)),
        columns: program.columns.len(),
        rows: program.rows.len(),
        weights: *weights,
        cost,
    }
}
