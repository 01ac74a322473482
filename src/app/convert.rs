//! Use case: a county's tables from a folder of CSV files into a workbook, and back; and a workbook with every fault marked.

use crate::diagnostic::{Language, Report};
use crate::export::{ExportError, TextTable, write_new_file, write_tables_folder};
use crate::intake::{Change, Marked, csv_tables, marked_workbook, workbook_of};
use crate::source::grids;
use std::path::Path;

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Converted {
    pub tables: usize,
    /// Cells that are not empty.
    pub cells: usize,
    /// What is not as it was.
    pub changes: Vec<Change>,
}

/// Why nothing was converted.
#[derive(Debug)]
pub enum ConvertError {
    /// The input cannot be read whole.
    Input(Report),
    Export(ExportError),
}

impl From<ExportError> for ConvertError {
    fn from(error: ExportError) -> Self {
        ConvertError::Export(error)
    }
}

/// Writes the tables of `from` to `to`: a workbook where it ends in `.xlsx`, else a folder of CSV files. Every cell stays, in tables and
/// columns that are not known too; formulas are written as what they give. What stands at `to` is replaced only with `replace`, and a folder
/// only if nothing but CSV files is in it.
///
/// # Errors
/// When the input cannot be read whole or the output cannot be written; then nothing is altered.
pub fn convert(from: &Path, to: &Path, language: Language, replace: bool) -> Result<Converted, ConvertError> {
    if is_same(from, to) {
        return Err(ExportError::IsTheInput { path: to.to_owned() }.into());
    }
    let (grids, report) = grids(from);
    if report.has_errors() {
        return Err(ConvertError::Input(report));
    }
    let cells = grids.iter().filter(|grid| grid.page.is_none()).map(|grid| grid.cells.len()).sum();
    let tables = grids.iter().filter(|grid| grid.page.is_none()).count();
    let changes = if is_xlsx(to) {
        let (bytes, changes) = workbook_of(&grids, language)?;
        write_new_file(to, &bytes, replace)?;
        changes
    } else if to.extension().is_some_and(|ending| OTHER_ENDINGS.iter().any(|other| ending.eq_ignore_ascii_case(other))) {
        return Err(ExportError::NotXlsx { path: to.to_owned() }.into());
    } else {
        let (tables, changes) = csv_tables(&grids);
        let texts: Vec<TextTable> = tables
            .iter()
            .map(|table| TextTable {
                name: &table.name,
                header: table.rows.first().into_iter().flatten().map(String::as_str).collect(),
                rows: table.rows.iter().skip(1).map(|row| row.iter().map(String::as_str).collect()).collect(),
            })
            .collect();
        write_tables_folder(to, &texts, replace)?;
        changes
    };
    Ok(Converted { tables, cells, changes })
}

/// Endings of files that are no folders, and not written either.
const OTHER_ENDINGS: [&str; 6] = ["xls", "xlsm", "ods", "csv", "et", "db"];

/// Writes a copy of the user's tables with the faults of the report marked in it. The input is never altered.
///
/// # Errors
/// When the name does not end in `.xlsx`, is the input's, something stands there or the file cannot be written.
pub fn mark_faults(input: &Path, report: &Report, out: &Path, language: Language, replace: bool) -> Result<Marked, ExportError> {
    must_be_xlsx(out)?;
    if is_same(input, out) {
        return Err(ExportError::IsTheInput { path: out.to_owned() });
    }
    // What could not be read is in the report already.
    let (grids, _) = grids(input);
    let (bytes, marked) = marked_workbook(&grids, report, language)?;
    write_new_file(out, &bytes, replace)?;
    Ok(marked)
}

pub(super) fn must_be_xlsx(path: &Path) -> Result<(), ExportError> {
    if is_xlsx(path) { Ok(()) } else { Err(ExportError::NotXlsx { path: path.to_owned() }) }
}

fn is_xlsx(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

fn is_same(from: &Path, to: &Path) -> bool {
    match (from.canonicalize(), to.canonicalize()) {
        (Ok(from), Ok(to)) => from == to,
        _ => false,
    }
}
