//! 节假日: the county's own days off and make-up days; they come before what the program knows.

use super::builder::Builder;
use super::cells::both;
use super::vocabulary::DAY_KINDS;
use crate::diagnostic::Code;
use crate::domain::DayOverride;
use crate::source::{Column, TableKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub(super) fn resolve(b: &mut Builder) {
    let mut days: BTreeMap<NaiveDate, (bool, u32)> = BTreeMap::new();
    for cells in b.rows(TableKind::Holidays) {
        let date = cells.required_date(&mut b.report, Column::HolidayDate);
        let working = cells.required_choice(&mut b.report, Column::HolidayKind, Code::UnknownKind, &DAY_KINDS);
        let (Some(date), Some(working)) = (date, working) else { continue };
        let (first, row) = *days.entry(date).or_insert((working, cells.row.number));
        if first != working {
            let expected = both(format!("与第 {row} 行一致"), format!("the same as row {row}"));
            cells.reject(&mut b.report, Code::HolidaySetTwice, Column::HolidayKind, expected);
        }
    }
    b.problem.day_overrides = days.into_iter().map(|(date, (working, _))| DayOverride { date, working }).collect();
}
