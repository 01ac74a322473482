//! What is written is read back, and means what the model means.

mod reader;

use super::*;
use crate::campaign::Campaign;
use crate::domain::{Id, IndexVec};
use crate::model::CandidateId;
use crate::search::{SearchOptions, Silent, enumerate_best, random_model, search};
use crate::solver::{Limits, Program, ProgramRow, minimise};
use reader::{Read, read};
use std::collections::{BTreeMap, BTreeSet};

fn limits() -> Limits<'static> {
    Limits::of_seconds(120.0, &|| false)
}

/// The model and what its text says.
fn read_back(model: &Model, plan: &Reference, only: Option<Tier>) -> (Whole, Weights, Read) {
    let (whole, weights) = weighed(model, plan, only);
    let names = Names::new(&whole, |candidate| format!("s{}", candidate.index() % 2));
    let text = String::from_utf8(written(&whole, &names, &weights, plan.score).bytes).unwrap();
    let read = read(&text).unwrap_or_else(|why| panic!("{why}\n{text}"));
    assert_eq!((&read.columns, &read.rows), (&names.columns, &names.rows));
    (whole, weights, read)
}

/// Terms of one column in one row put together, in the order of columns.
fn tidy(program: &Program) -> Program {
    let tidied = |row: &ProgramRow| {
        let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
        for (column, coefficient) in &row.terms {
            *terms.entry(*column).or_default() += coefficient;
        }
        ProgramRow { terms: terms.into_iter().filter(|(_, coefficient)| *coefficient != 0.0).collect(), ..row.clone() }
    };
    Program { columns: program.columns.clone(), rows: program.rows.iter().map(tidied).collect() }
}

fn unproved(score: Score) -> Reference<'static> {
    Reference { score, outcomes: &[] }
}

#[test]
fn a_model_read_back_is_the_lowered_one() {
    let campaign = Campaign::new("models read back", 150);
    let (mut two_sided, mut constants, mut held) = (0, 0, 0);
    for seed in campaign.seeds() {
        let model = random_model(seed);
        for only in [None, Some(Tier::Policy)] {
            let (whole, _, read) = read_back(&model, &unproved(Score([9; Tier::COUNT])), only);
            assert_eq!(read.program, tidy(&whole.lowered.program), "seed {seed}");
            assert_eq!(read.constant, whole.lowered.constant as f64, "seed {seed}");
            for tier in Tier::ALL {
                let (costs, constant) = &read.free[&format!("tier_{}", tier.code())];
                let expected: BTreeMap<usize, f64> = whole.costs[tier as usize]
                    .iter()
                    .filter(|(_, amount)| **amount != 0)
                    .map(|(column, amount)| (*column, *amount as f64))
                    .collect();
                assert_eq!((costs, *constant), (&expected, whole.constants[tier] as f64), "seed {seed} {tier:?}");
            }
            let names: BTreeSet<&String> = read.columns.iter().chain(&read.rows).collect();
            assert_eq!(names.len(), read.columns.len() + read.rows.len(), "seed {seed}: a name twice");
            two_sided +=
                read.program.rows.iter().filter(|row| row.lower.is_some() && row.upper.is_some() && row.lower != row.upper).count();
            constants += usize::from(read.constant != 0.0);
            held += read.rows.iter().filter(|name| name.ends_with("_held")).count();
        }
    }
    campaign.report(&[("two-sided rows", two_sided), ("constants", constants), ("rows that hold a tier", held)]);
    assert!(campaign.is_short() || constants > 0 && held > 0, "the random models are too tame: {constants} {held}");
}

