use super::{FREE_KILOMETRES, KILOMETRES_PER_POINT, PER_CHANGE, PER_SEPARATION, SPEC};
use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::by_slot::BySlot;
use crate::rules::{Emitter, Subject, setting};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// A sequence for each person with stays at several institutions, a cost for each far stay, and for couples a pair of rows for each slot and
/// host that both may be at; a host that only one of them may be at is a cost of that one's stays.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    changes(emitter);
    distances(emitter);
    couples(emitter);
}

/// The parameter at the plan's start, times the rule's weight.
fn price(emitter: &Emitter, key: &str) -> i64 {
    let problem = emitter.problem();
    emitter.weight() * setting::whole(problem, &SPEC, key, problem.calendar.horizon().from)
}

fn changes(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let per_change = price(emitter, PER_CHANGE);
    if per_change == 0 {
        return;
    }
    for person in problem.people.ids() {
        let members = journey(emitter, person);
        let several = members.iter().any(|(_, place)| *place != members[0].1);
        if several {
            emitter.sequence(Tier::Wishes, person, members, per_change, 0);
        }
    }
}

/// The person's stays of which no two are at one time, with where they are.
pub(in crate::rules) fn journey(emitter: &Emitter, person: PersonId) -> Vec<(CandidateId, InstitutionId)> {
    let problem = emitter.problem();
    emitter
        .candidates()
        .of_person(person)
        .map(|candidate| (candidate, &problem.posts[emitter.candidates().stay(candidate).post]))
        .filter(|(_, post)| 2 * post.load > FULL_LOAD && post.kind != DispatchKind::Circuit)
        .map(|(candidate, post)| (candidate, post.institution))
        .collect()
}

fn distances(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut kilometres: BTreeMap<(InstitutionId, InstitutionId), i64> = BTreeMap::new();
    for distance in &problem.distances {
        let pair = (distance.one.min(distance.other), distance.one.max(distance.other));
        let shortest = kilometres.entry(pair).or_insert(distance.kilometres);
        *shortest = distance.kilometres.min(*shortest);
    }
    let points = |stay: &Stay| -> i64 {
        let (home, host) = (problem.people[stay.person].home, problem.posts[stay.post].institution);
        let Some(far) = kilometres.get(&(home.min(host), home.max(host))).filter(|_| home != host) else { return 0 };
        let date = problem.calendar.first_day(stay.first);
        let beyond = (far - setting::whole(problem, &SPEC, FREE_KILOMETRES, date)).max(0);
        let per_point = setting::whole(problem, &SPEC, KILOMETRES_PER_POINT, date);
        (beyond + per_point - 1) / per_point
    };
    let planned = emitter.candidates().iter().filter(|(candidate, _)| !emitter.candidates().is_given(*candidate));
    let costs: Vec<_> = planned.map(|(candidate, stay)| (candidate, points(stay))).filter(|(_, points)| *points > 0).collect();
    for (candidate, points) in costs {
        emitter.cost(Tier::Wishes, candidate, points * emitter.weight());
    }
}

fn couples(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let per_slot = price(emitter, PER_SEPARATION);
    if per_slot == 0 {
        return;
    }
    let named = problem.people.iter().filter_map(|(person, who)| Some((person, who.spouse?)));
    let couples: BTreeSet<_> = named.filter(|(one, other)| one != other).map(|(one, other)| (one.min(other), one.max(other))).collect();
    for (one, other) in couples {
        let homes = [problem.people[one].home, problem.people[other].home];
        let mut by_host: BTreeMap<InstitutionId, [Vec<(CandidateId, Stay)>; 2]> = BTreeMap::new();
        for (index, person) in [one, other].into_iter().enumerate() {
            for candidate in emitter.candidates().of_person(person) {
                let stay = emitter.candidates().stay(candidate);
                let post = &problem.posts[stay.post];
                if post.takes_away() && !homes.contains(&post.institution) {
                    by_host.entry(post.institution).or_default()[index].push((candidate, stay));
                }
            }
        }
        for [ones, others] in by_host.into_values() {
            if ones.is_empty() || others.is_empty() {
                for (candidate, stay) in ones.into_iter().chain(others) {
                    let slots = stay.slots_within(&problem.calendar).count() as i64;
                    emitter.cost(Tier::Wishes, candidate, slots * per_slot);
                }
            } else {
                together(emitter, Subject::Person(one), per_slot, &ones, &others);
            }
        }
    }
}

/// Rows for one host: as many of the one's stays as of the other's in every slot.
fn together(emitter: &mut Emitter, subject: Subject, per_slot: i64, ones: &[(CandidateId, Stay)], others: &[(CandidateId, Stay)]) {
    let calendar = &emitter.problem().calendar;
    let mut balance = BySlot::new(calendar);
    for (sign, stays) in [(1, ones), (-1, others)] {
        for (candidate, stay) in stays {
            balance.add(calendar, *candidate, stay, sign);
        }
    }
    for (_, terms) in balance.rows() {
        emitter.wants_at_most(Tier::Wishes, per_slot, subject, terms.clone(), 0);
        emitter.wants_at_least(Tier::Wishes, per_slot, subject, terms, 0);
    }
}
