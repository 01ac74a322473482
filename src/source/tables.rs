//! Tables of canonical text, still knowing where each cell stood.

use super::{Column, TableKind};
use crate::diagnostic::{Location, without_numbers};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Key of the extra cell of a kept row that a fact on the command line wrote or altered; its text is the option that told it. No table has
/// such a column: a table that is read back is without it.
pub const TOLD: &str = "told";

/// A cell in canonical form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// Empty when the cell is.
    pub text: String,
    /// True when a fault has been reported for it already: nothing more is to be said about it.
    pub is_broken: bool,
}

/// A row that is not blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// From 1, as a spreadsheet shows it.
    pub number: u32,
    cells: Vec<Cell>,
    /// The option of the command line that wrote or altered it.
    told: Option<String>,
}

impl Row {
    /// True when a fact on the command line wrote or altered it.
    pub fn is_of_fact(&self) -> bool {
        self.told.is_some()
    }
}

/// One known table with its known columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    kind: TableKind,
    file: String,
    sheet: Option<String>,
    /// In the order of [`Column`], with the position in the sheet (from 0) and the header as written.
    columns: Vec<(Column, Option<u32>, String)>,
    rows: Vec<Row>,
}

/// A dataset: what the user's tables say, before anything is resolved.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tables {
    tables: BTreeMap<TableKind, Table>,
    broken: BTreeSet<TableKind>,
    has_fault: bool,
}

/// A row of a stored dataset: only the known columns that are not empty, by English key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CanonicalRow {
    /// English name of the table.
    pub table: &'static str,
    /// Row number in the user's file.
    pub row: u32,
    /// Ordered by the columns of the documentation.
    pub cells: Vec<(&'static str, String)>,
}

impl Table {
    /// Columns in any order; cells aligned with them.
    pub(super) fn new(
        kind: TableKind,
        file: String,
        sheet: Option<String>,
        columns: Vec<(Column, Option<u32>, String)>,
        rows: Vec<(u32, Vec<Cell>)>,
    ) -> Table {
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|index| columns[*index].0);
        let arranged = |mut cells: Vec<Cell>| {
            cells.resize(order.len(), Cell::default());
            order.iter().map(|index| std::mem::take(&mut cells[*index])).collect()
        };
        let rows = rows.into_iter().map(|(number, cells)| Row { number, cells: arranged(cells), told: None }).collect();
        let columns = order.iter().map(|index| columns[*index].clone()).collect();
        Table { kind, file, sheet, columns, rows }
    }
    pub fn kind(&self) -> TableKind {
        self.kind
    }
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
    /// The cell; none where the table lacks the column.
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        let index = self.columns.binary_search_by_key(&column, |(column, ..)| *column).ok()?;
        row.cells.get(index)
    }
    /// Where the table stands.
    pub fn location(&self) -> Location {
        Location { file: self.file.clone(), sheet: self.sheet.clone(), ..Location::default() }
    }
    /// Where the column stands.
    pub fn column_location(&self, column: Column) -> Location {
        let found = self.columns.binary_search_by_key(&column, |(column, ..)| *column).ok().map(|index| &self.columns[index]);
        Location {
            column: found.and_then(|(_, position, _)| position.map(letters)),
            header: Some(found.map_or_else(|| column.chinese().to_owned(), |(_, _, header)| header.clone())),
            ..self.location()
        }
    }
    /// Where the cell stands, or would stand: what was told on the command line stands there, and in no table.
    pub fn cell_location(&self, row: &Row, column: Column) -> Location {
        match &row.told {
            Some(option) if self.is_told(column) => {
                Location { file: option.clone(), header: self.column_location(column).header, ..Location::default() }
            }
            Some(_) | None => Location { row: Some(row.number), ..self.column_location(column) },
        }
    }
    /// True where the cells of told rows are all of the command line: people and their history were there before, and only end sooner.
    fn is_told(&self, column: Column) -> bool {
        match self.kind {
            TableKind::Staff => column == Column::PersonAvailableUntil,
            TableKind::History => column == Column::HistoryUntil,
            _ => true,
        }
    }
}

