//! Plain tables as sheets to print.

use super::super::listing::{Entry, Listing};
use super::name::SheetNames;
use super::page::{Page, Paper, Value, fitting};
use super::style::Styles;
use crate::diagnostic::Language;
use crate::export::ExportError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The bytes of a workbook with a sheet for each table: (name of the sheet, line under its title, table).
pub fn listings_xlsx(sheets: &[(&str, String, Listing)]) -> Result<Vec<u8>, ExportError> {
    built(sheets).map_err(|error| ExportError::Form { detail: error.to_string() })
}

fn built(sheets: &[(&str, String, Listing)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Not dated: the bytes depend on the plans alone.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (styles, mut names) = (Styles::new(), SheetNames::default());
    for (name, under, listing) in sheets {
        let sheet = workbook.add_worksheet().set_name(names.unique(name))?;
        let zh = Language::Chinese;
        let widths = (0..listing.columns.len()).map(|at| {
            let cells: Vec<String> = listing.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text(zh)).collect();
            fitting(cells.iter().map(String::as_str).chain([listing.columns[at].get(zh)]), 8.0, 40.0)
        });
        let mut page = Page::new(sheet, &styles, widths.collect())?;
        page.title(listing.title.get(zh), [under, "", ""])?;
        let head = page.row;
        page.header(&listing.columns.iter().map(|column| column.get(zh)).collect::<Vec<_>>())?;
        page.sheet.set_freeze_panes(head + 1, 0)?;
        for row in &listing.rows {
            let cells: Vec<_> = row
                .iter()
                .map(|cell| match cell {
                    Entry::Number(number) => (Value::Number(*number), &styles.number),
                    Entry::Date(date) => (Value::Date(*date), &styles.date),
                    Entry::Empty | Entry::Text(_) | Entry::Words(_) | Entry::Decimal(_) => (Value::Owned(cell.text(zh)), &styles.text),
                })
                .collect();
            page.line(&cells)?;
        }
        if listing.rows.is_empty() {
            page.whole_line(listing.empty.get(zh), &styles.middle)?;
        }
        page.finish(Paper::A4, (head, head))?;
    }
    workbook.save_to_buffer()
}
