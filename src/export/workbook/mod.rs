//! A document as a workbook to print: no formulas, whatever a name looks like.

mod apart;
mod chart;
mod grid;
mod listing;
mod measure;
mod name;
mod page;
mod paging;
mod style;

pub use listing::listings_xlsx;

use super::ExportError;
use super::document::Document;
use chrono::{NaiveDate, NaiveDateTime};
pub use name::SheetNames;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};
use style::Styles;

/// The bytes of the file: the same document gives the same bytes.
///
/// # Errors
/// When the library refuses, which is a defect.
pub fn to_xlsx(document: &Document) -> Result<Vec<u8>, ExportError> {
    built(document).map_err(|error| ExportError::Form { detail: error.to_string() })
}

fn built(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    workbook.set_properties(&properties(document));
    let (mut styles, mut names) = (Styles::new(), SheetNames::default());
    // The table that charts of a later sheet are drawn from.
    let mut drawn_from = None;
    for sheet in &document.sheets {
        let name = names.unique(&sheet.name);
        page::write(workbook.add_worksheet().set_name(name)?, &mut styles, &mut drawn_from, document.language, sheet)?;
    }
    if document.sheets.is_empty() {
        // A workbook has at least one sheet.
        workbook.add_worksheet().set_name(names.unique(document.kind.name().get(document.language)))?;
    }
    workbook.save_to_buffer()
}

/// Columns are as wide as so many digits of its font, which every Chinese desktop has.
fn empty() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&Format::new().set_font_name("宋体").set_font_size(11), 18, 72)?;
    Ok(workbook)
}

/// Dated as the plan, not as the export, so that the bytes depend on the plan alone.
fn properties(document: &Document) -> DocProperties {
    let summary = &document.summary;
    let made = summary.created_at.get(..19).unwrap_or_default().replace('T', " ");
    let made = NaiveDateTime::parse_from_str(&made, "%Y-%m-%d %H:%M:%S")
        .unwrap_or_else(|_| NaiveDate::and_time(&summary.horizon.from, chrono::NaiveTime::MIN));
    let properties = DocProperties::new().set_title(&document.title).set_company(summary.county.as_str());
    match rust_xlsxwriter::ExcelDateTime::parse_from_str(&made.format("%Y-%m-%dT%H:%M:%S").to_string()) {
        Ok(made) => properties.set_creation_datetime(&made),
        Err(_) => properties,
    }
}
