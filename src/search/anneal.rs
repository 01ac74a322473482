//! Annealing: moves are tried one after another, and a worse plan is kept now and then, ever more rarely, so that the search leaves small
//! hollows; the best plan met is what remains. Two lanes may go side by side: they begin a round at the same plan, and what the second
//! kept is done in the first too as far as it still fits and costs no more there. Whether they share a thread changes nothing.

use super::shake::{Changed, Shake};
use super::state::{State, Value};
use crate::model::{CandidateId, Model, Tier};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::time::Instant;

/// At the start it is so hot that one attempt in so many makes the plan worse and is kept, though no more than a part of those that make
/// it worse: counted over so many attempts, or a part of all where those are few. It falls in so many steps to a twentieth.
const KEPT_WORSE: usize = 20;
const KEPT_OF_WORSE: usize = 10;
pub const COUNTED: usize = 2_000;
pub const COUNTED_PART: usize = 16;
pub const STEPS: usize = 256;
const COOLING: f64 = 1.0 - 3.0 / STEPS as f64;
/// Attempts of a lane in one round, at most: the more, the more of what two lanes do is at odds.
const ROUND: usize = 256;

/// How long, and how.
pub struct Annealing<'a> {
    pub attempts: usize,
    /// A cost that is good enough to stop: the proved bound.
    pub enough: i64,
    /// It is cold and ends by then, however many attempts are left.
    pub seconds: f64,
    pub lanes: Lanes,
    pub out_of_time: &'a (dyn Fn() -> bool + Sync),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lanes {
    One,
    Two,
}

/// A plan met, and its cost up to the tier.
type Met = (Value, Vec<CandidateId>);

impl Annealing<'_> {
    /// Improves the choice in the shake's tier. True when the clock cooled it sooner than the attempts would have.
    pub fn run(&self, shake: &Shake, state: &mut State, random: &mut Xoshiro256PlusPlus) -> bool {
        if state.value().score[shake.tier] <= self.enough {
            return false;
        }
        let begun = Instant::now();
        let cooled = cooling(self.hot(shake, state, random));
        let mut best: Met = (state.value().up_to(shake.tier), state.chosen());
        let two = self.lanes == Lanes::Two;
        let mut second = two.then(|| (state.clone(), Xoshiro256PlusPlus::seed_from_u64(random.next_u64())));
        let mut lane = Lane { state, random, kept: two.then(Vec::new) };
        let mut beside = second.as_mut().map(|(state, random)| Lane { state, random, kept: Some(Vec::new()) });
        let lanes = 1 + usize::from(two);
        let attempts = (self.attempts / (STEPS * lanes)).clamp(1, ROUND);
        let (mut done, mut hurried) = (0, false);
        while best.0.score[shake.tier] > self.enough && !(self.out_of_time)() {
            let planned = done * STEPS / self.attempts.max(1);
            let passed = (begun.elapsed().as_secs_f64() / self.seconds * STEPS as f64) as usize;
            hurried |= passed > planned && planned < STEPS;
            let Some(temperature) = cooled.get(planned.max(passed)) else { break };
            let go = |lane: &mut Lane| self.round(shake, attempts, *temperature, best.0, lane);
            let met = match &mut beside {
                None => [go(&mut lane), None, None],
                Some(beside) => {
                    let (one, other) = rayon::join(|| go(&mut lane), || go(beside));
                    lane.join(beside, shake.tier);
                    let both = lane.state.value().up_to(shake.tier);
                    [one, other, (both < best.0).then(|| (both, lane.state.chosen()))]
                }
            };
            done += lanes * attempts;
            if let Some(better) = met.into_iter().flatten().min_by_key(|(value, _)| *value) {
                best = better;
            }
        }
        lane.state.become_choice_with_given(&best.1);
        hurried
    }

    /// The temperature to begin with: what draws and costs of some attempts, each undone, would have asked for.
    fn hot(&self, shake: &Shake, state: &mut State, random: &mut Xoshiro256PlusPlus) -> f64 {
        let attempts = (self.attempts / COUNTED_PART).min(COUNTED);
        let before = state.value().up_to(shake.tier);
        let mut needed: Vec<f64> = Vec::new();
        for _ in 0..attempts {
            if (self.out_of_time)() {
                break;
            }
            let Some(changed) = shake.attempt(state, random) else { continue };
            let after = state.value().up_to(shake.tier);
            changed.undo(state);
            if let Some(worse) = accepts(before, after, shake.tier, || f64::INFINITY).filter(|worse| *worse > 0) {
                needed.push(worse as f64 / exponential(random));
            }
        }
        needed.sort_unstable_by(f64::total_cmp);
        let least = 0.5 * smallest_cost(state.index().model, shake.tier) as f64;
        needed.get((attempts / KEPT_WORSE).min(needed.len() / KEPT_OF_WORSE)).copied().unwrap_or(least).max(least)
    }

    /// Attempts of one lane at one temperature; the best plan met that is better than `best`.
    fn round(&self, shake: &Shake, attempts: usize, temperature: f64, mut best: Value, lane: &mut Lane) -> Option<Met> {
        let Lane { state, random, kept } = lane;
        let mut met = None;
        for _ in 0..attempts {
            if best.score[shake.tier] <= self.enough || (self.out_of_time)() {
                break;
            }
            let before = state.value().up_to(shake.tier);
            let Some(changed) = shake.attempt(state, random) else { continue };
            let after = state.value().up_to(shake.tier);
            let Some(worse) = accepts(before, after, shake.tier, || temperature * exponential(random)) else {
                changed.undo(state);
                continue;
            };
            if after < best {
                best = after;
                met = Some((after, state.chosen()));
            }
            if let Some(kept) = kept {
                kept.push((changed, worse));
            }
        }
        met
    }
}

