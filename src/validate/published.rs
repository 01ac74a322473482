//! What was published is history, and nobody types it again: stays that have ended count as served, those that reach into the plan or lie
//! in decided months stand in it as they are. Rows of the history and of the pins that say the same are one with them; rows that say
//! otherwise are faults.

use super::builder::Builder;
use super::cells::{Cells, both, quoted};
use super::history::Entry;
use super::vocabulary::PIN_KINDS;
use super::{place, progress};
use crate::diagnostic::{Bilingual, Code, Fault, Location};
use crate::domain::*;
use crate::source::{Column, Row, TableKind};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// A published stay in the ids of the problem.
#[derive(Clone, Copy)]
struct Taken<'a> {
    stay: &'a PublishedStay,
    person: PersonId,
    institution: InstitutionId,
    /// None where the posts have it no longer.
    post: Option<PostId>,
}

/// A carried-in stay that follows from a publication.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CarriedFromPublication {
    /// Its place in `problem.carried`.
    pub index: usize,
    pub publication: i64,
}

/// First slot that is not decided: months that are published are, as far as they lie in the plan.
pub(super) fn first_open_slot(calendar: &Calendar, published: &Published) -> SlotId {
    let open = published.frozen_through.and_then(|day| day.succ_opt()).map_or(SlotId(0), |day| calendar.slot_of(day));
    SlotId(open.0.clamp(0, calendar.slots()))
}

/// Takes over what was published, and takes out of the entries what is one with it.
pub(super) fn resolve<'a>(b: &mut Builder<'a>, entries: &mut Vec<Entry<'a>>) {
    let published: &'a Published = b.published;
    if published.is_empty() {
        return;
    }
    b.problem.frozen = first_open_slot(&b.problem.calendar, published);
    let horizon = b.problem.calendar.horizon();
    let mut taken: Vec<Taken<'a>> = Vec::new();
    for stay in &published.stays {
        if let Some(stay) = resolved(b, stay) {
            taken.push(stay);
        }
    }
    reconcile(b, entries, &mut taken);
    let held = held_until(b);
    let (concerned, wanted) = (concerned(b), wanted(b));
    let (mut served, mut standing) = (0usize, 0usize);
    for stay in taken {
        if stay.stay.dates.to < horizon.from {
            served += 1;
            count_as_served(b, &stay);
        } else if begins_before(
            b,
            &stay,
            if concerned.contains(&stay.person) || wanted.contains(stay.stay.post.as_str()) { b.problem.frozen } else { held },
        ) {
            standing += 1;
            carry(b, &stay);
        }
    }
    let (number, last) = (published.publication.unwrap_or(0), decided_through(b));
    b.assume(
        format!("依据第 {number} 次发布：{served} 段已结束的安排计入历史，{standing} 段在途或已定的安排照旧，至 {last} 的安排不再改动。"),
        format!(
            "On top of publication {number}: {served} past stays count as served, {standing} in progress or decided stand, \
             nothing through {last} is decided anew."
        ),
    );
}

fn begins_before(b: &Builder, taken: &Taken, slot: SlotId) -> bool {
    let from = taken.stay.dates.from;
    b.problem.calendar.slot_of(from) < slot || from < b.problem.calendar.horizon().from
}

/// First slot that was not published for those whom no fact concerns. A repair reopens published months, but not for them.
fn held_until(b: &Builder) -> SlotId {
    let has_facts = |kind: &TableKind| b.tables.table(*kind).is_some_and(|table| table.rows().iter().any(Row::is_of_fact));
    // Repairs of earlier versions left no mark on the rows, and reopened the months for everybody.
    match b.published.through.and_then(|day| day.succ_opt()) {
        Some(open) if TableKind::ALL.iter().any(has_facts) => {
            SlotId(b.problem.calendar.slot_of(open).0.clamp(b.problem.frozen.0, b.problem.calendar.slots()))
        }
        Some(_) | None => b.problem.frozen,
    }
}

/// The people whom facts of the command line concern.
fn concerned(b: &Builder) -> BTreeSet<PersonId> {
    let columns = [
        (TableKind::Staff, Column::PersonCode),
        (TableKind::Leave, Column::LeavePerson),
        (TableKind::Fixed, Column::FixedPerson),
        (TableKind::History, Column::HistoryPerson),
    ];
    let mut people = BTreeSet::new();
    for (kind, column) in columns {
        let Some(table) = b.tables.table(kind) else { continue };
        let codes = table.rows().iter().filter(|row| row.is_of_fact()).filter_map(|row| table.cell(row, column));
        people.extend(codes.filter_map(|code| b.people.id(&code.text)));
    }
    people
}

