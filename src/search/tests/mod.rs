//! The search against exhaustive enumeration, on random models small enough for it, with all five primitives.

use super::neighbourhood::draw;
use super::*;
use crate::campaign::Campaign;
use crate::domain::{InstitutionId, PersonId, PostId, SlotId};
use crate::model::{Candidates, Cost, Elastic, Extremum, Order, Row, Sequence};
use crate::roster::{PostSource, Stay};
#[cfg(feature = "highs")]
use crate::solver::{Agreement, agreement};

mod anneal;
mod start;

/// Parts of random models, with the seed of each.
pub(crate) fn random_parts() -> impl Iterator<Item = (u64, Model)> {
    (0..200).flat_map(|seed| take_apart(&random_model(seed)).parts.into_iter().map(move |part| (seed, part.model)))
}

/// Up to three people with up to twelve candidates between them, and rows of every kind over them.
pub(crate) fn random_model(seed: u64) -> Model {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut below = |limit: usize| draw(&mut random, limit);
    let people = 1 + below(3);
    let mut free = Vec::new();
    let mut given = Vec::new();
    for person in 0..people {
        for _ in 0..2 + below(3) {
            let stay = Stay {
                person: PersonId::from_index(person),
                first: SlotId(below(6) as i32),
                slots: 1 + below(3) as i32,
                post: PostId::from_index(below(3)),
                source: PostSource::None,
                item: None,
            };
            free.push(stay);
        }
        if below(4) == 0 {
            let first = SlotId(-1);
            let post = PostId::from_index(0);
            given.push(Stay { person: PersonId::from_index(person), first, slots: 2, post, source: PostSource::None, item: None });
        }
    }
    let mut model = Model::new(Candidates::new(free, given));
    model.subjects.push("row".into());
    let all: Vec<(CandidateId, Stay)> = model.candidates.iter().map(|(candidate, stay)| (candidate, *stay)).collect();
    // One place at a time, as every problem has it: sequences rely on it.
    for person in 0..people {
        for slot in 0..9 {
            let here = all.iter().filter(|(_, stay)| stay.person == PersonId::from_index(person) && stay.covers(SlotId(slot)));
            let terms: Vec<_> = here.map(|(candidate, _)| (*candidate, 1)).collect();
            model.rows.push(Row { rule: "one-place", subject: 0, terms, lower: None, upper: Some(1), elastic: None });
        }
    }
    let some_terms = |below: &mut dyn FnMut(usize) -> usize, signed: bool| -> Vec<(CandidateId, i64)> {
        all.iter()
            .filter_map(|(candidate, _)| {
                let sign = if signed && below(4) == 0 { -1 } else { 1 };
                (below(2) == 0).then(|| (*candidate, sign * (1 + below(3) as i64)))
            })
            .collect()
    };
    for _ in 0..below(4) {
        let terms = some_terms(&mut below, true);
        model.rows.push(Row { rule: "upper", subject: 0, terms, lower: None, upper: Some(1 + below(4) as i64), elastic: None });
    }
    // "Not before": whoever begins at the last post needs so much of the others over by then, slot by slot.
    for person in 0..people {
        let of_person = || all.iter().filter(|(_, stay)| stay.person == PersonId::from_index(person));
        let (need, exclusive) = (1 + below(3) as i64, below(2) == 0);
        let behind = |stay: &Stay| stay.post == PostId::from_index(2);
        if below(2) == 0 {
            continue;
        }
        for slot in 0..6 {
            let begins =
                of_person().filter(|(_, stay)| behind(stay) && stay.first == SlotId(slot)).map(|(candidate, _)| (*candidate, need));
            let over = of_person().filter(|(_, stay)| !behind(stay) && stay.end() <= SlotId(slot));
            let mut terms: Vec<_> = begins.chain(over.map(|(candidate, stay)| (*candidate, -i64::from(stay.slots)))).collect();
            terms.sort_unstable();
            model.rows.push(Row { rule: "not-before", subject: 0, terms, lower: None, upper: Some(0), elastic: None });
        }
        if exclusive {
            let terms = of_person().filter(|(_, stay)| behind(stay)).map(|(candidate, _)| (*candidate, 1)).collect();
            model.rows.push(Row { rule: "once", subject: 0, terms, lower: None, upper: Some(1), elastic: None });
        }
    }
    for _ in 0..1 + below(5) {
        let terms = some_terms(&mut below, true);
        let tier = Tier::ALL[below(Tier::COUNT)];
        let lower = (below(3) > 0).then(|| below(6) as i64);
        let upper = lower.map_or(Some(below(3) as i64), |lower| (below(3) == 0).then(|| lower + below(2) as i64));
        let limit = (lower.is_none() && below(4) == 0).then_some(3);
        let elastic = Some(Elastic { tier, per_unit: 1 + below(4) as i64, limit });
        model.rows.push(Row { rule: "elastic", subject: 0, terms, lower, upper, elastic });
    }
    // Rules repeat each other, with the same bounds or others.
    for at in 0..model.rows.len() {
        if below(3) == 0 {
            let mut again = model.rows[at].clone();
            again.upper = again.upper.map(|upper| upper + below(2) as i64);
            model.rows.push(again);
        }
    }
    for (candidate, _) in &all {
        if below(2) == 0 {
            let (tier, amount) = (Tier::ALL[below(Tier::COUNT)], 1 + below(5) as i64);
            model.costs.push(Cost { rule: "cost", tier, candidate: *candidate, amount });
        }
    }
    for person in 0..people {
        if below(2) == 0 {
            let person = PersonId::from_index(person);
            let members = all.iter().filter(|(_, stay)| stay.person == person);
            let members = members.map(|(candidate, stay)| (*candidate, InstitutionId::from_index(stay.post.index()))).collect();
            let (per_change, per_waiting_slot) = (below(4) as i64, below(3) as i64);
            model.sequences.push(Sequence {
                rule: "sequence",
                tier: Tier::ALL[below(Tier::COUNT)],
                person,
                members,
                per_change,
                per_waiting_slot,
            });
        }
    }
    for _ in 0..below(3) {
        let activities: Vec<(i64, Vec<(CandidateId, i64)>)> =
            (0..1 + below(3)).map(|_| (below(4) as i64 - 2, some_terms(&mut below, true))).collect();
        let mut orders = Vec::new();
        for sequence in 0..model.sequences.len() as u32 {
            if below(2) == 0 {
                let activity = below(activities.len()) as u32;
                orders.push(Order { activity, sequence, per_change: below(3) as i64, per_waiting_slot: below(3) as i64 });
            }
        }
        model.extrema.push(Extremum {
            rule: "extremum",
            tier: Tier::ALL[below(Tier::COUNT)],
            weight: 1 + below(3) as i64,
            activities,
            orders,
        });
    }
    model
}

