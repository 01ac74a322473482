//! Subsidies, and funds that hardly cover them.

use super::county::County;
use crate::source::{Column, TableKind};
use chrono::Datelike;
use std::collections::BTreeMap;

/// Yuan a month by host levels and grades.
const RATES: [(&str, &str, i64); 5] = [
    ("中心卫生院", "副高、正高", 3000),
    ("中心卫生院", "", 2400),
    ("一般卫生院、延伸服务点", "副高、正高", 3600),
    ("一般卫生院、延伸服务点", "", 2800),
    ("村卫生室", "", 400),
];
/// Yuan a month that a demanded month costs on average.
const MEAN_RATE: f64 = 3000.0;
/// Of the money, what may be spent at any level.
const ANY_LEVEL_PERCENT: i64 = 40;

pub(super) fn write(county: &mut County) {
    for (levels, grades, yuan) in RATES {
        let row = county.data.row(TableKind::Rates).set(Column::RateLevels, levels).set(Column::RateGrades, grades);
        row.set(Column::RateYuan, yuan).set(Column::RatePaidBy, "月");
    }
    let months = i64::from(county.parameters.months);
    let mut months_of_year: BTreeMap<i32, i64> = BTreeMap::new();
    for month in 0..months {
        *months_of_year.entry(county.parameters.first_day(2 * month).year()).or_default() += 1;
    }
    let away: i64 = county.departments.iter().map(|department| department.away).sum();
    let count = |level: &str| county.institutions.iter().filter(|institution| institution.level == level).count() as f64;
    let circuits = (count("中心卫生院") + count("一般卫生院")) / 6.0;
    let a_month = (away as f64 + circuits / county.parameters.tightness) * MEAN_RATE + count("村卫生室") * 400.0;
    for (year, months) in months_of_year {
        let yuan = (a_month * months as f64) as i64 / 10_000 * 10_000 + 10_000;
        let any_level = yuan * ANY_LEVEL_PERCENT / 100;
        for (name, yuan, levels) in [("事业基金池", any_level, ""), ("运行基金池", yuan - any_level, "基层")] {
            let row = county.data.row(TableKind::Funds).set(Column::FundName, name).set(Column::FundYear, year);
            row.set(Column::FundYuan, yuan).set(Column::FundLevels, levels);
        }
    }
}
