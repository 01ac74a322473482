//! Starting from a choice that was made for another model: what of it still holds is kept, what broke is mended near by.

use super::Contradiction;
use super::construct::insert_greedily;
use super::neighbourhood::{carry_out, choose, decide, in_the_way};
use super::parts::Part;
use super::progress::SearchOptions;
use super::repair::hold_every_row;
use super::shake::Shake;
use super::state::{Index, State, Value};
use super::tiers::{PartResult, send_nobody_for_nothing};
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Model, Score, Tier};
use crate::roster::Stay;
use crate::solver::Limits;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use std::collections::BTreeSet;

/// A choice to start from.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Candidates that were chosen, in any order. They need not hold together any more.
    pub chosen: Vec<CandidateId>,
    /// Stays that were chosen and are no candidates any more: where something has to be mended.
    pub lost: Vec<Stay>,
}

impl Start {
    /// What of it lies in an independent part of the model, in the part's own candidates. Every part is told all stays that were lost: whose
    /// post it is shows in its candidates.
    pub(super) fn within(&self, part: &Part) -> Start {
        let chosen: BTreeSet<CandidateId> = self.chosen.iter().copied().collect();
        let here = part.origin.iter().filter(|(_, whole)| chosen.contains(whole)).map(|(candidate, _)| candidate);
        let candidates = &part.model.candidates;
        let concerns = |lost: &Stay| candidates.iter().any(|(_, stay)| stay.person == lost.person || stay.post == lost.post);
        Start { chosen: here.collect(), lost: self.lost.iter().filter(|lost| concerns(lost)).copied().collect() }
    }
}

/// What of a start holds every hard row, with what was given up for it.
pub struct Settled {
    pub choice: Vec<CandidateId>,
    pub score: Score,
    /// Stays that were given up, or lost before.
    gone: Vec<Stay>,
    /// Whoever has a stay that was not there.
    moved: BTreeSet<PersonId>,
}

/// Steps of mending before the program is asked.
const STEPS: usize = 500;
/// People who may be moved around what broke, and of those at most so many who could stand in for one stay.
const REGION: usize = 40;
const STAND_INS: usize = 8;
/// Attempts of a shake of each tier.
const SHAKES: usize = 4_000;
/// Groups that are decided together, their people and candidates, and the nodes for each.
const GROUPS: usize = 8;
const GROUP: usize = 8;
const COLUMNS: usize = 1_500;
const NODES: i32 = 50;

/// Keeps as much of the start as holds every hard row.
pub fn settle(model: &Model, start: &Start, options: &SearchOptions) -> Result<Settled, Contradiction> {
    let index = Index::new(model);
    let mut state = State::new(&index);
    state.become_choice_with_given(&start.chosen);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(options.seed);
    if !mend(&mut state, &mut random) {
        state.become_choice_with_given(&[]);
        if state.value().broken > 0 {
            hold_every_row(&mut state)?;
        }
        for candidate in &start.chosen {
            if !state.is_taken(*candidate) && state.gain(*candidate).is_some() {
                state.flip(*candidate);
            }
        }
    }
    let all: Vec<CandidateId> = model.candidates.iter().map(|(candidate, _)| candidate).collect();
    insert_greedily(&mut state, &all, 0, &mut random);
    let before: BTreeSet<CandidateId> = start.chosen.iter().copied().collect();
    let mut gone = start.lost.clone();
    gone.extend(before.iter().filter(|candidate| !state.is_taken(**candidate)).map(|candidate| model.candidates.stay(*candidate)));
    let is_new = |candidate: &CandidateId| !model.candidates.is_given(*candidate) && !before.contains(candidate);
    let moved = state.chosen().into_iter().filter(is_new).map(|candidate| model.candidates.stay(candidate).person).collect();
    Ok(Settled { choice: state.chosen(), score: state.value().score, gone, moved })
}

/// Mends broken hard rows step by step: each step gives up a stay, or takes one and gives up those in its way, whatever leaves least broken
/// at least cost. True when nothing is broken any more.
fn mend(state: &mut State, random: &mut Xoshiro256PlusPlus) -> bool {
    let model = state.index().model;
    for _ in 0..STEPS {
        let before = state.value();
        if before.broken == 0 {
            return true;
        }
        let mut best: Option<(Value, Vec<CandidateId>)> = None;
        let mut offer = |state: &mut State, step: Vec<CandidateId>| {
            step.iter().for_each(|candidate| state.flip(*candidate));
            let after = state.value();
            step.iter().for_each(|candidate| state.flip(*candidate));
            if after.broken < before.broken && best.as_ref().is_none_or(|(value, _)| after < *value) {
                best = Some((after, step));
            }
        };
        for row in state.broken_rows() {
            for (candidate, _) in &model.rows[row].terms {
                if model.candidates.is_given(*candidate) {
                    continue;
                }
                let mut step = vec![*candidate];
                if !state.is_taken(*candidate) {
                    step.extend(in_the_way(state, *candidate, random));
                }
                offer(state, step);
            }
        }
        match best {
            Some((_, step)) => step.iter().for_each(|candidate| state.flip(*candidate)),
            None => return false,
        }
    }
    state.value().broken == 0
}

