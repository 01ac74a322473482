//! The picture of the overview: people down, half-months across, a coloured square with letters for each.

use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Table};
use super::flowing;
use super::legend::Legend;
use super::overview::{Part, parts, people, slots};
use super::request::Desk;
use super::words;

const SQUARE: f64 = 4.2;

pub(super) fn sheets(desk: &Desk) -> Vec<Sheet> {
    parts(desk).iter().map(|part| sheet(desk, part)).collect()
}

fn sheet(desk: &Desk, part: &Part) -> Sheet {
    let people = people(desk, part);
    let legend = Legend::new(desk, people.iter().flat_map(|person| person.lanes.iter().flatten().copied()));
    let mut columns = vec![
        Column::new("person_name", desk.say(words::NAME), (9.0, 16.0), Align::Centre),
        Column::new("person", desk.say(words::CODE), (9.0, 16.0), Align::Centre),
        Column::new("home_institution", desk.say(words::HOME), (14.0, 26.0), Align::Left),
    ];
    columns.extend(slots(desk, part, SQUARE));
    let mut table = Table { columns, rows: Vec::new(), frozen: 2, empty: desk.say(words::NO_STAYS).to_owned() };
    for stays in people.iter().flat_map(|person| &person.lanes) {
        let row = stays[0];
        let mut cells = vec![Cell::text(&row.person_name), Cell::text(&row.person), Cell::text(&row.home_institution)];
        for index in 0..part.slots {
            let dates = part.calendar.range(part.first + index);
            let stay = stays.iter().find(|stay| stay.dates.overlaps(&dates));
            cells.push(stay.map_or_else(Cell::empty, |stay| Cell::text(legend.code(desk, stay)).toned(legend.tone(desk, stay))));
        }
        table.rows.push(Row::Cells(cells));
    }
    let page = Page {
        label: String::new(),
        title: desk.title(words::BOARD_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(words::LETTERS_ARE_HOSTS).to_owned()],
        blocks: vec![legend.block(), Block::Table(table)],
        signed: false,
    };
    flowing(format!("{}{}", desk.say(words::BOARD), part.suffix), Paper::A4Landscape, page)
}
