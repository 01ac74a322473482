//! A lower bound from rough multipliers, by our own arithmetic.
//!
//! For any multipliers y, moving rows into the objective gives `Σ y·b + Σ min over each column of (c − yA)·x`, which no feasible choice
//! undercuts. So the solver that suggested y need not be trusted: only this sum is.

use crate::solver::{Program, Relaxation, least_multiple};

/// A proved bound with what it says about single columns.
#[derive(Clone, Debug)]
pub struct Bound {
    /// No solution costs less, in the program's objective without the constant of the lowering.
    pub value: f64,
    /// Reduced cost of each column: taking a column of positive reduced cost costs at least `value` plus that.
    pub reduced: Vec<f64>,
    /// Multiplier of each row, as evaluated.
    pub multipliers: Vec<f64>,
    /// Costs are multiples of this.
    pub grain: i64,
}

impl Bound {
    /// The least cost that the bound leaves possible.
    pub fn least(&self) -> i64 {
        least_multiple(self.value, self.grain)
    }
    /// True when no solution that costs at most `most` takes the column (of 0 or 1).
    pub fn excludes(&self, column: usize, most: i64) -> bool {
        self.reduced[column] > 0.0 && least_multiple(self.value + self.reduced[column], self.grain) > most
    }
}

/// Evaluates the multipliers; `None` when they prove nothing at all.
pub fn evaluate(program: &Program, relaxation: &Relaxation) -> Option<Bound> {
    let mut multipliers = relaxation.multipliers.clone();
    // A multiplier may only pull towards a side that the row has.
    for (multiplier, row) in multipliers.iter_mut().zip(&program.rows) {
        if (*multiplier > 0.0 && row.lower.is_none()) || (*multiplier < 0.0 && row.upper.is_none()) {
            *multiplier = 0.0;
        }
    }
    shrink_for_open_columns(program, &mut multipliers);
    let mut reduced: Vec<f64> = program.columns.iter().map(|column| column.cost).collect();
    let mut value = 0.0;
    for (multiplier, row) in multipliers.iter().zip(&program.rows) {
        if *multiplier == 0.0 {
            continue;
        }
        let side = if *multiplier > 0.0 { row.lower } else { row.upper };
        value += multiplier * side?;
        for (column, coefficient) in &row.terms {
            reduced[*column] -= multiplier * coefficient;
        }
    }
    for (column, reduced) in program.columns.iter().zip(&mut reduced) {
        if *reduced < 0.0 {
            if column.upper.is_infinite() {
                // What shrinking left over is rounding; anything more proves nothing.
                if *reduced < -1e-7 {
                    return None;
                }
                *reduced = 0.0;
            } else {
                value += *reduced * column.upper;
            }
        } else {
            value += *reduced * column.lower;
        }
    }
    value.is_finite().then_some(Bound { value, reduced, multipliers, grain: program.grain() })
}

/// A column without an upper limit must not end with a negative reduced cost. Such columns (slack, the largest of an extremum) stand in
/// few rows; the multipliers of those rows are scaled down until the column's cost pays for them.
fn shrink_for_open_columns(program: &Program, multipliers: &mut [f64]) {
    let open: Vec<bool> = program.columns.iter().map(|column| column.upper.is_infinite()).collect();
    if !open.contains(&true) {
        return;
    }
    let mut rows_of: Vec<Vec<(usize, f64)>> = vec![Vec::new(); program.columns.len()];
    for (index, row) in program.rows.iter().enumerate() {
        for (column, coefficient) in row.terms.iter().filter(|(column, _)| open[*column]) {
            rows_of[*column].push((index, *coefficient));
        }
    }
    // Caps on earlier tiers hold many slack columns: their multipliers only ever add to a column's reduced cost, so they are left alone,
    // and one pass over the columns settles every row that pulls the other way, as each of those holds one open column.
    for (column, rows) in rows_of.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        let pull: f64 = rows.iter().map(|(row, coefficient)| (multipliers[*row] * coefficient).max(0.0)).sum();
        let push: f64 = rows.iter().map(|(row, coefficient)| (multipliers[*row] * coefficient).min(0.0)).sum();
        let room = program.columns[column].cost - push;
        if pull > room {
            let factor = if pull > 0.0 { (room.max(0.0) / pull) * (1.0 - 1e-12) } else { 0.0 };
            for (row, coefficient) in rows {
                if multipliers[*row] * coefficient > 0.0 {
                    multipliers[*row] *= factor;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solver::{Column, ProgramRow};

    fn column(cost: f64, upper: f64) -> Column {
        Column { cost, lower: 0.0, upper, integer: true }
    }

    /// min x0 + 2 x1 + 3 s with x0 + x1 + s ≥ 2, x ≤ 1: the best is 3.
    fn program() -> Program {
        let terms = vec![(0, 1.0), (1, 1.0), (2, 1.0)];
        Program {
            columns: vec![column(1.0, 1.0), column(2.0, 1.0), column(3.0, f64::INFINITY)],
            rows: vec![ProgramRow { terms, lower: Some(2.0), upper: None }],
        }
    }

    fn bound(multiplier: f64) -> Option<Bound> {
        evaluate(&program(), &Relaxation { multipliers: vec![multiplier], values: vec![0.0; 3] })
    }

    #[test]
    fn right_multipliers_prove_the_best() {
        let bound = bound(2.0).expect("a bound");
        assert_eq!(bound.least(), 3);
        assert!(!bound.excludes(0, 3) && !bound.excludes(1, 3) && bound.excludes(2, 3));
    }

    #[test]
    fn no_multiplier_proves_too_much() {
        for step in -100..=100 {
            let multiplier = f64::from(step) / 10.0;
            let bound = bound(multiplier).expect("a bound");
            assert!(bound.value <= 3.0 + 1e-9, "{multiplier} proves {}", bound.value);
        }
        assert!(bound(7.0).expect("a bound").value >= 2.9, "shrinking keeps what the slack pays for");
    }
}
