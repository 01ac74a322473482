//! Stays in progress when the plan begins.

use super::builder::Builder;
use super::cells::{both, quoted};
use super::history::Entry;
use super::{place, progress, standing};
use crate::diagnostic::{Bilingual, Code, Fault, Location};
use crate::domain::*;
use crate::source::{Column, TableKind};
use std::collections::BTreeMap;

/// Makes the carried-in stay of a history row that reaches into the plan.
pub(super) fn resolve<'a>(b: &mut Builder<'a>, entry: Entry<'a>) {
    let HistoryEntry { person, institution, dates, kind, .. } = entry.stay;
    let Some(post) = place::post_of_stay(b, institution, &entry.stay.place, kind) else {
        let could_be_there =
            b.tables.is_broken(TableKind::Posts) || b.tables.is_broken(TableKind::Departments) || !b.has_rows(TableKind::Posts);
        if !could_be_there {
            let host = b.problem.institutions[institution].name.clone();
            let found = Bilingual::same(format!("{host} {}", quoted(&entry.stay.place)));
            let expected = both("岗位代码，或只有一个岗位的科室", "a post code, or a department with one such post");
            entry.cells.fault(&mut b.report, Code::CarriedInWithoutPost, Column::HistoryPlace, found, expected);
        }
        b.unplaced.insert(person);
        return;
    };
    let item = progress::item_of_carried(b, &entry);
    let calendar = &b.problem.calendar;
    let first = calendar.slot_of(dates.from);
    let last = if entry.is_open { calendar.end() + -1 } else { calendar.slot_of(dates.to) };
    let slots = last - first + 1;
    b.problem.carried.push(CarriedStay { person, post, first, slots, pool_post: None, own_post: false, item });
    b.carried_rows.push(Some(entry.cells));
}

/// Gives the carried-in stays the establishment posts that they hold, once pool-type people have theirs.
pub(super) fn take_pool_posts(b: &mut Builder) {
    let mut free_own: BTreeMap<InstitutionId, i64> = BTreeMap::new();
    for index in 0..b.problem.carried.len() {
        let carried = b.problem.carried[index].clone();
        let person = &b.problem.people[carried.person];
        let post = &b.problem.posts[carried.post];
        // A pool-type person's own post goes along; what was published with a post keeps it.
        if person.establishment == EstablishmentType::Pool || carried.pool_post.is_some() || carried.own_post {
            continue;
        }
        let occupied = b.occupants.get(&carried.person).copied();
        let needs = match post.establishment {
            EstablishmentNeed::None => false,
            EstablishmentNeed::Pool => true,
            EstablishmentNeed::Establishment => {
                post.kind == DispatchKind::Leadership || person.establishment == EstablishmentType::Contract
            }
        };
        if !needs {
            continue;
        }
        let may_be_own = post.establishment == EstablishmentNeed::Establishment && post.kind == DispatchKind::Leadership;
        if may_be_own && occupied.is_none() {
            let host = post.institution;
            let free = free_own.entry(host).or_insert_with(|| b.problem.institutions[host].free_own_posts());
            if *free > 0 {
                *free -= 1;
                b.problem.carried[index].own_post = true;
                continue;
            }
        }
        let (who, place) = (format!("{} {}", person.code, person.name), b.problem.post_in_words(carried.post));
        let (host, category) = (post.institution, post.pool_category);
        let free = occupied.or_else(|| standing::free_post(b, host, category, carried.person));
        match free {
            Some(pool_post) => {
                b.held.insert(pool_post, carried.person);
                b.problem.carried[index].pool_post = Some(pool_post);
            }
            None if b.tables.is_broken(TableKind::PoolPosts) || b.tables.is_broken(TableKind::Communities) => {}
            None => {
                let found = Bilingual::new(format!("{who} 在 {}", place.zh), format!("{who} at {}", place.en));
                let expected = both("有一个空着的、符合类别和使用机构的周转编制", "a free pool post of a fitting category and institution");
                let location = match b.carried_rows[index] {
                    Some(cells) => cells.table.cell_location(cells.row, Column::HistoryPlace),
                    None => b.tables.table(TableKind::PoolPosts).map_or_else(Location::default, |table| table.location()),
                };
                b.report.push(Fault { location, code: Code::PoolExhausted, found, expected });
            }
        }
    }
}
