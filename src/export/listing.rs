//! A plain table with a title, for a terminal or a sheet of a workbook.

use super::board::text::{fit, right, tame, width};
use crate::diagnostic::{Bilingual, Language};
use chrono::NaiveDate;

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    Empty,
    Text(String),
    Words(Bilingual),
    Number(i64),
    /// Shown with at most one decimal.
    Decimal(f64),
    Date(NaiveDate),
}

impl From<&str> for Entry {
    fn from(text: &str) -> Self {
        Entry::Text(text.to_owned())
    }
}
impl From<String> for Entry {
    fn from(text: String) -> Self {
        Entry::Text(text)
    }
}
impl From<i64> for Entry {
    fn from(number: i64) -> Self {
        Entry::Number(number)
    }
}
impl From<NaiveDate> for Entry {
    fn from(date: NaiveDate) -> Self {
        Entry::Date(date)
    }
}
impl From<Bilingual> for Entry {
    fn from(words: Bilingual) -> Self {
        Entry::Words(words)
    }
}
impl<T: Into<Entry>> From<Option<T>> for Entry {
    fn from(value: Option<T>) -> Self {
        value.map_or(Entry::Empty, Into::into)
    }
}

impl Entry {
    /// As a terminal shows it.
    pub fn text(&self, language: Language) -> String {
        match self {
            Entry::Empty => String::new(),
            Entry::Text(text) => tame(text),
            Entry::Words(words) => tame(words.get(language)),
            Entry::Number(number) => number.to_string(),
            Entry::Decimal(decimal) if decimal.fract() == 0.0 => format!("{decimal:.0}"),
            Entry::Decimal(decimal) => format!("{decimal:.1}"),
            Entry::Date(date) => date.to_string(),
        }
    }
    fn is_number(&self) -> bool {
        matches!(self, Entry::Number(_) | Entry::Decimal(_))
    }
}

/// A table to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Listing {
    pub title: Bilingual,
    pub columns: Vec<Bilingual>,
    /// Aligned with the columns.
    pub rows: Vec<Vec<Entry>>,
    /// What is said where there are no rows.
    pub empty: Bilingual,
}

/// Columns that a cell takes at most on a terminal; the last of a row is told whole.
const WIDEST: usize = 44;

impl Listing {
    pub fn new(title: Bilingual, columns: &[(&str, &str)], empty: Bilingual) -> Self {
        let columns = columns.iter().map(|(zh, en)| Bilingual::new(*zh, *en)).collect();
        Self { title, columns, rows: Vec::new(), empty }
    }

    /// Lines for a terminal.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = vec![tame(self.title.get(language))];
        if self.rows.is_empty() {
            lines.push(format!("  {}", self.empty.get(language)));
            return lines;
        }
        let texts: Vec<Vec<String>> = self.rows.iter().map(|row| row.iter().map(|cell| cell.text(language)).collect()).collect();
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let cells = texts.iter().filter_map(|row| row.get(at)).map(|text| width(text)).max().unwrap_or(0);
                let widest = if at + 1 == self.columns.len() { usize::MAX } else { WIDEST };
                cells.max(width(name.get(language))).min(widest)
            })
            .collect();
        let numeric: Vec<bool> = (0..self.columns.len())
            .map(|at| self.rows.iter().all(|row| row.get(at).is_some_and(|cell| cell.is_number() || *cell == Entry::Empty)))
            .collect();
        let line = |cells: Vec<&str>| {
            let cells =
                cells.iter().enumerate().map(|(at, text)| if numeric[at] { right(text, widths[at]) } else { fit(text, widths[at]) });
            format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
        };
        lines.push(line(self.columns.iter().map(|name| name.get(language)).collect()));
        lines.extend(texts.iter().map(|row| line(row.iter().map(String::as_str).collect())));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_longest_cell_and_numbers_stand_right() {
        let mut listing = Listing::new(Bilingual::new("表", "table"), &[("名称", "name"), ("数", "n")], Bilingual::new("无", "none"));
        assert_eq!(listing.lines(Language::Chinese), ["表", "  无"]);
        listing.rows.push(vec!["甲乙丙".into(), 5.into()]);
        listing.rows.push(vec!["丁".into(), Entry::Decimal(12.5)]);
        assert_eq!(listing.lines(Language::Chinese), ["表", "  名称      数", "  甲乙丙     5", "  丁      12.5"]);
        assert_eq!(listing.lines(Language::English)[1], "  name       n");
    }
}
