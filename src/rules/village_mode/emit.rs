use super::{HALF_DAY, HALF_DAYS, MONTHS, SPEC};
use crate::domain::{DispatchKind, InstitutionId, Level, PersonId, Post, Problem};
use crate::roster::Stay;
use crate::rules::by_slot::BySlot;
use crate::rules::{Emitter, Subject, setting};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    if !serves_village(problem, post) {
        return true;
    }
    let parameter = |key| setting::whole(problem, &SPEC, key, problem.calendar.first_day(stay.first));
    if post.kind == DispatchKind::Circuit {
        post.load >= HALF_DAY * parameter(HALF_DAYS) && is_of_township(problem, stay.person, post.institution)
    } else {
        i64::from(problem.calendar.half_months(stay.slots)) >= 2 * parameter(MONTHS)
    }
}

fn serves_village(problem: &Problem, post: &Post) -> bool {
    post.kind.is_dispatch() && problem.institutions[post.institution].level == Level::Village
}

fn is_of_township(problem: &Problem, person: PersonId, station: InstitutionId) -> bool {
    let home = problem.people[person].home;
    problem.institutions[station].parent.is_none_or(|township| home == township || problem.institutions[home].parent == Some(township))
}

/// One row a station and slot.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut by_station: BTreeMap<InstitutionId, BySlot> = BTreeMap::new();
    for (candidate, stay) in emitter.candidates().iter() {
        let post = &problem.posts[stay.post];
        if serves_village(problem, post) {
            let station = by_station.entry(post.institution).or_insert_with(|| BySlot::new(&problem.calendar));
            station.add(&problem.calendar, candidate, stay, 1);
        }
    }
    for (station, by_slot) in by_station {
        for (_, terms) in by_slot.rows() {
            let given = terms.iter().filter(|(candidate, _)| emitter.candidates().is_given(*candidate)).count() as i64;
            emitter.at_most(Subject::Institution(station), terms, given.max(1));
        }
    }
}
