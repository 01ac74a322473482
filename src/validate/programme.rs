//! 培训方案: training programmes, an item a row.

use super::builder::Builder;
use super::cells::{Cells, both, months_of};
use super::prerequisite;
use crate::diagnostic::Code;
use crate::domain::*;
use crate::source::{Column, TableKind};
use std::collections::{BTreeMap, BTreeSet};

/// Longest programme in years.
const MOST_YEARS: i64 = 10;

/// One programme while its rows are read.
struct Draft<'a> {
    programme: ProgrammeId,
    first: Cells<'a>,
    years: Option<i64>,
    items: Vec<(Cells<'a>, ProgrammeItem)>,
    /// What may stand there once.
    keys: BTreeSet<(i32, StandardDepartmentId, Option<GroupId>)>,
    groups: Vec<GroupDraft<'a>>,
}

/// An elective group while its rows are read: each figure stands on any of them.
struct GroupDraft<'a> {
    name: &'a str,
    first: Cells<'a>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    half_months: Option<i64>,
}

pub(super) fn resolve(b: &mut Builder) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_name: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for cells in b.rows(TableKind::Programmes) {
        let name = cells.required(&mut b.report, Column::ProgrammeName);
        let version = cells.text(Column::ProgrammeVersion).unwrap_or("1");
        let standard = cells.required(&mut b.report, Column::ProgrammeStandard);
        cells.required(&mut b.report, Column::ProgrammeMonths);
        let half_months = cells.half_months(&mut b.report, Column::ProgrammeMonths, 1, MOST_YEARS * 24);
        let years = cells.whole(&mut b.report, Column::ProgrammeYears, 1, MOST_YEARS);
        let stage = cells.whole(&mut b.report, Column::ProgrammeStage, 1, 20).unwrap_or(1);
        let splittable = cells.flag(&mut b.report, Column::ProgrammeSplittable).unwrap_or(false);
        let levels = cells.levels(&mut b.report, Column::ProgrammeLevels);
        let group_minimum = cells.whole(&mut b.report, Column::ProgrammeGroupMinimum, 0, 100);
        let group_maximum = cells.whole(&mut b.report, Column::ProgrammeGroupMaximum, 1, 100);
        let group_months = cells.half_months(&mut b.report, Column::ProgrammeGroupMonths, 0, MOST_YEARS * 24);
        let Some(name) = name else { continue };
        let index = *by_name.entry((name, version)).or_insert_with(|| {
            let programme =
                Programme { name: name.to_owned(), version: version.to_owned(), items: IndexVec::new(), groups: IndexVec::new() };
            let programme = b.problem.programmes.push(programme);
            drafts.push(Draft { programme, first: cells, years: None, items: Vec::new(), keys: BTreeSet::new(), groups: Vec::new() });
            drafts.len() - 1
        });
        let draft = &mut drafts[index];
        draft.years = draft.years.max(years);
        let (Some(standard), Some(half_months)) = (standard, half_months) else { continue };
        let group = cells.text(Column::ProgrammeGroup).map(|name| {
            let index = draft.groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
                draft.groups.push(GroupDraft { name, first: cells, minimum: None, maximum: None, half_months: None });
                draft.groups.len() - 1
            });
            let group = &mut draft.groups[index];
            group.minimum = group.minimum.max(group_minimum);
            group.maximum = group.maximum.max(group_maximum);
            group.half_months = group.half_months.max(group_months);
            GroupId::from_index(index)
        });
        let item = ProgrammeItem {
            stage: stage as i32,
            standard: b.standard(standard),
            half_months: half_months as i32,
            splittable,
            group,
            after: Vec::new(),
            levels,
        };
        if !draft.keys.insert((item.stage, item.standard, item.group)) {
            let expected = both("每个标准科室在每个阶段一行", "one row for each standard and stage");
            cells.reject(&mut b.report, Code::DuplicateItem, Column::ProgrammeStandard, expected);
        }
        draft.items.push((cells, item));
    }
    for draft in drafts {
        complete(b, draft);
    }
}

fn complete(b: &mut Builder, draft: Draft) {
    let Draft { programme, first, years, mut items, groups, .. } = draft;
    let limit = years.map(|years| years * 24);
    let mut is_item_too_long = false;
    for (cells, item) in &items {
        if let Some(limit) = limit.filter(|limit| i64::from(item.half_months) > *limit) {
            let months = months_of(limit);
            let expected = both(format!("不超过方案年限 {months} 个月"), format!("at most the programme's {months} months"));
            cells.reject(&mut b.report, Code::ItemLongerThanProgramme, Column::ProgrammeMonths, expected);
            is_item_too_long = true;
        }
    }
    let groups: Vec<ElectiveGroup> = groups
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let members: Vec<i64> = items
                .iter()
                .filter(|(_, item)| item.group == Some(GroupId::from_index(index)))
                .map(|(_, item)| i64::from(item.half_months))
                .collect();
            elective(b, group, members)
        })
        .collect();
    let fixed: i64 = items.iter().filter(|(_, item)| item.group.is_none()).map(|(_, item)| i64::from(item.half_months)).sum();
    let total = fixed + groups.iter().map(|group| i64::from(group.half_months)).sum::<i64>();
    if let Some(limit) = limit.filter(|limit| total > *limit && !is_item_too_long) {
        let (found, expected) = (months_of(total), months_of(limit));
        let found = both(format!("合计 {found} 个月"), format!("{found} months in all"));
        let expected = both(format!("不超过 {expected} 个月"), format!("at most {expected} months"));
        first.fault(&mut b.report, Code::ProgrammeLongerThanYears, Column::ProgrammeYears, found, expected);
    }
    // Stages in order, the rows of a stage as the table has them.
    items.sort_by_key(|(_, item)| item.stage);
    prerequisite::resolve(b, &mut items);
    b.problem.programmes[programme].items = items.into_iter().map(|(_, item)| item).collect();
    b.problem.programmes[programme].groups = groups.into_iter().collect();
}

/// The group's demands, with `lengths` the half-months of its items.
fn elective(b: &mut Builder, group: &GroupDraft, mut lengths: Vec<i64>) -> ElectiveGroup {
    lengths.sort_unstable_by(|first, second| second.cmp(first));
    let items = lengths.len() as i64;
    let minimum = group.minimum.unwrap_or(1);
    let maximum = group.maximum.unwrap_or(items);
    let longest = lengths.first().copied().unwrap_or(0);
    let half_months = group.half_months.unwrap_or(minimum.min(items) * longest);
    let at_most: i64 = lengths.iter().take(usize::try_from(maximum).unwrap_or(usize::MAX)).sum();
    if minimum > maximum || minimum > items || half_months > at_most {
        let found = both(
            format!("{}：{items} 项，最少 {minimum}、最多 {maximum}，{} 个月", group.name, months_of(half_months)),
            format!("{}: {items} items, minimum {minimum}, maximum {maximum}, {} months", group.name, months_of(half_months)),
        );
        let expected = both(
            format!("最少 ≤ 最多、最少 ≤ 项数、月数 ≤ {}", months_of(at_most)),
            format!("minimum ≤ maximum, minimum ≤ items, months ≤ {}", months_of(at_most)),
        );
        group.first.fault(&mut b.report, Code::ImpossibleGroup, Column::ProgrammeGroup, found, expected);
    }
    ElectiveGroup {
        name: group.name.to_owned(),
        minimum_items: minimum as i32,
        maximum_items: maximum.min(items) as i32,
        half_months: half_months as i32,
    }
}
