//! Multipliers for programs that are too large for an interior point. Rows that people share, or that say more of one person than that
//! there is one place at a time, get a price; what is left falls apart into people, whose cheapest paths are found exactly. Prices rise where more is
//! wanted than there is and fall where less is, following what the last rounds wanted, in steps that become shorter where they lead nowhere. What
//! they prove is for [`super::bound`] to say.

use super::bound::{Bound, evaluate};
use super::lists::Lists;
use crate::model::Model;
use crate::solver::{Lowered, Paths, ProgramRow, Relaxation, Ways};

/// Rounds at most.
const ROUNDS: usize = 1_000;
/// Share of what rounds before wanted in what prices follow.
const KEPT: f64 = 0.9;
/// A step goes this share of the way to the plan's cost, were all else straight, to begin with. It is shortened, and prices go back to the best ones,
/// after so many rounds in vain; below the shortest nothing is gained any more.
const STEP: f64 = 1.0;
const SHORTER: f64 = 0.7;
const PATIENCE: usize = 20;
const SHORTEST: f64 = 1e-3;
/// What a unit of an earlier tier is taken to be worth at first: one part in so many of what lies between bound and plan.
const UNIT_OF_CAP: f64 = 80.0;
/// Programs with networks and more columns than this: an interior point is not done with them in a minute.
const LARGE: usize = 45_000;

/// Whether the program is one for prices that rise rather than for an interior point. Where no networks hold people, prices find their way slowly.
pub fn suits(lowered: &Lowered) -> bool {
    lowered.has_networks() && lowered.program.columns.len() > LARGE
}

/// A program with its priced rows by column.
struct Priced<'a> {
    lowered: &'a Lowered,
    paths: Paths,
    /// Of each column its priced rows with coefficients.
    terms: Lists<(u32, f32)>,
    /// Largest coefficient of each row.
    scale: Vec<f64>,
    /// Columns that are in no path and have an upper limit; and those without one.
    boxed: Vec<usize>,
    open: Vec<usize>,
}

/// Room for a round: the price of each column, and the ways of one person.
struct Work {
    columns: Vec<f64>,
    ways: Ways,
}

/// What a round found at its prices.
struct Found {
    /// What no solution undercuts.
    value: f64,
    /// Activity of each row, open columns at their least.
    activity: Vec<f64>,
}

/// The bound that prices lead to by themselves, where a plan costs `cost` in the program's objective.
pub fn ascend(lowered: &Lowered, model: &Model, cost: f64, stop: &dyn Fn() -> bool) -> Option<Bound> {
    let priced = Priced::new(lowered, model);
    let mut prices = vec![0.0; lowered.program.rows.len()];
    let mut work = Work { columns: vec![0.0; lowered.program.columns.len()], ways: Ways::default() };
    // Without a price for earlier tiers nobody would pay for anything that they ask for.
    let plain = priced.round(&prices, &mut work).value;
    for row in lowered.caps() {
        prices[*row] = -((cost - plain) / UNIT_OF_CAP).max(1.0) / priced.scale[*row];
    }
    let Found { mut value, activity: mut average } = priced.round(&prices, &mut work);
    let mut best = prices.clone();
    let (mut step, mut in_vain) = (STEP, 0);
    for _ in 0..ROUNDS {
        // Costs are whole: what lies within one unit of the plan proves it.
        if stop() || value > cost - 1.0 || step < SHORTEST {
            break;
        }
        let wanted = priced.wanted(&prices, &average);
        // Rows are compared by what one column does to them.
        let norm: f64 = wanted.iter().zip(&priced.scale).map(|(wanted, scale)| (wanted / scale) * (wanted / scale)).sum();
        if norm == 0.0 {
            break;
        }
        let length = step * (cost - value) / norm;
        for ((price, wanted), scale) in prices.iter_mut().zip(&wanted).zip(&priced.scale) {
            *price += length * wanted / (scale * scale);
        }
        priced.make_valid(&mut prices);
        let found = priced.round(&prices, &mut work);
        for (average, now) in average.iter_mut().zip(&found.activity) {
            *average = KEPT * *average + (1.0 - KEPT) * now;
        }
        if found.value > value {
            value = found.value;
            best.copy_from_slice(&prices);
            in_vain = 0;
            continue;
        }
        in_vain += 1;
        if in_vain == PATIENCE {
            step *= SHORTER;
            prices.copy_from_slice(&best);
            in_vain = 0;
        }
    }
    evaluate(&lowered.program, &priced.relaxation(best, &mut work))
}

impl<'a> Priced<'a> {
    fn new(lowered: &'a Lowered, model: &Model) -> Self {
        let program = &lowered.program;
        let paths = lowered.paths(model);
        let rows = program.rows.iter().enumerate().filter(|(row, _)| !paths.held[*row]);
        let terms = rows
            .flat_map(|(number, row)| row.terms.iter().map(move |(column, coefficient)| (*column, (number as u32, *coefficient as f32))));
        let terms = Lists::build(program.columns.len(), terms);
        let mut in_path = vec![false; program.columns.len()];
        paths.paths.iter().flat_map(|path| path.columns()).for_each(|column| in_path[column] = true);
        let others = (0..program.columns.len()).filter(|column| !in_path[*column]);
        let (open, boxed) = others.partition(|column| program.columns[*column].upper.is_infinite());
        let largest = |row: &ProgramRow| row.terms.iter().map(|(_, coefficient)| coefficient.abs()).fold(1.0, f64::max);
        let scale = program.rows.iter().map(largest).collect();
        Self { lowered, paths, terms, scale, boxed, open }
    }

