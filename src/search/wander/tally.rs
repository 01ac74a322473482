//! A choice kept for steps that are mostly not done: a step is priced without being done, and only what is kept is written.

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

/// What does not change. What each candidate adds to what is in one list, as reading from many places is most of what pricing costs:
/// rows have the first numbers, then come costs by tier, activities of extrema, sequences (with the place).
#[derive(Debug)]
pub struct Ground<'a> {
    index: &'a Index<'a>,
    tier: Tier,
    terms: Lists<(u32, i32)>,
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
        let adds = |candidate: CandidateId| {
            let rows = index.rows_of(candidate).iter().filter(|(row, _)| index.counts(*row as usize, tier)).copied();
            let tiers = Tier::ALL.into_iter().filter(|of| *of <= tier);
            let own = tiers.map(move |of| (costs + of as u32, index.cost(candidate, of))).filter(|(_, cost)| *cost != 0);
            let extrema = index.extrema_of(candidate).iter().filter(|(extremum, ..)| model.extrema[*extremum as usize].tier <= tier);
            let extrema = extrema.map(|(extremum, activity, coefficient)| (first_of[*extremum as usize] + activity, *coefficient));
            let places = index.sequences_of(candidate).iter().map(move |(sequence, place)| (sequences + sequence, i64::from(*place)));
            rows.chain(own).chain(extrema).chain(places)
        };
        let counted = (0..usable.len()).map(CandidateId::from_index).filter(|candidate| usable[*candidate] || taken[*candidate]);
        if counted.clone().any(|candidate| adds(candidate).any(|(_, by)| by.abs() > LARGEST)) {
            return None;
        }
        let adds = &adds;
        let terms = counted.flat_map(move |candidate| adds(candidate).map(move |(what, by)| (candidate.index(), (what, by as i32))));
        let terms = Lists::build(usable.len(), terms);
        let held = |(candidate, stay): (CandidateId, &Stay)| {
            let item = match stay.item {
                Some(item) => Some(u16::try_from(item.index()).ok()?),
                None => None,
            };
            let free = !model.candidates.is_given(candidate);
            Some(Held { first: stay.first.0, end: stay.end().0, item, candidate, person: stay.person, free })
        };
        let held = model.candidates.iter().map(held).collect::<Option<_>>()?;
        Some(Self { index, tier, terms, costs, activities, sequences, activity, held })
    }

    fn leg(&self, candidate: CandidateId, place: u32) -> Leg {
        let held = &self.held[candidate];
        (held.first.max(0), held.end.max(0), place)
    }
}

/// A leg of a sequence that comes or goes.
#[derive(Clone, Copy, Debug)]
struct Turn {
    sequence: u32,
    leg: Leg,
    comes: bool,
}

/// A row's room, with all else that a step asks of the row.
#[derive(Clone, Copy, Debug)]
struct Cell {
    room: Room,
    /// What the step being priced adds; 0 otherwise.
    added: i32,
    /// Of what counts before the tier.
    can_be_short: bool,
}

impl Cell {
    fn is_short(self) -> bool {
        self.can_be_short && self.room.is_short()
    }
}

/// A choice, with all that pricing a step asks.
#[derive(Clone, Debug)]
pub struct Tally<'g> {
    ground: &'g Ground<'g>,
    cells: Vec<Cell>,
    extrema: Vec<Vec<i64>>,
    largest: Vec<i64>,
    journeys: Vec<Journey>,
    /// Stays of each person, in time.
    held: Vec<Vec<Held>>,
    /// Rows that are short of what counts before the tier.
    short: Members,
    value: Value,
    /// Rows that the step being priced adds to.
    touched: Vec<u32>,
    /// What the step priced last adds to activities of extrema, and its legs.
    shifts: Vec<(u32, u32, i64)>,
    turns: Vec<Turn>,
}

