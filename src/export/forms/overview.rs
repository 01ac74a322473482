//! Everybody on one sheet (总表): people down, months with their halves across; a sheet for each twelve months.

use super::super::Period;
use super::super::board::lanes;
use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Table, Tone};
use super::flowing;
use super::legend::{Legend, within};
use super::request::Desk;
use super::words;
use crate::domain::{Calendar, SlotId, SlotUnit};
use crate::store::RosterRow;
use chrono::Datelike;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

const MONTHS_ON_A_SHEET: i32 = 12;
/// Characters that the slots of a sheet share.
const ROOM: f64 = 150.0;

/// Consecutive slots on one sheet.
pub(super) struct Part {
    /// Added to the sheet's name where there are several.
    pub suffix: String,
    pub calendar: Calendar,
    pub first: SlotId,
    pub slots: i32,
}

/// The period in parts that fit a sheet.
pub(super) fn parts(desk: &Desk) -> Vec<Part> {
    let calendar = &desk.calendar;
    let dates = desk.period.dates();
    let (from, to) = (calendar.slot_of(dates.from), calendar.slot_of(dates.to));
    let most = MONTHS_ON_A_SHEET * calendar.unit().per_month();
    let mut parts = Vec::new();
    let mut first = from;
    while first <= to {
        let slots = most.min(to - first + 1);
        let suffix = if to - from < most { String::new() } else { words::from_month(desk.language, calendar.first_day(first)) };
        parts.push(Part { suffix, calendar: calendar.clone(), first, slots });
        first = first + slots;
    }
    parts
}

pub(super) fn sheets(desk: &Desk) -> Vec<Sheet> {
    parts(desk).iter().map(|part| sheet(desk, part)).collect()
}

fn sheet(desk: &Desk, part: &Part) -> Sheet {
    let people = people(desk, part);
    let rows = || people.iter().flat_map(|person| person.lanes.iter().flatten().copied());
    let legend = Legend::new(desk, rows());
    let mut table = Table { columns: columns(desk, part), rows: Vec::new(), frozen: 3, empty: desk.say(words::NO_STAYS).to_owned() };
    for (number, person) in people.iter().enumerate() {
        for (lane, stays) in person.lanes.iter().enumerate() {
            table.rows.push(line(desk, part, &legend, (lane == 0).then_some(number + 1), stays));
        }
    }
    let stays = rows().map(|row| row.stay).collect::<std::collections::BTreeSet<_>>().len();
    table.rows.push(Row::Across(words::total(desk.language, people.len(), stays), Tone::Strong));
    // Bars of many places name them all.
    let (letters, key) = match legend.is_long() {
        true => (words::BARS_NAME_HOSTS, None),
        false => (words::COLOURS_ARE_HOSTS, Some(legend.block())),
    };
    let page = Page {
        label: String::new(),
        title: desk.title(words::ROSTER_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(letters).to_owned()],
        blocks: [Block::Table(table)].into_iter().chain(key).collect(),
        signed: true,
    };
    flowing(format!("{}{}", desk.say(words::OVERVIEW), part.suffix), paper(desk), page)
}

/// A month needs less than a year.
pub(super) fn paper(desk: &Desk) -> Paper {
    if matches!(desk.period, Period::Month(_)) { Paper::A4Landscape } else { Paper::A3Landscape }
}

pub(super) struct Someone<'a> {
    /// Never empty; stays of one lane do not overlap.
    pub lanes: Vec<Vec<&'a RosterRow>>,
}

/// By home institution and the order of the roster.
pub(super) fn people<'a>(desk: &'a Desk, part: &Part) -> Vec<Someone<'a>> {
    let dates = part.calendar.span(part.first, part.slots);
    let homes: BTreeMap<&str, usize> =
        desk.view.institutions.iter().enumerate().map(|(position, it)| (it.name.as_str(), position)).rev().collect();
    let mut of_person: BTreeMap<(Option<usize>, i64, &str), Vec<&RosterRow>> = BTreeMap::new();
    let mut first_stay: BTreeMap<&str, i64> = BTreeMap::new();
    let mut rows: Vec<&RosterRow> = desk.form.stays().map(|stay| stay.row).filter(|row| row.dates.overlaps(&dates)).collect();
    rows.sort_by_key(|row| row.stay);
    for row in rows {
        let order = *first_stay.entry(row.person.as_str()).or_insert(row.stay);
        of_person.entry((homes.get(row.home_institution.as_str()).copied(), order, row.person.as_str())).or_default().push(row);
    }
    of_person.into_values().map(|stays| Someone { lanes: lanes(&stays) }).collect()
}

