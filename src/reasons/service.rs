//! Why service credit is missed: the grassroots posts that were open to the person, and the terms that a long posting could have had.

use super::Ask;
use super::hindrance::{Counted, Groups, number};
use super::place::Places;
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::rules::{Finding, Unit, long_posting};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

pub(super) fn explain(places: &Places, person: PersonId, finding: &Finding, ask: Ask) -> Option<Bilingual> {
    if finding.unit == Unit::Days { other_terms(places, person, finding) } else { declaration(places, person, finding, ask) }
}

/// Months missing on the day of a declaration, post by post.
fn declaration(places: &Places, person: PersonId, finding: &Finding, ask: Ask) -> Option<Bilingual> {
    let problem = places.problem;
    let who = &problem.people[person];
    // What is found lasts to the eve of the declaration; stays can only be planned up to the end of the plan.
    let dates = finding.dates.intersection(&problem.calendar.horizon())?;
    let counts = |post: &Post| post.kind.is_dispatch() && post.takes_away() && problem.institutions[post.institution].level.is_grassroots();
    let mut groups = Groups::default();
    let mut posts = 0;
    for (post, _) in problem.posts.iter().filter(|(_, what)| counts(what) && what.categories.contains(&who.category)) {
        posts += 1;
        groups.add(places.hindrance(person, &BTreeSet::from([post]), dates, ask));
    }
    let told = groups.told(Counted::Posts);
    let mut told = if posts == 0 {
        Bilingual::new("没有面向其人员类别、可计基层服务的岗位", "no grassroots post is open to the category")
    } else {
        Bilingual::new(
            format!("可计基层服务的岗位 {posts} 个：{}", told.zh),
            format!("{} that would count: {}", number(posts, "grassroots post", "grassroots posts"), told.en),
        )
    };
    // A stay that reaches beyond the plan is counted already.
    let ends = places.stays(person).map(|stay| stay.dates(&problem.calendar).to);
    let after = months_between(ends.fold(problem.calendar.horizon().to, NaiveDate::max), finding.dates.to);
    if after > 0 {
        told.zh += &format!("；本方案之后到申报还有 {after} 个月");
        told.en += &format!("; {} left between this plan and the declaration", number(after, "month", "months"));
    }
    Some(told)
}

/// Whole months from the day after `end`, which ends a month, to the end of `last`.
fn months_between(end: NaiveDate, last: NaiveDate) -> usize {
    let Some(next) = last.succ_opt() else { return 0 };
    let Some(first) = end.succ_opt() else { return 0 };
    let months = (next.year() - first.year()) * 12 + next.month() as i32 - first.month() as i32 - i32::from(next.day() < first.day());
    usize::try_from(months).unwrap_or(0)
}

/// A long posting that misses the year's days: are there others at the same post that would not?
fn other_terms(places: &Places, person: PersonId, finding: &Finding) -> Option<Bilingual> {
    let problem = places.problem;
    let posting = places
        .stays(person)
        .find(|stay| problem.posts[stay.post].kind == DispatchKind::ResidentPosting && stay.dates(&problem.calendar) == finding.dates)?;
    let candidates = &places.model.candidates;
    let reaching = candidates.of_person(person).filter(|candidate| {
        let stay = candidates.stay(*candidate);
        stay.post == posting.post
            && !candidates.is_given(*candidate)
            && long_posting(problem, &stay, places.stays(person).filter(|other| *other != posting))
                .is_some_and(|long| long.days >= long.wanted)
    });
    // A stay is offered once for each kind of establishment post it may take.
    let terms: BTreeSet<DateRange> = reaching.map(|candidate| candidates.stay(candidate).dates(&problem.calendar)).collect();
    let wanted = long_posting(problem, posting, [])?.wanted;
    Some(if terms.is_empty() {
        Bilingual::new(
            format!("在该岗位没有能满 {wanted} 天的起止可选（任期、计划期、本人在岗或岗位开放时间所限）"),
            format!(
                "no other dates at this post reach {wanted} days: terms, the plan's end, availability or the post's opening stand against it"
            ),
        )
    } else {
        let count = terms.len();
        Bilingual::new(
            format!("在该岗位另有 {count} 种起止能满 {wanted} 天；此项只提示、不计分，要满足须在「既定」表中锁定"),
            format!(
                "{} at this post would reach {wanted} days; this only informs and costs nothing: pin one to have it",
                number(count, "other pair of dates", "other pairs of dates")
            ),
        )
    })
}
