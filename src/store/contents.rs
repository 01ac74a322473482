//! What is stored for a plan, as plain cells: one description serves writing, reading back, comparing and sealing.

use super::migrations::ADDED_COLUMNS;
use crate::diagnostic::Bilingual;
use chrono::NaiveDate;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement};
use sha2::{Digest, Sha256};
use std::fmt;

/// One value of a base table.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Absent,
    Whole(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Cell::Whole(value)
    }
}
impl From<i32> for Cell {
    fn from(value: i32) -> Self {
        Cell::Whole(i64::from(value))
    }
}
impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Cell::Whole(i64::from(value))
    }
}
/// An ISO text.
impl From<NaiveDate> for Cell {
    fn from(value: NaiveDate) -> Self {
        Cell::Text(value.to_string())
    }
}
impl From<String> for Cell {
    fn from(value: String) -> Self {
        Cell::Text(value)
    }
}
impl From<Vec<u8>> for Cell {
    fn from(value: Vec<u8>) -> Self {
        Cell::Bytes(value)
    }
}
impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Cell::Text(value.to_owned())
    }
}
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Absent, Into::into)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Absent => write!(f, "—"),
            Cell::Whole(whole) => write!(f, "{whole}"),
            Cell::Real(real) => write!(f, "{real}"),
            Cell::Text(text) => write!(f, "{text}"),
            Cell::Bytes(bytes) => write!(f, "{} B", bytes.len()),
        }
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Cell::Absent => ValueRef::Null,
            Cell::Whole(whole) => ValueRef::Integer(*whole),
            Cell::Real(real) => ValueRef::Real(*real),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl FromSql for Cell {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value {
            ValueRef::Null => Ok(Cell::Absent),
            ValueRef::Integer(whole) => Ok(Cell::Whole(whole)),
            ValueRef::Real(real) => Ok(Cell::Real(real)),
            ValueRef::Text(_) => value.as_str().map(Cell::from),
            ValueRef::Blob(bytes) => Ok(Cell::Bytes(bytes.to_vec())),
        }
    }
}

/// A base table with a row or more for each plan.
#[derive(PartialEq, Eq, Debug)]
pub struct Table {
    pub name: &'static str,
    pub chinese: &'static str,
    /// All columns but `plan`; the first `key` of them are whole numbers that identify a row within the plan.
    pub columns: &'static [&'static str],
    pub key: usize,
    /// Columns that cannot be had again from the dataset and the stays: words that a newer version may put differently, circumstances of
    /// the run. They are sealed, not compared.
    pub told_once: &'static [&'static str],
}

/// The rows of one table for one plan, by key.
#[derive(Clone, PartialEq, Debug)]
pub struct Contents {
    pub table: &'static Table,
    pub rows: Vec<Vec<Cell>>,
}

impl Contents {
    pub(super) fn read(connection: &Connection, plan: i64, table: &'static Table) -> rusqlite::Result<Self> {
        let columns = table.columns.join(", ");
        let order: Vec<String> =
            std::iter::once("plan".to_owned()).chain(table.columns[..table.key].iter().map(|c| c.to_string())).collect();
        let sql = format!("SELECT {columns} FROM {} WHERE plan = ?1 ORDER BY {}", table.name, order.join(", "));
        let mut statement = connection.prepare(&sql)?;
        let rows = statement.query_map([plan], |row| (0..table.columns.len()).map(|index| row.get(index)).collect())?;
        Ok(Self { table, rows: rows.collect::<rusqlite::Result<_>>()? })
    }

    /// Inserts the rows for the plan.
    pub(super) fn write(&self, connection: &Connection, plan: i64) -> rusqlite::Result<()> {
        let columns = self.table.columns.join(", ");
        let marks: Vec<String> = (2..self.table.columns.len() + 2).map(|number| format!("?{number}")).collect();
        let sql = format!("INSERT INTO {} (plan, {columns}) VALUES (?1, {})", self.table.name, marks.join(", "));
        let mut statement = connection.prepare(&sql)?;
        for row in &self.rows {
            insert(&mut statement, plan, row)?;
        }
        Ok(())
    }
}

fn insert(statement: &mut Statement<'_>, plan: i64, row: &[Cell]) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(1, plan)?;
    for (index, cell) in row.iter().enumerate() {
        statement.raw_bind_parameter(index + 2, cell)?;
    }
    statement.raw_execute()?;
    Ok(())
}