/// Improves a settled choice around what changed, and nowhere else. Nothing is proved.
pub fn stay_near(
    model: &Model,
    start: &Start,
    settled: &Settled,
    options: &SearchOptions,
    stopped: &(dyn Fn() -> bool + Sync),
) -> PartResult {
    let untouched = settled.gone.is_empty() && settled.moved.is_empty();
    let mut result = PartResult { chosen: settled.choice.clone(), bounds: [0; Tier::COUNT], proofs: Vec::new(), clock_bit: false };
    if untouched {
        return result;
    }
    let index = Index::new(model);
    let mut state = State::new(&index);
    state.become_choice_with_given(&settled.choice);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(options.seed);
    let core: BTreeSet<PersonId> = settled.gone.iter().map(|stay| stay.person).chain(settled.moved.iter().copied()).collect();
    let region = region(&state, &core, &settled.gone, &mut random);
    let usable: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(_, stay)| region.contains(&stay.person)).collect();
    for tier in Tier::ALL.into_iter().filter(|tier| *tier <= Tier::Stability) {
        if state.value().score[tier] > 0 {
            Shake { tier, attempts: SHAKES, enough: 0, usable: &usable }.run(&mut state, &mut random, stopped);
            restore(&mut state, &start.chosen, &region);
        }
    }
    let first: Vec<PersonId> = core.iter().copied().filter(|person| region.contains(person)).take(GROUPS).collect();
    for person in first {
        let people = choose(&state, person, GROUP, COLUMNS, &usable, &mut random);
        for tier in Tier::ALL {
            if stopped() || state.value().score[tier] == 0 {
                continue;
            }
            let limits = Limits { nodes: NODES, seconds: 20.0, seed: 1, stop: stopped };
            if let Some(decision) = decide(&state, tier, &people, &usable, &limits) {
                result.clock_bit |= decision.timed_out && !stopped();
                carry_out(&mut state, &decision);
            }
        }
    }
    restore(&mut state, &start.chosen, &region);
    send_nobody_for_nothing(&mut state);
    result.chosen = state.chosen();
    result
}

/// Whoever lost or got a stay, who could stand in for a stay that is gone, and people related to them.
fn region(state: &State, core: &BTreeSet<PersonId>, gone: &[Stay], random: &mut Xoshiro256PlusPlus) -> BTreeSet<PersonId> {
    let candidates = &state.index().model.candidates;
    let mut region: BTreeSet<PersonId> = core.iter().copied().take(REGION).collect();
    let all = IndexVec::filled(true, candidates.len());
    for lost in gone {
        // Who is free then comes first.
        let mut able: Vec<(i32, PersonId)> = Vec::new();
        let at_post = candidates.iter().filter(|(_, stay)| stay.post == lost.post && stay.slots_in_window(lost.first, lost.slots) > 0);
        for (_, stay) in at_post {
            if able.last().is_none_or(|(_, person)| *person != stay.person) {
                let busy = candidates.of_person(stay.person).filter(|candidate| state.is_taken(*candidate));
                able.push((busy.map(|candidate| candidates.stay(candidate).slots_in_window(lost.first, lost.slots)).sum(), stay.person));
            }
        }
        able.sort_unstable();
        for (_, person) in able.into_iter().take(STAND_INS) {
            if region.len() < REGION {
                region.insert(person);
            }
        }
    }
    for person in core {
        let related = choose(state, *person, GROUP, COLUMNS, &all, random);
        for person in related {
            if region.len() < REGION {
                region.insert(person);
            }
        }
    }
    region
}

/// Gives people back what they had in the start, one after another, as long as that makes the plan better.
fn restore(state: &mut State, start: &[CandidateId], region: &BTreeSet<PersonId>) {
    let candidates = &state.index().model.candidates;
    let had: BTreeSet<CandidateId> = start.iter().copied().collect();
    let mut better = true;
    while better {
        better = false;
        for person in region {
            let free = candidates.of_person(*person).filter(|candidate| !candidates.is_given(*candidate));
            let step: Vec<CandidateId> = free.filter(|candidate| state.is_taken(*candidate) != had.contains(candidate)).collect();
            if step.is_empty() {
                continue;
            }
            let before = state.value();
            step.iter().for_each(|candidate| state.flip(*candidate));
            if state.value() < before {
                better = true;
            } else {
                step.iter().for_each(|candidate| state.flip(*candidate));
            }
        }
    }
}
