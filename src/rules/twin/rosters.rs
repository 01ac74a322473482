//! Candidate stays and random choices among them.

use super::Dice;
use crate::domain::*;
use crate::model::{CandidateId, Candidates, enumerate};
use crate::roster::*;

/// Every stay that is offered, whatever the rules say of it.
pub(in crate::rules) fn offered(problem: &Problem) -> Candidates {
    enumerate(problem, &|_| true)
}

/// Any stays at all, offered or not: people at posts not meant for them, for any length.
pub(in crate::rules) fn whatever(problem: &Problem, dice: &mut Dice) -> Candidates {
    let people: Vec<PersonId> = problem.people.ids().collect();
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let mut free: Vec<Stay> = Vec::new();
    for _ in 0..60 {
        let (person, post) = (dice.pick(&people), dice.pick(&posts));
        let first = SlotId(dice.below(problem.calendar.slots() as usize) as i32);
        let what = &problem.posts[post];
        let items: Vec<ItemId> = match problem.enrolment(person) {
            Some(enrolment) if what.is_training() => problem.programmes[enrolment.programme].items.ids().collect(),
            _ => Vec::new(),
        };
        let classes: Vec<PoolClassId> = problem.pool_classes.ids().collect();
        let source = match (what.establishment, dice.maybe(60, &classes)) {
            (EstablishmentNeed::None, _) => PostSource::None,
            (_, Some(class)) if problem.standing_of(person).is_none() => PostSource::Pool(class),
            (_, _) => dice.pick(&[PostSource::None, PostSource::Own]),
        };
        free.push(Stay { person, first, slots: dice.between(1, 6) as i32, post, source, item: dice.maybe(90, &items) });
    }
    let given = carried_placements(problem).iter().map(|placement| placement.stay).collect();
    Candidates::new(free, given)
}

/// A choice of candidates with all that is carried in. In round 0 nobody is in two places at once and locked stays are mostly taken,
/// in round 1 few stays are chosen blindly, in later rounds more. Two stays may then be what one locked pin asks for.
pub(in crate::rules) fn random_choice(
    problem: &Problem,
    candidates: &Candidates,
    dice: &mut Dice,
    round: usize,
) -> IndexVec<CandidateId, bool> {
    let mut taken = IndexVec::filled(false, candidates.len());
    let mut chosen: Vec<Stay> = Vec::new();
    let mut free = Vec::new();
    for (id, stay) in candidates.iter() {
        if candidates.is_given(id) {
            taken[id] = true;
            chosen.push(*stay);
        } else {
            free.push(id);
        }
    }
    if free.is_empty() {
        return taken;
    }
    let locked = |stay: &Stay| {
        problem
            .pins
            .iter()
            .any(|pin| pin.kind == PinKind::Locked && (pin.person, pin.first, pin.slots) == (stay.person, stay.first, stay.slots))
    };
    if round > 0 {
        for _ in 0..problem.people.len() * round {
            taken[dice.pick(&free)] = true;
        }
        // The same fixed stay may be kept more than once, by different posts or pool posts.
        for id in free.into_iter().filter(|id| locked(&candidates.stay(*id))) {
            taken[id] |= dice.chance(40);
        }
        return taken;
    }
    for id in together(problem, candidates, &free, dice) {
        let stay = candidates.stay(id);
        if !collides(&chosen, &stay) {
            taken[id] = true;
            chosen.push(stay);
        }
    }
    let mut order: Vec<(bool, usize, CandidateId)> =
        free.iter().map(|id| (!locked(&candidates.stay(*id)), dice.below(1 << 20), *id)).collect();
    order.sort_unstable();
    for (_, _, id) in order {
        let stay = candidates.stay(id);
        // Beside a team that travels as it should, members mostly do nothing else at team posts.
        let spoils = problem.people[stay.person].team.is_some() && problem.posts[stay.post].kind == DispatchKind::Team && dice.chance(80);
        if !collides(&chosen, &stay) && !spoils && dice.chance(70) {
            taken[id] = true;
            chosen.push(stay);
        }
    }
    taken
}

fn collides(chosen: &[Stay], stay: &Stay) -> bool {
    chosen.iter().any(|other| other.person == stay.person && other.first < stay.end() && stay.first < other.end())
}

/// Stays that no blind choice would bring together: members of a team on one journey, and successors at a leadership post.
fn together(problem: &Problem, candidates: &Candidates, free: &[CandidateId], dice: &mut Dice) -> Vec<CandidateId> {
    let post = |id: &CandidateId| &problem.posts[candidates.stay(*id).post];
    let mut chosen = Vec::new();
    for (_, team) in problem.teams.iter() {
        let is_part = |id: &CandidateId| {
            let stay = candidates.stay(*id);
            team.members.contains(&stay.person) && (post(id).kind == DispatchKind::Team || team.leader_post == Some(stay.post))
        };
        let parts: Vec<CandidateId> = free.iter().copied().filter(is_part).collect();
        let Some(one) = dice.maybe(80, &parts) else { continue };
        let journey = |id: &CandidateId| (post(id).institution, candidates.stay(*id).first, candidates.stay(*id).slots);
        for &member in &team.members {
            let own: Vec<CandidateId> =
                parts.iter().copied().filter(|id| candidates.stay(*id).person == member && journey(id) == journey(&one)).collect();
            // The post that leads first, where there is one.
            let leading = own.iter().copied().find(|id| team.leader_post == Some(candidates.stay(*id).post));
            let holds_it = |id: &CandidateId| Some(candidates.stay(*id).post) == team.leader_post;
            match leading.filter(|_| !chosen.iter().any(holds_it)) {
                Some(leading) => chosen.push(leading),
                None => chosen.extend(dice.maybe(90, &own)),
            }
        }
    }
    let appointments: Vec<CandidateId> = free.iter().copied().filter(|id| post(id).handover).collect();
    if let Some(first) = dice.maybe(60, &appointments) {
        let last = candidates.stay(first).end() + -1;
        let follows = |id: &CandidateId| candidates.stay(*id).post == candidates.stay(first).post && candidates.stay(*id).first == last;
        let successors: Vec<CandidateId> = appointments.iter().copied().filter(follows).collect();
        chosen.push(first);
        chosen.extend(dice.maybe(80, &successors));
    }
    chosen
}

/// The choice as a roster: carried stays as they came in, pool posts numbered; where there are too few, one holds several stays.
pub(in crate::rules) fn as_roster(problem: &Problem, candidates: &Candidates, taken: &IndexVec<CandidateId, bool>) -> Roster {
    let chosen = candidates.iter().filter(|(id, _)| taken[*id]);
    let stays: Vec<(Stay, Origin)> =
        chosen.map(|(id, stay)| (*stay, if candidates.is_given(id) { Origin::CarriedIn } else { Origin::Planned })).collect();
    Roster::new(number_pool_posts(problem, stays.clone()).unwrap_or_else(|| number_badly(problem, stays)))
}

fn number_badly(problem: &Problem, stays: Vec<(Stay, Origin)>) -> Vec<Placement> {
    let mut placements = carried_placements(problem);
    for (stay, _) in stays.into_iter().filter(|(_, origin)| *origin != Origin::CarriedIn) {
        let pool_post = match stay.source {
            PostSource::None | PostSource::Own => None,
            PostSource::Pool(class) => problem.pool_classes[class].posts.first().copied(),
        };
        placements.push(Placement { stay, pool_post, origin: Origin::Planned });
    }
    placements
}
