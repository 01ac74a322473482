//! Shaking: a few related people are taken out and put back greedily, again and again. A worse plan is taken now and then, ever more
//! rarely, so that the search leaves small hollows; the best one met is what remains.

use super::construct::{insert_greedily, take_out};
use super::neighbourhood::{choose, costly_person, draw, in_the_way};
use super::state::{State, Value};
use crate::domain::{Id, IndexVec, PersonId, SlotId};
use crate::model::{CandidateId, Model, Tier};
use crate::roster::Stay;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Chance in 256 that a candidate is passed over when people are put back, so that attempts differ.
const BLINK: u8 = 24;
/// Temperature at the start and at the end, in the smallest cost of the tier.
const HOT: f64 = 1.0;
const COLD: f64 = 0.05;
/// One move in so many takes out related people, two all who are concerned; the others have the lightest hand. Where people have more stays
/// to choose among than so many on average, such moves are as much rarer as they are dearer.
const MOVES: usize = 256;
const USUAL: usize = 300;
/// Stays offered to whoever lost one, drawn where many more would fit: pricing them is what a light move costs.
const FITTING: usize = 48;
/// Stays drawn for a row that was left short.
const IN_PLACE: usize = 24;
/// Stays that begin in a gap, from which on those offered are drawn without looking which of them fit.
const MANY: usize = 256;
/// Most people taken out at once.
const PEOPLE: usize = 5;

/// One shaking of a tier. Earlier tiers never get dearer; what later tiers cost is let go and mended when their turn comes.
pub struct Shake<'a> {
    pub tier: Tier,
    pub attempts: usize,
    /// A cost that is good enough to stop: the proved bound.
    pub enough: i64,
    pub usable: &'a IndexVec<CandidateId, bool>,
    /// Only what is usable may be given up, too.
    pub others_stand: bool,
}

