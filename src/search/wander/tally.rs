//! A choice kept for steps that are mostly not done: a step is priced without being done, and only what is kept is written.

use super::needed::Needed;
use super::steps::Step;
use crate::domain::{Id, IndexVec, PersonId};
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::search::journey::{Journey, Leg};
use crate::search::lists::Lists;
use crate::search::members::Members;
use crate::search::state::{Index, Room, State, Value, largest};

/// A stay, with what steps ask of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Held {
    pub first: i32,
    pub end: i32,
    /// What it counts towards, if anything.
    pub item: Option<u16>,
    pub candidate: CandidateId,
    pub person: PersonId,
    /// Not carried in.
    pub free: bool,
}

/// Numbers beyond this are not kept in few bits; a step's sums of them have room in 32.
const LARGEST: i64 = 1 << 24;

/// Neighbouring rows that a candidate adds the same to are a run when there are more than so many.
const NO_RUN: usize = 5;

/// What does not change. What each candidate adds to what is in one list, as reading from many places is most of what pricing costs:
/// rows have the first numbers, then come costs by tier, activities of extrema, sequences (with the place). In each list rows come last. Runs of
/// rows stand apart, as most of what a step changes there comes to nothing.
#[derive(Debug)]
pub struct Ground<'a> {
    index: &'a Index<'a>,
    tier: Tier,
    terms: Lists<(u32, i32)>,
    runs: Lists<Run>,
    at_one_place: IndexVec<PersonId, bool>,
    all_at_one_place: bool,
    costs: u32,
    activities: u32,
    sequences: u32,
    /// Extremum and activity of each activity.
    activity: Vec<(u32, u32)>,
    held: IndexVec<CandidateId, Held>,
}

impl<'a> Ground<'a> {
    /// What counts up to the tier, of candidates that are usable or taken. `None` where a number is too large.
    pub fn new(
        index: &'a Index<'a>,
        tier: Tier,
        usable: &IndexVec<CandidateId, bool>,
        taken: &IndexVec<CandidateId, bool>,
    ) -> Option<Self> {
        let model = index.model;
        let costs = u32::try_from(model.rows.len()).ok()?;
        let activities = costs + Tier::COUNT as u32;
        let activity: Vec<(u32, u32)> = (0u32..)
            .zip(&model.extrema)
            .flat_map(|(extremum, what)| (0..what.activities.len() as u32).map(move |at| (extremum, at)))
            .collect();
        let first_of = |extremum: u32| activities + activity.partition_point(|(other, _)| *other < extremum) as u32;
        let first_of: Vec<u32> = (0..model.extrema.len() as u32).map(first_of).collect();
        let sequences = activities + activity.len() as u32;
        let Needed { rows: needed, at_one_place } = Needed::of(model);
        let rows = (0u32..).zip(&model.rows).filter(|(row, _)| needed[*row as usize] && index.counts(*row as usize, tier));
        if rows.clone().any(|(_, row)| row.terms.iter().any(|(_, by)| by.abs() > LARGEST)) {
            return None;
        }
        let terms = rows.flat_map(|(at, row)| row.terms.iter().map(move |(candidate, by)| (candidate.index(), (at, *by as i32))));
        // In order of rows.
        let rows_of = Lists::build(usable.len(), terms);
        let runs_of = |candidate: usize| rows_of.get(candidate).chunk_by(|one, other| one.0 + 1 == other.0 && one.1 == other.1);
        let adds = |candidate: CandidateId| {
            let tiers = Tier::ALL.into_iter().filter(|of| *of <= tier);
            let own = tiers.map(move |of| (costs + of as u32, index.cost(candidate, of))).filter(|(_, cost)| *cost != 0);
            let extrema = index.extrema_of(candidate).iter().filter(|(extremum, ..)| model.extrema[*extremum as usize].tier <= tier);
            let extrema = extrema.map(|(extremum, activity, coefficient)| (first_of[*extremum as usize] + activity, *coefficient));
            let places = index.sequences_of(candidate).iter().map(move |(sequence, place)| (sequences + sequence, i64::from(*place)));
            own.chain(extrema).chain(places)
        };
        let counts = |candidate: CandidateId| usable[candidate] || taken[candidate];
        if usable.ids().any(|candidate| counts(candidate) && adds(candidate).any(|(_, by)| by.abs() > LARGEST)) {
            return None;
        }
        let terms = Lists::fill(usable.len(), |at, terms| {
            let candidate = CandidateId::from_index(at);
            if counts(candidate) {
                terms.extend(adds(candidate).map(|(what, by)| (what, by as i32)));
                terms.extend(runs_of(at).filter(|run| run.len() <= NO_RUN).flatten());
            }
        });
        let runs = Lists::fill(usable.len(), |at, runs| {
            if counts(CandidateId::from_index(at)) {
                let long = runs_of(at).filter(|run| run.len() > NO_RUN);
                runs.extend(long.map(|run| Run { first: run[0].0, end: run[0].0 + run.len() as u32, by: run[0].1 }));
            }
        });
        let all_at_one_place = at_one_place.values().all(|one| *one);
        let held = |(candidate, stay): (CandidateId, &Stay)| {
            let item = match stay.item {
                Some(item) => Some(u16::try_from(item.index()).ok()?),
                None => None,
            };
            let free = !model.candidates.is_given(candidate);
            Some(Held { first: stay.first.0, end: stay.end().0, item, candidate, person: stay.person, free })
        };
        let held = model.candidates.iter().map(held).collect::<Option<_>>()?;
        Some(Self { index, tier, terms, runs, at_one_place, all_at_one_place, costs, activities, sequences, activity, held })
    }

