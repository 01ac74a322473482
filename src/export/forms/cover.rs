//! People present at each host over time, and what is short there.

use super::super::document::{Align, Block, Cell, Column, Page, Row, Sheet, Table, Tone};
use super::flowing;
use super::overview::{Part, paper, parts, slots};
use super::request::Desk;
use super::words;
use crate::domain::DateRange;
use crate::store::{InstitutionRow, ShortageRow};
use std::collections::{BTreeMap, BTreeSet};

/// Characters that the squares of a row share, and bounds of one.
const ROOM: f64 = 153.6;
const SQUARE: (f64, f64) = (6.4, 24.0);

pub(super) fn sheets(desk: &Desk) -> Vec<Sheet> {
    parts(desk).iter().map(|part| sheet(desk, part)).collect()
}

fn sheet(desk: &Desk, part: &Part) -> Sheet {
    let mut columns = vec![
        Column::new("institution", desk.say(words::HOST_NAME), (18.0, 30.0), Align::Left),
        Column::new("institution_level", desk.say(words::LEVEL), (11.0, 16.0), Align::Centre),
    ];
    columns.extend(slots(desk, part, (ROOM / f64::from(part.slots)).clamp(SQUARE.0, SQUARE.1)));
    let ranges: Vec<DateRange> = (0..part.slots).map(|index| part.calendar.range(part.first + index)).collect();
    let mut hosts: Vec<(&InstitutionRow, Vec<(i64, i64)>)> = Vec::new();
    for institution in desk.view.institutions.iter().filter(|it| desk.institution().is_none_or(|only| only.code == it.code)) {
        let short: Vec<&ShortageRow> = desk.form.shortages.iter().filter(|row| desk.view.concerns(row, institution)).collect();
        let stays = desk.form.hosts.iter().find(|host| host.institution.code == institution.code).map(|host| host.stays.as_slice());
        let count = |dates: &DateRange| {
            let present = stays.unwrap_or_default().iter().filter(|stay| stay.row.dates.overlaps(dates));
            present.map(|stay| stay.row.person.as_str()).collect::<BTreeSet<_>>().len() as i64
        };
        let counts: Vec<(i64, i64)> = ranges.iter().map(|dates| (count(dates), missing(&short, dates))).collect();
        if counts.iter().any(|counts| *counts != (0, 0)) {
            hosts.push((institution, counts));
        }
    }
    let most = hosts.iter().flat_map(|(_, counts)| counts).map(|(present, _)| *present).max().unwrap_or(0).max(1);
    let rows = hosts.iter().map(|(institution, counts)| {
        let mut cells = vec![Cell::text(&institution.name), Cell::text(words::level(desk.language, &institution.level))];
        cells.extend(counts.iter().map(|(present, missing)| {
            let depth = Tone::Depth(((present * 4 + most - 1) / most).clamp(0, 4) as u8);
            match missing {
                0 => Cell::number(*present).toned(depth),
                _ => Cell::text(words::short_of(desk.language, *present, *missing)).toned(Tone::Departure),
            }
        }));
        Row::Cells(cells)
    });
    let table = Table { columns, rows: rows.collect(), frozen: 1, empty: desk.say(words::NO_STAYS).to_owned() };
    let page = Page {
        label: String::new(),
        title: desk.title(words::COVER_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(words::COVER_MARKS).to_owned()],
        blocks: vec![Block::Heat(table)],
        signed: false,
    };
    flowing(format!("{}{}", desk.say(words::COVER), part.suffix), paper(desk), page)
}

/// People missing on the dates: of demands with the same scope the one that misses most, as a minimum lies within its target.
fn missing(short: &[&ShortageRow], dates: &DateRange) -> i64 {
    let mut by_scope: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    // A window of several slots says nothing about one of them.
    for row in short.iter().filter(|row| row.window.overlaps(dates) && dates.covers(&row.window)) {
        let most = by_scope.entry((row.requirement.as_str(), row.scope.as_str())).or_default();
        *most = row.missing.max(*most);
    }
    by_scope.values().sum()
}
