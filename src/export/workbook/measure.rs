//! How much room text takes.

use super::super::document::{Row, Table, Value, printed};
use unicode_width::UnicodeWidthStr;

/// Points of one line of text, and what is added above and below.
const LINE: f64 = 15.0;
const AIR: f64 = 6.0;

/// Points for so many lines; Excel allows no more than 409.
pub(super) fn height(lines: usize) -> f64 {
    (lines as f64 * LINE + AIR).min(409.0)
}

/// Lines that the text takes in a column; a little room is left, as fonts differ.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let room = (width - 1.5).max(2.0);
    text.lines().map(|line| ((line.width() as f64 * 1.04 / room).ceil() as usize).max(1)).sum::<usize>().max(1)
}

/// Widths of the columns for the contents of all these tables, within the columns' bounds.
pub(super) fn widths(tables: &[&Table]) -> Vec<f64> {
    let Some(first) = tables.first() else { return vec![18.0; 5] };
    let mut widths: Vec<f64> = first.columns.iter().map(|column| column.width.0).collect();
    for table in tables {
        for row in &table.rows {
            let Row::Cells(cells) = row else { continue };
            let mut column = 0;
            for cell in cells {
                let (least, most) = first.columns.get(column).map_or((0.0, 0.0), |column| column.width);
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

/// Pixels of a column of so many characters, as Excel draws it.
pub(super) fn pixels(width: f64) -> f64 {
    width * 7.0 + 5.0
}
