//! The whole way of a small county, from the problem to the checked plan, against all the rosters it could have.

mod rosters;
mod stays;

use super::*;
use crate::campaign::Campaign;
use crate::model::Score;
use crate::rules::twin::small_problem;
use crate::rules::{RuleId, Strictness};
use crate::search::Silent;
#[cfg(feature = "highs")]
use crate::solver::{Agreement, agreement};
use rosters::{Rosters, Verdict};
use std::collections::BTreeMap;

/// Rosters that a county may have at most: what the check judges in a second or so.
const ROSTERS: usize = 3_000;

/// The seed's first county that has more than the roster of those who stay at home, and few enough rosters.
fn with_small_county(seed: u64, judge: impl FnOnce(&Problem, &Rosters)) {
    for attempt in 0.. {
        let problem = small_problem(seed * 1_000 + attempt);
        if let Some(rosters) = Rosters::new(&problem, ROSTERS).filter(|rosters| rosters.possible.len() > 2) {
            return judge(&problem, &rosters);
        }
    }
}

/// In how many counties each rule forbade or cost something.
#[derive(Default)]
struct Bites(BTreeMap<RuleId, (usize, usize)>);

impl Bites {
    fn of(&self, rule: RuleId) -> (usize, usize) {
        self.0.get(&rule).copied().unwrap_or_default()
    }
    /// Rules that never did what their strictness lets them do, as (never forbade, never cost).
    fn missing(&self) -> (Vec<RuleId>, Vec<RuleId>) {
        let strictness = |rule: &RuleId| rule.rule().spec.strictness;
        let all = || RuleId::ALL.iter().copied();
        let never_forbade = all().filter(|rule| strictness(rule) != Strictness::Soft && self.of(*rule).0 == 0);
        let never_cost = all().filter(|rule| strictness(rule) != Strictness::Law && self.of(*rule).1 == 0);
        (never_forbade.collect(), never_cost.collect())
    }
}

fn options() -> SearchOptions {
    SearchOptions { threads: 1, ..SearchOptions::default() }
}

#[test]
fn plans_meet_the_best_of_all_rosters_tier_by_tier() {
    let campaign = Campaign::new("whole counties against all their rosters", 100);
    let mut bites = Bites::default();
    let (mut all, mut costly, mut impossible) = (0, 0, 0);
    for seed in campaign.seeds() {
        with_small_county(seed, |problem, rosters| {
            let verdict = rosters.judge_all();
            assert_offered(seed, problem, rosters, &verdict);
            all += verdict.rosters;
            for rule in &verdict.forbidding {
                bites.0.entry(*rule).or_default().0 += 1;
            }
            for rule in &verdict.costing {
                bites.0.entry(*rule).or_default().1 += 1;
            }
            match (plan(problem, &options(), &Silent::default()), verdict.best) {
                (Ok(planned), Some(best)) => {
                    assert_eq!(planned.plan.score(), best, "seed {seed}: planned, enumerated");
                    for tier in &planned.outcome.tiers {
                        assert_eq!(tier.bound, Some(tier.cost), "seed {seed} {tier:?}");
                    }
                    costly += usize::from(best != Score::default());
                }
                (Err(PlanFailure::Contradiction { lines, proved }), None) => {
                    assert!(proved && !lines.is_empty(), "seed {seed}: {lines:?}");
                    impossible += 1;
                }
                (Ok(planned), None) => panic!("seed {seed}: no roster is legal, planned {:#?}", planned.plan),
                (Err(failure), best) => panic!("seed {seed}: {failure:?}, enumerated {best:?}"),
            }
        });
    }
    let biting = RuleId::ALL.iter().filter(|rule| bites.of(**rule) != (0, 0)).count();
    campaign.report(&[("rosters", all), ("with cost", costly), ("impossible", impossible), ("rules that bite", biting)]);
    let (never_forbade, never_cost) = bites.missing();
    assert!(campaign.is_short() || costly > 0 && impossible > 0, "the counties are too tame: {costly} {impossible}");
    let spared = never_forbade.len() + never_cost.len();
    assert!(
        spared == 0 || campaign.is_short() || campaign.len() < 1_000 && spared <= 8,
        "rules that never bite: {never_forbade:?}, that never cost: {never_cost:?}"
    );
}

/// Whatever stands in a plan is offered, and nothing is offered that no table asks for.
fn assert_offered(seed: u64, problem: &Problem, rosters: &Rosters, verdict: &Verdict) {
    let candidates = rules::candidates(problem);
    for stay in &verdict.planned {
        assert!(candidates.find(stay).is_some(), "seed {seed}: {stay:?} stands in a plan, but is not offered");
    }
    for (_, stay) in candidates.iter().filter(|(id, _)| !candidates.is_given(*id)) {
        let known = rosters.possible.binary_search(stay).is_ok() || rosters.refused.binary_search(stay).is_ok();
        assert!(known, "seed {seed}: {stay:?} is offered, and nothing asks for it");
    }
}

#[cfg(feature = "highs")]
#[test]
fn solvers_agree_on_whole_counties() {
    let campaign = Campaign::new("solvers on whole counties", 200);
    let (mut costly, mut impossible) = (0, 0);
    for seed in campaign.seeds() {
        let (model, _) = model_of(&small_problem(seed));
        match agreement(&model).unwrap_or_else(|why| panic!("seed {seed}: {why}")) {
            Agreement::Optimum(score) => costly += usize::from(score != Score::default()),
            Agreement::Impossible => impossible += 1,
        }
    }
    campaign.report(&[("with cost", costly), ("impossible", impossible)]);
    assert!(campaign.is_short() || costly > 0 && impossible > 0, "the counties are too tame: {costly} {impossible}");
}
