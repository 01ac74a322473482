use super::{LONG_MINIMUM, SPEC};
use crate::domain::{DispatchKind, Pin, PinKind, PinTarget, Problem};
use crate::roster::Stay;
use crate::rules::{Emitter, setting};

pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    if post.is_training() || problem.pins.iter().any(|pin| is_locked(problem, stay, pin)) {
        return true;
    }
    let long_enough = post.kind != DispatchKind::ResidentPosting || {
        let months = setting::whole(problem, &SPEC, LONG_MINIMUM, problem.calendar.first_day(stay.first));
        i64::from(problem.calendar.half_months(stay.slots)) >= 2 * months
    };
    long_enough && post.terms.contains(&stay.slots)
}

pub(in crate::rules) fn emit(_: &mut Emitter) {}

/// True when the stay is what the pin fixes.
fn is_locked(problem: &Problem, stay: &Stay, pin: &Pin) -> bool {
    let post = &problem.posts[stay.post];
    pin.kind == PinKind::Locked
        && (pin.person, pin.first, pin.slots) == (stay.person, stay.first, stay.slots)
        && match pin.target {
            PinTarget::Post(target) => target == stay.post,
            PinTarget::Department(department) => post.department == Some(department),
            PinTarget::Institution(institution) => post.institution == institution,
        }
}
