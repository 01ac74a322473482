//! Rows by person: the name of the place stands in the bar of each stay.

use super::text::{clip, fit, tame, width, wrap};
use super::window::LABEL;
use super::{Board, WIDTH, lanes, pick};
use crate::diagnostic::Language;
use crate::domain::DispatchKind;
use crate::roster::Origin;
use crate::store::RosterRow;
use std::collections::BTreeMap;

pub(super) fn lines(board: &Board, language: Language) -> Vec<String> {
    let mut lines = vec![match language {
        Language::Chinese => "─ 计划  ═ 在途  ┄ 既定  · 在本单位".to_owned(),
        Language::English => "─ planned  ═ in progress  ┄ pinned  · at home".to_owned(),
    }];
    lines.extend(board.window.header(language));
    let visible = board.visible();
    if visible.is_empty() {
        lines.push(pick(language, "  这段时间没有安排", "  no stays in these months").to_owned());
    }
    for (home, people) in by_home(board, &visible) {
        let text = match language {
            Language::Chinese => format!("■ {}  {} 人", tame(home), people.len()),
            Language::English => format!("■ {}  {} people", tame(home), people.len()),
        };
        lines.push(clip(&text, WIDTH));
        for stays in people {
            for (lane, stays) in lanes(&stays).iter().enumerate() {
                lines.push(label(stays[0], lane == 0) + &bars(board, stays));
            }
        }
    }
    lines.push(String::new());
    lines
}

/// Home institutions in the county's order, their people in the order of the roster.
fn by_home<'a>(board: &'a Board, visible: &[&'a RosterRow]) -> Vec<(&'a str, Vec<Vec<&'a RosterRow>>)> {
    let mut people: Vec<Vec<&RosterRow>> = Vec::new();
    for &stay in visible {
        match people.last_mut().filter(|stays| stays[0].person == stay.person) {
            Some(stays) => stays.push(stay),
            None => people.push(vec![stay]),
        }
    }
    let order: BTreeMap<&str, usize> =
        board.view.institutions.iter().enumerate().map(|(position, institution)| (institution.name.as_str(), position)).collect();
    let mut homes: BTreeMap<(Option<&usize>, &str), Vec<Vec<&RosterRow>>> = BTreeMap::new();
    for stays in people {
        let home = stays[0].home_institution.as_str();
        homes.entry((order.get(home), home)).or_default().push(stays);
    }
    homes.into_iter().map(|((_, home), people)| (home, people)).collect()
}

fn label(stay: &RosterRow, first: bool) -> String {
    if !first {
        return " ".repeat(LABEL);
    }
    format!("  {} {} {} ", fit(&stay.person_name, 8), fit(&stay.person, 9), fit(&stay.category, LABEL - 22))
}

fn bars(board: &Board, stays: &[&RosterRow]) -> String {
    let cell = board.window.cell;
    let mut line = String::new();
    let mut next = 0;
    for stay in stays {
        let positions = board.window.positions(stay.dates);
        line += &"·".repeat(positions.start.saturating_sub(next) * cell);
        line += &bar(board, stay, positions.len() * cell);
        next = positions.end;
    }
    line + &"·".repeat(board.window.len().saturating_sub(next) * cell)
}

/// The place's name, then the stay's line to its end; a longer bar ends with a space, so that neighbours can be told apart.
fn bar(board: &Board, stay: &RosterRow, columns: usize) -> String {
    let stroke = match stay.origin {
        Origin::Planned => "─",
        Origin::CarriedIn => "═",
        Origin::Pinned => "┄",
    };
    let room = if columns > 4 { columns - 1 } else { columns };
    let text = clip(place(board, stay), room);
    let drawn = stroke.repeat(room - width(&text));
    let end = " ".repeat(columns - room);
    text + &drawn + &end
}

/// The department at home, the host elsewhere.
fn place<'a>(board: &'a Board, stay: &'a RosterRow) -> &'a str {
    if stay.institution == stay.home_institution {
        stay.department.as_deref().unwrap_or(&stay.post_name)
    } else {
        board.view.short_name(&stay.institution)
    }
}

/// The stays of the person who was asked for, one by one.
pub(super) fn details(board: &Board, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for stay in &board.stays {
        let kind = DispatchKind::ALL.into_iter().find(|kind| kind.chinese() == stay.dispatch_kind).map(DispatchKind::english);
        let kind = pick(language, &stay.dispatch_kind, kind.unwrap_or(&stay.dispatch_kind));
        let origin = match stay.origin {
            Origin::Planned => pick(language, "计划", "planned"),
            Origin::CarriedIn => pick(language, "在途", "in progress"),
            Origin::Pinned => pick(language, "既定", "pinned"),
        };
        let department = stay.department.as_deref().map(|department| format!(" {department}")).unwrap_or_default();
        let pool = stay.pool_post.as_deref().map(|post| match language {
            Language::Chinese => format!("，周转编制 {post}"),
            Language::English => format!(", pool post {post}"),
        });
        let (from, to, host, post, pool) = (stay.dates.from, stay.dates.to, &stay.institution, &stay.post_name, pool.unwrap_or_default());
        let text = match language {
            Language::Chinese => format!("{from}～{to}  {host}{department} {post}（{kind}，{origin}{pool}）"),
            Language::English => format!("{from} to {to}  {host}{department} {post} ({kind}, {origin}{pool})"),
        };
        lines.extend(wrap(&text, WIDTH, 4));
    }
    lines
}
