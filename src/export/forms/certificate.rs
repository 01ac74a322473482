//! Proof of service at the grassroots (基层服务证明): what the history tells and what was published, up to a day; drafts prove nothing.

use super::super::ExportError;
use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Stacking, Table, TextStyle, Value};
use super::person::PAGES_ON_A_SHEET;
use super::request::{Desk, Tables};
use super::training::{Past, past_part};
use super::words;
use crate::domain::{DateRange, DispatchKind, HistoryKind, Level, Person, PersonId};
use crate::store::{PersonRow, RosterRow};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// A stretch of service.
struct Service<'a> {
    dates: DateRange,
    institution: &'a str,
    level: Level,
    place: &'a str,
    kind: &'static str,
}

pub(super) fn sheets(desk: &Desk) -> Result<Vec<Sheet>, ExportError> {
    let tables = desk.tables()?;
    let stays = desk.stays_by_person();
    let levels: BTreeMap<&str, Level> = tables.problem.institutions.iter().map(|(_, it)| (it.code.as_str(), it.level)).collect();
    let past = Past::of(tables);
    let mut pages = Vec::new();
    for (row, id, person) in desk.people()? {
        let own = stays.get(row.code.as_str()).map(Vec::as_slice).unwrap_or_default();
        let services = services(desk, tables, &past, &levels, id, own);
        let there = |service: &Service, name: &str| service.institution == name;
        let concerned = desk.institution().is_none_or(|it| it.code == row.home || services.iter().any(|service| there(service, &it.name)));
        if concerned && (desk.person.is_some() || !services.is_empty()) {
            pages.push(page(desk, tables, row, person, &services));
        }
    }
    let sheet = |pages: &[Page]| Sheet {
        name: desk.say(words::CERTIFICATE).to_owned(),
        paper: Paper::A4Portrait,
        stacking: Stacking::Apart,
        numbered: false,
        pages: pages.to_vec(),
    };
    Ok(pages.chunks(PAGES_ON_A_SHEET).map(sheet).collect())
}

/// By date: dispatches to the grassroots, cut at the last day certified.
fn services<'a>(
    desk: &Desk<'a>,
    tables: &'a Tables,
    past: &Past<'a>,
    levels: &BTreeMap<&str, Level>,
    id: PersonId,
    stays: &[&'a RosterRow],
) -> Vec<Service<'a>> {
    let last = desk.certified_until;
    let mut services = Vec::new();
    for entry in past.entries(id).filter(|entry| entry.kind == HistoryKind::Dispatch) {
        let institution = &tables.problem.institutions[entry.institution];
        if let Some(dates) = past_part(tables, entry).filter(|dates| institution.level.is_grassroots() && dates.from <= last) {
            let dates = DateRange::new(dates.from, dates.to.min(last));
            services.push(Service {
                dates,
                institution: &institution.name,
                level: institution.level,
                place: past.place(entry),
                kind: HistoryKind::Dispatch.chinese(),
            });
        }
    }
    for row in stays.iter().filter(|row| row.is_public() && row.dates.from <= last) {
        let kind = DispatchKind::ALL.into_iter().find(|kind| kind.is_dispatch() && kind.chinese() == row.dispatch_kind);
        let level = levels.get(row.institution_code.as_str()).copied().filter(|level| level.is_grassroots());
        if let (Some(kind), Some(level)) = (kind, level) {
            let dates = DateRange::new(row.dates.from, row.dates.to.min(last));
            services.push(Service {
                dates,
                institution: &row.institution,
                level,
                place: row.department.as_deref().unwrap_or(&row.post_name),
                kind: kind.chinese(),
            });
        }
    }
    services.sort_by_key(|service| service.dates);
    services
}

