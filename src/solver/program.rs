/// A column of a [`Program`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    pub cost: f64,
    pub lower: f64,
    pub upper: f64,
    pub integer: bool,
}

/// A row `lower ≤ Σ coefficient · column ≤ upper`; absent sides are open.
#[derive(Clone, PartialEq, Debug)]
pub struct ProgramRow {
    pub terms: Vec<(usize, f64)>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
}

/// A mixed-integer linear program to be minimised. Columns and rows are numbered from 0.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Program {
    pub columns: Vec<Column>,
    pub rows: Vec<ProgramRow>,
}

/// What a solver may spend. Work limits decide; the clock is a safety net.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Nodes of the branch-and-bound tree.
    pub nodes: i32,
    /// Steps of the simplex method, over all nodes: what a program takes can differ a thousandfold at the same number of nodes. Looked at
    /// between steps of the tree, so that a little more may be spent; not looked at in a plain linear program.
    pub iterations: i64,
    /// Seconds after which a solve is broken off, whatever it has.
    pub seconds: f64,
    pub seed: i32,
    /// A bound that answers what is asked: a tree that has proved as much ends, where the solver can be told. [`Program::enough`] says what proves a cost.
    pub enough: f64,
    /// Asked now and then while a solve runs; once it is true the solve ends with what it has.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Limits<'a> {
    /// Nothing but the seconds limits a solve.
    pub fn of_seconds(seconds: f64, stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { nodes: i32::MAX, iterations: i64::MAX, seconds, seed: 1, enough: f64::INFINITY, stop }
    }
}

/// Answer of a mixed-integer solve.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct MipAnswer {
    /// Values of the best solution found, by column.
    pub values: Option<Vec<f64>>,
    /// No solution costs less.
    pub bound: Option<f64>,
    /// True when the clock or the one who asked, not the work, ended it.
    pub timed_out: bool,
    /// True when there was nothing left to do: no better solution exists, or none at all.
    pub finished: bool,
    pub infeasible: bool,
    /// Simplex steps that it took, where the solver counts them.
    pub steps: i64,
}

/// Answer of a relaxed solve.
#[derive(Clone, PartialEq, Debug)]
pub struct Relaxation {
    /// Multiplier of each row; rough, never trusted without being evaluated.
    pub multipliers: Vec<f64>,
    /// Value of each column.
    pub values: Vec<f64>,
}

/// The greatest number that divides all of these; 0 where all are 0.
pub fn common_divisor(numbers: impl Iterator<Item = i64>) -> i64 {
    let divisor = |mut one: i64, mut other: i64| {
        while other != 0 {
            (one, other) = (other, one % other);
        }
        one
    };
    numbers.map(i64::abs).fold(0, divisor)
}

impl Program {
    /// The greatest number that divides the cost of every column, all of which are whole; 1 where nothing costs. When columns take whole
    /// values, so do costs of the program, in multiples of this.
    pub fn grain(&self) -> i64 {
        common_divisor(self.columns.iter().map(|column| column.cost.abs() as i64)).max(1)
    }

    /// A bound that proves this cost, with room for rounding.
    pub fn enough(&self, cost: i64) -> f64 {
        let grain = self.grain();
        (-(-cost).div_euclid(grain) * grain - grain) as f64 + 2.0 * SLIP
    }

    /// The least cost, in multiples of the grain, that a proved bound leaves possible.
    pub fn least_cost(&self, bound: f64) -> i64 {
        let grain = self.grain();
        ((bound - SLIP) / grain as f64).ceil() as i64 * grain
    }
}

/// Rounding of sums: far above what doubles lose over a million terms of this size, far below one unit of cost.
const SLIP: f64 = 1e-4;