/// The score of the cheapest solution of a text, by the candidates that its columns stand for.
fn score_of_cheapest(model: &Model, whole: &Whole, read: &Read) -> Score {
    let values = minimise(&read.program, None, &limits()).values.expect("a plan holds every row");
    let mut taken: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(id, _)| model.candidates.is_given(id)).collect();
    for (column, candidate) in whole.lowered.candidates.iter().enumerate() {
        taken[*candidate] = values[column] > 0.5;
    }
    let (score, broken) = model.evaluate(&taken);
    assert_eq!(broken, 0);
    let objective: f64 = read.program.columns.iter().zip(&values).map(|(column, value)| column.cost * value).sum();
    let by_tier = |tier: Tier| {
        let (costs, constant) = &read.free[&format!("tier_{}", tier.code())];
        costs.iter().map(|(column, cost)| cost * values[*column]).sum::<f64>() + constant
    };
    let weighed: f64 =
        Tier::ALL.iter().map(|tier| by_tier(*tier)).zip(&read_weights(read)).map(|(cost, weight)| cost * *weight as f64).sum();
    assert!((objective + read.constant - weighed).abs() <= 1e-6 * weighed.max(1.0), "{objective} + {} ≠ {weighed}", read.constant);
    score
}

/// Weights as the comments give them.
fn read_weights(read: &Read) -> Vec<i64> {
    let line = read.comments.iter().find_map(|comment| comment.strip_prefix("weights: ")).unwrap();
    line.split(", ").map(|part| part.split_once(' ').unwrap().1.parse().unwrap()).collect()
}

#[test]
fn the_least_weighted_sum_is_the_best_plan_tier_by_tier() {
    let campaign = Campaign::new("weighted sums against all choices", 100);
    let (mut costly, mut by_proof, mut by_worst) = (0, 0, 0);
    for seed in campaign.seeds() {
        let model = random_model(seed);
        let Some(best) = enumerate_best(&model) else { continue };
        let outcome = search(&model, &SearchOptions { threads: 1, ..SearchOptions::default() }, &Silent::default()).unwrap();
        let proved = Reference { score: outcome.score, outcomes: &outcome.tiers };
        for plan in [proved, unproved(best)] {
            let (whole, weights, read) = read_back(&model, &plan, None);
            assert_eq!(weights.order, Order::Exact, "seed {seed}: {weights:?}");
            // What is more than solvers' own tolerances carry is for arithmetic to hold, not for them.
            if weights.sum(best) < 1_000_000 {
                assert_eq!(score_of_cheapest(&model, &whole, &read), best, "seed {seed}: {weights:?}");
                *(if plan.outcomes.is_empty() { &mut by_worst } else { &mut by_proof }) += 1;
                costly += usize::from(best != Score::default());
            }
        }
        for tier in Tier::ALL {
            let (whole, weights, read) = read_back(&model, &proved, Some(tier));
            assert_eq!(weights.order, Order::Single(tier));
            assert_eq!(score_of_cheapest(&model, &whole, &read)[tier], best[tier], "seed {seed} {tier:?}");
        }
    }
    campaign.report(&[("with cost", costly), ("by proof", by_proof), ("by the worst", by_worst)]);
    assert!(campaign.is_short() || costly > 0 && by_proof > 0 && by_worst > 0, "too tame: {costly} {by_proof} {by_worst}");
}

#[test]
fn a_choice_costs_in_the_text_what_it_costs_in_the_model_and_never_more_than_the_worst() {
    for seed in 0..60 {
        let model = random_model(seed);
        let worst = Worst::of(&model);
        let free: Vec<CandidateId> = model.candidates.iter().map(|(id, _)| id).filter(|id| !model.candidates.is_given(*id)).collect();
        let (whole, weights, read) = read_back(&model, &unproved(Score([3; Tier::COUNT])), None);
        for choice in 0u32..1 << free.len() {
            let chosen =
                |candidate: CandidateId| free.iter().position(|other| *other == candidate).is_some_and(|bit| choice & (1 << bit) != 0);
            let taken: IndexVec<CandidateId, bool> =
                model.candidates.iter().map(|(id, _)| model.candidates.is_given(id) || chosen(id)).collect();
            let (score, broken) = model.evaluate(&taken);
            if broken > 0 {
                continue;
            }
            for tier in Tier::ALL {
                assert!(i128::from(score[tier]) <= worst.cost[tier as usize], "seed {seed} {tier:?}: {score:?} {worst:?}");
            }
            let values = whole.lowered.complete(&|candidate| taken[candidate]);
            let cost: f64 = read.program.columns.iter().zip(&values).map(|(column, value)| column.cost * value).sum();
            assert_eq!(cost + read.constant, weights.sum(score) as f64, "seed {seed} {choice:b}");
        }
        for (column, tier) in whole.costs.iter().enumerate().flat_map(|(tier, costs)| costs.values().map(move |amount| (*amount, tier))) {
            assert!(i128::from(column) <= worst.coefficient[tier], "seed {seed}: {worst:?}");
        }
    }
}

