//! Plain tables as sheets to print.

use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Stacking, Table};
use super::super::listing::{Entry, Listing};
use super::name::SheetNames;
use super::page;
use super::style::Styles;
use crate::diagnostic::Language;
use crate::export::ExportError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// The bytes of a workbook with a sheet for each table: (name of the sheet, line under its title, table).
pub fn listings_xlsx(sheets: &[(&str, String, Listing)]) -> Result<Vec<u8>, ExportError> {
    built(sheets).map_err(|error| ExportError::Form { detail: error.to_string() })
}

fn built(sheets: &[(&str, String, Listing)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = super::empty()?;
    // Not dated: the bytes depend on the plans alone.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (mut styles, mut names, mut drawn_from) = (Styles::new(), SheetNames::default(), None);
    for (name, under, listing) in sheets {
        let sheet = workbook.add_worksheet().set_name(names.unique(name))?;
        page::write(sheet, &mut styles, &mut drawn_from, Language::Chinese, &printed(name, under, listing))?;
    }
    workbook.save_to_buffer()
}

fn printed(name: &str, under: &str, listing: &Listing) -> Sheet {
    let zh = Language::Chinese;
    let column = |name: &crate::diagnostic::Bilingual| Column::new(name.get(Language::English), name.get(zh), (8.0, 40.0), Align::Left);
    let line = |row: &Vec<Entry>| {
        Row::Cells(
            row.iter()
                .map(|cell| match cell {
                    Entry::Number(number) => Cell::number(*number),
                    Entry::Date(date) => Cell::date(*date),
                    Entry::Empty | Entry::Text(_) | Entry::Words(_) | Entry::Decimal(_) => Cell::text(cell.text(zh)),
                })
                .collect(),
        )
    };
    let table = Table {
        columns: listing.columns.iter().map(column).collect(),
        rows: listing.rows.iter().map(line).collect(),
        frozen: 0,
        empty: listing.empty.get(zh).to_owned(),
    };
    let page = Page {
        label: String::new(),
        title: listing.title.get(zh).to_owned(),
        particulars: [under.to_owned(), String::new(), String::new()],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    Sheet { name: name.to_owned(), paper: Paper::A4Landscape, stacking: Stacking::Flow, numbered: true, pages: vec![page] }
}
