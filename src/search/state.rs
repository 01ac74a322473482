//! A choice of candidates with every row's activity kept up to date, so that a change is priced without counting again.

use crate::domain::{Id, IndexVec, PersonId};
use crate::model::{CandidateId, Model, Score};

/// How bad a choice is: units by which hard rows are broken, then the score. Smaller is better, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Value {
    pub broken: i64,
    pub score: Score,
}

impl Value {
    /// The same, with what comes after the tier left out.
    pub fn up_to(mut self, tier: crate::model::Tier) -> Value {
        self.score.0[tier as usize + 1..].fill(0);
        self
    }
}

/// A row as the state prices it: bounds that are always there, one tier, no look-up.
#[derive(Clone, Copy, Debug)]
struct PricedRow {
    lower: i64,
    upper: i64,
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
        Self { lower: row.lower.unwrap_or(-OPEN), upper: row.upper.unwrap_or(OPEN), per_unit, forgiven, tier }
    }
    fn is_hard(&self) -> bool {
        self.per_unit == 0
    }
    fn excess(&self, activity: i64) -> i64 {
        (self.lower - activity).max(activity - self.upper).max(0)
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
    /// Rows of each candidate with its coefficient there, hard ones first.
    rows_of: Lists<(u32, i64)>,
    /// Extrema of each candidate: extremum, activity, coefficient, in this order.
    extrema: Lists<(u32, u32, i64)>,
    costs: IndexVec<CandidateId, Score>,
    /// Sequences of each person.
    sequences: Vec<Vec<u32>>,
}

/// Lists of different lengths in one vector.
#[derive(Debug)]
struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    fn build(len: usize, entries: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0u32; len + 1];
        for (list, _) in entries.clone() {
            starts[list + 1] += 1;
        }
        for list in 0..len {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); starts[len] as usize];
        for (list, item) in entries {
            items[next[list] as usize] = item;
            next[list] += 1;
        }
        Self { starts, items }
    }
    fn get(&self, list: usize) -> &[T] {
        &self.items[self.starts[list] as usize..self.starts[list + 1] as usize]
    }
}

impl<'a> Index<'a> {
    pub fn new(model: &'a Model) -> Self {
        let len = model.candidates.len();
        let rows: Vec<PricedRow> = model.rows.iter().map(PricedRow::of).collect();
        let terms = |hard: bool| {
            let chosen = model.rows.iter().enumerate().filter(move |(_, what)| (what.elastic.is_none()) == hard);
            chosen.flat_map(|(row, what)| what.terms.iter().map(move |(candidate, a)| (candidate.index(), (row as u32, *a))))
        };
        let extrema = model.extrema.iter().enumerate().flat_map(|(extremum, what)| {
            what.activities.iter().enumerate().flat_map(move |(activity, (_, terms))| {
                terms.iter().map(move |(candidate, a)| (candidate.index(), (extremum as u32, activity as u32, *a)))
            })
        });
        let mut costs = IndexVec::filled(Score::default(), len);
        for cost in &model.costs {
            costs[cost.candidate][cost.tier] += cost.amount;
        }
        let mut sequences: Vec<Vec<u32>> = Vec::new();
        for (index, sequence) in model.sequences.iter().enumerate() {
            let person = sequence.person.index();
            if sequences.len() <= person {
                sequences.resize(person + 1, Vec::new());
            }
            sequences[person].push(index as u32);
        }
        let rows_of = Lists::build(len, terms(true).chain(terms(false)));
        Self { model, rows, rows_of, extrema: Lists::build(len, extrema), costs, sequences }
    }

    /// Rows that the candidate has a part in, with its coefficient.
    pub fn rows_of(&self, candidate: CandidateId) -> &[(u32, i64)] {
        self.rows_of.get(candidate.index())
    }
    /// Cost that taking the candidate has in the tier by itself.
    pub fn cost(&self, candidate: CandidateId, tier: crate::model::Tier) -> i64 {
        self.costs[candidate][tier]
    }
    fn sequences_of(&self, person: PersonId) -> &[u32] {
        self.sequences.get(person.index()).map_or(&[], Vec::as_slice)
    }
}

