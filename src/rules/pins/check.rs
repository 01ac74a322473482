use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Placement, Roster};
use crate::rules::{Findings, Subject, Unit};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for pin in &problem.pins {
        let dates = problem.calendar.span(pin.first, pin.slots);
        let posts: Vec<PostId> = posts_of(problem, pin.target);
        let there = roster.of_person(pin.person).iter().filter(|placement| posts.contains(&placement.stay.post));
        let subject = Subject::Person(pin.person);
        let place = problem.target_in_words(pin.target);
        match pin.kind {
            PinKind::Locked => {
                let kept = there.filter(|placement| placement.stay.dates(&problem.calendar) == dates).count() as i64;
                if kept != 1 {
                    let message = Bilingual::new(
                        format!("锁定的安排（{}）应恰有一次，实际 {kept} 次", place.zh),
                        format!("the locked stay ({}) has to happen once, it happens {kept} times", place.en),
                    );
                    findings.broken(subject, dates, (kept - 1).abs(), Unit::Stays, message);
                }
            }
            PinKind::Forbidden => {
                let touching = |placement: &&Placement| {
                    placement.origin != Origin::CarriedIn && placement.stay.dates(&problem.calendar).overlaps(&dates)
                };
                for placement in there.filter(touching) {
                    let message =
                        Bilingual::new(format!("被安排到禁止的{}", place.zh), format!("placed at {}, which is forbidden", place.en));
                    findings.broken(subject, placement.stay.dates(&problem.calendar), 1, Unit::Stays, message);
                }
            }
        }
    }
}

/// The posts that the target names.
fn posts_of(problem: &Problem, target: PinTarget) -> Vec<PostId> {
    let named = |id: PostId, post: &Post| match target {
        PinTarget::Post(target) => id == target,
        PinTarget::Department(target) => post.department.is_some_and(|department| department == target),
        PinTarget::Institution(target) => post.institution == target,
    };
    problem.posts.iter().filter(|(id, post)| named(*id, post)).map(|(id, _)| id).collect()
}
