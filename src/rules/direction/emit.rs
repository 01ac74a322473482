use super::{ALLOW_PEERS, SPEC};
use crate::domain::{Category, InstitutionId, Level, Problem};
use crate::roster::Stay;
use crate::rules::{Emitter, setting};

pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    if post.is_training() {
        return true;
    }
    let person = &problem.people[stay.person];
    if post.institution == person.home {
        return false;
    }
    let (home, host) = (&problem.institutions[person.home], &problem.institutions[post.institution]);
    if home.level == host.level && setting::flag(problem, &SPEC, ALLOW_PEERS, problem.calendar.first_day(stay.first)) {
        return true;
    }
    if !post.kind.is_dispatch() {
        return host.level > home.level;
    }
    let redeployed = person.category == Category::VillageDoctor
        && (home.level, host.level) == (Level::Village, Level::Village)
        && home.parent.is_some()
        && home.parent == host.parent;
    host.level < home.level || redeployed || is_below(problem, post.institution, person.home)
}

pub(in crate::rules) fn emit(_: &mut Emitter) {}

/// True when `upper` is reached by going up the parents of `lower`.
fn is_below(problem: &Problem, lower: InstitutionId, upper: InstitutionId) -> bool {
    let mut at = lower;
    // As many steps as there are institutions: parents that form a ring end the walk too.
    for _ in 0..problem.institutions.len() {
        match problem.institutions[at].parent {
            Some(parent) if parent == upper => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}
