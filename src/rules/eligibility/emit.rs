use super::{EXEMPT, SPEC};
use crate::domain::{DispatchKind, Licence, Problem};
use crate::roster::Stay;
use crate::rules::{Emitter, setting};

pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let person = &problem.people[stay.person];
    let post = &problem.posts[stay.post];
    post.categories.contains(&person.category)
        && (post.specialties.is_empty() || person.specialty.is_some_and(|specialty| post.specialties.contains(&specialty)))
        && post.minimum_grade.is_none_or(|least| person.grade.is_some_and(|grade| grade >= least))
        && match post.kind {
            DispatchKind::Training => is_taught(problem, stay),
            DispatchKind::Secondment => true,
            DispatchKind::ResidentPosting
            | DispatchKind::ShortSupport
            | DispatchKind::Circuit
            | DispatchKind::Team
            | DispatchKind::Leadership => may_practise(problem, stay),
        }
}

pub(in crate::rules) fn emit(_: &mut Emitter) {}

/// True when the licence covers the host.
fn may_practise(problem: &Problem, stay: &Stay) -> bool {
    let person = &problem.people[stay.person];
    let host = problem.posts[stay.post].institution;
    let Some(licence) = person.licence.filter(|licence| licence.is_site_bound()) else { return true };
    if host == person.home {
        return true;
    }
    let community = problem.institutions[person.home].community;
    let shared = community.is_some() && community == problem.institutions[host].community;
    if shared && setting::flag(problem, &SPEC, EXEMPT, problem.calendar.first_day(stay.first)) {
        return true;
    }
    licence != Licence::AssistantPhysician && person.multi_site
}

/// True when the trainee's programme has the item, the department teaches it and the level is allowed.
fn is_taught(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    let (Some(enrolment), Some(item), Some(department)) = (problem.enrolment(stay.person), stay.item, post.department) else {
        return false;
    };
    problem.programmes[enrolment.programme].items.get(item).is_some_and(|item| {
        problem.departments[department].standards.contains(&item.standard)
            && (item.levels.is_empty() || item.levels.contains(&problem.institutions[post.institution].level))
    })
}
