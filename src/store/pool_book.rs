//! Who holds which pool post, where and when, counted from the roster and the pool posts that people hold anyway.

use crate::domain::*;
use crate::roster::Roster;
use std::collections::BTreeMap;

/// A pool post held by one person at one institution.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Holding {
    pub pool_post: PoolPostId,
    pub dates: DateRange,
    pub person: PersonId,
    pub institution: InstitutionId,
}

/// A pool in one slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct PoolUse {
    pub pool: PoolId,
    pub slot: SlotId,
    /// The smallest size in force within the slot.
    pub size: i64,
    pub in_use: i64,
    pub at_branches: i64,
}

/// By pool post and date. Pool-type people hold theirs within the horizon at the place they work at, other holders for their whole stay.
pub(super) fn holdings(problem: &Problem, roster: &Roster) -> Vec<Holding> {
    let mut holdings = Vec::new();
    for placement in roster.placements() {
        if let Some(pool_post) = placement.pool_post {
            let stay = &placement.stay;
            let (dates, institution) = (stay.dates(&problem.calendar), problem.posts[stay.post].institution);
            holdings.push(Holding { pool_post, dates, person: stay.person, institution });
        }
    }
    let horizon = problem.calendar.horizon();
    for standing in &problem.standing {
        if let Some(dates) = standing.dates.intersection(&horizon) {
            for (dates, institution) in workplaces(problem, roster, standing.person, dates) {
                holdings.push(Holding { pool_post: standing.pool_post, dates, person: standing.person, institution });
            }
        }
    }
    holdings.sort();
    holdings
}

/// Where the person works over the dates: at the host of a stay that takes at least half of them, else at home.
fn workplaces(problem: &Problem, roster: &Roster, person: PersonId, dates: DateRange) -> Vec<(DateRange, InstitutionId)> {
    let home = problem.people[person].home;
    let mut places: Vec<(DateRange, InstitutionId)> = Vec::new();
    let mut add = |dates: DateRange, institution: InstitutionId| match places.last_mut() {
        _ if dates.from > dates.to => {}
        Some((last, at)) if *at == institution => last.to = dates.to,
        _ => places.push((dates, institution)),
    };
    // First day not yet accounted for.
    let mut next = dates.from;
    for placement in roster.of_person(person) {
        let post = &problem.posts[placement.stay.post];
        if !post.takes_away() {
            continue;
        }
        let rest = DateRange::new(next, dates.to);
        if let Some(away) = placement.stay.dates(&problem.calendar).intersection(&rest) {
            if let Some(before) = away.from.pred_opt() {
                add(DateRange::new(next, before), home);
            }
            add(away, post.institution);
            let Some(after) = away.to.succ_opt() else { return places };
            next = after;
        }
    }
    add(DateRange::new(next, dates.to), home);
    places
}

/// By pool and slot.
pub(super) fn uses(problem: &Problem, holdings: &[Holding]) -> Vec<PoolUse> {
    let mut uses = Vec::new();
    for (pool, what) in problem.pools.iter() {
        let of_pool: Vec<&Holding> = holdings.iter().filter(|holding| problem.pool_posts[holding.pool_post].pool == pool).collect();
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            // Each holder counts once a slot, at the first place.
            let mut holders: BTreeMap<(PoolPostId, PersonId), InstitutionId> = BTreeMap::new();
            for holding in of_pool.iter().filter(|holding| holding.dates.overlaps(&dates)) {
                holders.entry((holding.pool_post, holding.person)).or_insert(holding.institution);
            }
            let at_branches = holders.values().filter(|institution| problem.institutions[**institution].is_branch).count() as i64;
            uses.push(PoolUse { pool, slot, size: what.smallest_size(&dates), in_use: holders.len() as i64, at_branches });
        }
    }
    uses
}
