use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::by_slot::BySlot;
use crate::rules::{Emitter, Subject};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// A row a post and slot; with hand-over three.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut by_post: IndexVec<PostId, Vec<(CandidateId, Stay)>> = IndexVec::filled(Vec::new(), problem.posts.len());
    for (candidate, stay) in emitter.candidates().iter() {
        if problem.posts[stay.post].kind == DispatchKind::Leadership {
            by_post[stay.post].push((candidate, *stay));
        }
    }
    for (post, holders) in by_post.iter().filter(|(_, holders)| !holders.is_empty()) {
        if problem.posts[post].handover {
            one_holder(emitter, post, holders, |stay| trimmed(stay, 1, 0));
            one_holder(emitter, post, holders, |stay| trimmed(stay, 0, 1));
            handed_over(emitter, post, holders);
        } else {
            one_holder(emitter, post, holders, |stay| *stay);
        }
    }
}

/// The stay without some slots at its beginning and end; a single slot stays whole.
fn trimmed(stay: &Stay, beginning: i32, end: i32) -> Stay {
    if stay.slots == 1 {
        return *stay;
    }
    Stay { first: stay.first + beginning, slots: stay.slots - beginning - end, ..*stay }
}

/// In each slot at most one of the stays, `part` of each of which counts; where several are carried in, none besides them.
fn one_holder(emitter: &mut Emitter, post: PostId, holders: &[(CandidateId, Stay)], part: impl Fn(&Stay) -> Stay) {
    let calendar = &emitter.problem().calendar;
    let mut rows = BySlot::new(calendar);
    for (candidate, stay) in holders {
        rows.add(calendar, *candidate, &part(stay), 1);
    }
    for (_, terms) in rows.rows() {
        let given = terms.iter().filter(|(candidate, _)| emitter.candidates().is_given(*candidate)).count() as i64;
        emitter.at_most(Subject::Post(post), terms, given.max(1));
    }
}

/// Whoever has a last slot before the horizon's own meets somebody whose first it is.
fn handed_over(emitter: &mut Emitter, post: PostId, holders: &[(CandidateId, Stay)]) {
    let calendar = &emitter.problem().calendar;
    let mut terms: Vec<Vec<(CandidateId, i64)>> = vec![Vec::new(); calendar.slots() as usize - 1];
    for (candidate, stay) in holders.iter().filter(|(_, stay)| stay.slots > 1) {
        for (slot, coefficient) in [(stay.end().0 - 1, 1), (stay.first.0, -1)] {
            if let Some(terms) = usize::try_from(slot).ok().and_then(|slot| terms.get_mut(slot)) {
                terms.push((*candidate, coefficient));
            }
        }
    }
    let weight = emitter.weight();
    for terms in terms {
        emitter.wants_at_most(Tier::Policy, weight, Subject::Post(post), terms, 0);
    }
}
