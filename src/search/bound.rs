//! A lower bound from rough multipliers, by our own arithmetic: whole numbers throughout, so that nothing is lost or gained by rounding.
//!
//! For any multipliers y, moving rows into the objective gives `Σ y·b + Σ min over each column of (c − yA)·x`, which no feasible choice
//! undercuts. So the solver that suggested y need not be trusted: only this sum is. Coefficients, limits and costs of a lowered program are
//! whole; multipliers are rounded to whole units first, and are as valid as before.

use crate::model::Multiplier;
use crate::solver::{Program, ProgramRow, Relaxation};

/// A proved bound with what it says about single columns.
#[derive(Clone, Debug)]
pub struct Bound {
    /// No solution costs less, in the program's objective without the constant of the lowering. Rounded; [`Bound::least`] is exact.
    pub value: f64,
    /// Reduced cost of each column, rounded: taking a column of positive reduced cost costs at least `value` plus that.
    pub reduced: Vec<f64>,
    /// Multiplier of each row, as evaluated, in units of cost.
    pub multipliers: Vec<f64>,
    /// Costs are multiples of this.
    pub grain: i64,
    exact: Exact,
}

/// What is proved, in units of [`Multiplier::UNIT`].
#[derive(Clone, Debug)]
struct Exact {
    value: i128,
    reduced: Vec<i64>,
    multipliers: Vec<i64>,
}

/// Largest multiplier, and largest number of a program that is evaluated. A product of the two has 90 bits, so that sums of 2³⁶ of them have
/// room in 128: whatever the multipliers, nothing overflows.
const LARGEST_MULTIPLIER: i64 = 1 << 50;
const LARGEST_NUMBER: f64 = (1u64 << 40) as f64;

impl Bound {
    /// The least cost that the bound leaves possible.
    pub fn least(&self) -> i64 {
        // `weigh` keeps the value so small that this has room.
        i64::try_from(self.least_of(self.exact.value)).unwrap_or(i64::MIN)
    }
    /// True when no solution that costs at most `most` takes the column (of 0 or 1).
    pub fn excludes(&self, column: usize, most: i64) -> bool {
        let reduced = self.exact.reduced[column];
        reduced > 0 && self.least_of(self.exact.value + i128::from(reduced)) > i128::from(most)
    }
    /// Multipliers by row, those of 0 left out: [`replay`] gives the same bound from them.
    pub fn proof(&self) -> Vec<(u32, Multiplier)> {
        let rows = (0u32..).zip(&self.exact.multipliers);
        rows.filter(|(_, multiplier)| **multiplier != 0).map(|(row, multiplier)| (row, Multiplier(*multiplier))).collect()
    }
    /// The least multiple of the grain that is not below the value.
    fn least_of(&self, value: i128) -> i128 {
        let grain = i128::from(self.grain);
        -((-value).div_euclid(grain * i128::from(Multiplier::UNIT))) * grain
    }
}

/// Evaluates what a solver suggests; `None` when it proves nothing at all.
pub fn evaluate(program: &Program, relaxation: &Relaxation) -> Option<Bound> {
    weigh(program, relaxation.multipliers.iter().map(|multiplier| Multiplier::nearest(*multiplier).0).collect())
}

/// Evaluates stored multipliers. Any are welcome: those of rows that the program lacks, and all where they prove nothing, count as none.
pub fn replay(program: &Program, proof: &[(u32, Multiplier)]) -> Option<Bound> {
    let mut multipliers = vec![0; program.rows.len()];
    for (row, multiplier) in proof {
        if let Some(place) = multipliers.get_mut(*row as usize) {
            *place = multiplier.0;
        }
    }
    weigh(program, multipliers)
}

/// What the columns prove by themselves: their costs are never negative.
pub fn plain(program: &Program) -> Option<Bound> {
    weigh(program, vec![0; program.rows.len()])
}

