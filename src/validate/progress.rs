//! What trainees have done of their programmes.

use super::builder::Builder;
use super::cells::{both, months_of};
use super::history::Entry;
use super::place;
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::Column;

/// Counts an ended rotation towards the items of the person's programme: the first ones in programme order with a fitting standard
/// department and time still open.
pub(super) fn count(b: &mut Builder, entry: &Entry) {
    let stay = &entry.stay;
    let Some(index) = enrolment_of(b, stay) else { return };
    let standards = place::standards(b, stay.institution, &stay.place);
    let mut left = stay.half_months();
    let programme = &b.problem.programmes[b.problem.enrolments[index].programme];
    let progress = &mut b.problem.enrolments[index].progress;
    for (id, item) in programme.items.iter().filter(|(_, item)| standards.contains(&item.standard)) {
        let counted = i64::from(item.half_months - progress[id].done).clamp(0, left);
        progress[id].done += counted as i32;
        left -= counted;
    }
    if left > 0 {
        warn(b, entry, left);
    }
}

/// Counts half-months done of an item, as far as it takes them.
pub(super) fn add(b: &mut Builder, person: PersonId, item: ItemId, half_months: i32) {
    let Ok(index) = b.problem.enrolments.binary_search_by_key(&person, |enrolment| enrolment.person) else { return };
    let most = b.problem.programmes[b.problem.enrolments[index].programme].items[item].half_months;
    let done = &mut b.problem.enrolments[index].progress[item].done;
    *done = (*done + half_months).min(most.max(*done));
}

/// The item that a rotation still going on counts towards.
pub(super) fn item_of_carried(b: &mut Builder, entry: &Entry) -> Option<ItemId> {
    let stay = &entry.stay;
    let index = enrolment_of(b, stay)?;
    let standards = place::standards(b, stay.institution, &stay.place);
    let enrolment = &b.problem.enrolments[index];
    let programme = &b.problem.programmes[enrolment.programme];
    let open = programme.items.iter().find(|(id, item)| standards.contains(&item.standard) && enrolment.remaining(programme, *id) > 0);
    let item = open.map(|(id, _)| id);
    if item.is_none() {
        warn(b, entry, stay.half_months());
    }
    item
}

fn enrolment_of(b: &Builder, stay: &HistoryEntry) -> Option<usize> {
    let is_training = stay.kind == HistoryKind::Training;
    b.problem.enrolments.binary_search_by_key(&stay.person, |enrolment| enrolment.person).ok().filter(|_| is_training)
}

fn warn(b: &mut Builder, entry: &Entry, half_months: i64) {
    let place = &entry.stay.place;
    let found = if entry.is_open {
        Bilingual::same(place.clone())
    } else {
        let months = months_of(half_months);
        both(format!("{place}，{months} 个月未计入"), format!("{place}, {months} months not counted"))
    };
    entry.cells.fault(&mut b.report, Code::HistoryWithoutItem, Column::HistoryPlace, found, Bilingual::default());
}
