use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Roster};
use crate::rules::pool_place::check::Holdings;
use crate::rules::{Findings, Subject, Unit, setting};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let planned = Holdings::new(problem, roster, |_| true);
    let before = Holdings::new(problem, roster, |placement| placement.origin == Origin::CarriedIn);
    for (pool, what) in problem.pools.iter().filter(|(_, what)| what.branch_percent > 0) {
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let now = Share::count(problem, &planned, pool, &dates);
            match what.basis {
                PoolShareBasis::InUse => {
                    let stood = Share::count(problem, &before, pool, &dates);
                    in_use(problem, findings, pool, dates, &now, &stood);
                }
                PoolShareBasis::Total => of_total(problem, findings, pool, dates, &now),
            }
        }
    }
}

/// Posts of a pool on some dates.
struct Share {
    in_use: i64,
    at_branches: i64,
}

impl Share {
    fn count(problem: &Problem, holdings: &Holdings, pool: PoolId, dates: &DateRange) -> Share {
        let by_place = holdings.of_pool(pool, dates);
        let at_branches = by_place.iter().filter(|(place, _)| problem.institutions[**place].is_branch).map(|(_, posts)| posts).sum();
        Share { in_use: by_place.values().sum(), at_branches }
    }
    /// Hundredths of a post by which the branches' share is missed; negative where there is more.
    fn missing(&self, percent: i64) -> i64 {
        percent * self.in_use - 100 * self.at_branches
    }
}

fn in_use(problem: &Problem, findings: &mut Findings, pool: PoolId, dates: DateRange, now: &Share, stood: &Share) {
    let what = &problem.pools[pool];
    let (missing, from_before) = (now.missing(what.branch_percent), stood.missing(what.branch_percent));
    let message = Bilingual::new(
        format!("{}：在用 {} 名，分院 {} 名，不足 {}%", what.name, now.in_use, now.at_branches, what.branch_percent),
        format!("{}: {} posts in use, {} at branches, below {} %", what.name, now.in_use, now.at_branches, what.branch_percent),
    );
    let tolerated = if setting::is_strict(problem, &super::SPEC) { from_before.max(0) } else { 0 };
    if missing > tolerated {
        findings.broken(Subject::Pool(pool), dates, missing - tolerated, Unit::PostHundredths, message.clone());
    }
    if tolerated > 0 && missing > 0 {
        let cost = missing * setting::weight(problem, &super::SPEC);
        findings.costs(Tier::CoverTarget, Subject::Pool(pool), dates, missing, Unit::PostHundredths, cost, message);
    }
}

fn of_total(problem: &Problem, findings: &mut Findings, pool: PoolId, dates: DateRange, now: &Share) {
    let what = &problem.pools[pool];
    let later = what.sizes.iter().filter(|(from, _)| dates.contains(*from)).map(|(_, size)| *size);
    let size = later.fold(what.size_on(dates.from), i64::min);
    let hundredths = size * what.branch_percent;
    let needed = hundredths / 100 + i64::from(hundredths % 100 > 0);
    let missing = needed - now.at_branches;
    if missing > 0 {
        let message = Bilingual::new(
            format!("{}：总数 {size} 名，分院应有 {needed} 名，实 {} 名", what.name, now.at_branches),
            format!("{}: of {size} posts {needed} belong at branches, {} are there", what.name, now.at_branches),
        );
        let cost = missing * setting::weight(problem, &super::SPEC);
        findings.costs(Tier::CoverTarget, Subject::Pool(pool), dates, missing, Unit::Posts, cost, message);
    }
}
