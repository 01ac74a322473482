use crate::domain::{FULL_LOAD, PersonId, Problem};
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::{Emitter, Subject};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One row for each largest set of the person's candidates that share a slot; sets that lie in another one bind nothing more.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    for person in problem.people.ids() {
        for terms in largest_sets(emitter, person) {
            emitter.at_most(Subject::Person(person), terms, FULL_LOAD);
        }
    }
}

/// Stays are intervals: a set of those that cover a slot is largest exactly when one of them ends there and one has begun since the
/// last such slot.
fn largest_sets(emitter: &Emitter, person: PersonId) -> Vec<Vec<(CandidateId, i64)>> {
    let problem = emitter.problem();
    let slots = problem.calendar.slots() as usize;
    let mut begins = vec![Vec::new(); slots];
    for candidate in emitter.candidates().of_person(person) {
        let stay = emitter.candidates().stay(candidate);
        if let Some(first) = stay.slots_within(&problem.calendar).next() {
            begins[first.0 as usize].push((candidate, stay.end().0, problem.posts[stay.post].load));
        }
    }
    let mut sets = Vec::new();
    let mut present: Vec<(CandidateId, i32, i64)> = Vec::new();
    let mut grown = false;
    for (slot, beginning) in begins.into_iter().enumerate() {
        grown |= !beginning.is_empty();
        present.extend(beginning);
        let next = slot as i32 + 1;
        let somebody_leaves = next as usize == slots || present.iter().any(|(_, end, _)| *end == next);
        if grown && somebody_leaves {
            sets.push(present.iter().map(|(candidate, _, load)| (*candidate, *load)).collect());
            grown = false;
        }
        present.retain(|(_, end, _)| *end > next);
    }
    sets
}
