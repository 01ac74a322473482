//! Wandering: annealing by small steps of one or two people, in one tier or in several at once. On its way it may break rows and make earlier
//! tiers dearer, at a price: what stands in the way of a good plan is passed rather than avoided. A step is priced without being done, so that there are a hundred for one
//! move of a shake. Only plans that break nothing and make no tier before these dearer are remembered.

mod likes;
mod needed;
mod steps;
mod tally;

use super::anneal::{COUNTED, COUNTED_PART, Lanes, STEPS, cooling, exponential, smallest_cost};
use super::state::{State, Value};
use crate::domain::IndexVec;
use crate::model::{CandidateId, Score, Tier};
use likes::Likes;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use std::time::Instant;
use steps::{Step, Steps};
use tally::{Ground, Tally};

/// At the start it is so hot that one step in so many is kept though the tier gets dearer by it.
const KEPT_DEARER: usize = 10;
/// What the smallest amount of an earlier tier costs on the way, and a unit of a broken row, in temperatures of the start. The cheaper it is, the
/// better plans are met, and the rarer are those that hold everything: below 3, none at all where positions are scarce.
const PRICE: f64 = 4.0;
/// In the second half, prices rise by this after so many temperatures without a plan that could be remembered, up to so many times. Sooner, they hold
/// fast what is still broken: it needs cheap rows around it to get out.
const DEARER: f64 = 1.2;
const PATIENCE: usize = 8;
const DEAREST: f64 = 20.0;
/// After so many temperatures without one, both lanes go back to the best plan met, if that holds everything.
const ASTRAY: usize = 32;

/// One step in so many that cost as much and bring nothing to an earlier tier is kept. Most of those that could be kept are of this kind once it is cold, and doing them, in both
/// lanes, takes longer than pricing a dozen others.
const NEUTRAL: u32 = 4;

/// Attempts of a lane in one round: to begin with, and at most. Rounds are dear to begin, and the more is kept in one, the more of what two lanes
/// do is at odds, so they grow and shrink until about so many steps are kept in each.
const ROUND: usize = 512;
const LONGEST_ROUND: usize = 1 << 12;
const KEPT: usize = 64;
/// Attempts with one person before the next is drawn: what theirs are priced by is at hand then.
const AT_A_TIME: usize = 64;

/// What taking each candidate costs beyond the bound; [`f64::INFINITY`] for what no plan that is looked for takes.
pub type Guide = IndexVec<CandidateId, f64>;

/// How long, and how.
pub struct Wander<'a> {
    /// Tiers that it improves together, from the first to the last of them; those before are held. Value by value, an earlier one goes first.
    pub from: Tier,
    pub tier: Tier,
    /// It begins with this part of the heat that some steps ask for.
    pub heat: f64,
    pub usable: &'a IndexVec<CandidateId, bool>,
    /// Reduced cost of each candidate, where multipliers are known.
    pub guide: Option<&'a Guide>,
    pub attempts: usize,
    /// A cost of the last tier that is good enough to stop, where the others cost nothing or are held: the proved bound.
    pub enough: i64,
    /// It is cold and ends by then, however many attempts are left.
    pub seconds: f64,
    pub lanes: Lanes,
    pub out_of_time: &'a (dyn Fn() -> bool + Sync),
    /// Told now and then what the best plan costs.
    pub report: &'a (dyn Fn(Score) + Sync),
}

/// A plan met, and its value up to the tier.
type Met = (Value, Vec<CandidateId>);

