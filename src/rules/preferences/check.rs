use super::SPEC;
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Roster, Stay};
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// A finding for each list of wishes that a stay falls short of.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let weight = setting::weight(problem, &SPEC);
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        let stay = &placement.stay;
        let post = &problem.posts[stay.post];
        let host = Subject::Institution(post.institution);
        let own = Subject::Person(stay.person);
        let (place_zh, place_en) = ("本人对地点的意愿", "the person's wishes for places");
        let (month_zh, month_en) = ("本人对起始月份的意愿", "the person's wishes for months");
        let (host_zh, host_en) = ("接收单位对人员的意愿", "the host's wishes for people");
        for (subject, missed, zh, en) in [
            (own, missed_place(problem, stay), place_zh, place_en),
            (own, missed_month(problem, stay), month_zh, month_en),
            (host, missed_host(problem, stay), host_zh, host_en),
        ] {
            if missed > 0 {
                let (who, place) = (&problem.people[stay.person].name, problem.post_in_words(stay.post));
                let message = Bilingual::new(
                    format!("{who}到 {}：{zh}落空 {missed} 个位次", place.zh),
                    format!("{who} at {}: {en} missed by {missed} ranks", place.en),
                );
                let dates = stay.dates(&problem.calendar);
                findings.costs(Tier::Wishes, subject, dates, missed, Unit::Ranks, missed * weight, message);
            }
        }
    }
    check_orders(problem, roster, weight, findings);
}

/// A finding about each person's changes of institution, and one about their waiting, where they wish for fewer.
fn check_orders(problem: &Problem, roster: &Roster, weight: i64, findings: &mut Findings) {
    let wishing: BTreeSet<PersonId> = problem
        .preferences
        .iter()
        .filter(|preference| matches!(preference.wish, Wish::OnePlace | Wish::NoWaiting))
        .filter_map(|preference| match preference.wisher {
            Wisher::Person(person) => Some(person),
            Wisher::Institution(_) => None,
        })
        .collect();
    for person in wishing {
        let (changes, waiting) = missed_order(problem, roster, person);
        let name = &problem.people[person].name;
        for (missed, zh, en) in [(changes, "换机构", "changes of institution"), (waiting, "空等", "waiting between stays")] {
            if missed > 0 {
                let message = Bilingual::new(
                    format!("{name}：{zh}，意愿落空 {missed} 个位次"),
                    format!("{name}: {en} miss {missed} ranks of the person's wishes"),
                );
                let dates = problem.calendar.horizon();
                findings.costs(Tier::Wishes, Subject::Person(person), dates, missed, Unit::Ranks, missed * weight, message);
            }
        }
    }
}

/// Ranks that the order of a person's stays misses: by changes of institution, by waiting.
pub(in crate::rules) fn missed_order(problem: &Problem, roster: &Roster, person: PersonId) -> (i64, i64) {
    let ranks = |wish: Wish| -> i64 {
        let own = problem.preferences.iter().filter(|preference| preference.wisher == Wisher::Person(person) && preference.wish == wish);
        own.map(|preference| preference.rank).sum()
    };
    let (per_change, per_slot) = (ranks(Wish::OnePlace), ranks(Wish::NoWaiting));
    if (per_change, per_slot) == (0, 0) {
        return (0, 0);
    }
    let start = problem.calendar.horizon().from;
    let (mut changes, mut waited, mut placed) = (0, 0, 0);
    let mut before: Option<InstitutionId> = None;
    for placement in roster.of_person(person) {
        let post = &problem.posts[placement.stay.post];
        if post.kind == DispatchKind::Circuit || post.load <= FULL_LOAD / 2 {
            continue;
        }
        let dates = placement.stay.dates(&problem.calendar);
        let half_months = |from: NaiveDate, to: NaiveDate| i64::from(DateRange::new(from, to).half_months());
        let eve = dates.from.pred_opt().unwrap_or(dates.from);
        waited = (half_months(start, eve) - placed).max(0);
        placed += half_months(dates.from.max(start), dates.to);
        changes += i64::from(before.is_some_and(|before| before != post.institution));
        before = Some(post.institution);
    }
    (changes * per_change, waited / i64::from(problem.calendar.unit().half_months()) * per_slot)
}

