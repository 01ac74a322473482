//! A strict reader of free-format MPS: what it does not know, it refuses.

use crate::solver::{Column, Program, ProgramRow};
use std::collections::BTreeMap;

/// What a text says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Read {
    pub program: Program,
    pub columns: Vec<String>,
    pub rows: Vec<String>,
    /// Constant of the objective.
    pub constant: f64,
    /// Costs by column and constant of each free row besides the objective.
    pub free: BTreeMap<String, (BTreeMap<usize, f64>, f64)>,
    pub comments: Vec<String>,
}

/// Where a row of the text is.
#[derive(Clone, Copy)]
enum Place<'a> {
    Objective,
    Free(&'a str),
    Row(usize, char),
}

pub fn read(text: &str) -> Result<Read, String> {
    let mut read = Read::default();
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut section, mut integer, mut ended, mut has_objective) = ("", false, false, false);
    for line in text.lines() {
        if ended || !line.is_ascii() || line.trim_end() != line {
            return Err(format!("not expected: {line}"));
        }
        if let Some(comment) = line.strip_prefix("* ") {
            read.comments.push(comment.to_owned());
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        if !line.starts_with(' ') {
            section = words[0];
            ended = section == "ENDATA";
            if !["NAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"].contains(&section) {
                return Err(format!("no section: {line}"));
            }
            continue;
        }
        let number = |word: &str| word.parse::<f64>().map_err(|error| format!("{line}: {error}"));
        let place = |name: &str| places.get(name).copied().ok_or_else(|| format!("no row: {line}"));
        let column = |name: &str| numbers.get(name).copied().ok_or_else(|| format!("no column: {line}"));
        match (section, words.as_slice()) {
            ("ROWS", [kind, name]) => {
                let place = match *kind {
                    "N" if !has_objective => Place::Objective,
                    "N" => Place::Free(name),
                    "E" | "G" | "L" => Place::Row(read.rows.len(), kind.chars().next().unwrap_or('E')),
                    _ => return Err(format!("no kind of row: {line}")),
                };
                match place {
                    Place::Objective => has_objective = true,
                    Place::Free(name) => drop(read.free.insert(name.to_owned(), Default::default())),
                    Place::Row(_, kind) => {
                        read.rows.push((*name).to_owned());
                        let zero = |is: bool| is.then_some(0.0);
                        read.program.rows.push(ProgramRow { terms: Vec::new(), lower: zero(kind != 'L'), upper: zero(kind != 'G') });
                    }
                }
                if places.insert(name, place).is_some() {
                    return Err(format!("twice: {line}"));
                }
            }
            ("COLUMNS", [_, "'MARKER'", marker]) => integer = *marker == "'INTORG'",
            ("COLUMNS", [name, row, value]) => {
                let at = *numbers.entry(name).or_insert_with(|| {
                    read.columns.push((*name).to_owned());
                    // Without a limit an integer column is unsafe to read: it has to be given.
                    let upper = if integer { f64::NAN } else { f64::INFINITY };
                    read.program.columns.push(Column { cost: 0.0, lower: 0.0, upper, integer });
                    read.columns.len() - 1
                });
                if at + 1 != read.columns.len() {
                    return Err(format!("a column in two pieces: {line}"));
                }
                match place(row)? {
                    Place::Objective => read.program.columns[at].cost = number(value)?,
                    Place::Free(name) => {
                        let free = read.free.get_mut(name).ok_or("a free row is gone")?;
                        free.0.insert(at, number(value)?);
                    }
                    Place::Row(row, _) => {
                        let terms = &mut read.program.rows[row].terms;
                        if terms.last().is_some_and(|(last, _)| *last == at) {
                            return Err(format!("a term twice: {line}"));
                        }
                        terms.push((at, number(value)?));
                    }
                }
            }
            ("RHS", ["RHS", row, value]) => match place(row)? {
                Place::Objective => read.constant = -number(value)?,
                Place::Free(name) => read.free.get_mut(name).ok_or("a free row is gone")?.1 = -number(value)?,
                Place::Row(row, _) => {
                    let row = &mut read.program.rows[row];
                    (row.lower, row.upper) = (row.lower.and(Some(number(value)?)), row.upper.and(Some(number(value)?)));
                }
            },
            ("RANGES", ["RNG", row, value]) => match place(row)? {
                Place::Row(row, 'G') => {
                    let row = &mut read.program.rows[row];
                    row.upper = Some(row.lower.unwrap_or(0.0) + number(value)?.abs());
                }
                Place::Row(..) | Place::Objective | Place::Free(_) => return Err(format!("no range expected: {line}")),
            },
            ("BOUNDS", ["LO", "BND", name, value]) => read.program.columns[column(name)?].lower = number(value)?,
            ("BOUNDS", ["UP", "BND", name, value]) => read.program.columns[column(name)?].upper = number(value)?,
            ("BOUNDS", ["PL", "BND", name]) => read.program.columns[column(name)?].upper = f64::INFINITY,
            _ => return Err(format!("not understood in {section}: {line}")),
        }
    }
    if !ended || !has_objective || read.program.columns.iter().any(|column| column.upper.is_nan()) {
        return Err("incomplete".into());
    }
    Ok(read)
}
