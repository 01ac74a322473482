//! 岗位: posts.

use super::builder::Builder;
use super::cells::{Cells, both, decimal, quoted};
use super::vocabulary::{CATEGORIES, POST_KINDS};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::rules::{RuleId, setting};
use crate::source::{Column, TableKind};

/// People at one post at once.
const MOST_PEOPLE: i64 = 10_000;
/// Term options where neither the post nor the rule on terms has any, in months.
const DEFAULT_TERMS: [i64; 3] = [3, 6, 12];
/// Longest term, in half-months.
const LONGEST_TERM: f64 = 240.0;
/// Load of a circuit visit that gives none, in hundredths.
const CIRCUIT_LOAD: i64 = 20;

pub(super) fn resolve(b: &mut Builder) {
    let mut without_headcount = 0;
    for cells in b.rows(TableKind::Posts) {
        let code = cells.required(&mut b.report, Column::PostCode);
        cells.required(&mut b.report, Column::PostInstitution);
        let institution = b.institution(cells, Column::PostInstitution);
        let kind = cells.required_choice(&mut b.report, Column::PostKind, Code::UnknownKind, &POST_KINDS);
        let department = institution.and_then(|institution| b.department(cells, Column::PostDepartment, institution));
        if [Column::PostMinimum, Column::PostTarget, Column::PostMaximum].iter().all(|column| cells.text(*column).is_none()) {
            without_headcount += 1;
        }
        let headcount = headcount(b, cells);
        let specialties = cells.list(Column::PostSpecialties).into_iter().map(|name| b.specialty(name)).collect();
        let categories = cells.choices(&mut b.report, Column::PostCategories, Code::UnknownCategory, &CATEGORIES);
        let minimum_grade = cells.grade(&mut b.report, Column::PostMinimumGrade);
        let load = cells.percent(&mut b.report, Column::PostLoad, 1);
        let from = cells.date(&mut b.report, Column::PostFrom);
        let until = cells.date(&mut b.report, Column::PostUntil);
        cells.in_order(&mut b.report, from, until, Column::PostUntil);
        let kind_known = kind.unwrap_or(DispatchKind::ResidentPosting);
        let (establishment, pool_category) = establishment(b, cells, kind_known);
        let terms = terms(b, cells, kind_known);
        let handover = handover(b, cells, kind);
        let Some(code) = code else { continue };
        let Some(institution) = institution.filter(|_| kind.is_some()) else {
            reject_duplicate(b, cells, code, None);
            continue;
        };
        let name = cells.text(Column::PostName).map(str::to_owned).unwrap_or_else(|| {
            let place = department.map_or(&b.problem.institutions[institution].name, |department| &b.problem.departments[department].name);
            format!("{place}{}", kind_known.chinese())
        });
        let post = b.problem.posts.push(Post {
            code: code.to_owned(),
            name,
            institution,
            department,
            kind: kind_known,
            headcount,
            minimum_grade,
            specialties,
            categories: if categories.is_empty() { vec![default_category(kind_known)] } else { categories },
            terms,
            load: load.unwrap_or(if kind_known == DispatchKind::Circuit { CIRCUIT_LOAD } else { FULL_LOAD }),
            handover,
            establishment,
            pool_category,
            from,
            until,
        });
        reject_duplicate(b, cells, code, Some(post));
    }
    if without_headcount > 0 {
        b.assume(
            format!("{without_headcount} 个岗位没有填人数：最低 0 人，目标和最高 1 人。"),
            format!("{without_headcount} posts give no headcount: minimum 0, target and maximum 1."),
        );
    }
}

fn reject_duplicate(b: &mut Builder, cells: Cells, code: &str, post: Option<PostId>) {
    if !b.posts.insert(code, post) {
        cells.reject(&mut b.report, Code::DuplicateCode, Column::PostCode, both("每个岗位一个代码", "one code a post"));
    }
}

fn default_category(kind: DispatchKind) -> Category {
    if kind == DispatchKind::Secondment { Category::Secondee } else { Category::Specialist }
}

fn headcount(b: &mut Builder, cells: Cells) -> Headcount {
    let report = &mut b.report;
    let minimum = cells.whole(report, Column::PostMinimum, 0, MOST_PEOPLE);
    let target = cells.whole(report, Column::PostTarget, 0, MOST_PEOPLE);
    let maximum = cells.whole(report, Column::PostMaximum, 0, MOST_PEOPLE);
    let is_ordered = ordered_bounds(b, cells, minimum, target, maximum, [Column::PostTarget, Column::PostMaximum]);
    let least = minimum.unwrap_or(0);
    // A given maximum holds a target that nobody gave.
    let target = target.unwrap_or_else(|| maximum.map_or(least.max(1), |maximum| least.max(1).min(maximum)));
    let headcount = Headcount { minimum: least, target, maximum: maximum.unwrap_or(target) };
    if is_ordered { headcount } else { Headcount { minimum: 0, target: 0, maximum: 0 } }
}