/// A choice of candidates.
#[derive(Clone, Debug)]
pub struct State<'a> {
    index: &'a Index<'a>,
    taken: IndexVec<CandidateId, bool>,
    activity: Vec<i64>,
    extrema: Vec<Vec<i64>>,
    /// Largest activity of each extremum, at least 0.
    largest: Vec<i64>,
    sequence_costs: Vec<i64>,
    value: Value,
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
            activity: vec![0; model.rows.len()],
            largest: extrema.iter().map(|activities| largest(activities)).collect(),
            extrema,
            sequence_costs: vec![0; model.sequences.len()],
            value: Value::default(),
        };
        for row in &index.rows {
            let excess = row.excess(0);
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
    pub fn activity(&self, row: usize) -> i64 {
        self.activity[row]
    }
    /// Units by which a hard row would be above its upper bound with so much more activity; nothing for an elastic one.
    pub fn beyond(&self, row: usize, more: i64) -> i64 {
        let what = &self.index.rows[row];
        if what.is_hard() { self.activity[row] + more - what.upper } else { 0 }
    }
    /// The candidates taken, in order.
    pub fn chosen(&self) -> Vec<CandidateId> {
        self.taken.iter().filter(|(_, taken)| **taken).map(|(candidate, _)| candidate).collect()
    }
    fn sign(&self, candidate: CandidateId) -> i64 {
        if self.taken[candidate] { -1 } else { 1 }
    }

    /// Takes the candidate if it is not taken, else gives it up.
    pub fn flip(&mut self, candidate: CandidateId) {
        let index = self.index;
        let sign = self.sign(candidate);
        self.taken[candidate] = !self.taken[candidate];
        for (mine, cost) in self.value.score.0.iter_mut().zip(index.costs[candidate].0) {
            *mine += sign * cost;
        }
        for (row, coefficient) in index.rows_of(candidate) {
            let what = &index.rows[*row as usize];
            let activity = &mut self.activity[*row as usize];
            let before = what.excess(*activity);
            *activity += sign * coefficient;
            let after = what.excess(*activity);
            if after != before {
                self.value.broken += what.broken(after) - what.broken(before);
                self.value.score.0[what.tier as usize] += (after - before) * what.per_unit;
            }
        }
        for (extremum, activity, coefficient) in index.extrema.get(candidate.index()) {
            let at = *extremum as usize;
            let activities = &mut self.extrema[at];
            let before = activities[*activity as usize];
            let after = before + sign * coefficient;
            activities[*activity as usize] = after;
            let top = self.largest[at];
            let now = if after >= top {
                after
            } else if before == top {
                largest(activities)
            } else {
                top
            };
            let what = &index.model.extrema[at];
            self.value.score[what.tier] += what.weight * (now - top);
            self.largest[at] = now;
        }
        for sequence in index.sequences_of(index.model.candidates.stay(candidate).person) {
            let what = &index.model.sequences[*sequence as usize];
            let cost = index.model.sequence_cost(what, &self.taken);
            self.value.score[what.tier] += cost - self.sequence_costs[*sequence as usize];
            self.sequence_costs[*sequence as usize] = cost;
        }
    }

    /// What taking the candidate (which is not taken) changes, when it breaks no hard row further; `None` as soon as it does.
    pub fn gain(&mut self, candidate: CandidateId) -> Option<Value> {
        let index = self.index;
        let mut gain = Value { broken: 0, score: index.costs[candidate] };
        for (row, coefficient) in index.rows_of(candidate) {
            let what = &index.rows[*row as usize];
            let activity = self.activity[*row as usize];
            let (before, after) = (what.excess(activity), what.excess(activity + coefficient));
            if before == after {
                continue;
            }
            let broken = what.broken(after) - what.broken(before);
            if broken > 0 && what.is_hard() {
                return None;
            }
            gain.broken += broken;
            gain.score.0[what.tier as usize] += (after - before) * what.per_unit;
        }
        if gain.broken > 0 {
            return None;
        }
        let person = index.model.candidates.stay(candidate).person;
        if index.extrema.get(candidate.index()).is_empty() && index.sequences_of(person).is_empty() {
            return Some(gain);
        }
        let before = self.value;
        self.flip(candidate);
        let gain = subtract(self.value, before);
        self.flip(candidate);
        Some(gain)
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
        let what = &self.index.rows[row];
        what.broken(what.excess(self.activity[row])) > 0
    }

    /// Hard rows that the choice breaks.
    pub fn broken_rows(&self) -> Vec<usize> {
        (0..self.activity.len()).filter(|row| self.breaks(*row)).collect()
    }
}

fn largest(activities: &[i64]) -> i64 {
    activities.iter().copied().max().unwrap_or(0).max(0)
}

fn subtract(mut one: Value, other: Value) -> Value {
    one.broken -= other.broken;
    for (mine, theirs) in one.score.0.iter_mut().zip(other.score.0) {
        *mine -= theirs;
    }
    one
}
