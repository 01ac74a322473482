//! The tier loop over one independent part: each tier is improved and bounded while the earlier ones are held.

use super::abreast::{self, Wandered};
use super::progress::SearchOptions;
use super::proof::Record;
use super::state::{Index, State};
use super::tier::OneTier;
use crate::model::{CandidateId, Model, Score, Tier, TierProof};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use std::time::Instant;

/// Where a part stands.
#[derive(Clone, Debug)]
pub struct PartResult {
    pub chosen: Vec<CandidateId>,
    /// Proved lower bound of each tier, the earlier tiers held at what they reached.
    pub bounds: [i64; Tier::COUNT],
    /// What proves of them what can be proved again without a solver.
    pub proofs: Vec<TierProof>,
    /// The clock ended something that work limits should have ended.
    pub clock_bit: bool,
}

impl PartResult {
    /// A bound was proved, while the plan cost `cost`.
    pub fn raise(&mut self, tier: Tier, bound: i64, cost: i64) {
        let best = &mut self.bounds[tier as usize];
        *best = (*best).max(bound.min(cost));
    }
    /// Something ran out of time: the clock ended it, unless the user did.
    pub fn note_clock(&mut self, timed_out: bool, stopped: &dyn Fn() -> bool) {
        self.clock_bit |= timed_out && !stopped();
    }
    /// A bound holds among plans that hold the earlier tiers as they stood. Where one of those has come to cost more since, for the good of
    /// one before it, nothing is claimed.
    fn keep_what_holds(&mut self, record: Record, score: Score) {
        for tier in Tier::ALL.into_iter().filter(|tier| !record.holds(*tier, score)) {
            self.bounds[tier as usize] = 0;
        }
        self.proofs = record.proofs_of(score);
    }
}

/// Share of the time left that a tier may take where one later tier costs, and where more do: whoever waits for training to be perfect
/// should still get policy and wishes.
const BEFORE_ONE: f64 = 0.75;
const BEFORE_MORE: f64 = 0.7;

/// What one part is told and asked.
#[derive(Clone, Copy)]
pub struct PartTask<'a> {
    pub model: &'a Model,
    pub options: &'a SearchOptions,
    pub started: Instant,
    /// Seconds from the start by which it has to be done.
    pub until: f64,
    /// True once the user wants the best so far.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Told after every step: tier, score, bound of the tier.
    pub report: &'a (dyn Fn(Tier, crate::model::Score, [i64; Tier::COUNT]) + Sync),
}

impl PartTask<'_> {
    pub fn out_of_time(&self) -> bool {
        (self.stop)() || self.seconds_left() < 0.0
    }
    pub fn seconds_left(&self) -> f64 {
        self.until - self.started.elapsed().as_secs_f64()
    }
    /// The same for one tier: as long as later ones cost, some of the time is theirs.
    fn for_tier(&self, tier: Tier, score: Score) -> Self {
        let later = Tier::ALL.into_iter().filter(|later| *later > tier && score[*later] > 0).count();
        let share = [1.0, BEFORE_ONE, BEFORE_MORE][later.min(2)];
        Self { until: self.until - (1.0 - share) * self.seconds_left().max(0.0), ..*self }
    }
    /// Improves the choice tier by tier and proves bounds.
    pub fn solve(&self, start: &[CandidateId]) -> PartResult {
        let index = Index::new(self.model);
        let mut state = State::new(&index);
        state.become_choice_with_given(start);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(self.options.seed);
        let mut result = PartResult { chosen: Vec::new(), bounds: [0; Tier::COUNT], proofs: Vec::new(), clock_bit: false };
        let mut record = Record::default();
        let mut wandered = Wandered::default();
        if abreast::improve(self, &mut state, &mut random, &mut result) {
            wandered.score = Some(state.value().score);
        }
        for tier in Tier::ALL {
            let task = self.for_tier(tier, state.value().score);
            OneTier::work(&task, tier, &mut wandered, &mut state, &mut record, &mut random, &mut result);
        }
        send_nobody_for_nothing(&mut state);
        result.keep_what_holds(record, state.value().score);
        result.chosen = state.chosen();
        result.clock_bit |= self.seconds_left() < 0.0;
        result
    }
}

/// Programs leave stays standing that cost nothing and bring nothing: whoever need not go stays at home.
pub fn send_nobody_for_nothing(state: &mut State) {
    let candidates = &state.index().model.candidates;
    for candidate in state.chosen().into_iter().rev().filter(|candidate| !candidates.is_given(*candidate)) {
        let with = state.value();
        state.flip(candidate);
        if state.value() > with {
            state.flip(candidate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Candidates;

    #[test]
    fn a_tier_leaves_time_to_those_that_still_cost() {
        let model = Model::new(Candidates::new(Vec::new(), Vec::new()));
        let options = SearchOptions::default();
        let task =
            PartTask { model: &model, options: &options, started: Instant::now(), until: 1e6, stop: &|| false, report: &|_, _, _| () };
        let share = |costing: &[Tier]| {
            let mut score = Score::default();
            costing.iter().for_each(|tier| score[*tier] = 1);
            task.for_tier(Tier::Training, score).until / task.until
        };
        let near = |share: f64, wanted: f64| (share - wanted).abs() < 1e-3;
        assert!(near(share(&[Tier::CoverTarget, Tier::Training]), 1.0), "earlier ones have had theirs");
        assert!(near(share(&[Tier::Training, Tier::Wishes]), BEFORE_ONE));
        assert!(near(share(&[Tier::Stability, Tier::Policy, Tier::Wishes]), BEFORE_MORE));
        let late = PartTask { until: -1.0, ..task };
        assert!(late.for_tier(Tier::Training, Score([1; Tier::COUNT])).out_of_time(), "no time is left to share");
    }
}
