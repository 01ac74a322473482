//! The kernel of a tier: the columns that the relaxation's multipliers call upon. Most of a county has no part in what a tier costs; what
//! has is often small enough to be solved whole.

use super::bound::Bound;
use crate::solver::{Program, ProgramRow};

/// A program over some of another's columns, none of whose solutions it loses: its optimum bounds the other's.
#[derive(Clone, Debug)]
pub struct Kernel {
    pub program: Program,
    /// Column of the other program that each stands for, in order.
    pub columns: Vec<usize>,
}

/// Multipliers below this part of the grain say nothing.
const FAINT: f64 = 1e-4;

/// Columns called upon: those of rows with multipliers, and other columns of rows of which candidates are all called upon already.
/// `out` says which columns are 0 in every solution that is looked for; the first `candidates` columns are candidates.
pub fn kernel(program: &Program, bound: &Bound, candidates: usize, out: &dyn Fn(usize) -> bool) -> Kernel {
    let mut called: Vec<bool> = program.columns.iter().map(|column| column.lower > 0.0).collect();
    for (row, multiplier) in program.rows.iter().zip(&bound.multipliers) {
        if multiplier.abs() > FAINT * bound.grain as f64 {
            for (column, _) in &row.terms {
                called[*column] = true;
            }
        }
    }
    for column in (0..candidates).filter(|column| out(*column)) {
        called[column] = false;
    }
    let before = called.clone();
    for row in &program.rows {
        let (of_candidates, others): (Vec<usize>, Vec<usize>) =
            row.terms.iter().map(|(column, _)| *column).partition(|column| *column < candidates);
        if !of_candidates.is_empty() && of_candidates.iter().all(|column| before[*column] || out(*column)) {
            for column in others {
                called[column] = true;
            }
        }
    }
    let columns: Vec<usize> = (0..called.len()).filter(|column| called[*column]).collect();
    let mut local = vec![usize::MAX; called.len()];
    for (at, column) in columns.iter().enumerate() {
        local[*column] = at;
    }
    let rows = program.rows.iter().filter_map(|row| project(row, program, &local, candidates, out)).collect();
    let kept = columns.iter().map(|column| program.columns[*column]).collect();
    Kernel { program: Program { columns: kept, rows }, columns }
}

/// The row over the kept columns: the others may do for it whatever their limits allow. `None` when it says nothing any more.
fn project(row: &ProgramRow, program: &Program, local: &[usize], candidates: usize, out: &dyn Fn(usize) -> bool) -> Option<ProgramRow> {
    let mut terms = Vec::new();
    let (mut least, mut most) = (0.0, 0.0);
    let (mut least_kept, mut most_kept) = (0.0, 0.0);
    for (column, coefficient) in &row.terms {
        let limits = &program.columns[*column];
        let (low, high) = if *coefficient > 0.0 {
            (coefficient * limits.lower, coefficient * limits.upper)
        } else {
            (coefficient * limits.upper, coefficient * limits.lower)
        };
        if local[*column] != usize::MAX {
            terms.push((local[*column], *coefficient));
            least_kept += low;
            most_kept += high;
        } else if *column >= candidates || !out(*column) {
            least += low;
            most += high;
        }
    }
    let lower = row.lower.map(|lower| lower - most).filter(|lower| lower.is_finite() && *lower > least_kept);
    let upper = row.upper.map(|upper| upper - least).filter(|upper| upper.is_finite() && *upper < most_kept);
    (!terms.is_empty() && (lower.is_some() || upper.is_some())).then_some(ProgramRow { terms, lower, upper })
}
