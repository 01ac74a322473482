//! Canonical text of a cell: one width, no stray spaces, dates as `2027-01-15`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the text of a column is brought into its canonical form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CellKind {
    /// Free text for people: Chinese punctuation stays.
    Words,
    /// Compared with other cells or with a list: one width for everything.
    Code,
    /// Lists and clauses, where Chinese punctuation is as good as the other.
    Grammar,
    Number,
    /// A date; a bare month means its first day.
    FirstDay,
    /// A date; a bare month means its last day.
    LastDay,
    /// A month.
    Month,
}

/// Canonical text and whether the user's differed in a way worth reporting.
pub(super) struct Cleaned {
    pub text: String,
    pub changed: bool,
}

/// One width, no stray spaces; dates and months that can be read in their canonical form.
pub(super) fn clean(raw: &str, kind: CellKind) -> Cleaned {
    let mut changed = false;
    let mut text = String::with_capacity(raw.len());
    for character in raw.chars() {
        if is_invisible(character) {
            changed = true;
            continue;
        }
        let half = half_width(character);
        let kept = if half == character || (kind == CellKind::Words && half.is_ascii_punctuation()) {
            character
        } else {
            // Chinese punctuation is ordinary inside lists and clauses: nothing to report.
            changed |= half.is_ascii_alphanumeric() || (kind != CellKind::Grammar && kind != CellKind::Words);
            half
        };
        text.push(kept);
    }
    let spaced = collapse_spaces(&text);
    changed |= spaced != text;
    let canonical = match kind {
        CellKind::FirstDay => date(&spaced, false).map(|date| date.to_string()),
        CellKind::LastDay => date(&spaced, true).map(|date| date.to_string()),
        CellKind::Month => date(&spaced, false).map(|date| date.format("%Y-%m").to_string()),
        CellKind::Words | CellKind::Code | CellKind::Grammar | CellKind::Number => None,
    };
    Cleaned { text: canonical.unwrap_or(spaced), changed }
}

/// Full-width letters, digits, punctuation and every kind of space as their ordinary counterparts.
pub(super) fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '\u{3000}' | '\u{00A0}' | '\u{2002}'..='\u{200A}' | '\t' | '\r' | '\n' => ' ',
        other => other,
    }
}

/// Characters that take no room: byte order marks, zero-width spaces, controls.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
        || (character.is_control() && !matches!(character, '\t' | '\r' | '\n'))
}

/// Trims, leaves one space between words of letters and digits, and none beside Chinese characters.
fn collapse_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    for character in text.chars() {
        if character == ' ' {
            pending = !out.is_empty();
            continue;
        }
        if pending && character.is_ascii() && out.ends_with(|last: char| last.is_ascii()) {
            out.push(' ');
        }
        pending = false;
        out.push(character);
    }
    out
}

/// Reads 2027-01-15, 2027/1/15, 2027.1.15, 2027年1月15日, 20270115, and the months 2027-01, 2027/1, 2027年1月, 202701: a month
/// means its last day when `last`, else its first. A time of day after the date is left out.
pub fn date(text: &str, last: bool) -> Option<NaiveDate> {
    let text = without_spaces_at_separators(text.trim());
    let text = text.as_str();
    let digits = |part: &str| (!part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(());
    let number = |part: &str| digits(part).and_then(|()| part.parse::<u32>().ok());
    if text.is_ascii() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            6 => month(number(&text[..4])?, number(&text[4..])?, last),
            8 => day(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?),
            _ => None,
        };
    }
    let text = match text.split_once([' ', 'T']) {
        Some((date, time)) if time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')) => date,
        _ => text,
    };
    let plain = text.replace(['日', '号'], "").replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = plain.trim_end_matches('-').split('-').collect();
    match parts.as_slice() {
        [year, month_part] if !text.contains('.') => month(number(year)?, number(month_part)?, last),
        [year, month, day_part] => day(number(year)?, number(month)?, number(day_part)?),
        _ => None,
    }
}

/// `2027 / 1 / 15` as `2027/1/15`; the space before a time of day stays.
fn without_spaces_at_separators(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split(' ').filter(|piece| !piece.is_empty()) {
        let joins = |character: char| matches!(character, '-' | '/' | '.');
        if !out.is_empty() && !out.ends_with(joins) && !piece.starts_with(joins) {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

/// Years from 1900 to 2200: anything else in a staff table is a slip.
fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    (1900..=2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year as i32, month, day)).flatten()
}

fn month(year: u32, month: u32, last: bool) -> Option<NaiveDate> {
    let first = day(year, month, 1)?;
    if last { first.checked_add_months(chrono::Months::new(1))?.pred_opt() } else { Some(first) }
}

/// A number as a spreadsheet shows it: `3`, `0.5`.
pub fn number(value: f64) -> String {
    let rounded = format!("{value:.9}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_date_is_read() {
        for text in [
            "2027-01-15",
            "2027-1-15",
            "2027/1/15",
            "2027/01/15",
            "2027.1.15",
            "2027年1月15日",
            "2027年01月15号",
            "20270115",
            "2027-01-15 00:00:00",
            "2027-01-15T08:30:00",
            "2027 / 1 / 15",
        ] {
            assert_eq!(date(text, false).map(|date| date.to_string()).as_deref(), Some("2027-01-15"), "{text}");
        }
        for text in ["202702", "2027-02", "2027/2", "2027年2月"] {
            assert_eq!(date(text, false).unwrap().to_string(), "2027-02-01", "{text}");
            assert_eq!(date(text, true).unwrap().to_string(), "2027-02-28", "{text}");
        }
        for text in ["", "明年", "2027-13-01", "2027-02-29", "27-1-15", "2027", "1/15/2027", "46402", "2027.10", "2027-1-15-3", "99999999"]
        {
            assert_eq!(date(text, false), None, "{text}");
        }
    }

    #[test]
    fn width_and_spaces_become_canonical_and_are_reported() {
        let cleaned = clean("　张 三\u{200B} ", CellKind::Words);
        assert_eq!((cleaned.text.as_str(), cleaned.changed), ("张三", true));
        let cleaned = clean("１２Ａ", CellKind::Code);
        assert_eq!((cleaned.text.as_str(), cleaned.changed), ("12A", true));
        let cleaned = clean("示例医院（总院）", CellKind::Words);
        assert_eq!((cleaned.text.as_str(), cleaned.changed), ("示例医院（总院）", false));
        let cleaned = clean("内科（一）；外科", CellKind::Grammar);
        assert_eq!((cleaned.text.as_str(), cleaned.changed), ("内科(一);外科", false));
        let cleaned = clean("Dr  Li", CellKind::Words);
        assert_eq!((cleaned.text.as_str(), cleaned.changed), ("Dr Li", true));
        assert_eq!(clean("'001", CellKind::Code).text, "'001");
    }

    #[test]
    fn numbers_are_written_as_a_spreadsheet_shows_them() {
        assert_eq!(number(3.0), "3");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(202701.0), "202701");
    }
}
