//! What keeps one person from one of several posts in a time.

use super::Ask;
use super::hindrance::Hindrance;
use crate::domain::*;
use crate::model::Model;
use crate::roster::{PostSource, Roster, Stay};
use crate::rules::{Rule, RuleId, rules_in_force, setting};
use std::collections::{BTreeMap, BTreeSet};

/// The finished plan and the rules that its stays had to satisfy.
pub(super) struct Places<'a> {
    pub problem: &'a Problem,
    pub model: &'a Model,
    pub roster: &'a Roster,
    strict: Vec<Rule>,
}

impl<'a> Places<'a> {
    pub fn new(problem: &'a Problem, model: &'a Model, roster: &'a Roster) -> Self {
        let strict = rules_in_force(problem).filter(|rule| setting::is_strict(problem, rule.spec)).collect();
        Self { problem, model, roster, strict }
    }

    pub fn stays(&self, person: PersonId) -> impl Iterator<Item = &'a Stay> {
        self.roster.stays_of(person)
    }

    /// What keeps the person from a stay at any of the posts (open to the person's category, sorted) that touches the dates.
    pub fn hindrance(&self, person: PersonId, posts: &BTreeSet<PostId>, dates: DateRange, ask: Ask) -> Hindrance {
        let calendar = &self.problem.calendar;
        let touching = |stay: &Stay| stay.dates(calendar).overlaps(&dates);
        if self.stays(person).any(|stay| touching(stay) && posts.contains(&stay.post)) {
            return Hindrance::There;
        }
        let who = &self.problem.people[person];
        let open = || posts.iter().map(|post| &self.problem.posts[*post]).filter(|post| post.categories.contains(&who.category));
        let grade = |post: &Post| post.minimum_grade.is_none_or(|least| who.grade.is_some_and(|grade| grade >= least));
        let specialty = |post: &Post| post.specialties.is_empty() || who.specialty.is_some_and(|own| post.specialties.contains(&own));
        if !open().any(grade) {
            return Hindrance::Grade;
        }
        if !open().any(|post| grade(post) && specialty(post)) {
            return Hindrance::Specialty;
        }
        let mut nearest: Option<Hindrance> = None;
        for candidate in self.model.candidates.of_person(person) {
            let stay = self.model.candidates.stay(candidate);
            if posts.contains(&stay.post) && touching(&stay) {
                // The candidate that comes nearest to standing tells best what is in the way.
                nearest = nearest.max(Some(Hindrance::of(&ask(candidate))));
            }
        }
        if let Some(nearest) = nearest {
            return nearest;
        }
        if who.absences.iter().any(|absence| absence.dates.covers(&dates)) {
            return Hindrance::Absent;
        }
        self.forbidding(person, posts, dates)
    }

    /// The rule that admits none of the stays that would touch the dates.
    fn forbidding(&self, person: PersonId, posts: &BTreeSet<PostId>, dates: DateRange) -> Hindrance {
        let calendar = &self.problem.calendar;
        let (from, to) = (calendar.slot_of(dates.from), calendar.slot_of(dates.to));
        let mut offered = 0;
        let mut refused: BTreeMap<RuleId, usize> = BTreeMap::new();
        for &post in posts.iter().filter(|post| self.problem.posts[**post].categories.contains(&self.problem.people[person].category)) {
            for &slots in &self.problem.posts[post].terms {
                for first in (from.0 - slots + 1).max(self.problem.frozen.0)..=to.0 {
                    let stay = Stay { person, first: SlotId(first), slots, post, source: PostSource::None, item: None };
                    offered += 1;
                    for rule in self.strict.iter().filter(|rule| !(rule.admits)(self.problem, &stay)) {
                        *refused.entry(rule.id).or_default() += 1;
                    }
                }
            }
        }
        let all = refused.iter().find(|(_, count)| **count == offered);
        match all.or(refused.iter().max_by_key(|(_, count)| **count)) {
            Some((RuleId::Availability, _)) => Hindrance::Absent,
            Some((rule, _)) => Hindrance::Forbidden(*rule),
            // Stays would be admitted, but no pool post of the right kind exists for them.
            None => Hindrance::Blocked(RuleId::PoolCategory),
        }
    }
}
