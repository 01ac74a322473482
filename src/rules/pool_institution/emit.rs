use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::{PostSource, Stay};
use crate::rules::by_slot::BySlot;
use crate::rules::pool_place::emit::{Use, uses};
use crate::rules::{Emitter, Subject};
use std::collections::BTreeMap;

/// A pool post is approved for the institution, on all dates of the stay.
pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let PostSource::Pool(class) = stay.source else { return true };
    let class = &problem.pool_classes[class];
    let institution = problem.posts[stay.post].institution;
    class.institution.is_none_or(|approved| approved == institution)
        && problem.pool_of(institution) == Some(class.pool)
        && class.is_valid(&stay.dates(&problem.calendar))
}

pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    institution_caps(emitter);
    classes(emitter);
    carried_numbers(emitter);
    own_posts(emitter);
}

/// One row an institution with a cap and slot.
fn institution_caps(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut by_institution: BTreeMap<InstitutionId, Vec<Use>> = BTreeMap::new();
    for ((_, place), by_slot) in uses(problem, emitter.candidates()) {
        let sums = by_institution.entry(place).or_insert_with(|| vec![Use::default(); by_slot.len()]);
        for (sum, here) in sums.iter_mut().zip(by_slot) {
            sum.constant += here.constant;
            sum.terms.extend(here.terms);
        }
    }
    for (place, by_slot) in by_institution {
        if let Some(cap) = problem.institutions[place].pool_cap {
            for sum in by_slot {
                emitter.at_most(Subject::Institution(place), sum.terms, cap - sum.constant);
            }
        }
    }
}

/// One row a class and slot: stays share the posts that no pool-type person holds then or later.
fn classes(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let calendar = &problem.calendar;
    // Last day on which a pool-type person holds the post.
    let mut kept_until: BTreeMap<PoolPostId, chrono::NaiveDate> = BTreeMap::new();
    for standing in &problem.standing {
        let last = kept_until.entry(standing.pool_post).or_insert(standing.dates.to);
        *last = standing.dates.to.max(*last);
    }
    let is_shared = |post: &PoolPostId, slot: SlotId| kept_until.get(post).is_none_or(|last| *last < calendar.first_day(slot));
    let numbers: BTreeMap<CandidateId, PoolPostId> = carried_numbers_by_candidate(emitter);
    let mut by_class: BTreeMap<PoolClassId, BySlot> = BTreeMap::new();
    for (candidate, stay) in emitter.candidates().iter() {
        if let PostSource::Pool(class) = stay.source {
            by_class.entry(class).or_insert_with(|| BySlot::new(calendar)).add(calendar, candidate, stay, 1);
        }
    }
    for (class, by_slot) in by_class {
        for (slot, mut terms) in by_slot.rows() {
            let shared = problem.pool_classes[class].posts.iter().filter(|post| is_shared(post, slot)).count();
            terms.retain(|(candidate, _)| numbers.get(candidate).is_none_or(|number| is_shared(number, slot)));
            emitter.law_at_most(Subject::PoolClass(class), terms, shared as i64);
        }
    }
}

fn carried_numbers_by_candidate(emitter: &Emitter) -> BTreeMap<CandidateId, PoolPostId> {
    let placements = crate::roster::carried_placements(emitter.problem());
    let numbered = placements.iter().filter_map(|placement| Some((emitter.candidates().find(&placement.stay)?, placement.pool_post?)));
    numbered.collect()
}

/// Carried-in stays that hold one number at the same time, or one that a pool-type person holds: rows that cannot be held, written only then.
fn carried_numbers(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut holders: BTreeMap<PoolPostId, BySlot> = BTreeMap::new();
    for (candidate, number) in carried_numbers_by_candidate(emitter) {
        let stay = emitter.candidates().stay(candidate);
        holders.entry(number).or_insert_with(|| BySlot::new(&problem.calendar)).add(&problem.calendar, candidate, &stay, 1);
    }
    for (number, by_slot) in holders {
        for (slot, terms) in by_slot.rows() {
            let dates = problem.calendar.range(slot);
            let standing = problem.standing.iter().filter(|standing| standing.pool_post == number && standing.dates.overlaps(&dates));
            emitter.law_at_most(Subject::PoolPost(number), terms, 1 - standing.count().min(1) as i64);
        }
    }
}

/// One row an institution and slot: stays on own posts, carried-in ones among the filled posts.
fn own_posts(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let calendar = &problem.calendar;
    let mut by_institution: BTreeMap<InstitutionId, (i64, BySlot)> = BTreeMap::new();
    let candidates = emitter.candidates();
    for (candidate, stay) in candidates.iter().filter(|(_, stay)| stay.source == PostSource::Own) {
        let place = problem.posts[stay.post].institution;
        let (carried, by_slot) = by_institution.entry(place).or_insert_with(|| (0, BySlot::new(calendar)));
        *carried += i64::from(candidates.is_given(candidate));
        by_slot.add(calendar, candidate, stay, 1);
    }
    for (place, (carried, by_slot)) in by_institution {
        for (_, terms) in by_slot.rows() {
            emitter.law_at_most(Subject::Institution(place), terms, problem.institutions[place].free_own_posts() + carried);
        }
    }
}
