use crate::domain::{Pin, PinKind, PinTarget, Problem};
use crate::roster::Stay;
use crate::rules::{Emitter, Subject};

/// False for a stay that touches a forbidden one.
pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    !problem.pins.iter().any(|pin| {
        pin.kind == PinKind::Forbidden
            && pin.person == stay.person
            && stay.slots_in_window(pin.first, pin.slots) > 0
            && is_at_target(problem, stay, pin)
    })
}

/// One row a locked pin.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    for pin in problem.pins.iter().filter(|pin| pin.kind == PinKind::Locked) {
        let terms = emitter
            .candidates()
            .of_person(pin.person)
            .map(|candidate| (candidate, emitter.candidates().stay(candidate)))
            .filter(|(_, stay)| stay.first == pin.first && stay.slots == pin.slots && is_at_target(problem, stay, pin))
            .map(|(candidate, _)| (candidate, 1))
            .collect();
        emitter.exactly(Subject::Person(pin.person), terms, 1);
    }
}

fn is_at_target(problem: &Problem, stay: &Stay, pin: &Pin) -> bool {
    let post = &problem.posts[stay.post];
    match pin.target {
        PinTarget::Post(target) => target == stay.post,
        PinTarget::Department(department) => post.department == Some(department),
        PinTarget::Institution(institution) => post.institution == institution,
    }
}