impl Tables {
    pub(super) fn insert(&mut self, table: Table) {
        self.tables.insert(table.kind, table);
    }
    /// The table exists but cannot be used: what refers to it is left alone.
    pub(super) fn insert_broken(&mut self, kind: TableKind) {
        self.broken.insert(kind);
        self.has_fault = true;
    }
    pub(super) fn with_fault(mut self) -> Tables {
        self.has_fault = true;
        self
    }
    /// True when no known table was found, not even one that is broken.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.broken.is_empty()
    }
    /// The table, if it has rows: a header alone says no more than no table.
    pub fn table(&self, kind: TableKind) -> Option<&Table> {
        self.tables.get(&kind).filter(|table| !table.rows.is_empty())
    }
    /// The table that has a header but no rows.
    pub fn header_only(&self, kind: TableKind) -> Option<&Table> {
        self.tables.get(&kind).filter(|table| table.rows.is_empty())
    }
    /// True when the table is there but could not be read.
    pub fn is_broken(&self, kind: TableKind) -> bool {
        self.broken.contains(&kind)
    }
    /// True when the reading found an error: no problem is made of these tables.
    pub fn has_fault(&self) -> bool {
        self.has_fault
    }
    /// All rows, table by table, for keeping.
    pub fn canonical_rows(&self) -> Vec<CanonicalRow> {
        let mut out = Vec::new();
        for table in self.tables.values() {
            for row in &table.rows {
                let cells = table.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty());
                let cells = cells.map(|((column, ..), cell)| (column.english(), cell.text.clone())).collect();
                out.push(CanonicalRow { table: table.kind.english(), row: row.number, cells });
            }
        }
        out
    }
    /// The tables that were kept: the same content hash, the same problem. `file` names them in reports. Rows of tables and columns that
    /// are not known are left out.
    pub fn from_canonical_rows<'a, C>(file: &str, rows: impl IntoIterator<Item = (&'a str, u32, C)>) -> Tables
    where
        C: IntoIterator<Item = (&'a str, &'a str)>,
    {
        type Rows = Vec<(u32, BTreeMap<Column, String>)>;
        let mut by_table: BTreeMap<TableKind, Rows> = BTreeMap::new();
        let mut told: BTreeMap<(TableKind, usize), String> = BTreeMap::new();
        for (table, number, cells) in rows {
            let Some(kind) = TableKind::ALL.iter().copied().find(|kind| kind.english() == table) else { continue };
            let rows = by_table.entry(kind).or_default();
            let mut known = BTreeMap::new();
            for (key, text) in cells {
                match kind.column_of_key(key) {
                    Some(column) => {
                        known.insert(column, text.to_owned());
                    }
                    None if key == TOLD => {
                        told.insert((kind, rows.len()), without_numbers(text));
                    }
                    None => {}
                }
            }
            rows.push((number, known));
        }
        let mut tables = Tables::default();
        for (kind, rows) in by_table {
            let used: BTreeSet<Column> = rows.iter().flat_map(|(_, cells)| cells.keys().copied()).collect();
            let aligned = rows.into_iter().map(|(number, mut cells)| {
                let cell = |column| Cell { text: cells.remove(column).unwrap_or_default(), is_broken: false };
                (number, used.iter().map(cell).collect())
            });
            let columns = used.iter().map(|column| (*column, None, column.chinese().to_owned())).collect();
            let mut table = Table::new(kind, file.to_owned(), Some(kind.chinese().to_owned()), columns, aligned.collect());
            for (index, row) in table.rows.iter_mut().enumerate() {
                row.told = told.remove(&(kind, index));
            }
            tables.insert(table);
        }
        tables
    }
    /// SHA-256 in hexadecimal over what the tables say: the order of rows counts; file names, row numbers, the order of columns and
    /// columns that are empty do not.
    pub fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        // Every text goes in behind its length, so that no two datasets run together.
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        for row in self.canonical_rows() {
            add(row.table);
            add(&row.cells.len().to_string());
            for (key, text) in &row.cells {
                add(key);
                add(text);
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Spreadsheet letters of a column: A, B, … Z, AA, …
pub fn letters(position: u32) -> String {
    let mut rest = u64::from(position) + 1;
    let mut out = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        out.push(char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (position, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(position), expected);
        }
    }

    #[test]
    fn a_kept_dataset_has_the_hash_of_the_one_it_came_from() {
        let rows = [
            ("staff", 2, vec![("code", "P1"), ("name", "甲")]),
            ("staff", 4, vec![("code", "P2"), ("name", "乙"), ("grade", "中级")]),
            ("unheard-of", 2, vec![("code", "P1")]),
        ];
        let tables = Tables::from_canonical_rows("dataset", rows);
        let kept = tables.canonical_rows();
        assert_eq!(kept.len(), 2);
        let again = Tables::from_canonical_rows(
            "elsewhere",
            kept.iter().map(|row| (row.table, row.row + 7, row.cells.iter().map(|(key, text)| (*key, text.as_str())))),
        );
        assert_eq!(tables.content_hash(), again.content_hash());
        let swapped = Tables::from_canonical_rows(
            "dataset",
            kept.iter().rev().map(|row| (row.table, row.row, row.cells.iter().map(|(key, text)| (*key, text.as_str())))),
        );
        assert_ne!(tables.content_hash(), swapped.content_hash());
    }
}
