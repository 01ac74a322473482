use super::{SPEC, WORST_OFF, price};
use crate::domain::*;
use crate::model::{Activity, CandidateId, Order, Tier};
use crate::roster::Stay;
use crate::rules::preferences::emit::WishLists;
use crate::rules::travel::emit::journey;
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
    if weight * worst_off > 0 {
        let (missed, orders) = missed_ranks(emitter);
        emitter.extremum_with_orders(Tier::Wishes, weight * worst_off, missed, orders);
    }
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
fn excesses(emitter: &Emitter, peers: &[PersonId]) -> Vec<Activity> {
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

/// For each person with wishes: the ranks that earlier plans missed, that their stays miss, and that the order of their stays does.
fn missed_ranks(emitter: &mut Emitter) -> (Vec<Activity>, Vec<Order>) {
    let problem = emitter.problem();
    let wishes = WishLists::new(problem);
    let of_order = wishes.orders();
    let mut activities = Vec::new();
    let mut orders = Vec::new();
    for person in problem.people.ids() {
        let candidates = emitter.candidates();
        let terms: Vec<(CandidateId, i64)> = candidates
            .of_person(person)
            .filter(|candidate| !candidates.is_given(*candidate))
            .map(|candidate| (candidate, wishes.own_ranks(&candidates.stay(candidate))))
            .filter(|(_, ranks)| *ranks > 0)
            .collect();
        let before = wishes.missed_before(person);
        let order = of_order.get(&person).and_then(|order| {
            // The rule of preferences prices it; here it is only looked at.
            let members = journey(emitter, person);
            let sequence = emitter.sequence(Tier::Wishes, person, members, 0, 0)?;
            let activity = activities.len() as u32;
            Some(Order { activity, sequence, per_change: order.per_change, per_waiting_slot: order.per_waiting_slot })
        });
        if before > 0 || !terms.is_empty() || order.is_some() {
            activities.push((before, terms));
            orders.extend(order);
        }
    }
    (activities, orders)
}
