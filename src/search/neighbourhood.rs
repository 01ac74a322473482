//! Neighbourhoods: a few related people are freed, all others stand, and a small program re-decides them together.

use super::proof::{held, stage};
use super::state::{Index, State};
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Score, Tier};
use crate::solver::{Limits, Lowered, MipAnswer, lower, minimise};
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
    let mut circle = Circle::new(state, columns, |candidate| usable[candidate]);
    circle.add(from);
    circle.grow(people, random);
    circle.people
}

/// People who are to be decided anew together, with what that makes of columns.
pub struct Circle<'a, 'b, F> {
    state: &'a State<'b>,
    usable: F,
    pub people: BTreeSet<PersonId>,
    columns: usize,
    most: usize,
}

impl<'a, 'b, F: Fn(CandidateId) -> bool> Circle<'a, 'b, F> {
    /// Nobody yet; at most about `most` usable candidates.
    pub fn new(state: &'a State<'b>, most: usize, usable: F) -> Self {
        Self { state, usable, people: BTreeSet::new(), columns: 0, most }
    }

    /// Their candidates, in order.
    pub fn candidates(&self) -> Vec<CandidateId> {
        self.people.iter().flat_map(|person| self.own(*person)).collect()
    }

    fn own(&self, person: PersonId) -> impl Iterator<Item = CandidateId> {
        let candidates = &self.state.index().model.candidates;
        candidates.of_person(person).filter(|candidate| (self.usable)(*candidate) && !candidates.is_given(*candidate))
    }

    pub fn is_half_full(&self) -> bool {
        2 * self.columns >= self.most
    }

    /// The person joins, unless there is no room or nothing to decide.
    pub fn add(&mut self, person: PersonId) {
        if self.people.contains(&person) {
            return;
        }
        let weight = self.own(person).count();
        if weight > 0 && (self.columns == 0 || self.columns + weight <= self.most) {
            self.people.insert(person);
            self.columns += weight;
        }
    }

    /// Those who stand in the way of the candidate join.
    pub fn add_in_the_way(&mut self, wished: CandidateId, random: &mut Xoshiro256PlusPlus) {
        for other in in_the_way(self.state, wished, random) {
            self.add(self.state.index().model.candidates.stay(other).person);
        }
    }

    /// People related to those who are there join, until there are so many or no more are found.
    pub fn grow(&mut self, people: usize, random: &mut Xoshiro256PlusPlus) {
        let index = self.state.index();
        let candidates = &index.model.candidates;
        for _ in 0..people.saturating_mul(8).min(MOST_STEPS) {
            if self.people.is_empty() || self.people.len() >= people || self.columns >= self.most {
                return;
            }
            let Some(of) = self.people.iter().nth(draw(random, self.people.len())).copied() else { return };
            let own: Vec<CandidateId> = candidates.of_person(of).filter(|candidate| (self.usable)(*candidate)).collect();
            let Some(candidate) = own.get(draw(random, own.len().max(1))).copied() else { continue };
            let blocking = if random.next_u32().is_multiple_of(2) { in_the_way(self.state, candidate, random) } else { Vec::new() };
            match blocking.get(draw(random, blocking.len().max(1))) {
                Some(other) => self.add(candidates.stay(*other).person),
                None => {
                    if let Some(person) = neighbour(index, candidate, random) {
                        self.add(person);
                    }
                }
            }
        }
    }
}

/// Steps after which a circle is as large as it gets.
const MOST_STEPS: usize = 4_000;

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
    /// Nothing better is to be had for them.
    pub finished: bool,
    /// What it took: terms of the program, and as many as take as long for each simplex step.
    pub work: i64,
}

/// Terms of a program that take about as long as one simplex step.
const TERMS_OF_A_STEP: i64 = 500;

impl Decision {
    /// What a program's values, by column, change of the choice.
    pub fn read(state: &State, lowered: &Lowered, answer: &MipAnswer) -> Option<Self> {
        let values = answer.values.as_ref()?;
        let terms: usize = lowered.program.rows.iter().map(|row| row.terms.len()).sum();
        let work = terms as i64 + TERMS_OF_A_STEP * answer.steps;
        let mut decision = Decision { take: Vec::new(), give_up: Vec::new(), timed_out: answer.timed_out, finished: answer.finished, work };
        for (candidate, value) in lowered.candidates.iter().zip(values) {
            match (*value > 0.5, state.is_taken(*candidate)) {
                (true, false) => decision.take.push(*candidate),
                (false, true) => decision.give_up.push(*candidate),
                _ => {}
            }
        }
        Some(decision)
    }
}

/// Decides these candidates anew, in order of their ids: the tier alone, earlier ones held. What comes after it has its own turn; counting it
/// here too makes programs of a fraction of a second take half a minute.
pub fn decide(state: &State, tier: Tier, candidates: &[CandidateId], limits: &Limits) -> Option<Decision> {
    decide_above(state, tier, &Score::default(), candidates, limits)
}

/// The same, where earlier tiers may cost as much as `aim` says, if they cost less now.
pub fn decide_above(state: &State, tier: Tier, aim: &Score, candidates: &[CandidateId], limits: &Limits) -> Option<Decision> {
    let free = |candidate: CandidateId| candidates.binary_search(&candidate).is_ok();
    let caps = held(tier, state.value().above(aim).score);
    let lowered = lower(state.index().model, &stage(tier, &caps), &free, state.taken());
    let start = lowered.complete(&|candidate| state.is_taken(candidate));
    let answer = minimise(&lowered.program, Some(&start), limits);
    Decision::read(state, &lowered, &answer)
}

/// Carries the decision out if that makes the plan better or as good; else leaves all as it was. True when it became better.
pub fn carry_out(state: &mut State, decision: &Decision) -> bool {
    carry_out_above(state, &Score::default(), decision)
}

/// The same, where nothing below `aim` counts.
pub fn carry_out_above(state: &mut State, aim: &Score, decision: &Decision) -> bool {
    let before = state.value().above(aim);
    let changes = || decision.give_up.iter().chain(&decision.take);
    for candidate in changes() {
        state.flip(*candidate);
    }
    if state.value().above(aim) > before {
        for candidate in changes() {
            state.flip(*candidate);
        }
    }
    state.value().above(aim) < before
}