/// The best score of all choices that hold every row.
pub(crate) fn enumerate_best(model: &Model) -> Option<Score> {
    let free: Vec<CandidateId> = model.candidates.iter().map(|(id, _)| id).filter(|id| !model.candidates.is_given(*id)).collect();
    let mut best: Option<Score> = None;
    for choice in 0u32..1 << free.len() {
        let mut taken: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(id, _)| model.candidates.is_given(id)).collect();
        for (bit, candidate) in free.iter().enumerate() {
            taken[*candidate] = choice & (1 << bit) != 0;
        }
        let (score, broken) = model.evaluate(&taken);
        if broken == 0 && best.is_none_or(|best| score < best) {
            best = Some(score);
        }
    }
    best
}

#[test]
fn search_meets_the_enumerated_best_tier_by_tier() {
    let campaign = Campaign::new("models against all their choices", 150);
    let mut impossible = 0;
    let mut costly = 0;
    for seed in campaign.seeds() {
        let model = random_model(seed);
        let best = enumerate_best(&model);
        match (search(&model, &SearchOptions { threads: 1, ..SearchOptions::default() }, &Silent::default()), best) {
            (Ok(outcome), Some(best)) => {
                assert_eq!(outcome.score, best, "seed {seed}");
                for tier in &outcome.tiers {
                    assert_eq!(tier.bound, Some(tier.cost), "seed {seed} {tier:?}");
                }
                costly += usize::from(best != Score::default());
            }
            (Err(contradiction), None) => {
                impossible += 1;
                assert!(contradiction.proved && !contradiction.rows.is_empty(), "seed {seed}");
            }
            (found, best) => panic!("seed {seed}: found {found:?}, best {best:?}"),
        }
    }
    campaign.report(&[("with cost", costly), ("impossible", impossible)]);
    assert!(campaign.is_short() || costly > 0 && impossible > 0, "the random models are too tame: {costly} {impossible}");
}

#[cfg(feature = "highs")]
#[test]
fn solvers_agree_on_random_models() {
    let campaign = Campaign::new("solvers on models", 150);
    let (mut costly, mut impossible) = (0, 0);
    for seed in campaign.seeds() {
        match agreement(&random_model(seed)).unwrap_or_else(|why| panic!("seed {seed}: {why}")) {
            Agreement::Optimum(score) => costly += usize::from(score != Score::default()),
            Agreement::Impossible => impossible += 1,
        }
    }
    campaign.report(&[("with cost", costly), ("impossible", impossible)]);
    assert!(campaign.is_short() || costly > 0 && impossible > 0, "the random models are too tame: {costly} {impossible}");
}

#[test]
fn a_change_is_priced_as_a_count_from_scratch() {
    for seed in 0..50 {
        let model = random_model(seed);
        let index = Index::new(&model);
        let mut state = State::new(&index);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        for _ in 0..60 {
            let candidate = CandidateId::from_index(draw(&mut random, model.candidates.len()));
            let promised = state.value_after(candidate);
            if !state.is_taken(candidate)
                && let Some(gain) = state.gain(candidate)
            {
                let mut with_gain = state.value();
                with_gain.broken += gain.broken;
                with_gain.score += gain.score;
                assert_eq!(with_gain, promised, "seed {seed}");
            }
            state.flip(candidate);
            let (score, broken) = model.evaluate(state.taken());
            assert_eq!((promised.score, promised.broken), (score, broken), "seed {seed}");
            assert_eq!(state.value(), promised, "seed {seed}");
        }
    }
}

#[test]
fn threads_do_not_change_the_choice() {
    for seed in 0..20 {
        let model = random_model(seed);
        let with = |threads| search(&model, &SearchOptions { threads, ..SearchOptions::default() }, &Silent::default()).ok();
        assert_eq!(with(1).map(|outcome| outcome.chosen), with(3).map(|outcome| outcome.chosen), "seed {seed}");
    }
}
