//! One person's way through the plan (个人轮转表): a page for each, a sheet for each home institution.

use super::super::ExportError;
use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Stacking, Table, TextStyle};
use super::request::Desk;
use super::training::{Training, standard, teacher};
use super::words;
use crate::domain::{Person, PersonId};
use crate::store::{PersonRow, RosterRow};

/// Spreadsheets keep about a thousand page breaks a sheet.
pub(super) const PAGES_ON_A_SHEET: usize = 500;

pub(super) fn sheets(desk: &Desk) -> Result<Vec<Sheet>, ExportError> {
    let (stays, people) = (desk.stays_by_person(), desk.people()?);
    let dates = desk.period.dates();
    let mut sheets: Vec<(String, Vec<Page>)> = Vec::new();
    for institution in &desk.view.institutions {
        let mut pages = Vec::new();
        for (row, id, person) in people.iter().filter(|(row, ..)| row.home == institution.code) {
            let own: Vec<&RosterRow> =
                stays.get(row.code.as_str()).into_iter().flatten().copied().filter(|stay| stay.dates.overlaps(&dates)).collect();
            let asked = desk.person.is_some();
            if asked || (!own.is_empty() && desk.concerns(&row.home, &own)) {
                pages.push(page(desk, row, *id, person, &own)?);
            }
        }
        sheets.extend(pages.chunks(PAGES_ON_A_SHEET).map(|pages| (institution.name.clone(), pages.to_vec())));
    }
    let sheet = |(name, pages)| Sheet { name, paper: Paper::A4Landscape, stacking: Stacking::Apart, numbered: true, pages };
    Ok(sheets.into_iter().map(sheet).collect())
}

fn page(desk: &Desk, row: &PersonRow, id: PersonId, person: &Person, stays: &[&RosterRow]) -> Result<Page, ExportError> {
    let tables = desk.tables()?;
    let columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("from_date", desk.say(words::FROM), (12.0, 12.0), Align::Centre),
        Column::new("to_date", desk.say(words::TO), (12.0, 12.0), Align::Centre),
        Column::new("institution", desk.say(words::HOST_NAME), (18.0, 24.0), Align::Left),
        Column::new("place", desk.say(words::DEPARTMENT_OR_POST), (14.0, 24.0), Align::Left),
        Column::new("dispatch_kind", desk.say(words::KIND), (11.0, 11.0), Align::Centre),
        Column::new("standard", desk.say(words::STANDARD), (11.5, 16.0), Align::Left),
        Column::new("status", desk.say(words::STATUS), (8.0, 8.0), Align::Centre),
        Column::new("teacher", desk.say(words::TEACHER), (10.0, 10.0), Align::Centre),
        Column::new("assessed", desk.say(words::ASSESSED), (11.0, 11.0), Align::Centre),
    ];
    let rows = stays.iter().enumerate().map(|(index, stay)| {
        Row::Cells(vec![
            Cell::number(index as i64 + 1),
            Cell::date(stay.dates.from),
            Cell::date(stay.dates.to),
            Cell::text(&stay.institution),
            Cell::text(stay.department.as_deref().unwrap_or(&stay.post_name)),
            Cell::text(words::kind(desk.language, &stay.dispatch_kind)),
            Cell::text(standard(desk, stay)),
            Cell::text(words::status(desk.language, &stay.status)),
            Cell::text(teacher(desk, stay)),
            Cell::empty(),
        ])
    });
    let table = Table { columns, rows: rows.collect(), frozen: 0, empty: desk.say(words::NO_STAYS).to_owned() };
    let home = &tables.problem.institutions[person.home].name;
    let department = person.department.map_or("", |department| tables.problem.departments[department].name.as_str());
    let mut page = Page {
        label: format!("{} {}", row.code, row.name),
        title: desk.title(words::PERSON_TITLE),
        particulars: [words::named(desk.language, &row.name, &row.code), words::unit(desk.language, home), desk.plan()],
        blocks: Vec::new(),
        signed: true,
    };
    page.text(TextStyle::Small, words::particulars(desk.language, department, person.category, person.grade));
    page.text(
        TextStyle::Small,
        words::private_particulars(desk.language, &desk.shown(person.identity.as_deref()), &desk.shown(person.telephone.as_deref())),
    );
    if let Some(training) = Training::of(tables, id) {
        let programme = training.programme;
        page.text(TextStyle::Small, words::programme(desk.language, &programme.name, &programme.version, training.from, training.deadline));
    }
    page.blocks.push(Block::Table(table));
    page.text(TextStyle::Small, desk.say(words::TEACHER_BY_HAND));
    Ok(page)
}
