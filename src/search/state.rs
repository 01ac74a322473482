//! A choice of candidates with every row's activity kept up to date, so that a change is priced without counting again.

use super::journey::{Journey, leg};
use super::lists::Lists;
use super::members::Members;
use crate::domain::{Id, IndexVec, PersonId};
use crate::model::{CandidateId, Model, Order, Score};
use std::collections::BTreeSet;

/// How bad a choice is: units by which hard rows are broken, then the score. Smaller is better, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Value {
    pub broken: i64,
    pub score: Score,
}

impl Value {
    /// The same, where nothing below these costs counts.
    pub fn above(mut self, aim: &Score) -> Value {
        for (cost, aim) in self.score.0.iter_mut().zip(aim.0) {
            *cost = (*cost).max(aim);
        }
        self
    }
    /// Both together.
    pub fn with(mut self, other: &Value) -> Value {
        self.broken += other.broken;
        self.score += other.score;
        self
    }
    /// This without a part of it.
    pub fn without(mut self, part: &Value) -> Value {
        self.broken -= part.broken;
        self.score.0.iter_mut().zip(part.score.0).for_each(|(cost, part)| *cost -= part);
        self
    }
    /// The same, with the tier and what comes after it left out.
    pub fn before(mut self, tier: crate::model::Tier) -> Value {
        self.score.0[tier as usize..].fill(0);
        self
    }
    /// The same, with what comes after the tier left out.
    pub fn up_to(mut self, tier: crate::model::Tier) -> Value {
        self.score.0[tier as usize + 1..].fill(0);
        self
    }
}

/// Units of activity between where a row stands and its bounds, below 0 where it is beyond one: all that most prices ask of a row, so it is
/// kept together, and few bytes.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    to_upper: i64,
    to_lower: i64,
}

impl Room {
    /// With so much more activity.
    pub fn after(self, more: i64) -> Self {
        Self { to_upper: self.to_upper - more, to_lower: self.to_lower + more }
    }
    /// Below the lower bound.
    pub fn is_short(self) -> bool {
        self.to_lower < 0
    }
    /// Units beyond the bounds.
    pub fn excess(self) -> i64 {
        (-self.to_upper).max(-self.to_lower).max(0)
    }
}

/// A row as the state prices it: bounds that are always there, one tier, no look-up.
#[derive(Clone, Copy, Debug)]
struct PricedRow {
    /// With no activity.
    room: Room,
    /// Cost of each unit beyond the bounds; 0 for a hard row.
    per_unit: i64,
    /// Units beyond the bounds from which on the row counts as broken.
    forgiven: i64,
    tier: u8,
}

/// Far beyond any activity, and far from overflow.
const OPEN: i64 = i64::MAX / 4;

impl PricedRow {
    fn of(row: &crate::model::Row) -> Self {
        let (per_unit, forgiven, tier) = match row.elastic {
            Some(elastic) => (elastic.per_unit, elastic.limit.unwrap_or(OPEN), elastic.tier as u8),
            None => (0, 0, 0),
        };
        let room = Room { to_upper: row.upper.unwrap_or(OPEN), to_lower: -row.lower.unwrap_or(-OPEN) };
        Self { room, per_unit, forgiven, tier }
    }
    fn is_hard(&self) -> bool {
        self.per_unit == 0
    }
    /// Whether it is hard and there can be too much of it.
    fn is_limit(&self) -> bool {
        self.is_hard() && self.room.to_upper < OPEN
    }
    /// Whether nothing more fits in.
    fn is_full(&self, room: Room) -> bool {
        self.is_hard() && room.to_upper <= 0
    }
    fn broken(&self, excess: i64) -> i64 {
        (excess - self.forgiven).max(0)
    }
}

/// The model, indexed by candidate.
#[derive(Debug)]
pub struct Index<'a> {
    pub model: &'a Model,
    rows: Vec<PricedRow>,
    /// Rows of each candidate with its coefficient there, hard ones first, and those of many candidates before those of few.
    rows_of: Lists<(u32, i64)>,
    /// Extrema of each candidate: extremum, activity, coefficient, in this order.
    extrema: Lists<(u32, u32, i64)>,
    costs: IndexVec<CandidateId, Score>,
    /// Sequences that each candidate is a member of, with its place there.
    sequences: Lists<(u32, u32)>,
    /// What each sequence adds to extrema, with the extremum.
    orders: Lists<(u32, Order)>,
}

