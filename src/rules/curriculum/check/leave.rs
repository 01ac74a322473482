//! Leave since enrolment, for the halves that check: days counted between the dates at which anything begins or ends.

use super::super::{EXTEND_OVER, MAKE_UP_OVER, SPEC};
use crate::domain::*;
use crate::rules::setting;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// What a trainee's leave does to the programme.
pub(in crate::rules) struct LeaveRecord {
    /// Half-months that need not be made up.
    pub(in crate::rules) forgiven: i64,
    /// The deadline in force.
    pub(in crate::rules) deadline: NaiveDate,
}

impl LeaveRecord {
    pub(in crate::rules) fn new(problem: &Problem, enrolment: &Enrolment) -> Self {
        let horizon = problem.calendar.horizon();
        let months = |key| setting::whole(problem, &SPEC, key, horizon.from);
        let on_leave: Vec<DateRange> = problem.people[enrolment.person]
            .absences
            .iter()
            .filter(|absence| absence.kind == AbsenceKind::Leave)
            .map(|absence| absence.dates)
            .collect();
        if !on_leave.iter().any(|dates| dates.overlaps(&DateRange::new(enrolment.from, enrolment.deadline))) {
            return Self { forgiven: 0, deadline: enrolment.deadline };
        }
        let mut recorded: Vec<DateRange> = Vec::new();
        recorded.extend(
            problem
                .history
                .iter()
                .filter(|entry| (entry.person, entry.kind) == (enrolment.person, HistoryKind::Training))
                .map(|entry| entry.dates),
        );
        for carried in problem.carried.iter().filter(|carried| carried.person == enrolment.person && carried.item.is_some()) {
            let last = problem.calendar.last_day(carried.first + (carried.slots - 1));
            recorded.push(DateRange::new(problem.calendar.first_day(carried.first), last));
        }
        let (total, unrecorded) = count_days(enrolment, &on_leave, &recorded);
        let total = rounded(total);
        let forgiven = if total <= months(MAKE_UP_OVER) * 2 { rounded(unrecorded) } else { 0 };
        let deadline = if total > months(EXTEND_OVER) * 2 { later(enrolment.deadline, total) } else { enrolment.deadline };
        Self { forgiven, deadline }
    }
}

/// Days of leave while enrolled: all of them, and those outside recorded rotations.
fn count_days(enrolment: &Enrolment, on_leave: &[DateRange], recorded: &[DateRange]) -> (i64, i64) {
    let mut cuts: BTreeSet<NaiveDate> = BTreeSet::from([enrolment.from]);
    cuts.extend(enrolment.deadline.succ_opt());
    for dates in on_leave.iter().chain(recorded) {
        cuts.insert(dates.from);
        cuts.extend(dates.to.succ_opt());
    }
    let cuts: Vec<NaiveDate> = cuts.into_iter().filter(|cut| enrolment.from <= *cut && *cut <= enrolment.deadline + Days::new(1)).collect();
    let (mut total, mut unrecorded) = (0, 0);
    for pair in cuts.windows(2) {
        let days = (pair[1] - pair[0]).num_days();
        if on_leave.iter().any(|dates| dates.contains(pair[0])) {
            total += days;
            unrecorded += if recorded.iter().any(|dates| dates.contains(pair[0])) { 0 } else { days };
        }
    }
    (total, unrecorded)
}

/// Half-months, a year of 365 days having 24, rounded to the nearest.
fn rounded(days: i64) -> i64 {
    let (whole, rest) = (days * 24 / 365, days * 24 % 365);
    whole + i64::from(2 * rest >= 365)
}

/// The end of the last half-month complete at the deadline, so many half-months on.
fn later(deadline: NaiveDate, half_months: i64) -> NaiveDate {
    let month_end = deadline.succ_opt().filter(|next| next.day() == 1).map(|_| deadline);
    let mut end = match (month_end, deadline.day()) {
        (Some(end), _) => end,
        (None, 15..) => deadline.with_day(15).unwrap_or(deadline),
        (None, day) => deadline - Days::new(u64::from(day)),
    };
    for _ in 0..half_months {
        end = if end.day() == 15 {
            // The day before the first of the next month.
            let next = end + Days::new(20);
            next - Days::new(u64::from(next.day()))
        } else {
            end + Days::new(15)
        };
    }
    end
}
