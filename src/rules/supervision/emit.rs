use super::{GENERAL_PRACTICE, GRASSROOTS_RATIO, RATIO, SPEC};
use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One row a department and slot, over stays of trainees, of its own supervisors away and of others' supervisors there, in halves.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut rows = rows(problem);
    let candidates = emitter.candidates();
    for (candidate, stay) in candidates.iter() {
        let post = &problem.posts[stay.post];
        let given = candidates.is_given(candidate);
        if let Some(slots) = post.department.filter(|_| post.is_training()).and_then(|department| rows.get_mut(&department)) {
            for slot in stay.slots_within(&problem.calendar) {
                slots[slot.0 as usize].add(candidate, 2, given);
            }
        }
        let who = &problem.people[stay.person];
        let halves = halves(post);
        if !who.supervisor || halves == 0 || who.department == post.department {
            continue;
        }
        let host = post.department.filter(|_| !post.is_training());
        for (department, sign) in [(who.department, 1), (host, -1)] {
            let Some(slots) = department.and_then(|department| rows.get_mut(&department)) else { continue };
            for slot in stay.slots_within(&problem.calendar) {
                if who.is_available(&problem.calendar.range(slot)) {
                    let row = &mut slots[slot.0 as usize];
                    row.add(candidate, sign * halves * row.ratio, given);
                }
            }
        }
    }
    for (department, slots) in rows {
        for row in slots {
            emitter.law_at_most(Subject::Department(department), row.terms, (2 * row.ratio * row.members).max(row.given));
        }
    }
}

/// One department in one slot.
struct SlotRow {
    ratio: i64,
    /// Own supervisors not absent.
    members: i64,
    terms: Vec<(CandidateId, i64)>,
    /// What the given stays make of the terms.
    given: i64,
}

impl SlotRow {
    fn add(&mut self, candidate: CandidateId, coefficient: i64, given: bool) {
        self.terms.push((candidate, coefficient));
        self.given += if given { coefficient } else { 0 };
    }
}

/// The slots of each department that has training seats and lists a supervisor.
fn rows(problem: &Problem) -> BTreeMap<DepartmentId, Vec<SlotRow>> {
    let mut supervisors: BTreeMap<DepartmentId, Vec<&Person>> = BTreeMap::new();
    for post in problem.posts.values().filter(|post| post.is_training()) {
        if let Some(department) = post.department {
            supervisors.insert(department, Vec::new());
        }
    }
    for who in problem.people.values().filter(|who| who.supervisor) {
        if let Some(members) = who.department.and_then(|department| supervisors.get_mut(&department)) {
            members.push(who);
        }
    }
    supervisors.retain(|_, members| !members.is_empty());
    let slots = |(department, members): (DepartmentId, Vec<&Person>)| {
        let row = |slot| {
            let dates = problem.calendar.range(slot);
            SlotRow {
                ratio: ratio(problem, department, &dates),
                members: members.iter().filter(|who| who.is_available(&dates)).count() as i64,
                terms: Vec::new(),
                given: 0,
            }
        };
        (department, problem.calendar.ids().map(row).collect())
    };
    supervisors.into_iter().map(slots).collect()
}

fn ratio(problem: &Problem, department: DepartmentId, dates: &DateRange) -> i64 {
    let what = &problem.departments[department];
    let general_practice = what.standards.iter().any(|standard| {
        let name = &problem.standard_departments[*standard];
        GENERAL_PRACTICE.iter().any(|word| name.contains(word))
    });
    let key = if general_practice || problem.institutions[what.institution].level.is_grassroots() { GRASSROOTS_RATIO } else { RATIO };
    what.supervision_ratio.unwrap_or_else(|| setting::whole(problem, &SPEC, key, dates.from))
}

/// Half supervisors that a stay at the post takes along.
fn halves(post: &Post) -> i64 {
    match post.takes_away() {
        false => 0,
        true if 2 * post.load == FULL_LOAD => 1,
        true => 2,
    }
}
