//! From a model to a choice of candidates: construct, improve, prove. Knows only candidate stays and the five primitives.

mod abreast;
mod anneal;
mod ascent;
mod blame;
mod bound;
mod construct;
mod journey;
mod kernel;
mod lift;
mod lists;
mod members;
mod neighbourhood;
mod parts;
mod progress;
mod proof;
mod reach;
mod repair;
mod shake;
mod start;
mod state;
#[cfg(test)]
mod tests;
mod tier;
mod tiers;
mod trial;
mod wander;

pub use progress::{Effort, Event, Observer, SearchOptions, Silent};
pub use proof::{Replay, Verified, verify};
pub use start::Start;
pub use trial::{Obstacle, Price, Trial, prices};

#[cfg(test)]
pub(crate) use tests::{enumerate_best, random_model};

use crate::domain::{Id, IndexVec};
use crate::model::{CandidateId, Model, Score, Tier, TierOutcome, TierProof};
use construct::insert_greedily;
use parts::{Parts, take_apart};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use rayon::prelude::*;
use state::{Index, State};
use std::sync::Mutex;
use std::time::Instant;
use tiers::PartTask;

/// What a search found and proved.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Candidates taken, given ones included, in order.
    pub chosen: Vec<CandidateId>,
    pub score: Score,
    pub tiers: Vec<TierOutcome>,
    /// What of the tiers' bounds the proofs prove; the rest was proved by the solver's branch and bound, which cannot be replayed.
    pub by_duals: Score,
    /// By part and tier. [`verify`] replays them without a solver.
    pub proofs: Vec<TierProof>,
    /// Seconds to the first plan and in all.
    pub first_seconds: f64,
    pub seconds: f64,
    /// Independent parts the model fell into.
    pub parts: usize,
    /// The user ended it early.
    pub interrupted: bool,
    /// The wall clock, not the work limits, ended something: another run may differ.
    pub clock_bit: bool,
}

/// No choice holds every hard row: pins and carried-in stays contradict each other or a rule.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// Rows that cannot all hold, as indices into the model's rows.
    pub rows: Vec<usize>,
    /// True when that is proved; false when the search only found no way.
    pub proved: bool,
}

/// Finds the best choice it can and says how good it is.
pub fn search(model: &Model, options: &SearchOptions, observer: &dyn Observer) -> Result<Outcome, Contradiction> {
    run(model, Way::Anew, options, observer)
}

/// Finds a choice near one that was made for another model: the start is kept as far as it holds, what broke is mended near by, and nothing
/// is proved. With `thorough`, it is only where the whole search begins.
pub fn search_from(
    model: &Model,
    start: &Start,
    thorough: bool,
    options: &SearchOptions,
    observer: &dyn Observer,
) -> Result<Outcome, Contradiction> {
    run(model, if thorough { Way::From(start) } else { Way::Near(start) }, options, observer)
}

/// Whether a choice holds every hard row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feasibility {
    /// One was found.
    Holds,
    /// Proved that none does.
    Impossible,
    /// Neither found nor proved.
    Unknown,
}

/// Looks for any choice that holds every hard row, whatever it costs.
pub fn feasibility(model: &Model) -> Feasibility {
    let Parts { parts, broken, .. } = take_apart(model);
    if !broken.is_empty() {
        return Feasibility::Impossible;
    }
    let mut found = Feasibility::Holds;
    for part in &parts {
        let index = Index::new(&part.model);
        let mut state = State::new(&index);
        if state.value().broken == 0 {
            continue;
        }
        match repair::hold_every_row(&mut state) {
            Ok(()) => {}
            Err(contradiction) if contradiction.proved => return Feasibility::Impossible,
            Err(_) => found = Feasibility::Unknown,
        }
    }
    found
}

/// Where a search begins, and how far it goes.
#[derive(Clone, Copy)]
enum Way<'a> {
    Anew,
    From(&'a Start),
    Near(&'a Start),
}

fn run(model: &Model, way: Way, options: &SearchOptions, observer: &dyn Observer) -> Result<Outcome, Contradiction> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads.max(1)).build();
    match pool {
        Ok(pool) => pool.install(|| search_here(model, way, options, observer)),
        // Without threads of our own the calling thread does it all.
        Err(_) => search_here(model, way, options, observer),
    }
}

