//! 补贴: subsidy rates. The first row that fits applies, so a row that earlier ones cover never does.

use super::builder::Builder;
use super::cells::{Cells, both};
use super::vocabulary::RATE_BASES;
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{Level, RateBasis, SubsidyRate, holidays_known};
use crate::source::{Column, TableKind};
use chrono::Datelike;

/// Most yuan for one person and month.
const MOST_A_MONTH: i64 = 100_000;
/// Most yuan for one person and working day.
const MOST_A_DAY: i64 = 10_000;

/// Reads the rates; the county's own holidays are known by then.
pub(super) fn resolve(b: &mut Builder) {
    let mut earlier: Vec<(SubsidyRate, u32)> = Vec::new();
    for cells in b.rows(TableKind::Rates) {
        let report = &mut b.report;
        let levels = cells.levels(report, Column::RateLevels);
        let grades = cells.grades(report, Column::RateGrades);
        let basis = cells.choice(report, Column::RatePaidBy, Code::UnknownValue, &RATE_BASES);
        let basis = basis.unwrap_or(RateBasis::Month);
        let most = match basis {
            RateBasis::Month => MOST_A_MONTH,
            RateBasis::WorkingDay => MOST_A_DAY,
        };
        let yuan = cells.required(report, Column::RateYuan).and_then(|_| cells.whole(report, Column::RateYuan, 0, most));
        let from = cells.date(report, Column::RateEffective);
        let Some(yuan) = yuan else { continue };
        let rate = SubsidyRate { levels, grades, yuan, basis, from };
        if let Some((_, row)) = earlier.iter().find(|(other, _)| covers(other, &rate)) {
            let found = both(format!("第 {row} 行"), format!("row {row}"));
            cells.fault(&mut b.report, Code::RateNeverApplies, Column::RateYuan, found, Bilingual::default());
        } else {
            warn_of_unknown_holidays(b, cells, &rate);
            earlier.push((rate.clone(), cells.row.number));
        }
        b.problem.rates.push(rate);
    }
}

/// True when the first rate fits wherever the second does.
fn covers(first: &SubsidyRate, second: &SubsidyRate) -> bool {
    let has_levels = |levels: &[Level]| levels.iter().all(|level| first.levels.contains(level));
    let holds_levels = first.levels.is_empty() || has_levels(if second.levels.is_empty() { &Level::ALL } else { &second.levels });
    // An unknown grade fits only where no grades are given.
    let holds_grades =
        first.grades.is_empty() || (!second.grades.is_empty() && second.grades.iter().all(|grade| first.grades.contains(grade)));
    // No date is earlier than every date.
    holds_levels && holds_grades && first.from <= second.from
}

/// A rate a working day needs the holidays of every year that it is paid in.
fn warn_of_unknown_holidays(b: &mut Builder, cells: Cells, rate: &SubsidyRate) {
    if rate.basis != RateBasis::WorkingDay || !b.has_horizon || b.tables.is_broken(TableKind::Holidays) {
        return;
    }
    let horizon = b.problem.calendar.horizon();
    let first = rate.from.map_or(horizon.from, |from| from.max(horizon.from)).year();
    let is_listed = |year: i32| b.problem.day_overrides.iter().any(|day| day.date.year() == year);
    let unknown: Vec<String> =
        (first..=horizon.to.year()).filter(|year| !holidays_known(*year) && !is_listed(*year)).map(|year| year.to_string()).collect();
    if !unknown.is_empty() {
        let found = both(format!("{} 年", unknown.join("、")), unknown.join(", "));
        cells.fault(&mut b.report, Code::HolidaysUnknown, Column::RatePaidBy, found, Bilingual::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Grade;
    use chrono::NaiveDate;

    #[test]
    fn a_rate_covers_those_that_fit_only_where_it_does() {
        let rate = |levels: &[Level], grades: &[Grade], year: Option<i32>| SubsidyRate {
            levels: levels.to_vec(),
            grades: grades.to_vec(),
            yuan: 1,
            basis: RateBasis::Month,
            from: year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)),
        };
        let any = rate(&[], &[], None);
        let township = rate(&[Level::Township], &[Grade::Senior], None);
        assert!(covers(&any, &township) && !covers(&township, &any));
        assert!(covers(&rate(&Level::ALL, &[], None), &any));
        // Grades all named leave out the unknown one.
        assert!(!covers(&rate(&[], &Grade::ALL, None), &any));
        assert!(covers(&rate(&[], &[], Some(2026)), &rate(&[], &[], Some(2027))));
        assert!(!covers(&rate(&[], &[], Some(2027)), &any));
        assert!(!covers(&rate(&[], &[], Some(2027)), &rate(&[], &[], Some(2026))));
    }
}
