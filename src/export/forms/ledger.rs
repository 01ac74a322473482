//! Dispatches with days of each year, its indicator and what a declaration still needs (派驻台账): a sheet for each calendar year.

use super::super::ExportError;
use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Table, TextStyle, Tone, Value};
use super::flowing;
use super::request::{Desk, Tables};
use super::words;
use crate::domain::{DateRange, DispatchKind, PersonId};
use crate::roster::Placement;
use crate::rules::{Declaration, declarations, long_posting, service_before};
use crate::store::RosterRow;
use chrono::{Datelike, NaiveDate};

pub(super) fn sheets(desk: &Desk) -> Result<Vec<Sheet>, ExportError> {
    let tables = desk.tables()?;
    let dates = desk.period.dates();
    Ok((dates.from.year()..=dates.to.year()).map(|year| sheet(desk, tables, year)).collect())
}

fn is_dispatch(row: &RosterRow) -> bool {
    DispatchKind::ALL.into_iter().any(|kind| kind.is_dispatch() && kind.chinese() == row.dispatch_kind)
}

fn sheet(desk: &Desk, tables: &Tables, year: i32) -> Sheet {
    let whole = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31)).map(|(from, to)| DateRange::new(from, to));
    let period = desk.period.dates();
    let columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("person_name", desk.say(words::NAME), (9.0, 16.0), Align::Centre),
        Column::new("person", desk.say(words::CODE), (9.0, 16.0), Align::Centre),
        Column::new("home_institution", desk.say(words::HOME), (14.0, 26.0), Align::Left),
        Column::new("grade", desk.say(words::GRADE), (7.0, 12.0), Align::Centre),
        Column::new("institution", desk.say(words::HOST_NAME), (16.0, 28.0), Align::Left),
        Column::new("post_name", desk.say(words::POST), (12.0, 26.0), Align::Left),
        Column::new("dispatch_kind", desk.say(words::KIND), (11.0, 16.0), Align::Centre),
        Column::new("from_date", desk.say(words::FROM), (12.5, 12.5), Align::Centre),
        Column::new("to_date", desk.say(words::TO), (12.5, 12.5), Align::Centre),
        Column::new("days", words::days_in_year(desk.language, year), (14.0, 14.0), Align::Centre),
        Column::new("indicator", desk.say(words::INDICATOR), (19.0, 19.0), Align::Centre),
        Column::new("grassroots_months", words::grassroots_at_end(desk.language, year), (15.0, 15.0), Align::Centre),
        Column::new("declares", desk.say(words::DECLARES), (13.0, 18.0), Align::Centre),
        Column::new("still_needed", desk.say(words::STILL_NEEDED), (9.0, 9.0), Align::Centre),
        Column::new("pool_post", desk.say(words::POOL_POST), (11.0, 18.0), Align::Centre),
        Column::new("status", desk.say(words::STATUS), (8.0, 12.0), Align::Centre),
    ];
    let here = |row: &&RosterRow| {
        let concerned = |code: &str, name: &str| row.institution_code == code || row.home_institution == name;
        desk.institution().is_none_or(|institution| concerned(&institution.code, &institution.name))
            && desk.person.is_none_or(|person| person.code == row.person)
    };
    let in_year = |row: &&RosterRow| row.dates.overlaps(&period) && whole.is_some_and(|whole| whole.overlaps(&row.dates));
    let wanted: Vec<&RosterRow> = desk.view.roster.iter().filter(|row| is_dispatch(row)).filter(here).filter(in_year).collect();
    let mut rows = Vec::new();
    let (mut reached, mut judged) = (0, 0);
    let declared = declarations(&tables.problem, &tables.roster);
    for (index, row) in wanted.iter().enumerate() {
        let days = whole.and_then(|whole| whole.intersection(&row.dates)).map_or(0, |dates| dates.days());
        let long = |placement: &Placement| long_posting(&tables.problem, &placement.stay, tables.roster.stays_of(placement.stay.person));
        let indicator = desk.placement(row).and_then(long).filter(|long| long.year == year);
        let indicator = match indicator {
            None => Cell::text("—"),
            Some(long) => {
                judged += 1;
                reached += usize::from(long.days >= long.wanted);
                let tone = if long.days >= long.wanted { Tone::Plain } else { Tone::Departure };
                Cell::text(words::indicator(desk.language, long.days, long.wanted)).toned(tone)
            }
        };
        let mut cells = vec![
            Cell::number(index as i64 + 1),
            Cell::text(&row.person_name),
            Cell::text(&row.person),
            Cell::text(&row.home_institution),
            Cell::text(words::grade(desk.language, row.grade.as_deref())),
            Cell::text(&row.institution),
            Cell::text(&row.post_name),
            Cell::text(words::kind(desk.language, &row.dispatch_kind)),
            Cell::date(row.dates.from),
            Cell::date(row.dates.to),
            Cell::number(days),
            indicator,
        ];
        cells.extend(service(desk, tables, &declared, desk.id(&row.person), year));
        cells.push(Cell::text(row.pool_post.as_deref().unwrap_or_default()));
        cells.push(Cell::text(words::status(desk.language, &row.status)));
        rows.push(Row::Cells(cells));
    }
    if !rows.is_empty() {
        let people = wanted.iter().map(|row| row.person.as_str()).collect::<std::collections::BTreeSet<_>>().len();
        rows.push(Row::Across(words::ledger_total(desk.language, people, wanted.len(), judged, reached), Tone::Strong));
    }
    let table = Table { columns, rows, frozen: 3, empty: desk.say(words::NO_DISPATCHES).to_owned() };
    let period = words::year(desk.language, year);
    let mut page = Page {
        label: String::new(),
        title: words::title(desk.language, &desk.view.summary.county, desk.say(words::LEDGER_TITLE), &period),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(words::UNIT_LEDGER).to_owned()],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    page.text(TextStyle::Small, desk.say(words::LEDGER_NOTE));
    flowing(format!("{}{period}", desk.say(words::DISPATCH_LEDGER)), Paper::A3Landscape, page)
}

/// Months at the grassroots at the end of the year, the declaration, and months it still needs.
fn service(desk: &Desk, tables: &Tables, declared: &[Declaration], person: Option<PersonId>, year: i32) -> [Cell; 3] {
    let (Some(id), Some(next)) = (person, NaiveDate::from_ymd_opt(year + 1, 1, 1)) else {
        return [Cell::empty(), Cell::empty(), Cell::empty()];
    };
    let (had, planned) = service_before(&tables.problem, &tables.roster, id, next);
    let who = &tables.problem.people[id];
    let declares = match (who.declared_grade, who.declaration_date) {
        (Some(grade), Some(date)) => Cell::text(words::declares(desk.language, grade, date)),
        (Some(_), None) | (None, Some(_)) | (None, None) => Cell::empty(),
    };
    let needed = declared.iter().find(|it| it.person == id).map(|it| (it.wanted - it.had - it.planned).max(0));
    let needed = needed.map_or_else(Cell::empty, |halves| {
        Cell::new(Value::HalfMonths(halves)).toned(if halves > 0 { Tone::Departure } else { Tone::Plain })
    });
    [Cell::new(Value::HalfMonths(had + planned)), declares, needed]
}
