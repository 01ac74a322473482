//! Pool posts that pool-type people hold wherever they work, and the check of the occupants that the table names.

use super::builder::Builder;
use super::cells::{Cells, both};
use super::person::far_future;
use super::published;
use crate::diagnostic::Code;
use crate::domain::*;
use crate::source::{Column, TableKind};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Gives every pool-type person a pool post: the one that they occupy, else the first free one of the general class of their home's pool.
pub(super) fn resolve(b: &mut Builder) {
    let start = b.problem.calendar.horizon().from;
    let mut rows: BTreeMap<&str, Cells> = BTreeMap::new();
    for cells in b.rows(TableKind::Staff) {
        if let Some(code) = cells.text(Column::PersonCode) {
            rows.entry(code).or_insert(cells);
        }
    }
    let mut assumed = 0usize;
    for person in b.problem.people.ids() {
        if b.problem.people[person].establishment != EstablishmentType::Pool {
            continue;
        }
        let (arrives, leaves) = employment(&b.problem.people[person]);
        let from = arrives.map_or(start, |arrives| arrives.max(start));
        let to = leaves.unwrap_or(far_future());
        if to < from {
            continue;
        }
        let named = b.occupants.get(&person).copied();
        let home = b.problem.people[person].home;
        let post = named.or_else(|| published::brought_along(b, person)).or_else(|| free_general_post(b, home));
        let Some(pool_post) = post else {
            if b.tables.is_broken(TableKind::PoolPosts) || b.tables.is_broken(TableKind::Communities) {
                continue;
            }
            let who = &b.problem.people[person];
            let (code, name) = (who.code.clone(), who.name.clone());
            if let Some(cells) = rows.get(code.as_str()) {
                let found = both(format!("{code} {name} 没有编制可占"), format!("{code} {name} has no post to hold"));
                let expected = both("池内每人一个周转编制", "a pool post for each pool-type person");
                cells.fault(&mut b.report, Code::PoolExhausted, Column::PersonEstablishment, found, expected);
            }
            continue;
        };
        if named.is_none() {
            assumed += 1;
        }
        b.held.insert(pool_post, person);
        let expires = b.problem.pool_classes[b.problem.pool_posts[pool_post].class].until;
        let to = expires.map_or(to, |expires| expires.min(to));
        if from <= to {
            b.problem.standing.push(StandingOccupancy { person, pool_post, dates: DateRange::new(from, to) });
        }
    }
    if assumed > 0 {
        b.assume(
            format!("{assumed} 名周转池人员没有写明占用哪个编制：各占一个不限类别的空编。"),
            format!("{assumed} pool-type people are not named as occupants: each holds a free post without category."),
        );
    }
}

/// First and last day of employment, as far as the person's row gives them.
fn employment(person: &Person) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let end = |kind: AbsenceKind| person.absences.iter().find(move |absence| absence.kind == kind).map(|absence| absence.dates);
    let arrives = end(AbsenceKind::BeforeArrival).and_then(|dates| dates.to.succ_opt());
    let leaves = end(AbsenceKind::AfterDeparture).and_then(|dates| dates.from.pred_opt());
    (arrives, leaves)
}

/// First post nobody holds, of the class without category, institution and dates.
fn free_general_post(b: &mut Builder, home: InstitutionId) -> Option<PoolPostId> {
    let pool = b.problem.pool_of(home)?;
    let is_general = |class: &PoolClass| {
        class.pool == pool && class.category.is_none() && class.institution.is_none() && class.from.is_none() && class.until.is_none()
    };
    let general = b.problem.pool_classes.find(is_general)?;
    b.free_post_of(general)
}

/// First post nobody holds that a stay at the host may take: of its category, approved for the host, valid at the start of the plan.
pub(super) fn free_post(b: &mut Builder, host: InstitutionId, category: Option<PoolCategoryId>, person: PersonId) -> Option<PoolPostId> {
    let pool = b.problem.pool_of(host)?;
    let start = b.problem.calendar.horizon().from;
    let category = category.or(b.problem.people[person].pool_category);
    let fits = |class: &PoolClass| {
        class.pool == pool
            && class.category == category
            && class.institution.is_none_or(|institution| institution == host)
            && class.is_valid(&DateRange::new(start, start))
    };
    let fitting: Vec<PoolClassId> = b.problem.pool_classes.iter().filter(|(_, class)| fits(class)).map(|(id, _)| id).collect();
    fitting.into_iter().find_map(|class| b.free_post_of(class))
}

/// An occupant must be a pool-type person or on a carried-in stay that takes a pool post: 人走编收.
pub(super) fn check_occupants(b: &mut Builder) {
    if !b.has_horizon || b.tables.is_broken(TableKind::History) {
        return;
    }
    let carried = b.problem.carried.iter().filter(|carried| carried.pool_post.is_some());
    let takers: BTreeSet<PersonId> = carried.map(|carried| carried.person).collect();
    for cells in b.rows(TableKind::PoolPosts) {
        let Some(person) = cells.text(Column::PoolPostOccupant).and_then(|code| b.people.id(code)) else { continue };
        let is_pool_type = b.problem.people[person].establishment == EstablishmentType::Pool;
        let has_left = cells.text(Column::PoolPostCode).is_some_and(|code| published::has_given_back(b, code, person));
        if !is_pool_type && !takers.contains(&person) && !b.unplaced.contains(&person) && !has_left {
            let expected = both("周转池人员，或正在占编岗位上的人", "a pool-type person, or someone on a stay that takes a pool post");
            cells.reject(&mut b.report, Code::OccupantWithoutStay, Column::PoolPostOccupant, expected);
        }
    }
}
