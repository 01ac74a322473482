//! The tier loop over one independent part: each tier is improved and bounded while the earlier ones are held.

use super::blame::Blame;
use super::bound::{Bound, evaluate};
use super::kernel::kernel;
use super::neighbourhood::{Decision, carry_out, decide, draw};
use super::progress::SearchOptions;
use super::proof::{Record, held, stage};
use super::reach::{Ground, Reach, Shape};
use super::shake::Shake;
use super::state::{Index, State};
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Model, Score, Tier, TierProof};
use crate::solver::{Limits, Lowered, Stage, lower, minimise, relax};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use rayon::prelude::*;
use std::collections::BTreeSet;
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
    fn raise(&mut self, tier: Tier, bound: i64, cost: i64) {
        let best = &mut self.bounds[tier as usize];
        *best = (*best).max(bound.min(cost));
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

/// Neighbourhoods decided at once. Fixed, so that the plan does not depend on the number of threads.
const AT_ONCE: usize = 4;
/// Attempts of a shake, times the effort.
const SHAKES: usize = 100_000;
/// Where no more rows than this cost, some rounds of neighbourhoods come before the relaxation.
const FEW: usize = 40;
const EARLY: usize = 6;
/// Where no more rows than this cost, and nothing else, the part goes to the solver whole in the end, however large.
const VERY_FEW: usize = 8;
/// Room above a held tier in a relaxation. Costs are whole, so it lets no further plan in; without it the relaxation has no interior and
/// its multipliers grow without limit.
const CAP_ROOM: f64 = 0.1;
/// Rounds without a gain after which a tier is left; those whose programs were not settled count twice.
const PATIENCE: usize = 12;
/// A part, or the kernel of one, with at most so many usable columns goes to the solver whole.
const WHOLE: usize = 9_000;
/// What a program may take.
#[derive(Clone, Copy)]
struct Work {
    nodes: i32,
    iterations: i64,
    /// A safety net.
    seconds: f64,
}

/// For a relaxation: only the clock counts.
const RELAXATION: Work = Work { nodes: 0, iterations: i64::MAX, seconds: 120.0 };
/// For a neighbourhood before the relaxation, and after it.
const EARLY_WORK: Work = Work { nodes: 20, iterations: 1_000, seconds: 60.0 };
const NEAR_WORK: Work = Work { nodes: 60, iterations: 5_000, seconds: 60.0 };
/// For the kernel of a tier, whose nodes are small, and for a whole part; times the effort.
const KERNEL_WORK: Work = Work { nodes: 500, iterations: 50_000, seconds: 60.0 };
const WHOLE_WORK: Work = Work { nodes: 50, iterations: 100_000, seconds: 300.0 };

impl Work {
    fn times(self, factor: u32) -> Self {
        Self { nodes: self.nodes * factor as i32, iterations: self.iterations * i64::from(factor), ..self }
    }
}

/// What a round of neighbourhoods brought.
struct Round {
    better: bool,
    /// Every program was solved to the end.
    settled: bool,
}

impl PartTask<'_> {
    fn out_of_time(&self) -> bool {
        (self.stop)() || self.started.elapsed().as_secs_f64() > self.options.time_limit
    }
    fn limits(&self, work: Work, seed: usize) -> Limits<'_> {
        let left = self.options.time_limit - self.started.elapsed().as_secs_f64();
        let Work { nodes, iterations, seconds } = work;
        Limits { nodes, iterations, seconds: seconds.min(left).max(0.05), seed: (seed % 1_000_000) as i32, stop: self.stop }
    }

    /// Improves the choice tier by tier and proves bounds.
    pub fn solve(&self, start: &[CandidateId]) -> PartResult {
        let index = Index::new(self.model);
        let mut state = State::new(&index);
        state.become_choice_with_given(start);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(self.options.seed);
        let mut result = PartResult { chosen: Vec::new(), bounds: [0; Tier::COUNT], proofs: Vec::new(), clock_bit: false };
        let mut record = Record::default();
        for tier in Tier::ALL {
            self.tier(tier, &mut state, &mut record, &mut random, &mut result);
        }
        send_nobody_for_nothing(&mut state);
        result.keep_what_holds(record, state.value().score);
        result.chosen = state.chosen();
        result.clock_bit |= self.started.elapsed().as_secs_f64() > self.options.time_limit;
        result
    }

    fn tier(&self, tier: Tier, state: &mut State, record: &mut Record, random: &mut Xoshiro256PlusPlus, result: &mut PartResult) {
        let cost = |state: &State| state.value().score[tier];
        if cost(state) == 0 || self.out_of_time() {
            return;
        }
        let caps = held(tier, state.value().score);
        let usable = &record.usable(self.model, &caps);
        let mut lowered =
            lower(self.model, &stage(tier, &caps), &|candidate| usable[candidate] || state.is_taken(candidate), state.taken());
        let proved = record.begin(tier, caps, &lowered);
        lowered.loosen_caps(CAP_ROOM);
        result.raise(tier, proved, cost(state));
        // A short shake often reaches what is plain without any relaxation.
        let attempts = SHAKES * self.options.effort.factor() as usize;
        Shake { tier, attempts: attempts / 16, enough: self.enough(result.bounds[tier as usize]), usable }
            .run(state, random, &|| self.out_of_time());
        (self.report)(tier, state.value().score, result.bounds);
        if self.near_enough(cost(state), result.bounds[tier as usize]) || self.out_of_time() {
            return;
        }
        let mut reach = Reach::new(state.costing_rows(tier).len() <= FEW);
        // Where little costs, and small programs settle it, what costs is mended before anything is proved.
        for _ in 0..EARLY {
            if state.costing_rows(tier).len() > FEW {
                break;
            }
            let ground = Ground { tier, within: usable, blame: None };
            let round = self.neighbourhoods(&ground, EARLY_WORK, &mut reach, state, random, result);
            (self.report)(tier, state.value().score, result.bounds);
            if self.near_enough(cost(state), result.bounds[tier as usize]) || self.out_of_time() {
                return;
            }
            if !round.better || !round.settled {
                break;
            }
        }
        // The relaxation and a shake of some length, side by side: neither knows of the other.
        let enough = self.enough(result.bounds[tier as usize]);
        let (bound, ()) = rayon::join(
            || multipliers(&lowered, &self.limits(RELAXATION, 0)),
            || Shake { tier, attempts: attempts / 4, enough, usable }.run(state, random, &|| self.out_of_time()),
        );
        if let Some(bound) = &bound {
            let proved = record.prove(&lowered, bound);
            result.raise(tier, proved, cost(state));
        }
        (self.report)(tier, state.value().score, result.bounds);
        // Programs first, where they are small: what they prove of the short shake's plan spares the long one.
        let mut tried_at = None;
        for long in [false, true] {
            if long {
                let enough = self.enough(result.bounds[tier as usize]);
                Shake { tier, attempts, enough, usable }.run(state, random, &|| self.out_of_time());
                (self.report)(tier, state.value().score, result.bounds);
            }
            if !self.near_enough(cost(state), result.bounds[tier as usize]) && tried_at.replace(cost(state)) != Some(cost(state)) {
                if let Some(bound) = &bound {
                    self.kernel(tier, state, usable, &lowered, bound, result);
                    (self.report)(tier, state.value().score, result.bounds);
                }
                let within = self.within(&lowered, bound.as_ref(), cost(state), usable);
                if within.iter().filter(|(_, usable)| **usable).count() <= WHOLE
                    && !self.near_enough(cost(state), result.bounds[tier as usize])
                {
                    record.watch(state.value().score);
                    self.whole(tier, state, &within, usize::from(long), result);
                    tried_at = Some(cost(state));
                    (self.report)(tier, state.value().score, result.bounds);
                }
            }
        }
        let mut quiet = 0;
        let mut whole_tried_at = tried_at;
        for round in 0..(10 * self.options.effort.factor() as usize) {
            if self.near_enough(cost(state), result.bounds[tier as usize]) || self.out_of_time() {
                break;
            }
            let within = self.within(&lowered, bound.as_ref(), cost(state), usable);
            let columns = within.iter().filter(|(_, usable)| **usable).count();
            if columns <= WHOLE && whole_tried_at != Some(cost(state)) {
                record.watch(state.value().score);
                whole_tried_at = Some(cost(state));
                let proved = self.whole(tier, state, &within, round, result);
                (self.report)(tier, state.value().score, result.bounds);
                if proved {
                    break;
                }
                continue;
            }
            let blame = bound.as_ref().map(|bound| Blame::of(&lowered, bound, state));
            let ground = Ground { tier, within: &within, blame: blame.as_ref() };
            let round = self.neighbourhoods(&ground, NEAR_WORK, &mut reach, state, random, result);
            quiet = match round {
                Round { better: true, .. } => 0,
                Round { settled: true, .. } => quiet + 1,
                Round { settled: false, .. } => quiet + 2,
            };
            (self.report)(tier, state.value().score, result.bounds);
            if quiet >= PATIENCE {
                break;
            }
        }
        if !self.near_enough(cost(state), result.bounds[tier as usize]) && !self.out_of_time() && self.is_in_few_rows(tier, state) {
            let within = self.within(&lowered, bound.as_ref(), cost(state), usable);
            record.watch(state.value().score);
            self.whole(tier, state, &within, 0, result);
            (self.report)(tier, state.value().score, result.bounds);
        }
        // Whatever cannot stand in a plan that holds this tier is out for the later ones.
        if let Some(bound) = &bound {
            record.leave(&lowered, bound, cost(state));
        }
        result.bounds[tier as usize] = result.bounds[tier as usize].min(cost(state));
    }

    /// All that the tier costs lies in a few rows. Then presolving takes most of even a large part away.
    fn is_in_few_rows(&self, tier: Tier, state: &State) -> bool {
        let rows = state.costing_rows(tier).len();
        let elsewhere = self.model.costs.iter().any(|cost| cost.tier == tier && state.is_taken(cost.candidate))
            || self.model.extrema.iter().any(|extremum| extremum.tier == tier)
            || self.model.sequences.iter().any(|sequence| sequence.tier == tier);
        (1..=VERY_FEW).contains(&rows) && !elsewhere
    }

    fn near_enough(&self, cost: i64, bound: i64) -> bool {
        cost <= self.enough(bound)
    }
    /// The largest cost whose gap to the bound is small enough to leave the tier.
    fn enough(&self, bound: i64) -> i64 {
        (bound as f64 / (1.0 - self.options.gap.clamp(0.0, 0.999))).floor() as i64
    }

    /// Candidates that can stand in a plan costing at most `most` in the tier.
    fn within(
        &self,
        lowered: &Lowered,
        bound: Option<&Bound>,
        most: i64,
        usable: &IndexVec<CandidateId, bool>,
    ) -> IndexVec<CandidateId, bool> {
        let mut within = usable.clone();
        if let Some(bound) = bound {
            for (column, candidate) in lowered.candidates.iter().enumerate() {
                if bound.excludes(column, most - lowered.constant) {
                    within[*candidate] = false;
                }
            }
        }
        within
    }

    /// Solves the kernel of the tier: first by itself, for a bound; then its people with all others standing, for a plan.
    fn kernel(
        &self,
        tier: Tier,
        state: &mut State,
        usable: &IndexVec<CandidateId, bool>,
        lowered: &Lowered,
        bound: &Bound,
        result: &mut PartResult,
    ) {
        let cost = state.value().score[tier];
        // Only a plan that costs less is looked for, so what such a plan cannot take is out.
        let within = self.within(lowered, Some(bound), cost - bound.grain, usable);
        let out = |column: usize| !within[lowered.candidates[column]];
        let kernel = kernel(&lowered.program, bound, lowered.candidates.len(), &out);
        if kernel.columns.is_empty() || kernel.columns.len() > WHOLE || kernel.columns.len() == lowered.program.columns.len() {
            return;
        }
        let limits = self.limits(KERNEL_WORK.times(self.options.effort.factor()), 1);
        let answer = minimise(&kernel.program, None, &limits);
        result.clock_bit |= answer.timed_out && !(self.stop)();
        let proved = answer.bound.map(|bound| lowered.program.least_cost(bound) + lowered.constant);
        if let Some(proved) = if answer.infeasible { Some(cost) } else { proved } {
            result.raise(tier, proved, cost);
        }
        if self.near_enough(cost, result.bounds[tier as usize]) || self.out_of_time() {
            return;
        }
        let candidates = kernel.columns.iter().filter_map(|column| lowered.candidates.get(*column));
        let people: BTreeSet<PersonId> = candidates.map(|candidate| self.model.candidates.stay(*candidate).person).collect();
        let theirs = people.iter().flat_map(|person| self.model.candidates.of_person(*person));
        let theirs: Vec<CandidateId> = theirs.filter(|candidate| within[*candidate] || state.is_taken(*candidate)).collect();
        if theirs.len() <= WHOLE
            && let Some(decision) = decide(state, tier, &theirs, &limits)
        {
            result.clock_bit |= decision.timed_out && !(self.stop)();
            carry_out(state, &decision);
        }
    }

    /// Hands the part to the solver whole. True when that proved the tier.
    fn whole(&self, tier: Tier, state: &mut State, within: &IndexVec<CandidateId, bool>, round: usize, result: &mut PartResult) -> bool {
        let lowered = lower(self.model, &only(tier, state), &|candidate| within[candidate] || state.is_taken(candidate), state.taken());
        let start = lowered.complete(&|candidate| state.is_taken(candidate));
        let limits = self.limits(WHOLE_WORK.times(self.options.effort.factor()), round);
        let answer = minimise(&lowered.program, Some(&start), &limits);
        result.clock_bit |= answer.timed_out && !(self.stop)();
        if let Some(bound) = answer.bound {
            result.raise(tier, lowered.program.least_cost(bound) + lowered.constant, state.value().score[tier]);
        }
        if let Some(decision) = Decision::read(state, &lowered, &answer) {
            carry_out(state, &decision);
        }
        result.bounds[tier as usize] >= state.value().score[tier]
    }

    /// One round of neighbourhoods, decided side by side and carried out in order.
    fn neighbourhoods(
        &self,
        ground: &Ground,
        work: Work,
        reach: &mut Reach,
        state: &mut State,
        random: &mut Xoshiro256PlusPlus,
        result: &mut PartResult,
    ) -> Round {
        let chosen: Vec<(Shape, Vec<CandidateId>, usize)> = (0..AT_ONCE)
            .map(|_| {
                let shape = reach.shape(random);
                (shape, reach.choose(shape, ground, state, random), draw(random, 1 << 20))
            })
            .collect();
        let base: &State = state;
        let decisions: Vec<Option<Decision>> = chosen
            .par_iter()
            .map(|(_, candidates, seed)| {
                if self.out_of_time() || candidates.is_empty() {
                    return None;
                }
                decide(base, ground.tier, candidates, &self.limits(work, *seed))
            })
            .collect();
        let mut round = Round { better: false, settled: true };
        for ((shape, ..), decision) in chosen.iter().zip(decisions) {
            let Some(decision) = decision else { continue };
            result.clock_bit |= decision.timed_out && !(self.stop)();
            let still_true = decision.take.iter().all(|candidate| !state.is_taken(*candidate))
                && decision.give_up.iter().all(|candidate| state.is_taken(*candidate));
            let helped = still_true && carry_out(state, &decision);
            reach.learn(*shape, helped, decision.finished);
            round.better |= helped;
            round.settled &= decision.finished;
        }
        round
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

/// The bound that the relaxation's multipliers prove; a second, slower solve where those of the first prove much less than its optimum.
fn multipliers(lowered: &Lowered, limits: &Limits) -> Option<Bound> {
    let program = &lowered.program;
    let mut best: Option<Bound> = None;
    let begun = Instant::now();
    for presolve in [true, false] {
        let left = Limits { seconds: limits.seconds - begun.elapsed().as_secs_f64(), ..*limits };
        if left.seconds <= 0.0 {
            break;
        }
        let Some(relaxation) = relax(program, &left, presolve) else { continue };
        let optimum: f64 = program.columns.iter().zip(&relaxation.values).map(|(column, value)| column.cost * value).sum();
        let Some(bound) = evaluate(program, &relaxation) else { continue };
        let proves_enough = bound.value > optimum - 0.5 - 0.002 * optimum.abs();
        if best.as_ref().is_none_or(|best| bound.value > best.value) {
            best = Some(bound);
        }
        if proves_enough || (limits.stop)() {
            break;
        }
    }
    best
}

/// The tier alone in the objective, the earlier ones held.
fn only(tier: Tier, state: &State) -> Stage {
    stage(tier, &held(tier, state.value().score))
}