fn columns(desk: &Desk, part: &Part) -> Vec<Column> {
    let mut columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("person_name", desk.say(words::NAME), (9.0, 16.0), Align::Centre),
        Column::new("person", desk.say(words::CODE), (9.0, 16.0), Align::Centre),
        Column::new("home_institution", desk.say(words::HOME), (14.0, 24.0), Align::Left),
        Column::new("category", desk.say(words::CATEGORY), (11.0, 14.0), Align::Centre),
        Column::new("grade", desk.say(words::GRADE), (7.0, 12.0), Align::Centre),
    ];
    columns.extend(slots(desk, part, slot_width(part)));
    columns
}

/// A column for each slot, under its month.
pub(super) fn slots(desk: &Desk, part: &Part, width: f64) -> Vec<Column> {
    let halves = part.calendar.unit() == SlotUnit::HalfMonth;
    let column = |index: i32| {
        let slot = part.first + index;
        let day = part.calendar.first_day(slot);
        let opens = part.calendar.opens_month(slot);
        let key = format!(
            "{}{}",
            day.format("%Y-%m"),
            if !halves {
                ""
            } else if opens {
                "-1"
            } else {
                "-2"
            }
        );
        let name = match (halves, opens) {
            (false, _) => words::WHOLE_MONTH,
            (true, true) => words::FIRST_HALF,
            (true, false) => words::SECOND_HALF,
        };
        let with_year = part.calendar.month_of(slot) == part.calendar.month_of(part.first) || day.month() == 1;
        let mut column = Column::new(&key, desk.say(name), (width, width), Align::Centre);
        column.group = Some(words::month(desk.language, day, with_year));
        column
    };
    (0..part.slots).map(column).collect()
}

fn line(desk: &Desk, part: &Part, legend: &Legend, number: Option<usize>, stays: &[&RosterRow]) -> Row {
    let row = stays[0];
    let mut cells = vec![
        number.map_or_else(Cell::empty, |number| Cell::number(number as i64)),
        Cell::text(&row.person_name),
        Cell::text(&row.person),
        Cell::text(&row.home_institution),
        Cell::text(words::category(desk.language, &row.category)),
        Cell::text(words::grade(desk.language, row.grade.as_deref())),
    ];
    bars(part, stays, &mut cells, |stay, slots| {
        let face = face(desk, legend, stay, slot_width(part) * f64::from(slots));
        Cell::text(place(desk, stay)).faced(face).toned(legend.tone(desk, stay))
    });
    Row::Cells(cells)
}

/// The letters of the legend and the place; without the host's name, which the letters stand for, where that would take more than two lines
/// and there is a legend.
fn face(desk: &Desk, legend: &Legend, stay: &RosterRow, width: f64) -> String {
    let code = legend.code(desk, stay);
    let whole = format!("{code} {}", place(desk, stay));
    if legend.is_long() || whole.width() as f64 <= 2.0 * (width - 2.0) { whole } else { format!("{code} {}", within(stay)) }
}

/// Of a slot, in characters.
fn slot_width(part: &Part) -> f64 {
    (ROOM / f64::from(part.slots)).clamp(6.0, 34.0)
}

/// One cell for each stay, as wide as it lasts; empty ones between.
pub(super) fn bars<'a>(part: &Part, stays: &[&'a RosterRow], cells: &mut Vec<Cell>, cell: impl Fn(&'a RosterRow, u16) -> Cell) {
    let mut next = 0;
    for stay in stays {
        let first = (part.calendar.slot_of(stay.dates.from) - part.first).max(0);
        let end = (part.calendar.slot_of(stay.dates.to) - part.first + 1).min(part.slots);
        if end <= first || first < next {
            continue;
        }
        cells.extend((next..first).map(|_| Cell::empty()));
        let slots = (end - first) as u16;
        cells.push(cell(stay, slots).spanning(slots));
        next = end;
    }
    cells.extend((next..part.slots).map(|_| Cell::empty()));
}

/// The department at home, elsewhere the host and the department or post.
fn place(desk: &Desk, row: &RosterRow) -> String {
    let short = desk.view.short_name(&row.institution);
    if row.institution == row.home_institution { within(row).to_owned() } else { format!("{short} {}", within(row)) }
}
