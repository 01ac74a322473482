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

/// What one part is told and asked.
pub struct PartTask<'a> {
    pub model: &'a Model,
    pub options: &'a SearchOptions,
    pub started: Instant,
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
        self.options.time_limit - self.started.elapsed().as_secs_f64()
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
            OneTier::work(self, tier, &mut wandered, &mut state, &mut record, &mut random, &mut result);
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