fn weigh(program: &Program, mut multipliers: Vec<i64>) -> Option<Bound> {
    multipliers.resize(program.rows.len(), 0);
    for (multiplier, row) in multipliers.iter_mut().zip(&program.rows) {
        *multiplier = (*multiplier).clamp(-LARGEST_MULTIPLIER, LARGEST_MULTIPLIER);
        // A multiplier may only pull towards a side that the row has.
        if (*multiplier > 0 && row.lower.is_none()) || (*multiplier < 0 && row.upper.is_none()) {
            *multiplier = 0;
        }
    }
    let costs: Vec<i128> = program.columns.iter().map(|column| Some(whole(column.cost)? * UNIT)).collect::<Option<_>>()?;
    shrink_for_open_columns(program, &costs, &mut multipliers)?;
    let mut reduced = costs;
    let mut value: i128 = 0;
    for (multiplier, row) in multipliers.iter().map(|multiplier| i128::from(*multiplier)).zip(&program.rows) {
        if multiplier != 0 {
            value += multiplier * side(row, multiplier > 0)?;
            for (column, coefficient) in &row.terms {
                reduced[*column] -= multiplier * whole(*coefficient)?;
            }
        }
    }
    let reduced: Vec<i64> = reduced.into_iter().map(|reduced| i64::try_from(reduced).ok()).collect::<Option<_>>()?;
    for (column, reduced) in program.columns.iter().zip(&reduced) {
        // Columns take whole values in every plan, so limits are rounded inwards. Where a column is open below 0 cost nothing is proved.
        let limit = match *reduced {
            0 => continue,
            ..0 => whole(column.upper.floor())?,
            1.. => whole(column.lower.ceil())?,
        };
        value += i128::from(*reduced) * limit;
    }
    // Far more than anything costs; with it `least` has room.
    if value.abs() > i128::from(i64::MAX) * (UNIT / 4) {
        return None;
    }
    let in_cost = |units: &i64| Multiplier(*units).value();
    Some(Bound {
        value: value as f64 / UNIT as f64,
        reduced: reduced.iter().map(in_cost).collect(),
        multipliers: multipliers.iter().map(in_cost).collect(),
        grain: program.grain(),
        exact: Exact { value, reduced, multipliers },
    })
}

const UNIT: i128 = Multiplier::UNIT as i128;

/// The number, if it is whole and no larger than what is evaluated.
fn whole(number: f64) -> Option<i128> {
    (number.abs() <= LARGEST_NUMBER && number.fract() == 0.0).then_some(number as i128)
}

/// The side of the row. Every plan has whole activities in every row, so that sides are rounded inwards: the room that caps are given for a
/// solver goes away.
fn side(row: &ProgramRow, lower: bool) -> Option<i128> {
    whole(if lower { row.lower?.ceil() } else { row.upper?.floor() })
}

/// A column without an upper limit must not end with a negative reduced cost. Such columns (slack, the largest of an extremum) stand in
/// few rows; the multipliers of those rows are scaled down until the column's cost pays for them.
fn shrink_for_open_columns(program: &Program, costs: &[i128], multipliers: &mut [i64]) -> Option<()> {
    let open: Vec<bool> = program.columns.iter().map(|column| column.upper.is_infinite()).collect();
    if !open.contains(&true) {
        return Some(());
    }
    let mut rows_of: Vec<Vec<(usize, i128)>> = vec![Vec::new(); program.columns.len()];
    for (index, row) in program.rows.iter().enumerate().filter(|(index, _)| multipliers[*index] != 0) {
        for (column, coefficient) in row.terms.iter().filter(|(column, _)| open[*column]) {
            rows_of[*column].push((index, whole(*coefficient)?));
        }
    }
    // Caps on earlier tiers hold many slack columns: their multipliers only ever add to a column's reduced cost, so they are left alone,
    // and one pass over the columns settles every row that pulls the other way, as each of those holds one open column. Where a program is
    // not like that, the reduced cost shows it, and nothing is proved.
    for (column, rows) in rows_of.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        let product = |multipliers: &[i64], (row, coefficient): &(usize, i128)| i128::from(multipliers[*row]) * coefficient;
        let pull: i128 = rows.iter().map(|row| product(multipliers, row).max(0)).sum();
        let push: i128 = rows.iter().map(|row| product(multipliers, row).min(0)).sum();
        let room = (costs[column] - push).max(0);
        if pull > room {
            for row in rows {
                if product(multipliers, row) > 0 {
                    multipliers[row.0] = scaled(multipliers[row.0], room, pull);
                }
            }
        }
    }
    Some(())
}

/// `multiplier · room ÷ pull`, towards 0; `room` is at least 0 and below `pull`.
fn scaled(multiplier: i64, room: i128, pull: i128) -> i64 {
    // So much is cut off both that the product has room; the fraction can only become smaller.
    let cut = (128 - room.leading_zeros()).saturating_sub(76);
    let (room, pull) = (room >> cut, (pull >> cut) + i128::from(cut > 0));
    i64::try_from(i128::from(multiplier) * room / pull).unwrap_or(0)
}

#[cfg(test)]
mod tests;