    /// What rows cost that stand so.
    fn of_rows(&self, rooms: &[Room]) -> Value {
        let mut value = Value::default();
        let counting = (0..rooms.len()).filter(|row| self.index.counts(*row, self.tier));
        counting.for_each(|row| self.index.charge(row, 0, rooms[row].excess(), &mut value));
        value.up_to(self.tier)
    }

    fn part(&self, what: u32) -> Part {
        if what < self.costs {
            Part::Row(what as usize)
        } else if what < self.activities {
            Part::Cost((what - self.costs) as usize)
        } else if what < self.sequences {
            let (extremum, activity) = self.activity[(what - self.activities) as usize];
            Part::Activity(extremum, activity)
        } else {
            Part::Sequence(what - self.sequences)
        }
    }

    fn leg(&self, candidate: CandidateId, place: u32) -> Leg {
        let held = &self.held[candidate];
        (held.first.max(0), held.end.max(0), place)
    }
}

/// What a candidate adds to.
enum Part {
    Row(usize),
    Cost(usize),
    /// Of an extremum.
    Activity(u32, u32),
    Sequence(u32),
}

/// Rows from the first to before the end, to each of which a candidate adds as much.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    first: u32,
    end: u32,
    by: i32,
}

/// A leg of a sequence that comes or goes.
#[derive(Clone, Copy, Debug)]
struct Turn {
    sequence: u32,
    leg: Leg,
    comes: bool,
}

/// A choice, with all that pricing a step asks.
#[derive(Clone, Debug)]
pub struct Tally<'g> {
    ground: &'g Ground<'g>,
    rooms: Vec<Room>,
    /// What the step being priced adds to each row; 0 otherwise. Apart from the rooms, as most of it comes to nothing.
    added: Vec<i32>,
    extrema: Vec<Vec<i64>>,
    largest: Vec<i64>,
    journeys: Vec<Journey>,
    /// Stays of each person, in time.
    held: Vec<Vec<Held>>,
    /// Rows that are short of what counts before the tier.
    short: Members,
    value: Value,
    /// What rows cost of that.
    of_rows: Value,
    /// Rows that the step being priced adds to, and where its runs begin and end.
    touched: Vec<u32>,
    edges: Vec<(u32, i32)>,
    /// What the step priced last adds to activities of extrema.
    shifts: Vec<(u32, u32, i64)>,
    /// Journeys that it turns, as they were.
    turned: Vec<(u32, Journey)>,
}

impl<'g> Tally<'g> {
    pub fn of(ground: &'g Ground<'g>, state: &State) -> Self {
        let standing = state.standing();
        let mut short = Members::below(standing.rooms.len());
        let is_short = |row: &usize| ground.index.can_be_short(*row, ground.tier) && standing.rooms[*row].is_short();
        (0..standing.rooms.len()).filter(is_short).for_each(|row| short.join(row));
        let of_person = |person: usize| {
            let mut held: Vec<Held> =
                state.taken_by(PersonId::from_index(person)).iter().map(|candidate| ground.held[*candidate]).collect();
            held.sort_unstable();
            held
        };
        Self {
            ground,
            rooms: standing.rooms.to_vec(),
            added: vec![0; standing.rooms.len()],
            extrema: standing.extrema.to_vec(),
            largest: standing.largest.to_vec(),
            journeys: standing.journeys.to_vec(),
            held: (0..ground.index.model.candidates.people()).map(of_person).collect(),
            short,
            value: state.value().up_to(ground.tier),
            of_rows: ground.of_rows(standing.rooms),
            touched: Vec::new(),
            edges: Vec::new(),
            shifts: Vec::new(),
            turned: Vec::new(),
        }
    }

