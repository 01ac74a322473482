//! Staffing pools: communities that name the same pool share one, whose size is the sum of theirs.

use super::builder::Builder;
use super::cells::{Cells, both};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{CommunityId, Pool, PoolId, PoolShareBasis};
use crate::source::{Column, TableKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Lowest share at branches when a community gives none, percent.
pub(super) const DEFAULT_BRANCH_PERCENT: i64 = 60;

/// What one row of a community says about its pool.
pub(super) struct PoolRow<'a> {
    pub community: CommunityId,
    /// Name of the pool, where it has one of its own choosing.
    pub pool: Option<String>,
    /// Name of the community's own pool.
    pub own_name: String,
    pub effective: Option<NaiveDate>,
    pub size: Option<i64>,
    pub branch_percent: Option<i64>,
    pub basis: Option<PoolShareBasis>,
    pub cells: Cells<'a>,
}

/// Makes the pools and gives each community its own.
pub(super) fn resolve(b: &mut Builder, rows: Vec<PoolRow>) {
    let mut names: Vec<String> = Vec::new();
    let mut by_pool: BTreeMap<String, Vec<&PoolRow>> = BTreeMap::new();
    for row in &rows {
        let name = row.pool.clone().unwrap_or_else(|| row.own_name.clone());
        if !by_pool.contains_key(&name) {
            names.push(name.clone());
        }
        by_pool.entry(name).or_default().push(row);
    }
    for name in names {
        let rows = &by_pool[&name];
        let is_named = rows.iter().any(|row| row.pool.is_some());
        let has_size = rows.iter().any(|row| row.size.is_some_and(|size| size > 0));
        // A pool that is only a name takes its size from the numbered posts.
        let takes_size_from_posts = is_named && b.has_rows(TableKind::PoolPosts);
        if !has_size && !takes_size_from_posts {
            continue;
        }
        let branch_percent = one_value(b, rows, |row| row.branch_percent, Column::CommunityBranchShare, |percent| format!("{percent}%"));
        let basis = one_value(
            b,
            rows,
            |row| row.basis,
            Column::CommunityShareBasis,
            |basis| {
                match basis {
                    PoolShareBasis::Total => "总数 (total)",
                    PoolShareBasis::InUse => "在用 (in-use)",
                }
                .to_owned()
            },
        );
        let pool = b.problem.pools.push(Pool {
            name,
            sizes: sizes(rows),
            branch_percent: branch_percent.unwrap_or(DEFAULT_BRANCH_PERCENT),
            basis: basis.unwrap_or(PoolShareBasis::InUse),
        });
        for row in rows {
            b.problem.communities[row.community].pool = Some(pool);
        }
    }
}

/// The value that the rows agree on; a row that contradicts the first is reported.
fn one_value<T: Copy + PartialEq>(
    b: &mut Builder,
    rows: &[&PoolRow],
    value: impl Fn(&PoolRow) -> Option<T>,
    column: Column,
    words: impl Fn(T) -> String,
) -> Option<T> {
    let first = rows.iter().find_map(|row| value(row))?;
    for row in rows {
        if let Some(other) = value(row).filter(|other| *other != first) {
            let expected = both(
                format!("同一周转池一致，前面已给 {}", words(first)),
                format!("the same within one pool, {} was given before", words(first)),
            );
            row.cells.fault(&mut b.report, Code::DuplicateSetting, column, Bilingual::same(words(other)), expected);
        }
    }
    Some(first)
}

/// Size from each date on at which any of the communities' shares changes.
fn sizes(rows: &[&PoolRow]) -> Vec<(NaiveDate, i64)> {
    let mut of_community: BTreeMap<CommunityId, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    let mut dates: Vec<NaiveDate> = Vec::new();
    for row in rows {
        let from = row.effective.unwrap_or(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default());
        if let Some(size) = row.size {
            of_community.entry(row.community).or_default().insert(from, size);
            dates.push(from);
        }
    }
    dates.sort();
    dates.dedup();
    let on = |changes: &BTreeMap<NaiveDate, i64>, date: NaiveDate| {
        let last = changes.range(..=date).next_back().or(changes.iter().next());
        last.map_or(0, |(_, size)| *size)
    };
    dates.into_iter().map(|date| (date, of_community.values().map(|changes| on(changes, date)).sum())).collect()
}

/// A pool that the tables imply without naming it: its size is the number of its posts.
pub(super) fn implied(b: &mut Builder, community: CommunityId) -> PoolId {
    let name = format!("{}周转池", b.problem.communities[community].name);
    let pool = b.problem.pools.push(Pool { name, sizes: Vec::new(), branch_percent: DEFAULT_BRANCH_PERCENT, basis: PoolShareBasis::InUse });
    b.problem.communities[community].pool = Some(pool);
    pool
}
