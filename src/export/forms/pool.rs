//! Use of the staffing pool by half-month (编制周转池使用表), and who holds which post.

use super::super::calendar::slot_name;
use super::super::document::{Align, Block, Cell, Column, Gauge, GaugeSlot, Page, Paper, Row, Sheet, Table, Value};
use super::flowing;
use super::request::Desk;
use super::words;
use crate::store::PoolUsageRow;
use std::collections::BTreeMap;

pub(super) fn usage(desk: &Desk) -> Vec<Sheet> {
    let columns = vec![
        Column::new("community", desk.say(words::POOL_NAME), (18.0, 36.0), Align::Left),
        Column::new("slot", desk.say(words::SLOT), (20.0, 28.0), Align::Centre),
        Column::new("slot_from", desk.say(words::FROM), (13.0, 13.0), Align::Centre),
        Column::new("slot_to", desk.say(words::TO), (13.0, 13.0), Align::Centre),
        Column::new("size", desk.say(words::POOL_SIZE), (12.0, 12.0), Align::Centre),
        Column::new("in_use", desk.say(words::IN_USE), (12.0, 12.0), Align::Centre),
        Column::new("at_branches", desk.say(words::AT_BRANCHES), (15.0, 15.0), Align::Centre),
        Column::new("branch_share", desk.say(words::BRANCH_SHARE), (12.0, 12.0), Align::Centre),
        Column::new("free", desk.say(words::FREE), (12.0, 12.0), Align::Centre),
    ];
    let line = |row: &&PoolUsageRow| {
        Row::Cells(vec![
            Cell::text(&row.community),
            Cell::text(slot_name(row.dates, desk.language)),
            Cell::date(row.dates.from),
            Cell::date(row.dates.to),
            Cell::number(row.size),
            Cell::number(row.in_use),
            Cell::number(row.at_branches),
            Cell::new(Value::Percent(row.branch_share)),
            Cell::number(row.free),
        ])
    };
    let rows: Vec<Row> = desk.form.pool.iter().map(line).collect();
    let page = Page {
        label: String::new(),
        title: desk.title(words::POOL_TITLE),
        particulars: [words::unit(desk.language, &desk.view.summary.county), desk.plan(), desk.say(words::UNIT_POSTS).to_owned()],
        blocks: vec![Block::Table(Table { columns, rows, frozen: 0, empty: desk.say(words::NO_POOL).to_owned() })],
        signed: true,
    };
    let mut sheets = vec![flowing(desk.say(words::POOL_USE), Paper::A4Landscape, page)];
    sheets.extend(pictures(desk));
    sheets
}

/// Each pool over its slots; a single slot is no picture.
fn pictures(desk: &Desk) -> Option<Sheet> {
    let (mut blocks, mut first_line) = (Vec::new(), 0);
    for pool in desk.form.pool.chunk_by(|one, next| one.community == next.community) {
        let slots = pool.iter().map(|row| GaugeSlot {
            label: words::short_slot(desk.language, row.dates),
            dates: row.dates,
            size: row.size,
            in_use: row.in_use,
            at_branches: row.at_branches,
            branch_share: row.branch_share,
        });
        if pool.len() > 1 {
            let title = words::gauge(desk.language, &pool[0].community);
            blocks.push(Block::Gauge(Gauge { title, first_line, slots: slots.collect() }));
        }
        first_line += pool.len() as u32;
    }
    let page = Page {
        label: String::new(),
        title: desk.title(words::GAUGE_TITLE),
        particulars: [words::unit(desk.language, &desk.view.summary.county), desk.plan(), desk.say(words::UNIT_POSTS).to_owned()],
        blocks,
        signed: false,
    };
    (!page.blocks.is_empty()).then(|| flowing(desk.say(words::GAUGE_SHEET), Paper::A4Landscape, page))
}

/// Numbered posts and who holds them, at the institution asked for or anywhere.
pub(super) fn holders(desk: &Desk) -> Vec<Sheet> {
    let columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("pool_post", desk.say(words::POOL_POST), (14.0, 24.0), Align::Centre),
        Column::new("person_name", desk.say(words::NAME), (10.0, 18.0), Align::Centre),
        Column::new("person", desk.say(words::CODE), (10.0, 18.0), Align::Centre),
        Column::new("institution", desk.say(words::USED_AT), (22.0, 40.0), Align::Left),
        Column::new("from_date", desk.say(words::FROM), (13.0, 13.0), Align::Centre),
        Column::new("to_date", desk.say(words::TO), (13.0, 13.0), Align::Centre),
        Column::new("remark", desk.say(words::REMARK), (16.0, 16.0), Align::Centre),
    ];
    let names: BTreeMap<&str, &str> = desk.view.people.iter().map(|person| (person.code.as_str(), person.name.as_str())).collect();
    let dates = desk.period.dates();
    let wanted = desk.view.ledger.iter().filter(|row| {
        let here = desk.institution().is_none_or(|institution| institution.name == row.institution);
        here && row.dates.overlaps(&dates) && desk.person.is_none_or(|person| person.code == row.person)
    });
    let rows = wanted.enumerate().map(|(index, row)| {
        Row::Cells(vec![
            Cell::number(index as i64 + 1),
            Cell::text(&row.pool_post),
            Cell::text(names.get(row.person.as_str()).copied().unwrap_or_default()),
            Cell::text(&row.person),
            Cell::text(&row.institution),
            Cell::date(row.dates.from),
            Cell::date(row.dates.to),
            Cell::empty(),
        ])
    });
    let table = Table { columns, rows: rows.collect(), frozen: 0, empty: desk.say(words::NO_HOLDERS).to_owned() };
    let page = Page {
        label: String::new(),
        title: desk.title(words::HOLDERS_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(words::UNIT_POSTS).to_owned()],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    vec![flowing(desk.say(words::HOLDERS), Paper::A4Landscape, page)]
}
