use super::{EXTRA, PERIOD, REST, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Placement, Roster};
use crate::rules::spells::spells;
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Months, NaiveDate};

/// Goes through each person's dispatches by their dates.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for person in problem.people.ids() {
        let (begun, planned): (Vec<&Placement>, Vec<&Placement>) = roster
            .of_person(person)
            .iter()
            .filter(|placement| counts(&problem.posts[placement.stay.post]))
            .partition(|placement| placement.origin == Origin::CarriedIn);
        if planned.is_empty() {
            continue;
        }
        let dates = |placements: &[&Placement]| -> Vec<DateRange> {
            placements.iter().map(|placement| placement.stay.dates(&problem.calendar)).collect()
        };
        let mut earlier = past_dates(problem, person);
        earlier.extend(dates(&begun));
        check_rest(problem, person, &earlier, &dates(&planned), findings);
        if !problem.people[person].volunteer {
            check_frequency(problem, person, &earlier, &dates(&planned), findings);
        }
    }
}

fn counts(post: &Post) -> bool {
    let is_downwards = match post.kind {
        DispatchKind::ResidentPosting
        | DispatchKind::ShortSupport
        | DispatchKind::Circuit
        | DispatchKind::Team
        | DispatchKind::Leadership => true,
        DispatchKind::Secondment | DispatchKind::Training => false,
    };
    is_downwards && post.load >= FULL_LOAD / 2
}

/// Dates of dispatches that ended before the horizon, as the history tells them.
fn past_dates(problem: &Problem, person: PersonId) -> Vec<DateRange> {
    let begin = problem.calendar.horizon().from;
    let was_side_job = |entry: &HistoryEntry| {
        problem.posts.iter().any(|(_, post)| post.institution == entry.institution && post.code == entry.place && 2 * post.load < FULL_LOAD)
    };
    let entries = problem.history.iter().filter(|entry| entry.person == person && entry.dates.to < begin);
    entries.filter(|entry| entry.kind == HistoryKind::Dispatch && !was_side_job(entry)).map(|entry| entry.dates).collect()
}

fn later(date: NaiveDate, months: i64) -> NaiveDate {
    date.checked_add_months(Months::new(months as u32)).unwrap_or(NaiveDate::MAX)
}

fn parameter(problem: &Problem, key: &str) -> i64 {
    setting::whole(problem, &SPEC, key, problem.calendar.horizon().from)
}

/// Half-months in which a planned dispatch, or the rest after it, falls on another one or its rest.
fn check_rest(problem: &Problem, person: PersonId, earlier: &[DateRange], planned: &[DateRange], findings: &mut Findings) {
    let calendar = &problem.calendar;
    let months = parameter(problem, REST);
    let with_rest = |dates: &DateRange| DateRange::new(dates.from, later(dates.to, months));
    let planned: Vec<DateRange> = planned.iter().map(with_rest).collect();
    let last_end = problem.people[person].last_dispatch_end.map(|end| DateRange::new(end.min(calendar.horizon().from), end));
    let earlier: Vec<DateRange> = earlier.iter().chain(&last_end).map(with_rest).collect();
    let Some(latest) = planned.iter().map(|dates| dates.to).max() else { return };

    let slots = (0..).map(|slot| calendar.range(SlotId(slot))).take_while(|dates| dates.from <= latest);
    let missing = slots.map(|dates| {
        let held = planned.iter().filter(|other| other.overlaps(&dates)).count() as i64;
        let allowed = if earlier.iter().any(|other| other.overlaps(&dates)) { 0 } else { 1 };
        (dates, i64::from(dates.half_months()) * (held - allowed).max(0))
    });
    for (dates, half_months) in spells(missing) {
        let message = Bilingual::new(
            format!("两次下派之间应间隔 {months} 个月，少休 {half_months} 个半月"),
            format!("{months} months of rest are due between two dispatches, {half_months} half-months of it are missing"),
        );
        let cost = half_months * setting::weight(problem, &SPEC);
        findings.costs(Tier::Policy, Subject::Person(person), dates, half_months, Unit::HalfMonths, cost, message);
    }
}

/// The stretch of months in which most dispatches too many begin. Beginnings count by the slot they fall in.
fn check_frequency(problem: &Problem, person: PersonId, earlier: &[DateRange], planned: &[DateRange], findings: &mut Findings) {
    let calendar = &problem.calendar;
    let months = parameter(problem, PERIOD);
    let beginnings = |dispatches: &[DateRange]| -> Vec<NaiveDate> {
        dispatches.iter().map(|dates| calendar.first_day(calendar.slot_of(dates.from))).collect()
    };
    let (earlier, planned) = (beginnings(earlier), beginnings(planned));
    let mut worst: Option<(DateRange, i64)> = None;
    for slot in calendar.ids() {
        let next = calendar.first_day(slot + 1);
        let Some(from) = next.checked_sub_months(Months::new(months as u32)) else { continue };
        let within = |dates: &[NaiveDate]| dates.iter().filter(|date| from <= **date && **date < next).count() as i64;
        let too_many = within(&planned) - (1 - within(&earlier)).max(0);
        if too_many > worst.map_or(0, |(_, most)| most) {
            worst = Some((DateRange::new(from, calendar.last_day(slot)), too_many));
        }
    }
    if let Some((dates, too_many)) = worst {
        let message = Bilingual::new(
            format!("{months} 个月内下派不超过一次，多 {too_many} 次"),
            format!("at most one dispatch in {months} months, {too_many} too many"),
        );
        let cost = too_many * parameter(problem, EXTRA) * setting::weight(problem, &SPEC);
        findings.costs(Tier::Policy, Subject::Person(person), dates, too_many, Unit::Stays, cost, message);
    }
}
