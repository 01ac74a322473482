//! Pins that cannot hold together: whatever the plan, one of them would be broken. Nothing is wrong with a row by itself, so that this is a
//! warning here; the plan is refused with the statements that contradict each other.

use super::builder::Builder;
use super::cells::{Cells, both};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::Column;
use std::collections::BTreeMap;

/// A stay that must happen: a locked pin or one carried in.
struct Fixed {
    first: SlotId,
    end: SlotId,
    load: i64,
    /// What to call it in a message.
    name: Bilingual,
}

/// Reports, for each person, locked pins and carried-in stays whose loads exceed a full one, and locked pins that another pin forbids.
pub(super) fn report(b: &mut Builder, pins: &[(Pin, Cells)]) {
    let mut by_person: BTreeMap<PersonId, Vec<&(Pin, Cells)>> = BTreeMap::new();
    for pin in pins {
        by_person.entry(pin.0.person).or_default().push(pin);
    }
    let mut carried: BTreeMap<PersonId, Vec<&CarriedStay>> = BTreeMap::new();
    for stay in &b.problem.carried {
        carried.entry(stay.person).or_default().push(stay);
    }
    let mut found = Vec::new();
    for (person, mut pins) in by_person {
        pins.sort_by_key(|(pin, _)| (pin.first, pin.slots));
        let mut fixed: Vec<Fixed> = carried.get(&person).into_iter().flatten().map(|stay| of_carried(b, stay)).collect();
        for (pin, cells) in pins.iter().filter(|(pin, _)| pin.kind == PinKind::Locked) {
            let end = pin.first + pin.slots;
            let load = load(b, pin);
            let others: Vec<&Fixed> = fixed.iter().filter(|other| other.first < end && pin.first < other.end).collect();
            if let Some(first) = others.first().filter(|_| others.iter().map(|other| other.load).sum::<i64>() + load > FULL_LOAD) {
                found.push((*cells, first.name.clone()));
            }
            let row = cells.row.number;
            let place = b.problem.target_in_words(pin.target);
            let name = both(format!("第 {row} 行（锁定在 {}）", place.zh), format!("row {row} (fixed at {})", place.en));
            fixed.push(Fixed { first: pin.first, end, load, name });
            for (other, other_cells) in pins.iter().filter(|(other, _)| other.kind == PinKind::Forbidden) {
                let overlaps = other.first < end && pin.first < other.first + other.slots;
                if overlaps && lies_in(b, pin.target, other.target) {
                    let (row, place) = (other_cells.row.number, b.problem.target_in_words(other.target));
                    found.push((
                        *cells,
                        both(format!("第 {row} 行（禁止在 {}）", place.zh), format!("row {row} (forbidden at {})", place.en)),
                    ));
                }
            }
        }
    }
    for (cells, other) in found {
        let found = Bilingual::same(cells.words(Column::FixedTarget));
        let expected = both(format!("不与{}冲突", other.zh), format!("no conflict with {}", other.en));
        cells.fault(&mut b.report, Code::PinsConflict, Column::FixedTarget, found, expected);
    }
}

fn of_carried(b: &Builder, stay: &CarriedStay) -> Fixed {
    let (place, load) = (b.problem.post_in_words(stay.post), b.problem.posts[stay.post].load);
    let name = both(format!("历史中仍在 {}的安排", place.zh), format!("the stay at {} in the history", place.en));
    Fixed { first: stay.first, end: stay.first + stay.slots, load, name }
}

/// Load of the pinned stay: the least that any post it may take has.
fn load(b: &Builder, pin: &Pin) -> i64 {
    let posts_at = |institution: InstitutionId| b.posts_at(institution).iter().map(|id| &b.problem.posts[*id]);
    match pin.target {
        PinTarget::Post(post) => b.problem.posts[post].load,
        PinTarget::Department(department) => {
            let posts = posts_at(b.problem.departments[department].institution).filter(|post| post.department == Some(department));
            posts.map(|post| post.load).min().unwrap_or(FULL_LOAD)
        }
        PinTarget::Institution(institution) => posts_at(institution).map(|post| post.load).min().unwrap_or(FULL_LOAD),
    }
}

/// True when every post of `inner` is one of `outer`.
fn lies_in(b: &Builder, inner: PinTarget, outer: PinTarget) -> bool {
    let department = |target: PinTarget| match target {
        PinTarget::Post(post) => b.problem.posts[post].department,
        PinTarget::Department(department) => Some(department),
        PinTarget::Institution(_) => None,
    };
    match outer {
        PinTarget::Post(_) => inner == outer,
        PinTarget::Department(outer) => department(inner) == Some(outer),
        PinTarget::Institution(outer) => {
            outer
                == match inner {
                    PinTarget::Post(post) => b.problem.posts[post].institution,
                    PinTarget::Department(department) => b.problem.departments[department].institution,
                    PinTarget::Institution(institution) => institution,
                }
        }
    }
}
