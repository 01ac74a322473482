//! A new workbook: every table and column that the program reads, explained.

use super::example;
use super::page;
use super::sheet::Sheet;
use super::style::Shade;
use super::worksheet::{Book, sheet_of};
use crate::diagnostic::Language;
use crate::export::ExportError;
use crate::source::{Column, TableKind, examples, marked};

/// What the tables of a new workbook hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filling {
    /// Two example rows each, which reading leaves out.
    Examples,
    /// The made-up people of the county of Luxian (泸县).
    Luxian,
}

/// The bytes of a new workbook.
///
/// # Errors
/// When the workbook cannot be made.
pub fn blank_workbook(filling: Filling, language: Language) -> Result<Vec<u8>, ExportError> {
    let mut sheets: Vec<Sheet> = TableKind::ALL.iter().map(|kind| headed(*kind, language)).collect();
    match filling {
        Filling::Examples => sheets.iter_mut().for_each(|sheet| add_examples(sheet, language)),
        Filling::Luxian => example::fill(&mut sheets),
    }
    let mut book = Book::new(language, &sheets)?;
    page::write_guide(&mut book, filling)?;
    for sheet in &sheets {
        book.add(sheet)?;
    }
    book.bytes()
}

/// Columns of a new sheet. The settings stand in one row; as rows of key and value they are read too.
fn columns(kind: TableKind) -> impl Iterator<Item = Column> {
    kind.columns().iter().copied().filter(|column| !matches!(column, Column::SettingsKey | Column::SettingsValue))
}

fn headed(kind: TableKind, language: Language) -> Sheet {
    let mut sheet = Sheet::new(sheet_of(kind, language).to_owned(), Some(kind));
    for (position, column) in (0u32..).zip(columns(kind)) {
        let header = match language {
            Language::Chinese => column.chinese(),
            Language::English => column.english(),
        };
        sheet.columns.insert(position, column);
        sheet.cells.insert((0, position), header.to_owned());
    }
    sheet
}

fn add_examples(sheet: &mut Sheet, language: Language) {
    let Some(kind) = sheet.kind else { return };
    for (row, example) in (1u32..).zip(examples(kind)) {
        for (index, (column, words)) in example.iter().enumerate() {
            let Some(position) = sheet.position(*column) else { continue };
            let text = words.get(language);
            sheet.cells.insert((row, position), if index == 0 { marked(text, language) } else { text.to_owned() });
            sheet.mark((row, position), Shade::Example, None);
        }
    }
}
