//! The book of record as lists: its plans, and the versions of its tables with what changed.

use super::forms::words;
use super::listing::{Entry, Listing};
use super::private::masked;
use crate::diagnostic::{Bilingual, without_numbers};
use crate::model::Tier;
use crate::store::{ChangeKind, DatasetVersion, PlanEntry, RowChange};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a table is called, or a column of it; kept rows have the English names.
pub type TableNames<'a> = &'a dyn Fn(&str, Option<&str>) -> Bilingual;

/// So many characters of a dataset's hash tell datasets apart.
const HASH: usize = 12;
/// Columns whose text is private.
const PRIVATE: [&str; 2] = ["identity", "telephone"];

/// Plans, a row each. Identity numbers and telephones among names and reasons are masked unless asked for.
pub fn plans_listing(entries: &[PlanEntry], with_private: bool) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("方案", "Plans"),
        &[
            ("方案", "plan"),
            ("状态", "status"),
            ("生成于", "created"),
            ("计划期", "horizon"),
            ("数据", "data"),
            ("代价", "costs"),
            ("差距", "gap"),
            ("修补与发布", "repairs and publications"),
        ],
        Bilingual::new("还没有方案", "no plans yet"),
    );
    for entry in entries {
        let summary = &entry.summary;
        let costs: Vec<String> = Tier::ALL.iter().map(|tier| summary.score[*tier].to_string()).collect();
        let gap = summary.gap.map_or("?".to_owned(), |gap| if gap == 0.0 { "0%".to_owned() } else { format!("{:.2}%", gap * 100.0) });
        listing.rows.push(vec![
            Entry::Number(summary.plan.0),
            words::closed(&summary.status, words::status).into(),
            summary.created_at.clone().into(),
            format!("{}–{}", summary.horizon.from.format("%Y-%m"), summary.horizon.to.format("%Y-%m")).into(),
            Entry::Number(entry.dataset),
            costs.join("/").into(),
            gap.into(),
            told(entry, with_private).into(),
        ]);
    }
    listing
}

/// What the plan repairs and why, its publications, and what took its place.
fn told(entry: &PlanEntry, with_private: bool) -> Bilingual {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if let Some(baseline) = entry.summary.baseline {
        let reason = free(entry.summary.repair_reason.as_deref().unwrap_or_default(), with_private);
        let (zh_why, en_why) = if reason.is_empty() { Default::default() } else { (format!("（{reason}）"), format!(" ({reason})")) };
        zh.push(format!("修补方案 {baseline}{zh_why}"));
        en.push(format!("repairs plan {baseline}{en_why}"));
    }
    for publication in &entry.publications {
        let (from, through) = (publication.from.format("%Y-%m"), publication.through.format("%Y-%m"));
        let by = free(&publication.published_by, with_private);
        let number = publication.publication;
        zh.push(format!("第 {number} 次 {from}–{through} {by}"));
        en.push(format!("no. {number} {from}–{through} {by}"));
    }
    if let Some(by) = entry.superseded_by {
        zh.push(format!("已被第 {by} 次发布取代"));
        en.push(format!("superseded by no. {by}"));
    }
    Bilingual::new(zh.join("；"), en.join("; "))
}

/// Versions of the tables, a row each.
pub fn versions_listing(versions: &[DatasetVersion], names: TableNames) -> Listing {
    let mut listing = Listing::new(
        Bilingual::new("数据版本", "Versions of the tables"),
        &[
            ("版本", "version"),
            ("导入于", "imported"),
            ("来源", "source"),
            ("数据版本", "named"),
            ("行", "rows"),
            ("校验", "hash"),
            ("改动", "changes"),
        ],
        Bilingual::new("还没有数据", "no tables yet"),
    );
    for (index, version) in versions.iter().enumerate() {
        let changes = if index == 0 { Bilingual::new("首次导入", "the first") } else { change_words(&version.changes, names) };
        listing.rows.push(vec![
            Entry::Number(version.dataset),
            version.imported_at.clone().into(),
            version.source.clone().into(),
            version.data_version.clone().into(),
            Entry::Number(version.rows),
            version.hash.chars().take(HASH).collect::<String>().into(),
            changes.into(),
        ]);
    }
    listing
}

/// `staff +1 ~2, leave +1`
fn change_words(changes: &[RowChange], names: TableNames) -> Bilingual {
    // In the order of the tables, which is that of the changes.
    let mut counts: Vec<((&str, ChangeKind), usize)> = Vec::new();
    for change in changes {
        let what = (change.table.as_str(), change.kind);
        match counts.last_mut().filter(|(last, _)| *last == what) {
            Some((_, count)) => *count += 1,
            None => counts.push((what, 1)),
        }
    }
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for ((table, kind), count) in counts {
        let sign = match kind {
            ChangeKind::Added => "+",
            ChangeKind::Removed => "−",
            ChangeKind::Changed => "~",
        };
        let name = names(table, None);
        zh.push(format!("{}{sign}{count}", name.zh));
        en.push(format!("{} {sign}{count}", name.en));
    }
    if zh.is_empty() {
        Bilingual::new("只有行序不同", "only the order of rows")
    } else {
        Bilingual::new(zh.join("，"), en.join(", "))
    }
}

