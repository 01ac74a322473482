//! What stood in the way of a demand, a trainee's month or a promotion's credit that a finished plan leaves open: told in groups, with how
//! many people, posts or slots each thing kept away.
//!
//! One more stay is tried at a time on the finished plan, nothing else moved. What breaks a rule or costs more than it mends is told by
//! its first cause; what nothing stands against is told as such: only a search that ended early leaves it.

mod demand;
mod hindrance;
mod place;
mod service;
mod training;

#[cfg(test)]
mod tests;

use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::{CandidateId, Model};
use crate::roster::Roster;
use crate::rules::{Finding, RuleId, Shortage, Subject};
use crate::search::{Obstacle, Trial};
use place::Places;
use std::collections::BTreeMap;

/// Tells what stands in the way of a candidate.
type Ask<'a> = &'a mut dyn FnMut(CandidateId) -> Obstacle;

/// Why a plan leaves open what it leaves open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reasons {
    /// One for each shortage, in their order.
    pub shortages: Vec<Bilingual>,
    /// One for each finding, in their order; absent where the finding's own words say all there is: a stay that costs where it is, not one
    /// that is missing.
    pub findings: Vec<Option<Bilingual>>,
}

/// Explains the shortages and findings of a finished plan, in the orders given.
pub fn of_plan(
    problem: &Problem,
    model: &Model,
    chosen: &[CandidateId],
    roster: &Roster,
    shortages: &[Shortage],
    findings: &[Finding],
) -> Reasons {
    if shortages.is_empty() && !findings.iter().any(is_explained) {
        return Reasons { shortages: Vec::new(), findings: vec![None; findings.len()] };
    }
    let places = Places::new(problem, model, roster);
    Trial::new(model, chosen)
        .run(|ask| Reasons { shortages: of_shortages(&places, shortages, ask), findings: of_findings(&places, findings, ask) })
}

/// What keeps each person of the right category from a demand that stays short, by person.
pub fn of_people(
    problem: &Problem,
    model: &Model,
    chosen: &[CandidateId],
    roster: &Roster,
    requirement: RequirementId,
    dates: DateRange,
) -> Vec<(PersonId, Bilingual)> {
    let places = Places::new(problem, model, roster);
    Trial::new(model, chosen).run(|ask| demand::by_person(&places, requirement, dates, ask))
}

/// Something that could have been had by another stay.
fn is_explained(finding: &Finding) -> bool {
    finding.tier.is_some() && matches!(finding.rule, RuleId::Curriculum | RuleId::ServiceCredit)
}

fn of_shortages(places: &Places, shortages: &[Shortage], ask: Ask) -> Vec<Bilingual> {
    let mut known: BTreeMap<(RequirementId, DateRange), Bilingual> = BTreeMap::new();
    let mut reasons = Vec::with_capacity(shortages.len());
    for shortage in shortages {
        let key = (shortage.requirement, shortage.dates);
        reasons.push(known.entry(key).or_insert_with(|| demand::explain(places, shortage, ask)).clone());
    }
    reasons
}

fn of_findings(places: &Places, findings: &[Finding], ask: Ask) -> Vec<Option<Bilingual>> {
    let mut trainees: BTreeMap<PersonId, Option<Bilingual>> = BTreeMap::new();
    let mut reasons = Vec::with_capacity(findings.len());
    for finding in findings {
        let reason = match (finding.rule, finding.subject) {
            (RuleId::Curriculum, Subject::Person(person)) if is_explained(finding) => {
                trainees.entry(person).or_insert_with(|| training::explain(places, person, ask)).clone()
            }
            (RuleId::ServiceCredit, Subject::Person(person)) if is_explained(finding) => service::explain(places, person, finding, ask),
            _ => None,
        };
        reasons.push(reason.filter(|reason| !reason.zh.is_empty()));
    }
    reasons
}
