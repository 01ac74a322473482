//! Neighbourhoods: a few related people are freed, all others stand, and a small program re-decides them together.

use super::state::{Index, State};
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Tier};
use crate::solver::{Limits, Lowered, Stage, lower, minimise};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;
use std::collections::BTreeSet;

/// A whole number below `below` (at least 1).
pub fn draw(random: &mut Xoshiro256PlusPlus, below: usize) -> usize {
    ((u64::from(random.next_u32()) * below as u64) >> 32) as usize
}

/// People related to one: they meet in rows, half of them because they stand in the way of a stay that another could have. At most `people`
/// of them and about `columns` candidates that are not excluded.
pub fn choose(
    state: &State,
    from: PersonId,
    people: usize,
    columns: usize,
    usable: &IndexVec<CandidateId, bool>,
    random: &mut Xoshiro256PlusPlus,
) -> BTreeSet<PersonId> {
    let index = state.index();
    let candidates = &index.model.candidates;
    let mut chosen = BTreeSet::new();
    let mut size = 0;
    let mut add = |chosen: &mut BTreeSet<PersonId>, person: PersonId| {
        let weight = candidates.of_person(person).filter(|candidate| usable[*candidate] && !candidates.is_given(*candidate)).count();
        if weight == 0 || (size > 0 && size + weight > columns) || !chosen.insert(person) {
            return;
        }
        size += weight;
    };
    add(&mut chosen, from);
    for _ in 0..people * 8 {
        if chosen.len() >= people {
            break;
        }
        let of = *chosen.iter().nth(draw(random, chosen.len().max(1))).unwrap_or(&from);
        let own: Vec<CandidateId> = candidates.of_person(of).filter(|candidate| usable[*candidate]).collect();
        let Some(candidate) = own.get(draw(random, own.len().max(1))).copied() else { continue };
        let blocking = if random.next_u32().is_multiple_of(2) { in_the_way(state, candidate, random) } else { Vec::new() };
        match blocking.get(draw(random, blocking.len().max(1))) {
            Some(other) => add(&mut chosen, candidates.stay(*other).person),
            None => {
                if let Some(person) = neighbour(index, candidate, random) {
                    add(&mut chosen, person);
                }
            }
        }
    }
    chosen
}

/// Stays to be given up for one that is not taken, so that it breaks no hard row; which ones of several that would do is drawn.
pub fn in_the_way(state: &State, wished: CandidateId, random: &mut Xoshiro256PlusPlus) -> Vec<CandidateId> {
    let index = state.index();
    let mut found: Vec<CandidateId> = Vec::new();
    if state.is_taken(wished) {
        return found;
    }
    for (row, coefficient) in index.rows_of(wished) {
        let mut over = state.beyond(*row as usize, *coefficient);
        if over <= 0 {
            continue;
        }
        let holders = state.holders(*row as usize);
        let from = draw(random, holders.len().max(1));
        for (candidate, taking) in holders[from..].iter().chain(&holders[..from]) {
            if over > 0 && *taking > 0 {
                over -= taking;
                found.push(*candidate);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Somebody who has a part in what the tier costs now; anybody when nothing costs.
pub fn costly_person(state: &State, tier: Tier, random: &mut Xoshiro256PlusPlus) -> Option<PersonId> {
    let model = state.index().model;
    if model.candidates.is_empty() {
        return None;
    }
    let any = |random: &mut Xoshiro256PlusPlus| {
        let candidate = crate::domain::Id::from_index(draw(random, model.candidates.len()));
        Some(model.candidates.stay(candidate).person)
    };
    if random.next_u32().is_multiple_of(4) {
        return any(random);
    }
    let rows = state.costing_rows(tier);
    for _ in 0..20 {
        if !rows.is_empty() && random.next_u32().is_multiple_of(2) {
            let terms = &model.rows[rows[draw(random, rows.len())] as usize].terms;
            return Some(model.candidates.stay(terms[draw(random, terms.len())].0).person);
        } else if state.count() > 0 {
            let candidate = state.at(draw(random, state.count()));
            if state.index().cost(candidate, tier) > 0 {
                return Some(model.candidates.stay(candidate).person);
            }
        }
    }
    any(random)
}

/// Somebody who shares a row with the candidate.
fn neighbour(index: &Index, candidate: CandidateId, random: &mut Xoshiro256PlusPlus) -> Option<PersonId> {
    let rows = index.rows_of(candidate);
    let (row, _) = rows.get(draw(random, rows.len().max(1)))?;
    let terms = &index.model.rows[*row as usize].terms;
    Some(index.model.candidates.stay(terms[draw(random, terms.len())].0).person)
}

/// What a neighbourhood's program decided for its people.
#[derive(Clone, Debug)]
pub struct Decision {
    pub take: Vec<CandidateId>,
    pub give_up: Vec<CandidateId>,
    pub timed_out: bool,
}

impl Decision {
    /// What a program's values, by column, change of the choice.
    pub fn read(state: &State, lowered: &Lowered, values: &[f64], timed_out: bool) -> Self {
        let mut decision = Decision { take: Vec::new(), give_up: Vec::new(), timed_out };
        for (candidate, value) in lowered.candidates.iter().zip(values) {
            match (*value > 0.5, state.is_taken(*candidate)) {
                (true, false) => decision.take.push(*candidate),
                (false, true) => decision.give_up.push(*candidate),
                _ => {}
            }
        }
        decision
    }
}

/// Re-decides the people: the tier first, what comes after it as far as weights allow, earlier tiers held.
pub fn decide(
    state: &State,
    tier: Tier,
    people: &BTreeSet<PersonId>,
    usable: &IndexVec<CandidateId, bool>,
    limits: &Limits,
) -> Option<Decision> {
    let model = state.index().model;
    let free = |candidate: CandidateId| {
        people.contains(&model.candidates.stay(candidate).person) && (usable[candidate] || state.is_taken(candidate))
    };
    let lowered = lower(model, &stage(state, tier), &free, state.taken());
    let start = lowered.complete(&|candidate| state.is_taken(candidate));
    let answer = minimise(&lowered.program, Some(&start), limits);
    Some(Decision::read(state, &lowered, &answer.values?, answer.timed_out))
}

/// Objective: the tier, then everything after it; caps: what the tiers before it cost now.
pub fn stage(state: &State, tier: Tier) -> Stage {
    let score = state.value().score;
    let later: i64 = Tier::ALL.iter().filter(|other| **other > tier).map(|other| score[*other]).sum();
    let mut stage = Stage { weights: [0; Tier::COUNT], caps: [None; Tier::COUNT] };
    for other in Tier::ALL {
        match other.cmp(&tier) {
            std::cmp::Ordering::Less => stage.caps[other as usize] = Some(score[other]),
            std::cmp::Ordering::Equal => stage.weights[other as usize] = (later + 1).min(MOST_WEIGHT),
            std::cmp::Ordering::Greater => stage.weights[other as usize] = 1,
        }
    }
    stage
}

/// Heavier weights would drown the solver's tolerances.
const MOST_WEIGHT: i64 = 1_000;

/// Carries the decision out if that makes the plan better or as good; else leaves all as it was. True when it became better.
pub fn carry_out(state: &mut State, decision: &Decision) -> bool {
    let before = state.value();
    let changes = || decision.give_up.iter().chain(&decision.take);
    for candidate in changes() {
        state.flip(*candidate);
    }
    if state.value() > before {
        for candidate in changes() {
            state.flip(*candidate);
        }
    }
    state.value() < before
}