impl<'a> Index<'a> {
    pub fn new(model: &'a Model) -> Self {
        let len = model.candidates.len();
        let rows: Vec<PricedRow> = model.rows.iter().map(PricedRow::of).collect();
        // Rows of many first: they are full more often than a person's own, and a candidate that does not fit is known by the first.
        let mut order: Vec<usize> = (0..model.rows.len()).collect();
        order.sort_by_key(|row| (model.rows[*row].elastic.is_some(), std::cmp::Reverse(model.rows[*row].terms.len())));
        let terms =
            order.iter().flat_map(|row| model.rows[*row].terms.iter().map(move |(candidate, a)| (candidate.index(), (*row as u32, *a))));
        let extrema = model.extrema.iter().enumerate().flat_map(|(extremum, what)| {
            what.activities.iter().enumerate().flat_map(move |(activity, (_, terms))| {
                terms.iter().map(move |(candidate, a)| (candidate.index(), (extremum as u32, activity as u32, *a)))
            })
        });
        let mut costs = IndexVec::filled(Score::default(), len);
        for cost in &model.costs {
            costs[cost.candidate][cost.tier] += cost.amount;
        }
        let sequences = model.sequences.iter().enumerate().flat_map(|(sequence, what)| {
            what.members.iter().map(move |(candidate, place)| (candidate.index(), (sequence as u32, place.index() as u32)))
        });
        let rows_of = Lists::build(len, terms);
        let orders = model
            .extrema
            .iter()
            .enumerate()
            .flat_map(|(extremum, what)| what.orders.iter().map(move |order| (order.sequence as usize, (extremum as u32, *order))));
        let orders = Lists::build(model.sequences.len(), orders);
        Self { model, rows, rows_of, extrema: Lists::build(len, extrema), costs, sequences: Lists::build(len, sequences), orders }
    }

    /// Rows that the candidate has a part in, with its coefficient.
    pub fn rows_of(&self, candidate: CandidateId) -> &[(u32, i64)] {
        self.rows_of.get(candidate.index())
    }
    /// Whether the row can break, or cost in tiers up to this one.
    pub fn counts(&self, row: usize, tier: crate::model::Tier) -> bool {
        let row = &self.rows[row];
        row.is_hard() || row.tier <= tier as u8 || row.forgiven < OPEN
    }
    /// Whether the row can be short of something, and break by that or cost in a tier before this one.
    pub fn can_be_short(&self, row: usize, tier: crate::model::Tier) -> bool {
        let row = &self.rows[row];
        row.room.to_lower < OPEN && (row.is_hard() || row.tier < tier as u8)
    }
    /// Adds what the row costs more, or breaks more, after its excess has changed.
    pub fn charge(&self, row: usize, before: i64, after: i64, value: &mut Value) {
        let what = &self.rows[row];
        value.broken += what.broken(after) - what.broken(before);
        value.score.0[what.tier as usize] += (after - before) * what.per_unit;
    }
    /// Extrema of the candidate: extremum, activity, coefficient.
    pub fn extrema_of(&self, candidate: CandidateId) -> &[(u32, u32, i64)] {
        self.extrema.get(candidate.index())
    }
    /// Sequences that the candidate is a member of, with its place there.
    pub fn sequences_of(&self, candidate: CandidateId) -> &[(u32, u32)] {
        self.sequences.get(candidate.index())
    }
    /// What the sequence adds to extrema, with the extremum.
    pub fn orders_of(&self, sequence: u32) -> &[(u32, Order)] {
        self.orders.get(sequence as usize)
    }
    /// Cost that taking the candidate has in the tier by itself.
    pub fn cost(&self, candidate: CandidateId, tier: crate::model::Tier) -> i64 {
        self.costs[candidate][tier]
    }
}

/// A choice of candidates.
#[derive(Clone, Debug)]
pub struct State<'a> {
    index: &'a Index<'a>,
    taken: IndexVec<CandidateId, bool>,
    rooms: Vec<Room>,
    /// Whether a row is hard and its activity has reached the upper bound; one more, which never has, at the end.
    full: Vec<bool>,
    /// The row that refused a candidate last, which most likely refuses it still; at first the one that is never full.
    refused_by: IndexVec<CandidateId, u32>,
    /// Free candidates taken in each hard row with an upper bound, with their coefficients there.
    holders: Vec<Vec<(CandidateId, i64)>>,
    extrema: Vec<Vec<i64>>,
    /// Largest activity of each extremum, at least 0.
    largest: Vec<i64>,
    /// Stays taken of each sequence.
    journeys: Vec<Journey>,
    /// Elastic rows that cost, by tier.
    costing: [Members; crate::model::Tier::COUNT],
    /// Free candidates that are taken.
    chosen: Members,
    /// Candidates taken by each person, in no order that means anything.
    taken_by: Vec<Vec<CandidateId>>,
    value: Value,
    /// What a candidate being priced changes at extrema; kept for its room alone.
    ordered: Vec<(u32, u32, i64)>,
}