impl Shake<'_> {
    pub fn run(&self, state: &mut State, random: &mut Xoshiro256PlusPlus, out_of_time: &dyn Fn() -> bool) {
        let model = state.index().model;
        let unit = smallest_cost(model, self.tier) as f64;
        let mut temperature = HOT * unit;
        // (COLD ÷ HOT) to the power of 1 ÷ attempts, by arithmetic that is the same on every machine.
        let decay = 1.0 - 3.0 / self.attempts.max(4) as f64;
        let mut best: Option<(Value, Vec<CandidateId>)> = None;
        let mut best_value = state.value().up_to(self.tier);
        let start = state.chosen();
        let moves = MOVES * (model.candidates.len() / (USUAL * model.candidates.people()).max(1)).max(1);
        for _ in 0..self.attempts {
            if best_value.score[self.tier] <= self.enough || out_of_time() {
                break;
            }
            temperature = (temperature * decay).max(COLD * unit);
            let before = state.value().up_to(self.tier);
            let changed = match draw(random, moves) {
                0..=2 if self.others_stand => None,
                0 => self.related(state, random),
                1 | 2 => self.towards_a_wish(state, random),
                _ => self.in_its_place(state, random),
            };
            let Some(Changed { given_up, taken }) = changed else { continue };
            let after = state.value().up_to(self.tier);
            if !self.accepts(before, after, temperature, random) {
                for candidate in taken.into_iter().chain(given_up) {
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

    /// Takes out a few people who are related to what costs, and puts them back.
    fn related(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let from = costly_person(state, self.tier, random)?;
        let people = choose(state, from, 1 + draw(random, PEOPLE), usize::MAX, self.usable, random);
        let people: Vec<PersonId> = people.into_iter().collect();
        let given_up = take_out(state, &people);
        let taken = self.put_back(state, &people, random);
        Some(Changed { given_up, taken })
    }

    fn put_back(&self, state: &mut State, people: &[PersonId], random: &mut Xoshiro256PlusPlus) -> Vec<CandidateId> {
        let of_people = people.iter().flat_map(|person| state.index().model.candidates.of_person(*person));
        let pool: Vec<CandidateId> = of_people.filter(|candidate| self.usable[*candidate]).collect();
        insert_greedily(state, &pool, BLINK, random)
    }

    /// A stay that a row which costs is short of; else one that somebody who costs does not have, the cheaper of two, as wishes are not met
    /// by dear stays.
    fn wish(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<CandidateId> {
        let index = state.index();
        let candidates = &index.model.candidates;
        if let Some(asked) = self.asked_for(state, random) {
            return Some(asked);
        }
        let person = costly_person(state, self.tier, random)?;
        let mut of_person = candidates.of_person(person);
        let (from, to) = (of_person.next()?, of_person.next_back());
        let count = to.map_or(1, |to| to.index() - from.index() + 1);
        let mut pick = || {
            let tries = (0..8).map(|_| CandidateId::from_index(from.index() + draw(random, count)));
            tries.into_iter().find(|candidate| self.usable[*candidate] && !state.is_taken(*candidate) && !candidates.is_given(*candidate))
        };
        let (one, other) = (pick()?, pick()?);
        Some(if index.cost(other, self.tier) < index.cost(one, self.tier) { other } else { one })
    }

    /// What stands in the way of a stay; nothing where that has to stand.
    fn to_give_up(&self, state: &State, wished: CandidateId, random: &mut Xoshiro256PlusPlus) -> Option<Vec<CandidateId>> {
        let found = in_the_way(state, wished, random);
        (!self.others_stand || found.iter().all(|candidate| self.usable[*candidate])).then_some(found)
    }

    /// A stay that would do for a row which costs. Where the row is one person's, whatever else they could have is mostly the better wish:
    /// it makes room in their time.
    fn asked_for(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<CandidateId> {
        let candidates = &state.index().model.candidates;
        let rows = state.costing_rows(self.tier);
        if self.tier > Tier::Stability || rows.is_empty() || random.next_u32().is_multiple_of(4) {
            return None;
        }
        let row = rows[draw(random, rows.len())] as usize;
        if is_of_one_person(state.index().model, row) && !random.next_u32().is_multiple_of(4) {
            return None;
        }
        let terms = &state.index().model.rows[row].terms;
        let short = state.astray(row) < 0;
        let mut tries = (0..4).map(|_| terms[draw(random, terms.len())]);
        let helps = |(candidate, coefficient): &(CandidateId, i64)| {
            (*coefficient > 0) == short && self.usable[*candidate] && !state.is_taken(*candidate) && !candidates.is_given(*candidate)
        };
        tries.find(helps).map(|(candidate, _)| candidate)
    }

    /// Picks a stay that somebody who costs does not have, takes out them and those who stand in its way, and takes it. Half of the time
    /// those in the way lose only the stays that are.
    fn towards_a_wish(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let candidates = &state.index().model.candidates;
        let wished = self.wish(state, random)?;
        let in_the_way = self.to_give_up(state, wished, random)?;
        let mut people: Vec<PersonId> = in_the_way.iter().chain([&wished]).map(|candidate| candidates.stay(*candidate).person).collect();
        people.sort_unstable();
        people.dedup();
        if people.len() > 2 * PEOPLE {
            return None;
        }
        let mut given_up = take_out(state, &people);
        if random.next_u32().is_multiple_of(2) {
            for candidate in given_up.iter().filter(|candidate| !in_the_way.contains(candidate)) {
                state.flip(*candidate);
            }
            given_up.retain(|candidate| in_the_way.contains(candidate));
        }
        let mut taken = Vec::new();
        if state.gain(wished).is_some() {
            state.flip(wished);
            taken.push(wished);
        }
        taken.extend(self.put_back(state, &people, random));
        Some(Changed { given_up, taken })
    }

    /// The same with the lightest hand: only the stays in the way are given up, whoever lost one is offered what fits into their gap, and what
    /// was left short is offered to others.
    fn in_its_place(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let model = state.index().model;
        let candidates = &model.candidates;
        let wished = self.wish(state, random)?;
        let given_up = self.to_give_up(state, wished, random)?;
        if given_up.len() > 2 * PEOPLE {
            return None;
        }
        for candidate in &given_up {
            state.flip(*candidate);
        }
        let mut taken = Vec::new();
        if state.gain(wished).is_some() {
            state.flip(wished);
            taken.push(wished);
        }
        let mut pool: Vec<CandidateId> = Vec::new();
        // For wishes, more is offered than is gained: twice the time for the same end.
        for candidate in given_up.iter().filter(|_| self.tier <= Tier::Stability) {
            let short: Vec<usize> = state.left_short(*candidate).filter(|row| !is_of_one_person(model, *row)).collect();
            // A stay leaves a row short in each of its slots: one of them is enough to find who could step in.
            if let Some(row) = short.get(draw(random, short.len().max(1))) {
                let terms = &model.rows[*row].terms;
                let drawn = (0..IN_PLACE).map(|_| terms[draw(random, terms.len())].0);
                pool.extend(drawn.filter(|other| self.usable[*other] && !state.is_taken(*other)));
            }
        }
        for lost in &given_up {
            let lost = candidates.stay(*lost);
            let (from, to) = gap(state, &lost);
            let beginning = candidates.beginning(lost.person, from, to);
            let fits =
                |candidate: &CandidateId| self.usable[*candidate] && candidates.stay(*candidate).end() <= to && !state.is_taken(*candidate);
            let count = beginning.len();
            match beginning.clone().next() {
                // Where thousands could fit, looking at each would cost more than all else.
                Some(first) if count > MANY => {
                    let drawn = (0..2 * FITTING).map(|_| CandidateId::from_index(first.index() + draw(random, count)));
                    pool.extend(drawn.filter(fits).take(FITTING));
                }
                _ => {
                    let fitting: Vec<CandidateId> = beginning.filter(fits).collect();
                    if fitting.len() <= FITTING {
                        pool.extend(fitting);
                    } else {
                        pool.extend((0..FITTING).map(|_| fitting[draw(random, fitting.len())]));
                    }
                }
            }
        }
        pool.sort_unstable();
        pool.dedup();
        taken.extend(insert_greedily(state, &pool, BLINK, random));
        Some(Changed { given_up, taken })
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

/// Whether all that counts towards the row is one person's: candidates, and so terms, are in order of people.
fn is_of_one_person(model: &Model, row: usize) -> bool {
    let person = |term: Option<&(CandidateId, i64)>| term.map(|(candidate, _)| model.candidates.stay(*candidate).person);
    let terms = &model.rows[row].terms;
    person(terms.first()) == person(terms.last())
}

/// Stays given up and taken; turning each over again undoes it.
struct Changed {
    given_up: Vec<CandidateId>,
    taken: Vec<CandidateId>,
}

/// The slots around a stay given up in which its person may begin another: from the end of what they have before to the beginning of what
/// they have after.
fn gap(state: &State, lost: &Stay) -> (SlotId, SlotId) {
    let candidates = &state.index().model.candidates;
    let (mut from, mut to) = (SlotId(i32::MIN / 2), SlotId(i32::MAX / 2));
    for candidate in state.taken_by(lost.person) {
        let stay = candidates.stay(*candidate);
        if stay.end() <= lost.first {
            from = from.max(stay.end());
        } else if stay.first >= lost.end() {
            to = to.min(stay.first);
        }
    }
    (from, to)
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
