//! 设置: the plan as a whole, from one wide row or from rows of key and value.

use super::Options;
use super::builder::Builder;
use super::cells::{Cells, both, quoted};
use super::vocabulary::SLOT_UNITS;
use crate::diagnostic::{Bilingual, Code, Fault, Location, Report};
use crate::domain::{Calendar, Published, SlotUnit};
use crate::source::{Column, TableKind, Tables, date};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// Months of a plan when nobody says how many.
const DEFAULT_MONTHS: i32 = 12;
/// Longest horizon in months.
const MOST_MONTHS: i64 = 120;

/// The settings that were given or assumed.
pub(super) struct Horizon {
    pub first_month: Option<NaiveDate>,
    months: i32,
    unit: SlotUnit,
    county: String,
    data_version: String,
    assumptions: Vec<(String, String)>,
    report: Report,
}

impl Horizon {
    /// The calendar; one of no meaning when the first month is not known.
    pub fn calendar(&self) -> Calendar {
        let first = self.first_month.unwrap_or(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default());
        Calendar::new(first, self.months, self.unit)
    }
}

/// Where each setting stands: the cells and the column that holds its value.
type Given<'a> = BTreeMap<Column, (Cells<'a>, Column)>;

pub(super) fn horizon(tables: &Tables, options: &Options, published: &Published) -> Horizon {
    let mut report = Report::default();
    let given = given(tables, &mut report);
    let mut assumptions = Vec::new();
    let text = |column: Column| given.get(&column).and_then(|(cells, value)| cells.text(*value));

    let mut first_month = options.from;
    if let (None, Some((cells, value))) = (first_month, given.get(&Column::SettingsStartMonth)) {
        first_month = cells.date(&mut report, *value);
    } else if first_month.is_none() {
        if let Some(next) = published.frozen_through.and_then(|day| day.succ_opt()) {
            let month = next.format("%Y-%m");
            assumptions.push((
                format!("没有给出计划起始月：从已发布的最后一个月之后，即 {month} 开始。"),
                format!("No start month is given: the plan begins after the last published month, in {month}."),
            ));
            first_month = Some(next);
        } else if let Some(latest) = latest_history(tables) {
            let next = latest.with_day(1).and_then(|month| month.checked_add_months(Months::new(1)));
            if let Some(next) = next {
                let month = next.format("%Y-%m");
                assumptions.push((
                    format!("没有给出计划起始月：从历史的最后一个月之后，即 {month} 开始。"),
                    format!("No start month is given: the plan begins after the last month of the history, in {month}."),
                ));
            }
            first_month = next;
        } else if !tables.is_broken(TableKind::Settings) {
            report.push(Fault {
                location: Location::default(),
                code: Code::MissingStartMonth,
                found: Bilingual::default(),
                expected: Bilingual::default(),
            });
        }
    }
    let first_month = first_month.and_then(|date| date.with_day(1));

    let months_given = given.get(&Column::SettingsMonths);
    let months = match (options.months, months_given) {
        (Some(months), _) => Some(months.clamp(1, MOST_MONTHS as i32)),
        (None, Some((cells, value))) => cells.whole(&mut report, *value, 1, MOST_MONTHS).map(|months| months as i32),
        (None, None) => {
            assumptions.push((
                format!("没有给出计划月数：按 {DEFAULT_MONTHS} 个月。"),
                format!("The number of months is not given: {DEFAULT_MONTHS}."),
            ));
            None
        }
    };
    let unit =
        given.get(&Column::SettingsSlot).and_then(|(cells, value)| cells.choice(&mut report, *value, Code::UnknownValue, &SLOT_UNITS));
    if text(Column::SettingsSlot).is_none() {
        assumptions.push(("没有给出时段：按半月。".into(), "The slot is not given: half a month.".into()));
    }
    Horizon {
        first_month,
        months: months.unwrap_or(DEFAULT_MONTHS),
        unit: unit.unwrap_or(SlotUnit::HalfMonth),
        county: text(Column::SettingsCounty).unwrap_or_default().to_owned(),
        data_version: text(Column::SettingsDataVersion).unwrap_or_default().to_owned(),
        assumptions,
        report,
    }
}

/// Takes what was read over into the problem.
pub(super) fn resolve(b: &mut Builder) {
    b.report.merge(std::mem::take(&mut b.horizon.report));
    b.problem.county = b.horizon.county.clone();
    b.problem.data_version = b.horizon.data_version.clone();
    for (zh, en) in std::mem::take(&mut b.horizon.assumptions) {
        b.assume(zh, en);
    }
}

fn given<'a>(tables: &'a Tables, report: &mut Report) -> Given<'a> {
    let mut given = Given::new();
    let Some(table) = tables.table(TableKind::Settings) else { return given };
    for row in table.rows() {
        let cells = Cells { table, row };
        for column in TableKind::Settings.columns().iter().copied() {
            let is_value = !matches!(column, Column::SettingsKey | Column::SettingsValue);
            if is_value && cells.text(column).is_some() {
                put(&mut given, column, (cells, column), report);
            }
        }
        let Some(key) = cells.text(Column::SettingsKey) else { continue };
        match TableKind::Settings.column(key) {
            Some(Column::SettingsKey | Column::SettingsValue) | None => {
                let known: Vec<_> = [
                    Column::SettingsCounty,
                    Column::SettingsStartMonth,
                    Column::SettingsMonths,
                    Column::SettingsSlot,
                    Column::SettingsDataVersion,
                ]
                .to_vec();
                let zh: Vec<_> = known.iter().map(|column| column.chinese()).collect();
                let en: Vec<_> = known.iter().map(|column| column.english()).collect();
                cells.reject(report, Code::UnknownSetting, Column::SettingsKey, both(zh.join("、"), en.join(", ")));
            }
            Some(column) if cells.text(Column::SettingsValue).is_some() => {
                put(&mut given, column, (cells, Column::SettingsValue), report);
            }
            Some(_) => {}
        }
    }
    given
}

fn put<'a>(given: &mut Given<'a>, setting: Column, at: (Cells<'a>, Column), report: &mut Report) {
    if let Some((first, column)) = given.get(&setting) {
        let first = quoted(first.text(*column).unwrap_or_default());
        let found = quoted(at.0.text(at.1).unwrap_or_default());
        let name = setting.chinese();
        let found = both(format!("{name}又给了 {found}"), format!("{} again, {found}", setting.english()));
        at.0.fault(
            report,
            Code::DuplicateSetting,
            at.1,
            found,
            both(format!("只有一个，前面已给 {first}"), format!("one only; {first} was given before")),
        );
        return;
    }
    given.insert(setting, at);
}

/// Latest date of the history, if it has any that can be read.
fn latest_history(tables: &Tables) -> Option<NaiveDate> {
    let table = tables.table(TableKind::History)?;
    let dates = table.rows().iter().flat_map(|row| {
        let cells = Cells { table, row };
        [Column::HistoryFrom, Column::HistoryUntil].map(|column| cells.text(column).and_then(|text| date(text, true)))
    });
    dates.flatten().max()
}
