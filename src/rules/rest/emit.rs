use super::{EXTRA, PERIOD, REST, SPEC};
use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// A person's missing rest as elastic rows, dispatches too many as one extremum.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let calendar = &problem.calendar;
    let parameter = |key| setting::whole(problem, &SPEC, key, calendar.horizon().from);
    let slots = |key| parameter(key) as i32 * calendar.unit().per_month();
    let (rest, period) = (slots(REST), slots(PERIOD));
    let past = past_dispatches(emitter, rest);
    for (person, who) in problem.people.iter() {
        let candidates = emitter.candidates();
        let planned: Vec<(CandidateId, Stay)> = candidates
            .of_person(person)
            .filter(|candidate| !candidates.is_given(*candidate))
            .map(|candidate| (candidate, candidates.stay(candidate)))
            .filter(|(_, stay)| is_dispatch(problem, stay))
            .collect();
        if planned.is_empty() {
            continue;
        }
        let past = past.get(&person).cloned().unwrap_or_default();
        missing_rest(emitter, person, &planned, past.free_from, rest);
        if !who.volunteer && period > 0 {
            let activities = busy_windows(calendar, &planned, &past.starts, period);
            let weight = emitter.weight() * parameter(EXTRA);
            emitter.extremum(Tier::Policy, weight, activities);
        }
    }
}

fn is_dispatch(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    post.kind.is_dispatch() && post.takes_away()
}

/// A person's dispatches from before the plan.
#[derive(Clone, Default)]
struct Past {
    /// First slot that neither one of them nor its rest covers.
    free_from: i32,
    /// First slots of those whose beginning is known.
    starts: Vec<i32>,
}

fn past_dispatches(emitter: &Emitter, rest: i32) -> BTreeMap<PersonId, Past> {
    let problem = emitter.problem();
    let calendar = &problem.calendar;
    let mut past: BTreeMap<PersonId, Past> = BTreeMap::new();
    let mut add = |person: PersonId, first: Option<i32>, end: i32| {
        let known = past.entry(person).or_default();
        known.free_from = known.free_from.max(end + rest);
        known.starts.extend(first);
    };
    // Posts that leave most of a person's time to the home institution.
    let side: BTreeSet<(InstitutionId, &str)> =
        problem.posts.values().filter(|post| !post.takes_away()).map(|post| (post.institution, post.code.as_str())).collect();
    let start = calendar.first_day(SlotId(0));
    for entry in problem.history.iter().filter(|entry| entry.kind == HistoryKind::Dispatch && entry.dates.to < start) {
        if !side.contains(&(entry.institution, entry.place.as_str())) {
            add(entry.person, Some(calendar.slot_of(entry.dates.from).0), calendar.slot_of(entry.dates.to).0 + 1);
        }
    }
    for (person, who) in problem.people.iter() {
        if let Some(last_day) = who.last_dispatch_end {
            add(person, None, calendar.slot_of(last_day).0 + 1);
        }
    }
    let candidates = emitter.candidates();
    for (_, stay) in candidates.iter().filter(|(candidate, stay)| candidates.is_given(*candidate) && is_dispatch(problem, stay)) {
        add(stay.person, Some(stay.first.0), stay.end().0);
    }
    past
}

/// One row for each span of slots that the same stays hold with their rest; its slots cost together.
fn missing_rest(emitter: &mut Emitter, person: PersonId, planned: &[(CandidateId, Stay)], free_from: i32, rest: i32) {
    let half_months = emitter.problem().calendar.half_months(1);
    let mut changes: BTreeSet<i32> = planned.iter().flat_map(|(_, stay)| [stay.first.0, stay.end().0 + rest]).collect();
    changes.insert(free_from);
    let changes: Vec<i32> = changes.into_iter().filter(|slot| *slot >= 0).collect();
    for span in changes.windows(2) {
        let held = planned.iter().filter(|(_, stay)| stay.first.0 <= span[0] && span[0] < stay.end().0 + rest);
        let terms: Vec<(CandidateId, i64)> = held.map(|(candidate, _)| (*candidate, 1)).collect();
        let per_unit = emitter.weight() * i64::from((span[1] - span[0]) * half_months);
        emitter.wants_at_most(Tier::Policy, per_unit, Subject::Person(person), terms, i64::from(span[0] >= free_from));
    }
}

/// Dispatches begun in a window beyond what it allows. Only windows that lose a beginning when they move on by a slot, and the last one, are
/// written: any other begins no more than the next.
fn busy_windows(calendar: &Calendar, planned: &[(CandidateId, Stay)], past: &[i32], period: i32) -> Vec<(i64, Vec<(CandidateId, i64)>)> {
    let starts: BTreeSet<i32> = planned.iter().map(|(_, stay)| stay.first.0).chain(past.iter().copied()).collect();
    let windows = calendar.ids().map(|last| last.0 + 1 - period..last.0 + 1);
    windows
        .filter(|window| window.end == calendar.slots() || starts.contains(&window.start))
        .filter_map(|window| {
            let begun = planned.iter().filter(|(_, stay)| window.contains(&stay.first.0));
            let terms: Vec<(CandidateId, i64)> = begun.map(|(candidate, _)| (*candidate, 1)).collect();
            let allowed = i64::from(!past.iter().any(|start| window.contains(start)));
            (terms.len() as i64 > allowed).then_some((-allowed, terms))
        })
        .collect()
}
