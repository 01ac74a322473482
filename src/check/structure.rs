//! What no rule owns: that a roster speaks of things that exist, carries in what the problem carries in, and that each stay holds exactly
//! the establishment post that its person and post call for.

use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Placement, PostSource, Roster, Stay, carried_placements};

/// No stay reaches further from the horizon's start than this many slots: some thousand years, well inside the calendar's range.
const FURTHEST_SLOT: i64 = 100_000;

/// Defects that keep the rules from being asked: ids, slots and items that do not exist.
pub(super) fn unreadable(problem: &Problem, roster: &Roster) -> Vec<Bilingual> {
    let mut defects = Vec::new();
    for (index, placement) in roster.placements().iter().enumerate() {
        let stay = &placement.stay;
        let number = index + 1;
        let mut report = |zh: &str, en: &str| {
            defects.push(Bilingual::new(format!("第 {number} 条安排：{zh}"), format!("stay {number}: {en}")));
        };
        let person = problem.people.get(stay.person);
        if person.is_none() {
            report("人员不存在", "there is no such person");
        }
        let post = problem.posts.get(stay.post);
        if post.is_none() {
            report("岗位不存在", "there is no such post");
        }
        let (first, slots) = (i64::from(stay.first.0), i64::from(stay.slots));
        if slots < 1 {
            report("时长不足一个时段", "it is shorter than one slot");
        }
        if first < -FURTHEST_SLOT || first + slots > FURTHEST_SLOT {
            report("时段远在计划之外", "its slots lie far outside the plan");
        }
        if let PostSource::Pool(class) = stay.source
            && problem.pool_classes.get(class).is_none()
        {
            report("周转编制类别不存在", "there is no such class of pool posts");
        }
        if placement.pool_post.is_some_and(|pool_post| problem.pool_posts.get(pool_post).is_none()) {
            report("周转编制编号不存在", "there is no such pool post");
        }
        if let (Some(item), Some(_), Some(post)) = (stay.item, person, post) {
            let known =
                problem.enrolment(stay.person).is_some_and(|enrolment| problem.programmes[enrolment.programme].items.get(item).is_some());
            if !post.is_training() || !known {
                report(
                    "计入的培训项目不属于该人员的培训方案，或岗位不是培训岗位",
                    "it counts towards an item that is not of the person's programme, or its post does not train",
                );
            }
        }
    }
    defects
}

/// Defects of a roster whose ids, slots and items exist.
pub(super) fn defects(problem: &Problem, roster: &Roster) -> Vec<Bilingual> {
    let mut defects = Vec::new();
    for pair in roster.placements().windows(2) {
        if pair[0].stay == pair[1].stay {
            defects.push(about(problem, &pair[1], "重复出现", "stands there twice"));
        }
    }
    for placement in roster.placements() {
        let stay = &placement.stay;
        let class = placement.pool_post.map(|pool_post| problem.pool_posts[pool_post].class);
        let matches = match stay.source {
            PostSource::Pool(wanted) => class == Some(wanted),
            PostSource::None | PostSource::Own => class.is_none(),
        };
        if !matches {
            defects.push(about(
                problem,
                placement,
                "周转编制编号与所占类别不一致",
                "its numbered pool post is missing, needless or of another class",
            ));
        }
        match placement.origin {
            Origin::CarriedIn => {}
            Origin::Pinned | Origin::Planned => {
                if !problem.calendar.contains(stay.first) {
                    defects.push(about(problem, placement, "起始时段不在计划期内", "does not begin inside the horizon"));
                }
                if problem.calendar.contains(stay.first) && stay.first < problem.frozen {
                    defects.push(about(problem, placement, "起始于已发布的月份", "begins in a month that is published"));
                }
                if !holds_its_due(problem, stay) {
                    defects.push(about(
                        problem,
                        placement,
                        "占用编制的方式不符合该人员与岗位的规定",
                        "holds an establishment post that its person and post do not call for, or lacks the one they do",
                    ));
                }
            }
        }
    }
    altered_carried_stays(problem, roster, &mut defects);
    posts_held_twice(problem, roster, &mut defects);
    defects
}

