use crate::domain::{DateRange, InstitutionId, PoolId, Problem};
use crate::roster::{Placement, Roster};
use std::collections::BTreeMap;

/// A roster laid out for questions about single slots, each a range of dates.
pub(in crate::rules) struct Holdings {
    /// Numbered posts of placements: pool, place, dates.
    placed: Vec<(PoolId, InstitutionId, DateRange)>,
    standing: Vec<Standing>,
}

/// A pool-type person's post.
struct Standing {
    pool: PoolId,
    home: InstitutionId,
    dates: DateRange,
    /// Stays that take it elsewhere.
    elsewhere: Vec<(InstitutionId, DateRange)>,
}

impl Holdings {
    /// Counts those placements of the roster that pass the test.
    pub(in crate::rules) fn new(problem: &Problem, roster: &Roster, counts: impl Fn(&Placement) -> bool) -> Self {
        let host = |placement: &Placement| problem.posts[placement.stay.post].institution;
        let mut placed = Vec::new();
        for placement in roster.placements().iter().filter(|placement| counts(placement)) {
            if let Some(number) = placement.pool_post {
                placed.push((problem.pool_posts[number].pool, host(placement), placement.stay.dates(&problem.calendar)));
            }
        }
        let mut standing = Vec::new();
        for held in &problem.standing {
            let home = problem.people[held.person].home;
            let elsewhere = roster
                .of_person(held.person)
                .iter()
                .filter(|placement| counts(placement) && host(placement) != home && problem.posts[placement.stay.post].takes_away());
            let elsewhere = elsewhere.map(|placement| (host(placement), placement.stay.dates(&problem.calendar))).collect();
            standing.push(Standing { pool: problem.pool_posts[held.pool_post].pool, home, dates: held.dates, elsewhere });
        }
        Self { placed, standing }
    }

    /// Posts of the pool in use at each institution on any of the dates.
    pub(in crate::rules) fn of_pool(&self, pool: PoolId, dates: &DateRange) -> BTreeMap<InstitutionId, i64> {
        let mut in_use = BTreeMap::new();
        for (_, place, _) in self.placed.iter().filter(|(of, _, held)| *of == pool && held.overlaps(dates)) {
            *in_use.entry(*place).or_insert(0) += 1;
        }
        for standing in self.standing.iter().filter(|standing| standing.pool == pool && standing.dates.overlaps(dates)) {
            *in_use.entry(standing.home).or_insert(0) += 1;
            for (place, _) in standing.elsewhere.iter().filter(|(_, away)| away.overlaps(dates)) {
                *in_use.entry(standing.home).or_insert(0) -= 1;
                *in_use.entry(*place).or_insert(0) += 1;
            }
        }
        in_use
    }
}
