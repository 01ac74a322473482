//! The last word on a plan: every rule in force counted again on the finished roster, the score recomputed, and what no rule owns.
//! It knows neither candidate stays nor columns, and it is the only maker of a [`CheckedPlan`]: whatever is stored went through here.

mod structure;
#[cfg(test)]
mod tests;

use crate::diagnostic::Bilingual;
use crate::domain::Problem;
use crate::model::Score;
use crate::roster::Roster;
use crate::rules::{self, Finding, Findings, Shortage, rules_in_force};

/// A roster that breaks no rule that must hold, with what it costs and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckedPlan {
    roster: Roster,
    score: Score,
    findings: Vec<Finding>,
    shortages: Vec<Shortage>,
}

impl CheckedPlan {
    pub fn roster(&self) -> &Roster {
        &self.roster
    }
    /// Costs of the findings, by tier.
    pub fn score(&self) -> Score {
        self.score
    }
    /// In the order of the rules' catalogue, then by tier, subject and dates. None of them is hard.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
    /// By requirement and window, the strict minimum before the target.
    pub fn shortages(&self) -> &[Shortage] {
        &self.shortages
    }
    /// The plan as if a rule had found this too.
    #[cfg(test)]
    pub(crate) fn having(mut self, findings: Vec<Finding>, shortages: Vec<Shortage>) -> Self {
        self.score += rules::score(&findings);
        self.findings.extend(findings);
        self.findings.sort();
        self.shortages.extend(shortages);
        self
    }
}

/// A roster that is no plan.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the roster is no plan: {} structural defects, {} findings of rules that must hold", defects.len(), findings.len())]
pub struct Rejected {
    /// What is wrong with the roster itself. Where it names things that do not exist, the rules were not asked.
    pub defects: Vec<Bilingual>,
    /// Rules that must hold and do not.
    pub findings: Vec<Finding>,
}

impl Rejected {
    /// Everything that is wrong, defects first.
    pub fn messages(&self) -> Vec<Bilingual> {
        let broken = self.findings.iter().map(|finding| {
            let name = finding.rule.rule().spec.name;
            Bilingual::new(format!("{}：{}", name.zh, finding.message.zh), format!("{}: {}", name.en, finding.message.en))
        });
        self.defects.iter().cloned().chain(broken).collect()
    }
}

/// Counts every rule in force on the roster.
///
/// # Errors
/// [`Rejected`] when the roster is malformed, alters a carried-in stay, takes an establishment post it has no claim to, or breaks a rule
/// that must hold.
pub fn check(problem: &Problem, roster: Roster) -> Result<CheckedPlan, Rejected> {
    let unreadable = structure::unreadable(problem, &roster);
    if !unreadable.is_empty() {
        return Err(Rejected { defects: unreadable, findings: Vec::new() });
    }
    let defects = structure::defects(problem, &roster);
    let (mut findings, mut shortages) = counted(problem, &roster);
    shortages.sort_by_key(|shortage| (shortage.requirement, shortage.dates, !shortage.minimum, shortage.required, shortage.assigned));
    if !defects.is_empty() || findings.iter().any(|finding| finding.tier.is_none()) {
        findings.retain(|finding| finding.tier.is_none());
        return Err(Rejected { defects, findings });
    }
    let score = rules::score(&findings);
    Ok(CheckedPlan { roster, score, findings, shortages })
}

/// What the rules in force find in a roster that need not be a plan of this problem, to compare plans under one count; none where it names
/// things that do not exist.
pub fn findings_of(problem: &Problem, roster: &Roster) -> Option<Vec<Finding>> {
    structure::unreadable(problem, roster).is_empty().then(|| counted(problem, roster).0)
}

fn counted(problem: &Problem, roster: &Roster) -> (Vec<Finding>, Vec<Shortage>) {
    let mut findings = Vec::new();
    let mut shortages = Vec::new();
    for rule in rules_in_force(problem) {
        let mut collected = Findings::new(problem, rule.id);
        (rule.check)(problem, roster, &mut collected);
        let (found, short) = collected.finish();
        findings.extend(found);
        shortages.extend(short);
    }
    findings.sort();
    (findings, shortages)
}
