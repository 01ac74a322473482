use super::SPEC;
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Roster, Stay};
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Datelike, NaiveDate};

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
                let message = Bilingual::new(
                    format!("{}到岗位 {}：{zh}落空 {missed} 个位次", problem.people[stay.person].name, post.code),
                    format!("{} at post {}: {en} missed by {missed} ranks", problem.people[stay.person].name, post.code),
                );
                let dates = stay.dates(&problem.calendar);
                findings.costs(Tier::Wishes, subject, dates, missed, Unit::Ranks, missed * weight, message);
            }
        }
    }
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
            Wish::Month(_) | Wish::Person(_) => return None,
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
        Wish::Post(_) | Wish::Department(_) | Wish::Institution(_) | Wish::Person(_) => None,
    })
}

fn missed_host(problem: &Problem, stay: &Stay) -> i64 {
    if problem.posts[stay.post].is_training() {
        return 0;
    }
    missed(problem, Wisher::Institution(problem.posts[stay.post].institution), |wish| match wish {
        Wish::Person(wanted) => Some(wanted == stay.person),
        Wish::Post(_) | Wish::Department(_) | Wish::Institution(_) | Wish::Month(_) => None,
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