/// Half-months served in full, by the calendar (the 1st to the 15th, the 16th to the last day) or by date from the first day on,
/// whichever are more: a year from the 10th to the 9th is a year. What was begun and not finished is not certified.
fn half_months(dates: &DateRange) -> i64 {
    let Some(end) = dates.to.succ_opt().filter(|end| dates.from < *end) else { return 0 };
    let ordinal = |day: NaiveDate| i64::from(day.year() * 24 + day.month0() as i32 * 2);
    // The first half-month that begins on the first day or later, and the first that has not ended on the last day.
    let first = ordinal(dates.from)
        + match dates.from.day() {
            1 => 0,
            2..=16 => 1,
            _ => 2,
        };
    let by_calendar = ordinal(end) + i64::from(end.day() > 15) - first;
    let after = |months: u32| dates.from.checked_add_months(Months::new(months)).filter(|day| *day <= end);
    let (mut months, mut reached) = (0, dates.from);
    while let Some(day) = after(months + 1) {
        (months, reached) = (months + 1, day);
    }
    let by_date = i64::from(months) * 2 + i64::from((end - reached).num_days() >= 15);
    by_calendar.max(by_date)
}

fn page(desk: &Desk, tables: &Tables, row: &PersonRow, person: &Person, services: &[Service]) -> Page {
    let language = desk.language;
    let columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("from_date", desk.say(words::FROM), (12.5, 12.5), Align::Centre),
        Column::new("to_date", desk.say(words::TO), (12.5, 12.5), Align::Centre),
        Column::new("institution", desk.say(words::SERVED_AT), (26.0, 26.0), Align::Left),
        Column::new("level", desk.say(words::LEVEL), (12.0, 12.0), Align::Centre),
        Column::new("place", desk.say(words::DEPARTMENT_OR_POST), (16.0, 16.0), Align::Left),
        Column::new("kind", desk.say(words::KIND), (10.0, 10.0), Align::Centre),
        Column::new("months", desk.say(words::MONTHS), (8.0, 8.0), Align::Centre),
    ];
    let rows = services.iter().enumerate().map(|(index, service)| {
        Row::Cells(vec![
            Cell::number(index as i64 + 1),
            Cell::date(service.dates.from),
            Cell::date(service.dates.to),
            Cell::text(service.institution),
            Cell::text(words::level(language, service.level.chinese())),
            Cell::text(service.place),
            Cell::text(words::kind(language, service.kind)),
            Cell::new(Value::HalfMonths(half_months(&service.dates))),
        ])
    });
    let table = Table { columns, rows: rows.collect(), frozen: 0, empty: desk.say(words::NO_SERVICE).to_owned() };
    let home = &tables.problem.institutions[person.home].name;
    let total: i64 = services.iter().map(|service| half_months(&service.dates)).sum();
    let mut page = Page {
        label: format!("{} {}", row.code, row.name),
        title: desk.say(words::CERTIFICATE_TITLE).to_owned(),
        particulars: [String::new(), String::new(), words::until(language, desk.certified_until)],
        blocks: Vec::new(),
        signed: false,
    };
    let grade = words::grade(language, person.grade.map(crate::domain::Grade::chinese));
    page.text(
        TextStyle::Body,
        words::certificate_body(language, &row.name, &row.code, &desk.shown(person.identity.as_deref()), home, &grade, total),
    );
    page.blocks.push(Block::Table(table));
    if person.grassroots_half_months > 0 {
        page.text(TextStyle::Small, words::earlier_service(language, person.grassroots_half_months));
    }
    page.text(TextStyle::Body, words::certificate_basis(language, desk.basis));
    page.text(TextStyle::Body, desk.say(words::CERTIFIED));
    page.text(TextStyle::Right, desk.say(words::CERTIFICATE_SEALS));
    page.text(TextStyle::Right, desk.say(words::DATE_LINE));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_half_months_served_in_full_are_certified() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        for (from, to, halves) in [
            ("2027-01-01", "2027-01-08", 0),
            ("2027-01-01", "2027-01-14", 0),
            ("2027-01-01", "2027-01-15", 1),
            ("2027-01-01", "2027-01-30", 1),
            ("2027-01-16", "2027-01-31", 1),
            ("2027-01-16", "2027-02-28", 3),
            ("2027-02-01", "2027-02-28", 2),
            ("2027-02-16", "2027-02-28", 1),
            ("2026-10-01", "2027-03-31", 12),
            ("2026-07-16", "2027-01-14", 11),
            ("2025-03-10", "2026-03-09", 24),
            ("2025-03-10", "2026-03-08", 23),
            ("2027-03-01", "2027-02-28", 0),
        ] {
            assert_eq!(half_months(&DateRange::new(day(from), day(to))), halves, "{from} {to}");
        }
    }
}
