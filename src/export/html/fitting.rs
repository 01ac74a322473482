//! How close and how small a page is printed so that it is one: a few rows and signatures are not worth a second page.

use super::super::document::{Block, LEGIBLE, Page, Paper, Row, SURE, Table, TextStyle, lines};
use super::room;
use std::iter;

const STEP: f64 = 0.02;
/// Points of letters that are not made smaller still.
const SMALL: f64 = 6.5;
/// As the style sheet has them on paper: points of letters, lines of them, space in and below cells, around paragraphs.
const LETTERS: f64 = 10.5;
const TITLE: f64 = 16.0;
const LINE: f64 = 1.45;
const LOOSE: Rows = Rows { line: LINE, padding: 0.5 };
const TIGHT: Rows = Rows { line: 1.25, padding: 0.24 };
const BORDER: f64 = 0.75;
const AROUND: f64 = 6.0;
const BEFORE_SIGNATURES: f64 = 27.0;

/// Height of a table's lines and the space above and below each row, in letters.
#[derive(Clone, Copy)]
struct Rows {
    line: f64,
    padding: f64,
}

/// How a page is printed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Fit {
    /// Of their size, of letters.
    pub share: f64,
    /// Rows of its table stand closer.
    pub tight: bool,
}

impl Fit {
    pub const LOOSE: Self = Self { share: 1.0, tight: false };
}

/// How the page is printed, columns `widths` of its table in letters of `size` points: with rows closer, and then smaller, where that makes
/// one page of a little more.
pub(super) fn fit(page: &Page, paper: Paper, table: &Table, widths: &[f64], size: f64) -> Fit {
    let room = room(paper).1 * SURE;
    let least = LEGIBLE.max(SMALL / size).min(1.0);
    let shares = (0..).map(|step| 1.0 - f64::from(step) * STEP).take_while(|share| *share >= least);
    let fits = |fit: &Fit| points(page, paper, table, widths, size, *fit).is_some_and(|points| points <= room);
    iter::once(Fit::LOOSE).chain(shares.map(|share| Fit { share, tight: true })).find(fits).unwrap_or(Fit::LOOSE)
}

/// Points from top to bottom; absent where a page holds more than its table and small print, which is not measured here.
fn points(page: &Page, paper: Paper, table: &Table, widths: &[f64], size: f64, fit: Fit) -> Option<f64> {
    let (across, share) = (room(paper).0, fit.share);
    let (line, size) = (LETTERS * LINE * share, size * share);
    let mut points = TITLE * 1.3 * share + line + AROUND * 1.5;
    for block in &page.blocks {
        points += match block {
            Block::Table(_) => rows(table, widths, size, if fit.tight { TIGHT } else { LOOSE }, across),
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
fn rows(table: &Table, widths: &[f64], size: f64, rows: Rows, across: f64) -> f64 {
    // Columns in letters of half an em.
    let more = across / (size / 2.0) / widths.iter().sum::<f64>().max(1.0);
    let width = |column: usize, span: usize| widths.iter().skip(column).take(span).sum::<f64>() * more;
    let row = |lines: usize| size * (lines as f64 * rows.line + rows.padding) + BORDER;
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
    fn a_page_a_little_too_long_is_printed_closer_then_smaller_and_a_long_one_is_not() {
        let fit_letters = |rows: usize, size: f64| {
            let columns = (0..6).map(|number| Column::new("c", number.to_string(), (12.0, 12.0), Align::Left)).collect();
            let line = || Row::Cells((0..6).map(|_| Cell::text("内科")).collect());
            let table = Table { columns, rows: (0..rows).map(|_| line()).collect(), frozen: 0, empty: String::new() };
            let page = Page { blocks: vec![Block::Table(table.clone())], signed: true, ..Page::default() };
            super::fit(&page, Paper::A4Landscape, &table, &[12.0; 6], size)
        };
        let fit = |rows| fit_letters(rows, 10.5);
        assert_eq!([5, 15, 50].map(fit), [Fit::LOOSE; 3]);
        assert_eq!(fit(19), Fit { share: 1.0, tight: true });
        assert_eq!(fit_letters(50, 6.6), Fit::LOOSE, "letters are small as they are");
        let (more, most) = (fit(26), fit(30));
        assert!(more.tight && more.share < 1.0 && most.share < more.share && most.share >= LEGIBLE, "{more:?} {most:?}");
    }
}
