//! The user's own tables with every fault marked where it stands, and a list of them that leads there.

use super::copy::sheets_of;
use super::sheet::Sheet;
use super::style::{self, Shade};
use super::worksheet::{Book, form_error, note, quoted, shortened};
use crate::diagnostic::{Bilingual, Fault, Language, Report, Severity, Words};
use crate::export::ExportError;
use crate::source::{Grid, Page};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// Excel follows so many links in a sheet, and grows slow with comments long before that.
const MOST_LINKS: usize = 65_000;
const MOST_NOTES: usize = 20_000;

/// How much was marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marked {
    /// Faults in the list.
    pub faults: usize,
    /// Cells that bear a mark.
    pub cells: usize,
}

/// A column of the list of faults.
const HEADS: &[(Words, f64)] = &[
    (Words { zh: "序号", en: "No." }, 6.0),
    (Words { zh: "轻重", en: "Severity" }, 8.0),
    (Words { zh: "位置（点击前往）", en: "Place (click)" }, 18.0),
    (Words { zh: "表", en: "Table" }, 12.0),
    (Words { zh: "行", en: "Row" }, 7.0),
    (Words { zh: "列", en: "Column" }, 8.0),
    (Words { zh: "列名", en: "Header" }, 14.0),
    (Words { zh: "问题", en: "Problem" }, 28.0),
    (Words { zh: "现在是", en: "Found" }, 26.0),
    (Words { zh: "应为", en: "Expected" }, 30.0),
    (Words { zh: "怎么办", en: "To do" }, 36.0),
    (Words { zh: "代码", en: "Code" }, 22.0),
];

/// The bytes of a workbook with the user's tables, cell by cell where they stood, and the faults of the report.
///
/// # Errors
/// When a table is larger than a workbook can hold. Texts that are too long for a cell are cut: it is a copy to look at.
pub fn marked_workbook(grids: &[Grid], report: &Report, language: Language) -> Result<(Vec<u8>, Marked), ExportError> {
    let kept: Vec<&Grid> = grids.iter().filter(|grid| grid.page.is_none()).collect();
    let mut sheets = sheets_of(&kept, language, &mut Vec::new());
    for text in sheets.iter_mut().flat_map(|sheet| sheet.cells.values_mut()) {
        *text = shortened(text);
    }
    let mut places = Vec::new();
    let mut notes = 0;
    for fault in &report.faults {
        let at = kept.iter().position(|grid| grid.file == fault.location.file && grid.sheet == fault.location.sheet);
        let place = at.map(|at| (at, place(&sheets[at], fault)));
        if let Some((at, cell)) = place {
            notes += 1;
            let said = (notes <= MOST_NOTES).then(|| comment(fault, language));
            sheets[at].mark(cell, shade(fault), said);
        }
        places.push(place.map(|(at, (row, column))| (sheets[at].name.clone(), row, column)));
    }
    let marked = Marked { faults: report.faults.len(), cells: sheets.iter().map(|sheet| sheet.marks.len()).sum() };
    let mut book = Book::new(language, &sheets)?;
    let list = list_sheet(report, &places, language).map_err(form_error)?;
    book.workbook.push_worksheet(list);
    for sheet in &sheets {
        book.add(sheet)?;
    }
    Ok((book.bytes()?, marked))
}

fn shade(fault: &Fault) -> Shade {
    match fault.code.severity() {
        Severity::Error => Shade::Error,
        Severity::Warning => Shade::Warning,
    }
}

/// The cell that bears the mark: the faulty one; the header where the whole column is meant; the beginning of the row where no column is;
/// the beginning of the header where the table as a whole is meant.
fn place(sheet: &Sheet, fault: &Fault) -> (u32, u32) {
    let row = fault.location.row.map(|row| row.saturating_sub(1));
    let column = fault.location.column.as_deref().and_then(position);
    match (row, column) {
        (Some(row), Some(column)) => (row, column),
        (None, Some(column)) => (sheet.header, column),
        (Some(row), None) => (row, sheet.cells.keys().find(|(there, _)| *there == row).map_or(0, |(_, column)| *column)),
        (None, None) => (sheet.header, 0),
    }
}

/// The position that the letters of a column mean, from 0.
fn position(letters: &str) -> Option<u32> {
    letters
        .bytes()
        .try_fold(0u32, |sum, byte| {
            let digit = byte.is_ascii_uppercase().then(|| u32::from(byte - b'A') + 1)?;
            sum.checked_mul(26)?.checked_add(digit)
        })?
        .checked_sub(1)
}