/// What changed in a version, a row for each cell that differs. Identity numbers and telephones are masked unless asked for.
pub fn changes_listing(version: &DatasetVersion, names: TableNames, with_private: bool) -> Listing {
    let number = version.dataset;
    let title = Bilingual::new(format!("版本 {number} 的改动"), format!("What version {number} changed"));
    let columns =
        [("表", "table"), ("改动", "change"), ("行", "row"), ("主键", "key"), ("列", "column"), ("原为", "before"), ("现为", "after")];
    let mut listing = Listing::new(title, &columns, Bilingual::new("没有改动", "nothing"));
    for change in &version.changes {
        let kind = match change.kind {
            ChangeKind::Added => Bilingual::new("新增", "added"),
            ChangeKind::Removed => Bilingual::new("删除", "removed"),
            ChangeKind::Changed => Bilingual::new("修改", "changed"),
        };
        let table = names(&change.table, None);
        let head = || {
            vec![table.clone().into(), kind.clone().into(), Entry::Number(i64::from(change.row)), free(&change.key, with_private).into()]
        };
        let is_told = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        let cells: Vec<_> = change.cells.iter().filter(|(_, before, after)| is_told(before) || is_told(after)).collect();
        if !cells.is_empty() {
            for (column, before, after) in cells {
                let shown = |text: &Option<String>| text.as_ref().map(|text| shown(column, text, with_private));
                let mut row = head();
                row.extend([names(&change.table, Some(column)).into(), shown(before).into(), shown(after).into()]);
                listing.rows.push(row);
            }
        } else {
            let mut row = head();
            row.extend([Entry::Empty, Entry::Empty, Entry::Empty]);
            listing.rows.push(row);
        }
    }
    listing
}

fn shown(column: &str, text: &str, with_private: bool) -> String {
    if with_private || !PRIVATE.contains(&column) { free(text, with_private) } else { masked(text) }
}

/// Text that anybody may have written anything into.
fn free(text: &str, with_private: bool) -> String {
    if with_private { text.to_owned() } else { without_numbers(text) }
}

/// The plans for machines. Identity numbers and telephones among names and reasons are masked unless asked for.
pub fn plans_json(entries: &[PlanEntry], with_private: bool) -> Value {
    let publication = |it: &crate::store::Publication| {
        json!({
            "publication": it.publication, "from": it.from.format("%Y-%m").to_string(), "through": it.through.format("%Y-%m").to_string(),
            "published_at": it.published_at, "published_by": free(&it.published_by, with_private),
            "note": free(&it.note, with_private),
        })
    };
    let plans = entries.iter().map(|entry| {
        let summary = &entry.summary;
        let scores: BTreeMap<&str, i64> = Tier::ALL.iter().map(|tier| (tier.code(), summary.score[*tier])).collect();
        let publications: Vec<Value> = entry.publications.iter().map(publication).collect();
        json!({
            "plan": summary.plan.0, "status": summary.status, "created_at": summary.created_at, "horizon_from": summary.horizon.from,
            "horizon_to": summary.horizon.to, "people": summary.people, "stays": summary.stays, "dataset": entry.dataset,
            "dataset_hash": summary.dataset_hash, "scores": scores, "gap": summary.gap, "publications": publications,
            "rests_on": entry.takeover.map(|takeover| takeover.publication),
            "frozen_through": entry.takeover.map(|takeover| takeover.frozen_through), "superseded_by": entry.superseded_by,
            "repairs": summary.baseline.map(|baseline| baseline.0),
            "repair_reason": summary.repair_reason.as_deref().map(|reason| free(reason, with_private)),
        })
    });
    plans.collect()
}

/// The versions for machines. Identity numbers and telephones are masked unless asked for.
pub fn versions_json(versions: &[DatasetVersion], with_private: bool) -> Value {
    let change = |change: &RowChange| {
        let cells: Vec<Value> = change
            .cells
            .iter()
            .map(|(column, before, after)| {
                let shown = |text: &Option<String>| text.as_ref().map(|text| shown(column, text, with_private));
                json!({"column": column, "before": shown(before), "after": shown(after)})
            })
            .collect();
        json!({"table": change.table, "change": change.kind, "key": free(&change.key, with_private), "row": change.row, "cells": cells})
    };
    let versions = versions.iter().map(|version| {
        let changes: Vec<Value> = version.changes.iter().map(change).collect();
        json!({
            "dataset": version.dataset, "hash": version.hash, "data_version": version.data_version, "source": version.source,
            "imported_at": version.imported_at, "rows": version.rows, "changes": changes,
        })
    });
    versions.collect()
}
