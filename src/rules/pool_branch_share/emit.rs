use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::pool_place::emit::{Use, uses};
use crate::rules::{Emitter, Subject, setting};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One row a pool and slot, two where the balance is negative before anything is planned.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let uses = uses(problem, emitter.candidates());
    for (pool, what) in problem.pools.iter().filter(|(_, what)| what.branch_percent > 0) {
        let (at_branch, elsewhere) = match what.basis {
            PoolShareBasis::InUse => (100 - what.branch_percent, -what.branch_percent),
            PoolShareBasis::Total => (1, 0),
        };
        let of_pool: Vec<(i64, &Vec<Use>)> = uses
            .iter()
            .filter(|((of, _), _)| *of == pool)
            .map(|((_, place), uses)| (if problem.institutions[*place].is_branch { at_branch } else { elsewhere }, uses))
            .collect();
        for slot in problem.calendar.ids() {
            let (constant, terms) = weigh(slot, &of_pool);
            match what.basis {
                PoolShareBasis::InUse => share_in_use(emitter, pool, constant, terms),
                PoolShareBasis::Total => {
                    let size = what.smallest_size(&problem.calendar.range(slot));
                    let needed = (what.branch_percent * size + 99).div_euclid(100);
                    emitter.wants_at_least(Tier::CoverTarget, emitter.weight(), Subject::Pool(pool), terms, needed - constant);
                }
            }
        }
    }
}

/// The weighted sum over places; a stay that moves a post has both its places in one coefficient.
fn weigh(slot: SlotId, of_pool: &[(i64, &Vec<Use>)]) -> (i64, Vec<(CandidateId, i64)>) {
    let mut constant = 0;
    let mut terms: BTreeMap<CandidateId, i64> = BTreeMap::new();
    for (weight, uses) in of_pool {
        let here = &uses[slot.0 as usize];
        constant += weight * here.constant;
        for (candidate, coefficient) in &here.terms {
            *terms.entry(*candidate).or_default() += weight * coefficient;
        }
    }
    (constant, terms.into_iter().collect())
}

fn share_in_use(emitter: &mut Emitter, pool: PoolId, constant: i64, terms: Vec<(CandidateId, i64)>) {
    let subject = Subject::Pool(pool);
    let candidates = emitter.candidates();
    let given: i64 = terms.iter().filter(|(candidate, _)| candidates.is_given(*candidate)).map(|(_, coefficient)| coefficient).sum();
    let standing = constant + given;
    if standing < 0 && setting::is_strict(emitter.problem(), &super::SPEC) {
        emitter.at_least(subject, terms.clone(), standing - constant);
        emitter.wants_at_least(Tier::CoverTarget, emitter.weight(), subject, terms, -constant);
    } else {
        emitter.at_least(subject, terms, -constant);
    }
}
