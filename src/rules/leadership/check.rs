use super::SPEC;
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Roster};
use crate::rules::spells::spells;
use crate::rules::{Findings, Subject, Unit, setting};
use std::collections::BTreeMap;

/// Looks at each post's holders on the dates of each slot.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let mut by_post: BTreeMap<PostId, Vec<Holder>> = BTreeMap::new();
    for placement in roster.placements() {
        let dates = placement.stay.dates(&problem.calendar);
        let holder = Holder { dates, in_progress: placement.origin == Origin::CarriedIn };
        by_post.entry(placement.stay.post).or_default().push(holder);
    }
    for (post, holders) in by_post {
        let what = &problem.posts[post];
        if what.kind != DispatchKind::Leadership {
            continue;
        }
        let subject = Subject::Post(post);
        if !what.handover {
            let message = |(dates, excess)| {
                let message =
                    Bilingual::new(format!("岗位 {} 同时有多人任职", what.code), format!("post {} has several holders at once", what.code));
                (dates, excess, message)
            };
            let found = too_many(problem, &holders, |_, _| true).into_iter().map(message).collect();
            report(subject, found, findings);
            continue;
        }
        let before = too_many(problem, &holders, |holder, slot| holder.dates.from < slot.from || holder.is_single(slot));
        let message = |(dates, excess)| {
            let zh = format!("岗位 {} 同时有多人在任，超出交接的一个时段", what.code);
            (dates, excess, Bilingual::new(zh, format!("post {} has several holders beyond the slot of the hand-over", what.code)))
        };
        report(subject, before.into_iter().map(message).collect(), findings);
        let on = too_many(problem, &holders, |holder, slot| holder.dates.to > slot.to || holder.is_single(slot));
        let message = |(dates, excess)| {
            let zh = format!("岗位 {} 有多人同时留任，超出交接的一个时段", what.code);
            (dates, excess, Bilingual::new(zh, format!("several holders of post {} stay on, beyond a hand-over of one slot", what.code)))
        };
        report(subject, on.into_iter().map(message).collect(), findings);
        check_handover(problem, post, &holders, findings);
    }
}

struct Holder {
    dates: DateRange,
    in_progress: bool,
}

impl Holder {
    /// There for no more than the slot with these dates.
    fn is_single(&self, slot: &DateRange) -> bool {
        slot.covers(&self.dates)
    }
}

/// Spells in which more than one of those who count is there, and how many more; people in progress may be several.
fn too_many(problem: &Problem, holders: &[Holder], counts: impl Fn(&Holder, &DateRange) -> bool) -> Vec<(DateRange, i64)> {
    let excess = problem.calendar.ids().map(|slot| {
        let dates = problem.calendar.range(slot);
        let (mut present, mut in_progress) = (0, 0);
        for holder in holders.iter().filter(|holder| holder.dates.overlaps(&dates) && counts(holder, &dates)) {
            present += 1;
            in_progress += i64::from(holder.in_progress);
        }
        let allowed: i64 = if in_progress > 1 { in_progress } else { 1 };
        (dates, present - allowed)
    });
    spells(excess)
}

fn report(subject: Subject, found: Vec<(DateRange, i64, Bilingual)>, findings: &mut Findings) {
    for (dates, excess, message) in found {
        findings.broken(subject, dates, excess, Unit::PersonSlots, message);
    }
}

/// One finding for each slot in which somebody leaves before the horizon's last one and nobody takes over.
fn check_handover(problem: &Problem, post: PostId, holders: &[Holder], findings: &mut Findings) {
    let place = problem.post_in_words(post);
    for slot in problem.calendar.ids().rev().skip(1) {
        let dates = problem.calendar.range(slot);
        let longer: Vec<&Holder> = holders.iter().filter(|holder| !holder.is_single(&dates)).collect();
        let leaving = longer.iter().filter(|holder| holder.dates.to == dates.to).count() as i64;
        let arriving = longer.iter().filter(|holder| holder.dates.from == dates.from).count() as i64;
        if leaving > arriving {
            let message = Bilingual::new(
                format!("{}任职人离任，其最后一个时段没有继任者到任交接", place.zh),
                format!("the holder of {} leaves, and no successor begins in the last slot to take over", place.en),
            );
            let amount = leaving - arriving;
            let cost = amount * setting::weight(problem, &SPEC);
            findings.costs(Tier::Policy, Subject::Post(post), dates, amount, Unit::People, cost, message);
        }
    }
}
