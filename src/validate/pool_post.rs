//! 周转编制: numbered posts of the pools, and the unnumbered ones that fill a pool up to its size.

use super::builder::Builder;
use super::cells::{Cells, both};
use super::{pool, published};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::{Column, TableKind};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Words for posts without a category.
const GENERAL: [&str; 3] = ["通用", "general", "无"];

/// What makes posts of one class.
type ClassKey = (PoolId, Option<PoolCategoryId>, Option<InstitutionId>, Option<NaiveDate>, Option<NaiveDate>);

/// Registers the categories, so that posts can name them.
pub(super) fn categories(b: &mut Builder) {
    for cells in b.rows(TableKind::PoolPosts) {
        if let Some(name) = category_name(cells) {
            b.pool_category(name);
        }
    }
}

fn category_name(cells: Cells<'_>) -> Option<&str> {
    cells.text(Column::PoolPostCategory).filter(|name| !GENERAL.contains(&name.to_lowercase().as_str()))
}

pub(super) fn resolve(b: &mut Builder) {
    let mut classes: BTreeMap<ClassKey, PoolClassId> = BTreeMap::new();
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    let mut numbered: BTreeMap<PoolId, (i64, Cells)> = BTreeMap::new();
    for cells in b.rows(TableKind::PoolPosts) {
        let code = cells.required(&mut b.report, Column::PoolPostCode);
        let category = category_name(cells).and_then(|name| b.pool_categories.get(name).copied());
        let institution = b.institution(cells, Column::PoolPostInstitution);
        let from = cells.date(&mut b.report, Column::PoolPostFrom);
        let until = cells.date(&mut b.report, Column::PoolPostUntil);
        cells.in_order(&mut b.report, from, until, Column::PoolPostUntil);
        let occupant = b.person(cells, Column::PoolPostOccupant);
        let pool = pool_of(b, cells, institution);
        let Some(code) = code else { continue };
        if !codes.insert(code) {
            let expected = both("每个编制一行、一个编号", "one row and one number a post");
            cells.reject(&mut b.report, Code::PoolPostHeldTwice, Column::PoolPostCode, expected);
            continue;
        }
        let Some(pool) = pool else { continue };
        let key = (pool, category, institution, from, until);
        let post = add_post(b, &mut classes, key, code.to_owned(), true);
        numbered.entry(pool).or_insert((0, cells)).0 += 1;
        if let Some(person) = occupant.filter(|person| !published::has_given_back(b, code, *person)) {
            if let Some(expected) = published::other_holder(b, code, person) {
                cells.reject(&mut b.report, Code::PoolPostHeldTwice, Column::PoolPostOccupant, expected);
            } else if let Some(other) = b.occupants.get(&person) {
                let other = b.problem.pool_posts[*other].code.clone();
                let expected = both(format!("一人一个编制，前面已占 {other}"), format!("one post a person; {other} was given before"));
                cells.reject(&mut b.report, Code::PoolPostHeldTwice, Column::PoolPostOccupant, expected);
            } else {
                b.occupants.insert(person, post);
                b.held.insert(post, person);
            }
        }
    }
    for pool in b.problem.pools.ids() {
        fill_up(b, &mut classes, pool, numbered.get(&pool));
    }
    // Posts beyond the pool's own have their category through their post's; people who hold one belong to it.
    for (person, post) in &b.occupants {
        let category = b.problem.pool_classes[b.problem.pool_posts[*post].class].category;
        if category.is_some() {
            b.problem.people[*person].pool_category = category;
        }
    }
}

/// The pool of the row: of its community, else of its institution's, else the only one.
fn pool_of(b: &mut Builder, cells: Cells, institution: Option<InstitutionId>) -> Option<PoolId> {
    let named = match cells.text(Column::PoolPostCommunity) {
        Some(_) => Some(b.community(cells, Column::PoolPostCommunity)?),
        None => None,
    };
    let community = named.or_else(|| institution.and_then(|institution| b.problem.institutions[institution].community)).or_else(|| {
        let is_only = b.problem.communities.len() == 1;
        is_only.then(|| CommunityId::from_index(0))
    });
    if let Some(community) = community {
        let pool = b.problem.communities[community].pool;
        return Some(pool.unwrap_or_else(|| pool::implied(b, community)));
    }
    if b.problem.pools.len() == 1 {
        return Some(PoolId::from_index(0));
    }
    let is_unknowable = b.tables.is_broken(TableKind::Communities) || cells.text(Column::PoolPostInstitution).is_some();
    if !is_unknowable {
        let expected = both("医共体 或 使用机构", "a community or an institution");
        let code = cells.words(Column::PoolPostCode);
        cells.fault(&mut b.report, Code::AmbiguousPool, Column::PoolPostCommunity, Bilingual::same(code), expected);
    }
    None
}

fn add_post(b: &mut Builder, classes: &mut BTreeMap<ClassKey, PoolClassId>, key: ClassKey, code: String, numbered: bool) -> PoolPostId {
    let (pool, category, institution, from, until) = key;
    let class = *classes
        .entry(key)
        .or_insert_with(|| b.problem.pool_classes.push(PoolClass { pool, category, institution, from, until, posts: Vec::new() }));
    let post = b.problem.pool_posts.push(PoolPost { code, pool, class, numbered });
    b.problem.pool_classes[class].posts.push(post);
    post
}

/// Adds posts of our own numbering up to the largest size that the pool ever has.
fn fill_up(b: &mut Builder, classes: &mut BTreeMap<ClassKey, PoolClassId>, pool: PoolId, numbered: Option<&(i64, Cells)>) {
    let count = numbered.map_or(0, |(count, _)| *count);
    let largest = b.problem.pools[pool].sizes.iter().map(|(_, size)| *size).max();
    let name = b.problem.pools[pool].name.clone();
    let Some(size) = largest else {
        b.problem.pools[pool].sizes = vec![(super::person::far_past(), count)];
        b.assume(
            format!("“{name}”没有填总数：按“周转编制”表的 {count} 个编号。"),
            format!("“{name}” gives no size: the {count} numbered posts of the table."),
        );
        return;
    };
    if let Some((count, cells)) = numbered.filter(|(count, _)| *count > size) {
        let found = both(format!("{name}：{count} 个编号"), format!("{name}: {count} numbered posts"));
        let expected = both(format!("不超过总数 {size}"), format!("at most its size {size}"));
        cells.fault(&mut b.report, Code::MorePoolPostsThanSize, Column::PoolPostCode, found, expected);
    }
    for number in 1..=(size - count).max(0) {
        add_post(b, classes, (pool, None, None, None, None), format!("{name}-未编{number:03}"), false);
    }
}
