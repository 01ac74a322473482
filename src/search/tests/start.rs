//! Whatever a repair starts from, it ends with a choice that holds every hard row, or with the contradiction that any search finds.

use super::random_model;
use crate::domain::{Id, IndexVec, PersonId, PostId, SlotId};
use crate::model::{CandidateId, Candidates, Elastic, Model, Row, Score, Tier};
use crate::roster::{PostSource, Stay};
use crate::search::{Effort, Feasibility, SearchOptions, Silent, Start, feasibility, search, search_from};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

fn options() -> SearchOptions {
    SearchOptions { effort: Effort::Quick, seed: 1, threads: 1, time_limit: 600.0, gap: 0.0 }
}

fn holds(model: &Model, chosen: &[CandidateId]) -> bool {
    let mut taken = IndexVec::filled(false, model.candidates.len());
    for candidate in chosen {
        taken[*candidate] = true;
    }
    model.evaluate(&taken).1 == 0
}

#[test]
fn any_start_is_settled_or_contradicts_as_any_search_does() {
    let (mut held, mut refused) = (0, 0);
    for seed in 0..60 {
        let model = random_model(seed);
        let anew = search(&model, &options(), &Silent::default());
        assert_eq!(feasibility(&model) == Feasibility::Holds, anew.is_ok(), "seed {seed}");
        let mut random = Xoshiro256PlusPlus::seed_from_u64(!seed);
        let chosen = (0..model.candidates.len()).filter(|_| random.next_u32().is_multiple_of(3)).map(CandidateId::from_index).collect();
        let start = Start { chosen, ..Start::default() };
        for thorough in [false, true] {
            match (search_from(&model, &start, thorough, &options(), &Silent::default()), &anew) {
                (Ok(repaired), Ok(best)) => {
                    held += 1;
                    assert!(holds(&model, &repaired.chosen), "seed {seed}");
                    // What the search proved best is not undercut, and the thorough way gets there too.
                    assert!(repaired.score >= best.score, "seed {seed}");
                    assert!(!thorough || repaired.score == best.score, "seed {seed}");
                }
                (Err(_), Err(_)) => refused += 1,
                (repaired, _) => panic!("seed {seed}: {repaired:?}"),
            }
        }
    }
    assert!(held > 20 && refused > 0, "{held} held, {refused} refused");
}

#[test]
fn a_start_that_still_holds_is_left_as_it_is_or_made_better() {
    for seed in 0..40 {
        let model = random_model(seed);
        let Ok(best) = search(&model, &options(), &Silent::default()) else { continue };
        let start = Start { chosen: best.chosen.clone(), ..Start::default() };
        let Ok(near) = search_from(&model, &start, false, &options(), &Silent::default()) else { panic!("seed {seed}") };
        assert!(near.score <= best.score, "seed {seed}");
    }
}

/// One person at the first of two posts, of which the second would cost nothing in the tier: leaving the first costs in a later tier.
fn better_elsewhere(tier: Tier) -> Model {
    let at = |post: usize| Stay {
        person: PersonId::from_index(0),
        first: SlotId(0),
        slots: 2,
        post: PostId::from_index(post),
        source: PostSource::None,
        item: None,
    };
    let mut model = Model::new(Candidates::new(vec![at(0), at(1)], Vec::new()));
    let [here, there] = [0, 1].map(CandidateId::from_index);
    let wanted = |candidate: CandidateId, tier: Tier, per_unit: i64| Row {
        rule: "wanted",
        subject: 0,
        terms: vec![(candidate, 1)],
        lower: Some(1),
        upper: None,
        elastic: Some(Elastic { tier, per_unit, limit: None }),
    };
    model.subjects.push("row".into());
    model.rows.push(Row { rule: "one-place", subject: 0, terms: vec![(here, 1), (there, 1)], lower: None, upper: Some(1), elastic: None });
    model.rows.push(wanted(there, tier, 12));
    // In a later tier, so that moving is worth it and staying at home is not.
    model.rows.push(wanted(here, if tier < Tier::Stability { Tier::Stability } else { Tier::Wishes }, 5));
    model
}

#[test]
fn a_tier_that_costs_no_more_than_before_moves_nobody() {
    let [here, there] = [0, 1].map(CandidateId::from_index);
    for tier in [Tier::CoverTarget, Tier::Training, Tier::Policy] {
        let model = better_elsewhere(tier);
        let repaired = |before: Option<i64>| {
            let cost = before.map(|before| {
                let mut cost = Score::default();
                cost[tier] = before;
                cost
            });
            let start = Start { chosen: vec![here], people: [PersonId::from_index(0)].into(), cost, ..Start::default() };
            search_from(&model, &start, false, &options(), &Silent::default()).map(|outcome| outcome.chosen).ok()
        };
        assert_eq!(repaired(Some(12)), Some(vec![here]), "{tier:?}: it costs what it cost");
        assert_eq!(repaired(Some(20)), Some(vec![here]), "{tier:?}: it costs less than it did");
        assert_eq!(repaired(Some(4)), Some(vec![there]), "{tier:?}: it has become worse");
        assert_eq!(repaired(None), Some(vec![there]), "{tier:?}: nobody says what it cost");
    }
}
