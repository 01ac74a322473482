use super::{SPEC, WORST_OFF, price};
use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::preferences::emit::WishLists;
use crate::rules::{Emitter, setting};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One extremum a group of peers, and one for the worst-off person. Groups that cannot be sent anywhere cost what their history says:
/// a constant, so that the score does not depend on what was enumerated.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let weight = emitter.weight();
    for peers in groups(emitter.problem()).into_values().filter(|peers| peers.len() > 1) {
        let size = peers.len() as i64;
        emitter.extremum(Tier::Wishes, weight * price(size), excesses(emitter, &peers));
    }
    let problem = emitter.problem();
    let worst_off = setting::whole(problem, &SPEC, WORST_OFF, problem.calendar.horizon().from);
    emitter.extremum(Tier::Wishes, weight * worst_off, missed_ranks(emitter));
}

type Group = (Option<DepartmentId>, Option<InstitutionId>, Grade);

fn groups(problem: &Problem) -> BTreeMap<Group, Vec<PersonId>> {
    let mut groups: BTreeMap<Group, Vec<PersonId>> = BTreeMap::new();
    for (id, person) in problem.people.iter().filter(|(_, person)| person.category == Category::Specialist) {
        if let Some(grade) = person.grade {
            let institution = person.department.is_none().then_some(person.home);
            groups.entry((person.department, institution, grade)).or_default().push(id);
        }
    }
    groups
}

/// For each of the n peers: n · own months − everybody's months.
fn excesses(emitter: &Emitter, peers: &[PersonId]) -> Vec<(i64, Vec<(CandidateId, i64)>)> {
    let problem = emitter.problem();
    let size = peers.len() as i64;
    let histories: Vec<i64> = peers.iter().map(|person| history(problem, *person)).collect();
    let known = histories.iter().filter(|months| **months > 0).count() as i64;
    let start = histories.iter().sum::<i64>() / known.max(1);
    let starts: Vec<i64> = histories.into_iter().map(|months| if months > 0 { months } else { start }).collect();
    let total: i64 = starts.iter().sum();
    let stays: Vec<(PersonId, CandidateId, i64)> =
        peers.iter().flat_map(|person| months_away(emitter, *person).map(|(candidate, months)| (*person, candidate, months))).collect();
    peers
        .iter()
        .zip(starts)
        .map(|(peer, start)| {
            let terms = stays
                .iter()
                .map(|(person, candidate, months)| (*candidate, if person == peer { (size - 1) * months } else { -months }))
                .collect();
            (size * start - total, terms)
        })
        .collect()
}

/// The person's dispatches, with their half-months inside the horizon.
fn months_away<'a>(emitter: &'a Emitter, person: PersonId) -> impl Iterator<Item = (CandidateId, i64)> + 'a {
    let problem = emitter.problem();
    emitter.candidates().of_person(person).filter_map(move |candidate| {
        let stay = emitter.candidates().stay(candidate);
        let post = &problem.posts[stay.post];
        let slots = stay.slots_within(&problem.calendar).count() as i32;
        (post.kind.is_dispatch() && 2 * post.load >= FULL_LOAD && slots > 0)
            .then(|| (candidate, i64::from(problem.calendar.half_months(slots))))
    })
}

/// Half-months on dispatch before the horizon.
fn history(problem: &Problem, person: PersonId) -> i64 {
    let start = problem.calendar.horizon().from;
    problem
        .history
        .iter()
        .filter(|entry| entry.person == person && entry.kind == HistoryKind::Dispatch && entry.dates.from < start)
        .map(|entry| {
            let before = DateRange::new(entry.dates.from, entry.dates.to.min(start.pred_opt().unwrap_or(start)));
            HistoryEntry { dates: before, ..entry.clone() }.half_months()
        })
        .sum()
}

/// For each person with wishes: the ranks that their stays miss.
fn missed_ranks(emitter: &Emitter) -> Vec<(i64, Vec<(CandidateId, i64)>)> {
    let candidates = emitter.candidates();
    let wishes = WishLists::new(emitter.problem());
    let of_person = |person| -> Vec<(CandidateId, i64)> {
        candidates
            .of_person(person)
            .filter(|candidate| !candidates.is_given(*candidate))
            .map(|candidate| (candidate, wishes.own_ranks(&candidates.stay(candidate))))
            .filter(|(_, ranks)| *ranks > 0)
            .collect()
    };
    emitter.problem().people.ids().map(|person| (0, of_person(person))).filter(|(_, terms)| !terms.is_empty()).collect()
}
