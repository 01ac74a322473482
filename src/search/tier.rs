//! One tier of one part: what costs is mended by shaking and by programs, and a bound proved, while the earlier tiers are held.

use super::abreast::Wandered;
use super::anneal::{Annealing, Lanes};
use super::ascent::{ascend, suits};
use super::blame::Blame;
use super::bound::{Bound, evaluate};
use super::construct::insert_greedily;
use super::kernel::kernel;
use super::neighbourhood::{Decision, carry_out, decide, draw};
use super::progress::Effort;
use super::proof::{Record, held, stage};
use super::reach::{Ground, Reach, Shape};
use super::shake::Shake;
use super::state::State;
use super::tiers::{PartResult, PartTask};
use super::wander::{Guide, Wander};
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Tier};
use crate::solver::{Limits, Lowered, lower, minimise, relax};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Neighbourhoods decided at once. Fixed, so that the plan does not depend on the number of threads.
const AT_ONCE: usize = 4;
/// Attempts of a shake, times the effort; and what part of them come first, and beside the relaxation.
pub const SHAKES: usize = 100_000;
const FIRST_SHAKE: usize = 16;
const SHAKE_BESIDE: usize = 4;
/// Where the bound is far, or the effort thorough, and the plan costs at more places than this, the longest is longer in proportion, up to so many times.
const PLACES_OF_A_SHAKE: usize = 48;
pub const LONGEST: usize = 8;
/// Attempts of wandering that take about as long as one of shaking.
pub const STEPS_OF_A_MOVE: usize = 30;
/// Attempts from which on a shake goes in two lanes.
const ATTEMPTS_OF_TWO: usize = 20_000;
/// A relaxation with more columns than this takes minutes; where there are not so many, a shake comes before it, for this share of the time left.
const TOO_LARGE: usize = 150_000;
const SOONER: f64 = 0.4;
/// Shares of the time left that the first shake, the relaxation, the shake beside it, one beside prices that rise, and the long shake may take.
const FIRST: f64 = 0.2;
const RELAXING: f64 = 0.5;
/// The same of prices that rise, which get most of what they get early.
const ASCENDING: f64 = 0.2;
/// The same where wandering has been all over the plan: the bound is what is missing.
const ASCENDING_NEAR: f64 = 0.85;
const BESIDE: f64 = 0.3;
const BESIDE_ASCENT: f64 = 0.15;
/// What prices that rise may take after an interior point that was not done, as a share of what that took.
const ASCENT_AFTER: f64 = 0.25;
const LONG: f64 = 0.8;
/// The same of the last tier's first shake, as wandering goes further, and of its wandering, after which nothing waits.
const LAST_FIRST: f64 = 0.05;
const LAST_LONG: f64 = 0.9;
/// Heat of wandering where that has been all over the plan, and what part of its attempts it has then.
const HEAT_NEAR: f64 = 0.2;
const PART_NEAR: usize = 4;
/// Share of the time left that it may take once more where something is still short.
const AGAIN: f64 = 0.5;
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
/// The same before the long shake, where the bound is near or few rows cost: there, rounds bring more than shaking.
const SOON_QUIET: usize = 4;
/// Share of the time left after which none of these begins.
const SOON: f64 = 0.1;
/// Rounds at most, times the effort.
const ROUNDS: usize = 10;
/// A part, or the kernel of one, with at most so many usable columns goes to the solver whole.
const WHOLE: usize = 9_000;
/// The same of a kernel where the effort is thorough and no more than this share of the cost is unproved, and the share of the time left that it may take:
/// its work ends it where hours are left, the clock where a minute is.
const LARGE_KERNEL: usize = 30_000;
const NEARLY: f64 = 0.05;
const OF_LARGE_KERNEL: f64 = 0.6;

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
const LARGE_KERNEL_WORK: Work = Work { nodes: 200, iterations: 20_000, seconds: f64::INFINITY };
const WHOLE_WORK: Work = Work { nodes: 50, iterations: 100_000, seconds: 300.0 };

