//! Trainees: intakes, what they have done, and what that leaves to be taught in the plan.

use super::county::County;
use super::curricula::{Curriculum, Item, assistant, general_practice, internal_medicine, new_hires, version, write};
use super::wards::{PRACTICE, standard};
use crate::source::{Column, TableKind};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// From so many trainees on a community trains in internal medicine too.
const TRAINEES_FOR_INTERNAL_MEDICINE: usize = 60;
/// Orders of the past that are tried until one fills the time exactly.
const ATTEMPTS: usize = 60;
/// Half-months that a stay may reach into the plan.
const LONGEST_OVERHANG: i64 = 4;

/// Departments that teach a standard department of a community.
type Teaching = BTreeMap<String, Vec<usize>>;

pub(super) fn make(county: &mut County) {
    let mut teaching = Teaching::new();
    for (index, department) in county.departments.iter().enumerate() {
        for standard in &department.standards {
            teaching.entry(standard.clone()).or_default().push(index);
        }
    }
    for community in 0..county.communities.len() {
        let total = county.communities[community].trainees;
        let curricula = if total >= TRAINEES_FOR_INTERNAL_MEDICINE {
            vec![(general_practice(), 30), (internal_medicine(), 20), (assistant(), 30), (new_hires(), 20)]
        } else {
            vec![(general_practice(), 35), (assistant(), 40), (new_hires(), 25)]
        };
        let mut left = total;
        for (index, (curriculum, percent)) in curricula.iter().enumerate() {
            let count = if index + 1 == curricula.len() { left } else { total * percent / 100 };
            left -= count;
            write(county, community, curriculum);
            for number in 0..count {
                trainee(county, community, curriculum, number, &teaching);
            }
        }
    }
}

fn trainee(county: &mut County, community: usize, curriculum: &Curriculum, number: usize, teaching: &Teaching) {
    let home = county.communities[community].hospitals[0];
    let is_bonded = curriculum.category == "住院医师" && number % 5 == 4;
    let person = county.person("X", "学员", home, if is_bonded { "定向" } else { curriculum.category });
    let establishment = if curriculum.category == "新进" { "实名编制" } else { "编外" };
    let who = &mut county.people[person];
    (who.specialty, who.licence, who.establishment) = ("临床医学".into(), "无", establishment);
    let (intake, deadline) = intake(county, curriculum, number);
    let code = county.people[person].code.clone();
    let row = county.data.row(TableKind::Enrolments).set(Column::EnrolmentPerson, &code);
    let row = row.set(Column::EnrolmentProgramme, curriculum.name).set(Column::EnrolmentVersion, version(community));
    row.set(Column::EnrolmentFrom, intake).set(Column::EnrolmentDeadline, deadline);
    let items = chosen(county, curriculum);
    let elapsed = half_months_between(intake, county.parameters.from);
    let done = past(county, &items, elapsed);
    for (item, first, length) in &done {
        let places = teaching.get(&standard(county, community, items[*item].name)).cloned().unwrap_or_default();
        let Some(place) = county.draw.pick(&places).copied() else { continue };
        let overhang = first + length;
        if overhang > 0 {
            county.departments[place].carried += 1;
            county.departments[place].demand += overhang as f64;
        }
        let department = &county.departments[place];
        let row = county.data.row(TableKind::History).set(Column::HistoryPerson, &code);
        let row = row.set(Column::HistoryInstitution, &county.institutions[department.institution].code);
        let row = row.set(Column::HistoryPlace, department.name).set(Column::HistoryFrom, county.parameters.first_day(*first));
        row.set(Column::HistoryUntil, county.parameters.last_day(first + length - 1)).set(Column::HistoryKindColumn, "轮转");
    }
    let last_half = half_months_between(county.parameters.from, deadline) + 1;
    expect(county, community, &items, &done, last_half, teaching);
    wish(county, community, &code, &items, &done, teaching);
}

/// Day of enrolment and deadline: by September, new hires by July or with the plan.
fn intake(county: &County, curriculum: &Curriculum, number: usize) -> (NaiveDate, NaiveDate) {
    let start = county.parameters.from;
    if curriculum.grace > 0 {
        let months = if number.is_multiple_of(2) { 6 } else { 0 };
        let from = county.parameters.first_day(-2 * months);
        let deadline = county.parameters.last_day(2 * (12 + curriculum.grace - months) - 1);
        return (from, deadline);
    }
    let this_year = if start.month() >= 9 { start.year() } else { start.year() - 1 };
    let year = this_year - (number as i64 % curriculum.years) as i32;
    let september = |year: i32| NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(start);
    let end = september(year + curriculum.years as i32);
    (september(year), end.pred_opt().unwrap_or(end))
}

/// Whole half-months from the first day of one to a day.
fn half_months_between(from: NaiveDate, to: NaiveDate) -> i64 {
    let half = |date: NaiveDate| i64::from(date.year()) * 24 + i64::from(date.month0()) * 2 + i64::from(date.day() > 15);
    half(to) - half(from)
}

