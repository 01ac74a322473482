use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::{Emitter, Subject};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// Host, first slot, length.
type Journey = (InstitutionId, SlotId, i32);

/// Candidates by which members may take part in one journey.
#[derive(Default)]
struct Parts {
    of_head: Vec<CandidateId>,
    of_others: BTreeMap<PersonId, Vec<CandidateId>>,
    at_leader_post: Vec<CandidateId>,
}

/// A row for each other member and up to three more, for every journey that a member could go on.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    for (_, team) in problem.teams.iter() {
        let Some(head) = head(problem, team) else { continue };
        for (journey, parts) in journeys(emitter, team, head) {
            write(emitter, team, head, journey, parts);
        }
    }
}

fn head(problem: &Problem, team: &Team) -> Option<PersonId> {
    let accepted =
        team.leader_post.and_then(|post| team.members.iter().find(|member| accepts(&problem.posts[post], &problem.people[**member])));
    accepted.or(team.members.first()).copied()
}

fn accepts(post: &Post, person: &Person) -> bool {
    post.categories.contains(&person.category)
        && post.minimum_grade.is_none_or(|least| person.grade.is_some_and(|grade| grade >= least))
        && (post.specialties.is_empty() || person.specialty.is_some_and(|own| post.specialties.contains(&own)))
}

fn journeys(emitter: &Emitter, team: &Team, head: PersonId) -> BTreeMap<Journey, Parts> {
    let problem = emitter.problem();
    let candidates = emitter.candidates();
    let mut journeys: BTreeMap<Journey, Parts> = BTreeMap::new();
    for &member in &team.members {
        for candidate in candidates.of_person(member).filter(|candidate| !candidates.is_given(*candidate)) {
            let stay = candidates.stay(candidate);
            let post = &problem.posts[stay.post];
            let leads = team.leader_post == Some(stay.post);
            if !leads && post.kind != DispatchKind::Team {
                continue;
            }
            let parts = journeys.entry((post.institution, stay.first, stay.slots)).or_default();
            if member == head {
                parts.of_head.push(candidate);
            } else {
                parts.of_others.entry(member).or_default().push(candidate);
            }
            if leads {
                parts.at_leader_post.push(candidate);
            }
        }
    }
    journeys
}

fn write(emitter: &mut Emitter, team: &Team, head: PersonId, (host, ..): Journey, parts: Parts) {
    let subject = Subject::Person(head);
    let of_head = |coefficient: i64| parts.of_head.iter().map(move |candidate| (*candidate, coefficient));
    let of_others = || parts.of_others.values().flatten().map(|candidate| (*candidate, 1));
    for (other, own) in &parts.of_others {
        let terms = own.iter().map(|candidate| (*candidate, 1)).chain(of_head(-1)).collect();
        emitter.at_most(Subject::Person(*other), terms, 0);
    }
    let minimum = team.minimum.unwrap_or(team.members.len() as i64);
    let companions = (minimum - 1).max(0);
    emitter.at_least(subject, of_others().chain(of_head(-companions)).collect(), 0);
    if let Some(maximum) = team.maximum {
        emitter.at_most(subject, of_others().chain(of_head(1)).collect(), maximum);
    }
    if team.leader_post.is_some_and(|post| emitter.problem().posts[post].institution == host) {
        let holders = parts.at_leader_post.iter().map(|candidate| (*candidate, 1));
        emitter.exactly(subject, holders.chain(of_head(-1)).collect(), 0);
    }
}
