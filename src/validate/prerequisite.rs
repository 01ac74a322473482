//! 先修: items of a programme that come before others.

use super::builder::Builder;
use super::cells::{Cells, both, quoted};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{Id, ItemId, ProgrammeItem, StandardDepartmentId};
use crate::source::Column;
use std::collections::{BTreeMap, BTreeSet};

/// Resolves what each item names as coming before it, with the items in their final order.
pub(super) fn resolve(b: &mut Builder, items: &mut [(Cells, ProgrammeItem)]) {
    let mut by_standard: BTreeMap<StandardDepartmentId, Vec<usize>> = BTreeMap::new();
    for (index, (_, item)) in items.iter().enumerate() {
        by_standard.entry(item.standard).or_default().push(index);
    }
    for index in 0..items.len() {
        let (cells, item) = &items[index];
        let mut after: Vec<ItemId> = Vec::new();
        for word in cells.list(Column::ProgrammeAfter) {
            let found = Bilingual::same(quoted(word));
            let Some(named) = b.find_standard(word).and_then(|standard| by_standard.get(&standard)) else {
                let expected = both("同一方案、同一版本里的标准科室", "a standard department of the same programme and version");
                cells.fault(&mut b.report, Code::UnknownPrerequisite, Column::ProgrammeAfter, found, expected);
                continue;
            };
            // A standard that comes up in several stages: those that are not later than the item.
            let before = |other: &usize| *other != index && items[*other].1.stage <= item.stage;
            let earlier: Vec<ItemId> = named.iter().filter(|other| before(other)).map(|other| ItemId::from_index(*other)).collect();
            if earlier.is_empty() {
                let stage = item.stage;
                let expected = both(format!("阶段 {stage} 或更早的另一项"), format!("another item, of stage {stage} or earlier"));
                cells.fault(&mut b.report, Code::ImpossiblePrerequisite, Column::ProgrammeAfter, found, expected);
            }
            after.extend(earlier);
        }
        after.sort();
        after.dedup();
        items[index].1.after = after;
    }
    break_circles(b, items);
}

/// Reports each circle once, at its first item, and opens it there.
fn break_circles(b: &mut Builder, items: &mut [(Cells, ProgrammeItem)]) {
    let mut open: BTreeSet<usize> = (0..items.len()).collect();
    loop {
        settle(&mut open, items);
        let Some(start) = open.first().copied() else { return };
        let circle = circle_from(start, &open, items);
        let Some(first) = circle.iter().copied().min() else { return };
        let turned = circle.iter().position(|index| *index == first).unwrap_or(0);
        let order = circle[turned..].iter().chain(&circle[..turned]).chain([&first]);
        let names: Vec<&str> = order.map(|index| b.problem.standard_departments[items[*index].1.standard].as_str()).collect();
        let found =
            both(format!("{}（箭头指向先修）", names.join(" → ")), format!("{} (arrows lead to what comes first)", names.join(" → ")));
        let expected = both("不绕圈的先修次序", "an order without circles");
        items[first].0.fault(&mut b.report, Code::ImpossiblePrerequisite, Column::ProgrammeAfter, found, expected);
        items[first].1.after.clear();
    }
}

/// Takes out of `open` every item whose turn can come.
fn settle(open: &mut BTreeSet<usize>, items: &[(Cells, ProgrammeItem)]) {
    let mut followers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
    let mut ready: Vec<usize> = Vec::new();
    for index in open.iter().copied() {
        let before: Vec<usize> = items[index].1.after.iter().map(|item| item.index()).filter(|other| open.contains(other)).collect();
        if before.is_empty() {
            ready.push(index);
        }
        waiting.insert(index, before.len());
        for other in before {
            followers.entry(other).or_default().push(index);
        }
    }
    while let Some(index) = ready.pop() {
        open.remove(&index);
        for follower in followers.remove(&index).unwrap_or_default() {
            if let Some(count) = waiting.get_mut(&follower) {
                *count -= 1;
                if *count == 0 {
                    ready.push(follower);
                }
            }
        }
    }
}

/// A circle that the first open prerequisite of each item leads into; every open item has one.
fn circle_from(start: usize, open: &BTreeSet<usize>, items: &[(Cells, ProgrammeItem)]) -> Vec<usize> {
    let mut path: Vec<usize> = Vec::new();
    let mut at = start;
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    while !seen.contains_key(&at) {
        seen.insert(at, path.len());
        path.push(at);
        let next = items[at].1.after.iter().map(|item| item.index()).find(|other| open.contains(other));
        at = next.unwrap_or(start);
    }
    path.split_off(seen[&at])
}
