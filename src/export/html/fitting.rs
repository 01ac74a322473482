//! How small a page is printed so that it is one: a month of departments a few rows too long is not worth a second page.

use super::super::document::{Block, LEGIBLE, Page, Paper, Row, SURE, Table, TextStyle, lines};
use super::room;

const STEP: f64 = 0.02;
/// As the style sheet has them on paper: points of letters, lines of them, space in and below cells, around paragraphs.
const LETTERS: f64 = 10.5;
const TITLE: f64 = 16.0;
const LINE: f64 = 1.45;
const PADDING: f64 = 0.5;
const BORDER: f64 = 0.75;
const AROUND: f64 = 6.0;
const BEFORE_SIGNATURES: f64 = 27.0;

/// The share of their size at which the letters of the page, columns `widths` of its table in letters of `size` points, are printed: less
/// than 1 where that makes one page of a little more.
pub(super) fn share(page: &Page, paper: Paper, table: &Table, widths: &[f64], size: f64) -> f64 {
    let room = room(paper).1 * SURE;
    let shares = (0..).map(|step| 1.0 - f64::from(step) * STEP).take_while(|share| *share >= LEGIBLE);
    let fits = |share: &f64| points(page, paper, table, widths, size, *share).is_some_and(|points| points <= room);
    shares.into_iter().find(fits).unwrap_or(1.0)
}

/// Points from top to bottom; absent where a page holds more than its table and small print, which is not measured here.
fn points(page: &Page, paper: Paper, table: &Table, widths: &[f64], size: f64, share: f64) -> Option<f64> {
    let across = room(paper).0;
    let (line, size) = (LETTERS * LINE * share, size * share);
    let mut points = TITLE * 1.3 * share + line + AROUND * 1.5;
    for block in &page.blocks {
        points += match block {
            Block::Table(_) => rows(table, widths, size, across),
            Block::Text(text) if text.style == TextStyle::Small => {
                lines(&text.text, across / (LETTERS * share / 2.0)) as f64 * line + AROUND
            }
            Block::Text(_) | Block::Heat(_) | Block::Legend(_) | Block::Gauge(_) => return None,
        };
    }
    if page.signed {
        points += 2.0 * line + BEFORE_SIGNATURES;
    }
    Some(points)
}

/// Points of the table's head and rows, its columns together as wide as the paper.
fn rows(table: &Table, widths: &[f64], size: f64, across: f64) -> f64 {
    // Columns in letters of half an em.
    let more = across / (size / 2.0) / widths.iter().sum::<f64>().max(1.0);
    let width = |column: usize, span: usize| widths.iter().skip(column).take(span).sum::<f64>() * more;
    let row = |lines: usize| size * (lines as f64 * LINE + PADDING) + BORDER;
    let head = table.columns.iter().enumerate().map(|(column, it)| lines(&it.name, width(column, 1))).max().unwrap_or(1);
    let mut points = row(head) + if table.is_grouped() { row(1) } else { 0.0 };
    for line in &table.rows {
        let most = match line {
            Row::Across(text, _) => lines(text, width(0, widths.len())),
            Row::Cells(cells) => {
                let mut column = 0;
                let of_cells = cells.iter().map(|cell| {
                    let span = usize::from(cell.span);
                    column += span;
                    lines(&cell.shown(), width(column - span, span))
                });
                of_cells.max().unwrap_or(1)
            }
        };
        points += row(most);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::super::super::document::{Align, Cell, Column};
    use super::*;

    #[test]
    fn a_page_a_little_too_long_is_printed_smaller_and_a_long_one_is_not() {
        let share = |rows: usize| {
            let columns = (0..6).map(|number| Column::new("c", number.to_string(), (12.0, 12.0), Align::Left)).collect();
            let line = || Row::Cells((0..6).map(|_| Cell::text("内科")).collect());
            let table = Table { columns, rows: (0..rows).map(|_| line()).collect(), frozen: 0, empty: String::new() };
            let page = Page { blocks: vec![Block::Table(table.clone())], signed: true, ..Page::default() };
            super::share(&page, Paper::A4Landscape, &table, &[12.0; 6], 10.5)
        };
        assert_eq!([5, 15, 40].map(share), [1.0, 1.0, 1.0]);
        assert!(share(19) < 1.0 && share(24) < share(19) && share(24) >= LEGIBLE, "{} {}", share(19), share(24));
    }
}
