//! A sheet of a workbook: cells that keep their text, formats, comments, drop-down lists.

use super::guide;
use super::sheet::Sheet;
use super::style::{self, Holding, Shade};
use crate::diagnostic::{Bilingual, Language};
use crate::export::ExportError;
use crate::source::{CellKind, Column, Page, TableKind, examples, letters, number};
use crate::validate::{Choices, choices};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Formula, Note, Workbook, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;

/// Limits of Excel, in its UTF-16 units where texts are meant.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
const LONGEST_TEXT: usize = 32_767;
const LONGEST_LIST: usize = 255;
/// Rows below the header that have drop-down lists, at least.
const ROWS_TO_FILL: u32 = 6_000;

/// A workbook and what its sheets refer to one another by.
pub(super) struct Book {
    pub workbook: Workbook,
    pub language: Language,
    /// Sheet, first row below the header and position of columns that other tables choose from.
    places: BTreeMap<Column, (String, u32, u32)>,
    /// Lists that are too long for a rule of a cell: they get a sheet.
    lists: Vec<Vec<String>>,
}

pub(super) fn form_error(error: XlsxError) -> ExportError {
    ExportError::Form { detail: error.to_string() }
}

impl Book {
    /// The same sheets give the same bytes: the workbook bears no time of making.
    pub fn new(language: Language, sheets: &[Sheet]) -> Result<Book, ExportError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_ymd(2027, 1, 1).map_err(form_error)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let mut places = BTreeMap::new();
        for sheet in sheets {
            for (position, column) in &sheet.columns {
                places.entry(*column).or_insert_with(|| (sheet.name.clone(), sheet.header + 1, *position));
            }
        }
        Ok(Book { workbook, language, places, lists: Vec::new() })
    }

    /// Writes the sheet at the end of the workbook.
    pub fn add(&mut self, sheet: &Sheet) -> Result<(), ExportError> {
        fits(sheet)?;
        self.write(sheet).map_err(form_error)
    }

    fn write(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(&sheet.name)?.set_freeze_panes(sheet.header + 1, 0)?;
        style::on_paper(&mut worksheet).set_repeat_rows(0, sheet.header)?;
        for (position, column) in &sheet.columns {
            let position = *position as u16;
            worksheet.set_column_format(position, &style::cell(holding(column.kind()), None))?;
            worksheet.set_column_width(position, width(*column, self.language))?;
            self.offer(&mut worksheet, sheet, *column, position)?;
        }
        for ((row, position), text) in &sheet.cells {
            let shade = sheet.marks.get(&(*row, *position)).map(|mark| mark.shade);
            write_cell(&mut worksheet, sheet, (*row, *position), text, shade)?;
        }
        for ((row, position), mark) in sheet.marks.iter().filter(|(at, _)| !sheet.cells.contains_key(at)) {
            worksheet.write_blank(*row, *position as u16, &style::cell(Holding::Text, Some(mark.shade)))?;
        }
        let mut notes: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
        for (at, mark) in sheet.marks.iter().filter(|(_, mark)| !mark.notes.is_empty()) {
            notes.entry(*at).or_default().extend(mark.notes.iter().cloned());
        }
        for (position, column) in &sheet.columns {
            notes.entry((sheet.header, *position)).or_default().push(about(*column, self.language));
        }
        for ((row, position), paragraphs) in notes {
            worksheet.insert_note(row, position as u16, &note(&paragraphs.join("\n\n")))?;
        }
        self.workbook.push_worksheet(worksheet);
        Ok(())
    }

    /// The column's drop-down list, or what else its cells should hold. A cell may hold something else after a question: titles, other
    /// words that mean the same and several at once are understood too.
    fn offer(&mut self, worksheet: &mut Worksheet, sheet: &Sheet, column: Column, position: u16) -> Result<(), XlsxError> {
        let rule = match choices(column) {
            Choices::Free if matches!(column.kind(), CellKind::FirstDay | CellKind::LastDay) => {
                let (first, last) = (ExcelDateTime::from_ymd(1900, 1, 1)?, ExcelDateTime::from_ymd(2200, 12, 31)?);
                Some(DataValidation::new().allow_date(DataValidationRule::Between(first, last)))
            }
            Choices::Free => None,
            Choices::Words(words) | Choices::ListOfWords(words) => Some(self.list_of_words(&words)?),
            Choices::Column(other) | Choices::ColumnOrElse(other) => {
                self.places.get(&other).map(|place| DataValidation::new().allow_list_formula(range(place)))
            }
        };
        let Some(rule) = rule else { return Ok(()) };
        let (title, message) = match self.language {
            Language::Chinese => ("不在列表中", "这个写法不在列表或规定格式里。仍要这样填吗？列表见“填写说明”。"),
            Language::English => {
                ("Not in the list", "This is not in the list, or not of the expected form. Keep it all the same? See the sheet Guide.")
            }
        };
        let rule = rule.set_error_style(DataValidationErrorStyle::Warning).set_error_title(title)?.set_error_message(message)?;
        let last = (sheet.last_row() + 1000).max(sheet.header + ROWS_TO_FILL).min(MOST_ROWS as u32 - 1);
        worksheet.add_data_validation(sheet.header + 1, position, last, position, &rule)?;
        Ok(())
    }

    fn list_of_words(&mut self, words: &[Bilingual]) -> Result<DataValidation, XlsxError> {
        let words: Vec<String> = words.iter().map(|word| word.get(self.language).to_owned()).collect();
        if words.join(",").encode_utf16().count() <= LONGEST_LIST && words.iter().all(|word| !word.contains(',')) {
            return DataValidation::new().allow_list_strings(&words);
        }
        let at = self.lists.iter().position(|list| *list == words).unwrap_or_else(|| {
            self.lists.push(words.clone());
            self.lists.len() - 1
        });
        let column = letters(u32::try_from(at).unwrap_or(u32::MAX));
        let formula = format!("={}!${column}$2:${column}${}", quoted(Page::Lists.name(self.language)), words.len() + 1);
        Ok(DataValidation::new().allow_list_formula(Formula::new(formula)))
    }

    /// The bytes of the file, with the sheet of long lists at its end.
    pub fn bytes(mut self) -> Result<Vec<u8>, ExportError> {
        if !self.lists.is_empty() {
            self.write_lists().map_err(form_error)?;
        }
        self.workbook.save_to_buffer().map_err(form_error)
    }

    fn write_lists(&mut self) -> Result<(), XlsxError> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(Page::Lists.name(self.language))?.set_hidden(true);
        worksheet.write_string(0, 0, Page::Lists.title(self.language))?;
        for (column, list) in (0u16..).zip(&self.lists) {
            for (row, word) in (1u32..).zip(list) {
                worksheet.write_string(row, column, word)?;
            }
        }
        self.workbook.push_worksheet(worksheet);
        Ok(())
    }
}