/// A choice on its way, with what was kept in this round and how much worse each made it.
struct Lane<'s, 'm> {
    state: &'s mut State<'m>,
    random: &'s mut Xoshiro256PlusPlus,
    kept: Option<Vec<(Changed, i64)>>,
}

impl Lane<'_, '_> {
    fn take_kept(&mut self) -> Vec<(Changed, i64)> {
        self.kept.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Does what the other lane kept too, where it still fits and costs no more than it did there; both end with the same choice.
    fn join(&mut self, other: &mut Self, tier: Tier) {
        let (mine, theirs) = (self.take_kept(), other.take_kept());
        theirs.iter().rev().for_each(|(changed, _)| changed.undo(other.state));
        mine.iter().for_each(|(changed, _)| changed.again(other.state));
        for (changed, worse) in theirs.iter().filter(|(changed, _)| !changed.is_empty()) {
            if !changed.fits(self.state) {
                continue;
            }
            let before = self.state.value().up_to(tier);
            changed.again(self.state);
            if accepts(before, self.state.value().up_to(tier), tier, || *worse as f64).is_some() {
                changed.again(other.state);
            } else {
                changed.undo(self.state);
            }
        }
    }
}

/// Never dearer in an earlier tier, dearer in this one by no more than is allowed: by how much, if so.
fn accepts(before: Value, after: Value, tier: Tier, allowed: impl FnOnce() -> f64) -> Option<i64> {
    if after <= before {
        return Some(0);
    }
    if after.before(tier) > before.before(tier) {
        return None;
    }
    let worse = after.score[tier] - before.score[tier];
    (worse as f64 <= allowed()).then_some(worse)
}

/// Temperatures, step by step, by arithmetic that is the same on every machine.
pub fn cooling(hot: f64) -> Vec<f64> {
    std::iter::successors(Some(hot), |temperature| Some(temperature * COOLING)).take(STEPS).collect()
}

/// Exponentially distributed with mean about 1: whole powers of two from leading zeros, straight lines between them.
pub fn exponential(random: &mut Xoshiro256PlusPlus) -> f64 {
    let bits = random.next_u64() | 1;
    let zeros = bits.leading_zeros();
    let rest = ((bits << zeros) << 1) >> 11;
    let fraction = rest as f64 / (1u64 << 53) as f64;
    (f64::from(zeros) + 1.0 - fraction) * std::f64::consts::LN_2
}

/// The smallest amount by which the tier's cost can change at one place.
pub fn smallest_cost(model: &Model, tier: Tier) -> i64 {
    let costs = model.costs.iter().filter(|cost| cost.tier == tier).map(|cost| cost.amount);
    let rows = model.rows.iter().filter_map(|row| row.elastic).filter(|elastic| elastic.tier == tier).map(|elastic| elastic.per_unit);
    costs.chain(rows).min().unwrap_or(1)
}
