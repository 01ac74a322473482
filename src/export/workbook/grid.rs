//! A sheet being written from the top.

use super::super::document::{Align, Cell, Row, Table, Value, lines};
use super::measure::height;
use super::style::Styles;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// Excel takes no longer text in a cell.
const LONGEST_TEXT: usize = 32_000;

pub(super) struct Grid<'a> {
    pub sheet: &'a mut Worksheet,
    pub styles: &'a mut Styles,
    /// In characters of half width.
    pub widths: Vec<f64>,
    /// The next row.
    pub row: u32,
    /// Points of the rows written.
    pub heights: Vec<f64>,
    /// The first row after the latest table, its totals included: what says nothing without rows above it.
    pub tail: u32,
    /// Rows with which another sheet of paper begins.
    pub breaks: Vec<u32>,
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a mut Worksheet, styles: &'a mut Styles, widths: Vec<f64>) -> Self {
        Self { sheet, styles, widths, row: 0, heights: Vec::new(), tail: 0, breaks: Vec::new() }
    }

    pub fn last(&self) -> u16 {
        (self.widths.len().max(1) - 1) as u16
    }

    /// Ends the row at this height.
    pub fn end_row(&mut self, points: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, points)?;
        self.row += 1;
        self.heights.push(points);
        Ok(())
    }

    /// Makes the latest row so much lower.
    pub fn lower(&mut self, points: f64) -> Result<(), XlsxError> {
        if let (true, Some(height)) = (points > 0.0, self.heights.last_mut()) {
            *height -= points;
            self.sheet.set_row_height(self.row - 1, *height)?;
        }
        Ok(())
    }

    /// Points of the rows from one up to another.
    pub fn points(&self, from: u32, to: u32) -> f64 {
        self.heights.get(from as usize..to as usize).unwrap_or_default().iter().sum()
    }

    /// First and last columns of parts that end at these shares of the page's width; as many parts as there are columns at most.
    pub fn spread(&self, shares: &[f64]) -> Vec<(u16, u16)> {
        let whole = self.widths.iter().sum::<f64>();
        let mut parts = Vec::new();
        let mut from = 0;
        for (index, share) in shares.iter().enumerate() {
            let wanted = whole * share;
            // The column whose end is nearest: tables with one wide column would push all parts aside otherwise.
            let (mut sum, mut reached, mut least) = (0.0, self.last(), f64::INFINITY);
            for (column, width) in (0u16..).zip(&self.widths) {
                sum += width;
                if (sum - wanted).abs() < least {
                    (reached, least) = (column, (sum - wanted).abs());
                }
            }
            let latest = self.last().saturating_sub((shares.len() - 1 - index) as u16);
            let to = reached.min(latest).max(from);
            parts.push((from, to));
            from = to + 1;
        }
        parts
    }

    /// Width of several columns.
    pub fn width(&self, from: u16, to: u16) -> f64 {
        self.widths.iter().skip(usize::from(from)).take(usize::from(to + 1 - from)).sum()
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

    /// A row of one text across the table.
    pub fn whole_line(&mut self, text: &str, format: &Format, scale: f64) -> Result<(), XlsxError> {
        self.across(0, self.last(), text, format)?;
        let width: f64 = self.widths.iter().sum();
        self.end_row(height(lines(text, width / scale)) * scale)
    }

    /// The head of the table: names, under their groups where there are any. Gives its first and last row.
    pub fn header(&mut self, table: &Table) -> Result<(u32, u32), XlsxError> {
        let format = self.styles.header.clone();
        let first = self.row;
        if table.is_grouped() {
            let mut most = 1;
            for (from, run) in runs(table) {
                let to = from + run.len() as u16 - 1;
                match &run[0].group {
                    Some(group) => {
                        self.across(from, to, group, &format)?;
                        most = most.max(lines(group, self.width(from, to)));
                    }
                    None => {
                        for (column, it) in (from..).zip(run) {
                            self.sheet.merge_range(first, column, first + 1, column, &it.name, &format)?;
                        }
                    }
                }
            }
            self.end_row(height(most).max(24.0))?;
        }
        let mut most = 1;
        for (column, it) in (0u16..).zip(&table.columns) {
            if !table.is_grouped() || it.group.is_some() {
                self.sheet.write_string_with_format(self.row, column, &it.name, &format)?;
                most = most.max(lines(&it.name, self.width(column, column)));
            }
        }
        self.end_row(height(most).max(if table.is_grouped() { 20.0 } else { 26.0 }))?;
        Ok((first, self.row - 1))
    }

    /// A row of the table, as high as its longest cell needs.
    pub fn line(&mut self, table: &Table, row: &Row) -> Result<(), XlsxError> {
        match row {
            Row::Across(text, tone) => {
                let format = self.styles.cell(&Value::Text(String::new()), *tone, Align::Left).clone();
                self.whole_line(text, &format, 1.0)
            }
            Row::Cells(cells) => {
                let (mut column, mut most) = (0, 1);
                for cell in cells {
                    let align = table.columns.get(usize::from(column)).map_or(Align::Left, |it| it.align);
                    most = most.max(self.cell(column, cell, align)?);
                    column += cell.span;
                }
                self.end_row(height(most))
            }
        }
    }

    /// Lines that the cell needs. Text is always written as text, whatever it begins with.
    fn cell(&mut self, column: u16, cell: &Cell, align: Align) -> Result<usize, XlsxError> {
        let format = self.styles.cell(&cell.value, cell.tone, align).clone();
        let (row, to) = (self.row, column + cell.span - 1);
        match &cell.value {
            Value::Text(text) => {
                let text = cell.face.as_ref().unwrap_or(text);
                self.across(column, to, text, &format)?;
                return Ok(lines(text, self.width(column, to)));
            }
            _ if cell.span > 1 => {
                let text = super::super::document::printed(&cell.value);
                self.across(column, to, &text, &format)?;
            }
            Value::Empty => drop(self.sheet.write_blank(row, column, &format)?),
            Value::Number(number) => drop(self.sheet.write_number_with_format(row, column, *number as f64, &format)?),
            Value::HalfMonths(halves) => drop(self.sheet.write_number_with_format(row, column, *halves as f64 / 2.0, &format)?),
            Value::Percent(Some(share)) => drop(self.sheet.write_number_with_format(row, column, *share, &format)?),
            Value::Percent(None) => drop(self.sheet.write_string_with_format(row, column, "—", &format)?),
            Value::Date(date) => self.date(column, *date, &format)?,
        }
        Ok(1)
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

    /// Headers and cells of an import sheet: text, no frames.
    pub fn bare(&mut self, table: &Table) -> Result<(), XlsxError> {
        let format = self.styles.bare().clone();
        for (column, it) in (0u16..).zip(&table.columns) {
            self.sheet.write_string_with_format(0, column, &it.name, &format)?;
            self.sheet.set_column_format(column, &format)?;
        }
        for (row, line) in (1u32..).zip(&table.rows) {
            let Row::Cells(cells) = line else { continue };
            for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| cell.value != Value::Empty) {
                self.sheet.write_string_with_format(row, column, cut(&super::super::document::printed(&cell.value)), &format)?;
            }
        }
        self.row = table.rows.len() as u32 + 1;
        Ok(())
    }
}

/// Neighbouring columns of the same group, with the place of the first.
fn runs(table: &Table) -> Vec<(u16, &[super::super::document::Column])> {
    let mut from = 0;
    let mut runs = Vec::new();
    for run in table.columns.chunk_by(|one, next| one.group == next.group) {
        runs.push((from, run));
        from += run.len() as u16;
    }
    runs
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