/// The filled cells of a column, growing with it.
fn range((sheet, row, position): &(String, u32, u32)) -> Formula {
    let (sheet, column) = (quoted(sheet), letters(*position));
    let (first, last) = (row + 1, row + ROWS_TO_FILL);
    Formula::new(format!("=OFFSET({sheet}!${column}${first},0,0,MAX(1,COUNTA({sheet}!${column}${first}:${column}${last})),1)"))
}

/// The name of a sheet as formulas and links write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// What no workbook can hold is refused, never cut.
fn fits(sheet: &Sheet) -> Result<(), ExportError> {
    let columns = sheet.cells.keys().map(|(_, column)| column + 1).max().unwrap_or(0);
    if columns > MOST_COLUMNS {
        return Err(ExportError::TooManyColumns { table: sheet.name.clone(), columns, most: MOST_COLUMNS });
    }
    let rows = sheet.last_row() as usize + 1;
    if rows > MOST_ROWS {
        return Err(ExportError::TooManyRows { table: sheet.name.clone(), rows, most: MOST_ROWS });
    }
    let long = sheet.cells.iter().map(|(at, text)| (at, text.encode_utf16().count())).find(|(_, length)| *length > LONGEST_TEXT);
    match long {
        Some(((row, column), length)) => {
            Err(ExportError::CellTooLong { table: sheet.name.clone(), row: row + 1, column: letters(*column), length, most: LONGEST_TEXT })
        }
        None => Ok(()),
    }
}

/// The beginning of a text that a cell can hold.
pub(super) fn shortened(text: &str) -> String {
    let mut left = LONGEST_TEXT - 1;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = if fits { left - c.len_utf16() } else { 0 };
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() < text.len() { kept + "…" } else { kept }
}

/// Text never becomes a formula. A date or number is written as such only where reading it back gives the same text, in a column that
/// holds dates or numbers.
fn write_cell(worksheet: &mut Worksheet, sheet: &Sheet, at: (u32, u32), text: &str, shade: Option<Shade>) -> Result<(), XlsxError> {
    let (row, position) = (at.0, at.1 as u16);
    let column = sheet.columns.get(&at.1);
    if row == sheet.header {
        let is_required = column.is_some_and(|column| column.is_required());
        worksheet.write_string_with_format(row, position, text, &style::header(is_required, shade))?;
        return Ok(());
    }
    let holding = column.filter(|_| row > sheet.header).map_or(Holding::Text, |column| holding(column.kind()));
    match holding {
        Holding::Date => {
            if let Some(date) = excel_date(text) {
                worksheet.write_datetime_with_format(row, position, &date, &style::cell(Holding::Date, shade))?;
                return Ok(());
            }
        }
        Holding::Number => {
            if let Some(value) = text.parse::<f64>().ok().filter(|value| value.is_finite() && number(*value) == text) {
                worksheet.write_number_with_format(row, position, value, &style::cell(Holding::Number, shade))?;
                return Ok(());
            }
        }
        Holding::Text => {}
    }
    worksheet.write_string_with_format(row, position, text, &style::cell(Holding::Text, shade))?;
    Ok(())
}

