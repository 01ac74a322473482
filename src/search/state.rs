//! A choice of candidates with every row's activity kept up to date, so that a change is priced without counting again.

use crate::domain::{Id, IndexVec, PersonId};
use crate::model::{CandidateId, Model, Score};

/// How bad a choice is: units by which hard rows are broken, then the score. Smaller is better, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Value {
    pub broken: i64,
    pub score: Score,
}

/// The model, indexed by candidate.
#[derive(Debug)]
pub struct Index<'a> {
    pub model: &'a Model,
    /// Rows of each candidate with its coefficient there.
    rows: Lists<(u32, i64)>,
    /// Extrema of each candidate: extremum, activity, coefficient.
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
        let rows = model.rows.iter().enumerate();
        let rows = rows.flat_map(|(row, what)| what.terms.iter().map(move |(candidate, a)| (candidate.index(), (row as u32, *a))));
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
        Self { model, rows: Lists::build(len, rows), extrema: Lists::build(len, extrema), costs, sequences }
    }

    /// Rows that the candidate has a part in, with its coefficient.
    pub fn rows_of(&self, candidate: CandidateId) -> &[(u32, i64)] {
        self.rows.get(candidate.index())
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
    sequence_costs: Vec<i64>,
    value: Value,
}

impl<'a> State<'a> {
    /// Nothing taken but what is given.
    pub fn new(index: &'a Index<'a>) -> Self {
        let model = index.model;
        let mut state = Self {
            index,
            taken: IndexVec::filled(false, model.candidates.len()),
            activity: vec![0; model.rows.len()],
            extrema: model.extrema.iter().map(|extremum| extremum.activities.iter().map(|(constant, _)| *constant).collect()).collect(),
            sequence_costs: vec![0; model.sequences.len()],
            value: Value::default(),
        };
        for row in &model.rows {
            state.value = add(state.value, price(row, 0));
        }
        for (extremum, activities) in model.extrema.iter().zip(&state.extrema) {
            state.value.score[extremum.tier] += extremum.weight * largest(activities);
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
    /// The candidates taken, in order.
    pub fn chosen(&self) -> Vec<CandidateId> {
        self.taken.iter().filter(|(_, taken)| **taken).map(|(candidate, _)| candidate).collect()
    }

    /// Takes the candidate if it is not taken, else gives it up.
    pub fn flip(&mut self, candidate: CandidateId) {
        let model = self.index.model;
        let sign = if self.taken[candidate] { -1 } else { 1 };
        self.taken[candidate] = !self.taken[candidate];
        for tier in crate::model::Tier::ALL {
            self.value.score[tier] += sign * self.index.costs[candidate][tier];
        }
        for (row, coefficient) in self.index.rows.get(candidate.index()) {
            let what = &model.rows[*row as usize];
            let before = self.activity[*row as usize];
            let after = before + sign * coefficient;
            self.activity[*row as usize] = after;
            self.value = add(subtract(self.value, price(what, before)), price(what, after));
        }
        for (extremum, activity, coefficient) in self.index.extrema.get(candidate.index()) {
            let what = &model.extrema[*extremum as usize];
            let activities = &mut self.extrema[*extremum as usize];
            let before = largest(activities);
            activities[*activity as usize] += sign * coefficient;
            self.value.score[what.tier] += what.weight * (largest(activities) - before);
        }
        for sequence in self.index.sequences_of(model.candidates.stay(candidate).person) {
            let what = &model.sequences[*sequence as usize];
            let cost = model.sequence_cost(what, &self.taken);
            self.value.score[what.tier] += cost - self.sequence_costs[*sequence as usize];
            self.sequence_costs[*sequence as usize] = cost;
        }
    }

    /// The value after flipping the candidate.
    pub fn value_after(&mut self, candidate: CandidateId) -> Value {
        if self.index.extrema.get(candidate.index()).is_empty() && self.index.sequences.is_empty() {
            return self.priced(candidate);
        }
        self.flip(candidate);
        let value = self.value;
        self.flip(candidate);
        value
    }

    /// [`State::value_after`] where only rows and costs are concerned: nothing is written.
    fn priced(&self, candidate: CandidateId) -> Value {
        let model = self.index.model;
        let sign = if self.taken[candidate] { -1 } else { 1 };
        let mut value = self.value;
        for tier in crate::model::Tier::ALL {
            value.score[tier] += sign * self.index.costs[candidate][tier];
        }
        for (row, coefficient) in self.index.rows.get(candidate.index()) {
            let what = &model.rows[*row as usize];
            let before = self.activity[*row as usize];
            value = add(subtract(value, price(what, before)), price(what, before + sign * coefficient));
        }
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
        price(&self.index.model.rows[row], self.activity[row]).broken > 0
    }

    /// Hard rows that the choice breaks.
    pub fn broken_rows(&self) -> Vec<usize> {
        (0..self.activity.len()).filter(|row| self.breaks(*row)).collect()
    }
}

fn largest(activities: &[i64]) -> i64 {
    activities.iter().copied().max().unwrap_or(0).max(0)
}

fn price(row: &crate::model::Row, activity: i64) -> Value {
    let excess = row.excess(activity);
    let mut value = Value::default();
    match row.elastic {
        Some(elastic) => {
            value.score[elastic.tier] = excess * elastic.per_unit;
            value.broken = elastic.limit.map_or(0, |limit| (excess - limit).max(0));
        }
        None => value.broken = excess,
    }
    value
}

fn add(mut one: Value, other: Value) -> Value {
    one.broken += other.broken;
    one.score += other.score;
    one
}

fn subtract(mut one: Value, other: Value) -> Value {
    one.broken -= other.broken;
    for (mine, theirs) in one.score.0.iter_mut().zip(other.score.0) {
        *mine -= theirs;
    }
    one
}
