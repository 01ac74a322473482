mod demand;
mod service;
mod training;

use super::*;
use crate::roster::Placement;
use crate::rules::fixture::*;
use crate::rules::{Findings, candidates, emit};

/// Everything of the roster that the rule finds, with its reasons.
fn plan(problem: &Problem, placements: &[Placement], rule: RuleId) -> (Vec<Finding>, Vec<Shortage>, Reasons) {
    let model = emit(problem, candidates(problem));
    let find = |placement: &Placement| model.candidates.find(&placement.stay).expect("an admitted stay");
    let chosen: Vec<CandidateId> = placements.iter().map(find).collect();
    let roster = Roster::new(placements.to_vec());
    let mut findings = Findings::new(problem, rule);
    (rule.rule().check)(problem, &roster, &mut findings);
    let (findings, shortages) = findings.finish();
    let reasons = of_plan(problem, &model, &chosen, &roster, &shortages, &findings);
    assert_eq!((reasons.findings.len(), reasons.shortages.len()), (findings.len(), shortages.len()));
    (findings, shortages, reasons)
}

/// The reasons of the rule's findings with their people.
fn explained(problem: &Problem, placements: &[Placement], rule: RuleId) -> Vec<(PersonId, Bilingual)> {
    let (findings, _, reasons) = plan(problem, placements, rule);
    let pairs = findings.iter().zip(reasons.findings);
    let explained = pairs.filter_map(|(finding, reason)| match finding.subject {
        Subject::Person(person) => Some((person, reason?)),
        _ => None,
    });
    explained.collect()
}
