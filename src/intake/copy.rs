//! The user's tables from one form into the other, with nothing lost.

use super::names::{FileNames, sheet_name};
use super::sheet::Sheet;
use super::worksheet::Book;
use crate::diagnostic::Language;
use crate::export::{ExportError, SheetNames, unformulated};
use crate::source::{Grid, Page};
use std::collections::BTreeMap;

/// What is not in the copy as it was in the original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The sheet or file could not keep its name.
    Renamed { from: String, to: String },
    /// A sheet that the program writes for reading is not part of the data.
    PageLeftOut { name: String },
}

/// Rows of a CSV file, aligned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CsvTable {
    /// Stem of the file.
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

fn data<'a>(grids: &'a [Grid], changes: &mut Vec<Change>) -> Vec<&'a Grid> {
    let pages: Vec<&Grid> = grids.iter().filter(|grid| grid.page.is_some_and(|page| page != Page::Lists)).collect();
    changes.extend(pages.into_iter().map(|grid| Change::PageLeftOut { name: grid.name.clone() }));
    grids.iter().filter(|grid| grid.page.is_none()).collect()
}

/// The sheets of a workbook that holds them all.
pub(super) fn sheets_of(grids: &[&Grid], language: Language, changes: &mut Vec<Change>) -> Vec<Sheet> {
    let mut names = SheetNames::default();
    // Names of pages that may be added are not given to others.
    for page in Page::ALL {
        names.unique(page.name(language));
    }
    let mut sheet = |grid: &&Grid| {
        let name = sheet_name(&mut names, &grid.name);
        if name != grid.name {
            changes.push(Change::Renamed { from: grid.name.clone(), to: name.clone() });
        }
        Sheet::of_grid(name, grid)
    };
    grids.iter().map(&mut sheet).collect()
}

/// A workbook with every cell where it stood, and what could not stay as it was.
///
/// # Errors
/// When a text or table is larger than a workbook can hold.
pub fn workbook_of(grids: &[Grid], language: Language) -> Result<(Vec<u8>, Vec<Change>), ExportError> {
    let mut changes = Vec::new();
    let grids = data(grids, &mut changes);
    let sheets = sheets_of(&grids, language, &mut changes);
    let mut book = Book::new(language, &sheets)?;
    for sheet in &sheets {
        book.add(sheet)?;
    }
    Ok((book.bytes()?, changes))
}

/// CSV files with every cell where it stood, text that a spreadsheet would take for a formula marked as text, and what could not stay as
/// it was.
pub fn csv_tables(grids: &[Grid]) -> (Vec<CsvTable>, Vec<Change>) {
    let (mut changes, mut names) = (Vec::new(), FileNames::default());
    let mut tables = Vec::new();
    for grid in data(grids, &mut changes) {
        let name = names.unique(&grid.name);
        if name != grid.name {
            changes.push(Change::Renamed { from: grid.name.clone(), to: name.clone() });
        }
        tables.push(CsvTable { name, rows: rows_of(grid) });
    }
    (tables, changes)
}

fn rows_of(grid: &Grid) -> Vec<Vec<String>> {
    let width = grid.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0) as usize;
    let mut by_row: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for cell in &grid.cells {
        let row = by_row.entry(cell.row).or_insert_with(|| vec![String::new(); width]);
        row[cell.column as usize] = unformulated(&cell.text);
    }
    let last = by_row.keys().next_back().map_or(0, |row| row + 1);
    (0..last).map(|row| by_row.remove(&row).unwrap_or_else(|| vec![String::new(); width])).collect()
}
