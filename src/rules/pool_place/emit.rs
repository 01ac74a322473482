use crate::domain::{InstitutionId, PoolId, Problem, StandingOccupancy};
use crate::model::{CandidateId, Candidates};
use crate::roster::PostSource;
use std::collections::BTreeMap;

/// Pool posts used at one institution in one slot: a constant plus terms.
#[derive(Clone, Default)]
pub(in crate::rules) struct Use {
    pub constant: i64,
    pub terms: Vec<(CandidateId, i64)>,
}

/// Pool posts used, by pool and institution, slot by slot.
pub(in crate::rules) fn uses(problem: &Problem, candidates: &Candidates) -> BTreeMap<(PoolId, InstitutionId), Vec<Use>> {
    let mut uses = Uses { slots: problem.calendar.ids().len(), by_place: BTreeMap::new() };
    for (candidate, stay) in candidates.iter() {
        if let PostSource::Pool(class) = stay.source {
            let place = (problem.pool_classes[class].pool, problem.posts[stay.post].institution);
            for slot in stay.slots_within(&problem.calendar) {
                uses.at(place)[slot.0 as usize].terms.push((candidate, 1));
            }
        }
    }
    for standing in &problem.standing {
        add_standing(problem, candidates, standing, &mut uses);
    }
    uses.by_place
}

struct Uses {
    slots: usize,
    by_place: BTreeMap<(PoolId, InstitutionId), Vec<Use>>,
}

impl Uses {
    fn at(&mut self, place: (PoolId, InstitutionId)) -> &mut Vec<Use> {
        let slots = self.slots;
        self.by_place.entry(place).or_insert_with(|| vec![Use::default(); slots])
    }
}

fn add_standing(problem: &Problem, candidates: &Candidates, standing: &StandingOccupancy, uses: &mut Uses) {
    let pool = problem.pool_posts[standing.pool_post].pool;
    let home = problem.people[standing.person].home;
    let held: Vec<bool> = problem.calendar.ids().map(|slot| standing.dates.overlaps(&problem.calendar.range(slot))).collect();
    for (slot, held) in uses.at((pool, home)).iter_mut().zip(&held) {
        slot.constant += i64::from(*held);
    }
    for candidate in candidates.of_person(standing.person) {
        let stay = candidates.stay(candidate);
        let post = &problem.posts[stay.post];
        if post.institution == home || !post.takes_away() {
            continue;
        }
        for slot in stay.slots_within(&problem.calendar).filter(|slot| held[slot.0 as usize]) {
            uses.at((pool, home))[slot.0 as usize].terms.push((candidate, -1));
            uses.at((pool, post.institution))[slot.0 as usize].terms.push((candidate, 1));
        }
    }
}
