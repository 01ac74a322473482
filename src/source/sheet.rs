//! A sheet or file as it was found, before anybody knows what its columns mean.

/// A cell before it is brought into canonical form.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum RawCell {
    Empty,
    Text(String),
    /// `#REF!` and its like.
    FormulaError(String),
}

impl RawCell {
    /// Text as it stands in a file; formula errors saved as text are formula errors still.
    pub(super) fn of_text(text: &str) -> RawCell {
        const ERRORS: [&str; 8] = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];
        let bare = text.trim();
        if bare.is_empty() {
            RawCell::Empty
        } else if ERRORS.contains(&bare) {
            RawCell::FormulaError(bare.to_owned())
        } else {
            RawCell::Text(text.to_owned())
        }
    }
}

/// A row that is not blank.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct RawRow {
    /// From 1, as a spreadsheet shows it.
    pub number: u32,
    /// From column A on.
    pub cells: Vec<RawCell>,
}

/// A rectangle of merged cells, rows from 1 and columns from 0, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Merged {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

/// A sheet of a workbook or a CSV file.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct RawSheet {
    pub file: String,
    /// Name of the sheet; absent for a CSV file.
    pub sheet: Option<String>,
    /// What the table is called: the sheet's name or the file's stem.
    pub name: String,
    /// Without the blank ones, in order.
    pub rows: Vec<RawRow>,
    /// Cells so far to the right that no table of ours reaches them: row from 1, column from 0.
    pub far: Vec<(u32, u32, RawCell)>,
    pub merged: Vec<Merged>,
    /// True when the sheet exists but could not be read.
    pub unreadable: bool,
}

impl RawSheet {
    pub(super) fn push(&mut self, number: u32, cells: Vec<RawCell>) {
        if cells.iter().any(|cell| *cell != RawCell::Empty) {
            self.rows.push(RawRow { number, cells });
        }
    }
}
