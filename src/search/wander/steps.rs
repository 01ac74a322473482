//! Small steps: a stay taken in place of others of its person, moved to another place, put into a gap, given up; one that a row is short of; two
//! that change times or people, a run that turns. Which rows that breaks is not looked at; that somebody is at two places at once is avoided.

use super::Guide;
use super::likes::Likes;
use super::tally::{Held, Tally};
use crate::domain::{Id, PersonId, SlotId};
use crate::model::{CandidateId, Model};
use crate::search::neighbourhood::draw;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Stays given up and taken together: none is in both.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Step {
    pub out: Vec<CandidateId>,
    pub into: Vec<CandidateId>,
}

impl Step {
    /// What is given up, each with −1, then what is taken, each with 1.
    pub fn signed(&self) -> impl DoubleEndedIterator<Item = (CandidateId, i32)> {
        self.out.iter().map(|candidate| (*candidate, -1)).chain(self.into.iter().map(|candidate| (*candidate, 1)))
    }
    fn is_empty(&self) -> bool {
        self.out.is_empty() && self.into.is_empty()
    }
    /// Whether a stay is given up twice, or taken twice.
    pub fn repeats(&self) -> bool {
        [&self.out, &self.into].into_iter().any(|list| list.iter().enumerate().any(|(at, one)| list[..at].contains(one)))
    }
    fn clear(&mut self) {
        self.out.clear();
        self.into.clear();
    }
    /// What would be given up to be taken again stays.
    fn settle(&mut self) {
        if self.out.iter().any(|candidate| self.into.contains(candidate)) {
            let into = self.into.clone();
            self.into.retain(|candidate| !self.out.contains(candidate));
            self.out.retain(|candidate| !into.contains(candidate));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Take,
    Elsewhere,
    Swap,
    Exchange,
    Turn,
    Call,
    Fill,
    Shift,
    Drop,
}

/// How often each is drawn: as often as brought most on the benchmark's larger instances.
const ODDS: [(Kind, usize); 9] = [
    (Kind::Take, 5),
    (Kind::Elsewhere, 6),
    (Kind::Swap, 3),
    (Kind::Exchange, 3),
    (Kind::Turn, 1),
    (Kind::Call, 2),
    (Kind::Fill, 2),
    (Kind::Shift, 1),
    (Kind::Drop, 1),
];
/// The same where nothing is short and nothing broken: nothing is called for then.
const ODDS_OF_HELD: [(Kind, usize); 8] = [
    (Kind::Take, 6),
    (Kind::Elsewhere, 7),
    (Kind::Swap, 2),
    (Kind::Exchange, 3),
    (Kind::Turn, 1),
    (Kind::Fill, 2),
    (Kind::Shift, 1),
    (Kind::Drop, 1),
];
/// Stays drawn to be taken, of which the one of least reduced cost is, where there is a guide.
const DRAWN: usize = 3;
/// One stay in so many that change times goes to another place besides, one in so many that fills somebody's gap.
const ELSEWHERE_TOO: u32 = 4;
const GAP_ELSEWHERE: u32 = 2;
/// Stays of a run that turns.
const RUN: [usize; 2] = [3, 4];

/// Draws steps.
pub struct Steps<'a> {
    model: &'a Model,
    likes: Likes<'a>,
    guide: Option<&'a Guide>,
    /// Those who have something to choose.
    people: Vec<PersonId>,
}

impl<'a> Steps<'a> {
    /// `None` where nobody has anything to choose.
    pub fn new(model: &'a Model, likes: Likes<'a>, guide: Option<&'a Guide>) -> Option<Self> {
        let free = model.candidates.iter().filter(|(candidate, _)| likes.is_free(*candidate));
        let mut people: Vec<PersonId> = free.map(|(_, stay)| stay.person).collect();
        people.dedup();
        (!people.is_empty()).then_some(Self { model, likes, guide, people })
    }

    /// One of those who have something to choose.
    pub fn somebody(&self, random: &mut Xoshiro256PlusPlus) -> PersonId {
        self.people[draw(random, self.people.len())]
    }

