//! What the tables say of somebody's training.

use super::request::Desk;
use super::request::Tables;
use crate::domain::{DateRange, Department, HistoryEntry, InstitutionId, PersonId, Post, Programme, StandardDepartmentId};
use crate::rules::training_deadline;
use crate::store::RosterRow;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Somebody's programme as forms name it.
pub(super) struct Training<'a> {
    pub programme: &'a Programme,
    pub from: NaiveDate,
    /// With leave that counts.
    pub deadline: NaiveDate,
}

impl<'a> Training<'a> {
    pub fn of(tables: &'a Tables, person: PersonId) -> Option<Self> {
        let enrolment = tables.problem.enrolment(person)?;
        let programme = &tables.problem.programmes[enrolment.programme];
        Some(Self { programme, from: enrolment.from, deadline: training_deadline(&tables.problem, enrolment) })
    }
    /// 年级: the year of enrolment.
    pub fn class(&self) -> String {
        self.from.year().to_string()
    }
    /// 年限: whole years from enrolment to the deadline in the table, rounded.
    pub fn years(&self, tables: &Tables, person: PersonId) -> i64 {
        let until = tables.problem.enrolment(person).map_or(self.deadline, |enrolment| enrolment.deadline);
        ((until - self.from).num_days() + 183) / 365
    }
}

/// The department where the stay is, as the tables have it.
fn department<'a>(desk: &Desk<'a>, row: &RosterRow) -> Option<&'a Department> {
    let problem = &desk.tables().ok()?.problem;
    let post = desk.placement(row)?.stay.post;
    problem.posts[post].department.map(|department| &problem.departments[department])
}

/// Who teaches there, as far as the tables name somebody.
pub(super) fn teacher<'a>(desk: &Desk<'a>, row: &RosterRow) -> &'a str {
    department(desk, row).and_then(|department| department.teacher.as_deref()).unwrap_or_default()
}

/// The platform's code of the standard department that the stay counts towards.
pub(super) fn standard_code<'a>(desk: &Desk<'a>, row: &RosterRow) -> &'a str {
    let code = || {
        let standard = standard_of(desk, row)?;
        department(desk, row)?.standard_codes.iter().find(|(of, _)| *of == standard).map(|(_, code)| code.as_str())
    };
    code().unwrap_or_default()
}

/// Name of the standard department that the stay counts towards.
pub(super) fn standard<'a>(desk: &Desk<'a>, row: &RosterRow) -> &'a str {
    let name = || desk.tables().ok()?.problem.standard_departments.get(standard_of(desk, row)?);
    name().map_or("", String::as_str)
}

/// The item's standard department, else the only one of the stay's department.
fn standard_of(desk: &Desk, row: &RosterRow) -> Option<StandardDepartmentId> {
    let problem = &desk.tables().ok()?.problem;
    let stay = &desk.placement(row)?.stay;
    let item = stay.item.and_then(|item| problem.programmes[problem.enrolment(stay.person)?.programme].items.get(item));
    let of_department = || match problem.departments[problem.posts[stay.post].department?].standards.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    item.map(|item| item.standard).or_else(of_department)
}

/// Standard department of a past stay: that of the department of its name, where there is only one.
pub(super) fn past_standard<'a>(tables: &'a Tables, entry: &HistoryEntry) -> &'a str {
    let problem = &tables.problem;
    let named = |name: &str| name == entry.place;
    let department = problem.departments.iter().map(|(_, it)| it).find(|it| it.institution == entry.institution && named(&it.name));
    let standards = department.map(|department| department.standards.as_slice()).unwrap_or_default();
    match standards {
        [only] => problem.standard_departments.get(*only).map_or("", String::as_str),
        _ => problem.standard_departments.iter().map(|(_, name)| name.as_str()).find(|name| named(name)).unwrap_or(""),
    }
}

/// The history, looked up by person; posts, by their codes.
pub(super) struct Past<'a> {
    tables: &'a Tables,
    of_person: BTreeMap<PersonId, Vec<&'a HistoryEntry>>,
    posts: BTreeMap<(InstitutionId, &'a str), &'a Post>,
}

impl<'a> Past<'a> {
    pub fn of(tables: &'a Tables) -> Self {
        let mut of_person: BTreeMap<PersonId, Vec<&HistoryEntry>> = BTreeMap::new();
        for entry in &tables.problem.history {
            of_person.entry(entry.person).or_default().push(entry);
        }
        let posts = tables.problem.posts.iter().map(|(_, post)| ((post.institution, post.code.as_str()), post)).collect();
        Self { tables, of_person, posts }
    }

    /// In the order of the table.
    pub fn entries(&self, person: PersonId) -> impl Iterator<Item = &'a HistoryEntry> {
        self.of_person.get(&person).into_iter().flatten().copied()
    }

    /// Where the stay was, by name: tables may have the code of a post.
    pub fn place(&self, entry: &'a HistoryEntry) -> &'a str {
        match self.posts.get(&(entry.institution, entry.place.as_str())) {
            None => &entry.place,
            Some(post) => post.department.map_or(post.name.as_str(), |it| self.tables.problem.departments[it].name.as_str()),
        }
    }
}

/// The part of a past stay that no carried-in stay repeats.
pub(super) fn past_part(tables: &Tables, entry: &HistoryEntry) -> Option<DateRange> {
    let begins = tables.problem.calendar.horizon().from;
    let last = entry.dates.to.min(begins.pred_opt()?);
    let goes_on = tables.problem.carried.iter().any(|carried| {
        let dates = tables.problem.calendar.span(carried.first, carried.slots);
        carried.person == entry.person
            && tables.problem.posts[carried.post].institution == entry.institution
            && dates.overlaps(&entry.dates)
    });
    (!goes_on && entry.dates.from <= last).then_some(DateRange::new(entry.dates.from, last))
}
