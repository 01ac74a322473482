//! The picture of the overview: people down, half-months across, a coloured square with letters for each.

use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Table};
use super::flowing;
use super::legend::Legend;
use super::overview::{Part, parts, people, slots};
use super::request::Desk;
use super::words;

/// Characters that the squares of a row share, and bounds of one.
const ROOM: f64 = 100.8;
const SQUARE: (f64, f64) = (4.2, 20.0);

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
    columns.extend(slots(desk, part, (ROOM / f64::from(part.slots)).clamp(SQUARE.0, SQUARE.1)));
    // Many places are named beside their letters, instead of pages before the picture.
    if legend.is_long() {
        columns.push(Column::new("letters", desk.say(words::MEANT), (20.0, 48.0), Align::Left));
    }
    let mut table = Table { columns, rows: Vec::new(), frozen: 2, empty: desk.say(words::NO_STAYS).to_owned() };
    for stays in people.iter().flat_map(|person| &person.lanes) {
        let row = stays[0];
        let mut cells = vec![Cell::text(&row.person_name), Cell::text(&row.person), Cell::text(&row.home_institution)];
        for index in 0..part.slots {
            let dates = part.calendar.range(part.first + index);
            let stay = stays.iter().find(|stay| stay.dates.overlaps(&dates));
            cells.push(stay.map_or_else(Cell::empty, |stay| Cell::text(legend.code(desk, stay)).toned(legend.tone(desk, stay))));
        }
        if legend.is_long() {
            cells.push(Cell::text(legend.meant(desk, stays)));
        }
        table.rows.push(Row::Cells(cells));
    }
    let (letters, mut blocks) = match legend.is_long() {
        true => (words::LETTERS_ARE_IN_ROWS, Vec::new()),
        false => (words::LETTERS_ARE_HOSTS, vec![legend.block()]),
    };
    blocks.push(Block::Table(table));
    let page = Page {
        label: String::new(),
        title: desk.title(words::BOARD_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(letters).to_owned()],
        blocks,
        signed: false,
    };
    flowing(format!("{}{}", desk.say(words::BOARD), part.suffix), Paper::A4Landscape, page)
}
