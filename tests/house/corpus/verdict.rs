//! What the checks say of a roster, as text, and what the rows of the model say of the same stays.

use super::case::{Case, ROSTER};
use super::roster;
use lunzhuan::check::{CheckedPlan, Rejected, check};
use lunzhuan::domain::{IndexVec, Problem};
use lunzhuan::model::{CandidateId, Candidates, Score, Tier};
use lunzhuan::roster::{Origin, Roster, Stay, number_pool_posts};
use lunzhuan::rules::{Finding, RuleId, Strictness, emit, rules_in_force, setting};
use std::collections::BTreeSet;
use std::fmt::Write;

pub struct Verdict {
    checked: Result<CheckedPlan, Rejected>,
    text: String,
}

impl Verdict {
    pub fn of(case: &Case) -> Result<Verdict, String> {
        let problem = case.problem()?;
        let roster = roster::read(&problem, &case.folder.join(ROSTER))?;
        let checked = check(&problem, roster);
        let text = text(&problem, &checked);
        Ok(Verdict { checked, text })
    }
    /// The verdict, then a line a finding: rule, tier with its cost or “must hold”, whom it concerns, dates, amount, words.
    pub fn text(&self) -> &str {
        &self.text
    }
    pub fn is_accepted(&self) -> bool {
        self.checked.is_ok()
    }
    /// Rules with something to say; of a rejected roster, those that must hold.
    pub fn rules(&self) -> BTreeSet<RuleId> {
        findings(&self.checked).iter().map(|finding| finding.rule).collect()
    }
    /// What the roster costs over all tiers.
    pub fn cost(&self) -> i64 {
        self.checked.as_ref().map_or(0, |plan| Tier::ALL.into_iter().map(|tier| plan.score()[tier]).sum())
    }
}

fn findings(checked: &Result<CheckedPlan, Rejected>) -> &[Finding] {
    match checked {
        Ok(plan) => plan.findings(),
        Err(rejected) => &rejected.findings,
    }
}

fn text(problem: &Problem, checked: &Result<CheckedPlan, Rejected>) -> String {
    let mut text = String::from(if checked.is_ok() { "accepted\n" } else { "rejected\n" });
    for defect in checked.as_ref().err().map_or(&[][..], |rejected| &rejected.defects) {
        let _ = writeln!(text, "roster | {}", defect.zh);
    }
    for finding in findings(checked) {
        let Finding { rule, tier, subject, dates, amount, unit, cost, message } = finding;
        let weight = tier.map_or("must hold".into(), |tier| format!("{} {cost}", tier.code()));
        let _ = writeln!(
            text,
            "{} | {weight} | {} | {}~{} | {amount} {} | {}",
            rule.code(),
            subject.label(problem),
            dates.from,
            dates.to,
            unit.words().en,
            message.zh
        );
    }
    text
}

/// What the checks say of the stays, and what the rows say: hold or not, at what cost.
///
/// The search decides on stays and leaves the numbers of pool posts for afterwards, so the checks are asked about the same stays freshly
/// numbered. Where no numbering exists the rows have to be broken.
pub fn compare_halves(case: &Case) -> Result<(), String> {
    let problem = case.problem()?;
    let roster = roster::read(&problem, &case.folder.join(ROSTER))?;
    let stays: Vec<(Stay, Origin)> = roster.placements().iter().map(|placement| (placement.stay, placement.origin)).collect();
    let from_rows = rows_of(&problem, &stays);
    let from_checks = match number_pool_posts(&problem, stays) {
        None => None,
        Some(placements) => check(&problem, Roster::new(placements)).ok().map(|plan| plan.score()),
    };
    if from_rows == from_checks { Ok(()) } else { Err(format!("rows {from_rows:?}, checks {from_checks:?}")) }
}

/// The score by the rows, none where a stay is refused or a row that must hold is broken.
fn rows_of(problem: &Problem, stays: &[(Stay, Origin)]) -> Option<Score> {
    let (given, free): (Vec<_>, Vec<_>) = stays.iter().partition(|(_, origin)| *origin == Origin::CarriedIn);
    let stays = |of: Vec<(Stay, Origin)>| of.into_iter().map(|(stay, _)| stay).collect::<Vec<Stay>>();
    let (given, free) = (stays(given), stays(free));
    let refuses = rules_in_force(problem)
        .filter(|rule| rule.spec.strictness != Strictness::Must || setting::is_strict(problem, rule.spec))
        .any(|rule| free.iter().any(|stay| !(rule.admits)(problem, stay)));
    if refuses {
        return None;
    }
    let model = emit(problem, Candidates::new(free, given));
    let taken: IndexVec<CandidateId, bool> = IndexVec::filled(true, model.candidates.len());
    let (score, broken) = model.evaluate(&taken);
    (broken == 0).then_some(score)
}
