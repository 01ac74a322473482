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
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Limits {
    /// Nodes of the branch-and-bound tree.
    pub nodes: i32,
    /// Seconds after which a solve is broken off, whatever it has.
    pub seconds: f64,
    pub seed: i32,
}

/// Answer of a mixed-integer solve.
#[derive(Clone, PartialEq, Debug)]
pub struct MipAnswer {
    /// Values of the best solution found, by column.
    pub values: Option<Vec<f64>>,
    /// No solution costs less.
    pub bound: Option<f64>,
    /// True when the clock, not the work, ended it.
    pub timed_out: bool,
    pub infeasible: bool,
}

/// Answer of a relaxed solve.
#[derive(Clone, PartialEq, Debug)]
pub struct Relaxation {
    /// Multiplier of each row; rough, never trusted without being evaluated.
    pub multipliers: Vec<f64>,
    /// Value of each column.
    pub values: Vec<f64>,
}