/// Every stay in progress stands in the roster as the problem has it, and nothing else claims to be one.
fn altered_carried_stays(problem: &Problem, roster: &Roster, defects: &mut Vec<Bilingual>) {
    let mut missing = Roster::new(carried_placements(problem)).placements().to_vec();
    for placement in roster.placements().iter().filter(|placement| placement.origin == Origin::CarriedIn) {
        match missing.binary_search(placement) {
            Ok(found) => {
                missing.remove(found);
            }
            Err(_) => defects.push(about(
                problem,
                placement,
                "标为在途，但数据中没有这条在途安排",
                "claims to be in progress, which the data do not say",
            )),
        }
    }
    for placement in &missing {
        defects.push(about(problem, placement, "是在途安排，被改动或删去", "is in progress and was altered or left out"));
    }
}

/// A numbered pool post has one occupant at a time, pool-type people included. What lies before the horizon is history: its dates are
/// rounded to slots, so that a hand-over there may look like two at once.
fn posts_held_twice(problem: &Problem, roster: &Roster, defects: &mut Vec<Bilingual>) {
    let begin = problem.calendar.horizon().from;
    let standing = problem.standing.iter().map(|standing| (standing.pool_post, standing.dates, standing.person));
    let placed = roster
        .placements()
        .iter()
        .filter_map(|placement| Some((placement.pool_post?, placement.stay.dates(&problem.calendar), placement.stay.person)));
    let mut holdings: Vec<(PoolPostId, DateRange, PersonId)> = standing
        .chain(placed)
        .filter(|(_, dates, _)| dates.to >= begin)
        .map(|(pool_post, dates, person)| (pool_post, DateRange::new(dates.from.max(begin), dates.to), person))
        .collect();
    holdings.sort();
    let mut last: Option<(PoolPostId, DateRange, PersonId)> = None;
    for holding in holdings {
        let (pool_post, dates, person) = holding;
        match last {
            Some((held, held_dates, holder)) if held == pool_post => {
                if held_dates.to >= dates.from && holder != person {
                    let (code, from) = (&problem.pool_posts[pool_post].code, dates.from);
                    let (one, other) = (&problem.people[holder].code, &problem.people[person].code);
                    defects.push(Bilingual::new(
                        format!("周转编制 {code} 自 {from} 起同时由 {one} 和 {other} 占用"),
                        format!("pool post {code} is held by {one} and {other} at once from {from}"),
                    ));
                }
                if held_dates.to < dates.to {
                    last = Some(holding);
                }
            }
            _ => last = Some(holding),
        }
    }
}

/// Who takes a pool post, said once more in the words of the regulation: a pool-type person brings their own; a temporary dispatch takes
/// none; 县管院用 takes one; an appointment takes an own post of the host or one of the pool; a contract person takes one where the post
/// requires establishment.
fn holds_its_due(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    let brings_one = problem.standing.iter().any(|standing| standing.person == stay.person);
    let contract = problem.people[stay.person].establishment == EstablishmentType::Contract;
    let appointment = post.kind == DispatchKind::Leadership;
    match (post.establishment, stay.source) {
        (_, source) if brings_one => source == PostSource::None,
        (EstablishmentNeed::None, source) => source == PostSource::None,
        (EstablishmentNeed::Pool, source) => matches!(source, PostSource::Pool(_)),
        (EstablishmentNeed::Establishment, source) if appointment => source != PostSource::None,
        (EstablishmentNeed::Establishment, source) if contract => matches!(source, PostSource::Pool(_)),
        (EstablishmentNeed::Establishment, source) => source == PostSource::None,
    }
}

fn about(problem: &Problem, placement: &Placement, zh: &str, en: &str) -> Bilingual {
    let stay = &placement.stay;
    let (person, place, dates) = (&problem.people[stay.person], problem.post_in_words(stay.post), stay.dates(&problem.calendar));
    let (code, name, from, to) = (&person.code, &person.name, dates.from, dates.to);
    Bilingual::new(
        format!("{code} {name} 在 {}（{from} 至 {to}）的安排{zh}", place.zh),
        format!("the stay of {code} {name} at {} ({from} to {to}) {en}", place.en),
    )
}
