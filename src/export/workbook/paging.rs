//! How the rows of a sheet fall onto paper: how small it is printed, and where a page ends before its time.

use super::super::document::{LEGIBLE, Paper, SURE};
use super::measure::pixels;

/// Margins in inches: left and right, top, bottom.
pub(super) const SIDE: f64 = 0.5;
pub(super) const TOP: f64 = 0.6;
pub(super) const BOTTOM: f64 = 0.7;
/// Share of a page that is not worth one.
const FEW: f64 = 0.25;
/// Share of a page that is not worth one where text stays legible.
const SOME: f64 = 0.4;
/// Rows of a table that stay with what follows it: totals, legend, notes and signatures say nothing alone.
pub(super) const KEPT: usize = 3;
/// Share of a page that the end of the table and what follows it fill at most where the page before ends early.
const FILLED: f64 = 0.6;
/// Programs differ in a page's room.
const SHARES: [f64; 3] = [1.0, 0.965, SURE];
/// They also differ in how wide columns are, and so in how small these are printed to fit the paper.
const FITTED_SHARES: [f64; 7] = [1.12, 1.09, 1.06, 1.03, 1.0, 0.965, SURE];

/// Points between the margins from top to bottom, of what is printed at this share of its size.
pub(super) fn room(paper: Paper, scale: f64) -> f64 {
    (paper.inches().1 - TOP - BOTTOM) * 72.0 / scale
}

/// Share of their size at which the columns are as wide as the paper.
fn fitting(widths: &[f64], paper: Paper) -> f64 {
    let wide: f64 = widths.iter().copied().map(pixels).sum();
    (paper.inches().0 - 2.0 * SIDE) * 96.0 / wide
}

/// Percent at which the columns are as wide as the paper.
pub(super) fn scale(widths: &[f64], paper: Paper) -> u16 {
    // Less than fits: where the font is missing, another one's digits are wider.
    ((fitting(widths, paper) * 88.0) as u16).clamp(10, 100)
}

/// Pages on which to fit a sheet of rows of these points, `head` of them repeated on every page; 0, which means as many as it takes, where
/// the last page is well filled. A few rows over, or signatures alone, are not worth a page: all is printed a little smaller.
pub(super) fn pages(widths: &[f64], paper: Paper, points: f64, head: f64) -> u16 {
    let scale = fitting(widths, paper).min(1.0);
    let page = room(paper, scale);
    let first = points - page;
    if first <= 0.0 || page <= 2.0 * head {
        return 0;
    }
    let more = first / (page - head);
    let smaller = scale * (1.0 + more.trunc()) / (1.0 + more);
    let worth_it = more.fract() < FEW || (more.fract() < SOME && smaller > LEGIBLE);
    if worth_it && more < 1000.0 { 1 + more as u16 } else { 0 }
}

/// Rows in points, `head` points of which are above every page but the first, and the first of them after the table.
pub(super) struct Fall<'a> {
    pub rows: &'a [f64],
    pub head: f64,
    pub tail: usize,
}

impl Fall<'_> {
    /// True when what follows the table might stand on its last page without rows of the table: columns as wide as the paper, or all on so
    /// many pages.
    pub fn is_lonely(&self, widths: &[f64], paper: Paper, pages: u16) -> bool {
        if pages == 1 {
            // Every program makes it so.
            return false;
        }
        let page = room(paper, fitting(widths, paper).min(1.0));
        let points: f64 = self.rows.iter().sum();
        let fitted = (points + self.head * f64::from(pages.max(1) - 1)) / f64::from(pages.max(1));
        self.lonely(if pages > 0 { page.max(fitted) } else { page }, &FITTED_SHARES)
    }

    /// The row before which the page has to end, so that what follows the table has rows of it above, printed at so many percent.
    pub fn early_end(&self, percent: u16, paper: Paper) -> Option<usize> {
        let page = room(paper, f64::from(percent) / 100.0);
        let kept = self.tail.checked_sub(KEPT)?;
        if !self.lonely(page, &SHARES) {
            return None;
        }
        let begins = SHARES.map(|share| self.pages_begin(page * share));
        let before = |begins: &Vec<usize>, row: usize| begins.iter().rfind(|begin| **begin < row).copied().unwrap_or(0);
        // Nor does a row or two stay behind.
        let leaves_enough = |row: &usize| begins.iter().all(|begins| before(begins, *row) + KEPT <= *row);
        let fills = |row: &usize| self.rows.iter().skip(*row).sum::<f64>() <= page * FILLED;
        let from = before(&begins[0], kept) + KEPT;
        (from..=kept).filter(fills).find(leaves_enough).or(Some(kept).filter(leaves_enough))
    }

    fn lonely(&self, page: f64, shares: &[f64]) -> bool {
        let Some(kept) = self.tail.checked_sub(KEPT) else { return false };
        shares.iter().any(|share| self.pages_begin(page * share).last().is_some_and(|last| *last > kept))
    }

    /// The rows with which pages of so many points begin.
    fn pages_begin(&self, page: f64) -> Vec<usize> {
        let (mut begins, mut left) = (vec![0], page);
        for (row, points) in self.rows.iter().enumerate() {
            if *points > left {
                begins.push(row);
                left = page - self.head;
            }
            left -= points;
        }
        begins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_rows_over_do_not_take_a_page() {
        // Twelve columns that fit at about 90 %: a page of some 580 points.
        let pages = |points| pages(&[11.7; 12], Paper::A4Landscape, points, 36.0);
        assert_eq!([400.0, 570.0, 590.0, 690.0, 830.0].map(pages), [0, 0, 1, 1, 0]);
        assert_eq!([1030.0, 1130.0, 1400.0].map(pages), [0, 2, 0]);
    }

    #[test]
    fn a_legend_has_rows_of_its_table_above() {
        // A page at full size has 501 points: 25 rows of 20.
        let early = |rows: usize, tail: usize| {
            let heights = vec![20.0; rows + tail];
            Fall { rows: &heights, head: 40.0, tail: rows }.early_end(100, Paper::A4Landscape)
        };
        assert_eq!(early(15, 5), None, "one page");
        assert_eq!(early(25, 5), Some(15), "the legend would begin a page");
        assert_eq!(early(23, 5), Some(13), "the legend would end on a page of its own");
        assert_eq!(early(35, 5), None, "ten rows are above it");
        assert_eq!(early(4, 30), None, "one row would stay behind");
        let lonely = |rows: usize, pages: u16| {
            Fall { rows: &vec![20.0; rows + 5], head: 40.0, tail: rows }.is_lonely(&[10.0; 12], Paper::A4Landscape, pages)
        };
        assert_eq!([15, 25, 35].map(|rows| lonely(rows, 0)), [false, true, false]);
        assert!(!lonely(25, 1), "fitted on one page");
    }
}
