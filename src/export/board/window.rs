//! The months that a board shows, as columns.

use super::super::calendar::calendar_of;
use super::pick;
use super::text::fit;
use crate::diagnostic::Language;
use crate::domain::{Calendar, DateRange, SlotId, SlotUnit};
use crate::store::PlanSummary;
use chrono::{Datelike, NaiveDate};

/// Columns before the slots, a space at their end included.
pub(super) const LABEL: usize = 32;
const MONTHS: i32 = 12;
/// Months shown from a month that was asked for, twice as wide.
const MONTHS_FROM: i32 = 6;

/// Consecutive slots from the first of a month.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Window {
    calendar: Calendar,
    first: SlotId,
    slots: i32,
    /// Columns of a slot.
    pub cell: usize,
}

impl Window {
    pub fn new(summary: &PlanSummary, from: NaiveDate, close: bool) -> Self {
        let calendar = calendar_of(summary);
        let per_month = calendar.unit().per_month();
        let first = calendar.slot_of(from);
        let left = (calendar.end() - first).max(1) / per_month;
        let months = left.clamp(1, if close { MONTHS_FROM } else { MONTHS });
        let month = if months <= MONTHS_FROM { 8 } else { 4 };
        Self { slots: months * per_month, cell: month / per_month as usize, calendar, first }
    }
    pub fn dates(&self) -> DateRange {
        self.calendar.span(self.first, self.slots)
    }
    /// True when the plan goes on after the months shown.
    pub fn is_cut(&self) -> bool {
        self.first + self.slots < self.calendar.end()
    }
    /// Number of slots.
    pub fn len(&self) -> usize {
        self.slots.max(0) as usize
    }
    /// Positions of the slots that the dates touch, within the window.
    pub fn positions(&self, dates: DateRange) -> std::ops::Range<usize> {
        let position = |date: NaiveDate| (self.calendar.slot_of(date) - self.first).clamp(-1, self.slots);
        let (from, to) = (position(dates.from).max(0), position(dates.to) + 1);
        from as usize..to.clamp(from, self.slots.max(from)) as usize
    }
    /// Years, months and halves above the slots.
    pub fn header(&self, language: Language) -> Vec<String> {
        const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let blank = " ".repeat(LABEL);
        let (mut years, mut months, mut halves) = (blank.clone(), blank.clone(), blank);
        let per_month = self.calendar.unit().per_month() as usize;
        let mut year_columns = 0;
        for position in 0..self.len() {
            let slot = self.first + position as i32;
            let day = self.calendar.first_day(slot);
            if self.calendar.opens_month(slot) {
                let name = match language {
                    Language::Chinese => format!("{}月", day.month()),
                    Language::English => ENGLISH[day.month0() as usize].to_owned(),
                };
                months += &fit(&name, self.cell * per_month);
                if position == 0 || day.month() == 1 {
                    years += &" ".repeat((position * self.cell).saturating_sub(year_columns));
                    let year = match language {
                        Language::Chinese => format!("{}年", day.year()),
                        Language::English => day.year().to_string(),
                    };
                    year_columns = position * self.cell + super::text::width(&year);
                    years += &year;
                }
            }
            let half = if self.calendar.opens_month(slot) { pick(language, "上", "1") } else { pick(language, "下", "2") };
            halves += &fit(half, self.cell);
        }
        let mut lines = vec![years, months];
        if self.calendar.unit() == SlotUnit::HalfMonth {
            lines.push(halves);
        }
        lines
    }
}
