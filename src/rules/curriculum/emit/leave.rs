//! Leave since enrolment, for the halves that write rows: absences merged into spans that do not overlap.

use super::super::{EXTEND_OVER, MAKE_UP_OVER, SPEC};
use crate::domain::*;
use crate::rules::setting;
use chrono::{Datelike, NaiveDate};

/// Half-months of leave that need not be made up.
pub(in crate::rules) fn forgiven(problem: &Problem, enrolment: &Enrolment) -> i64 {
    let leave = spans_of_leave(problem, enrolment);
    let most = 2 * setting::whole(problem, &SPEC, MAKE_UP_OVER, problem.calendar.horizon().from);
    if leave.is_empty() || half_months(days(&leave)) > most {
        return 0;
    }
    let recorded = spans_of_training(problem, enrolment.person);
    let shared: i64 =
        leave.iter().flat_map(|span| recorded.iter().filter_map(|other| span.intersection(other))).map(|both| both.days()).sum();
    half_months(days(&leave) - shared)
}

/// Last day by which everything is to be done, long leave added.
pub fn deadline(problem: &Problem, enrolment: &Enrolment) -> NaiveDate {
    let leave = half_months(days(&spans_of_leave(problem, enrolment)));
    let most = 2 * setting::whole(problem, &SPEC, EXTEND_OVER, problem.calendar.horizon().from);
    if leave <= most {
        return enrolment.deadline;
    }
    let last = ordinal(enrolment.deadline);
    let whole = if last_day_of(last) == Some(enrolment.deadline) { last } else { last - 1 };
    last_day_of(whole + leave).unwrap_or(enrolment.deadline)
}

/// Half-months since year 0, the one that the date lies in.
fn ordinal(date: NaiveDate) -> i64 {
    (i64::from(date.year()) * 12 + i64::from(date.month0())) * 2 + i64::from(date.day() > 15)
}

fn last_day_of(half_month: i64) -> Option<NaiveDate> {
    let first_of = |month: i64| {
        let year = i32::try_from(month.div_euclid(12)).ok()?;
        NaiveDate::from_ymd_opt(year, month.rem_euclid(12) as u32 + 1, 1)
    };
    let month = half_month.div_euclid(2);
    if half_month.rem_euclid(2) == 0 { first_of(month)?.with_day(15) } else { first_of(month + 1)?.pred_opt() }
}

fn half_months(days: i64) -> i64 {
    (days * 48 + 365) / 730
}

fn days(spans: &[DateRange]) -> i64 {
    spans.iter().map(DateRange::days).sum()
}

fn spans_of_leave(problem: &Problem, enrolment: &Enrolment) -> Vec<DateRange> {
    let enrolled = DateRange::new(enrolment.from, enrolment.deadline);
    let absences = problem.people[enrolment.person].absences.iter().filter(|absence| absence.kind == AbsenceKind::Leave);
    merged(absences.filter_map(|absence| absence.dates.intersection(&enrolled)).collect())
}

fn spans_of_training(problem: &Problem, person: PersonId) -> Vec<DateRange> {
    let past = problem.history.iter().filter(|entry| entry.person == person && entry.kind == HistoryKind::Training);
    let begun = problem.carried.iter().filter(|carried| carried.person == person && carried.item.is_some());
    let begun = begun.map(|carried| problem.calendar.span(carried.first, carried.slots));
    merged(past.map(|entry| entry.dates).chain(begun).collect())
}

fn merged(mut spans: Vec<DateRange>) -> Vec<DateRange> {
    spans.retain(|span| span.days() > 0);
    spans.sort();
    let mut merged: Vec<DateRange> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => merged.push(span),
        }
    }
    merged
}
