//! Numbers for pool posts: which stay holds which.

use super::{Origin, Placement, PostSource, Stay, carried_placements};
use crate::domain::{PoolPostId, Problem, SlotId};
use std::collections::BTreeMap;

/// Gives every stay that takes a pool post one of its class's numbered posts: earliest start first, the first free post in the table's
/// order. A carried-in stay keeps its own; a post that a pool-type person holds is kept for them until they have left it. Placements come
/// in the order of the stays.
///
/// None when a stay finds no post free, which is exactly when more stays take posts of a class at a time than it has for them.
pub fn number_pool_posts(problem: &Problem, stays: Vec<(Stay, Origin)>) -> Option<Vec<Placement>> {
    let carried: BTreeMap<Stay, PoolPostId> =
        carried_placements(problem).iter().filter_map(|placement| Some((placement.stay, placement.pool_post?))).collect();
    let mut placements: Vec<Placement> = stays
        .into_iter()
        .map(|(stay, origin)| {
            let pool_post = (origin == Origin::CarriedIn).then(|| carried.get(&stay).copied()).flatten();
            Placement { stay, pool_post, origin }
        })
        .collect();

    // First slot from which each post is free again.
    let mut free_from: BTreeMap<PoolPostId, SlotId> = BTreeMap::new();
    let hold = |free_from: &mut BTreeMap<PoolPostId, SlotId>, number: PoolPostId, until: SlotId| {
        let free = free_from.entry(number).or_insert(until);
        *free = until.max(*free);
    };
    for standing in &problem.standing {
        hold(&mut free_from, standing.pool_post, problem.calendar.slot_of(standing.dates.to) + 1);
    }
    for placement in &placements {
        if let Some(number) = placement.pool_post {
            hold(&mut free_from, number, placement.stay.end());
        }
    }
    let mut order: Vec<usize> = (0..placements.len()).collect();
    order.sort_by_key(|index| (placements[*index].stay.first, placements[*index].stay));
    for index in order {
        let Placement { stay, pool_post: None, .. } = placements[index] else { continue };
        let PostSource::Pool(class) = stay.source else { continue };
        let is_free = |number: &&PoolPostId| free_from.get(number).is_none_or(|free| *free <= stay.first);
        let number = *problem.pool_classes[class].posts.iter().find(is_free)?;
        hold(&mut free_from, number, stay.end());
        placements[index].pool_post = Some(number);
    }
    Some(placements)
}