impl Wander<'_> {
    /// Improves the choice in the tier. True when the clock cooled it sooner than the attempts would have.
    pub fn run(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> bool {
        let (index, value) = (state.index(), state.value());
        if self.is_enough(&value) || value.broken > 0 {
            return false;
        }
        let begun = Instant::now();
        let Some(ground) = Ground::new(index, self.tier, self.usable, state.taken()) else { return false };
        let Some(steps) = Steps::new(index.model, Likes::new(&index.model.candidates, self.usable), self.guide) else { return false };
        let mut one = Lane::new(Tally::of(&ground, state), random);
        let hot = self.hot(&steps, &mut one, smallest_cost(index.model, self.tier));
        let cooled = cooling(self.heat * hot);
        let price = |tier| PRICE * hot / smallest_cost(index.model, tier) as f64;
        let mut prices = Prices::new([self.from, self.tier], value.score, price, PRICE * hot);
        let mut best: Met = (value.up_to(self.tier), state.chosen());
        let mut other = (self.lanes == Lanes::Two).then(|| Lane::new(one.tally.clone(), random));
        let lanes = 1 + usize::from(other.is_some());
        let most = (self.attempts / (STEPS * lanes)).clamp(1, LONGEST_ROUND);
        let mut attempts = most.min(ROUND);
        let (mut done, mut hurried) = (0, false);
        let mut watch = Watch::default();
        while !self.is_enough(&best.0) && !(self.out_of_time)() {
            let planned = done * STEPS / self.attempts.max(1);
            let passed = (begun.elapsed().as_secs_f64() / self.seconds * STEPS as f64) as usize;
            hurried |= passed > planned && planned < STEPS;
            let at = planned.max(passed);
            let Some(temperature) = cooled.get(at) else { break };
            if watch.is_time_for_dearer(at) {
                prices.raise();
            }
            if watch.is_astray(at) && prices.holds(&best.0) {
                state.become_choice_with_given(&best.1);
                one.tally = Tally::of(&ground, state);
                if let Some(other) = &mut other {
                    other.tally = one.tally.clone();
                }
            }
            done += lanes * attempts;
            let go = |lane: &mut Lane| lane.round(&steps, &prices, attempts, *temperature, best.0, lanes == 2);
            let met = match &mut other {
                None => [go(&mut one), None, None],
                Some(other) => {
                    let (first, second) = rayon::join(|| go(&mut one), || go(other));
                    let kept = one.kept.len() + other.kept.len();
                    one.join(other, &prices);
                    attempts = next_round(attempts, kept / lanes).min(most);
                    [first, second, one.met(&prices, best.0)]
                }
            };
            watch.legal |= prices.holds(&one.tally.value());
            if let Some(better) = met.into_iter().flatten().min_by_key(|(value, _)| *value) {
                if better.0.before(self.tier) < best.0.before(self.tier) {
                    (self.report)(better.0.score);
                }
                best = better;
                watch.legal |= prices.holds(&best.0);
            }
        }
        state.become_choice_with_given(&best.1);
        hurried
    }

    fn is_enough(&self, value: &Value) -> bool {
        let others = Tier::ALL.into_iter().filter(|tier| (self.from..self.tier).contains(tier));
        value.score[self.tier] <= self.enough && others.into_iter().all(|tier| value.score[tier] == 0)
    }

    /// The temperature to begin with: what draws and costs of some steps would have asked for.
    fn hot(&self, steps: &Steps, lane: &mut Lane, smallest: i64) -> f64 {
        let attempts = (self.attempts / COUNTED_PART).min(COUNTED);
        let before = lane.tally.value().score[self.tier];
        let mut needed: Vec<f64> = Vec::new();
        let mut step = Step::default();
        for _ in 0..attempts {
            let person = steps.somebody(&mut lane.random);
            if steps.draw(&lane.tally, person, &mut lane.random, &mut step) {
                let worse = lane.tally.price(&step).score[self.tier] - before;
                needed.extend((worse > 0).then(|| worse as f64 / exponential(&mut lane.random)));
            }
        }
        needed.sort_unstable_by(f64::total_cmp);
        let least = 0.5 * smallest as f64;
        needed.get(attempts / KEPT_DEARER).or(needed.last()).copied().unwrap_or(least).max(least)
    }
}

/// Attempts of the next round, where so many steps were kept in one of `attempts`.
fn next_round(attempts: usize, kept: usize) -> usize {
    if kept < KEPT / 2 {
        2 * attempts
    } else if kept > 2 * KEPT {
        (attempts / 2).max(ROUND)
    } else {
        attempts
    }
}

/// Whether plans that could be remembered are met at all.
#[derive(Default)]
struct Watch {
    legal: bool,
    asked_at: usize,
    /// When one was met last, or both lanes went back to one.
    legal_at: usize,
}

impl Watch {
    fn is_time_for_dearer(&mut self, at: usize) -> bool {
        if at < self.asked_at + PATIENCE {
            return false;
        }
        self.asked_at = at;
        let legal = std::mem::take(&mut self.legal);
        if legal {
            self.legal_at = at;
        }
        !legal && 2 * at > STEPS
    }

    fn is_astray(&mut self, at: usize) -> bool {
        let astray = !self.legal && at >= self.legal_at + ASTRAY;
        if astray {
            self.legal_at = at;
        }
        astray
    }
}

/// What a plan costs on the way: the tier, and what it must not cost, at a price.
struct Prices {
    /// The first and the last that are improved.
    tiers: [Tier; 2],
    /// What may not be exceeded: what tiers before the first cost; nothing from there to the last.
    caps: Score,
    /// Of a unit of cost in an earlier tier.
    of_tiers: [f64; Tier::COUNT],
    /// Of a unit of a broken row.
    of_rows: f64,
    raised: f64,
}

impl Prices {
    fn new(tiers: [Tier; 2], score: Score, of_tier: impl Fn(Tier) -> f64, of_rows: f64) -> Self {
        let caps = Value { broken: 0, score }.before(tiers[0]).score;
        Self { tiers, caps, of_tiers: Tier::ALL.map(of_tier), of_rows, raised: 1.0 }
    }
    fn of(&self, value: &Value) -> f64 {
        let beyond = |tier: Tier| (value.score[tier] - self.caps[tier]).max(0) as f64 * self.of_tiers[tier as usize];
        let [_, last] = self.tiers;
        let forbidden: f64 = value.broken as f64 * self.of_rows + Tier::ALL.into_iter().take(last as usize).map(beyond).sum::<f64>();
        value.score[last] as f64 + self.raised * forbidden
    }
    /// Whether a plan of this value may be remembered.
    fn forgive(&self, value: &Value) -> bool {
        self.keeps(value, self.tiers[0])
    }
    /// Whether it exceeds nothing at all.
    fn holds(&self, value: &Value) -> bool {
        self.keeps(value, self.tiers[1])
    }
    fn keeps(&self, value: &Value, before: Tier) -> bool {
        value.broken == 0 && Tier::ALL.into_iter().take(before as usize).all(|tier| value.score[tier] <= self.caps[tier])
    }
    fn raise(&mut self) {
        self.raised = (self.raised * DEARER).min(DEAREST);
    }
}