/// Posts that a fact fixes somebody at: who was published there may have to make room.
fn wanted<'a>(b: &Builder<'a>) -> BTreeSet<&'a str> {
    let Some(table) = b.tables.table(TableKind::Fixed) else { return BTreeSet::new() };
    let is_locked = |row: &&Row| {
        let kind = table.cell(row, Column::FixedKind).and_then(|cell| PIN_KINDS.find(&cell.text));
        row.is_of_fact() && kind == Some(PinKind::Locked)
    };
    let targets = table.rows().iter().filter(is_locked).filter_map(|row| table.cell(row, Column::FixedTarget));
    targets.map(|cell| cell.text.as_str()).collect()
}

/// Last day that the plan leaves as it is.
fn decided_through(b: &Builder) -> NaiveDate {
    let calendar = &b.problem.calendar;
    calendar.first_day(b.problem.frozen) - Days::new(1)
}

/// The stay in the problem's ids; reports people and posts that are missing though the stay goes on.
fn resolved<'a>(b: &mut Builder<'a>, stay: &'a PublishedStay) -> Option<Taken<'a>> {
    let goes_on = stay.dates.to >= b.problem.calendar.horizon().from;
    let person = b.people.id(&stay.person);
    let post = b.posts.id(&stay.post);
    let institution = post.map(|post| b.problem.posts[post].institution).or_else(|| b.institutions.id(&stay.institution));
    if goes_on && person.is_none() && !b.tables.is_broken(TableKind::Staff) {
        missing(b, stay, TableKind::Staff, Code::PublishedPersonMissing, &format!("{} {}", stay.person, stay.person_name));
    }
    if goes_on && post.is_none() && person.is_some() && !b.tables.is_broken(TableKind::Posts) && !b.tables.is_broken(TableKind::Departments)
    {
        let kind = if stay.kind == DispatchKind::Training { TableKind::Departments } else { TableKind::Posts };
        missing(b, stay, kind, Code::PublishedPostMissing, &stay.post);
    }
    Some(Taken { stay, person: person?, institution: institution?, post })
}

fn missing(b: &mut Builder, stay: &PublishedStay, kind: TableKind, code: Code, what: &str) {
    let location = b.tables.table(kind).map_or_else(Location::default, |table| table.location());
    let found = both(format!("没有 {}", quoted(what)), format!("no {}", quoted(what)));
    b.report.push(Fault { location, code, found, expected: words(b, stay) });
}

/// `001 甲一 在 P1，2027-01-01 ~ 2027-06-30（第 1 次发布）`
fn words(b: &Builder, stay: &PublishedStay) -> Bilingual {
    let PublishedStay { person, person_name, post, dates, publication, .. } = stay;
    let (from, to) = (dates.from, dates.to);
    // The tables may know the post no longer.
    let place = b.posts.id(post).map_or_else(|| Bilingual::same(post.clone()), |id| b.problem.post_in_words(id));
    both(
        format!("{person} {person_name} 在 {}，{from} ~ {to}（第 {publication} 次发布）", place.zh),
        format!("{person} {person_name} at {}, {from} ~ {to} (publication {publication})", place.en),
    )
}

