//! Who is affected: what each person had in the plan in force and has now.

use crate::app::baseline::InForce;
use crate::domain::{DateRange, DispatchKind, PersonId, PostId, Problem, SlotId};
use crate::roster::{Roster, Stay};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of time at one post.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Move {
    pub dates: DateRange,
    pub institution: String,
    /// The post's code and name.
    pub post: String,
    pub post_name: String,
}

/// One person's changes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct PersonMoves {
    /// The person's code and name.
    pub person: String,
    pub name: String,
    /// Slots of the horizon that differ.
    pub slots: usize,
    /// Where they were to be and are not.
    pub gone: Vec<Move>,
    /// Where they are and were not to be.
    pub new: Vec<Move>,
}

type Time = BTreeMap<PersonId, BTreeSet<(PostId, SlotId)>>;

/// Everybody whose slots from the first open one on differ, by code. Time beyond what the plan in force speaks about is left out.
pub fn moves(in_force: &InForce, problem: &Problem, roster: &Roster) -> Vec<PersonMoves> {
    let end = problem.calendar.end().min(problem.calendar.slot_of(in_force.problem.calendar.horizon().to) + 1);
    let from = problem.frozen.max(SlotId(0));
    let before = time(in_force.stays_in(problem).iter(), from, end);
    let now = time(roster.stays(), from, end);
    let nothing = BTreeSet::new();
    let mut moves = Vec::new();
    for (person, who) in problem.people.iter() {
        let (before, now) = (before.get(&person).unwrap_or(&nothing), now.get(&person).unwrap_or(&nothing));
        if before == now {
            continue;
        }
        let changed: BTreeSet<SlotId> = before.symmetric_difference(now).map(|(_, slot)| *slot).collect();
        moves.push(PersonMoves {
            person: who.code.clone(),
            name: who.name.clone(),
            slots: changed.len(),
            gone: stretches(problem, before.difference(now).copied()),
            new: stretches(problem, now.difference(before).copied()),
        });
    }
    moves.extend(departed(in_force, problem, from));
    moves.sort();
    moves
}

fn time<'a>(stays: impl Iterator<Item = &'a Stay>, from: SlotId, end: SlotId) -> Time {
    let mut time = Time::new();
    for stay in stays {
        let slots = (stay.first.0.max(from.0)..stay.end().0.min(end.0)).map(|slot| (stay.post, SlotId(slot)));
        time.entry(stay.person).or_default().extend(slots);
    }
    time
}

/// Slots that follow each other at one post, as one stretch; by date.
fn stretches(problem: &Problem, slots: impl Iterator<Item = (PostId, SlotId)>) -> Vec<Move> {
    let mut runs: Vec<(PostId, SlotId, i32)> = Vec::new();
    for (post, slot) in slots {
        match runs.last_mut() {
            Some((last, first, length)) if *last == post && *first + *length == slot => *length += 1,
            _ => runs.push((post, slot, 1)),
        }
    }
    let mut moves: Vec<Move> =
        runs.into_iter().map(|(post, first, slots)| at(problem, post, problem.calendar.span(first, slots))).collect();
    moves.sort();
    moves
}

/// A stretch in words that are told.
pub(in crate::app) fn at(problem: &Problem, post: PostId, dates: DateRange) -> Move {
    let what = &problem.posts[post];
    let name = if what.kind == DispatchKind::Training { what.name.clone() } else { format!("{}（{}）", what.name, what.kind.chinese()) };
    Move { dates, institution: problem.institutions[what.institution].name.clone(), post: what.code.clone(), post_name: name }
}

/// People who are no more in the tables, with what they were to do.
fn departed(in_force: &InForce, problem: &Problem, from: SlotId) -> Vec<PersonMoves> {
    let day = problem.calendar.first_day(from);
    let old = &in_force.problem;
    let known: BTreeSet<&str> = problem.people.values().map(|person| person.code.as_str()).collect();
    let mut gone: BTreeMap<PersonId, Vec<Move>> = BTreeMap::new();
    for stay in in_force.roster.stays().filter(|stay| !known.contains(old.people[stay.person].code.as_str())) {
        let dates = stay.dates(&old.calendar);
        if dates.to >= day {
            gone.entry(stay.person).or_default().push(at(old, stay.post, DateRange::new(dates.from.max(day), dates.to)));
        }
    }
    let moves = gone.into_iter().map(|(person, gone)| {
        let slots =
            gone.iter().map(|gone| (old.calendar.slot_of(gone.dates.to) - old.calendar.slot_of(gone.dates.from) + 1) as usize).sum();
        PersonMoves { person: old.people[person].code.clone(), name: old.people[person].name.clone(), slots, gone, new: Vec::new() }
    });
    moves.collect()
}