    /// Up to the tier.
    pub fn value(&self) -> Value {
        self.value
    }
    /// Stays of the person, in time.
    pub fn held(&self, person: PersonId) -> &[Held] {
        &self.held[person.index()]
    }
    /// Rows that are short of what counts before the tier, in no order that means anything.
    pub fn short(&self) -> &[u32] {
        self.short.list()
    }
    pub fn chosen(&self) -> Vec<CandidateId> {
        self.held.iter().flatten().map(|held| held.candidate).collect()
    }
    /// Whether the candidate is taken.
    pub fn is_taken(&self, candidate: CandidateId) -> bool {
        let held = self.ground.held[candidate];
        self.held(held.person).binary_search(&held).is_ok()
    }

    /// Whether all that the step gives up is there, nothing that it takes, and nobody who can be at one place at a time would be at two.
    pub fn fits(&self, step: &Step) -> bool {
        let has_room = |candidate: &CandidateId| {
            let held = self.ground.held[*candidate];
            let own = self.held(held.person);
            let Err(at) = own.binary_search(&held) else { return false };
            let stays = |other: &&Held| !step.out.contains(&other.candidate);
            let before = own[..at].iter().rev().find(stays).is_none_or(|before| before.end <= held.first);
            let after = own[at..].iter().find(stays).is_none_or(|after| held.end <= after.first);
            before && after || !self.ground.at_one_place[held.person]
        };
        step.out.iter().all(|candidate| self.is_taken(*candidate)) && step.into.iter().all(has_room)
    }

    /// The same of a step drawn from what is held here, which fits unless somebody can be at two places at once.
    pub fn fits_as_drawn(&self, step: &Step) -> bool {
        self.ground.all_at_one_place || !step.repeats() && self.fits(step)
    }

    /// The value after the step if no row cost anything then: it is no less, whatever becomes of them.
    pub fn least(&mut self, step: &Step) -> Value {
        let ground = self.ground;
        let mut value = self.value.without(&self.of_rows);
        self.shifts.clear();
        let mut turned = 0;
        // Lists lie far from one another: asked for together, they come together.
        let early =
            |(candidate, _): (CandidateId, i32)| ground.terms.get(candidate.index()).iter().step_by(8).fold(0, |sum, term| sum ^ term.1);
        std::hint::black_box(step.signed().map(early).fold(0, |sum, early| sum ^ early));
        for (candidate, sign) in step.signed() {
            for (what, by) in ground.terms.get(candidate.index()) {
                match ground.part(*what) {
                    Part::Row(_) => break,
                    Part::Cost(tier) => value.score.0[tier] += i64::from(sign * by),
                    Part::Activity(extremum, activity) => self.shifts.push((extremum, activity, i64::from(sign * by))),
                    Part::Sequence(sequence) => {
                        turned = self.note_journey(sequence, turned);
                        self.turn(Turn { sequence, leg: ground.leg(candidate, *by as u32), comes: sign > 0 }, &mut value);
                    }
                }
            }
        }
        for (sequence, journey) in &self.turned[..turned] {
            self.journeys[*sequence as usize].become_like(journey);
        }
        self.shift(&mut value, false);
        value.up_to(ground.tier)
    }

    /// The value after the step, which is at least this.
    pub fn with_rows(&mut self, step: &Step, least: Value) -> Value {
        let ground = self.ground;
        let mut value = least.with(&self.of_rows);
        self.touched.clear();
        self.edges.clear();
        for (candidate, sign) in step.signed() {
            let rows = ground.terms.get(candidate.index()).iter().rev().take_while(|(what, _)| *what < ground.costs);
            rows.for_each(|(row, by)| self.touch(*row as usize, sign * by));
            for run in ground.runs.get(candidate.index()) {
                self.edges.extend([(run.first, sign * run.by), (run.end, -sign * run.by)]);
            }
        }
        self.touch_between_edges();
        for row in &self.touched {
            let row = *row as usize;
            let added = std::mem::take(&mut self.added[row]);
            if added == 0 {
                continue;
            }
            let room = self.rooms[row];
            let (before, after) = (room.excess(), room.after(i64::from(added)).excess());
            if before != after {
                ground.index.charge(row, before, after, &mut value);
            }
        }
        value.up_to(ground.tier)
    }

    /// The value after the step.
    pub fn price(&mut self, step: &Step) -> Value {
        let least = self.least(step);
        self.with_rows(step, least)
    }

    fn touch(&mut self, row: usize, by: i32) {
        let added = &mut self.added[row];
        if *added == 0 {
            self.touched.push(row as u32);
        }
        *added += by;
    }

