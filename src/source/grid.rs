//! What stands in the user's files as it stands: for copies of them.

use super::page::Page;
use super::sheet::{RawCell, RawSheet};
use super::{Column, TableKind, folder};
use crate::diagnostic::Report;
use std::path::Path;

/// A cell that is not empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GridCell {
    /// From 0.
    pub row: u32,
    /// From 0.
    pub column: u32,
    /// As typed; dates as `2027-01-15`, numbers as a spreadsheet shows them, formulas as what they give.
    pub text: String,
}

/// A sheet or CSV file, whether or not it is a table of ours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    /// As faults name it.
    pub file: String,
    /// As faults name it; absent for a CSV file.
    pub sheet: Option<String>,
    /// Name of the sheet, stem of the file.
    pub name: String,
    pub kind: Option<TableKind>,
    /// A sheet that this program wrote for reading.
    pub page: Option<Page>,
    /// By row, then column.
    pub cells: Vec<GridCell>,
    /// The first row that is not blank, from 0, and the columns that its cells name, from 0.
    pub header: u32,
    pub columns: Vec<(u32, Column)>,
}

/// Every sheet or file of the input that is not blank, and what kept others from being read.
pub fn grids(path: &Path) -> (Vec<Grid>, Report) {
    let mut report = Report::default();
    let sheets = super::sheets(path, &mut report);
    (sheets.into_iter().filter(|sheet| !sheet.rows.is_empty() || !sheet.far.is_empty()).map(grid).collect(), report)
}

/// A CSV file that is at hand as text.
pub fn grid_of_csv(name: &str, text: &str) -> Grid {
    let mut sheet = RawSheet { file: format!("{name}.csv"), name: name.to_owned(), ..RawSheet::default() };
    folder::split(text, &mut sheet);
    grid(sheet)
}

fn grid(sheet: RawSheet) -> Grid {
    let (kind, page) = (TableKind::from_name(&sheet.name), Page::of(&sheet));
    let header = sheet.rows.first();
    let columns = header.into_iter().flat_map(|row| (0u32..).zip(&row.cells)).filter_map(|(position, cell)| match (kind, cell) {
        (Some(kind), RawCell::Text(text)) => Some((position, kind.column(text)?)),
        (Some(_), RawCell::Empty | RawCell::FormulaError(_)) | (None, _) => None,
    });
    let columns: Vec<(u32, Column)> = columns.collect();
    let header = header.map_or(0, |row| row.number.saturating_sub(1));
    let near = sheet.rows.into_iter().flat_map(|row| (0u32..).zip(row.cells).map(move |(column, cell)| (row.number, column, cell)));
    let mut cells: Vec<GridCell> = near
        .chain(sheet.far)
        .filter_map(|(number, column, cell)| match cell {
            RawCell::Text(text) | RawCell::FormulaError(text) => Some(GridCell { row: number.saturating_sub(1), column, text }),
            RawCell::Empty => None,
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Grid { file: sheet.file, sheet: sheet.sheet, name: sheet.name, kind, page, cells, header, columns }
}
