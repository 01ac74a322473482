//! How wide columns are.

use super::{Row, Table, Value, printed};
use unicode_width::UnicodeWidthStr;

/// Widths of the columns for the contents of all these tables, within the columns' bounds.
pub(in crate::export) fn widths(tables: &[&Table]) -> Vec<f64> {
    let Some(first) = tables.first() else { return vec![18.0; 7] };
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