    /// Draws a step of the person's, for the most part; false where what was drawn leads nowhere.
    pub fn draw(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> bool {
        let held = tally.short().is_empty() && tally.value().broken == 0;
        let odds: &[(Kind, usize)] = if held { &ODDS_OF_HELD } else { &ODDS };
        let mut at = draw(random, odds.iter().map(|(_, odds)| odds).sum());
        for (kind, odds) in odds {
            if at < *odds {
                return self.draw_one(*kind, tally, person, random, step);
            }
            at -= odds;
        }
        false
    }

    pub fn draw_one(&self, kind: Kind, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> bool {
        step.clear();
        let drawn = match kind {
            Kind::Take => self.take(tally, person, random, step),
            Kind::Elsewhere => self.elsewhere(tally, person, random, step),
            Kind::Swap => self.swap(tally, person, random, step),
            Kind::Exchange => self.exchange(tally, person, random, step),
            Kind::Turn => self.turn(tally, person, random, step),
            Kind::Call => self.call(tally, random, step),
            Kind::Fill => self.fill(tally, person, random, step),
            Kind::Shift => self.shift(tally, person, random, step),
            Kind::Drop => self.give_up(tally, person, random, step),
        };
        step.settle();
        // Whoever is at two posts at once may already have what a step would give them.
        drawn.is_some() && !step.is_empty() && tally.fits_as_drawn(step)
    }

    /// A stay of the person's, in place of what they have at that time.
    fn take(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let mut own = self.model.candidates.of_person(person);
        let (count, from) = (own.len(), own.next()?.index());
        let wished = self.cheapest(|| CandidateId::from_index(from + draw(random, count)));
        self.take_in_place(tally, wished, step)
    }

    /// What a row is short of, in place of what its person has at that time.
    fn call(&self, tally: &Tally, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let short = tally.short();
        let row = *short.get(draw(random, short.len().max(1)))?;
        let terms = &self.model.rows[row as usize].terms;
        if terms.is_empty() {
            return None;
        }
        let wished = self.cheapest(|| terms[draw(random, terms.len())].0);
        self.take_in_place(tally, wished, step)
    }

    /// The stay, in place of what its person has at that time. Where that counts towards something that they have elsewhere too, the two change
    /// times.
    fn take_in_place(&self, tally: &Tally, wished: CandidateId, step: &mut Step) -> Option<()> {
        if !self.likes.is_free(wished) {
            return None;
        }
        let stay = self.model.candidates.stay(wished);
        let person = stay.person;
        let (first, end, item) = (stay.first.0, stay.end().0, stay.item.map(Id::index));
        let counts_too = |held: &Held| item.is_some() && held.item.map(usize::from) == item && held.free;
        let mut twin = None;
        for held in tally.held(person) {
            let in_the_way = held.first < end && first < held.end;
            if held.candidate == wished || in_the_way && !held.free {
                return None;
            }
            if in_the_way {
                step.out.push(held.candidate);
            } else if counts_too(held) {
                twin = Some(held);
            }
        }
        if let Some(twin) = twin {
            if let [lost] = step.out[..] {
                step.into.extend(self.instead(lost, twin));
            }
            step.out.push(twin.candidate);
        }
        step.into.push(wished);
        Some(())
    }

    /// What fits into one of the person's gaps; what counts towards the same comes from where it was.
    fn fill(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let held = tally.held(person);
        let (_, [from, until]) = self.gap(held, random)?;
        let here = self.likes.beginning(person, SlotId(from + draw(random, (until - from) as usize) as i32));
        if here.is_empty() {
            return None;
        }
        let wished = self.cheapest(|| CandidateId::from_index(here.start + draw(random, here.len())));
        let stay = self.model.candidates.stay(wished);
        if stay.end().0 > until || !self.likes.is_free(wished) {
            return None;
        }
        let item = stay.item.map(Id::index);
        let counts_too = |held: &&Held| item.is_some() && held.item.map(usize::from) == item && held.free;
        step.out.extend(held.iter().find(counts_too).map(|twin| twin.candidate));
        step.into.push(wished);
        Some(())
    }

    /// Everything up to the next gap moves up and closes a gap, so that two small ones become a large one.
    fn shift(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let held = tally.held(person);
        let (at, [from, until]) = self.gap(held, random)?;
        let sooner = random.next_u32().is_multiple_of(2);
        let later: &mut dyn Iterator<Item = &Held> = &mut held[at..].iter();
        let earlier: &mut dyn Iterator<Item = &Held> = &mut held[..at].iter().rev();
        let (run, by) = if sooner { (later, from - until) } else { (earlier, until - from) };
        let mut edge = if sooner { until } else { from };
        for held in run {
            let (near, far) = if sooner { (held.first, held.end) } else { (held.end, held.first) };
            if near != edge {
                break;
            }
            if !held.free {
                return None;
            }
            step.out.push(held.candidate);
            step.into.push(self.likes.at_time(held.candidate, person, SlotId(held.first + by))?);
            edge = far;
        }
        Some(())
    }

    /// One of the gaps between these stays: the number of the stay after it, and where it begins and ends.
    fn gap(&self, held: &[Held], random: &mut Xoshiro256PlusPlus) -> Option<(usize, [i32; 2])> {
        let (first, last) = self.likes.span();
        let at = draw(random, held.len() + 1);
        let from = at.checked_sub(1).map_or(first, |before| held[before].end.max(first));
        let until = held.get(at).map_or(last, |after| after.first);
        (from < until).then_some((at, [from, until]))
    }

    /// A stay is given up: whoever comes too soon may come later.
    fn give_up(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        step.out.push(self.one(tally, person, random)?.candidate);
        Some(())
    }

    /// Of a few drawn the one of least reduced cost, where there is a guide.
    fn cheapest(&self, mut one: impl FnMut() -> CandidateId) -> CandidateId {
        let first = one();
        let Some(guide) = self.guide else { return first };
        let least = |least: CandidateId, other: CandidateId| if guide[other] < guide[least] { other } else { least };
        (1..DRAWN).map(|_| one()).fold(first, least)
    }

    /// One of the person's stays.
    fn one<'t>(&self, tally: &'t Tally, person: PersonId, random: &mut Xoshiro256PlusPlus) -> Option<&'t Held> {
        let held = tally.held(person);
        held.get(draw(random, held.len().max(1))).filter(|held| held.free)
    }

