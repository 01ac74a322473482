//! 意愿: ranked wishes of people and of hosts.

use super::builder::{Builder, Found};
use super::cells::{Cells, both};
use super::place::{self, Place};
use crate::diagnostic::Code;
use crate::domain::*;
use crate::source::{Column, TableKind, date};
use chrono::Datelike;
use std::collections::BTreeSet;

/// Lowest rank that a wish may have.
const LAST_RANK: i64 = 1000;

pub(super) fn resolve(b: &mut Builder) {
    let mut seen: BTreeSet<(Wisher, Wish)> = BTreeSet::new();
    for cells in b.rows(TableKind::Preferences) {
        let wisher = wisher(b, cells);
        let rank = cells.required(&mut b.report, Column::PreferenceRank);
        let rank = rank.and_then(|_| cells.whole(&mut b.report, Column::PreferenceRank, 1, LAST_RANK));
        let text = cells.required(&mut b.report, Column::PreferenceWish);
        let (Some(wisher), Some(text)) = (wisher, text) else { continue };
        let Some(wish) = wish(b, cells, wisher, text) else { continue };
        if !seen.insert((wisher, wish)) {
            let expected = both("同一对象只写一次", "each wish once");
            cells.reject(&mut b.report, Code::DuplicateWish, Column::PreferenceWish, expected);
        }
        if let Some(rank) = rank {
            b.problem.preferences.push(Preference { wisher, wish, rank });
        }
    }
}

fn wisher(b: &mut Builder, cells: Cells) -> Option<Wisher> {
    let code = cells.required(&mut b.report, Column::PreferenceWisher)?;
    let found = match (b.people.find(code), b.institutions.find(code)) {
        (Found::Known(person), _) => Found::Known(Wisher::Person(person)),
        (_, Found::Known(institution)) => Found::Known(Wisher::Institution(institution)),
        (Found::Unknown, Found::Unknown) => Found::Unknown,
        _ => Found::Broken,
    };
    let expected = ("工号或机构代码", "a person code or an institution code");
    b.known(found, cells, Column::PreferenceWisher, Code::UnknownPerson, expected)
}

fn wish(b: &mut Builder, cells: Cells, wisher: Wisher, text: &str) -> Option<Wish> {
    let month = || date(text, false).and_then(|date| date.with_day(1)).map(Wish::Month);
    let (found, expected) = match wisher {
        Wisher::Institution(_) => {
            let found = match b.people.find(text) {
                Found::Known(person) => Found::Known(Wish::Person(person)),
                Found::Broken => Found::Broken,
                Found::Unknown => Found::Unknown,
            };
            (found, ("工号", "a person code"))
        }
        Wisher::Person(_) => {
            let found = match place::find(b, text) {
                _ if about_order(text).is_some() => about_order(text).map_or(Found::Unknown, Found::Known),
                Found::Known(Place::Post(post)) => Found::Known(Wish::Post(post)),
                Found::Known(Place::Institution(institution)) => Found::Known(Wish::Institution(institution)),
                Found::Known(Place::Department(department)) => Found::Known(Wish::Department(department)),
                Found::Broken => month().map_or(Found::Broken, Found::Known),
                Found::Unknown => month().map_or(Found::Unknown, Found::Known),
            };
            let expected = (
                "岗位、机构、“机构代码+科室”、2027-03 这样的月份，或 不换机构、不空等、上期落空",
                "a post, an institution, “institution code+department”, a month such as 2027-03, or one place, no waiting, missed before",
            );
            (found, expected)
        }
    };
    b.known(found, cells, Column::PreferenceWish, Code::UnknownWish, expected)
}

/// Wishes that speak of no place and no month.
fn about_order(text: &str) -> Option<Wish> {
    match text {
        "不换机构" | "one place" => Some(Wish::OnePlace),
        "不空等" | "no waiting" => Some(Wish::NoWaiting),
        "上期落空" | "missed before" => Some(Wish::MissedBefore),
        _ => None,
    }
}
