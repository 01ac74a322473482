use crate::domain::*;
use crate::roster::{PostSource, Stay};
use crate::rules::by_slot::BySlot;
use crate::rules::{Emitter, Subject};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    match stay.source {
        PostSource::Pool(class) => problem.pool_classes[class].category == problem.posts[stay.post].pool_category,
        PostSource::None | PostSource::Own => true,
    }
}

/// One row for each category of a pool and slot.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let calendar = &problem.calendar;
    let quota = |class: PoolClassId| (problem.pool_classes[class].pool, problem.pool_classes[class].category);
    let mut by_quota: BTreeMap<(PoolId, Option<PoolCategoryId>), (PoolClassId, BySlot)> = BTreeMap::new();
    for class in problem.pool_classes.ids() {
        by_quota.entry(quota(class)).or_insert_with(|| (class, BySlot::new(calendar)));
    }
    for (candidate, stay) in emitter.candidates().iter() {
        if let PostSource::Pool(class) = stay.source
            && let Some((_, by_slot)) = by_quota.get_mut(&quota(class))
        {
            by_slot.add(calendar, candidate, stay, 1);
        }
    }
    for (key, (any_class, by_slot)) in by_quota {
        for (slot, terms) in by_slot.rows() {
            let dates = calendar.range(slot);
            let approved: usize = problem
                .pool_classes
                .iter()
                .filter(|(id, class)| {
                    let begun = class.from.is_none_or(|from| from <= dates.to);
                    let unexpired = class.until.is_none_or(|until| dates.from <= until);
                    quota(*id) == key && begun && unexpired
                })
                .map(|(_, class)| class.posts.len())
                .sum();
            let standing = problem
                .standing
                .iter()
                .filter(|standing| quota(problem.pool_posts[standing.pool_post].class) == key && standing.dates.overlaps(&dates))
                .count();
            emitter.at_most(Subject::PoolClass(any_class), terms, approved as i64 - standing as i64);
        }
    }
}