impl Work {
    /// As far as there is time left.
    fn limits<'t>(self, task: &PartTask<'t>, seed: usize) -> Limits<'t> {
        let Self { nodes, iterations, seconds } = self;
        let seconds = seconds.min(task.seconds_left()).max(0.05);
        Limits { nodes, iterations, seed: (seed % 1_000_000) as i32, ..Limits::of_seconds(seconds, task.stop) }
    }
}

/// What a round of neighbourhoods brought.
struct Round {
    better: bool,
    /// Every program was solved to the end.
    settled: bool,
}

/// A tier being worked on.
pub struct OneTier<'t, 's, 'm> {
    task: &'t PartTask<'t>,
    tier: Tier,
    /// Wandering has been all over the plan as it is.
    near: bool,
    wandered: &'s mut Wandered,
    state: &'s mut State<'m>,
    record: &'s mut Record,
    random: &'s mut Xoshiro256PlusPlus,
    result: &'s mut PartResult,
    /// Candidates that plans holding the earlier tiers can take.
    usable: IndexVec<CandidateId, bool>,
    /// The tier's program, and what its relaxation proves once that is known.
    lowered: Lowered,
    bound: Option<Bound>,
    reach: Reach,
    /// What the plan cost when its kernel and, where small, the part as a whole were last tried.
    tried_at: Option<i64>,
}

impl<'t, 's, 'm> OneTier<'t, 's, 'm> {
    /// Improves the choice in the tier and proves how good it is.
    pub fn work(
        task: &'t PartTask<'t>,
        tier: Tier,
        wandered: &'s mut Wandered,
        state: &'s mut State<'m>,
        record: &'s mut Record,
        random: &'s mut Xoshiro256PlusPlus,
        result: &'s mut PartResult,
    ) {
        if state.value().score[tier] == 0 || task.out_of_time() {
            return;
        }
        let near = wandered.score == Some(state.value().score);
        // Programs of the tiers before gave up stays that brought those nothing.
        let all: Vec<CandidateId> = task.model.candidates.iter().map(|(candidate, _)| candidate).collect();
        insert_greedily(state, &all, 0, random);
        let cost = state.value().score[tier];
        if cost == 0 {
            return;
        }
        let caps = held(tier, state.value().score);
        let usable = record.usable(task.model, &caps);
        let mut lowered =
            lower(task.model, &stage(tier, &caps), &|candidate| usable[candidate] || state.is_taken(candidate), state.taken());
        let proved = record.begin(tier, caps, &lowered);
        lowered.loosen_caps(CAP_ROOM);
        result.raise(tier, proved, cost);
        let reach = Reach::default();
        let mut this =
            Self { task, tier, near, wandered, state, record, random, result, usable, lowered, bound: None, reach, tried_at: None };
        this.improve();
        this.leave();
    }

    fn improve(&mut self) {
        let attempts = SHAKES * self.task.options.effort.factor() as usize;
        // A short shake often reaches what is plain without any relaxation.
        if !self.near {
            self.shake(attempts / FIRST_SHAKE, if self.is_last() { LAST_FIRST } else { FIRST });
        }
        if self.state.costing_rows(self.tier).len() <= FEW {
            self.reach.favour_rows();
        }
        if !(self.near && self.is_last()) {
            self.early_rounds();
        }
        if self.is_done() {
            return;
        }
        if self.near && !self.is_last() && !std::mem::replace(&mut self.wandered.again, true) {
            self.wander(STEPS_OF_A_MOVE * attempts * LONGEST, AGAIN);
            self.wandered.score = Some(self.state.value().score);
            if self.is_done() {
                return;
            }
        }
        if self.relaxes_too_slowly() {
            self.shake(attempts, SOONER);
            if self.is_done() {
                return;
            }
        }
        self.relax_and_shake(attempts / SHAKE_BESIDE);
        // Programs first, where they are small: what they prove of the short shake's plan spares the long one.
        self.programs();
        let far = 10 * self.result.bounds[self.tier as usize] < 9 * self.cost();
        let longer = far || self.task.options.effort == Effort::Thorough;
        let places = if longer { self.places_that_cost() } else { 0 };
        if !far || self.lies_in_rows(PLACES_OF_A_SHAKE) {
            self.rounds(SOON_QUIET, SOON);
        }
        let attempts = attempts * (places / PLACES_OF_A_SHAKE).clamp(1, LONGEST);
        if self.is_last() {
            let attempts = STEPS_OF_A_MOVE * attempts;
            self.wander(if self.near { attempts / PART_NEAR } else { attempts }, LAST_LONG);
        } else {
            self.shake(attempts, LONG);
        }
        self.programs();
        self.rounds(PATIENCE, 1.0);
        self.whole_of_few_rows();
    }

