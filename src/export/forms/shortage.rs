//! Shortages and why (缺口说明), and what else could not be met (冲突说明).

use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Table, Tone};
use super::super::shortage::{merged, range_text};
use super::flowing;
use super::request::Desk;
use super::words;
use crate::diagnostic::Language;
use crate::rules::RuleId;
use crate::store::FindingRow;
use std::collections::BTreeMap;

pub(super) fn shortages(desk: &Desk) -> Vec<Sheet> {
    let spans = merged(&desk.form.shortages);
    let columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("requirement", desk.say(words::REQUIREMENT), (14.0, 26.0), Align::Left),
        Column::new("scope", desk.say(words::SCOPE), (14.0, 42.0), Align::Left),
        Column::new("window_from", desk.say(words::FROM), (12.5, 12.5), Align::Centre),
        Column::new("window_to", desk.say(words::TO), (12.5, 12.5), Align::Centre),
        Column::new("measure", desk.say(words::MEASURE), (9.0, 12.0), Align::Centre),
        Column::new("required", desk.say(words::REQUIRED), (7.0, 10.0), Align::Centre),
        Column::new("assigned", desk.say(words::ASSIGNED), (7.0, 10.0), Align::Centre),
        Column::new("missing", desk.say(words::MISSING), (7.0, 10.0), Align::Centre),
        Column::new("reason", desk.say(words::REASON), (58.0, 58.0), Align::Left),
    ];
    let rows = spans.iter().enumerate().map(|(index, span)| {
        let reason = if desk.language == Language::Chinese { &span.reason_zh } else { &span.reason_en };
        let measure = Cell::text(desk.say(if span.minimum { words::MINIMUM } else { words::TARGET }));
        Row::Cells(vec![
            Cell::number(index as i64 + 1),
            Cell::text(&span.requirement),
            Cell::text(desk.view.in_words(&span.scope, desk.language)),
            Cell::date(span.dates.from),
            Cell::date(span.dates.to),
            measure.toned(if span.minimum { Tone::Departure } else { Tone::Plain }),
            Cell::text(range_text(span.required)),
            Cell::text(range_text(span.assigned)),
            Cell::text(range_text(span.missing)),
            Cell::text(reason.as_deref().unwrap_or(desk.say(words::NO_REASON))),
        ])
    });
    let table = Table { columns, rows: rows.collect(), frozen: 0, empty: desk.say(words::NO_SHORTAGE).to_owned() };
    let page = Page {
        label: String::new(),
        title: desk.title(words::SHORTAGE_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), desk.say(words::UNIT_SHORTAGE).to_owned()],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    vec![flowing(desk.say(words::SHORTAGES), Paper::A4Landscape, page)]
}

/// What the rules report: of an institution, what concerns its own people and itself.
pub(super) fn conflicts(desk: &Desk) -> Vec<Sheet> {
    let columns = vec![
        Column::new("number", desk.say(words::NUMBER), (6.0, 6.0), Align::Centre),
        Column::new("rule", desk.say(words::RULE), (12.0, 20.0), Align::Left),
        Column::new("subject", desk.say(words::SUBJECT), (14.0, 26.0), Align::Left),
        Column::new("window_from", desk.say(words::FROM), (12.5, 12.5), Align::Centre),
        Column::new("window_to", desk.say(words::TO), (12.5, 12.5), Align::Centre),
        Column::new("message", desk.say(words::MESSAGE), (60.0, 60.0), Align::Left),
        Column::new("reason", desk.say(words::REASON), (46.0, 46.0), Align::Left),
    ];
    let dates = desk.period.dates();
    // Shortages stand on the sheet before.
    let of_period =
        |row: &&FindingRow| row.window.overlaps(&dates) && row.rule != RuleId::Cover.code() && (row.cost > 0 || row.tier.is_some());
    let owners: BTreeMap<String, &str> =
        desk.view.people.iter().map(|person| (format!("{} {}", person.code, person.name), person.home.as_str())).collect();
    let wanted = |row: &&FindingRow| {
        let person = desk.person.is_none_or(|person| row.subject == format!("{} {}", person.code, person.name));
        let here = desk.institution().is_none_or(|institution| {
            owners.get(&row.subject) == Some(&institution.code.as_str()) || row.subject.contains(institution.name.as_str())
        });
        person && here
    };
    let rows = desk.view.findings.iter().filter(of_period).filter(wanted).enumerate().map(|(index, row)| {
        let chinese = desk.language == Language::Chinese;
        let rule = RuleId::from_code(&row.rule);
        Row::Cells(vec![
            Cell::number(index as i64 + 1),
            Cell::text(rule.map_or(row.rule.as_str(), |rule| desk.say(rule.rule().spec.name))),
            Cell::text(desk.view.in_words(&row.subject, desk.language)),
            Cell::date(row.window.from),
            Cell::date(row.window.to),
            Cell::text(if chinese { &row.message_zh } else { &row.message_en }),
            Cell::text(if chinese { &row.reason_zh } else { &row.reason_en }.as_deref().unwrap_or_default()),
        ])
    });
    let table = Table { columns, rows: rows.collect(), frozen: 0, empty: desk.say(words::NO_CONFLICT).to_owned() };
    let page = Page {
        label: String::new(),
        title: desk.title(words::CONFLICT_TITLE),
        particulars: [words::unit(desk.language, desk.whose()), desk.plan(), String::new()],
        blocks: vec![Block::Table(table)],
        signed: true,
    };
    vec![flowing(desk.say(words::CONFLICTS), Paper::A4Landscape, page)]
}
