//! Shaking: a few related people are taken out and put back greedily, or a stay is taken and only what is in its way given up. Most moves
//! have the lightest hand. Which of them are kept is not decided here.

use super::construct::{insert_greedily, take_out};
use super::neighbourhood::{choose, costly_person, draw, in_the_way};
use super::state::State;
use crate::domain::{Id, IndexVec, PersonId, SlotId};
use crate::model::{CandidateId, Model, Tier};
use crate::roster::Stay;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Chance in 256 that a candidate is passed over when people are put back, so that attempts differ.
const BLINK: u8 = 24;
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
/// Wishes after the first in one move.
const CHAIN: usize = 2;
/// Most people taken out at once.
const PEOPLE: usize = 5;

/// Moves of a tier. What later tiers cost is let go and mended when their turn comes.
pub struct Shake<'a> {
    pub tier: Tier,
    pub usable: &'a IndexVec<CandidateId, bool>,
    /// Only what is usable may be given up, too.
    pub others_stand: bool,
}

impl Shake<'_> {
    /// One move, done; nothing when what was drawn leads nowhere.
    pub fn attempt(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let candidates = &state.index().model.candidates;
        let moves = MOVES * (candidates.len() / (USUAL * candidates.people()).max(1)).max(1);
        match draw(random, moves) {
            0..=2 if self.others_stand => None,
            0 => self.related(state, random),
            1 | 2 => self.towards_a_wish(state, random),
            _ => self.in_its_place(state, random),
        }
    }

    /// Takes out a few people who are related to what costs, and puts them back.
    fn related(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let from = costly_person(state, self.tier, random)?;
        let people = choose(state, from, 1 + draw(random, PEOPLE), usize::MAX, self.usable, random);
        let people: Vec<PersonId> = people.into_iter().collect();
        let mut changed = Changed::default();
        let given_up = take_out(state, &people);
        changed.note(state, given_up);
        let taken = self.put_back(state, &people, random);
        changed.note(state, taken);
        Some(changed)
    }

    fn put_back(&self, state: &mut State, people: &[PersonId], random: &mut Xoshiro256PlusPlus) -> Vec<CandidateId> {
        let of_people = people.iter().flat_map(|person| state.index().model.candidates.of_person(*person));
        let pool: Vec<CandidateId> = of_people.filter(|candidate| self.usable[*candidate]).collect();
        insert_greedily(state, &pool, BLINK, random)
    }

    /// Whether the candidate may be taken and is not. Given ones always are.
    fn is_open(&self, state: &State, candidate: CandidateId) -> bool {
        self.usable[candidate] && !state.is_taken(candidate)
    }

    /// A stay that a row which costs is short of; else one that somebody who costs does not have, the cheaper of two, as wishes are not met
    /// by dear stays.
    fn wish(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<CandidateId> {
        let index = state.index();
        if let Some(asked) = self.asked_for(state, random) {
            return Some(asked);
        }
        let person = costly_person(state, self.tier, random)?;
        let own = index.model.candidates.of_person(person);
        let mut pick = || drawn(own.clone(), random).take(8).find(|candidate| self.is_open(state, *candidate));
        let (one, other) = (pick()?, pick()?);
        Some(if index.cost(other, self.tier) < index.cost(one, self.tier) { other } else { one })
    }

    /// A stay that would do for a row which costs. Where the row is one person's, whatever else they could have is mostly the better wish:
    /// it makes room in their time.
    fn asked_for(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<CandidateId> {
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
        tries
            .find(|(candidate, coefficient)| (*coefficient > 0) == short && self.is_open(state, *candidate))
            .map(|(candidate, _)| candidate)
    }

    /// Picks a stay that somebody who costs does not have, takes out them and those who stand in its way, and takes it. Half of the time
    /// those in the way lose only the stays that are.
    fn towards_a_wish(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let candidates = &state.index().model.candidates;
        let wished = self.wish(state, random)?;
        let in_the_way = in_the_way(state, wished, random);
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
        let mut changed = Changed::default();
        changed.note(state, given_up);
        let taken = take_if_it_fits(state, wished);
        changed.note(state, taken);
        let taken = self.put_back(state, &people, random);
        changed.note(state, taken);
        Some(changed)
    }

    /// The same with the lightest hand: only the stays in the way are given up, whoever lost one is offered what fits into their gap, and what
    /// was left short is offered to others. Where that makes an earlier tier dearer, a stay that such a row is short of is wished for next, and
    /// so on: two people who change places need two wishes.
    fn in_its_place(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) -> Option<Changed> {
        let before = state.value().before(self.tier);
        let mut changed = Changed::default();
        let wished = self.wish(state, random)?;
        if !self.replace(state, wished, random, &mut changed) {
            return None;
        }
        for _ in 0..CHAIN {
            if state.value().before(self.tier) <= before {
                break;
            }
            let Some(next) = self.missing(state, &changed, random) else { break };
            if !self.replace(state, next, random, &mut changed) {
                break;
            }
        }
        Some(changed)
    }

    /// A stay that a row of people, of this tier or an earlier one, is short of since one was given up.
    fn missing(&self, state: &State, changed: &Changed, random: &mut Xoshiro256PlusPlus) -> Option<CandidateId> {
        let lost = changed.given_up.get(draw(random, changed.given_up.len().max(1)))?;
        let terms = short_of(state, *lost, self.tier, random)?;
        let mut tries = (0..4).map(|_| terms[draw(random, terms.len())].0);
        tries.find(|candidate| candidate != lost && self.is_open(state, *candidate))
    }

    /// Takes the stay, gives up what is in its way, and offers what that leaves. False, and nothing done, where too much is in the way, or
    /// what may not be given up or was just taken.
    fn replace(&self, state: &mut State, wished: CandidateId, random: &mut Xoshiro256PlusPlus, changed: &mut Changed) -> bool {
        let given_up = in_the_way(state, wished, random);
        let stands = |candidate: &CandidateId| self.others_stand && !self.usable[*candidate] || changed.taken.contains(candidate);
        if given_up.len() > 2 * PEOPLE || given_up.iter().any(stands) {
            return false;
        }
        given_up.iter().for_each(|candidate| state.flip(*candidate));
        let taken = take_if_it_fits(state, wished);
        let mut pool: Vec<CandidateId> = Vec::new();
        given_up.iter().for_each(|lost| self.offer_what_is_short(state, *lost, random, &mut pool));
        given_up.iter().for_each(|lost| self.offer_the_gap(state, *lost, random, &mut pool));
        pool.sort_unstable();
        pool.dedup();
        changed.note(state, given_up);
        changed.note(state, taken);
        let offered = insert_greedily(state, &pool, BLINK, random);
        changed.note(state, offered);
        true
    }

    /// Who could step in where a stay given up left a row short.
    fn offer_what_is_short(&self, state: &State, lost: CandidateId, random: &mut Xoshiro256PlusPlus, pool: &mut Vec<CandidateId>) {
        // For policy and wishes themselves, more is offered than is gained: twice the time for the same end.
        if let Some(terms) = short_of(state, lost, self.tier.min(Tier::Stability), random) {
            let drawn = (0..IN_PLACE).map(|_| terms[draw(random, terms.len())].0);
            pool.extend(drawn.filter(|other| self.is_open(state, *other)));
        }
    }

    /// What fits into the gap that a stay given up left in its person's time.
    fn offer_the_gap(&self, state: &State, lost: CandidateId, random: &mut Xoshiro256PlusPlus, pool: &mut Vec<CandidateId>) {
        let candidates = &state.index().model.candidates;
        let lost = candidates.stay(lost);
        let (from, to) = gap(state, &lost);
        let beginning = candidates.beginning(lost.person, from, to);
        let fits = |candidate: &CandidateId| candidates.stay(*candidate).end() <= to && self.is_open(state, *candidate);
        // Where thousands could fit, looking at each would cost more than all else.
        if beginning.len() > MANY {
            pool.extend(drawn(beginning, random).take(2 * FITTING).filter(fits).take(FITTING));
            return;
        }
        let before = pool.len();
        pool.extend(beginning.filter(fits));
        let count = pool.len() - before;
        if count > FITTING {
            let drawn: [CandidateId; FITTING] = std::array::from_fn(|_| pool[before + draw(random, count)]);
            pool.truncate(before);
            pool.extend(drawn);
        }
    }
}

/// Draws from a range of ids for ever; nothing from an empty one.
fn drawn(mut range: impl ExactSizeIterator<Item = CandidateId>, random: &mut Xoshiro256PlusPlus) -> impl Iterator<Item = CandidateId> {
    let count = range.len();
    let first = range.next();
    std::iter::from_fn(move || first.map(|first| CandidateId::from_index(first.index() + draw(random, count))))
}

fn take_if_it_fits(state: &mut State, wished: CandidateId) -> Vec<CandidateId> {
    if state.gain(wished).is_none() {
        return Vec::new();
    }
    state.flip(wished);
    vec![wished]
}

/// What would do for a row of several people, in tiers up to this one, that a stay given up left short. It leaves one short in each of its
/// slots: one of them is enough to find who could step in.
fn short_of<'m>(state: &State<'m>, lost: CandidateId, tier: Tier, random: &mut Xoshiro256PlusPlus) -> Option<&'m [(CandidateId, i64)]> {
    let model = state.index().model;
    let short: Vec<usize> = state.left_short(lost, tier).filter(|row| !is_of_one_person(model, *row)).collect();
    short.get(draw(random, short.len().max(1))).map(|row| model.rows[*row].terms.as_slice())
}

