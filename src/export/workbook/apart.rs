//! Pages that stand apart: each is one sheet of paper where its text stays legible, and goes on below another head where it does not.

use super::super::document::{LEGIBLE, Paper, SURE};
use super::paging::{KEPT, room};

/// Points by which a row may be lower: what is left keeps lines apart.
const SPARE: f64 = 5.0;

/// Points of a page's rows.
#[derive(Clone, PartialEq, Default, Debug)]
pub(super) struct Tall {
    /// Title, particulars, all else above the table, and its head.
    pub above: f64,
    /// What of that is repeated where the table goes on.
    pub again: f64,
    pub rows: Vec<f64>,
    /// Notes and signatures.
    pub below: f64,
}

/// What makes a page fit.
#[derive(Clone, PartialEq, Default, Debug)]
pub(super) struct Fold {
    /// Points by which every row of the table is lower.
    pub lower: f64,
    /// Rows of the table, from 0, with which another sheet of paper begins, below the particulars and the head.
    pub begins: Vec<usize>,
}

impl Tall {
    fn points(&self) -> f64 {
        self.above + self.rows.iter().sum::<f64>() + self.below
    }

    fn at_least(&self) -> f64 {
        self.points() - SPARE * self.rows.len() as f64
    }

    fn fold(&self, page: f64) -> Fold {
        let over = self.points() - page;
        if over <= 0.0 || self.rows.is_empty() {
            Fold::default()
        } else if self.at_least() <= page {
            Fold { lower: over / self.rows.len() as f64, begins: Vec::new() }
        } else {
            Fold { lower: 0.0, begins: self.begins(page) }
        }
    }

    /// What follows the table has rows of it above.
    fn begins(&self, page: f64) -> Vec<usize> {
        let last = self.rows.len().saturating_sub(KEPT);
        let (mut begins, mut left) = (Vec::new(), page - self.above);
        for (index, row) in self.rows.iter().enumerate().take(last + 1) {
            let together = if index == last { self.rows.iter().skip(last).sum::<f64>() + self.below } else { *row };
            if together > left && index > 0 {
                begins.push(index);
                left = page - self.again;
            }
            left -= row;
        }
        begins
    }
}

/// Percent at which all are printed, no more than those given, and what makes each fit. Those too long for one sheet of paper do not make
/// the others smaller.
pub(super) fn folds(percent: u16, paper: Paper, pages: &[Tall]) -> (u16, Vec<Fold>) {
    let least = f64::from(percent) * LEGIBLE;
    let wanted = pages.iter().map(|page| room(paper, 1.0) * SURE * 100.0 / page.at_least().max(1.0)).filter(|wanted| *wanted >= least);
    let percent = wanted.fold(percent, |percent, wanted| percent.min(wanted as u16)).max(1);
    let page = room(paper, f64::from(percent) / 100.0) * SURE;
    (percent, pages.iter().map(|it| it.fold(page)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    // A4 across has 502 points between the margins, of which 467 are sure.
    fn tall(rows: usize) -> Tall {
        Tall { above: 106.0, again: 48.0, rows: vec![20.0; rows], below: 110.0 }
    }

    fn folded(rows: &[usize]) -> (u16, Vec<Fold>) {
        folds(100, Paper::A4Landscape, &rows.iter().map(|rows| tall(*rows)).collect::<Vec<_>>())
    }

    #[test]
    fn rows_are_lower_before_letters_are_smaller() {
        let (percent, folds) = folded(&[5, 15]);
        assert_eq!((percent, &folds[0]), (100, &Fold::default()));
        assert!(folds[1].lower > 3.0 && folds[1].lower <= SPARE && folds[1].begins.is_empty(), "{folds:?}");
        let (percent, folds) = folded(&[5, 25]);
        assert_eq!((percent, &folds[0]), (78, &Fold::default()));
        assert!(folds[1].lower > 4.0 && folds[1].lower <= SPARE && folds[1].begins.is_empty(), "{folds:?}");
    }

    #[test]
    fn what_is_too_long_goes_on_with_rows_above_its_signatures_and_makes_nobody_s_page_smaller() {
        let (percent, folds) = folded(&[5, 32, 60]);
        assert_eq!(percent, 100);
        assert_eq!([&folds[0], &folds[1]].map(|fold| fold.lower), [0.0, 0.0]);
        // Eighteen rows on the first page, twenty on others; on the last one room for signatures.
        assert_eq!([&folds[0].begins, &folds[1].begins, &folds[2].begins], [&vec![], &vec![18], &vec![18, 38, 57]]);
        let (_, folds) = folded(&[36]);
        assert_eq!(folds[0].begins, [18, 33], "three rows stay with the signatures");
    }
}