fn severity(fault: &Fault) -> Words {
    match fault.code.severity() {
        Severity::Error => Words { zh: "错误", en: "error" },
        Severity::Warning => Words { zh: "提醒", en: "warning" },
    }
}

fn comment(fault: &Fault, language: Language) -> String {
    format!("[{} {}] {}", severity(fault).get(language), fault.code.code(), fault.message(language))
}

fn list_sheet(report: &Report, places: &[Option<(String, u32, u32)>], language: Language) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    style::on_paper(sheet.set_name(Page::Faults.name(language))?).set_repeat_rows(0, 2)?.set_row_height(0, 30)?.set_row_height(1, 20)?;
    sheet.write_string_with_format(0, 0, Page::Faults.title(language), &style::title())?;
    sheet.write_string_with_format(1, 0, summary(report).get(language), &style::cell(style::Holding::Text, None))?;
    for (column, (words, width)) in (0u16..).zip(HEADS) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(2, column, words.get(language), &style::header(false, None))?;
    }
    sheet.set_freeze_panes(3, 0)?;
    if !report.faults.is_empty() {
        let last = 2 + u32::try_from(report.faults.len()).unwrap_or(u32::MAX - 2);
        sheet.autofilter(2, 0, last, HEADS.len() as u16 - 1)?;
    }
    let mut links = 0;
    for (number, (fault, place)) in (1u32..).zip(report.faults.iter().zip(places)) {
        let row = number + 2;
        sheet.write_number_with_format(row, 0, f64::from(number), &style::listed())?;
        let location = &fault.location;
        let text = fault.code.text();
        let table = place.as_ref().map(|(name, ..)| name.clone()).or(location.sheet.clone()).unwrap_or(location.file.clone());
        let row_number = location.row.map(|row| row.to_string()).unwrap_or_default();
        let cells = [
            (1, severity(fault).get(language)),
            (3, table.as_str()),
            (4, row_number.as_str()),
            (5, location.column.as_deref().unwrap_or_default()),
            (6, location.header.as_deref().unwrap_or_default()),
            (7, text.title.get(language)),
            (8, fault.found.get(language)),
            (9, fault.expected.get(language)),
            (10, text.remedy.get(language)),
            (11, fault.code.code()),
        ];
        for (column, text) in cells.iter().copied() {
            let format = if column == 1 { style::listed_as(shade(fault)) } else { style::listed() };
            sheet.write_string_with_format(row, column, shortened(text), &format)?;
        }
        let widths = cells.iter().map(|(column, text)| (*text, HEADS[usize::from(*column)].1));
        sheet.set_row_height(row, style::height(widths))?;
        let Some((name, cell_row, cell_column)) = place else {
            sheet.write_blank(row, 2, &style::listed())?;
            continue;
        };
        let shown = format!("{name}!{}{}", crate::source::letters(*cell_column), cell_row + 1);
        links += 1;
        if links > MOST_LINKS {
            sheet.write_string_with_format(row, 2, shown, &style::listed())?;
            continue;
        }
        let target = format!("internal:{}!{}{}", quoted(name), crate::source::letters(*cell_column), cell_row + 1);
        sheet.write_url_with_format(row, 2, Url::new(target).set_text(shown), &style::link())?;
    }
    let about = Words {
        zh: "红色加粗的格是错误，黄色斜体的格是提醒；原文件没有改动。在本工作簿里改好后可以直接再检查，本页不会被读入。",
        en: "Red bold cells are errors, yellow italic ones warnings; the original file is unaltered. Correct them in this workbook and check it again; this sheet is not read.",
    };
    sheet.insert_note(0, 0, &note(about.get(language)))?;
    Ok(sheet)
}

/// Totals, and what the colours mean.
fn summary(report: &Report) -> Bilingual {
    let (errors, warnings) = (report.errors(), report.warnings());
    Bilingual::new(
        format!("共 {errors} 个错误，{warnings} 个提醒。红色加粗的格是错误，须改正；黄色斜体的格是提醒。原文件没有改动。"),
        format!(
            "{errors} errors, {warnings} warnings. Red bold cells are errors and must be put right; yellow italic ones are warnings. The original file is unaltered."
        ),
    )
}
