//! Notices (通知单): one for each published stay, two to a sheet of paper, under the number that publication gave them.

use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Stacking, Table, TextStyle};
use super::person::PAGES_ON_A_SHEET;
use super::request::Desk;
use super::words;
use crate::store::RosterRow;

pub(super) fn sheets(desk: &Desk) -> Vec<Sheet> {
    let dates = desk.period.dates();
    let mut numbered: Vec<(&str, &RosterRow)> = Vec::new();
    for row in &desk.view.roster {
        let here = desk.institution().is_none_or(|institution| institution.code == row.institution_code);
        let theirs = desk.person.is_none_or(|person| person.code == row.person);
        // A month has the notices of the stays that begin in it.
        let begins = desk.period.is_whole() || dates.contains(row.dates.from);
        if let Some(number) = row.notice.as_deref().filter(|_| here && theirs && begins) {
            numbered.push((number, row));
        }
    }
    numbered.sort_by_key(|(number, row)| (number.len(), *number, row.stay));
    let pages: Vec<Page> = numbered.into_iter().map(|(number, row)| page(desk, number, row)).collect();
    let sheet = |pages: &[Page]| Sheet {
        name: desk.say(words::NOTICE).to_owned(),
        paper: Paper::A4Portrait,
        stacking: Stacking::Halves,
        numbered: false,
        pages: pages.to_vec(),
    };
    pages.chunks(PAGES_ON_A_SHEET).map(sheet).collect()
}

fn page(desk: &Desk, number: &str, row: &RosterRow) -> Page {
    let language = desk.language;
    let place = row.department.as_deref().unwrap_or(&row.post_name);
    let columns = [
        ("person_name", words::NAME, 10.0),
        ("person", words::CODE, 10.0),
        ("grade", words::GRADE, 9.0),
        ("dispatch_kind", words::KIND, 11.0),
        ("institution", words::HOST_NAME, 20.0),
        ("place", words::DEPARTMENT_OR_POST, 18.0),
        ("from_date", words::FROM, 12.0),
        ("to_date", words::TO, 12.0),
    ];
    let columns = columns.into_iter().map(|(key, name, width)| Column::new(key, desk.say(name), (width, width), Align::Centre)).collect();
    let cells = vec![
        Cell::text(&row.person_name),
        Cell::text(&row.person),
        Cell::text(words::grade(language, row.grade.as_deref())),
        Cell::text(words::kind(language, &row.dispatch_kind)),
        Cell::text(&row.institution),
        Cell::text(place),
        Cell::date(row.dates.from),
        Cell::date(row.dates.to),
    ];
    let table = Table { columns, rows: vec![Row::Cells(cells)], frozen: 0, empty: String::new() };
    let mut page = Page {
        label: number.to_owned(),
        title: words::notice_title(language, &desk.view.summary.county),
        particulars: [String::new(), String::new(), words::notice_number(language, number)],
        blocks: Vec::new(),
        signed: false,
    };
    page.text(TextStyle::Strong, words::notice_address(language, &row.institution));
    page.text(TextStyle::Body, words::notice_body(language, row, place));
    page.blocks.push(Block::Table(table));
    page.text(TextStyle::Body, desk.say(words::NOTICE_REQUEST));
    page.text(TextStyle::Right, words::notice_signature(language, &desk.view.summary.county));
    page.text(TextStyle::Small, desk.say(words::NOTICE_RECEIPT));
    page
}