    /// The same at a place drawn, which may be the one where it is.
    fn place(&self, like: CandidateId, random: &mut Xoshiro256PlusPlus) -> CandidateId {
        let places = self.likes.places(like);
        places.get(draw(random, places.len().max(1))).copied().unwrap_or(like)
    }

    /// The same as this in place of that, if it is no longer.
    fn instead(&self, like: CandidateId, of: &Held) -> Option<CandidateId> {
        let fits = self.model.candidates.stay(like).slots <= of.end - of.first;
        self.likes.at_time(like, of.person, SlotId(of.first)).filter(|_| fits)
    }

    /// A stay goes to another place.
    fn elsewhere(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let held = self.one(tally, person, random)?;
        step.out.push(held.candidate);
        step.into.push(self.place(held.candidate, random));
        Some(())
    }

    /// Two stays of a person change times; of different lengths only neighbours.
    fn swap(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let held = tally.held(person);
        let mut one = || draw(random, held.len().max(1));
        let (one, other) = (one(), one());
        let (at, then) = (one.min(other), one.max(other));
        let (early, late) = (held.get(at)?, held.get(then)?);
        let length = |held: &Held| held.end - held.first;
        if at == then || !early.free || !late.free || length(early) != length(late) && then > at + 1 {
            return None;
        }
        let sooner = self.likes.at_time(late.candidate, person, SlotId(early.first))?;
        let later = self.likes.at_time(early.candidate, person, SlotId(late.end - length(early)))?;
        step.out.extend([early.candidate, late.candidate]);
        for moved in [sooner, later] {
            let too = random.next_u32().is_multiple_of(ELSEWHERE_TOO);
            step.into.push(if too { self.place(moved, random) } else { moved });
        }
        Some(())
    }

    /// Two people change places for the time of a stay. Whoever has what they get there at another time too fills that with what they gave away.
    fn exchange(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let one = self.one(tally, person, random)?;
        let other = self.somebody(random);
        let other = tally.held(other).iter().find(|held| held.first == one.first && held.end == one.end && held.free)?;
        if other.person == person {
            return None;
        }
        for (giver, getter) in [(one, other), (other, one)] {
            let gets = self.likes.for_person(giver.candidate, getter.person, SlotId(giver.first))?;
            step.out.push(getter.candidate);
            step.into.push(gets);
            let item = self.model.candidates.stay(gets).item.map(Id::index);
            let counts_too = |held: &&Held| item.is_some() && held.item.map(usize::from) == item && held.first != getter.first && held.free;
            if let Some(twin) = tally.held(getter.person).iter().find(counts_too) {
                step.out.push(twin.candidate);
                if let Some(fill) = self.instead(getter.candidate, twin) {
                    let too = random.next_u32().is_multiple_of(GAP_ELSEWHERE);
                    step.into.push(if too { self.place(fill, random) } else { fill });
                }
            }
        }
        Some(())
    }

    /// The first of a run of a person's stays goes to its end, or the last to its beginning; the others move up.
    fn turn(&self, tally: &Tally, person: PersonId, random: &mut Xoshiro256PlusPlus, step: &mut Step) -> Option<()> {
        let held = tally.held(person);
        let count = RUN[draw(random, RUN.len())];
        let from = draw(random, (held.len() + 1).saturating_sub(count).max(1));
        let run = held.get(from..from + count)?;
        if run.iter().any(|held| !held.free) {
            return None;
        }
        let (mut first, mut end) = (run[0].first, run[count - 1].end);
        let length = |held: &Held| held.end - held.first;
        if random.next_u32().is_multiple_of(2) {
            for held in &run[1..] {
                step.into.push(self.likes.at_time(held.candidate, person, SlotId(first))?);
                first += length(held);
            }
            step.into.push(self.likes.at_time(run[0].candidate, person, SlotId(end - length(&run[0])))?);
        } else {
            for held in run[..count - 1].iter().rev() {
                end -= length(held);
                step.into.push(self.likes.at_time(held.candidate, person, SlotId(end))?);
            }
            step.into.push(self.likes.at_time(run[count - 1].candidate, person, SlotId(first))?);
        }
        step.out.extend(run.iter().map(|held| held.candidate));
        Some(())
    }
}