    /// What rows pay for a unit of the column, and what others charge for it, which is at most 0.
    fn pull_and_push(&self, prices: &[f64], column: usize) -> (f64, f64) {
        let products = || self.terms.get(column).iter().map(|term| product(prices, term));
        (products().map(|product| product.max(0.0)).sum(), products().map(|product| product.min(0.0)).sum())
    }

    /// The price of each column.
    fn price_columns(&self, prices: &[f64], columns: &mut [f64]) {
        for (number, (reduced, column)) in columns.iter_mut().zip(&self.lowered.program.columns).enumerate() {
            *reduced = column.cost - self.terms.get(number).iter().map(|term| product(prices, term)).sum::<f64>();
        }
    }

    /// Prices columns, and finds everybody's cheapest path.
    fn round(&self, prices: &[f64], work: &mut Work) -> Found {
        let Work { columns, ways } = work;
        let program = &self.lowered.program;
        self.price_columns(prices, columns);
        let mut value: f64 = prices.iter().zip(&program.rows).map(|(price, row)| price * side(row, *price)).sum();
        let mut activity = vec![0.0; program.rows.len()];
        let mut take = |column: usize, amount: f64| {
            for (row, coefficient) in self.terms.get(column) {
                activity[*row as usize] += f64::from(*coefficient) * amount;
            }
        };
        for path in &self.paths.paths {
            value += path.price(columns, ways);
            path.cheapest(ways).for_each(|column| take(column, 1.0));
        }
        for column in &self.boxed {
            let limits = &program.columns[*column];
            let amount = if columns[*column] < 0.0 { limits.upper } else { limits.lower };
            value += amount * columns[*column];
            if amount != 0.0 {
                take(*column, amount);
            }
        }
        for column in &self.open {
            let least = program.columns[*column].lower;
            value += least * columns[*column].max(0.0);
            if least != 0.0 {
                take(*column, least);
            }
        }
        Found { value, activity }
    }

    /// Units by which each row's average activity lies beyond its sides, after open columns have taken up what is theirs to take: the
    /// direction in which prices go.
    fn wanted(&self, prices: &[f64], average: &[f64]) -> Vec<f64> {
        let rows = &self.lowered.program.rows;
        let mut activity = average.to_vec();
        for column in &self.open {
            let (paid, push) = self.pull_and_push(prices, *column);
            let limits = &self.lowered.program.columns[*column];
            // Only one that costs nothing any more may rise.
            if paid > 0.0 && paid >= (limits.cost - push) * (1.0 - 1e-9) {
                // As much as the rows that pay for it want of it on average, by what they pay.
                let wants = |term: &(u32, f32)| {
                    let (row, coefficient) = (term.0 as usize, f64::from(term.1));
                    product(prices, term).max(0.0) * (side(&rows[row], coefficient) - activity[row]) / coefficient
                };
                let wanted: f64 = self.terms.get(*column).iter().map(wants).sum();
                let amount = (wanted / paid - limits.lower).max(0.0);
                for (row, coefficient) in self.terms.get(*column) {
                    activity[*row as usize] += f64::from(*coefficient) * amount;
                }
            }
        }
        let beyond = |((price, row), activity): ((&f64, &ProgramRow), &f64)| {
            let below = row.lower.map_or(0.0, |lower| lower - activity);
            let above = row.upper.map_or(0.0, |upper| upper - activity);
            if *price > 0.0 {
                below
            } else if *price < 0.0 {
                above
            } else if below > 0.0 {
                below
            } else {
                above.min(0.0)
            }
        };
        prices
            .iter()
            .zip(rows)
            .zip(&activity)
            .enumerate()
            .map(|(row, rest)| if self.paths.held[row] { 0.0 } else { beyond(rest) })
            .collect()
    }

    /// Prices may only pull towards a side that a row has, and no open column may end with a negative price.
    fn make_valid(&self, prices: &mut [f64]) {
        let program = &self.lowered.program;
        for (price, row) in prices.iter_mut().zip(&program.rows) {
            if (*price > 0.0 && row.lower.is_none()) || (*price < 0.0 && row.upper.is_none()) {
                *price = 0.0;
            }
        }
        for column in &self.open {
            let (pull, push) = self.pull_and_push(prices, *column);
            let room = (program.columns[*column].cost - push).max(0.0);
            if pull > room {
                for term in self.terms.get(*column) {
                    if product(prices, term) > 0.0 {
                        prices[term.0 as usize] *= room / pull;
                    }
                }
            }
        }
    }

    /// All multipliers: the prices, and what everybody's paths make of the rows that hold them.
    fn relaxation(&self, prices: Vec<f64>, work: &mut Work) -> Relaxation {
        self.price_columns(&prices, &mut work.columns);
        let mut multipliers = prices;
        for path in &self.paths.paths {
            path.price(&work.columns, &mut work.ways);
            path.multipliers(&work.ways, &mut multipliers);
        }
        Relaxation { multipliers, values: Vec::new() }
    }
}

/// What a row pays for a unit of a column, by its price.
fn product(prices: &[f64], (row, coefficient): &(u32, f32)) -> f64 {
    prices[*row as usize] * f64::from(*coefficient)
}

/// The side that a price pulls towards.
fn side(row: &ProgramRow, price: f64) -> f64 {
    if price > 0.0 {
        row.lower.unwrap_or(0.0)
    } else if price < 0.0 {
        row.upper.unwrap_or(0.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests;
