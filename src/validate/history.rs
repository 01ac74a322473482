//! 历史: stays that began before the plan. Those that have ended are history, those that reach into the plan are carried in.

use super::builder::{Builder, Found};
use super::cells::{Cells, both, quoted};
use super::person::far_future;
use super::vocabulary::HISTORY_KINDS;
use super::{carried, progress, published};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::{Column, TableKind};
use std::collections::BTreeMap;

/// A row of the table, resolved.
pub(super) struct Entry<'a> {
    pub cells: Cells<'a>,
    pub stay: HistoryEntry,
    /// True when no end is given: still there.
    pub is_open: bool,
    /// Load in hundredths, full where the post is not known.
    load: i64,
}

impl Entry<'_> {
    /// The last day, or that there is none.
    pub fn end_words(&self) -> String {
        if self.is_open { "…".to_owned() } else { self.stay.dates.to.to_string() }
    }
}

pub(super) fn resolve(b: &mut Builder) {
    let mut entries: Vec<Entry> = Vec::new();
    for cells in b.rows(TableKind::History) {
        match entry(b, cells) {
            Some(entry) => entries.push(entry),
            None => b.unplaced.extend(cells.text(Column::HistoryPerson).and_then(|code| b.people.id(code))),
        }
    }
    report_overlaps(b, &entries);
    if !b.has_horizon {
        return;
    }
    published::resolve(b, &mut entries);
    let horizon = b.problem.calendar.horizon();
    entries.retain(|entry| {
        let is_past = entry.stay.dates.from < horizon.from;
        if !is_past {
            let start = horizon.from;
            let expected = both(format!("{start} 之前"), format!("before {start}"));
            entry.cells.reject(&mut b.report, Code::HistoryAfterStart, Column::HistoryFrom, expected);
        }
        is_past
    });
    let (mut past, carried): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.stay.dates.to < horizon.from);
    b.problem.history.splice(0..0, past.iter().map(|entry| entry.stay.clone()));
    // Items are filled in the order in which the time was spent.
    past.sort_by_key(|entry| (entry.stay.person, entry.stay.dates));
    for entry in &past {
        progress::count(b, entry);
    }
    for entry in carried {
        carried::resolve(b, entry);
    }
}

fn entry<'a>(b: &mut Builder<'a>, cells: Cells<'a>) -> Option<Entry<'a>> {
    cells.required(&mut b.report, Column::HistoryPerson);
    let person = b.person(cells, Column::HistoryPerson);
    cells.required(&mut b.report, Column::HistoryInstitution);
    let institution = b.institution(cells, Column::HistoryInstitution);
    let place = cells.required(&mut b.report, Column::HistoryPlace);
    let from = cells.required_date(&mut b.report, Column::HistoryFrom);
    let until = cells.date(&mut b.report, Column::HistoryUntil);
    let is_ordered = cells.in_order(&mut b.report, from, until, Column::HistoryUntil);
    let kind = cells.required_choice(&mut b.report, Column::HistoryKindColumn, Code::UnknownKind, &HISTORY_KINDS);
    let is_open = cells.text(Column::HistoryUntil).is_none() && !cells.is_broken(Column::HistoryUntil);
    let until = if is_open { Some(far_future()) } else { until };
    let (person, institution, place) = (person?, institution?, place?);
    let dates = DateRange::new(from?, until.filter(|_| is_ordered)?);
    let post = match b.posts.find(place) {
        Found::Known(post) => Some(&b.problem.posts[post]),
        Found::Broken | Found::Unknown => None,
    };
    let load = post.map_or(FULL_LOAD, |post| post.load);
    if let Some(other) = post.map(|post| post.institution).filter(|other| *other != institution) {
        let host = &b.problem.institutions[other];
        let found = both(
            format!("{}（属于 {} {}）", quoted(place), host.code, host.name),
            format!("{} (of {} {})", quoted(place), host.code, host.name),
        );
        let expected = b.problem.institutions[institution].code.clone();
        let expected = both(format!("机构 {expected} 的岗位"), format!("a post of {expected}"));
        cells.fault(&mut b.report, Code::PostOfOtherInstitution, Column::HistoryPlace, found, expected);
        return None;
    }
    let stay = HistoryEntry { person, institution, place: place.to_owned(), dates, kind: kind? };
    Some(Entry { cells, stay, is_open, load })
}

/// Reports stays of one person whose loads at one time add up to more than a full one.
fn report_overlaps(b: &mut Builder, entries: &[Entry]) {
    let mut by_person: BTreeMap<PersonId, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_person.entry(entry.stay.person).or_default().push(entry);
    }
    for mut entries in by_person.into_values() {
        entries.sort_by_key(|entry| entry.stay.dates);
        let mut open: Vec<&Entry> = Vec::new();
        for entry in entries {
            open.retain(|other| other.stay.dates.to >= entry.stay.dates.from);
            let load = open.iter().map(|other| other.load).sum::<i64>() + entry.load;
            if let Some(other) = open.first().filter(|_| load > FULL_LOAD) {
                let row = other.cells.row.number;
                let found = Bilingual::same(format!("{} ~ {}", entry.stay.dates.from, entry.end_words()));
                let expected = both(format!("不与第 {row} 行重叠"), format!("no overlap with row {row}"));
                entry.cells.fault(&mut b.report, Code::OverlappingHistory, Column::HistoryFrom, found, expected);
            }
            open.push(entry);
        }
    }
}
