use super::*;
use crate::domain::{Id, IndexVec};
use crate::model::{CandidateId, Tier};
use crate::search::proof::{held, stage};
use crate::search::tests::{enumerate_best, random_model};
use crate::solver::lower;

/// Whoever may do one thing at a time takes the cheapest way, and the multipliers of the rows prove it: no prices needed.
#[test]
fn paths_alone_prove_the_cheapest_choice_of_everybody() {
    let (mut with_network, mut with_rows) = (0, 0);
    for seed in 0..300 {
        let mut model = random_model(seed);
        model.rows.retain(|row| row.rule == "one-place");
        model.costs.clear();
        model.extrema.clear();
        let given = model.candidates.iter().map(|(candidate, _)| model.candidates.is_given(candidate)).collect::<IndexVec<_, _>>();
        if given.values().any(|given| *given) {
            continue;
        }
        let tier = model.sequences.first().map_or(Tier::Wishes, |sequence| sequence.tier);
        let mut lowered = lower(&model, &stage(tier, &vec![1_000; tier as usize]), &|_| true, &given);
        // Taking somebody's stay pays, more or less.
        for column in 0..lowered.candidates.len() {
            lowered.program.columns[column].cost = -(((seed as usize * 7 + column * 13) % 6) as f64);
        }
        let cost = |choice: u32| {
            let values = lowered.complete(&|candidate: CandidateId| choice & (1 << candidate.index()) != 0);
            lowered.program.columns.iter().zip(values).map(|(column, value)| column.cost * value).sum::<f64>()
        };
        let taken = |choice: u32| model.candidates.iter().map(|(candidate, _)| choice & (1 << candidate.index()) != 0).collect();
        let legal = (0..1u32 << lowered.candidates.len()).filter(|choice| model.evaluate(&taken(*choice)).1 == 0);
        let least = legal.map(cost).fold(f64::INFINITY, f64::min);
        let priced = Priced::new(&lowered, &model);
        let mut work = Work { columns: vec![0.0; lowered.program.columns.len()], ways: Ways::default() };
        let relaxation = priced.relaxation(vec![0.0; lowered.program.rows.len()], &mut work);
        let bound = evaluate(&lowered.program, &relaxation).expect("a bound");
        assert_eq!(bound.value, least, "seed {seed}");
        with_network += usize::from(lowered.has_networks());
        with_rows += usize::from(!lowered.has_networks());
    }
    assert!(with_network > 40 && with_rows > 40, "{with_network} {with_rows}");
}

/// What prices prove is never above the best plan, and most of the time all that the program's relaxation could.
#[test]
fn prices_prove_nothing_too_much_and_mostly_enough() {
    let (mut cases, mut tight) = (0, 0);
    for seed in 0..150 {
        let model = random_model(seed);
        let Some(best) = enumerate_best(&model) else { continue };
        let given: IndexVec<_, _> = model.candidates.iter().map(|(candidate, _)| model.candidates.is_given(candidate)).collect();
        for tier in Tier::ALL.into_iter().filter(|tier| best[*tier] > 0) {
            let lowered = lower(&model, &stage(tier, &held(tier, best)), &|_| true, &given);
            let bound = ascend(&lowered, &model, (best[tier] + 1 - lowered.constant) as f64, &|| false).expect("a bound");
            let proved = bound.least() + lowered.constant;
            assert!(proved <= best[tier], "seed {seed} {tier:?}: {proved} of {}", best[tier]);
            cases += 1;
            tight += usize::from(proved == best[tier]);
        }
    }
    assert!(cases > 100 && 2 * tight > cases, "{tight} of {cases}");
}

#[test]
fn it_stops_when_told() {
    let model = random_model(1);
    let given: IndexVec<_, _> = model.candidates.iter().map(|(candidate, _)| model.candidates.is_given(candidate)).collect();
    let lowered = lower(&model, &stage(Tier::Wishes, &[1_000; Tier::Wishes as usize]), &|_| true, &given);
    let asked = std::cell::Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        true
    };
    assert!(ascend(&lowered, &model, 1_000.0, &stop).is_some());
    assert_eq!(asked.get(), 1);
}
