use crate::domain::{DepartmentId, Problem};
use crate::roster::Stay;
use crate::rules::by_slot::BySlot;
use crate::rules::{Emitter, Subject};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One row a department and slot.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let calendar = &problem.calendar;
    let mut by_department: BTreeMap<DepartmentId, BySlot> = BTreeMap::new();
    for (candidate, stay) in emitter.candidates().iter() {
        let post = &problem.posts[stay.post];
        if let Some(department) = post.department.filter(|_| post.is_training()) {
            by_department.entry(department).or_insert_with(|| BySlot::new(calendar)).add(calendar, candidate, stay, 1);
        }
    }
    for (department, by_slot) in by_department {
        let seats = problem.departments[department].seats.unwrap_or(0);
        for (_, terms) in by_slot.rows() {
            emitter.law_at_most(Subject::Department(department), terms, seats);
        }
    }
}
