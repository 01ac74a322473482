use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, Problem};
use crate::roster::Roster;
use crate::rules::{Findings, Subject, Unit};

/// Counts the numbered posts that are held, day range by day range: each placement and each pool-type person holds one.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for (pool, what) in problem.pools.iter() {
        let mut held: Vec<DateRange> = problem
            .standing
            .iter()
            .filter(|standing| problem.pool_posts[standing.pool_post].pool == pool)
            .map(|standing| standing.dates)
            .collect();
        for placement in roster.placements() {
            if placement.pool_post.is_some_and(|post| problem.pool_posts[post].pool == pool) {
                held.push(placement.stay.dates(&problem.calendar));
            }
        }
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let in_use = held.iter().filter(|holding| holding.overlaps(&dates)).count() as i64;
            let changes = what.sizes.iter().filter(|(from, _)| *from > dates.from && *from <= dates.to);
            let size = changes.map(|(_, size)| *size).fold(what.size_on(dates.from), i64::min);
            if in_use > size {
                findings.broken(
                    Subject::Pool(pool),
                    dates,
                    in_use - size,
                    Unit::Posts,
                    Bilingual::new(
                        format!("{}：占用 {in_use} 名，总数 {size} 名", what.name),
                        format!("{}: {in_use} posts in use, size {size}", what.name),
                    ),
                );
            }
        }
    }
}
