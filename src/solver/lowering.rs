//! A model, or the free part of it, as a linear program for one stage of the tier loop.

mod network;
mod path;
mod whole;

use network::{Network, Walk};
pub use path::{Path, Paths, Ways};
pub use whole::{Origin, Whole, lower_whole};

use super::{Column, Program, ProgramRow};
use crate::domain::IndexVec;
use crate::model::{CandidateId, Model, RuleCode, Score, Tier};
use std::collections::BTreeMap;

/// What is optimised and what is held.
#[derive(Clone, PartialEq, Debug)]
pub struct Stage {
    /// Weight of each tier in the objective, by [`Tier`]; 0 leaves it out.
    pub weights: [i64; Tier::COUNT],
    /// Most that each tier may cost over the whole model; a tier without a cap is free.
    pub caps: [Option<i64>; Tier::COUNT],
}

/// A program with the candidate that each of its first columns stands for.
#[derive(Clone, Debug)]
pub struct Lowered {
    pub program: Program,
    /// Candidate of each of the first columns; slack and other columns follow.
    pub candidates: Vec<CandidateId>,
    /// Constant part of the objective: costs of the candidates that are not free.
    pub constant: i64,
    /// Rows that hold earlier tiers.
    caps: Vec<usize>,
    /// Column to be set so that a choice of candidates becomes a complete start, by row of slack.
    completion: Vec<Completion>,
}

/// How a column that is no candidate follows from the candidates.
#[derive(Clone, Debug)]
enum Completion {
    /// `max(0, lower − activity)` or `max(0, activity − upper)` of a row, the column's own term left out.
    Excess { column: usize, row: usize, lower: Option<f64>, upper: Option<f64> },
    /// Largest of the activities, at least the column's lower limit: rows from `first` to before `end`, each `activity − column ≤ −constant`.
    Largest { column: usize, first: usize, end: usize },
    /// The network of one person's sequence.
    Network(Network),
}

impl Lowered {
    /// Rows that hold earlier tiers.
    pub fn caps(&self) -> &[usize] {
        &self.caps
    }

    /// Gives every row that holds an earlier tier this much room.
    pub fn loosen_caps(&mut self, room: f64) {
        for row in &self.caps {
            let upper = &mut self.program.rows[*row].upper;
            *upper = upper.map(|upper| upper + room);
        }
    }

    /// Whether anybody's order of stays matters in it.
    pub fn has_networks(&self) -> bool {
        self.networks().next().is_some()
    }
    fn networks(&self) -> impl Iterator<Item = &Network> {
        self.completion.iter().filter_map(|completion| match completion {
            Completion::Network(network) => Some(network),
            _ => None,
        })
    }

    fn activity_without(&self, row: usize, column: usize, values: &[f64]) -> f64 {
        let others = self.program.rows[row].terms.iter().filter(|(other, _)| *other != column);
        others.map(|(other, coefficient)| coefficient * values[*other]).sum()
    }

    /// The choice as a value for every column.
    pub fn complete(&self, taken: &dyn Fn(CandidateId) -> bool) -> Vec<f64> {
        let mut values = vec![0.0; self.program.columns.len()];
        for (column, candidate) in self.candidates.iter().enumerate() {
            values[column] = f64::from(u8::from(taken(*candidate)));
        }
        for completion in &self.completion {
            match completion {
                Completion::Excess { column, row, lower, upper } => {
                    let activity = self.activity_without(*row, *column, &values);
                    let below = lower.map_or(0.0, |lower| lower - activity);
                    let above = upper.map_or(0.0, |upper| activity - upper);
                    values[*column] = below.max(above).max(0.0);
                }
                Completion::Largest { column, first, end } => {
                    let constant = |row: usize| -self.program.rows[row].upper.unwrap_or(0.0);
                    let activities = (*first..*end).map(|row| constant(row) + self.activity_without(row, *column, &values));
                    values[*column] = activities.fold(self.program.columns[*column].lower, f64::max);
                }
                Completion::Network(network) => network.complete(&mut values),
            }
        }
        values
    }
}

/// Lowers the candidates for which `free` holds; all others stand as `taken` says.
pub fn lower(model: &Model, stage: &Stage, free: &dyn Fn(CandidateId) -> bool, taken: &IndexVec<CandidateId, bool>) -> Lowered {
    let mut lowering = Lowering::new(model, stage, free, taken);
    lowering.primitives(|_, _| {});
    lowering.finish()
}