/// A choice on its way, with the steps kept in this round and how much dearer each made it.
struct Lane<'g> {
    tally: Tally<'g>,
    random: Xoshiro256PlusPlus,
    kept: Vec<(Step, f64)>,
}

impl<'g> Lane<'g> {
    fn new(tally: Tally<'g>, random: &mut Xoshiro256PlusPlus) -> Self {
        Self { tally, random: Xoshiro256PlusPlus::seed_from_u64(random.next_u64()), kept: Vec::new() }
    }

    /// Steps at one temperature; the best plan met that is better than `best`.
    fn round(&mut self, steps: &Steps, prices: &Prices, attempts: usize, temperature: f64, best: Value, noted: bool) -> Option<Met> {
        let mut met: Option<Met> = None;
        let mut step = Step::default();
        let mut now = prices.of(&self.tally.value());
        let mut person = steps.somebody(&mut self.random);
        for attempt in 1..=attempts {
            if attempt % AT_A_TIME == 0 {
                person = steps.somebody(&mut self.random);
            }
            if !steps.draw(&self.tally, person, &mut self.random, &mut step) {
                continue;
            }
            let limit = now + temperature * exponential(&mut self.random);
            let least = self.tally.least(&step);
            if prices.of(&least) > limit {
                continue;
            }
            let value = self.tally.with_rows(&step, least);
            let then = prices.of(&value);
            if then > limit || then == now && value >= self.tally.value() && !self.random.next_u32().is_multiple_of(NEUTRAL) {
                continue;
            }
            self.tally.keep(&step, value);
            if noted {
                self.kept.push((step.clone(), then - now));
            }
            now = then;
            if let Some(better) = self.met(prices, met.as_ref().map_or(best, |(value, _)| *value)) {
                met = Some(better);
            }
        }
        met
    }

    /// Where it stands now, if that may be remembered and is better than `best`.
    fn met(&self, prices: &Prices, best: Value) -> Option<Met> {
        let value = self.tally.value();
        (value < best && prices.forgive(&value)).then(|| (value, self.tally.chosen()))
    }

    /// Does what the other lane kept too, where it still fits and is no dearer than it was there; both end with the same choice.
    fn join(&mut self, other: &mut Self, prices: &Prices) {
        let (mine, theirs) = (std::mem::take(&mut self.kept), std::mem::take(&mut other.kept));
        let mine = together(mine.iter().flat_map(|(step, _)| step.signed()));
        let (refused, at_odds) = rayon::join(|| self.follow(&theirs, prices), || other.take_over(mine));
        let back = refused.iter().flat_map(|step| step.signed()).map(|(candidate, sign)| (candidate, -sign));
        other.tally.turn_over(together(at_odds.into_iter().chain(back)).into_iter(), self.tally.value());
    }

    /// Does the steps that still fit and are no dearer than they were; the others.
    fn follow<'t>(&mut self, theirs: &'t [(Step, f64)], prices: &Prices) -> Vec<&'t Step> {
        let mut refused = Vec::new();
        let mut now = prices.of(&self.tally.value());
        for (step, dearer) in theirs {
            if self.tally.fits(step) {
                let value = self.tally.price(step);
                let then = prices.of(&value);
                if then - now <= dearer.max(0.0) {
                    self.tally.keep(step, value);
                    now = then;
                    continue;
                }
            }
            refused.push(step);
        }
        refused
    }

    /// Does what it can of this, on top of its own; what is at odds with that.
    fn take_over(&mut self, flips: Vec<Flip>) -> Vec<Flip> {
        let (can, at_odds): (Vec<Flip>, Vec<Flip>) =
            flips.into_iter().partition(|(candidate, sign)| self.tally.is_taken(*candidate) == (*sign < 0));
        self.tally.turn_over(can.into_iter(), self.tally.value());
        at_odds
    }
}

/// A candidate that is given up (−1) or taken (1).
type Flip = (CandidateId, i32);

/// What flips come to together.
fn together(flips: impl Iterator<Item = Flip>) -> Vec<Flip> {
    let mut flips: Vec<Flip> = flips.collect();
    flips.sort_unstable();
    let sum = |same: &[Flip]| (same[0].0, same.iter().map(|(_, sign)| sign).sum());
    flips.chunk_by(|one, other| one.0 == other.0).map(sum).filter(|(_, sign)| *sign != 0).collect()
}

#[cfg(test)]
mod tests;
