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
    missed(problem, Wisher::Person(stay.person), |wish| match wish {
        Wish::Post(wanted) => Some(wanted == stay.post),
        Wish::Department(wanted) => Some(post.department.is_some_and(|department| department == wanted)),
        Wish::Institution(wanted) => Some(wanted == post.institution),
        Wish::Month(_) | Wish::Person(_) => None,
    })
}

fn missed_month(problem: &Problem, stay: &Stay) -> i64 {
    let begins = stay.dates(&problem.calendar).from;
    let month = |date: NaiveDate| (date.year(), date.month());
    missed(problem, Wisher::Person(stay.person), |wish| match wish {
        Wish::Month(wanted) => Some(month(wanted) == month(begins)),
        Wish::Post(_) | Wish::Department(_) | Wish::Institution(_) | Wish::Person(_) => None,
    })
}

fn missed_host(problem: &Problem, stay: &Stay) -> i64 {
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
