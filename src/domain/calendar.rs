//! The planning calendar: slots of half a month or a whole month on real dates.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// A slot of the calendar, counted from the first slot of the horizon. Slots before the horizon are negative,
/// slots after it are at or above [`Calendar::slots`]: stays may begin before and end after the horizon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SlotId(pub i32);

impl Add<i32> for SlotId {
    type Output = SlotId;
    fn add(self, slots: i32) -> SlotId {
        SlotId(self.0 + slots)
    }
}
/// Distance in slots.
impl Sub for SlotId {
    type Output = i32;
    fn sub(self, other: SlotId) -> i32 {
        self.0 - other.0
    }
}

/// How long a slot is (时段).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SlotUnit {
    /// 1st to 15th, 16th to the last day (上半月 / 下半月).
    HalfMonth,
    /// A calendar month.
    Month,
}

impl SlotUnit {
    /// Slots in a month: 2 or 1.
    pub const fn per_month(self) -> i32 {
        match self {
            SlotUnit::HalfMonth => 2,
            SlotUnit::Month => 1,
        }
    }
    /// Half-months in a slot: 1 or 2.
    pub const fn half_months(self) -> i32 {
        2 / self.per_month()
    }
}

/// Inclusive range of dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct DateRange {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl DateRange {
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, to }
    }
    /// The month that the date lies in.
    pub fn month_of(date: NaiveDate) -> Self {
        let first = date.with_day(1).unwrap_or(date);
        let next = first.checked_add_months(Months::new(1));
        Self { from: first, to: next.and_then(|next| next.pred_opt()).unwrap_or(first) }
    }
    pub fn overlaps(&self, other: &DateRange) -> bool {
        self.from <= other.to && other.from <= self.to
    }
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
    /// True when `other` lies wholly inside.
    pub fn covers(&self, other: &DateRange) -> bool {
        self.from <= other.from && other.to <= self.to
    }
    /// Days, both ends counted; 0 when empty.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days().max(-1) + 1
    }
    /// Half-months of the calendar that the dates touch; 0 when empty.
    pub fn half_months(&self) -> i32 {
        let ordinal = |date: NaiveDate| (date.year() * 12 + date.month0() as i32) * 2 + i32::from(date.day() > 15);
        if self.from > self.to { 0 } else { ordinal(self.to) - ordinal(self.from) + 1 }
    }
    pub fn intersection(&self, other: &DateRange) -> Option<DateRange> {
        let both = DateRange { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }
}

/// The horizon as consecutive slots from the first day of a month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Calendar {
    first_day: NaiveDate,
    months: i32,
    unit: SlotUnit,
}