struct Lowering<'a> {
    model: &'a Model,
    stage: &'a Stage,
    taken: &'a IndexVec<CandidateId, bool>,
    column_of: IndexVec<CandidateId, u32>,
    candidates: Vec<CandidateId>,
    program: Program,
    /// Cost of each tier as terms over columns, and its constant.
    tiers: [BTreeMap<usize, i64>; Tier::COUNT],
    constants: Score,
    /// What moves along each sequence stand for, once it is lowered.
    walks: Vec<Walk>,
    completion: Vec<Completion>,
}

const FIXED: u32 = u32::MAX;

impl<'a> Lowering<'a> {
    fn new(model: &'a Model, stage: &'a Stage, free: &dyn Fn(CandidateId) -> bool, taken: &'a IndexVec<CandidateId, bool>) -> Self {
        let mut column_of = IndexVec::filled(FIXED, model.candidates.len());
        let mut candidates = Vec::new();
        let mut program = Program::default();
        for (candidate, _) in model.candidates.iter() {
            if !model.candidates.is_given(candidate) && free(candidate) {
                column_of[candidate] = candidates.len() as u32;
                candidates.push(candidate);
                program.columns.push(Column { cost: 0.0, lower: 0.0, upper: 1.0, integer: true });
            }
        }
        Self {
            model,
            stage,
            taken,
            column_of,
            candidates,
            program,
            tiers: Default::default(),
            constants: Score::default(),
            walks: Vec::new(),
            completion: Vec::new(),
        }
    }

    /// Lowers every primitive; `lowered` is told whose rule's it was.
    fn primitives(&mut self, mut lowered: impl FnMut(RuleCode, &Program)) {
        let model = self.model;
        for row in &model.rows {
            self.row(row);
            lowered(row.rule, &self.program);
        }
        for cost in &model.costs {
            self.cost(cost.tier, cost.candidate, cost.amount);
        }
        for (number, sequence) in (0u32..).zip(&model.sequences) {
            self.sequence(number);
            lowered(sequence.rule, &self.program);
        }
        for extremum in &model.extrema {
            self.extremum(extremum);
            lowered(extremum.rule, &self.program);
        }
    }

    /// True when the tier's costs matter at this stage.
    fn counts(&self, tier: Tier) -> bool {
        self.stage.weights[tier as usize] != 0 || self.stage.caps[tier as usize].is_some()
    }

    /// Free terms by column, and the activity of the fixed ones.
    fn split(&self, terms: &[(CandidateId, i64)]) -> (Vec<(usize, f64)>, i64) {
        let mut free = Vec::new();
        let mut constant = 0;
        for (candidate, coefficient) in terms {
            match self.column_of[*candidate] {
                FIXED => constant += if self.taken[*candidate] { *coefficient } else { 0 },
                column => free.push((column as usize, *coefficient as f64)),
            }
        }
        (free, constant)
    }

    fn extra_column(&mut self, upper: f64) -> usize {
        self.program.columns.push(Column { cost: 0.0, lower: 0.0, upper, integer: false });
        self.program.columns.len() - 1
    }

    fn row(&mut self, row: &crate::model::Row) {
        if let Some(elastic) = row.elastic
            && !self.counts(elastic.tier)
            && elastic.limit.is_none()
        {
            return;
        }
        let (mut terms, constant) = self.split(&row.terms);
        if terms.is_empty() {
            if let Some(elastic) = row.elastic {
                self.constants[elastic.tier] += row.excess(constant) * elastic.per_unit;
            }
            return;
        }
        let lower = row.lower.map(|lower| (lower - constant) as f64);
        let upper = row.upper.map(|upper| (upper - constant) as f64);
        if let Some(elastic) = row.elastic {
            let slack = self.extra_column(elastic.limit.map_or(f64::INFINITY, |limit| limit as f64));
            self.completion.push(Completion::Excess { column: slack, row: self.program.rows.len(), lower, upper });
            *self.tiers[elastic.tier as usize].entry(slack).or_default() += elastic.per_unit;
            match (lower, upper) {
                (Some(lower), Some(upper)) => {
                    // Missing and surplus units share one slack: only one side can be left at a time.
                    let mut below = terms.clone();
                    below.push((slack, 1.0));
                    self.program.rows.push(ProgramRow { terms: below, lower: Some(lower), upper: None });
                    terms.push((slack, -1.0));
                    self.program.rows.push(ProgramRow { terms, lower: None, upper: Some(upper) });
                }
                (lower, upper) => {
                    terms.push((slack, if lower.is_some() { 1.0 } else { -1.0 }));
                    self.program.rows.push(ProgramRow { terms, lower, upper });
                }
            }
        } else {
            self.program.rows.push(ProgramRow { terms, lower, upper });
        }
    }

