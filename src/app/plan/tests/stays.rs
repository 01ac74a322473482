//! Every stay that may be asked for, said once more from the documents: without the model's enumeration, and without the rules.

use crate::domain::*;
use crate::roster::{PostSource, Stay};

/// Stays that HR's tables make possible. What establishment post a stay has to hold and what the rules say of it is left to the check.
pub(super) fn askable_stays(problem: &Problem) -> Vec<Stay> {
    let mut stays = Vec::new();
    for person in problem.people.ids() {
        for post in problem.posts.ids() {
            for item in items(problem, person, post) {
                for first in problem.calendar.ids() {
                    for slots in 1..=longest(problem) {
                        let bare = Stay { person, first, slots, post, source: PostSource::None, item };
                        if is_fixed(problem, &bare) || is_usual(problem, &bare) {
                            stays.extend(sources(problem, &bare).into_iter().map(|source| Stay { source, ..bare }));
                        }
                    }
                }
            }
        }
    }
    stays.sort_unstable();
    stays
}

/// Slots of the longest stay that anything could ask for.
fn longest(problem: &Problem) -> i32 {
    let terms = problem.posts.values().flat_map(|post| post.terms.iter().copied());
    let items = problem.programmes.values().flat_map(|programme| programme.items.values().map(|item| item.half_months));
    terms.chain(items).chain(problem.pins.iter().map(|pin| pin.slots)).max().unwrap_or(0)
}

/// Items that a stay there may count towards: those taught that are not yet learnt; none outside training.
fn items(problem: &Problem, person: PersonId, post: PostId) -> Vec<Option<ItemId>> {
    let what = &problem.posts[post];
    match (what.department, problem.enrolments.iter().find(|enrolment| enrolment.person == person)) {
        (Some(department), Some(enrolment)) if what.is_training() => {
            let taught = |item: &ProgrammeItem| problem.departments[department].standards.contains(&item.standard);
            let items = problem.programmes[enrolment.programme].items.iter();
            items.filter(|(id, item)| taught(item) && left(problem, person, *id) > 0).map(|(id, _)| Some(id)).collect()
        }
        _ => vec![None],
    }
}

/// Slots of the item that the trainee still has to spend, a started one counted whole.
fn left(problem: &Problem, person: PersonId, item: ItemId) -> i32 {
    let Some(enrolment) = problem.enrolments.iter().find(|enrolment| enrolment.person == person) else { return 0 };
    let per_slot = problem.calendar.unit().half_months();
    let under_way = problem.carried.iter().filter(|carried| carried.person == person && carried.item == Some(item));
    let under_way: i32 = under_way.map(|carried| carried.slots * per_slot).sum();
    let half_months = problem.programmes[enrolment.programme].items[item].half_months - enrolment.progress[item].done - under_way;
    half_months.div_euclid(per_slot) + i32::from(half_months.rem_euclid(per_slot) > 0)
}

/// HR has fixed exactly this stay.
fn is_fixed(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    problem.pins.iter().any(|pin| {
        let there = match pin.target {
            PinTarget::Post(target) => target == stay.post,
            PinTarget::Department(target) => post.department == Some(target),
            PinTarget::Institution(target) => post.institution == target,
        };
        pin.kind == PinKind::Locked && there && (pin.person, pin.first, pin.slots) == (stay.person, stay.first, stay.slots)
    })
}

/// The post is meant for people like this, and the stay begins and lasts as is agreed there.
fn is_usual(problem: &Problem, stay: &Stay) -> bool {
    let (post, unit) = (&problem.posts[stay.post], problem.calendar.unit());
    if !post.categories.contains(&problem.people[stay.person].category) {
        return false;
    }
    if !post.is_training() {
        let begins_a_month = stay.first.0 % unit.per_month() == 0;
        return post.terms.contains(&stay.slots) && (begins_a_month || stay.slots < 3 * unit.per_month());
    }
    let (Some(item), Some(enrolment)) = (stay.item, problem.enrolments.iter().find(|enrolment| enrolment.person == stay.person)) else {
        return false;
    };
    let left = left(problem, stay.person, item);
    if stay.slots == left {
        return true;
    }
    // Pieces of 1, 2, 3, 4 or 6 months; half a month more where what is left is odd.
    let odd = stay.slots % unit.per_month();
    let whole_months = [1, 2, 3, 4, 6].contains(&(stay.slots / unit.per_month()));
    let splittable = problem.programmes[enrolment.programme].items[item].splittable;
    splittable && stay.slots < left && whole_months && (odd == 0 || left % unit.per_month() != 0)
}

/// Establishment posts that the stay could hold: none, an own one, or one of the pool that the host is in.
fn sources(problem: &Problem, stay: &Stay) -> Vec<PostSource> {
    let community = problem.institutions[problem.posts[stay.post].institution].community;
    let pool = community.and_then(|community| problem.communities[community].pool);
    let classes = problem.pool_classes.iter().filter(|(_, class)| pool == Some(class.pool));
    [PostSource::None, PostSource::Own].into_iter().chain(classes.map(|(class, _)| PostSource::Pool(class))).collect()
}