/// A day as it is read back: spreadsheets disagree on the days before March 1900.
fn excel_date(text: &str) -> Option<ExcelDateTime> {
    let date = text.parse::<NaiveDate>().ok().filter(|date| date.to_string() == text && (1901..=2200).contains(&date.year()))?;
    ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8).ok()
}

fn holding(kind: CellKind) -> Holding {
    match kind {
        CellKind::FirstDay | CellKind::LastDay => Holding::Date,
        CellKind::Number => Holding::Number,
        CellKind::Words | CellKind::Code | CellKind::Grammar | CellKind::Month => Holding::Text,
    }
}

fn width(column: Column, language: Language) -> f64 {
    let header = match language {
        Language::Chinese => column.chinese().chars().count() as f64 * 2.1 + 3.0,
        Language::English => column.english().len() as f64 + 3.0,
    };
    let content = match column.kind() {
        CellKind::Number => 8.0,
        CellKind::FirstDay | CellKind::LastDay | CellKind::Month => 12.0,
        CellKind::Code => 13.0,
        CellKind::Words => 18.0,
        CellKind::Grammar => 24.0,
    };
    let content = if column == Column::PersonIdentity { 22.0 } else { content };
    f64::max(header, content)
}

/// How the values of a column are written.
pub(super) fn form_of(column: Column, language: Language) -> String {
    let list = |words: &[Bilingual], and_more: &str| {
        let words: Vec<&str> = words.iter().map(|word| word.get(language)).collect();
        match language {
            Language::Chinese => format!("{}{and_more}", words.join("、")),
            Language::English => format!("{}{and_more}", words.join(", ")),
        }
    };
    let pick = |zh: &'static str, en: &'static str| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let of_table = |other: Column| match language {
        Language::Chinese => format!("“{}”表的“{}”", other.table().chinese(), other.chinese()),
        Language::English => format!("{} of the table {}", other.english(), other.table().english()),
    };
    match choices(column) {
        Choices::Words(words) => list(&words, ""),
        Choices::ListOfWords(words) => list(&words, pick("，可写多个", "; several may be given")),
        Choices::Column(other) | Choices::ColumnOrElse(other) => of_table(other),
        Choices::Free => match column.kind() {
            CellKind::Words | CellKind::Code | CellKind::Grammar => pick("文本", "text").into(),
            CellKind::Number => pick("数字", "number").into(),
            CellKind::FirstDay | CellKind::LastDay => pick("日期", "date").into(),
            CellKind::Month => pick("月份，如 2027-01", "month, such as 2027-01").into(),
        },
    }
}

/// An example of what stands in the column, without the mark of example rows.
pub(super) fn example_of(column: Column, language: Language) -> &'static str {
    let rows = examples(column.table());
    let found = rows.iter().flat_map(|row| row.iter()).find(|(filled, _)| *filled == column);
    found.map_or("", |(_, words)| words.get(language))
}

/// The comment on a header.
fn about(column: Column, language: Language) -> String {
    let guide = guide::of_column(column);
    let (absent, example) = (guide.absent.get(language), example_of(column, language));
    let form = form_of(column, language);
    let mut lines = match language {
        Language::Chinese => vec![
            format!("{}（{}）{}", column.chinese(), column.english(), if column.is_required() { "必填" } else { "可不填" }),
            guide.what.zh.to_owned(),
            format!("填法：{form}"),
        ],
        Language::English => vec![
            format!("{} ({}), {}", column.english(), column.chinese(), if column.is_required() { "required" } else { "optional" }),
            guide.what.en.to_owned(),
            format!("Write: {form}"),
        ],
    };
    if !absent.is_empty() {
        lines.push(match language {
            Language::Chinese => format!("不填：{absent}"),
            Language::English => format!("If empty: {absent}"),
        });
    }
    if !example.is_empty() {
        lines.push(match language {
            Language::Chinese => format!("例：{example}"),
            Language::English => format!("Example: {example}"),
        });
    }
    lines.join("\n")
}

/// A comment large enough for its text.
pub(super) fn note(text: &str) -> Note {
    let text = shortened(text);
    let lines: usize = text.lines().map(|line| unicode_width::UnicodeWidthStr::width(line) / 38 + 1).sum();
    let height = 20 * u32::try_from(lines.min(40)).unwrap_or(40) + 20;
    Note::new(text).add_author_prefix(false).set_width(300).set_height(height)
}

/// The name that a table's sheet has in a new workbook. Excel keeps the English name of the history for itself.
pub(super) fn sheet_of(kind: TableKind, language: Language) -> &'static str {
    match language {
        Language::Chinese => kind.chinese(),
        Language::English if kind == TableKind::History => "history (stays)",
        Language::English => kind.english(),
    }
}