/// Reports bounds that contradict each other; true when they do not.
pub(super) fn ordered_bounds(
    b: &mut Builder,
    cells: Cells,
    minimum: Option<i64>,
    target: Option<i64>,
    maximum: Option<i64>,
    [target_column, maximum_column]: [Column; 2],
) -> bool {
    let above = |low: Option<i64>, high: Option<i64>| low.zip(high).is_some_and(|(low, high)| low > high);
    let mut is_ordered = true;
    let mut report = |low: Option<i64>, high: Option<i64>, zh: &str, en: &str, column: Column| {
        if above(low, high) {
            let low = low.unwrap_or_default();
            let expected = both(format!("不少于{zh} {low}"), format!("{en} {low} or more"));
            cells.reject(&mut b.report, Code::ImpossibleRange, column, expected);
            is_ordered = false;
        }
    };
    report(minimum, target, "最低", "the minimum", target_column);
    report(target, maximum, "目标", "the target", maximum_column);
    if !above(minimum, target) && !above(target, maximum) {
        report(minimum, maximum, "最低", "the minimum", maximum_column);
    }
    is_ordered
}

/// Whether holders overlap at the hand-over: a matter of leadership posts only.
fn handover(b: &mut Builder, cells: Cells, kind: Option<DispatchKind>) -> bool {
    let asked = cells.flag(&mut b.report, Column::PostHandover).unwrap_or(false);
    if let Some(kind) = kind.filter(|kind| asked && *kind != DispatchKind::Leadership) {
        let found = both(format!("派驻类型是{}", kind.chinese()), format!("its kind is {}", kind.english()));
        cells.fault(&mut b.report, Code::HandoverNotUsed, Column::PostHandover, found, Bilingual::default());
        return false;
    }
    asked
}

fn establishment(b: &mut Builder, cells: Cells, kind: DispatchKind) -> (EstablishmentNeed, Option<PoolCategoryId>) {
    let Some(text) = cells.text(Column::PostPoolPost) else {
        let is_leadership = kind == DispatchKind::Leadership;
        return (if is_leadership { EstablishmentNeed::Establishment } else { EstablishmentNeed::None }, None);
    };
    match (text.to_lowercase().as_str(), super::cells::flag(text)) {
        (_, Some(false)) => (EstablishmentNeed::None, None),
        (_, Some(true)) => (EstablishmentNeed::Pool, None),
        ("需编" | "establishment", None) => (EstablishmentNeed::Establishment, None),
        (_, None) => {
            let category = b.pool_categories.get(text).copied();
            if category.is_none() && !b.tables.is_broken(TableKind::PoolPosts) {
                let names: Vec<&str> = b.pool_categories.keys().map(String::as_str).collect();
                let names = if names.is_empty() { String::new() } else { format!("、{}", names.join("、")) };
                let expected = both(format!("否、是、需编{names}"), format!("否 (no), 是 (yes), 需编 (establishment){names}"));
                cells.reject(&mut b.report, Code::UnknownPoolCategory, Column::PostPoolPost, expected);
            }
            (EstablishmentNeed::Pool, category)
        }
    }
}

/// Term options in slots, ascending.
fn terms(b: &mut Builder, cells: Cells, kind: DispatchKind) -> Vec<i32> {
    let mut half_months: Vec<i64> = Vec::new();
    for item in cells.list(Column::PostTerms) {
        let item = item.strip_suffix("个月").or(item.strip_suffix('月')).unwrap_or(item);
        let expected = || both("0.5 到 120 个月，0.5 的倍数", "0.5 to 120 months in steps of 0.5");
        let found = Bilingual::same(quoted(item));
        match decimal(item).map(|months| months * 2.0) {
            None => cells.fault(&mut b.report, Code::UnreadableNumber, Column::PostTerms, found, expected()),
            Some(halves) if halves.fract() != 0.0 => cells.fault(&mut b.report, Code::NotHalfMonths, Column::PostTerms, found, expected()),
            Some(halves) if !(1.0..=LONGEST_TERM).contains(&halves) => {
                cells.fault(&mut b.report, Code::NumberOutOfRange, Column::PostTerms, found, expected());
            }
            Some(halves) => half_months.push(halves as i64),
        }
    }
    if half_months.is_empty() {
        half_months = match kind {
            DispatchKind::Leadership => vec![24],
            DispatchKind::Circuit => vec![1],
            _ => rule_terms(b).into_iter().map(|months| months * 2).collect(),
        };
    }
    let mut slots: Vec<i32> = half_months.into_iter().map(|halves| b.problem.calendar.slots_of_half_months(halves as i32)).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// Options of the rule on terms in force at the start, in months.
fn rule_terms(b: &Builder) -> Vec<i64> {
    let spec = RuleId::from_code("term").map(|rule| rule.rule().spec);
    let start = b.problem.calendar.horizon().from;
    match spec.filter(|spec| spec.parameters.iter().any(|parameter| parameter.key == "options")) {
        Some(spec) => setting::wholes(&b.problem, spec, "options", start),
        None => DEFAULT_TERMS.to_vec(),
    }
}
