//! A sheet about to be written: text by place, and which of the program's columns stands where.

use super::style::Shade;
use crate::source::{Column, Grid, TableKind};
use std::collections::BTreeMap;

/// What is said about a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub shade: Shade,
    /// Comments, each a paragraph; none for a shade alone.
    pub notes: Vec<String>,
}

/// A sheet of a table, or one of the user's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sheet {
    pub name: String,
    pub kind: Option<TableKind>,
    /// Row of the header, from 0.
    pub header: u32,
    /// Columns of ours, by position from 0.
    pub columns: BTreeMap<u32, Column>,
    /// Text by row and column, from 0.
    pub cells: BTreeMap<(u32, u32), String>,
    pub marks: BTreeMap<(u32, u32), Mark>,
}

impl Sheet {
    pub fn new(name: String, kind: Option<TableKind>) -> Sheet {
        Sheet { name, kind, header: 0, columns: BTreeMap::new(), cells: BTreeMap::new(), marks: BTreeMap::new() }
    }
    /// The user's sheet as it stands.
    pub fn of_grid(name: String, grid: &Grid) -> Sheet {
        Sheet {
            header: grid.header,
            columns: grid.columns.iter().copied().collect(),
            cells: grid.cells.iter().map(|cell| ((cell.row, cell.column), cell.text.clone())).collect(),
            ..Sheet::new(name, grid.kind)
        }
    }
    /// Position of the column.
    pub fn position(&self, column: Column) -> Option<u32> {
        self.columns.iter().find(|(_, known)| **known == column).map(|(position, _)| *position)
    }
    /// Last row that holds text, from 0.
    pub fn last_row(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |(row, _)| *row)
    }
    /// Says something about a cell; the graver shade stays.
    pub fn mark(&mut self, at: (u32, u32), shade: Shade, note: Option<String>) {
        let mark = self.marks.entry(at).or_insert(Mark { shade, notes: Vec::new() });
        mark.shade = mark.shade.max(shade);
        mark.notes.extend(note);
    }
}
