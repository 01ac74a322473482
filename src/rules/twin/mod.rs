//! The twins: for random rosters of random counties, the rows that a rule writes and its check say the same, to the unit.
//!
//! `make campaign` tries more counties than the everyday run does.

mod county;
mod demands;
mod dice;
mod means;
mod people;
mod rosters;
mod teams;

pub(in crate::rules) use county::random_problem;
pub(crate) use county::small_problem;
pub(in crate::rules) use dice::Dice;
pub(in crate::rules) use rosters::{as_roster, offered, random_choice, whatever};

use super::{Emitter, Finding, Findings, Rule, RuleId, Strictness, emit, emit_unadmitted, prunes, rules_in_force, score};
use crate::campaign::Campaign;
use crate::domain::*;
use crate::model::{CandidateId, Candidates, Model, Score};
use crate::roster::Roster;

/// What both halves agreed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::rules) struct Agreed {
    pub(in crate::rules) holds: bool,
    pub(in crate::rules) score: Score,
}

/// The model of one rule alone.
pub(in crate::rules) fn model_of(rule: &Rule, problem: &Problem, candidates: &Candidates) -> Model {
    let mut model = Model::new(candidates.clone());
    if !prunes(problem, rule) {
        emit_unadmitted(problem, &mut model, rule);
    }
    (rule.emit)(&mut Emitter::new(problem, &mut model, rule.spec));
    model
}

/// What the check of one rule finds.
pub(in crate::rules) fn check_of(rule: &Rule, problem: &Problem, roster: &Roster) -> Vec<Finding> {
    let mut findings = Findings::new(problem, rule.id);
    (rule.check)(problem, roster, &mut findings);
    findings.finish().0
}

/// Compares a model of these rules with what their checks find.
pub(in crate::rules) fn compare(
    rules: &[Rule],
    problem: &Problem,
    model: &Model,
    taken: &IndexVec<CandidateId, bool>,
    findings: &[Finding],
) -> Result<Agreed, String> {
    let (cost, broken) = model.evaluate(taken);
    let pruning: Vec<&Rule> = rules.iter().filter(|rule| prunes(problem, rule)).collect();
    let candidates = &model.candidates;
    let refused = candidates
        .iter()
        .filter(|(id, _)| taken[*id] && !candidates.is_given(*id))
        .find(|(_, stay)| pruning.iter().any(|rule| !(rule.admits)(problem, stay)));
    let holds = broken == 0 && refused.is_none();
    let clean = findings.iter().all(|finding| finding.tier.is_some());
    if holds != clean {
        return Err(format!("the model {} (broken {broken}, refused {refused:?})", if holds { "holds" } else { "is broken" }));
    }
    if cost != score(findings) {
        return Err(format!("the model costs {cost:?}, the findings {:?}", score(findings)));
    }
    Ok(Agreed { holds, score: cost })
}

/// Calls `try_one` with counties, candidates and choices: of admitted stays, of all that are offered, and of any stays at all.
fn for_each_roster(campaign: &Campaign, mut try_one: impl FnMut(u64, &Problem, &Candidates, &IndexVec<CandidateId, bool>)) {
    for seed in campaign.seeds() {
        let problem = random_problem(seed);
        let mut dice = Dice::new(!seed);
        for candidates in [super::candidates(&problem), offered(&problem), whatever(&problem, &mut dice)] {
            for round in 0..3 {
                let taken = random_choice(&problem, &candidates, &mut dice, round);
                try_one(seed, &problem, &candidates, &taken);
            }
        }
    }
}

#[derive(Clone, Copy, Default, Debug)]
struct Tally {
    held: usize,
    broken: usize,
    costly: usize,
}

#[test]
fn each_rule_says_in_rows_what_its_check_finds() {
    let campaign = Campaign::new("twins, each rule alone", 250);
    let mut tallies = vec![Tally::default(); RuleId::ALL.len()];
    for_each_roster(&campaign, |seed, problem, candidates, taken| {
        let roster = as_roster(problem, candidates, taken);
        for (tally, id) in tallies.iter_mut().zip(RuleId::ALL) {
            let rule = id.rule();
            let findings = check_of(&rule, problem, &roster);
            let model = model_of(&rule, problem, candidates);
            let agreed = compare(&[rule], problem, &model, taken, &findings)
                .unwrap_or_else(|why| panic!("seed {seed}, rule {id:?}: {why}\n{findings:#?}\n{roster:#?}"));
            tally.held += usize::from(agreed.holds);
            tally.broken += usize::from(!agreed.holds);
            tally.costly += usize::from(agreed.score != Score::default());
        }
    });
    let sum = |figure: fn(&Tally) -> usize| tallies.iter().map(figure).sum::<usize>();
    campaign.report(&[("held", sum(|tally| tally.held)), ("broken", sum(|tally| tally.broken)), ("with cost", sum(|tally| tally.costly))]);
    for (tally, id) in tallies.iter().zip(RuleId::ALL) {
        let strictness = id.rule().spec.strictness;
        if campaign.is_short() {
            continue;
        }
        assert!(tally.held > 0, "{id:?} never held: {tally:?}");
        assert!(strictness == Strictness::Soft || tally.broken > 0, "{id:?} was never broken: {tally:?}");
        assert!(strictness == Strictness::Law || tally.costly > 0, "{id:?} never cost anything: {tally:?}");
    }
}

#[test]
fn all_rules_together_say_in_rows_what_their_checks_find() {
    let campaign = Campaign::new("twins, all rules together", 250);
    let mut tally = Tally::default();
    for_each_roster(&campaign, |seed, problem, candidates, taken| {
        let roster = as_roster(problem, candidates, taken);
        let rules: Vec<Rule> = rules_in_force(problem).collect();
        let findings: Vec<Finding> = rules.iter().flat_map(|rule| check_of(rule, problem, &roster)).collect();
        let model = emit(problem, candidates.clone());
        let agreed = compare(&rules, problem, &model, taken, &findings).unwrap_or_else(|why| panic!("seed {seed}: {why}"));
        tally.held += usize::from(agreed.holds);
        tally.broken += usize::from(!agreed.holds);
        tally.costly += usize::from(agreed.score != Score::default());
    });
    campaign.report(&[("held", tally.held), ("broken", tally.broken), ("with cost", tally.costly)]);
    assert!(campaign.is_short() || tally.held > 0 && tally.broken > 0 && tally.costly > 0, "{tally:?}");
}

#[test]
fn the_same_seed_makes_the_same_county() {
    assert_eq!(random_problem(7), random_problem(7));
    assert_ne!(random_problem(7), random_problem(8));
}
