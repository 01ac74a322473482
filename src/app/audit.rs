//! Audit: reads a stored plan and counts everything again from its dataset and its stays, and its bounds from the proofs stored with it,
//! without any solver.

mod bounds;

pub use bounds::AuditedTier;

use super::baseline::remember;
use crate::check::{CheckedPlan, Rejected, check};
use crate::diagnostic::Bilingual;
use crate::domain::Problem;
use crate::model::Tier;
use crate::roster::Roster;
use crate::store::{Access, Contents, PlanId, PlanSummary, Store, StoreError, StoredDataset, decisions, differences, seal, snapshot};
use std::path::Path;

/// What an audit found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditReport {
    pub plan: PlanId,
    /// Each difference between what is stored and what follows from the dataset and the stays. None in a sound plan.
    pub problems: Vec<Bilingual>,
    /// By tier, in their order; none where the plan's scores cannot be read.
    pub tiers: Vec<AuditedTier>,
    /// Entries of the file's log, each checked against the one before it, and the plan's against what is stored of it.
    pub log_entries: usize,
    /// Worth knowing when reading the problems.
    pub notes: Vec<Bilingual>,
}

impl AuditReport {
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// How a dataset becomes a problem; the text says why it does not.
pub type Rebuild<'a> = &'a dyn Fn(&StoredDataset) -> Result<Problem, String>;

type Check = fn(&Problem, Roster) -> Result<CheckedPlan, Rejected>;

/// Audits a plan of the file, the newest where none is named.
///
/// # Errors
/// When the file cannot be opened, is not this program's, or has no such plan. Damage within it is a problem of the report.
pub fn audit(file: &Path, plan: Option<PlanId>, rebuild: Rebuild) -> Result<AuditReport, StoreError> {
    audit_by(file, plan, rebuild, check)
}

fn audit_by(file: &Path, plan: Option<PlanId>, rebuild: Rebuild, check: Check) -> Result<AuditReport, StoreError> {
    let store = Store::open(file, Access::ReadOnly)?;
    let plan = match plan {
        Some(plan) => plan,
        None => store.latest_plan()?.ok_or_else(|| StoreError::NoSuchPlan { path: file.to_owned(), plan: PlanId(1) })?,
    };
    let mut report = AuditReport { plan, problems: Vec::new(), tiers: Vec::new(), log_entries: 0, notes: Vec::new() };
    let sealed = match store.stored_seal(plan) {
        Err(error @ StoreError::NoSuchPlan { .. }) => return Err(error),
        other => readable(other, &mut report.problems),
    };
    let summary = readable(store.summary(plan), &mut report.problems);
    if let Some(summary) = &summary {
        on_the_run(summary, &mut report);
        report.tiers = bounds::stored(summary);
    }
    let problems = &mut report.problems;
    let damage = readable(store.integrity(), problems).unwrap_or_default();
    problems.extend(damage);
    let book = readable(store.book_problems(plan), problems).unwrap_or_default();
    problems.extend(book);
    report.log_entries = readable(store.events(), problems).map_or(0, |events| events.len());
    let dataset = readable(store.dataset(plan), problems);
    let stored = readable(store.contents(plan), problems);
    let proofs = readable(store.proofs(plan), problems);
    if let (Some(dataset), Some(stored), Some(sealed)) = (&dataset, &stored, sealed)
        && sealed != seal(dataset.hash(), stored)
    {
        problems.push(Bilingual::new(
            "方案的内容与保存时的封印不符：有数据被改动",
            "the plan's contents do not match its seal: something was altered",
        ));
    }
    let Some(dataset) = dataset else { return Ok(report) };
    if dataset.hash() != dataset.content_hash() {
        problems.push(Bilingual::new(
            "导入的数据表与其内容校验值不符：有数据行被改动",
            "the imported tables do not match their content hash: a row was altered",
        ));
    }
    let problem = match rebuild(&dataset) {
        Ok(mut problem) => {
            if let Some(Err(why)) = readable(remember(&store, plan, &mut problem, rebuild), problems) {
                problems.push(Bilingual::new(
                    format!("所修补的方案已不能还原：{why}"),
                    format!("the plan that this one repairs can no longer be rebuilt: {why}"),
                ));
                return Ok(report);
            }
            problem
        }
        Err(why) => {
            problems.push(Bilingual::new(
                format!("存档的数据表已不能还原为计划问题：{why}"),
                format!("the stored tables no longer give a problem: {why}"),
            ));
            return Ok(report);
        }
    };
    let stored = stored.unwrap_or_default();
    compare(&stored, &snapshot(&problem), problems);
    if let Some(roster) = readable(store.placements(plan), problems) {
        match check(&problem, roster) {
            Ok(checked) => {
                compare(&stored, &decisions(&problem, &checked), problems);
                if let (Some(summary), Some(proofs)) = (summary, proofs) {
                    bounds::recompute(&problem, checked.roster(), &proofs, &summary.program_version, &mut report);
                }
            }
            Err(rejected) => problems.extend(rejected.messages().into_iter().map(|message| {
                Bilingual::new(format!("存档的安排不成立：{}", message.zh), format!("the stored stays are no plan: {}", message.en))
            })),
        }
    }
    Ok(report)
}

fn on_the_run(summary: &PlanSummary, report: &mut AuditReport) {
    let running = env!("CARGO_PKG_VERSION");
    if summary.program_version != running {
        let made = &summary.program_version;
        report.notes.push(Bilingual::new(
            format!("方案由版本 {made} 生成，现用版本 {running} 审核：规则的变化也会显示为差异"),
            format!("made by version {made}, audited by {running}: changes of the rules show as differences too"),
        ));
    }
    for (tier, bound) in Tier::ALL.into_iter().zip(summary.bounds) {
        let score = summary.score[tier];
        if let Some(bound) = bound.filter(|bound| *bound > score) {
            report.problems.push(Bilingual::new(
                format!("「{}」的下界 {bound} 高于评分 {score}", tier.chinese()),
                format!("{}: the bound {bound} lies above the score {score}", tier.english()),
            ));
        }
    }
}

/// The value, or its failure among the problems.
fn readable<T>(result: Result<T, StoreError>, problems: &mut Vec<Bilingual>) -> Option<T> {
    result.map_err(|error| problems.push(error.message())).ok()
}

fn compare(stored: &[Contents], expected: &[Contents], problems: &mut Vec<Bilingual>) {
    for expected in expected {
        if let Some(stored) = stored.iter().find(|stored| stored.table == expected.table) {
            problems.extend(differences(stored, expected));
        }
    }
}

#[cfg(test)]
mod tests;
