use crate::domain::Problem;
use crate::roster::Stay;
use crate::rules::Emitter;

pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let dates = stay.dates(&problem.calendar);
    problem.people[stay.person].is_available(&dates) && problem.posts[stay.post].is_open(&dates)
}

pub(in crate::rules) fn emit(_: &mut Emitter) {}