impl<'g> Tally<'g> {
    pub fn of(ground: &'g Ground<'g>, state: &State) -> Self {
        let standing = state.standing();
        let cell = |(row, room): (usize, &Room)| Cell { room: *room, added: 0, can_be_short: ground.index.can_be_short(row, ground.tier) };
        let cells: Vec<Cell> = standing.rooms.iter().enumerate().map(cell).collect();
        let mut short = Members::below(cells.len());
        (0..cells.len()).filter(|row| cells[*row].is_short()).for_each(|row| short.join(row));
        let of_person = |person: usize| {
            let mut held: Vec<Held> =
                state.taken_by(PersonId::from_index(person)).iter().map(|candidate| ground.held[*candidate]).collect();
            held.sort_unstable();
            held
        };
        Self {
            ground,
            cells,
            extrema: standing.extrema.to_vec(),
            largest: standing.largest.to_vec(),
            journeys: standing.journeys.to_vec(),
            held: (0..ground.index.model.candidates.people()).map(of_person).collect(),
            short,
            value: state.value().up_to(ground.tier),
            touched: Vec::new(),
            shifts: Vec::new(),
            turns: Vec::new(),
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
    /// Whether all that the step gives up is there, and nothing that it takes.
    pub fn fits(&self, step: &Step) -> bool {
        let is_there = |candidate: &CandidateId| {
            let held = self.ground.held[*candidate];
            self.held(held.person).binary_search(&held).is_ok()
        };
        step.out.iter().all(is_there) && !step.into.iter().any(is_there)
    }

    /// The value after the step.
    pub fn price(&mut self, step: &Step) -> Value {
        let ground = self.ground;
        let mut value = self.value;
        self.touched.clear();
        self.shifts.clear();
        self.turns.clear();
        // Lists lie far from one another: asked for together, they come together.
        let early =
            |(candidate, _): (CandidateId, i32)| ground.terms.get(candidate.index()).iter().step_by(8).fold(0, |sum, term| sum ^ term.1);
        std::hint::black_box(step.signed().map(early).fold(0, |sum, early| sum ^ early));
        for (candidate, sign) in step.signed() {
            for (what, by) in ground.terms.get(candidate.index()) {
                if *what < ground.costs {
                    let added = &mut self.cells[*what as usize].added;
                    if *added == 0 {
                        self.touched.push(*what);
                    }
                    *added += sign * by;
                } else if *what < ground.activities {
                    value.score.0[(what - ground.costs) as usize] += i64::from(sign * by);
                } else if *what < ground.sequences {
                    let (extremum, activity) = ground.activity[(what - ground.activities) as usize];
                    self.shifts.push((extremum, activity, i64::from(sign * by)));
                } else {
                    let turn = Turn { sequence: what - ground.sequences, leg: ground.leg(candidate, *by as u32), comes: sign > 0 };
                    self.turns.push(turn);
                    self.turn(turn, &mut value);
                }
            }
        }
        for Turn { sequence, leg, comes } in self.turns.iter().rev() {
            self.journeys[*sequence as usize].turn(*leg, !comes);
        }
        for row in &self.touched {
            let cell = &mut self.cells[*row as usize];
            let added = std::mem::take(&mut cell.added);
            let (before, after) = (cell.room.excess(), cell.room.after(i64::from(added)).excess());
            if before != after {
                ground.index.charge(*row as usize, before, after, &mut value);
            }
        }
        self.shift(&mut value, false);
        value.up_to(ground.tier)
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

    /// Does the step that was priced last, at this value.
    pub fn keep(&mut self, step: &Step, value: Value) {
        let ground = self.ground;
        for (candidate, sign) in step.signed() {
            for (row, by) in ground.terms.get(candidate.index()).iter().filter(|(what, _)| *what < ground.costs) {
                let row = *row as usize;
                let cell = &mut self.cells[row];
                let before = cell.is_short();
                cell.room = cell.room.after(i64::from(sign * by));
                let after = cell.is_short();
                if before != after {
                    if after { self.short.join(row) } else { self.short.leave(row) }
                }
            }
            let held = ground.held[candidate];
            let own = &mut self.held[held.person.index()];
            match own.binary_search(&held) {
                Ok(at) if sign < 0 => drop(own.remove(at)),
                Err(at) if sign > 0 => own.insert(at, held),
                _ => debug_assert!(false, "a step takes what is not there and gives up what is"),
            }
        }
        for Turn { sequence, leg, comes } in &self.turns {
            self.journeys[*sequence as usize].turn(*leg, *comes);
        }
        self.shift(&mut Value::default(), true);
        self.value = value;
    }

    /// Prices the step and does it.
    pub fn carry_out(&mut self, step: &Step) {
        let value = self.price(step);
        self.keep(step, value);
    }
}
