//! Tables of a dataset, as HR's own files hold them: a folder of CSV files, or a workbook with a sheet for each.

use super::ExportError;
use super::comma::written;
use super::file::{folder_above, replace_folder, reserve_folder};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Rows that a sheet of a workbook holds besides its header.
const MOST_ROWS: usize = 1_048_575;
const COLUMN_WIDTH: f64 = 14.0;

/// One table: its name, header and rows of text, aligned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextTable<'a> {
    pub name: &'a str,
    pub header: Vec<&'a str>,
    pub rows: Vec<Vec<&'a str>>,
}

/// The bytes of a CSV file as Chinese Excel opens it: UTF-8 with a byte-order mark, CRLF.
///
/// # Errors
/// When the rows cannot be written down.
pub fn table_csv(table: &TextTable) -> Result<Vec<u8>, ExportError> {
    written(std::iter::once(&table.header).chain(&table.rows))
}

/// The bytes of a workbook: all cells are text, the header stays in sight. The same tables give the same bytes.
///
/// # Errors
/// When a table has more rows than a sheet.
pub fn tables_xlsx(tables: &[TextTable]) -> Result<Vec<u8>, ExportError> {
    if let Some(long) = tables.iter().find(|table| table.rows.len() > MOST_ROWS) {
        return Err(ExportError::TooManyRows { table: long.name.to_owned(), rows: long.rows.len(), most: MOST_ROWS });
    }
    built(tables).map_err(|error| ExportError::Form { detail: error.to_string() })
}

fn built(tables: &[TextTable]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2027, 1, 1)?));
    let (head, body) = (Format::new().set_bold().set_num_format("@"), Format::new().set_num_format("@"));
    for table in tables {
        let sheet = workbook.add_worksheet().set_name(table.name)?;
        for (column, title) in (0u16..).zip(&table.header) {
            sheet.write_string_with_format(0, column, *title, &head)?;
            sheet.set_column_width(column, COLUMN_WIDTH)?.set_column_format(column, &body)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (number, row) in (1u32..).zip(&table.rows) {
            for (column, text) in (0u16..).zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string_with_format(number, column, *text, &body)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// Writes a folder of CSV files under another name beside the target, then puts it there: it is whole or not there. A folder that stood
/// there goes only if it was to be replaced and nothing but CSV files is in it.
///
/// # Errors
/// When something else stands there, the folder above it is missing or it cannot be written; then all is as it was.
pub fn write_tables_folder(path: &Path, tables: &[TextTable], replace: bool) -> Result<(), ExportError> {
    let failed = |error: io::Error| ExportError::unwritable(path, &error);
    let standing = contents(path, replace)?;
    let parent = folder_above(path).ok_or_else(|| ExportError::AlreadyThere { path: path.to_owned() })?;
    if !parent.is_dir() {
        return Err(ExportError::MissingDirectory { path: path.to_owned() });
    }
    let name = path.file_name().ok_or_else(|| ExportError::AlreadyThere { path: path.to_owned() })?;
    let new = reserve_folder(parent, name, "new").map_err(failed)?;
    let written = tables.iter().try_for_each(|table| {
        let bytes = table_csv(table)?;
        let file = new.join(format!("{}.csv", table.name));
        fs::write(&file, bytes).and_then(|()| fs::File::open(&file)?.sync_all()).map_err(failed)
    });
    let placed = written.and_then(|()| match standing {
        Standing::Nothing => fs::rename(&new, path).map_err(failed),
        Standing::Tables => replace_folder(&new, path).map_err(failed),
    });
    if placed.is_err() {
        // It is ours and incomplete; if it cannot be removed either, the first failure is the one to tell.
        let _ = fs::remove_dir_all(&new);
    }
    placed
}

/// What is at the place of a new folder.
enum Standing {
    Nothing,
    /// A folder that may be replaced.
    Tables,
}

fn contents(path: &Path, replace: bool) -> Result<Standing, ExportError> {
    let there = || ExportError::AlreadyThere { path: path.to_owned() };
    if fs::symlink_metadata(path).is_err() {
        return Ok(Standing::Nothing);
    }
    if !path.is_dir() || path.is_symlink() {
        return Err(there());
    }
    let entries =
        fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(|error| ExportError::unwritable(path, &error))?;
    let foreign: BTreeSet<String> = entries
        .iter()
        .filter(|entry| !(entry.path().is_file() && entry.path().extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    match foreign.into_iter().next() {
        Some(entry) if replace => Err(ExportError::OtherFiles { path: path.to_owned(), entry }),
        None if replace || entries.is_empty() => Ok(Standing::Tables),
        Some(_) | None => Err(there()),
    }
}