#[test]
fn weights_are_exact_against_the_plan_or_cut_as_costs_grow() {
    let worst = |cost: i128| Worst { cost: [cost; Tier::COUNT], coefficient: [5; Tier::COUNT] };
    let of = |worst: &Worst, cost: i64, proved: bool| Weights::lexicographic(worst, Score([cost; Tier::COUNT]), [proved; Tier::COUNT]);
    // 1 + 9, 1 + 9 · (10 + 1), …
    let exact = Weights { by_tier: [100_000, 10_000, 1_000, 100, 10, 1], order: Order::Exact };
    assert_eq!(of(&worst(9), 9, false), exact);
    assert_eq!(of(&worst(9), 1_000, false).order, Order::Exact);
    // What any plan may cost is beyond doubles: only what this plan costs is not.
    assert_eq!(of(&worst(1_000_000), 9, true), exact);
    assert_eq!(of(&worst(1_000_000), 9, false), Weights { order: Order::AgainstPlan, ..exact });
    let first_two_open = [true, false, true, true, true, true];
    assert_eq!(Weights::lexicographic(&worst(1_000_000), Score([9; Tier::COUNT]), first_two_open).order, Order::AgainstPlan);
    for (beyond, cost) in [(worst(1_000_000_000), 100_000_000), (worst(i128::MAX), i64::MAX / 8)] {
        let cut = of(&beyond, cost, true);
        assert_eq!(cut.order, Order::Rough);
        assert!(cut.by_tier.is_sorted_by(|earlier, later| earlier >= later) && cut.by_tier[Tier::COUNT - 1] == 1, "{cut:?}");
    }
    let cut = of(&worst(1_000_000_000), 100_000_000, true);
    assert!(cut.sum(Score([100_000_000; Tier::COUNT])) <= DOUBLES_COUNT_TO && cut.by_tier[0] > 1_000_000, "{cut:?}");
}

#[test]
fn a_smaller_sum_is_a_better_plan_where_weights_hold_against_the_plan() {
    let plan = Score([1, 0, 3, 0, 2, 4]);
    let weights = Weights::lexicographic(
        &Worst { cost: [i128::from(i64::MAX); Tier::COUNT], coefficient: [1; Tier::COUNT] },
        plan,
        [false; Tier::COUNT],
    );
    assert_eq!(weights.order, Order::AgainstPlan);
    for code in 0..6i64.pow(5) {
        let other = Score(std::array::from_fn(|tier| code / 6i64.pow(tier as u32) % 6));
        assert!(weights.sum(other) >= weights.sum(plan) || other < plan, "{other:?}");
    }
}

#[test]
fn a_reader_that_takes_anything_proves_nothing() {
    let good = "NAME x\nROWS\n N cost\n G r0\nCOLUMNS\n M 'MARKER' 'INTORG'\n x0 cost 1\n x0 r0 1\n M 'MARKER' 'INTEND'\nRHS\n RHS r0 1\nBOUNDS\n UP BND x0 1\nENDATA\n";
    assert_eq!(read(good).map(|read| read.program.rows[0].lower), Ok(Some(1.0)));
    for (from, to) in [
        ("UP BND x0 1", "UP BND x1 1"),
        (" UP BND x0 1\n", ""),
        ("G r0", "Q r0"),
        ("x0 r0 1", "x0 r9 1"),
        ("ENDATA\n", ""),
        ("x0 r0 1", "x0 r0 one"),
    ] {
        assert!(read(&good.replace(from, to)).is_err(), "{from} → {to}");
    }
}
