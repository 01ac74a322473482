//! Shaking: a few related people are taken out and put back greedily, again and again. A worse plan is taken now and then, ever more
//! rarely, so that the search leaves small hollows; the best one met is what remains.

use super::construct::{insert_greedily, take_out};
use super::neighbourhood::{choose, costly_person, draw, in_the_way};
use super::state::{State, Value};
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Model, Tier};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Chance in 256 that a candidate is passed over when people are put back, so that attempts differ.
const BLINK: u8 = 24;
/// Temperature at the start and at the end, in the smallest cost of the tier.
const HOT: f64 = 1.5;
const COLD: f64 = 0.05;
/// Most people taken out at once.
const PEOPLE: usize = 5;

/// One shaking of a tier. Earlier tiers never get dearer; what later tiers cost is let go and mended when their turn comes.
pub struct Shake<'a> {
    pub tier: Tier,
    pub attempts: usize,
    /// A cost that is good enough to stop: the proved bound.
    pub enough: i64,
    pub usable: &'a IndexVec<CandidateId, bool>,
}

impl Shake<'_> {
    pub fn run(&self, state: &mut State, random: &mut Xoshiro256PlusPlus, out_of_time: &dyn Fn() -> bool) {
        let model = state.index().model;
        let unit = smallest_cost(model, self.tier) as f64;
        let mut temperature = HOT * unit;
        // (COLD ÷ HOT) to the power of 1 ÷ attempts, by arithmetic that is the same on every machine.
        let decay = 1.0 - 3.4 / self.attempts.max(4) as f64;
        let mut best: Option<(Value, Vec<CandidateId>)> = None;
        let mut best_value = state.value().up_to(self.tier);
        let start = state.chosen();
        for _ in 0..self.attempts {
            if best_value.score[self.tier] <= self.enough || out_of_time() {
                break;
            }
            temperature = (temperature * decay).max(COLD * unit);
            let before = state.value().up_to(self.tier);
            let taken_out = match random.next_u32() % 2 {
                0 => self.related(state, random),
                _ => self.towards_a_wish(state, random),
            };
            let Some((people, held)) = taken_out else { continue };
            let of_people = people.iter().flat_map(|person| model.candidates.of_person(*person));
            let pool: Vec<CandidateId> = of_people.filter(|candidate| self.usable[*candidate]).collect();
            insert_greedily(state, &pool, BLINK, random);
            let after = state.value().up_to(self.tier);
            if !self.accepts(before, after, temperature, random) {
                take_out(state, &people);
                for candidate in held {
                    state.flip(candidate);
                }
            } else if after < best_value {
                best_value = after;
                best = Some((after, state.chosen()));
            }
        }
        let choice = best.map_or(start, |(_, choice)| choice);
        state.become_choice_with_given(&choice);
    }

    /// Takes out a few people who are related to what costs. Returns them with the stays that they held.
    fn related(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<(Vec<PersonId>, Vec<CandidateId>)> {
        let from = costly_person(state, self.tier, random)?;
        let people = choose(state, from, 1 + draw(random, PEOPLE), usize::MAX, self.usable, random);
        let people: Vec<PersonId> = people.into_iter().collect();
        let held = take_out(state, &people);
        Some((people, held))
    }

    /// Picks a stay that somebody who costs does not have, takes out them and those who stand in its way, and takes it. Half of the time
    /// those in the way lose only the stays that are.
    fn towards_a_wish(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<(Vec<PersonId>, Vec<CandidateId>)> {
        let index = state.index();
        let candidates = &index.model.candidates;
        let person = costly_person(state, self.tier, random)?;
        let open: Vec<CandidateId> = candidates
            .of_person(person)
            .filter(|candidate| self.usable[*candidate] && !state.is_taken(*candidate) && !candidates.is_given(*candidate))
            .collect();
        // The cheaper of two: wishes are not met by dear stays.
        let mut pick = || open.get(draw(random, open.len().max(1))).copied();
        let (one, other) = (pick()?, pick()?);
        let wished = if index.cost(other, self.tier) < index.cost(one, self.tier) { other } else { one };
        let in_the_way = in_the_way(state, wished, random);
        let mut people: Vec<PersonId> = in_the_way.iter().map(|candidate| candidates.stay(*candidate).person).chain([person]).collect();
        people.sort_unstable();
        people.dedup();
        if people.len() > 2 * PEOPLE {
            return None;
        }
        let held = take_out(state, &people);
        if random.next_u32().is_multiple_of(2) {
            for candidate in held.iter().filter(|candidate| !in_the_way.contains(candidate)) {
                state.flip(*candidate);
            }
        }
        if state.gain(wished).is_some() {
            state.flip(wished);
        }
        Some((people, held))
    }

    /// Never dearer in an earlier tier; dearer in this one by a random amount that shrinks with the temperature.
    fn accepts(&self, before: Value, after: Value, temperature: f64, random: &mut Xoshiro256PlusPlus) -> bool {
        if after <= before {
            return true;
        }
        let same_before = |mut value: Value| {
            value.score[self.tier] = 0;
            value
        };
        if same_before(after) > same_before(before) {
            return false;
        }
        let worse = (after.score[self.tier] - before.score[self.tier]) as f64;
        worse <= temperature * exponential(random)
    }
}

/// Exponentially distributed with mean about 1: whole powers of two from leading zeros, straight lines between them.
fn exponential(random: &mut Xoshiro256PlusPlus) -> f64 {
    let bits = random.next_u64() | 1;
    let zeros = bits.leading_zeros();
    let rest = ((bits << zeros) << 1) >> 11;
    let fraction = rest as f64 / (1u64 << 53) as f64;
    (f64::from(zeros) + 1.0 - fraction) * std::f64::consts::LN_2
}

/// The smallest amount by which the tier's cost can change at one place.
fn smallest_cost(model: &Model, tier: Tier) -> i64 {
    let costs = model.costs.iter().filter(|cost| cost.tier == tier).map(|cost| cost.amount);
    let rows = model.rows.iter().filter_map(|row| row.elastic).filter(|elastic| elastic.tier == tier).map(|elastic| elastic.per_unit);
    costs.chain(rows).min().unwrap_or(1)
}