/// Rows of the history that say what was published are one with it; those that say otherwise are faults. A stay that the county's own
/// history began is the history's for as long as it is there and ends no later than was published.
fn reconcile<'a>(b: &mut Builder<'a>, entries: &mut Vec<Entry<'a>>, taken: &mut Vec<Taken<'a>>) {
    let mut told_by_table: BTreeSet<usize> = BTreeSet::new();
    let mut faults: Vec<(Cells<'a>, Code, Bilingual, Bilingual)> = Vec::new();
    let decided = decided_through(b);
    entries.retain(|entry| {
        let HistoryEntry { person, institution, place, dates, kind } = &entry.stay;
        let entry_post = place::post_of_stay(b, *institution, place, *kind);
        let mut is_one = false;
        for (index, other) in taken.iter().enumerate() {
            if other.person != *person || !other.stay.dates.overlaps(dates) {
                continue;
            }
            let same_place = other.institution == *institution
                && (entry_post.is_none() || other.post.is_none() || entry_post == other.post || is_at(b, other, place));
            let ends = |day: NaiveDate| b.problem.calendar.slot_of(day);
            if same_place && other.stay.of_table && !entry.is_open && ends(dates.to) > ends(other.stay.dates.to) {
                // Published as ending sooner, and made known so.
                is_one = true;
                let found = Bilingual::same(format!("{} {} ~ {}", quoted(place), dates.from, entry.end_words()));
                faults.push((entry.cells, Code::DiffersFromPublication, found, words(b, other.stay)));
                continue;
            }
            if same_place && other.stay.of_table {
                // That it ended within the published months stands, whatever the row still says.
                if other.stay.dates.to < decided && (entry.is_open || dates.to > other.stay.dates.to) {
                    is_one = true;
                } else {
                    told_by_table.insert(index);
                }
                continue;
            }
            let found = || Bilingual::same(format!("{} {} ~ {}", quoted(place), dates.from, entry.end_words()));
            if same_place {
                is_one = true;
                if !entry.is_open && !says_the_same(b, &other.stay.dates, dates) {
                    faults.push((entry.cells, Code::DiffersFromPublication, found(), words(b, other.stay)));
                }
                continue;
            }
            let load = |post: Option<PostId>| post.map_or(FULL_LOAD, |post| b.problem.posts[post].load);
            if load(entry_post) + load(other.post) > FULL_LOAD {
                faults.push((entry.cells, Code::ContradictsPublication, found(), words(b, other.stay)));
            }
        }
        !is_one
    });
    for (cells, code, found, expected) in faults {
        cells.fault(&mut b.report, code, Column::HistoryFrom, found, expected);
    }
    let mut index = 0;
    taken.retain(|_| {
        index += 1;
        !told_by_table.contains(&(index - 1))
    });
}

/// True when the place that the row names is the department of the published post.
fn is_at(b: &Builder, taken: &Taken, place: &str) -> bool {
    let department = taken.post.and_then(|post| b.problem.posts[post].department);
    department.is_some_and(|department| b.problem.departments[department].name == place)
}

/// Equal once rounded to slots.
fn says_the_same(b: &Builder, one: &DateRange, other: &DateRange) -> bool {
    let calendar = &b.problem.calendar;
    let slots = |dates: &DateRange| (calendar.slot_of(dates.from), calendar.slot_of(dates.to));
    slots(one) == slots(other)
}

fn history_kind(kind: DispatchKind) -> HistoryKind {
    match kind {
        DispatchKind::Training => HistoryKind::Training,
        DispatchKind::Secondment => HistoryKind::Secondment,
        DispatchKind::ResidentPosting
        | DispatchKind::ShortSupport
        | DispatchKind::Circuit
        | DispatchKind::Team
        | DispatchKind::Leadership => HistoryKind::Dispatch,
    }
}

fn count_as_served(b: &mut Builder, taken: &Taken) {
    let Taken { stay, person, institution, post } = *taken;
    // Who went round from home has not been away.
    if post.is_some_and(|post| !b.problem.posts[post].takes_away()) {
        return;
    }
    let (dates, kind) = (stay.dates, history_kind(stay.kind));
    if let (HistoryKind::Training, Some(item)) = (kind, item(b, taken)) {
        progress::add(b, person, item, dates.half_months());
    }
    b.problem.history.push(HistoryEntry { person, institution, place: stay.post.clone(), dates, kind });
}

/// The item that the stay was published for, as long as the person's programme still has it there.
fn item(b: &Builder, taken: &Taken) -> Option<ItemId> {
    let standards = place::standards(b, taken.institution, &taken.stay.post);
    let enrolment = b.problem.enrolment(taken.person)?;
    let items = &b.problem.programmes[enrolment.programme].items;
    let fits = |id: &ItemId| items.get(*id).is_some_and(|item| standards.contains(&item.standard));
    taken.stay.item.filter(fits).or_else(|| items.ids().find(fits))
}

fn carry(b: &mut Builder, taken: &Taken) {
    let Taken { stay, person, post: Some(post), .. } = *taken else { return };
    let calendar = &b.problem.calendar;
    let first = calendar.slot_of(stay.dates.from);
    let end = calendar.slot_of(cut(b, person, post, &stay.dates)) + 1;
    let slots = (end - first).max(1);
    let ends = calendar.last_day(first + (slots - 1));
    if ends < stay.dates.to {
        let Bilingual { zh, en } = words(b, stay);
        b.assume(
            format!("已发布的安排因请假、离岗或岗位撤销提前到 {ends} 结束：{zh}。"),
            format!("A published stay ends early, on {ends}, for leave, departure or the end of its post: {en}."),
        );
    }
    let pool_post = stay.pool_post.as_ref().and_then(|code| b.problem.pool_posts.find(|known| known.code == *code));
    // A pool post that has gone from the tables is replaced like that of any carried-in stay.
    if let Some(pool_post) = pool_post {
        b.held.insert(pool_post, person);
    }
    let item = if stay.kind == DispatchKind::Training { item(b, taken) } else { None };
    let index = b.problem.carried.len();
    b.problem.carried.push(CarriedStay { person, post, first, slots, pool_post, own_post: stay.own_post, item });
    b.carried_rows.push(None);
    b.carried_from_publications.push(CarriedFromPublication { index, publication: stay.publication });
}

/// Last day of a stay that the person's absences and the dates of the post leave of it; what is decided stays.
fn cut(b: &Builder, person: PersonId, post: PostId, dates: &DateRange) -> NaiveDate {
    let decided = decided_through(b);
    let ends_it = |absence: &&Absence| {
        absence.dates.to > decided
            && absence.dates.from <= dates.to
            && match absence.kind {
                AbsenceKind::AfterDeparture => true,
                AbsenceKind::Leave | AbsenceKind::Exemption => absence.dates.days() > DAYS_WAITED_FOR,
                AbsenceKind::BeforeArrival => false,
            }
    };
    let left = b.problem.people[person].absences.iter().filter(ends_it).map(|absence| absence.dates.from - Days::new(1)).min();
    let closed = b.problem.posts[post].until;
    let last = left.into_iter().chain(closed).min().unwrap_or(dates.to);
    last.max(decided).min(dates.to)
}

/// True when the pin says of a stay that was taken over that it happens: there is nothing left to fix.
pub(super) fn holds_already(b: &Builder, person: PersonId, target: PinTarget, dates: &DateRange) -> bool {
    let carried = b.carried_from_publications.iter().map(|it| &b.problem.carried[it.index]);
    let calendar = &b.problem.calendar;
    carried
        .filter(|stay| stay.person == person && lies_at(b, stay.post, target))
        .any(|stay| stay.first == calendar.slot_of(dates.from) && calendar.span(stay.first, stay.slots).overlaps(dates))
        || (dates.to < calendar.horizon().from && b.published.stays.iter().any(|stay| was_there(b, stay, person, target, dates)))
}

fn was_there(b: &Builder, stay: &PublishedStay, person: PersonId, target: PinTarget, dates: &DateRange) -> bool {
    b.people.id(&stay.person) == Some(person)
        && b.posts.id(&stay.post).is_some_and(|post| lies_at(b, post, target))
        && stay.dates.overlaps(dates)
}

fn lies_at(b: &Builder, post: PostId, target: PinTarget) -> bool {
    match target {
        PinTarget::Post(target) => target == post,
        PinTarget::Department(target) => b.problem.posts[post].department == Some(target),
        PinTarget::Institution(target) => b.problem.posts[post].institution == target,
    }
}

/// A published stay that is forbidden from some day on ends before it, as far as it is not decided.
pub(super) fn end_where_forbidden(b: &mut Builder) {
    let frozen = b.problem.frozen;
    for it in b.carried_from_publications.clone() {
        let stay = b.problem.carried[it.index].clone();
        let forbids = |pin: &&Pin| {
            pin.kind == PinKind::Forbidden
                && pin.person == stay.person
                && lies_at(b, stay.post, pin.target)
                && pin.first + pin.slots > frozen
                && pin.first < stay.first + stay.slots
        };
        let Some(from) = b.problem.pins.iter().filter(forbids).map(|pin| pin.first.max(frozen)).min() else { continue };
        let slots = (from - stay.first).max(1);
        if slots < stay.slots {
            b.problem.carried[it.index].slots = slots;
            let ends = b.problem.calendar.last_day(stay.first + (slots - 1));
            let who = &b.problem.people[stay.person];
            let (who, place) = (format!("{} {}", who.code, who.name), b.problem.post_in_words(stay.post));
            b.assume(
                format!("已发布的安排因“既定”表的禁止提前到 {ends} 结束：{who} 在 {}。", place.zh),
                format!("A published stay ends early, on {ends}, for what the pins forbid: {who} at {}.", place.en),
            );
        }
    }
}

/// True when the table's occupant held the number on a published stay that is over: 人走编收, whatever the table still says.
pub(super) fn has_given_back(b: &Builder, code: &str, person: PersonId) -> bool {
    let start = b.problem.calendar.horizon().from;
    let person = &b.problem.people[person].code;
    let mut held = b.published.stays.iter().filter(|stay| stay.person == *person && stay.pool_post.as_deref() == Some(code)).peekable();
    held.peek().is_some() && held.all(|stay| stay.dates.to < start)
}

/// Who holds the number when the plan begins, by what was published, if that is somebody else.
pub(super) fn other_holder<'a>(b: &Builder<'a>, code: &str, person: PersonId) -> Option<Bilingual> {
    let start = b.problem.calendar.horizon().from;
    let person = &b.problem.people[person].code;
    let published: &'a Published = b.published;
    let holder = published.stays.iter().find(|stay| stay.pool_post.as_deref() == Some(code) && stay.dates.contains(start))?;
    (holder.person != *person && b.people.id(&holder.person).is_some()).then(|| words(b, holder))
}

/// The pool post that the person brought along when it was last published.
pub(super) fn brought_along(b: &Builder, person: PersonId) -> Option<PoolPostId> {
    let code = &b.problem.people[person].code;
    let (_, number) = b.published.standing.iter().find(|(known, _)| known == code)?;
    b.problem.pool_posts.find(|post| post.code == *number).filter(|post| !b.held.contains_key(post))
}
