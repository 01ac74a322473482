//! The plan in force as a fact of the next problem.

use super::audit::Rebuild;
use crate::domain::{Baseline, InstitutionId, PersonId, PostId, Problem, PromisedStay, SlotId};
use crate::model::Score;
use crate::roster::{Placement, Roster, Stay, carried_placements};
use crate::store::{PlanId, Store, StoreError};
use std::collections::BTreeMap;

/// A plan in force, in its own problem's ids.
#[derive(Clone, Debug)]
pub struct InForce {
    pub plan: PlanId,
    pub problem: Problem,
    pub roster: Roster,
    /// As it was stored.
    pub score: Score,
}

impl InForce {
    /// Reads the plan; the text says why its tables give no problem any more.
    pub fn read(store: &Store, plan: PlanId, rebuild: Rebuild) -> Result<Result<Self, String>, StoreError> {
        let dataset = store.dataset(plan)?;
        let roster = store.placements(plan)?;
        let score = store.summary(plan)?.score;
        Ok(rebuild(&dataset).map(|problem| Self { plan, problem, roster, score }))
    }

    /// What it promised, in the ids and slots of another problem. What that has decided already is not compared.
    pub fn promised_in(&self, problem: &Problem) -> Baseline {
        let translation = Translation::new(&self.problem, problem);
        let stays = self.roster.stays().filter_map(|stay| translation.stay(stay));
        let promised = |stay: Stay| PromisedStay { person: stay.person, first: stay.first, slots: stay.slots, post: stay.post };
        let until = problem.calendar.slot_of(self.problem.calendar.horizon().to) + 1;
        Baseline::new(stays.map(promised).collect(), problem.frozen, until)
    }

    /// Its roster in the other problem, to be counted by that one's rules: what that one brings in is brought in here as well.
    pub fn roster_in(&self, problem: &Problem) -> Roster {
        let translation = Translation::new(&self.problem, problem);
        let carried = carried_placements(problem);
        let placements = self.roster.placements().iter().filter_map(|placement| {
            let stay = translation.stay(&placement.stay).filter(|stay| stay.end() > SlotId(0))?;
            let key = |stay: &Stay| (stay.person, stay.post, stay.first);
            let brought_in = carried.iter().find(|carried| key(&carried.stay) == key(&stay));
            Some(match brought_in {
                Some(carried) => Placement { stay: Stay { slots: stay.slots, ..carried.stay }, ..*carried },
                None => Placement { stay, ..*placement },
            })
        });
        Roster::new(placements.collect())
    }

    /// Its stays in the other problem, those of people or posts that are no more left out.
    pub fn stays_in(&self, problem: &Problem) -> Vec<Stay> {
        let translation = Translation::new(&self.problem, problem);
        self.roster.stays().filter_map(|stay| translation.stay(stay)).collect()
    }
}

/// Ids of one problem in another's, by codes.
struct Translation<'a> {
    from: &'a Problem,
    to: &'a Problem,
    people: BTreeMap<&'a str, PersonId>,
    posts: BTreeMap<(&'a str, &'a str), PostId>,
}

impl<'a> Translation<'a> {
    fn new(from: &'a Problem, to: &'a Problem) -> Self {
        let institution = |id: InstitutionId| to.institutions[id].code.as_str();
        Self {
            from,
            to,
            people: to.people.iter().map(|(id, person)| (person.code.as_str(), id)).collect(),
            posts: to.posts.iter().map(|(id, post)| ((institution(post.institution), post.code.as_str()), id)).collect(),
        }
    }
    /// The stay's source and item are taken over as they are: hints, not facts.
    fn stay(&self, stay: &Stay) -> Option<Stay> {
        let (person, post) = (&self.from.people[stay.person], &self.from.posts[stay.post]);
        let person = *self.people.get(person.code.as_str())?;
        let institution = &self.from.institutions.get(post.institution)?.code;
        let post = *self.posts.get(&(institution.as_str(), post.code.as_str()))?;
        let dates = stay.dates(&self.from.calendar);
        let first = self.to.calendar.slot_of(dates.from);
        let slots = self.to.calendar.slot_of(dates.to) - first + 1;
        Some(Stay { person, post, first, slots, ..*stay })
    }
}

/// Gives the problem of a stored repair the plan that it was measured against.
///
/// # Errors
/// When that plan cannot be read, or its tables give no problem any more.
pub fn remember(store: &Store, plan: PlanId, problem: &mut Problem, rebuild: Rebuild) -> Result<Result<(), String>, StoreError> {
    let Some(baseline) = store.summary(plan)?.baseline else { return Ok(Ok(())) };
    Ok(InForce::read(store, baseline, rebuild)?.map(|in_force| problem.baseline = Some(in_force.promised_in(problem))))
}