/// Whether all that counts towards the row is one person's: candidates, and so terms, are in order of people.
fn is_of_one_person(model: &Model, row: usize) -> bool {
    let person = |term: Option<&(CandidateId, i64)>| term.map(|(candidate, _)| model.candidates.stay(*candidate).person);
    let terms = &model.rows[row].terms;
    person(terms.first()) == person(terms.last())
}

/// Stays given up and taken by a move, as it ends: none is in both.
#[derive(Default)]
pub struct Changed {
    given_up: Vec<CandidateId>,
    taken: Vec<CandidateId>,
}

impl Changed {
    /// These have just been turned over.
    fn note(&mut self, state: &State, turned: Vec<CandidateId>) {
        for candidate in turned {
            let (here, there) =
                if state.is_taken(candidate) { (&mut self.taken, &mut self.given_up) } else { (&mut self.given_up, &mut self.taken) };
            match there.iter().position(|other| *other == candidate) {
                Some(at) => drop(there.remove(at)),
                None => here.push(candidate),
            }
        }
    }
    pub fn undo(&self, state: &mut State) {
        self.taken.iter().chain(&self.given_up).for_each(|candidate| state.flip(*candidate));
    }
    pub fn again(&self, state: &mut State) {
        self.given_up.iter().chain(&self.taken).for_each(|candidate| state.flip(*candidate));
    }
    /// Whether what is given up is there, and what is taken is not.
    pub fn fits(&self, state: &State) -> bool {
        self.given_up.iter().all(|candidate| state.is_taken(*candidate)) && !self.taken.iter().any(|candidate| state.is_taken(*candidate))
    }
    pub fn is_empty(&self) -> bool {
        self.given_up.is_empty() && self.taken.is_empty()
    }
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