/// Where rows, extrema and sequences of a choice stand.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'s> {
    pub rooms: &'s [Room],
    /// Activities of each extremum, and the largest, at least 0.
    pub extrema: &'s [Vec<i64>],
    pub largest: &'s [i64],
    pub journeys: &'s [Journey],
}

impl<'a> State<'a> {
    /// Nothing taken but what is given.
    pub fn new(index: &'a Index<'a>) -> Self {
        let model = index.model;
        let extrema: Vec<Vec<i64>> =
            model.extrema.iter().map(|extremum| extremum.activities.iter().map(|(constant, _)| *constant).collect()).collect();
        let mut state = Self {
            index,
            taken: IndexVec::filled(false, model.candidates.len()),
            rooms: index.rows.iter().map(|row| row.room).collect(),
            full: index.rows.iter().map(|row| row.is_full(row.room)).chain([false]).collect(),
            refused_by: IndexVec::filled(model.rows.len() as u32, model.candidates.len()),
            holders: vec![Vec::new(); model.rows.len()],
            largest: extrema.iter().map(|activities| largest(activities)).collect(),
            extrema,
            journeys: vec![Journey::default(); model.sequences.len()],
            costing: std::array::from_fn(|_| Members::below(model.rows.len())),
            chosen: Members::below(model.candidates.len()),
            taken_by: vec![Vec::new(); model.candidates.people()],
            value: Value::default(),
            ordered: Vec::new(),
        };
        for (at, row) in index.rows.iter().enumerate() {
            let excess = row.room.excess();
            if excess > 0 && !row.is_hard() {
                state.costing[row.tier as usize].join(at);
            }
            state.value.broken += row.broken(excess);
            state.value.score.0[row.tier as usize] += excess * row.per_unit;
        }
        for (extremum, largest) in model.extrema.iter().zip(&state.largest) {
            state.value.score[extremum.tier] += extremum.weight * largest;
        }
        for (candidate, _) in model.candidates.iter().filter(|(candidate, _)| model.candidates.is_given(*candidate)) {
            state.flip(candidate);
        }
        state
    }

