//! Rows by host: each post with its people; training seats as the number of trainees in them.

use super::text::{clip, fit, right, tame};
use super::window::LABEL;
use super::{Board, WIDTH, pick};
use crate::diagnostic::Language;
use crate::domain::{DispatchKind, Level};
use crate::roster::Origin;
use crate::store::{InstitutionRow, PostRow, RosterRow};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn lines(board: &Board, language: Language) -> Vec<String> {
    let mut at_post: BTreeMap<&str, Vec<&RosterRow>> = BTreeMap::new();
    for stay in board.visible() {
        at_post.entry(stay.post.as_str()).or_default().push(stay);
    }
    let mut lines = vec![legend(language)];
    lines.extend(board.window.header(language));
    let before = lines.len();
    for institution in &board.view.institutions {
        if board.institution.is_none_or(|only| only.code == institution.code) {
            lines.extend(host(board, institution, &at_post, language));
        }
    }
    if lines.len() == before {
        lines.push(pick(language, "  这段时间没有安排", "  no stays in these months").to_owned());
    }
    lines.push(String::new());
    lines
}

fn legend(language: Language) -> String {
    match language {
        Language::Chinese => "██ 计划  ▓▓ 在途  ▒▒ 既定  ·· 无人  数字：轮转人数".into(),
        Language::English => "██ planned  ▓▓ in progress  ▒▒ pinned  ·· nobody  numbers: trainees".into(),
    }
}

fn host(board: &Board, institution: &InstitutionRow, at_post: &BTreeMap<&str, Vec<&RosterRow>>, language: Language) -> Vec<String> {
    let none = Vec::new();
    let mut lines = Vec::new();
    let mut people = BTreeSet::new();
    for post in board.view.posts.iter().filter(|post| post.institution_code == institution.code) {
        let stays = at_post.get(post.code.as_str()).unwrap_or(&none);
        people.extend(stays.iter().map(|stay| stay.person.as_str()));
        if post.dispatch_kind != DispatchKind::Training.chinese() {
            // A post without anybody is what HR looks for, unless one person was asked for.
            if !stays.is_empty() || board.person.is_none() {
                lines.extend(people_of(board, post, stays));
            }
        } else if !stays.is_empty() {
            if board.person.is_none() {
                lines.push(trainees(board, post, stays, language));
            }
            if board.institution.is_some() || board.person.is_some() {
                lines.extend(people_of(board, post, stays));
            }
        }
    }
    if !lines.is_empty() {
        lines.insert(0, heading(institution, people.len(), language));
    }
    lines
}

fn heading(institution: &InstitutionRow, people: usize, language: Language) -> String {
    let (name, code) = (tame(&institution.name), tame(&institution.code));
    let english = Level::ALL.into_iter().find(|level| level.chinese() == institution.level).map(Level::english);
    let level = pick(language, &institution.level, english.unwrap_or(&institution.level));
    let text = match language {
        Language::Chinese => format!("■ {name}（{code}，{level}）{people} 人"),
        Language::English => format!("■ {name} ({code}, {level}) {people} people"),
    };
    clip(&text, WIDTH)
}

/// A row for each person at the post; the post's name stands in the first.
fn people_of(board: &Board, post: &PostRow, stays: &[&RosterRow]) -> Vec<String> {
    let mut of_person: BTreeMap<(usize, &str), Vec<&RosterRow>> = BTreeMap::new();
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_start = stays.to_vec();
    by_start.sort_by_key(|stay| (stay.dates, stay.stay));
    for stay in by_start {
        let next = order.len();
        let position = *order.entry(stay.person.as_str()).or_insert(next);
        of_person.entry((position, stay.person.as_str())).or_default().push(stay);
    }
    if of_person.is_empty() {
        return vec![label(&post.name, "—") + &cells(board, &[])];
    }
    let rows = of_person.values().enumerate();
    rows.map(|(row, stays)| {
        let name = if row == 0 { post.name.as_str() } else { "" };
        label(name, &stays[0].person_name) + &cells(board, stays)
    })
    .collect()
}

fn label(post: &str, person: &str) -> String {
    format!("  {} {} ", fit(post, LABEL - 12), fit(person, 8))
}

fn cells(board: &Board, stays: &[&RosterRow]) -> String {
    let mut marks = vec!["·"; board.window.len()];
    for stay in stays {
        let mark = match stay.origin {
            Origin::Planned => "█",
            Origin::CarriedIn => "▓",
            Origin::Pinned => "▒",
        };
        marks[board.window.positions(stay.dates)].fill(mark);
    }
    marks.into_iter().map(|mark| mark.repeat(board.window.cell)).collect()
}

/// How many trainees are in the department, slot by slot.
fn trainees(board: &Board, post: &PostRow, stays: &[&RosterRow], language: Language) -> String {
    let mut counts = vec![0_usize; board.window.len()];
    for stay in stays {
        counts[board.window.positions(stay.dates)].iter_mut().for_each(|count| *count += 1);
    }
    let cell = board.window.cell;
    let shown = counts.into_iter().map(|count| if count == 0 { "·".repeat(cell) } else { right(&count.to_string(), cell) });
    let name = post.department.as_deref().unwrap_or(&post.name);
    label(name, pick(language, "轮转", "trainees")) + &shown.collect::<String>()
}