/// Ranks that earlier plans missed of the person's wishes.
pub(in crate::rules) fn missed_before(problem: &Problem, person: PersonId) -> i64 {
    let own = problem.preferences.iter().filter(|preference| preference.wisher == Wisher::Person(person));
    own.filter(|preference| matches!(preference.wish, Wish::MissedBefore)).map(|preference| preference.rank).sum()
}

/// Ranks by which the stay misses the person's wishes, places and months together.
pub(in crate::rules) fn missed_by_person(problem: &Problem, stay: &Stay) -> i64 {
    missed_place(problem, stay) + missed_month(problem, stay)
}

fn missed_place(problem: &Problem, stay: &Stay) -> i64 {
    let post = &problem.posts[stay.post];
    let taught_at = post.is_training().then(|| departments_teaching(problem, stay));
    let comparable = |fits: &dyn Fn(DepartmentId) -> bool| taught_at.as_ref().is_none_or(|taught| taught.iter().any(|id| fits(*id)));
    missed(problem, Wisher::Person(stay.person), |wish| {
        let (met, comparable) = match wish {
            Wish::Post(wanted) => (wanted == stay.post, comparable(&|id| problem.posts[wanted].department == Some(id))),
            Wish::Department(wanted) => (post.department == Some(wanted), comparable(&|id| id == wanted)),
            Wish::Institution(wanted) => (wanted == post.institution, comparable(&|id| problem.departments[id].institution == wanted)),
            Wish::Month(_) | Wish::Person(_) | Wish::OnePlace | Wish::NoWaiting | Wish::MissedBefore => return None,
        };
        comparable.then_some(met)
    })
}

/// Every department where the trainee could take what this stay counts towards.
fn departments_teaching(problem: &Problem, stay: &Stay) -> Vec<DepartmentId> {
    let enrolled = problem.enrolments.iter().find(|enrolment| enrolment.person == stay.person);
    let item = enrolled.zip(stay.item).and_then(|(enrolment, item)| problem.programmes[enrolment.programme].items.get(item));
    let Some(item) = item else { return Vec::new() };
    let teaching = problem.departments.iter().filter(|(_, what)| what.seats.is_some() && what.standards.contains(&item.standard));
    teaching.map(|(id, _)| id).collect()
}

fn missed_month(problem: &Problem, stay: &Stay) -> i64 {
    if problem.posts[stay.post].is_training() {
        return 0;
    }
    let begins = stay.dates(&problem.calendar).from;
    let month = |date: NaiveDate| (date.year(), date.month());
    missed(problem, Wisher::Person(stay.person), |wish| match wish {
        Wish::Month(wanted) => Some(month(wanted) == month(begins)),
        Wish::Post(_)
        | Wish::Department(_)
        | Wish::Institution(_)
        | Wish::Person(_)
        | Wish::OnePlace
        | Wish::NoWaiting
        | Wish::MissedBefore => None,
    })
}

fn missed_host(problem: &Problem, stay: &Stay) -> i64 {
    if problem.posts[stay.post].is_training() {
        return 0;
    }
    missed(problem, Wisher::Institution(problem.posts[stay.post].institution), |wish| match wish {
        Wish::Person(wanted) => Some(wanted == stay.person),
        Wish::Post(_)
        | Wish::Department(_)
        | Wish::Institution(_)
        | Wish::Month(_)
        | Wish::OnePlace
        | Wish::NoWaiting
        | Wish::MissedBefore => None,
    })
}

/// Ranks missed on one list; `grants` says nothing of wishes that belong to another list.
fn missed(problem: &Problem, wisher: Wisher, grants: impl Fn(Wish) -> Option<bool>) -> i64 {
    let mut list: Vec<(i64, bool)> = problem
        .preferences
        .iter()
        .filter(|preference| preference.wisher == wisher)
        .filter_map(|preference| Some((preference.rank, grants(preference.wish)?)))
        .collect();
    list.sort_unstable();
    match (list.iter().find(|(_, granted)| *granted), list.last()) {
        (Some((rank, _)), _) => (rank - 1).max(0),
        (None, Some((largest, _))) => (*largest).max(0),
        (None, None) => 0,
    }
}