    /// Where runs that come and runs that go are not at one.
    fn touch_between_edges(&mut self) {
        let mut edges = std::mem::take(&mut self.edges);
        edges.sort_unstable_by_key(|(row, _)| *row);
        let (mut level, mut from) = (0, 0);
        for (row, by) in &edges {
            if level != 0 {
                (from..*row).for_each(|row| self.touch(row as usize, level));
            }
            level += by;
            from = *row;
        }
        self.edges = edges;
    }

    /// Notes how the journey stands, where that is not among the first so many noted; how many are noted then.
    fn note_journey(&mut self, sequence: u32, noted: usize) -> usize {
        if self.turned[..noted].iter().any(|(other, _)| *other == sequence) {
            return noted;
        }
        if noted == self.turned.len() {
            self.turned.push(Default::default());
        }
        let (of, journey) = &mut self.turned[noted];
        *of = sequence;
        journey.become_like(&self.journeys[sequence as usize]);
        noted + 1
    }

    /// A leg comes or goes.
    fn turn(&mut self, Turn { sequence, leg, comes }: Turn, value: &mut Value) {
        let index = self.ground.index;
        let moves = self.journeys[sequence as usize].turn(leg, comes);
        let what = &index.model.sequences[sequence as usize];
        value.score[what.tier] += moves.cost(what.per_change, what.per_waiting_slot);
        for (extremum, order) in index.orders_of(sequence) {
            self.shifts.push((*extremum, order.activity, moves.cost(order.per_change, order.per_waiting_slot)));
        }
    }

    /// What the shifts make of extrema; left as they were unless they are to stay.
    fn shift(&mut self, value: &mut Value, stay: bool) {
        self.shifts.sort_unstable_by_key(|(extremum, activity, _)| (*extremum, *activity));
        self.shifts.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            if same {
                first.2 += later.2;
            }
            same
        });
        for shifts in self.shifts.chunk_by(|one, other| one.0 == other.0) {
            let extremum = shifts[0].0 as usize;
            let what = &self.ground.index.model.extrema[extremum];
            let (activities, top) = (&mut self.extrema[extremum], self.largest[extremum]);
            let falls = shifts.iter().any(|(_, activity, by)| *by < 0 && activities[*activity as usize] == top);
            let mut now = top;
            for (_, activity, by) in shifts {
                let activity = &mut activities[*activity as usize];
                *activity += by;
                now = now.max(*activity);
            }
            if falls {
                now = largest(activities);
            }
            if stay {
                self.largest[extremum] = now;
            } else {
                shifts.iter().for_each(|(_, activity, by)| activities[*activity as usize] -= by);
            }
            value.score[what.tier] += what.weight * (now - top);
        }
    }

    /// Does the step, which makes this value.
    pub fn keep(&mut self, step: &Step, value: Value) {
        self.turn_over(step.signed(), value);
    }

    /// Gives up (−1) and takes (1), which makes this value.
    pub fn turn_over(&mut self, flips: impl Iterator<Item = (CandidateId, i32)>, value: Value) {
        let ground = self.ground;
        self.shifts.clear();
        let mut of_moves = Value::default();
        for (candidate, sign) in flips {
            for (what, by) in ground.terms.get(candidate.index()) {
                match ground.part(*what) {
                    Part::Row(row) => self.add(row, sign * by),
                    Part::Cost(_) => {}
                    Part::Activity(extremum, activity) => self.shifts.push((extremum, activity, i64::from(sign * by))),
                    Part::Sequence(sequence) => {
                        self.turn(Turn { sequence, leg: ground.leg(candidate, *by as u32), comes: sign > 0 }, &mut of_moves);
                    }
                }
            }
            for Run { first, end, by } in ground.runs.get(candidate.index()) {
                (*first..*end).for_each(|row| self.add(row as usize, sign * by));
            }
            let held = ground.held[candidate];
            let own = &mut self.held[held.person.index()];
            match own.binary_search(&held) {
                Ok(at) if sign < 0 => drop(own.remove(at)),
                Err(at) if sign > 0 => own.insert(at, held),
                _ => debug_assert!(false, "what is taken is not there before, and what is given up is"),
            }
        }
        self.shift(&mut of_moves, true);
        self.value = value;
    }

    fn add(&mut self, row: usize, by: i32) {
        let before = self.rooms[row];
        let after = before.after(i64::from(by));
        self.rooms[row] = after;
        self.ground.index.charge(row, before.excess(), after.excess(), &mut self.of_rows);
        if before.is_short() != after.is_short() && self.ground.index.can_be_short(row, self.ground.tier) {
            if after.is_short() { self.short.join(row) } else { self.short.leave(row) }
        }
    }
}