    /// Whatever cannot stand in a plan that holds this tier is out for the later ones.
    fn leave(mut self) {
        let cost = self.cost();
        self.note_clock(self.task.seconds_left() < 0.0);
        if let Some(bound) = &self.bound {
            self.record.leave(&self.lowered, bound, cost);
        }
        let proved = &mut self.result.bounds[self.tier as usize];
        *proved = (*proved).min(cost);
    }

    fn cost(&self) -> i64 {
        self.state.value().score[self.tier]
    }
    /// The gap is small enough to leave the tier, or there is no time left.
    fn is_done(&self) -> bool {
        self.cost() <= self.enough() || self.task.out_of_time()
    }
    /// No tier comes after it.
    fn is_last(&self) -> bool {
        self.tier as usize + 1 == Tier::COUNT
    }
    /// The largest cost whose gap to what is proved is small enough.
    fn enough(&self) -> i64 {
        let bound = self.result.bounds[self.tier as usize] as f64;
        (bound / (1.0 - self.task.options.gap.clamp(0.0, 0.999))).floor() as i64
    }
    fn raise(&mut self, proved: i64) {
        self.result.raise(self.tier, proved, self.cost());
    }
    fn report(&self) {
        (self.task.report)(self.tier, self.state.value().score, self.result.bounds);
    }
    fn limits(&self, work: Work, seed: usize) -> Limits<'t> {
        work.limits(self.task, seed)
    }
    /// Work that grows with the effort.
    fn thorough(&self, work: Work) -> Work {
        let factor = self.task.options.effort.factor();
        Work { nodes: work.nodes * factor as i32, iterations: work.iterations * i64::from(factor), ..work }
    }
    /// A program was ended by the clock where its work should have ended it.
    fn note_clock(&mut self, timed_out: bool) {
        self.result.note_clock(timed_out, self.task.stop);
    }

    /// Reduced costs by candidate, once multipliers are known.
    fn guide(&self) -> Option<Guide> {
        let bound = self.bound.as_ref()?;
        let mut guide = Guide::filled(f64::INFINITY, self.usable.len());
        for (candidate, reduced) in self.lowered.candidates.iter().zip(&bound.reduced) {
            guide[*candidate] = *reduced;
        }
        Some(guide)
    }

    fn shake(&mut self, attempts: usize, share: f64) {
        let shake = Shake { tier: self.tier, usable: &self.usable, others_stand: false };
        let (task, lanes) = (self.task, if attempts < ATTEMPTS_OF_TWO { Lanes::One } else { Lanes::Two });
        let out_of_time = || task.out_of_time();
        let annealing =
            Annealing { attempts, enough: self.enough(), seconds: share * task.seconds_left(), lanes, out_of_time: &out_of_time };
        let hurried = annealing.run(&shake, self.state, self.random);
        self.note_clock(hurried);
        self.report();
    }

    /// A long one, by small steps: where people's own order of stays counts, they find what moves of many do not.
    fn wander(&mut self, attempts: usize, share: f64) {
        let guide = self.guide();
        let task = self.task;
        let out_of_time = || task.out_of_time();
        let wander = Wander {
            from: self.tier,
            tier: Tier::ALL[Tier::COUNT - 1],
            heat: self.heat(),
            usable: &self.usable,
            guide: guide.as_ref(),
            attempts,
            enough: if self.is_last() { self.enough() } else { 0 },
            seconds: share * task.seconds_left(),
            lanes: Lanes::Two,
            out_of_time: &out_of_time,
            report: &|_| (),
        };
        let hurried = wander.run(self.state, self.random);
        self.note_clock(hurried);
        self.report();
    }

    /// Where wandering has been all over the plan, and nothing is short, it begins cooler.
    fn heat(&self) -> f64 {
        if self.near && self.is_last() { HEAT_NEAR } else { 1.0 }
    }

    /// Where little costs, and small programs settle it, what costs is mended before anything is proved.
    fn early_rounds(&mut self) {
        let usable = self.usable.clone();
        for _ in 0..EARLY {
            if self.is_done() || self.state.costing_rows(self.tier).len() > FEW {
                return;
            }
            let round = self.round(EARLY_WORK, &usable);
            self.report();
            if !round.better || !round.settled {
                return;
            }
        }
    }

    /// Whether the time left cuts short what a relaxation may take.
    fn is_rushed(&self) -> bool {
        RELAXING * self.task.seconds_left() < RELAXATION.seconds
    }

    /// Whether the time left is too short for the relaxation of so large a program. That a shake goes first then is the clock's doing.
    fn relaxes_too_slowly(&mut self) -> bool {
        let large = self.lowered.program.columns.len() > TOO_LARGE && !suits(&self.lowered);
        let short = large && self.is_rushed();
        self.note_clock(short);
        short
    }

    /// The relaxation and a shake of some length, or wandering where that was before, side by side. What a shake that reaches all there is to reach would learn from the
    /// relaxation is not waited for.
    fn relax_and_shake(&mut self, attempts: usize) {
        let reached = AtomicBool::new(false);
        let (task, lowered, cost, enough) = (self.task, &self.lowered, self.cost(), self.enough());
        let stop = || (task.stop)() || reached.load(Ordering::Relaxed);
        let limits = self.limits(RELAXATION, 0);
        // With all the time that it may have, an interior point proves more.
        let ascends = suits(lowered) && self.is_rushed();
        let near = self.near && self.is_last();
        let share = match (ascends, near) {
            (true, true) => ASCENDING_NEAR,
            (true, false) => ASCENDING,
            (false, _) => RELAXING,
        };
        let limits = Limits { seconds: limits.seconds.min(share * task.seconds_left()), stop: &stop, ..limits };
        let shake = Shake { tier: self.tier, usable: &self.usable, others_stand: false };
        let out_of_time = || task.out_of_time();
        let beside = match (ascends, near) {
            (true, true) => ASCENDING_NEAR,
            (true, false) => BESIDE_ASCENT,
            (false, _) => BESIDE,
        };
        let seconds = beside * task.seconds_left();
        let annealing = Annealing { attempts, enough, seconds, lanes: Lanes::One, out_of_time: &out_of_time };
        let wander = Wander {
            from: self.tier,
            tier: self.tier,
            heat: self.heat(),
            usable: &self.usable,
            guide: None,
            attempts: STEPS_OF_A_MOVE * attempts,
            enough,
            seconds,
            lanes: Lanes::One,
            out_of_time: &out_of_time,
            report: &|_| (),
        };
        let (state, random, tier) = (&mut *self.state, &mut *self.random, self.tier);
        let shaken = || {
            let hurried = if near { wander.run(state, random) } else { annealing.run(&shake, state, random) };
            reached.store(state.value().score[tier] <= enough, Ordering::Relaxed);
            hurried
        };
        let begun = Instant::now();
        let relaxed = || {
            let passed = || begun.elapsed().as_secs_f64() / limits.seconds;
            let bound = if ascends { None } else { multipliers(lowered, &limits) };
            // That prices are asked, or no second solve was to be had, is the clock's doing, whether it could be foreseen or not.
            let timed_out = ascends || passed() >= 1.0;
            if bound.is_some() || !suits(lowered) {
                return (bound, timed_out);
            }
            let most = passed().max(1.0) + if ascends { 0.0 } else { ASCENT_AFTER };
            (ascend(lowered, task.model, (cost - lowered.constant) as f64, &|| (limits.stop)() || passed() >= most), timed_out)
        };
        let ((bound, timed_out), hurried) = rayon::join(relaxed, shaken);
        self.note_clock(timed_out || hurried);
        // Whether it was done by then is chance.
        let bound = bound.filter(|_| !reached.into_inner());
        if let Some(bound) = &bound {
            let proved = self.record.prove(&self.lowered, bound);
            self.raise(proved);
        }
        self.bound = bound;
        self.report();
    }

    /// The kernel, and the whole part where it is small, unless they were tried on a plan that costs as much.
    fn programs(&mut self) {
        if self.is_done() || self.tried_at == Some(self.cost()) {
            return;
        }
        self.tried_at = Some(self.cost());
        self.kernel();
        self.report();
        let within = self.within(self.cost());
        if count(&within) <= WHOLE && !self.is_done() {
            self.tried_at = Some(self.cost());
            self.whole(&within, 0);
            self.report();
        }
    }

    /// Rounds of neighbourhoods, and the whole part once that is small, until nothing is gained for long; none begins after that share of the time left.
    fn rounds(&mut self, patience: usize, share: f64) {
        let (begun, seconds) = (Instant::now(), share * self.task.seconds_left());
        let mut quiet = 0;
        for round in 0..(ROUNDS * self.task.options.effort.factor() as usize) {
            if self.is_done() || quiet >= patience {
                return;
            }
            if begun.elapsed().as_secs_f64() > seconds {
                return self.note_clock(true);
            }
            let within = self.within(self.cost());
            if count(&within) <= WHOLE && self.tried_at != Some(self.cost()) {
                self.tried_at = Some(self.cost());
                self.whole(&within, round);
            } else {
                quiet = match self.round(NEAR_WORK, &within) {
                    Round { better: true, .. } => 0,
                    Round { settled: true, .. } => quiet + 1,
                    Round { settled: false, .. } => quiet + 2,
                };
            }
            self.report();
        }
    }

    /// Where all that the tier costs lies in a few rows, presolving takes most of even a large part away.
    fn whole_of_few_rows(&mut self) {
        if self.is_done() || !self.lies_in_rows(VERY_FEW) {
            return;
        }
        let within = self.within(self.cost());
        // A small part was tried as it is.
        if count(&within) > WHOLE || self.tried_at != Some(self.cost()) {
            self.whole(&within, 0);
            self.report();
        }
    }

    /// Whether all that the tier costs lies in so many rows at most.
    fn lies_in_rows(&self, most: usize) -> bool {
        let (model, tier) = (self.task.model, self.tier);
        let elsewhere = model.costs.iter().any(|cost| cost.tier == tier && self.state.is_taken(cost.candidate))
            || model.extrema.iter().any(|extremum| extremum.tier == tier)
            || model.sequences.iter().any(|sequence| sequence.tier == tier);
        !elsewhere && (1..=most).contains(&self.state.costing_rows(tier).len())
    }

    /// Rows that cost in the tier, and stays that do so by themselves.
    fn places_that_cost(&self) -> usize {
        let of_stays = self.state.taken().iter().filter(|(candidate, taken)| **taken && self.state.index().cost(*candidate, self.tier) > 0);
        self.state.costing_rows(self.tier).len() + of_stays.count()
    }

    /// Candidates that can stand in a plan costing at most `most` in the tier.
    fn within(&self, most: i64) -> IndexVec<CandidateId, bool> {
        let mut within = self.usable.clone();
        if let Some(bound) = &self.bound {
            for (column, candidate) in self.lowered.candidates.iter().enumerate() {
                if bound.excludes(column, most - self.lowered.constant) {
                    within[*candidate] = false;
                }
            }
        }
        within
    }

    /// Solves the kernel of the tier: first by itself, for a bound; then its people with all others standing, for a plan.
    fn kernel(&mut self) {
        let Some(bound) = &self.bound else { return };
        let lowered = &self.lowered;
        let cost = self.cost();
        // Only a plan that costs less is looked for, so what such a plan cannot take is out.
        let within = self.within(cost - bound.grain);
        let out = |column: usize| !within[lowered.candidates[column]];
        let kernel = kernel(&lowered.program, bound, lowered.candidates.len(), &out);
        let columns = kernel.columns.len();
        let large = columns > WHOLE;
        if columns == 0 || columns == lowered.program.columns.len() || columns > self.largest_kernel() {
            return;
        }
        let limits = self.limits(self.thorough(if large { LARGE_KERNEL_WORK } else { KERNEL_WORK }), 1);
        let seconds = if large { OF_LARGE_KERNEL * limits.seconds } else { limits.seconds };
        let enough = kernel.program.enough(cost - lowered.constant);
        let answer = minimise(&kernel.program, None, &Limits { enough, seconds, ..limits });
        let proved = answer.bound.map(|bound| kernel.program.least_cost(bound) + lowered.constant);
        self.note_clock(answer.timed_out);
        if let Some(proved) = if answer.infeasible { Some(cost) } else { proved } {
            self.raise(proved);
        }
        if self.is_done() {
            return;
        }
        let candidates = kernel.columns.iter().filter_map(|column| self.lowered.candidates.get(*column));
        let people: BTreeSet<PersonId> = candidates.map(|candidate| self.task.model.candidates.stay(*candidate).person).collect();
        let theirs = self.state.free_or_taken(&people, |candidate| within[candidate]);
        if theirs.len() <= WHOLE
            && let Some(decision) = decide(self.state, self.tier, &theirs, &self.limits(self.thorough(KERNEL_WORK), 1))
        {
            self.note_clock(decision.timed_out);
            carry_out(self.state, &decision);
        }
    }

    /// Columns of a kernel that goes to the solver, at most.
    fn largest_kernel(&self) -> usize {
        let unproved = (self.cost() - self.result.bounds[self.tier as usize]) as f64;
        let nearly = self.task.options.effort == Effort::Thorough && unproved <= NEARLY * self.cost() as f64;
        if nearly { LARGE_KERNEL } else { WHOLE }
    }

    /// Hands the part to the solver whole.
    fn whole(&mut self, within: &IndexVec<CandidateId, bool>, seed: usize) {
        self.record.watch(self.state.value().score);
        let state = &*self.state;
        let only = stage(self.tier, &held(self.tier, state.value().score));
        let lowered = lower(self.task.model, &only, &|candidate| within[candidate] || state.is_taken(candidate), state.taken());
        let start = lowered.complete(&|candidate| state.is_taken(candidate));
        let limits = self.limits(self.thorough(WHOLE_WORK), seed);
        let answer = minimise(&lowered.program, Some(&start), &limits);
        self.note_clock(answer.timed_out);
        if let Some(bound) = answer.bound {
            self.raise(lowered.program.least_cost(bound) + lowered.constant);
        }
        if let Some(decision) = Decision::read(self.state, &lowered, &answer) {
            carry_out(self.state, &decision);
        }
    }

    /// One round of neighbourhoods, decided side by side and carried out in order.
    fn round(&mut self, work: Work, within: &IndexVec<CandidateId, bool>) -> Round {
        let blame = self.bound.as_ref().map(|bound| Blame::of(&self.lowered, bound, self.state));
        let ground = Ground { tier: self.tier, within, blame: blame.as_ref() };
        let chosen: Vec<(Shape, Vec<CandidateId>, usize)> = (0..AT_ONCE)
            .map(|_| {
                let shape = self.reach.shape(self.random);
                (shape, self.reach.choose(shape, &ground, self.state, self.random), draw(self.random, 1 << 20))
            })
            .collect();
        let (task, tier, base) = (self.task, self.tier, &*self.state);
        let decisions: Vec<Option<Decision>> = chosen
            .par_iter()
            .map(|(_, candidates, seed)| {
                if task.out_of_time() || candidates.is_empty() {
                    return None;
                }
                decide(base, tier, candidates, &work.limits(task, *seed))
            })
            .collect();
        let mut round = Round { better: false, settled: true };
        for ((shape, ..), decision) in chosen.iter().zip(decisions) {
            let Some(decision) = decision else { continue };
            self.note_clock(decision.timed_out);
            let still_true = decision.take.iter().all(|candidate| !self.state.is_taken(*candidate))
                && decision.give_up.iter().all(|candidate| self.state.is_taken(*candidate));
            let helped = still_true && carry_out(self.state, &decision);
            self.reach.learn(*shape, helped, decision.finished);
            round.better |= helped;
            round.settled &= decision.finished;
        }
        round
    }
}

fn count(within: &IndexVec<CandidateId, bool>) -> usize {
    within.iter().filter(|(_, within)| **within).count()
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
