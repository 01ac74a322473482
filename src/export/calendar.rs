//! The dates that a form covers, and the plan's slots.

use super::ExportError;
use crate::diagnostic::Language;
use crate::domain::{Calendar, DateRange, SlotUnit};
use crate::store::PlanSummary;
use chrono::{Datelike, NaiveDate};

/// What a form covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Period {
    /// The whole plan.
    Horizon(DateRange),
    /// One month of it.
    Month(DateRange),
}

impl Period {
    /// The month that the date lies in, or the whole plan.
    pub fn new(horizon: DateRange, month: Option<NaiveDate>) -> Result<Self, ExportError> {
        let Some(month) = month else { return Ok(Period::Horizon(horizon)) };
        let dates = DateRange::month_of(month);
        if horizon.covers(&dates) { Ok(Period::Month(dates)) } else { Err(ExportError::MonthOutside { month: dates.from, horizon }) }
    }
    pub fn dates(&self) -> DateRange {
        match self {
            Period::Horizon(dates) | Period::Month(dates) => *dates,
        }
    }
    /// True for the whole plan.
    pub fn is_whole(&self) -> bool {
        matches!(self, Period::Horizon(_))
    }
    /// `2027年03月`, or from month to month.
    pub fn title(&self, language: Language) -> String {
        let month = |date: NaiveDate| match language {
            Language::Chinese => format!("{}年{:02}月", date.year(), date.month()),
            Language::English => date.format("%B %Y").to_string(),
        };
        match (self, language) {
            (Period::Month(dates), _) => month(dates.from),
            (Period::Horizon(dates), Language::Chinese) => format!("{}—{}", month(dates.from), month(dates.to)),
            (Period::Horizon(dates), Language::English) => format!("{} to {}", month(dates.from), month(dates.to)),
        }
    }
    /// `2027-03` or `2027-01至2027-12`, for file names.
    pub fn label(&self, language: Language) -> String {
        let month = |date: NaiveDate| date.format("%Y-%m").to_string();
        match (self, language) {
            (Period::Month(dates), _) => month(dates.from),
            (Period::Horizon(dates), Language::Chinese) => format!("{}至{}", month(dates.from), month(dates.to)),
            (Period::Horizon(dates), Language::English) => format!("{}-to-{}", month(dates.from), month(dates.to)),
        }
    }
}

/// The slots that the plan was made in.
pub(super) fn calendar_of(summary: &PlanSummary) -> Calendar {
    let (from, to) = (summary.horizon.from, summary.horizon.to);
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32 + 1;
    let unit = if summary.slot_unit == "月" { SlotUnit::Month } else { SlotUnit::HalfMonth };
    Calendar::new(from, months.clamp(1, 120), unit)
}

/// `2027年1月上半月`, or the month alone where the slot is a month.
pub(super) fn slot_name(dates: DateRange, language: Language) -> String {
    let (first, second) = match language {
        Language::Chinese => ("上半月", "下半月"),
        Language::English => (", 1st half", ", 2nd half"),
    };
    let half = match (dates.from.day(), dates.days()) {
        (1, 15) => first,
        (16, _) => second,
        _ => "",
    };
    match language {
        Language::Chinese => format!("{}年{}月{half}", dates.from.year(), dates.from.month()),
        Language::English => format!("{}{half}", dates.from.format("%B %Y")),
    }
}