/// Where the stored rows are not what the dataset and the stays give, row by row and column by column.
pub fn differences(stored: &Contents, expected: &Contents) -> Vec<Bilingual> {
    let table = expected.table;
    let key = |row: &Vec<Cell>| -> Vec<i64> {
        let cells = row[..table.key].iter();
        cells.map(|cell| if let Cell::Whole(whole) = cell { *whole } else { i64::MIN }).collect()
    };
    let (mut found, mut wanted) = (stored.rows.iter().peekable(), expected.rows.iter().peekable());
    let mut differences = Vec::new();
    loop {
        let order = match (found.peek(), wanted.peek()) {
            (None, None) => return differences,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(found), Some(wanted)) => key(found).cmp(&key(wanted)),
        };
        match order {
            std::cmp::Ordering::Less => {
                let row = found.next().map(|row| named(table, row)).unwrap_or_default();
                differences.push(Bilingual::new(
                    format!("「{}」多出一行：{row}", table.chinese),
                    format!("table {}: a row too many: {row}", table.name),
                ));
            }
            std::cmp::Ordering::Greater => {
                let row = wanted.next().map(|row| named(table, row)).unwrap_or_default();
                differences.push(Bilingual::new(
                    format!("「{}」缺少一行：{row}", table.chinese),
                    format!("table {}: a row is missing: {row}", table.name),
                ));
            }
            std::cmp::Ordering::Equal => {
                if let (Some(found), Some(wanted)) = (found.next(), wanted.next()) {
                    compare_rows(table, found, wanted, &mut differences);
                }
            }
        }
    }
}

fn compare_rows(table: &Table, found: &[Cell], wanted: &[Cell], differences: &mut Vec<Bilingual>) {
    for (index, column) in table.columns.iter().enumerate() {
        if found[index] == wanted[index] || table.told_once.contains(column) {
            continue;
        }
        let row = named(table, &found[..table.key]);
        let (is, should) = (shown(column, &found[index]), shown(column, &wanted[index]));
        differences.push(Bilingual::new(
            format!("「{}」{row} 的 {column} 存为「{is}」，重新计算为「{should}」", table.chinese),
            format!("table {}, {row}: {column} is stored as “{is}”, computed again it is “{should}”", table.name),
        ));
    }
}

fn named(table: &Table, row: &[Cell]) -> String {
    let cells: Vec<String> = table.columns.iter().zip(row).map(|(column, cell)| format!("{column} {}", shown(column, cell))).collect();
    cells.join(", ")
}

/// What may be told of a cell: telephone numbers are nobody else's business.
fn shown(column: &str, cell: &Cell) -> String {
    if column == "telephone" && *cell != Cell::Absent { "***".to_owned() } else { cell.to_string() }
}

/// SHA-256 over the dataset's hash and every cell, in hexadecimal. Cells of columns that a later migration added are sealed, under the column's
/// name, where they hold something: a plan that was sealed before the column was there keeps its seal.
pub fn seal(dataset_hash: &str, contents: &[Contents]) -> String {
    let mut hasher = Sha256::new();
    digest_text(&mut hasher, dataset_hash);
    for Contents { table, rows } in contents {
        digest_text(&mut hasher, table.name);
        hasher.update((rows.len() as u64).to_le_bytes());
        for (column, cell) in rows.iter().flat_map(|row| table.columns.iter().zip(row)) {
            if !ADDED_COLUMNS.contains(&(table.name, column)) {
                digest_cell(&mut hasher, cell);
            } else if *cell != Cell::Absent {
                hasher.update([4]);
                digest_text(&mut hasher, column);
                digest_cell(&mut hasher, cell);
            }
        }
    }
    hexadecimal(&hasher.finalize())
}

fn digest_cell(hasher: &mut Sha256, cell: &Cell) {
    match cell {
        Cell::Absent => hasher.update([0]),
        Cell::Whole(whole) => {
            hasher.update([1]);
            hasher.update(whole.to_le_bytes());
        }
        Cell::Real(real) => {
            hasher.update([2]);
            hasher.update(real.to_bits().to_le_bytes());
        }
        Cell::Text(text) => {
            hasher.update([3]);
            digest_text(hasher, text);
        }
        Cell::Bytes(bytes) => {
            hasher.update([5]);
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
    }
}

/// Length first, so that no two sequences of texts digest alike.
pub(super) fn digest_text(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
