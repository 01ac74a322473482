//! A dataset being written: rows of text, table by table, in the columns that users know.

use crate::source::{Column, TableKind};
use std::collections::{BTreeMap, BTreeSet};

type Cells = BTreeMap<Column, String>;

/// Rows of text by table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dataset {
    tables: BTreeMap<TableKind, Vec<Cells>>,
}

/// One table: the columns that have text somewhere, in the order of the documentation, and the rows aligned with them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet<'a> {
    pub table: TableKind,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<&'a str>>,
}

/// A row being filled.
pub(super) struct RowOf<'a>(&'a mut Cells);

impl RowOf<'_> {
    /// Text that is empty leaves the cell empty.
    pub fn set(self, column: Column, value: impl ToString) -> Self {
        let text = value.to_string();
        if !text.is_empty() {
            self.0.insert(column, text);
        }
        self
    }
    pub fn set_some(self, column: Column, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }
    /// `是` or `否`.
    pub fn flag(self, column: Column, value: bool) -> Self {
        self.set(column, if value { "是" } else { "否" })
    }
}

impl Dataset {
    /// A further row of the table.
    pub(super) fn row(&mut self, table: TableKind) -> RowOf<'_> {
        let rows = self.tables.entry(table).or_default();
        rows.push(Cells::new());
        let last = rows.len() - 1;
        RowOf(&mut rows[last])
    }
    /// Rows of the table.
    pub fn count(&self, table: TableKind) -> u64 {
        self.tables.get(&table).map_or(0, |rows| rows.len() as u64)
    }
    /// The tables that have rows, in the order of the documentation.
    pub fn sheets(&self) -> impl Iterator<Item = Sheet<'_>> {
        self.tables.iter().map(|(table, rows)| {
            let used: BTreeSet<Column> = rows.iter().flat_map(|cells| cells.keys().copied()).collect();
            let columns: Vec<Column> = used.into_iter().collect();
            let rows =
                rows.iter().map(|cells| columns.iter().map(|column| cells.get(column).map_or("", String::as_str)).collect()).collect();
            Sheet { table: *table, columns, rows }
        })
    }
    /// The rows as reading them from files would give them: English table name, row number in the file, cells by English key.
    pub fn canonical_rows(&self) -> impl Iterator<Item = (&str, u32, Vec<(&str, &str)>)> {
        self.tables.iter().flat_map(|(table, rows)| {
            rows.iter().enumerate().map(|(index, cells)| {
                let cells = cells.iter().map(|(column, text)| (column.english(), text.as_str())).collect();
                (table.english(), u32::try_from(index + 2).unwrap_or(u32::MAX), cells)
            })
        })
    }
}
