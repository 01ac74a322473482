//! Workbooks and folders of CSV files to located cells of canonical text. No meaning here beyond which table and which column a cell
//! belongs to.

mod columns;
mod decode;
mod example;
mod folder;
mod grid;
mod heading;
mod page;
mod sheet;
mod tables;
mod text;
mod unit;
mod workbook;

pub use columns::{Column, TableKind};
pub use example::{Example, examples, marked};
pub use grid::{Grid, GridCell, grid_of_csv, grids};
pub use page::Page;
pub use tables::letters;
pub use tables::{CanonicalRow, Cell, Row, TOLD, Table, Tables};
pub use text::{CellKind, date, number};

use crate::diagnostic::{Bilingual, Code, Fault, Location, Report};
use std::path::Path;

/// What was read, and everything worth saying about it. Tables that could not be read are marked as such in `tables`, so that validation
/// neither makes a problem of them nor complains of what refers to them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    pub tables: Tables,
    pub report: Report,
}

/// Reads a folder of CSV files or a workbook (.xlsx, .xlsm, .xls, .ods). Never fails: what is wrong stands in the report.
pub fn read(path: &Path) -> Reading {
    let mut report = Report::default();
    let sheets = sheets(path, &mut report);
    let tables = heading::tables(sheets, &mut report);
    if tables.is_empty() && !report.has_errors() {
        let known: Vec<_> = TableKind::ALL.iter().filter(|table| table.is_required()).collect();
        let zh: Vec<_> = known.iter().map(|table| table.chinese()).collect();
        let en: Vec<_> = known.iter().map(|table| table.english()).collect();
        report.push(Fault {
            location: Location { file: file_name(path), ..Location::default() },
            code: Code::NoKnownTable,
            found: Bilingual::default(),
            expected: Bilingual::new(format!("至少有 {} 这几张表", zh.join("、")), format!("at least the tables {}", en.join(", "))),
        });
    }
    report.sort();
    Reading { tables: if report.has_errors() { tables.with_fault() } else { tables }, report }
}

fn sheets(path: &Path, report: &mut Report) -> Vec<sheet::RawSheet> {
    if path.is_dir() { folder::read(path, report) } else { workbook::read(path, report) }
}

/// Last part of the path, which is how a clerk knows the file.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A fault about a whole file.
fn file_fault(path: &Path, code: Code, found: Bilingual, expected: Bilingual) -> Fault {
    Fault { location: Location { file: file_name(path), ..Location::default() }, code, found, expected }
}
