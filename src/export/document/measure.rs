//! How wide columns are, how many lines text takes in them, and how small it may be printed.

use super::{Row, Table, Value, printed};
use unicode_width::UnicodeWidthStr;

/// Smallest share of its size at which a page's text stays large enough; what needs less takes another page.
pub(in crate::export) const LEGIBLE: f64 = 0.68;
/// Share of a page's room that every program and every font gives.
pub(in crate::export) const SURE: f64 = 0.93;

/// Widths of the columns for the contents of all these tables, within the columns' bounds.
pub(in crate::export) fn widths(tables: &[&Table]) -> Vec<f64> {
    let Some(first) = tables.first() else { return vec![18.0; 7] };
    let mut widths: Vec<f64> = first.columns.iter().map(|column| column.width.0.max(longest_word(&column.name))).collect();
    for table in tables {
        for row in &table.rows {
            let Row::Cells(cells) = row else { continue };
            let mut column = 0;
            for cell in cells {
                let (least, most) = first.columns.get(column).map_or((0.0, 0.0), |column| column.width);
                if let (Value::Text(text), 1, Some(width)) = (&cell.value, cell.span, widths.get_mut(column)) {
                    *width = width.max(longest_word(text));
                }
                if cell.span == 1 && most > least {
                    let wanted = match &cell.value {
                        Value::Text(text) => text.width() as f64 * 1.04 + 3.2,
                        other => printed(other).len() as f64 + 2.0,
                    };
                    if let Some(width) = widths.get_mut(column) {
                        *width = width.max(wanted).min(most);
                    }
                }
                column += usize::from(cell.span);
            }
        }
    }
    widths
}

/// Lines that the text takes in a column of so many characters; a little room is left, as fonts differ.
pub(in crate::export) fn lines(text: &str, width: f64) -> usize {
    let room = (width - 1.5).max(2.0);
    text.lines().map(|line| ((line.width() as f64 * 1.04 / room).ceil() as usize).max(1)).sum::<usize>().max(1)
}

/// Room for the longest English word, which no line end should cut; codes and numbers are cut where they must.
fn longest_word(text: &str) -> f64 {
    let words = text.split([' ', '(', ')', ',', '/']).filter(|word| word.len() < 16 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    words.map(|word| word.len() as f64 * 1.1 + 3.2).filter(|width| *width > 7.0).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::super::{Align, Cell, Column};
    use super::*;

    #[test]
    fn english_words_are_not_cut_and_nothing_else_asks_for_more_room() {
        let column = |name| Column::new("c", name, (6.0, 6.0), Align::Centre);
        let row = |text: &str| Row::Cells(vec![Cell::text(text), Cell::text("资料编号SZ001-ABCDEF")]);
        let table =
            Table {
                columns: vec![column("状态"), column("编号")], rows: vec![row("resident posting")], frozen: 0, empty: String::new()
            };
        let widths = widths(&[&table]);
        assert!(widths[0] > 11.0 && widths[1] == 6.0, "{widths:?}");
    }
}
