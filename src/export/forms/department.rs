//! Occupancy of a teaching department against its seats, and the load of its supervisors (科室月表): a page for each month.

use super::super::ExportError;
use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Stacking, Table, TextStyle, Tone, Value};
use super::request::{Desk, Tables};
use super::words;
use crate::domain::{DateRange, DepartmentId, SlotId, SlotUnit};
use crate::roster::Placement;
use crate::rules::{RollCall, roll_calls};
use crate::store::InstitutionRow;
use chrono::Datelike;
use std::collections::BTreeMap;

/// A teaching department through the plan.
struct Ward<'a> {
    name: &'a str,
    standards: String,
    seats: i64,
    /// By slot of the horizon.
    calls: Vec<RollCall>,
    trainees: Vec<&'a Placement>,
}

pub(super) fn sheets(desk: &Desk) -> Result<Vec<Sheet>, ExportError> {
    let tables = desk.tables()?;
    let mut wards: BTreeMap<&str, Vec<Ward>> = BTreeMap::new();
    let mut trainees: BTreeMap<DepartmentId, Vec<&Placement>> = BTreeMap::new();
    for placement in tables.roster.placements() {
        let post = &tables.problem.posts[placement.stay.post];
        if let Some(department) = post.department.filter(|_| post.is_training()) {
            trainees.entry(department).or_default().push(placement);
        }
    }
    for (id, department) in tables.problem.departments.iter() {
        let code = tables.problem.institutions[department.institution].code.as_str();
        let wanted = desk.institution().is_none_or(|institution| institution.code == code);
        if let Some(seats) = department.seats.filter(|seats| *seats > 0 && wanted) {
            let standards: Vec<&str> =
                department.standards.iter().filter_map(|it| tables.problem.standard_departments.get(*it)).map(String::as_str).collect();
            wards.entry(code).or_default().push(Ward {
                name: &department.name,
                standards: standards.join("、"),
                seats,
                calls: roll_calls(&tables.problem, &tables.roster, id),
                trainees: trainees.remove(&id).unwrap_or_default(),
            });
        }
    }
    let institutions = desk.view.institutions.iter();
    Ok(institutions.filter_map(|institution| Some(sheet(desk, tables, institution, wards.get(institution.code.as_str())?))).collect())
}

fn sheet(desk: &Desk, tables: &Tables, institution: &InstitutionRow, wards: &[Ward]) -> Sheet {
    let calendar = &tables.problem.calendar;
    let per_month = calendar.unit().per_month();
    let dates = desk.period.dates();
    let mut pages = Vec::new();
    let mut slot = calendar.slot_of(dates.from);
    while slot.0 < calendar.slots() && calendar.first_day(slot) <= dates.to {
        pages.push(page(desk, tables, institution, wards, slot));
        slot = slot + per_month;
    }
    Sheet { name: institution.name.clone(), paper: Paper::A4Landscape, stacking: Stacking::Apart, numbered: true, pages }
}

