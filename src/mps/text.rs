//! Free-format MPS.

use super::names::Names;
use super::weights::{DOUBLES_COUNT_TO, Order, Weights};
use crate::model::{Score, Tier};
use crate::solver::{Column, Program, ProgramRow, Whole};
use std::fmt::Write;

/// The objective.
pub const OBJECTIVE: &str = "cost";

/// Name of the free row that counts a tier.
pub fn tier_row(tier: Tier) -> String {
    format!("tier_{}", tier.code())
}

/// What stands at the head of the text.
pub fn comments(whole: &Whole, weights: &Weights, score: Score) -> Vec<String> {
    let by_tier = |values: [i64; Tier::COUNT]| Tier::ALL.map(|tier| format!("{} {}", tier.code(), values[tier as usize])).join(", ");
    let meaning = match weights.order {
        Order::Exact => "exact: the plan of the least cost is the best, tier by tier".to_owned(),
        Order::AgainstPlan => "against-plan: any plan that costs less than the plan below is better than it, tier by tier; \
                               the least cost need not be the cost of the best plan"
            .to_owned(),
        Order::Rough => "not-exact: weights for an exact order are more than doubles carry, these are cut".to_owned(),
        Order::Single(tier) => {
            format!("single-tier: {} alone, earlier tiers are rows that hold what the plan below costs in them", tier.code())
        }
    };
    vec![
        "model of lunzhuan, to be minimised: cost = sum over tiers of weight x cost of the tier".into(),
        format!("weights: {}", by_tier(weights.by_tier)),
        format!("order: {meaning}"),
        format!("doubles represent whole numbers up to {DOUBLES_COUNT_TO} (2^53): sums beyond it lose units"),
        "solvers compare within tolerances of their own: ask for an absolute gap below 1 and a relative gap of 0".into(),
        format!("plan: {}", by_tier(score.0)),
        format!("plan-cost: {}", weights.sum(score)),
        format!("constant: {} (RHS of an objective is minus its constant: cost = sum of columns - RHS)", whole.lowered.constant),
        "free rows tier_* count the tiers without weights; columns x are candidate stays (number, person, post, first slot, slots),".into(),
        "columns y follow from them; rows r bear the rule that wrote them".into(),
    ]
}

/// The program as text, with a free row for each tier.
pub fn text(whole: &Whole, names: &Names, comments: &[String]) -> Vec<u8> {
    let program = &whole.lowered.program;
    let mut text = String::new();
    for comment in comments {
        line(&mut text, format_args!("* {comment}"));
    }
    line(&mut text, format_args!("NAME lunzhuan"));
    line(&mut text, format_args!("ROWS"));
    line(&mut text, format_args!(" N {OBJECTIVE}"));
    for (row, name) in program.rows.iter().zip(&names.rows) {
        line(&mut text, format_args!(" {} {name}", kind(row)));
    }
    for tier in Tier::ALL {
        line(&mut text, format_args!(" N {}", tier_row(tier)));
    }
    columns(&mut text, whole, names);
    line(&mut text, format_args!("RHS"));
    if whole.lowered.constant != 0 {
        line(&mut text, format_args!(" RHS {OBJECTIVE} {}", -whole.lowered.constant));
    }
    for (row, name) in program.rows.iter().zip(&names.rows) {
        if let Some(side) = row.lower.or(row.upper).filter(|side| *side != 0.0) {
            line(&mut text, format_args!(" RHS {name} {side}"));
        }
    }
    for tier in Tier::ALL.into_iter().filter(|tier| whole.constants[*tier] != 0) {
        line(&mut text, format_args!(" RHS {} {}", tier_row(tier), -whole.constants[tier]));
    }
    ranges(&mut text, program, names);
    line(&mut text, format_args!("BOUNDS"));
    for (column, name) in program.columns.iter().zip(&names.columns) {
        limits(&mut text, column, name);
    }
    line(&mut text, format_args!("ENDATA"));
    text.into_bytes()
}

fn line(text: &mut String, words: std::fmt::Arguments) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(words);
    text.push('\n');
}

fn kind(row: &ProgramRow) -> char {
    match (row.lower, row.upper) {
        (Some(lower), Some(upper)) if lower == upper => 'E',
        (Some(_), _) => 'G',
        (None, Some(_)) => 'L',
        (None, None) => 'N',
    }
}

/// Terms of each column by row, none twice.
fn by_column(program: &Program) -> Vec<Vec<(usize, f64)>> {
    let mut columns: Vec<Vec<(usize, f64)>> = vec![Vec::new(); program.columns.len()];
    for (number, row) in program.rows.iter().enumerate() {
        for (column, coefficient) in &row.terms {
            match columns[*column].last_mut() {
                Some((last, sum)) if *last == number => *sum += coefficient,
                _ => columns[*column].push((number, *coefficient)),
            }
        }
    }
    columns
}

fn columns(text: &mut String, whole: &Whole, names: &Names) {
    let program = &whole.lowered.program;
    line(text, format_args!("COLUMNS"));
    let mut integer = false;
    for (number, ((column, terms), name)) in program.columns.iter().zip(by_column(program)).zip(&names.columns).enumerate() {
        if column.integer != integer {
            integer = column.integer;
            line(text, format_args!(" M{number} 'MARKER' '{}'", if integer { "INTORG" } else { "INTEND" }));
        }
        // Named in the objective even without a cost, so that a column without any term is there.
        line(text, format_args!(" {name} {OBJECTIVE} {}", column.cost));
        for (row, coefficient) in terms.into_iter().filter(|(_, coefficient)| *coefficient != 0.0) {
            line(text, format_args!(" {name} {} {coefficient}", names.rows[row]));
        }
        for tier in Tier::ALL {
            if let Some(amount) = whole.costs[tier as usize].get(&number).filter(|amount| **amount != 0) {
                line(text, format_args!(" {name} {} {amount}", tier_row(tier)));
            }
        }
    }
    if integer {
        line(text, format_args!(" M{} 'MARKER' 'INTEND'", program.columns.len()));
    }
}

/// A row with two sides is written by its lower one and the distance to the upper one.
fn ranges(text: &mut String, program: &Program, names: &Names) {
    let two_sided = |row: &ProgramRow| row.lower.zip(row.upper).filter(|(lower, upper)| lower != upper);
    if program.rows.iter().any(|row| two_sided(row).is_some()) {
        line(text, format_args!("RANGES"));
    }
    for (row, name) in program.rows.iter().zip(&names.rows) {
        if let Some((lower, upper)) = two_sided(row) {
            line(text, format_args!(" RNG {name} {}", upper - lower));
        }
    }
}

/// Readers differ on what an integer column may be at most when nothing is said, so it is said.
fn limits(text: &mut String, column: &Column, name: &str) {
    if column.lower != 0.0 {
        line(text, format_args!(" LO BND {name} {}", column.lower));
    }
    if column.upper.is_finite() {
        line(text, format_args!(" UP BND {name} {}", column.upper));
    } else if column.integer {
        line(text, format_args!(" PL BND {name}"));
    }
}
