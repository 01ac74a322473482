use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Placement, PostSource, Roster};
use crate::rules::pool_place::check::Holdings;
use crate::rules::{Findings, Subject, Unit};
use std::collections::BTreeMap;

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for placement in roster.placements() {
        check_number(problem, placement, findings);
        if placement.origin != Origin::CarriedIn {
            check_approval(problem, placement, findings);
        }
    }
    check_holders(problem, roster, findings);
    check_caps(problem, roster, findings);
    check_own_posts(problem, roster, findings);
}

/// A stay has a number exactly when it takes a pool post, and one of its class.
fn check_number(problem: &Problem, placement: &Placement, findings: &mut Findings) {
    let class = match placement.stay.source {
        PostSource::Pool(class) => Some(class),
        PostSource::None | PostSource::Own => None,
    };
    if placement.pool_post.map(|number| problem.pool_posts[number].class) != class {
        findings.law_broken(
            Subject::Person(placement.stay.person),
            placement.stay.dates(&problem.calendar),
            1,
            Unit::Posts,
            Bilingual::new("周转编制编号缺失或与类别不符", "the numbered pool post is missing or of another class"),
        );
    }
}

/// Institution and dates of the post's approval.
fn check_approval(problem: &Problem, placement: &Placement, findings: &mut Findings) {
    let Some(number) = placement.pool_post else { return };
    let class = &problem.pool_classes[problem.pool_posts[number].class];
    let host = problem.posts[placement.stay.post].institution;
    let dates = placement.stay.dates(&problem.calendar);
    let pool = problem.institutions[host].community.and_then(|community| problem.communities[community].pool);
    let elsewhere = pool != Some(class.pool) || class.institution.is_some_and(|approved| approved != host);
    let early = class.from.is_some_and(|from| dates.from < from);
    let late = class.until.is_some_and(|until| dates.to > until);
    if elsewhere || early || late {
        let (code, name) = (&problem.pool_posts[number].code, &problem.institutions[host].name);
        let message = Bilingual::new(
            format!("编制 {code} 未核准在 {name} 于 {} 至 {} 使用", dates.from, dates.to),
            format!("post {code} is not approved for {name} from {} to {}", dates.from, dates.to),
        );
        findings.broken(Subject::PoolPost(number), dates, 1, Unit::Posts, message);
    }
}

/// One holder at a time; a pool-type person's post is kept for them.
fn check_holders(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let horizon = problem.calendar.horizon();
    let mut holders: BTreeMap<PoolPostId, Vec<(bool, DateRange)>> = BTreeMap::new();
    for placement in roster.placements() {
        let Some(number) = placement.pool_post else { continue };
        let carried = placement.origin == Origin::CarriedIn;
        holders.entry(number).or_default().push((carried, placement.stay.dates(&problem.calendar)));
    }
    for (number, held) in holders {
        let code = &problem.pool_posts[number].code;
        let mut report =
            |dates: DateRange, message: Bilingual| findings.law_broken(Subject::PoolPost(number), dates, 1, Unit::Posts, message);
        for (index, (_, one)) in held.iter().enumerate() {
            for (_, other) in &held[..index] {
                if let Some(both) = one.intersection(other).and_then(|both| both.intersection(&horizon)) {
                    report(both, Bilingual::new(format!("编制 {code} 有两人同时占用"), format!("post {code} has two holders at a time")));
                }
            }
        }
        for standing in problem.standing.iter().filter(|standing| standing.pool_post == number) {
            for (carried, dates) in &held {
                let shared = dates.intersection(&standing.dates).and_then(|both| both.intersection(&horizon));
                if let Some(both) = shared {
                    report(both, Bilingual::new(format!("编制 {code} 已由池内人员占用"), format!("post {code} is a pool-type person's")));
                } else if !carried && standing.dates.to >= dates.from {
                    report(
                        *dates,
                        Bilingual::new(format!("编制 {code} 为池内人员保留"), format!("post {code} is kept for a pool-type person")),
                    );
                }
            }
        }
    }
}

/// Pool posts used at an institution stay within its cap.
fn check_caps(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let holdings = Holdings::new(problem, roster, |_| true);
    for slot in problem.calendar.ids() {
        let dates = problem.calendar.range(slot);
        let mut in_use: BTreeMap<InstitutionId, i64> = BTreeMap::new();
        for pool in problem.pools.ids() {
            for (place, posts) in holdings.of_pool(pool, &dates) {
                *in_use.entry(place).or_default() += posts;
            }
        }
        for (place, posts) in in_use {
            let institution = &problem.institutions[place];
            if let Some(cap) = institution.pool_cap.filter(|cap| posts > *cap) {
                let message = Bilingual::new(
                    format!("{}：使用周转编制 {posts} 名，上限 {cap} 名", institution.name),
                    format!("{}: {posts} pool posts in use, cap {cap}", institution.name),
                );
                findings.broken(Subject::Institution(place), dates, posts - cap, Unit::Posts, message);
            }
        }
    }
}

/// Own posts: those free, and those that carried-in stays have held from the start.
fn check_own_posts(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let mut held: BTreeMap<InstitutionId, Vec<(bool, DateRange)>> = BTreeMap::new();
    for placement in roster.placements().iter().filter(|placement| placement.stay.source == PostSource::Own) {
        let dates = placement.stay.dates(&problem.calendar);
        let place = problem.posts[placement.stay.post].institution;
        held.entry(place).or_default().push((placement.origin == Origin::CarriedIn, dates));
    }
    for (place, held) in held {
        let institution = &problem.institutions[place];
        let there = institution.free_own_posts() + held.iter().filter(|(carried, _)| *carried).count() as i64;
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let taken = held.iter().filter(|(_, holding)| holding.overlaps(&dates)).count() as i64;
            if taken > there {
                let message = Bilingual::new(
                    format!("{}：占用本单位编制 {taken} 名，可用 {there} 名", institution.name),
                    format!("{}: {taken} stays on own posts, {there} posts there", institution.name),
                );
                findings.law_broken(Subject::Institution(place), dates, taken - there, Unit::Posts, message);
            }
        }
    }
}
