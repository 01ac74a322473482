use crate::domain::Problem;
use crate::roster::{PostSource, Stay};
use crate::rules::{Emitter, Subject};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One row a pool and slot: stays that take a pool post, with what pool-type people hold taken off the right side.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    for (pool, what) in problem.pools.iter() {
        let mut by_slot = vec![Vec::new(); problem.calendar.slots() as usize];
        for (candidate, stay) in emitter.candidates().iter() {
            if let PostSource::Pool(class) = stay.source
                && problem.pool_classes[class].pool == pool
            {
                for slot in stay.slots_within(&problem.calendar) {
                    by_slot[slot.0 as usize].push((candidate, 1));
                }
            }
        }
        for (slot, terms) in problem.calendar.ids().zip(by_slot) {
            let dates = problem.calendar.range(slot);
            let standing = problem
                .standing
                .iter()
                .filter(|standing| problem.pool_posts[standing.pool_post].pool == pool && standing.dates.overlaps(&dates));
            emitter.at_most(Subject::Pool(pool), terms, what.smallest_size(&dates) - standing.count() as i64);
        }
    }
}
