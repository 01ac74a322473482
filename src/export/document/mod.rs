//! What a form says and how its parts follow one another, before it takes a format: every format is a rendering of this, so that no two
//! can disagree.

mod json;
mod measure;
mod palette;
mod place;
mod table;

pub use json::document_json;
pub(super) use measure::{LEGIBLE, SURE, lines, widths};
pub(super) use palette::{HUES, code_letters};
pub(super) use place::{Paper, Stacking};
pub(super) use table::{Align, Cell, Column, Row, Table, Tone, Value, percent, printed};

use super::forms::FormKind;
use crate::diagnostic::Language;
use crate::domain::DateRange;
use crate::store::PlanSummary;

/// A form of a plan, ready for any format.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    pub(super) kind: FormKind,
    pub(super) language: Language,
    /// Of the file.
    pub(super) title: String,
    pub(super) summary: PlanSummary,
    pub(super) sheets: Vec<Sheet>,
}

/// Pages on the same paper: a worksheet.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Sheet {
    /// As wanted; a workbook shortens and numbers it where it must.
    pub name: String,
    pub paper: Paper,
    pub stacking: Stacking,
    /// False where every page goes to somebody else: a letter is not page 3 of 90.
    pub numbered: bool,
    pub pages: Vec<Page>,
}

/// What is read as one: title, particulars, content, signatures.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Page {
    /// Whose it is, where a sheet has several.
    pub label: String,
    pub title: String,
    /// Left, middle and right below the title.
    pub particulars: [String; 3],
    pub blocks: Vec<Block>,
    pub signed: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Block {
    Table(Table),
    /// A table that pictures draw as coloured squares.
    Heat(Table),
    Text(Text),
    Legend(Vec<LegendEntry>),
    Gauge(Gauge),
}

/// A paragraph as wide as the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Text {
    pub text: String,
    pub style: TextStyle,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TextStyle {
    /// Of a letter: the first line indented.
    Body,
    Small,
    Strong,
    Right,
}

/// A colour of a picture: its letters say the same where colours are not printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LegendEntry {
    pub tone: Tone,
    pub code: String,
    pub name: String,
}

/// A pool over its slots.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Gauge {
    pub title: String,
    /// Of the pool's slots, among the lines of the table before it.
    pub first_line: u32,
    pub slots: Vec<GaugeSlot>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct GaugeSlot {
    /// Short: `3上`.
    pub label: String,
    pub dates: DateRange,
    pub size: i64,
    pub in_use: i64,
    pub at_branches: i64,
    pub branch_share: Option<f64>,
}

impl Page {
    pub fn text(&mut self, style: TextStyle, text: impl Into<String>) {
        self.blocks.push(Block::Text(Text { text: text.into(), style }));
    }
}

impl Document {
    /// Form, whose and which period: good for a file's name once it is made safe.
    pub fn title(&self) -> &str {
        &self.title
    }
    /// True when there is nothing on the form: no table has a row.
    pub fn is_empty(&self) -> bool {
        self.lines() == 0
    }
    /// Rows of the tables; a page that is a letter counts as one.
    pub fn lines(&self) -> usize {
        let of_page = |page: &Page| {
            let tables = page.blocks.iter().filter_map(|block| match block {
                Block::Table(table) => Some(table.rows.iter().filter(|row| matches!(row, Row::Cells(_))).count()),
                Block::Heat(_) | Block::Text(_) | Block::Legend(_) | Block::Gauge(_) => None,
            });
            tables.sum::<usize>()
        };
        self.sheets.iter().flat_map(|sheet| &sheet.pages).map(of_page).sum()
    }
}