impl Calendar {
    /// A horizon of `months` months (1 to 120) beginning with the month of `first_month`.
    ///
    /// # Panics
    /// When `months` is outside 1 to 120: the reader of settings has refused that before.
    pub fn new(first_month: NaiveDate, months: i32, unit: SlotUnit) -> Self {
        assert!((1..=120).contains(&months), "a horizon of 1 to 120 months, not {months}");
        let first_day = first_month.with_day(1).expect("every month has a first day");
        Self { first_day, months, unit }
    }
    pub fn unit(&self) -> SlotUnit {
        self.unit
    }
    /// Months in the horizon.
    pub fn months(&self) -> i32 {
        self.months
    }
    /// Slots in the horizon.
    pub fn slots(&self) -> i32 {
        self.months * self.unit.per_month()
    }
    /// First slot after the horizon.
    pub fn end(&self) -> SlotId {
        SlotId(self.slots())
    }
    /// The slots of the horizon in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = SlotId> + ExactSizeIterator + use<> {
        (0..self.slots()).map(SlotId)
    }
    pub fn contains(&self, slot: SlotId) -> bool {
        (0..self.slots()).contains(&slot.0)
    }
    /// First and last day of the horizon.
    pub fn horizon(&self) -> DateRange {
        DateRange { from: self.first_day(SlotId(0)), to: self.last_day(SlotId(self.slots() - 1)) }
    }
    /// First day of the month that the slot lies in.
    pub fn month_of(&self, slot: SlotId) -> NaiveDate {
        self.month_start(slot.0.div_euclid(self.unit.per_month()))
    }
    /// First day of the month that lies `month` months after the horizon's first.
    fn month_start(&self, month: i32) -> NaiveDate {
        if month >= 0 {
            self.first_day.checked_add_months(Months::new(month as u32))
        } else {
            self.first_day.checked_sub_months(Months::new(month.unsigned_abs()))
        }
        .expect("dates of a plan lie within the calendar's range")
    }
    /// True when the slot opens a month: always for whole-month slots.
    pub fn opens_month(&self, slot: SlotId) -> bool {
        slot.0.rem_euclid(self.unit.per_month()) == 0
    }
    pub fn first_day(&self, slot: SlotId) -> NaiveDate {
        let month = self.month_of(slot);
        if self.opens_month(slot) { month } else { month.with_day(16).expect("the 16th exists") }
    }
    pub fn last_day(&self, slot: SlotId) -> NaiveDate {
        self.first_day(slot + 1).checked_sub_days(Days::new(1)).expect("a day before exists")
    }
    /// First and last day of the slot.
    pub fn range(&self, slot: SlotId) -> DateRange {
        DateRange { from: self.first_day(slot), to: self.last_day(slot) }
    }
    /// First day of the first and last day of the last of `slots` slots from `first`.
    pub fn span(&self, first: SlotId, slots: i32) -> DateRange {
        DateRange { from: self.first_day(first), to: self.last_day(first + (slots - 1)) }
    }
    /// The slot that the date lies in.
    pub fn slot_of(&self, date: NaiveDate) -> SlotId {
        let months = (date.year() - self.first_day.year()) * 12 + date.month() as i32 - self.first_day.month() as i32;
        let within = match self.unit {
            SlotUnit::HalfMonth => i32::from(date.day() > 15),
            SlotUnit::Month => 0,
        };
        SlotId(months * self.unit.per_month() + within)
    }
    /// Slots that `half_months` half-months take, rounded up to whole slots.
    pub fn slots_of_half_months(&self, half_months: i32) -> i32 {
        (half_months + self.unit.half_months() - 1).div_euclid(self.unit.half_months())
    }
    /// Half-months in so many slots.
    pub fn half_months(&self, slots: i32) -> i32 {
        slots * self.unit.half_months()
    }
    /// Quarter of the year that the slot lies in, as (year, 0 to 3).
    pub fn quarter_of(&self, slot: SlotId) -> (i32, u32) {
        let day = self.month_of(slot);
        (day.year(), day.month0() / 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn half_months_follow_real_dates_across_years_and_february() {
        let calendar = Calendar::new(day(2027, 1, 20), 12, SlotUnit::HalfMonth);
        assert_eq!(calendar.slots(), 24);
        assert_eq!(calendar.range(SlotId(3)), DateRange::new(day(2027, 2, 16), day(2027, 2, 28)));
        assert_eq!(calendar.range(SlotId(-1)), DateRange::new(day(2026, 12, 16), day(2026, 12, 31)));
        assert_eq!(calendar.range(SlotId(24)), DateRange::new(day(2028, 1, 1), day(2028, 1, 15)));
        assert_eq!(calendar.horizon(), DateRange::new(day(2027, 1, 1), day(2027, 12, 31)));
    }

    #[test]
    fn every_day_lies_in_the_slot_that_covers_it() {
        for unit in [SlotUnit::HalfMonth, SlotUnit::Month] {
            let calendar = Calendar::new(day(2027, 11, 1), 6, unit);
            let mut date = day(2026, 12, 1);
            while date < day(2029, 3, 1) {
                let slot = calendar.slot_of(date);
                assert!(calendar.range(slot).contains(date), "{date} {slot:?}");
                date = date.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn half_months_touched() {
        let touched = |from, to| DateRange::new(from, to).half_months();
        assert_eq!(touched(day(2027, 1, 15), day(2027, 1, 16)), 2);
        assert_eq!(touched(day(2026, 12, 16), day(2027, 1, 15)), 2);
        assert_eq!(touched(day(2027, 2, 1), day(2027, 2, 15)), 1);
        assert_eq!(touched(day(2027, 2, 2), day(2027, 2, 1)), 0);
    }

    #[test]
    fn months_of_days() {
        for (date, last) in [(day(2027, 2, 28), 28), (day(2028, 2, 1), 29), (day(2027, 12, 31), 31)] {
            let month = DateRange::month_of(date);
            assert_eq!((month.from.day(), month.to.day(), month.to.month()), (1, last, date.month()));
        }
    }

    #[test]
    fn quarters_and_lengths() {
        let calendar = Calendar::new(day(2027, 1, 1), 12, SlotUnit::Month);
        assert_eq!(calendar.quarter_of(SlotId(5)), (2027, 1));
        assert_eq!(calendar.slots_of_half_months(3), 2);
        assert_eq!(calendar.half_months(2), 4);
    }
}