    fn cost(&mut self, tier: Tier, candidate: CandidateId, amount: i64) {
        match self.column_of[candidate] {
            FIXED if self.taken[candidate] => self.constants[tier] += amount,
            FIXED => {}
            column => *self.tiers[tier as usize].entry(column as usize).or_default() += amount,
        }
    }

    fn extremum(&mut self, extremum: &crate::model::Extremum) {
        if !self.counts(extremum.tier) {
            return;
        }
        let mut activities = Vec::new();
        let mut floor = 0;
        for (number, (constant, terms)) in (0u32..).zip(&extremum.activities) {
            let (mut free, mut fixed) = self.split(terms);
            for order in extremum.orders.iter().filter(|order| order.activity == number) {
                let walk = &self.walks[order.sequence as usize];
                fixed += walk.fixed.cost(order.per_change, order.per_waiting_slot);
                let priced = walk.prices(order.per_change, order.per_waiting_slot);
                free.extend(priced.map(|(column, price)| (column, price as f64)));
            }
            if free.is_empty() {
                floor = floor.max(constant + fixed);
            } else {
                activities.push(((constant + fixed) as f64, free));
            }
        }
        if activities.is_empty() {
            self.constants[extremum.tier] += extremum.weight * floor;
            return;
        }
        let largest = self.extra_column(f64::INFINITY);
        self.program.columns[largest].lower = floor as f64;
        *self.tiers[extremum.tier as usize].entry(largest).or_default() += extremum.weight;
        let first = self.program.rows.len();
        for (constant, mut terms) in activities {
            terms.push((largest, -1.0));
            self.program.rows.push(ProgramRow { terms, lower: None, upper: Some(-constant) });
        }
        self.completion.push(Completion::Largest { column: largest, first, end: self.program.rows.len() });
    }

    /// One network for all that look at the sequence.
    fn sequence(&mut self, number: u32) {
        let model = self.model;
        let sequence = &model.sequences[number as usize];
        let (mut changes, mut waiting) = (false, false);
        if self.counts(sequence.tier) {
            (changes, waiting) = (sequence.per_change > 0, sequence.per_waiting_slot > 0);
        }
        for extremum in model.extrema.iter().filter(|extremum| self.counts(extremum.tier)) {
            for order in extremum.orders.iter().filter(|order| order.sequence == number) {
                changes |= order.per_change > 0;
                waiting |= order.per_waiting_slot > 0;
            }
        }
        let walk = if !changes && !waiting {
            Walk::default()
        } else if sequence.members.iter().all(|(candidate, _)| self.column_of[*candidate] == FIXED) {
            Walk::fixed(model.moves(sequence, self.taken))
        } else {
            let (network, walk) = Network::build(self, sequence, changes);
            self.completion.push(Completion::Network(network));
            walk
        };
        if self.counts(sequence.tier) {
            let tier = sequence.tier as usize;
            self.constants[sequence.tier] += walk.fixed.cost(sequence.per_change, sequence.per_waiting_slot);
            for (column, price) in walk.prices(sequence.per_change, sequence.per_waiting_slot) {
                *self.tiers[tier].entry(column).or_default() += price;
            }
        }
        self.walks.push(walk);
    }

    fn finish(mut self) -> Lowered {
        let mut constant = 0;
        let mut caps = Vec::new();
        for tier in Tier::ALL {
            let weight = self.stage.weights[tier as usize];
            constant += weight * self.constants[tier];
            if weight != 0 {
                for (column, amount) in &self.tiers[tier as usize] {
                    self.program.columns[*column].cost += (weight * amount) as f64;
                }
            }
            if let Some(cap) = self.stage.caps[tier as usize]
                && !self.tiers[tier as usize].is_empty()
            {
                let terms = self.tiers[tier as usize].iter().map(|(column, amount)| (*column, *amount as f64)).collect();
                let upper = Some((cap - self.constants[tier]) as f64);
                caps.push(self.program.rows.len());
                self.program.rows.push(ProgramRow { terms, lower: None, upper });
            }
        }
        Lowered { caps, program: self.program, candidates: self.candidates, constant, completion: self.completion }
    }
}