/// What one trainee takes, electives chosen.
fn chosen<'a>(county: &mut County, curriculum: &'a Curriculum) -> Vec<&'a Item> {
    let electives = county.draw.pick(&curriculum.electives).cloned().unwrap_or_default();
    curriculum.items.iter().filter(|item| !item.is_elective || electives.contains(&item.name)).collect()
}

/// Position of an item, first half-month, length.
type Block = (usize, i64, i64);

/// What fills the half-months before the plan, stage by stage in an order of chance; now and then the last block reaches into the plan.
fn past(county: &mut County, items: &[&Item], elapsed: i64) -> Vec<Block> {
    let may_reach_over = county.draw.percent(12);
    let mut best: Vec<Block> = Vec::new();
    for _ in 0..ATTEMPTS {
        let blocks = order(county, items);
        let mut done: Vec<Block> = Vec::new();
        let mut at = 0;
        for (item, length) in blocks {
            let over = at + length - elapsed;
            if at >= elapsed || over > 0 && !(may_reach_over && over <= LONGEST_OVERHANG) {
                break;
            }
            match done.last_mut() {
                Some((last, _, whole)) if *last == item => *whole += length,
                _ => done.push((item, at - elapsed, length)),
            }
            at += length;
        }
        let filled = |blocks: &[Block]| blocks.iter().map(|(_, _, length)| length).sum::<i64>();
        let is_exact = filled(&done) == elapsed;
        if is_exact || filled(&done) > filled(&best) {
            best = done;
        }
        if is_exact && !may_reach_over || filled(&best) > elapsed {
            break;
        }
    }
    best
}

/// Blocks of all items: stages in order, prerequisites first.
fn order(county: &mut County, items: &[&Item]) -> Vec<(usize, i64)> {
    let mut blocks: Vec<(usize, i64)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mut left = item.half_months;
        while item.is_splittable && left > 4 && county.draw.percent(85) {
            let piece = (2 * county.draw.between(1, 4)).min(left - 2);
            blocks.push((index, piece));
            left -= piece;
        }
        blocks.push((index, left));
    }
    county.draw.shuffle(&mut blocks);
    blocks.sort_by_key(|(index, _)| items[*index].stage);
    for (index, item) in items.iter().enumerate() {
        let Some(after) = item.after.and_then(|after| items.iter().position(|other| other.name == after)) else { continue };
        let at = |wanted: usize| blocks.iter().position(|(index, _)| *index == wanted);
        if let (Some(later), Some(earlier)) = (at(index), at(after))
            && later < earlier
        {
            blocks.swap(later, earlier);
        }
    }
    blocks
}

/// Half-months of each item that are left after the past.
fn left(items: &[&Item], done: &[Block]) -> Vec<i64> {
    let taken = |index: usize| done.iter().filter(|(item, ..)| *item == index).map(|(_, _, length)| length).sum::<i64>();
    items.iter().enumerate().map(|(index, item)| item.half_months - taken(index)).collect()
}

/// Adds what the trainee will ask of departments in the plan: whole stages first, the rest in proportion.
fn expect(county: &mut County, community: usize, items: &[&Item], done: &[Block], deadline: i64, teaching: &Teaching) {
    let busy_until = done.last().map_or(0, |(_, first, length)| first + length).max(0);
    let mut available = (county.parameters.halves().min(deadline) - busy_until).max(0) as f64;
    let left = left(items, done);
    for stage in 1..=2 {
        let of_stage = || items.iter().zip(&left).filter(|(item, _)| item.stage == stage);
        let total: i64 = of_stage().map(|(_, left)| *left).sum();
        let share = if total == 0 { 0.0 } else { (available / total as f64).min(1.0) };
        available -= total as f64 * share;
        for (item, left) in of_stage() {
            let places = teaching.get(&standard(county, community, item.name)).map(Vec::as_slice).unwrap_or_default();
            for &place in places {
                county.departments[place].demand += *left as f64 * share / places.len() as f64;
            }
        }
    }
}

/// Four in ten wish for a certain place of an item that several places teach.
fn wish(county: &mut County, community: usize, code: &str, items: &[&Item], done: &[Block], teaching: &Teaching) {
    if !county.draw.percent(40) {
        return;
    }
    let left = left(items, done);
    let open: Vec<usize> = (0..items.len()).filter(|index| left[*index] > 0).collect();
    let practice = open.iter().copied().find(|index| items[*index].name == PRACTICE);
    let Some(index) = practice.or_else(|| county.draw.pick(&open).copied()) else { return };
    let places = teaching.get(&standard(county, community, items[index].name)).cloned().unwrap_or_default();
    for (rank, place) in county.draw.sample(&places, 2).into_iter().enumerate() {
        let department = &county.departments[place];
        let target = format!("{}+{}", county.institutions[department.institution].code, department.name);
        let row = county.data.row(TableKind::Preferences).set(Column::PreferenceWisher, code);
        row.set(Column::PreferenceWish, target).set(Column::PreferenceRank, rank + 1);
    }
}
