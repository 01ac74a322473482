//! A printed page: title, particulars, table, signatures and seal; how it lies on paper.

use super::style::Styles;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

const A4: u8 = 9;
const A3: u8 = 8;
/// Points of one line of text, and what is added above and below.
const LINE: f64 = 15.0;
const AIR: f64 = 6.0;
/// Excel takes no longer text in a cell.
const LONGEST_TEXT: usize = 32_000;

#[derive(Clone, Copy)]
pub(super) enum Paper {
    A4,
    A3,
}

/// What goes into a cell.
pub(super) enum Value<'a> {
    Text(&'a str),
    Owned(String),
    Number(i64),
    /// A fraction, shown as a percentage.
    Percent(Option<f64>),
    Date(NaiveDate),
}

/// A sheet being written from the top.
pub(super) struct Page<'a> {
    pub sheet: &'a mut Worksheet,
    pub styles: &'a Styles,
    /// In characters of half width.
    widths: Vec<f64>,
    /// The next row.
    pub row: u32,
}

impl<'a> Page<'a> {
    pub fn new(sheet: &'a mut Worksheet, styles: &'a Styles, widths: Vec<f64>) -> Result<Self, XlsxError> {
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(column as u16, *width)?;
        }
        Ok(Self { sheet, styles, widths, row: 0 })
    }

    fn last(&self) -> u16 {
        (self.widths.len().max(1) - 1) as u16
    }

    /// The title, then a line with something at the left, in the middle and at the right.
    pub fn title(&mut self, title: &str, [left, centre, right]: [&str; 3]) -> Result<(), XlsxError> {
        self.across(0, self.last(), title, &self.styles.title)?;
        self.sheet.set_row_height(self.row, 34)?;
        self.row += 1;
        for ((from, to), (text, format)) in self.spread(&[0.36, 0.70, 1.0]).into_iter().zip([
            (left, &self.styles.left),
            (centre, &self.styles.centre),
            (right, &self.styles.right),
        ]) {
            self.across(from, to, text, format)?;
        }
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    /// First and last columns of parts that end at these shares of the page's width; there are at least as many columns as parts.
    fn spread(&self, shares: &[f64]) -> Vec<(u16, u16)> {
        let whole = self.widths.iter().sum::<f64>();
        let mut parts = Vec::new();
        let mut from = 0;
        for (index, share) in shares.iter().enumerate() {
            let mut sum = 0.0;
            let reaches = |width: &f64| {
                sum += width;
                sum >= whole * share - 0.01
            };
            let reached = self.widths.iter().position(reaches).map_or(self.last(), |column| column as u16);
            let latest = self.last().saturating_sub((shares.len() - 1 - index) as u16);
            let to = reached.min(latest).max(from);
            parts.push((from, to));
            from = to + 1;
        }
        parts
    }

    /// The head of the table.
    pub fn header(&mut self, names: &[&str]) -> Result<(), XlsxError> {
        for (column, name) in names.iter().enumerate() {
            self.sheet.write_string_with_format(self.row, column as u16, *name, &self.styles.header)?;
        }
        self.sheet.set_row_height(self.row, 26)?;
        self.row += 1;
        Ok(())
    }

    /// A row of the table, as high as its longest cell needs.
    pub fn line(&mut self, cells: &[(Value<'_>, &Format)]) -> Result<(), XlsxError> {
        let mut lines = 1;
        for (column, (value, format)) in cells.iter().enumerate() {
            let at = column as u16;
            match value {
                Value::Text(text) => lines = lines.max(self.text(at, text, format)?),
                Value::Owned(text) => lines = lines.max(self.text(at, text, format)?),
                Value::Number(number) => {
                    self.sheet.write_number_with_format(self.row, at, *number as f64, format)?;
                }
                Value::Percent(Some(share)) => {
                    self.sheet.write_number_with_format(self.row, at, *share, format)?;
                }
                Value::Percent(None) => {
                    self.sheet.write_string_with_format(self.row, at, "—", format)?;
                }
                Value::Date(date) => self.date(at, *date, format)?,
            }
        }
        self.sheet.set_row_height(self.row, height(lines))?;
        self.row += 1;
        Ok(())
    }

    /// Always as text, whatever it begins with.
    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<usize, XlsxError> {
        self.sheet.write_string_with_format(self.row, column, cut(text), format)?;
        Ok(lines(text, self.widths.get(usize::from(column)).copied().unwrap_or(10.0)))
    }

    fn date(&mut self, column: u16, date: NaiveDate, format: &Format) -> Result<(), XlsxError> {
        let excel =
            u16::try_from(date.year()).ok().and_then(|year| ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8).ok());
        match excel {
            Some(excel) => self.sheet.write_datetime_with_format(self.row, column, &excel, format)?,
            None => self.sheet.write_string_with_format(self.row, column, date.to_string(), format)?,
        };
        Ok(())
    }

    /// A row of one cell across the table.
    pub fn whole_line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.across(0, self.last(), text, format)?;
        let width = self.widths.iter().sum();
        self.sheet.set_row_height(self.row, height(lines(text, width)))?;
        self.row += 1;
        Ok(())
    }

    /// Text in columns that are one.
    pub fn across(&mut self, from: u16, to: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        if from < to {
            self.sheet.merge_range(self.row, from, self.row, to, &cut(text), format)?;
        } else {
            self.sheet.write_string_with_format(self.row, from, cut(text), format)?;
        }
        Ok(())
    }

    /// Width of several columns.
    pub fn width(&self, from: u16, to: u16) -> f64 {
        self.widths.iter().skip(usize::from(from)).take(usize::from(to + 1 - from)).sum()
    }

    /// Signatures, date and room for the seal; then how the page is printed. `head` is the first and last row that every page repeats.
    pub fn finish(mut self, paper: Paper, head: (u32, u32)) -> Result<(), XlsxError> {
        let signatures = ["制表：", "审核：", "批准：", "日期：        年     月     日"];
        for ((from, to), text) in self.spread(&[0.25, 0.5, 0.75, 1.0]).into_iter().zip(signatures) {
            self.across(from, to, text, &self.styles.left)?;
        }
        self.sheet.set_row_height(self.row, 34)?;
        self.row += 1;
        self.across(0, self.last(), "（盖章）                    ", &self.styles.seal)?;
        self.sheet.set_row_height(self.row, 56)?;
        let last = self.last();
        let paper = match paper {
            Paper::A4 => A4,
            Paper::A3 => A3,
        };
        self.sheet.set_paper_size(paper).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        self.sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.35).set_footer("&C第 &P 页 共 &N 页");
        self.sheet.set_repeat_rows(head.0, head.1)?.set_print_area(0, 0, self.row, last)?;
        Ok(())
    }
}

/// Points for so many lines; Excel allows no more than 409.
pub(super) fn height(lines: usize) -> f64 {
    (lines as f64 * LINE + AIR).min(409.0)
}

/// Lines that the text takes in a column; a little room is left, as fonts differ.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let room = (width - 1.5).max(2.0);
    text.lines().map(|line| ((line.width() as f64 * 1.04 / room).ceil() as usize).max(1)).sum::<usize>().max(1)
}

/// Width of a column for its texts, within bounds.
pub(super) fn fitting<'t>(texts: impl Iterator<Item = &'t str>, least: f64, most: f64) -> f64 {
    texts.map(|text| text.width() as f64 * 1.04 + 3.2).fold(least, f64::max).min(most)
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
