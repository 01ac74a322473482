//! Working days: weekdays, but for Chinese holidays and make-up days, and above all what the county's own table says.

use chinese_holiday::{Ymd, chinese_holiday};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A day that the county sets itself (节假日).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct DayOverride {
    pub date: NaiveDate,
    /// 班 when true, 休 when false.
    pub working: bool,
}

/// True when the date is a working day; `overrides` are sorted by date. In a year whose holidays are not known, weekends are off and all
/// else is worked.
pub fn is_working_day(overrides: &[DayOverride], date: NaiveDate) -> bool {
    if let Ok(index) = overrides.binary_search_by_key(&date, |day| day.date) {
        return overrides[index].working;
    }
    match published(date) {
        Some(day) => chinese_holiday(day).is_workday(),
        None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
    }
}

/// Years whose holidays the holiday library knows; its table ends on 25 December of the last.
const KNOWN_YEARS: std::ops::RangeInclusive<i32> = 2004..=2026;

/// True when the State Council's holidays of the year are known to the program.
pub fn holidays_known(year: i32) -> bool {
    KNOWN_YEARS.contains(&year)
}

/// Working days in the range, both ends counted.
pub fn working_days(overrides: &[DayOverride], dates: &super::DateRange) -> i64 {
    let days = dates.from.iter_days().take_while(|date| *date <= dates.to);
    days.filter(|date| is_working_day(overrides, *date)).count() as i64
}

/// The date as the holiday library takes it, which refuses dates outside its table.
fn published(date: NaiveDate) -> Option<Ymd> {
    let last = NaiveDate::from_ymd_opt(*KNOWN_YEARS.end(), 12, 25)?;
    let year = u16::try_from(date.year()).ok()?;
    (holidays_known(date.year()) && date <= last).then(|| Ymd::new(year, date.month() as u8, date.day() as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn national_day_and_its_make_up_day() {
        // 2025: 1 to 8 October off, Sunday 28 September and Saturday 11 October worked.
        assert!(!is_working_day(&[], day(2025, 10, 8)));
        assert!(is_working_day(&[], day(2025, 9, 28)) && is_working_day(&[], day(2025, 10, 11)));
        let october = super::super::DateRange::new(day(2025, 10, 1), day(2025, 10, 31));
        assert_eq!(working_days(&[], &october), 18);
    }

    #[test]
    fn the_county_comes_first_and_unknown_years_have_weekends_only() {
        let own = [DayOverride { date: day(2025, 10, 8), working: true }];
        assert!(is_working_day(&own, day(2025, 10, 8)));
        for year in 2000..2030 {
            // Every day of every year has an answer.
            let year = super::super::DateRange::new(day(year, 1, 1), day(year, 12, 31));
            assert!((240..=262).contains(&working_days(&[], &year)), "{year:?}");
        }
        assert!(holidays_known(2025) && !holidays_known(2090) && !holidays_known(1990));
        assert!(is_working_day(&[], day(2090, 1, 2)) && !is_working_day(&[], day(2090, 1, 1)));
    }
}
