//! One row's cells as typed values. Each reader reports what it cannot take and then answers as if the cell were empty: with an error in
//! the report no problem comes out, so the answer only serves to find further faults.

use super::vocabulary::{GRADES, LEVELS, Vocabulary, grade};
use crate::diagnostic::{Bilingual, Code, Fault, Report};
use crate::domain::{Grade, Level};
use crate::source::{Column, Row, Table, date};
use chrono::NaiveDate;

/// A row and the table that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub table: &'a Table,
    pub row: &'a Row,
}

/// Longest piece of a user's cell that is repeated in a message, in characters.
const LONGEST_QUOTE: usize = 40;

/// Years that a plan may plausibly speak of.
const FIRST_YEAR: i32 = 2000;
const LAST_YEAR: i32 = 2100;

/// A cell's text in quotation marks, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_QUOTE).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// Both languages.
pub(super) fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual::new(zh, en)
}

impl<'a> Cells<'a> {
    /// The cell's text; none when it is empty, missing, or a fault has been reported for it.
    pub fn text(&self, column: Column) -> Option<&'a str> {
        self.table.cell(self.row, column).filter(|cell| !cell.is_broken && !cell.text.is_empty()).map(|cell| cell.text.as_str())
    }
    /// The text as an owned string, empty when there is none.
    pub fn words(&self, column: Column) -> String {
        self.text(column).unwrap_or_default().to_owned()
    }
    /// True when a fault has been reported for the cell by the reading.
    pub fn is_broken(&self, column: Column) -> bool {
        self.table.cell(self.row, column).is_some_and(|cell| cell.is_broken)
    }
    pub fn fault(&self, report: &mut Report, code: Code, column: Column, found: Bilingual, expected: Bilingual) {
        report.push(Fault { location: self.table.cell_location(self.row, column), code, found, expected });
    }
    /// The cell's text is not what was expected.
    pub fn reject(&self, report: &mut Report, code: Code, column: Column, expected: Bilingual) {
        self.fault(report, code, column, Bilingual::same(quoted(self.text(column).unwrap_or_default())), expected);
    }
    /// The text of a cell that may not be empty.
    pub fn required(&self, report: &mut Report, column: Column) -> Option<&'a str> {
        let text = self.text(column);
        if text.is_none() && !self.is_broken(column) {
            self.fault(report, Code::EmptyCell, column, Bilingual::default(), Bilingual::default());
        }
        text
    }
    pub fn date(&self, report: &mut Report, column: Column) -> Option<NaiveDate> {
        let text = self.text(column)?;
        let read = date(text, false);
        if read.is_none() {
            self.reject(report, Code::UnreadableDate, column, both("一个日期", "a date"));
        }
        read
    }
    /// A date that may not be missing.
    pub fn required_date(&self, report: &mut Report, column: Column) -> Option<NaiveDate> {
        self.required(report, column)?;
        self.date(report, column)
    }
    /// Reports an end before its start; true when the two are in order or one is missing.
    pub fn in_order(&self, report: &mut Report, from: Option<NaiveDate>, until: Option<NaiveDate>, column: Column) -> bool {
        match (from, until) {
            (Some(from), Some(until)) if until < from => {
                let expected = both(format!("{from} 或以后"), format!("{from} or later"));
                self.fault(report, Code::EndBeforeStart, column, Bilingual::same(until.to_string()), expected);
                false
            }
            _ => true,
        }
    }
    /// A decimal number, as far as it has the shape of one.
    fn decimal(&self, report: &mut Report, column: Column) -> Option<f64> {
        let text = self.text(column)?;
        let read = decimal(text);
        if read.is_none() {
            self.reject(report, Code::UnreadableNumber, column, both("一个数字", "a number"));
        }
        read
    }
    /// A whole number from `least` (0 or more) to `most`.
    pub fn whole(&self, report: &mut Report, column: Column, least: i64, most: i64) -> Option<i64> {
        let value = self.decimal(report, column)?;
        if value < 0.0 {
            self.reject(
                report,
                Code::NegativeNumber,
                column,
                both(format!("{least} 到 {most} 的整数"), format!("a whole number from {least} to {most}")),
            );
            return None;
        }
        let range = || both(format!("{least} 到 {most} 的整数"), format!("a whole number from {least} to {most}"));
        if value.fract() != 0.0 {
            self.reject(report, Code::UnreadableNumber, column, range());
            return None;
        }
        if value < least as f64 || value > most as f64 {
            self.reject(report, Code::NumberOutOfRange, column, range());
            return None;
        }
        Some(value as i64)
    }
    /// A calendar year, `2027` or `2027年`.
    pub fn year(&self, report: &mut Report, column: Column) -> Option<i32> {
        let text = self.text(column)?;
        let expected = || both(format!("{FIRST_YEAR} 到 {LAST_YEAR} 的年份"), format!("a year from {FIRST_YEAR} to {LAST_YEAR}"));
        let Some(value) = decimal(text.strip_suffix('年').unwrap_or(text)).filter(|value| value.fract() == 0.0) else {
            self.reject(report, Code::UnreadableNumber, column, expected());
            return None;
        };
        if value < f64::from(FIRST_YEAR) || value > f64::from(LAST_YEAR) {
            self.reject(report, Code::NumberOutOfRange, column, expected());
            return None;
        }
        Some(value as i32)
    }
    /// A decimal number from 0 to `most`, to the nearest whole.
    pub fn rounded(&self, report: &mut Report, column: Column, most: i64) -> Option<i64> {
        let value = self.decimal(report, column)?;
        let expected = || both(format!("0 到 {most}"), format!("0 to {most}"));
        if value < 0.0 {
            self.reject(report, Code::NegativeNumber, column, expected());
            None
        } else if value > most as f64 {
            self.reject(report, Code::NumberOutOfRange, column, expected());
            None
        } else {
            Some(value.round() as i64)
        }
    }
    /// Months in steps of a half, from `least` to `most` half-months; the answer is in half-months.
    pub fn half_months(&self, report: &mut Report, column: Column, least: i64, most: i64) -> Option<i64> {
        let value = self.decimal(report, column)?;
        let expected = || {
            let (least, most) = (months_of(least), months_of(most));
            both(format!("{least} 到 {most} 个月"), format!("{least} to {most} months"))
        };
        if value < 0.0 {
            self.reject(report, Code::NegativeNumber, column, expected());
        } else if (value * 2.0).fract() != 0.0 {
            self.reject(report, Code::NotHalfMonths, column, both("0.5 的倍数", "a multiple of 0.5"));
        } else if value * 2.0 < least as f64 || value * 2.0 > most as f64 {
            self.reject(report, Code::NumberOutOfRange, column, expected());
        } else {
            return Some((value * 2.0) as i64);
        }
        None
    }
    /// A share such as `60%`, `60` or `0.6`, in percent.
    pub fn percent(&self, report: &mut Report, column: Column, least: i64) -> Option<i64> {
        let text = self.text(column)?;
        let expected = || both(format!("{least}% 到 100% 的整数比例"), format!("a whole share from {least}% to 100%"));
        let bare = text.strip_suffix('%');
        let Some(value) = decimal(bare.unwrap_or(text).trim()) else {
            self.reject(report, Code::UnreadableNumber, column, expected());
            return None;
        };
        let percent = if bare.is_none() && value.abs() <= 1.0 { value * 100.0 } else { value };
        let whole = percent.round();
        if (percent - whole).abs() > 1e-6 {
            self.reject(report, Code::UnreadableNumber, column, expected());
            None
        } else if whole < least as f64 || whole > 100.0 {
            self.reject(report, Code::PercentOutOfRange, column, expected());
            None
        } else {
            Some(whole as i64)
        }
    }
    /// Yes or no.
    pub fn flag(&self, report: &mut Report, column: Column) -> Option<bool> {
        let text = self.text(column)?;
        let read = flag(text);
        if read.is_none() {
            self.reject(report, Code::UnreadableFlag, column, both("是 或 否", "yes or no"));
        }
        read
    }
    /// One of a list of words.
    pub fn choice<T: Copy + 'static>(&self, report: &mut Report, column: Column, code: Code, vocabulary: &Vocabulary<T>) -> Option<T> {
        let text = self.text(column)?;
        let read = vocabulary.find(text);
        if read.is_none() {
            self.reject(report, code, column, vocabulary.expected());
        }
        read
    }
    /// One of a list of words, which may not be missing.
    pub fn required_choice<T: Copy + 'static>(
        &self,
        report: &mut Report,
        column: Column,
        code: Code,
        vocabulary: &Vocabulary<T>,
    ) -> Option<T> {
        self.required(report, column)?;
        self.choice(report, column, code, vocabulary)
    }
    /// A grade or a title that has one.
    pub fn grade(&self, report: &mut Report, column: Column) -> Option<Grade> {
        let text = self.text(column)?;
        let read = grade(text);
        if read.is_none() {
            self.reject(report, Code::UnknownGrade, column, GRADES.expected());
        }
        read
    }
    /// Several words of a list.
    pub fn choices<T: Copy + PartialEq + 'static>(
        &self,
        report: &mut Report,
        column: Column,
        code: Code,
        vocabulary: &Vocabulary<T>,
    ) -> Vec<T> {
        let mut out = Vec::new();
        for item in self.list(column) {
            match vocabulary.find(item) {
                Some(value) if !out.contains(&value) => out.push(value),
                Some(_) => {}
                None => self.fault(report, code, column, Bilingual::same(quoted(item)), vocabulary.expected()),
            }
        }
        out
    }
    /// Several grades or titles, ascending.
    pub fn grades(&self, report: &mut Report, column: Column) -> Vec<Grade> {
        let mut grades = Vec::new();
        for word in self.list(column) {
            match grade(word) {
                Some(grade) => grades.push(grade),
                None => self.fault(report, Code::UnknownGrade, column, Bilingual::same(quoted(word)), GRADES.expected()),
            }
        }
        grades.sort();
        grades.dedup();
        grades
    }
    /// Several institution levels, ascending; 基层 means the township levels and below.
    pub fn levels(&self, report: &mut Report, column: Column) -> Vec<Level> {
        let mut levels = Vec::new();
        for word in self.list(column) {
            if matches!(word.to_lowercase().as_str(), "基层" | "grassroots") {
                levels.extend(Level::ALL.iter().filter(|level| level.is_grassroots()));
            } else if let Some(level) = LEVELS.find(word) {
                levels.push(level);
            } else {
                let known = LEVELS.expected();
                let expected = both(format!("{}、基层", known.zh), format!("{}, grassroots", known.en));
                self.fault(report, Code::UnknownLevel, column, Bilingual::same(quoted(word)), expected);
            }
        }
        levels.sort();
        levels.dedup();
        levels
    }
    /// The items of a list.
    pub fn list(&self, column: Column) -> Vec<&'a str> {
        self.text(column).map(list).unwrap_or_default()
    }
}