fn search_here(model: &Model, way: Way, options: &SearchOptions, observer: &dyn Observer) -> Result<Outcome, Contradiction> {
    let started = Instant::now();
    let Parts { parts, constant, broken } = take_apart(model);
    if !broken.is_empty() {
        return Err(Contradiction { rows: broken, proved: true });
    }
    let first: Vec<Result<First, Contradiction>> = parts.par_iter().map(|part| First::of(part, way, options)).collect();
    let mut starts = Vec::new();
    let mut scores = Vec::new();
    for (part, first) in parts.iter().zip(first) {
        let first = first.map_err(|contradiction| in_whole_model(model, part, contradiction))?;
        scores.push(first.score());
        starts.push(first);
    }
    let first_seconds = started.elapsed().as_secs_f64();
    let total = |scores: &[Score]| scores.iter().fold(constant, |total, score| total + *score);
    let settled_at = total(&scores);
    observer.tell(&Event::FirstPlan { score: settled_at, seconds: first_seconds });

    let board = Mutex::new((scores, vec![[0i64; Tier::COUNT]; parts.len()]));
    let results: Vec<tiers::PartResult> = parts
        .par_iter()
        .enumerate()
        .map(|(index, part)| {
            let report = |tier: Tier, score: Score, bounds: [i64; Tier::COUNT]| {
                let Ok(mut board) = board.lock() else { return };
                board.0[index] = score;
                board.1[index] = bounds;
                let bound = constant[tier] + board.1.iter().map(|bounds| bounds[tier as usize]).sum::<i64>();
                let event = Event::Progress { tier, score: total(&board.0), bound: Some(bound), seconds: started.elapsed().as_secs_f64() };
                observer.tell(&event);
            };
            let task =
                PartTask { model: &part.model, options, started, until: options.time_limit, stop: &|| observer.stopped(), report: &report };
            match &starts[index] {
                First::Anew(choice, _) => task.solve(choice),
                First::Near(start, settled) => {
                    let aim = start::aim(settled.score, settled_at, start.cost);
                    start::stay_near(&part.model, start, settled, &aim, options, &|| observer.stopped())
                }
            }
        })
        .collect();

    let mut chosen: Vec<CandidateId> = Vec::new();
    let (mut bounds, mut by_duals) = (constant, constant);
    let mut proofs = Vec::new();
    for ((number, part), result) in (0u32..).zip(&parts).zip(&results) {
        chosen.extend(result.chosen.iter().map(|candidate| part.origin[*candidate]));
        for (bound, proved) in bounds.0.iter_mut().zip(result.bounds) {
            *bound += proved;
        }
        for proof in &result.proofs {
            by_duals[proof.tier] += proof.bound;
            proofs.push(TierProof { part: number, ..proof.clone() });
        }
    }
    // Given candidates of people who have nothing else are in no part.
    chosen.extend(model.candidates.iter().map(|(candidate, _)| candidate).filter(|candidate| model.candidates.is_given(*candidate)));
    chosen.sort_unstable();
    chosen.dedup();
    let mut taken = IndexVec::filled(false, model.candidates.len());
    for candidate in &chosen {
        taken[*candidate] = true;
    }
    let (score, broken) = model.evaluate(&taken);
    assert_eq!(broken, 0, "the parts' choices hold every row of the whole");
    let outcomes: Vec<TierOutcome> =
        Tier::ALL.iter().map(|tier| TierOutcome { tier: *tier, cost: score[*tier], bound: Some(bounds[*tier]) }).collect();
    let seconds = started.elapsed().as_secs_f64();
    for outcome in &outcomes {
        observer.tell(&Event::TierDone { outcome: *outcome, seconds });
    }
    Ok(Outcome {
        chosen,
        score,
        tiers: outcomes,
        by_duals,
        proofs,
        first_seconds,
        seconds,
        parts: parts.len(),
        interrupted: observer.stopped(),
        clock_bit: results.iter().any(|result| result.clock_bit),
    })
}

/// Where a part begins: a choice that holds every hard row, and its score.
enum First {
    Anew(Vec<CandidateId>, Score),
    /// To be improved near by only.
    Near(Start, start::Settled),
}

impl First {
    fn of(part: &parts::Part, way: Way, options: &SearchOptions) -> Result<Self, Contradiction> {
        match way {
            Way::Anew => first_choice(&part.model, options).map(|(choice, score)| First::Anew(choice, score)),
            Way::From(start) => {
                start::settle(&part.model, &start.within(part), options).map(|settled| First::Anew(settled.choice, settled.score))
            }
            Way::Near(start) => {
                let start = start.within(part);
                start::settle(&part.model, &start, options).map(|settled| First::Near(start, settled))
            }
        }
    }
    fn score(&self) -> Score {
        match self {
            First::Anew(_, score) => *score,
            First::Near(_, settled) => settled.score,
        }
    }
}

/// A first choice that holds every hard row.
fn first_choice(model: &Model, options: &SearchOptions) -> Result<(Vec<CandidateId>, Score), Contradiction> {
    let index = Index::new(model);
    let mut state = State::new(&index);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(options.seed);
    if state.value().broken > 0 {
        repair::hold_every_row(&mut state)?;
    }
    let pool: Vec<CandidateId> = model.candidates.iter().map(|(candidate, _)| candidate).collect();
    insert_greedily(&mut state, &pool, 0, &mut random);
    Ok((state.chosen(), state.value().score))
}

/// Rows of a part's contradiction found again in the whole model, by rule and subject.
fn in_whole_model(model: &Model, part: &parts::Part, contradiction: Contradiction) -> Contradiction {
    let rows = contradiction
        .rows
        .iter()
        .filter_map(|row| {
            let row = part.model.rows.get(*row)?;
            let first = part.origin[row.terms.first()?.0];
            model.rows.iter().position(|whole| {
                whole.rule == row.rule
                    && whole.subject == row.subject
                    && whole.terms.iter().any(|(candidate, _)| candidate.index() == first.index())
            })
        })
        .collect();
    Contradiction { rows, ..contradiction }
}
