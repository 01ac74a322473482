//! One host's roster (接收单位表).

use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Table, TextStyle, Tone};
use super::super::form::{HostRoster, HostStay};
use super::super::movement::remark;
use super::super::{Movement, Period};
use super::flowing;
use super::request::Desk;
use super::training::teacher;
use super::words;

pub(super) fn sheets(desk: &Desk) -> Vec<Sheet> {
    desk.form.hosts.iter().map(|host| sheet(desk, host)).collect()
}

fn columns(desk: &Desk) -> Vec<Column> {
    vec![
        Column::new("number", desk.say(words::NUMBER), (5.5, 5.5), Align::Centre),
        Column::new("person_name", desk.say(words::NAME), (9.0, 16.0), Align::Centre),
        Column::new("person", desk.say(words::CODE), (9.0, 16.0), Align::Centre),
        Column::new("category", desk.say(words::CATEGORY), (10.0, 14.0), Align::Centre),
        Column::new("grade", desk.say(words::GRADE), (7.0, 12.0), Align::Centre),
        Column::new("home_institution", desk.say(words::HOME), (14.0, 28.0), Align::Left),
        Column::new("department", desk.say(words::DEPARTMENT_NAME), (8.0, 18.0), Align::Left),
        Column::new("post_name", desk.say(words::POST), (12.0, 28.0), Align::Left),
        Column::new("dispatch_kind", desk.say(words::KIND), (10.0, 16.0), Align::Centre),
        Column::new("from_date", desk.say(words::FROM), (12.0, 12.0), Align::Centre),
        Column::new("to_date", desk.say(words::TO), (12.0, 12.0), Align::Centre),
        Column::new("pool_post", desk.say(words::POOL_POST), (11.5, 22.0), Align::Centre),
        Column::new("telephone", desk.say(words::TELEPHONE), (9.0, 18.0), Align::Centre),
        Column::new("remark", desk.say(words::REMARK), (8.0, 22.0), Align::Centre),
        Column::new("teacher", desk.say(words::TEACHER), (10.0, 16.0), Align::Centre),
    ]
}

fn sheet(desk: &Desk, host: &HostRoster) -> Sheet {
    let institution = host.institution;
    let mut table = Table { columns: columns(desk), rows: Vec::new(), frozen: 2, empty: desk.say(words::NOBODY_HERE).to_owned() };
    table.rows = host.stays.iter().enumerate().map(|(index, stay)| line(desk, index + 1, stay)).collect();
    let month = matches!(desk.period, Period::Month(_));
    let moved = month.then(|| (host.arrivals().count(), host.departures().count()));
    if !host.stays.is_empty() {
        let total = words::host_total(desk.language, host.people(), host.stays.len(), moved, host.pool_posts());
        table.rows.push(Row::Across(total, Tone::Strong));
    }
    let mut page = Page {
        label: institution.name.clone(),
        title: desk.title(words::ROSTER_TITLE),
        particulars: [
            words::host(desk.language, &institution.name, words::level(desk.language, &institution.level)),
            desk.plan(),
            desk.say(words::UNIT_PEOPLE).to_owned(),
        ],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    if let Some((arrivals, departures)) = moved {
        let names = names(host.arrivals(), |stay| stay.row.dates.from.format("%m-%d").to_string());
        page.text(TextStyle::Small, words::arrivals(desk.language, arrivals, &names));
        let names = self::names(host.departures(), |stay| stay.row.dates.to.format("%m-%d").to_string());
        page.text(TextStyle::Small, words::departures(desk.language, departures, &names));
    }
    page.text(TextStyle::Small, desk.say(words::TEACHER_BY_HAND));
    flowing(&institution.name, Paper::A4Landscape, page)
}

fn line(desk: &Desk, number: usize, stay: &HostStay) -> Row {
    let row = stay.row;
    let tone = match (stay.departure, stay.arrival) {
        (Some(Movement::Elsewhere), _) => Tone::Departure,
        (_, Some(Movement::Elsewhere)) => Tone::Arrival,
        _ => Tone::Plain,
    };
    Row::Cells(vec![
        Cell::number(number as i64),
        Cell::text(&row.person_name),
        Cell::text(&row.person),
        Cell::text(words::category(desk.language, &row.category)),
        Cell::text(words::grade(desk.language, row.grade.as_deref())),
        Cell::text(&row.home_institution),
        Cell::text(row.department.as_deref().unwrap_or_default()),
        Cell::text(&row.post_name),
        Cell::text(words::kind(desk.language, &row.dispatch_kind)),
        Cell::date(row.dates.from),
        Cell::date(row.dates.to),
        Cell::text(row.pool_post.as_deref().unwrap_or_default()),
        Cell::text(&stay.telephone),
        Cell::text(remark(row, stay.arrival, stay.departure, desk.period, desk.language)).toned(tone),
        Cell::text(teacher(desk, row)),
    ])
}

fn names<'a>(stays: impl Iterator<Item = &'a HostStay<'a>>, date: impl Fn(&HostStay) -> String) -> Vec<String> {
    stays.map(|stay| format!("{}（{}）", stay.row.person_name, date(stay))).collect()
}