fn page(desk: &Desk, tables: &Tables, institution: &InstitutionRow, wards: &[Ward], first: SlotId) -> Page {
    let calendar = &tables.problem.calendar;
    let month = calendar.first_day(first);
    let slots: Vec<SlotId> = (0..calendar.unit().per_month()).map(|index| first + index).filter(|slot| slot.0 < calendar.slots()).collect();
    let mut columns = vec![
        Column::new("department", desk.say(words::DEPARTMENT_NAME), (11.0, 18.0), Align::Left),
        Column::new("standards", desk.say(words::STANDARD), (11.0, 20.0), Align::Left),
        Column::new("seats", desk.say(words::SEATS), (6.0, 7.0), Align::Centre),
        Column::new("ratio", desk.say(words::RATIO), (7.0, 8.0), Align::Centre),
    ];
    for slot in &slots {
        let half = match (calendar.unit(), calendar.opens_month(*slot)) {
            (SlotUnit::Month, _) => words::WHOLE_MONTH,
            (SlotUnit::HalfMonth, true) => words::FIRST_HALF_MONTH,
            (SlotUnit::HalfMonth, false) => words::SECOND_HALF_MONTH,
        };
        let key = if calendar.opens_month(*slot) { "1" } else { "2" };
        for (name, words, width) in [
            ("trainees", words::TRAINEES, 6.0),
            ("free", words::SEATS_LEFT, 6.0),
            ("supervisors", words::SUPERVISORS, 8.0),
            ("load", words::LOAD, 8.0),
        ] {
            let mut column = Column::new(&format!("{name}_{key}"), desk.say(words), (width, width), Align::Centre);
            column.group = Some(desk.say(half).to_owned());
            columns.push(column);
        }
    }
    columns.push(Column::new("names", desk.say(words::TRAINEE_NAMES), (46.0, 46.0), Align::Left));
    let range = calendar.span(first, slots.len().max(1) as i32);
    let (mut rows, mut sums) = (Vec::new(), vec![(0, 0); slots.len()]);
    for ward in wards {
        let ratio = ward.calls.get(slots.first().map_or(0, |slot| slot.0.max(0) as usize)).map_or(0, |call| call.ratio);
        let mut cells =
            vec![Cell::text(ward.name), Cell::text(&ward.standards), Cell::number(ward.seats), Cell::text(format!("1:{ratio}"))];
        for (slot, sum) in slots.iter().zip(&mut sums) {
            let Some(call) = ward.calls.get(slot.0.max(0) as usize) else { continue };
            sum.0 += call.trainees;
            sum.1 += ward.seats - call.trainees;
            let room = call.ratio * call.half_supervisors;
            let load = (room > 0).then(|| (2 * call.trainees) as f64 / room as f64);
            let full = if call.trainees > ward.seats { Tone::Departure } else { Tone::Plain };
            // A department without a single qualified supervisor on the list is not judged by the rule.
            let over = if room > 0 && 2 * call.trainees > room { Tone::Departure } else { Tone::Plain };
            cells.push(Cell::number(call.trainees).toned(full));
            cells.push(Cell::number(ward.seats - call.trainees).toned(full));
            cells.push(Cell::new(Value::HalfMonths(call.half_supervisors)));
            cells.push(Cell::new(Value::Percent(load)).toned(over));
        }
        cells.push(Cell::text(names(desk, tables, ward, &range)));
        rows.push(Row::Cells(cells));
    }
    let table = Table { columns, rows, frozen: 1, empty: desk.say(words::NO_WARDS).to_owned() };
    let seats = wards.iter().map(|ward| ward.seats).sum();
    let mut page = Page {
        label: format!("{} {}", institution.name, words::month(desk.language, month, true)),
        title: words::title(desk.language, &institution.name, desk.say(words::DEPARTMENT_TITLE), &words::month(desk.language, month, true)),
        particulars: [
            words::unit(desk.language, &institution.name),
            desk.plan(),
            words::department_total(desk.language, seats, &sums.iter().map(|sum| sum.0).collect::<Vec<i64>>()),
        ],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    page.text(TextStyle::Small, desk.say(words::DEPARTMENT_NOTE));
    page
}

/// Who is there, with days where it is not the whole month.
fn names(desk: &Desk, tables: &Tables, ward: &Ward, range: &DateRange) -> String {
    let mut present: Vec<(DateRange, &str)> = Vec::new();
    for placement in &ward.trainees {
        if let Some(dates) = placement.stay.dates(&tables.problem.calendar).intersection(range) {
            present.push((dates, &tables.problem.people[placement.stay.person].name));
        }
    }
    present.sort();
    let named = present.into_iter().map(|(dates, name)| {
        if dates == *range { name.to_owned() } else { words::days(desk.language, name, dates.from.day(), dates.to.day()) }
    });
    named.collect::<Vec<_>>().join(words::comma(desk.language))
}