    pub fn standing(&self) -> Standing<'_> {
        Standing { rooms: &self.rooms, extrema: &self.extrema, largest: &self.largest, journeys: &self.journeys }
    }
    pub fn index(&self) -> &'a Index<'a> {
        self.index
    }
    pub fn value(&self) -> Value {
        self.value
    }
    pub fn taken(&self) -> &IndexVec<CandidateId, bool> {
        &self.taken
    }
    pub fn is_taken(&self, candidate: CandidateId) -> bool {
        self.taken[candidate]
    }
    /// Units by which a hard row would be above its upper bound with so much more activity; nothing for an elastic one.
    pub fn beyond(&self, row: usize, more: i64) -> i64 {
        let what = &self.index.rows[row];
        if what.is_hard() { more - self.rooms[row].to_upper } else { 0 }
    }
    /// Free candidates taken in a hard row with an upper bound, in no order that means anything, with their coefficients there; none for others.
    pub fn holders(&self, row: usize) -> &[(CandidateId, i64)] {
        &self.holders[row]
    }
    /// The candidates taken, in order.
    pub fn chosen(&self) -> Vec<CandidateId> {
        self.taken.iter().filter(|(_, taken)| **taken).map(|(candidate, _)| candidate).collect()
    }
    /// What these people could do, of what is usable, and what they do; in order.
    pub fn free_or_taken(&self, people: &BTreeSet<PersonId>, usable: impl Fn(CandidateId) -> bool) -> Vec<CandidateId> {
        let theirs = people.iter().flat_map(|person| self.index.model.candidates.of_person(*person));
        theirs.filter(|candidate| usable(*candidate) || self.is_taken(*candidate)).collect()
    }
    /// Candidates that the person takes, given ones included, in no order that means anything.
    pub fn taken_by(&self, person: PersonId) -> &[CandidateId] {
        self.taken_by.get(person.index()).map_or(&[], Vec::as_slice)
    }
    /// Elastic rows that cost in the tier.
    pub fn costing_rows(&self, tier: crate::model::Tier) -> &[u32] {
        self.costing[tier as usize].list()
    }
    /// Units by which a row's activity is below its lower bound (then negative) or above its upper one; 0 between them.
    pub fn astray(&self, row: usize) -> i64 {
        let room = self.rooms[row];
        if room.to_lower < 0 { room.to_lower } else { (-room.to_upper).max(0) }
    }
    /// Elastic rows of tiers up to this one that the candidate, given up, has left short.
    pub fn left_short(&self, candidate: CandidateId, tier: crate::model::Tier) -> impl Iterator<Item = usize> {
        let rows = self.index.rows_of(candidate).iter().filter(|(_, coefficient)| *coefficient > 0).map(|(row, _)| *row as usize);
        let counts = move |row: &PricedRow| !row.is_hard() && row.tier <= tier as u8;
        rows.filter(move |row| counts(&self.index.rows[*row]) && self.astray(*row) < 0)
    }
    /// How many free candidates are taken, and the one at a place among them. Places say nothing; they are for drawing.
    pub fn count(&self) -> usize {
        self.chosen.list().len()
    }
    pub fn at(&self, place: usize) -> CandidateId {
        CandidateId::from_index(self.chosen.list()[place] as usize)
    }
    fn sign(&self, candidate: CandidateId) -> i64 {
        if self.taken[candidate] { -1 } else { 1 }
    }

    /// Takes the candidate if it is not taken, else gives it up.
    pub fn flip(&mut self, candidate: CandidateId) {
        let index = self.index;
        let sign = self.sign(candidate);
        self.taken[candidate] = !self.taken[candidate];
        let free = !index.model.candidates.is_given(candidate);
        if free {
            if sign > 0 { self.chosen.join(candidate.index()) } else { self.chosen.leave(candidate.index()) }
        }
        let own = &mut self.taken_by[index.model.candidates.stay(candidate).person.index()];
        if sign > 0 {
            own.push(candidate);
        } else if let Some(at) = own.iter().position(|other| *other == candidate) {
            own.swap_remove(at);
        }
        for (mine, cost) in self.value.score.0.iter_mut().zip(index.costs[candidate].0) {
            *mine += sign * cost;
        }
        for (row, coefficient) in index.rows_of(candidate) {
            let what = &index.rows[*row as usize];
            let room = &mut self.rooms[*row as usize];
            let before = room.excess();
            *room = room.after(sign * coefficient);
            let after = room.excess();
            self.full[*row as usize] = what.is_full(*room);
            if free && what.is_limit() {
                let holders = &mut self.holders[*row as usize];
                if sign > 0 {
                    holders.push((candidate, *coefficient));
                } else if let Some(at) = holders.iter().rposition(|(holder, _)| *holder == candidate) {
                    holders.swap_remove(at);
                }
            }
            if after != before {
                self.value.broken += what.broken(after) - what.broken(before);
                self.value.score.0[what.tier as usize] += (after - before) * what.per_unit;
                if (before == 0 || after == 0) && !what.is_hard() {
                    let costing = &mut self.costing[what.tier as usize];
                    if before == 0 { costing.join(*row as usize) } else { costing.leave(*row as usize) }
                }
            }
        }
        for (extremum, activity, coefficient) in index.extrema.get(candidate.index()) {
            self.shift(*extremum, *activity, sign * coefficient);
        }
        for (sequence, place) in index.sequences.get(candidate.index()) {
            let what = &index.model.sequences[*sequence as usize];
            let leg = leg(&index.model.candidates.stay(candidate), *place);
            let added = self.journeys[*sequence as usize].turn(leg, sign > 0);
            self.value.score[what.tier] += added.cost(what.per_change, what.per_waiting_slot);
            for (extremum, order) in index.orders.get(*sequence as usize) {
                self.shift(*extremum, order.activity, added.cost(order.per_change, order.per_waiting_slot));
            }
        }
    }

    /// Adds to an activity of an extremum.
    fn shift(&mut self, extremum: u32, activity: u32, by: i64) {
        let at = extremum as usize;
        let activities = &mut self.extrema[at];
        let before = activities[activity as usize];
        let after = before + by;
        activities[activity as usize] = after;
        let top = self.largest[at];
        let now = if after >= top {
            after
        } else if before == top {
            largest(activities)
        } else {
            top
        };
        let what = &self.index.model.extrema[at];
        self.value.score[what.tier] += what.weight * (now - top);
        self.largest[at] = now;
    }

    /// What taking the candidate (which is not taken) changes, when it breaks no hard row further; `None` as soon as it does.
    pub fn gain(&mut self, candidate: CandidateId) -> Option<Value> {
        if self.full[self.refused_by[candidate] as usize] {
            return None;
        }
        let index = self.index;
        let mut gain = Value::default();
        for (row, coefficient) in index.rows_of(candidate) {
            let room = self.rooms[*row as usize];
            let (before, after) = (room.excess(), room.after(*coefficient).excess());
            // Most rows hold before and after.
            if before == after {
                continue;
            }
            let what = &index.rows[*row as usize];
            let broken = what.broken(after) - what.broken(before);
            if broken > 0 && what.is_hard() {
                if *coefficient > 0 {
                    self.refused_by[candidate] = *row;
                }
                return None;
            }
            gain.broken += broken;
            gain.score.0[what.tier as usize] += (after - before) * what.per_unit;
        }
        if gain.broken > 0 {
            return None;
        }
        gain.score += index.costs[candidate];
        let mut ordered = std::mem::take(&mut self.ordered);
        ordered.clear();
        for (sequence, place) in index.sequences.get(candidate.index()) {
            let what = &index.model.sequences[*sequence as usize];
            let added = self.journeys[*sequence as usize].added(leg(&index.model.candidates.stay(candidate), *place));
            gain.score[what.tier] += added.cost(what.per_change, what.per_waiting_slot);
            let orders = index.orders.get(*sequence as usize).iter();
            ordered
                .extend(orders.map(|(extremum, order)| (*extremum, order.activity, added.cost(order.per_change, order.per_waiting_slot))));
        }
        let entries = index.extrema.get(candidate.index());
        if ordered.is_empty() {
            self.add_extrema(entries, &mut gain.score);
        } else {
            ordered.extend(entries);
            ordered.sort_unstable();
            ordered.dedup_by(|later, first| {
                let same = (later.0, later.1) == (first.0, first.1);
                if same {
                    first.2 += later.2;
                }
                same
            });
            self.add_extrema(&ordered, &mut gain.score);
        }
        self.ordered = ordered;
        Some(gain)
    }

    /// Adds what changed activities (extremum, activity, by how much; in this order) change at the extrema.
    fn add_extrema(&self, mut entries: &[(u32, u32, i64)], score: &mut Score) {
        while let Some((extremum, ..)) = entries.first() {
            let count = entries.iter().take_while(|(other, ..)| other == extremum).count();
            let (here, rest) = entries.split_at(count);
            entries = rest;
            let at = *extremum as usize;
            let (what, activities, top) = (&self.index.model.extrema[at], &self.extrema[at], self.largest[at]);
            let raised = here.iter().map(|(_, activity, coefficient)| activities[*activity as usize] + coefficient).max().unwrap_or(0);
            let lowers_top = here.iter().any(|(_, activity, coefficient)| *coefficient < 0 && activities[*activity as usize] == top);
            let now = if lowers_top {
                let mut left = here;
                let mut most = 0;
                for (index, activity) in activities.iter().enumerate() {
                    let changed = left.first().filter(|(_, activity, _)| *activity as usize == index);
                    if changed.is_some() {
                        left = &left[1..];
                    }
                    most = most.max(activity + changed.map_or(0, |(.., coefficient)| *coefficient));
                }
                most
            } else {
                top.max(raised)
            };
            score[what.tier] += what.weight * (now - top);
        }
    }

    /// The value after flipping the candidate.
    pub fn value_after(&mut self, candidate: CandidateId) -> Value {
        self.flip(candidate);
        let value = self.value;
        self.flip(candidate);
        value
    }

    /// Makes the choice exactly this one and what is given.
    pub fn become_choice_with_given(&mut self, choice: &[CandidateId]) {
        let candidates = &self.index.model.candidates;
        let mut wanted: IndexVec<CandidateId, bool> = candidates.iter().map(|(candidate, _)| candidates.is_given(candidate)).collect();
        for candidate in choice {
            wanted[*candidate] = true;
        }
        for candidate in wanted.ids() {
            if self.taken[candidate] != wanted[candidate] {
                self.flip(candidate);
            }
        }
    }

    /// True when the choice breaks the row beyond what it forgives.
    pub fn breaks(&self, row: usize) -> bool {
        self.index.rows[row].broken(self.rooms[row].excess()) > 0
    }

    /// Hard rows that the choice breaks.
    pub fn broken_rows(&self) -> Vec<usize> {
        (0..self.rooms.len()).filter(|row| self.breaks(*row)).collect()
    }
}

/// The largest of an extremum's activities, at least 0.
pub fn largest(activities: &[i64]) -> i64 {
    activities.iter().copied().max().unwrap_or(0).max(0)
}