/// The items of a list separated by 、 ， , ； ; or /.
pub(super) fn list(text: &str) -> Vec<&str> {
    text.split(['、', '，', ',', '；', ';', '/']).map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// A plain decimal number: no exponent, no grouping, no unit.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_plain = !digits.is_empty()
        && digits.len() <= 15
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().any(|byte| byte.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

pub(super) fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "是" | "y" | "yes" | "true" | "1" | "√" | "✓" | "有" => Some(true),
        "否" | "n" | "no" | "false" | "0" | "×" | "✗" | "x" | "无" => Some(false),
        _ => None,
    }
}

/// Half-months as months: `1`, `1.5`.
pub(super) fn months_of(half_months: i64) -> String {
    if half_months % 2 == 0 { (half_months / 2).to_string() } else { format!("{}.5", half_months / 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_separated_by_any_of_the_usual_marks() {
        assert_eq!(list("H1、T2，T3,T4；T5;T6/T7、"), ["H1", "T2", "T3", "T4", "T5", "T6", "T7"]);
        assert!(list(" 、 ").is_empty());
    }

    #[test]
    fn numbers_with_units_or_exponents_are_no_numbers() {
        assert_eq!(decimal("-3.50"), Some(-3.5));
        for text in ["", "3人", "1e5", "nan", "inf", "1,000", "--1", ".", "1.2.3"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_written_with_their_half() {
        assert_eq!((months_of(24).as_str(), months_of(1).as_str(), months_of(7).as_str()), ("12", "0.5", "3.5"));
    }
}
