use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};
use std::collections::BTreeMap;

/// The length is all that is left of the item, or a chunk that its programme lets it be split into.
pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let Some((enrolment, programme, item)) = item_of(problem, stay) else { return true };
    let calendar = &problem.calendar;
    let chunk = setting::whole(problem, &super::SPEC, super::MINIMUM_CHUNK, calendar.horizon().from);
    let long_enough = i64::from(stay.slots) >= chunk * i64::from(calendar.unit().per_month());
    (long_enough && !is_block(problem, &programme.items[item])) || stay.slots == left(problem, enrolment, programme, item)
}

/// One row for each block of each trainee: at most one stay.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut blocks: BTreeMap<(PersonId, ItemId), Vec<(CandidateId, i64)>> = BTreeMap::new();
    let candidates = emitter.candidates();
    for (candidate, stay) in candidates.iter().filter(|(candidate, _)| !candidates.is_given(*candidate)) {
        if let Some((_, programme, item)) = item_of(problem, stay)
            && is_block(problem, &programme.items[item])
        {
            blocks.entry((stay.person, item)).or_default().push((candidate, 1));
        }
    }
    for ((person, _), terms) in blocks {
        emitter.at_most(Subject::Person(person), terms, 1);
    }
}

fn item_of<'a>(problem: &'a Problem, stay: &Stay) -> Option<(&'a Enrolment, &'a Programme, ItemId)> {
    let enrolment = problem.enrolment(stay.person)?;
    let programme = &problem.programmes[enrolment.programme];
    let item = stay.item.filter(|item| programme.items.get(*item).is_some())?;
    Some((enrolment, programme, item))
}

fn is_block(problem: &Problem, item: &ProgrammeItem) -> bool {
    let months = setting::whole(problem, &super::SPEC, super::BLOCK_MONTHS, problem.calendar.horizon().from);
    !item.splittable || i64::from(item.half_months) <= 2 * months
}

/// Slots that progress and carried-in stays leave.
fn left(problem: &Problem, enrolment: &Enrolment, programme: &Programme, item: ItemId) -> i32 {
    let carried = problem.carried.iter().filter(|carried| carried.person == enrolment.person && carried.item == Some(item));
    let carried: i32 = carried.map(|carried| carried.slots).sum();
    problem.calendar.slots_of_half_months(enrolment.remaining(programme, item)) - carried
}
