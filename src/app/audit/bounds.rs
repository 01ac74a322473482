//! What a plan's bounds are worth: the stored proofs replayed, without any solver.

use super::AuditReport;
use crate::app::plan::model_of;
use crate::diagnostic::Bilingual;
use crate::domain::Problem;
use crate::model::{CandidateId, Tier, TierProof};
use crate::roster::Roster;
use crate::search::{Replay, verify};
use crate::store::PlanSummary;

/// A tier of a stored plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AuditedTier {
    pub tier: Tier,
    /// As stored.
    pub cost: i64,
    /// As stored; absent where nothing was proved.
    pub bound: Option<i64>,
    /// What the stored multipliers prove, computed again. What the bound is more than that was proved by branch and bound, which cannot be
    /// replayed. Absent where it could not be computed: the stays are no plan, or another version made it.
    pub by_duals: Option<i64>,
}

/// The tiers as they are stored, nothing computed again.
pub(super) fn stored(summary: &PlanSummary) -> Vec<AuditedTier> {
    let tiers = Tier::ALL.into_iter().zip(summary.bounds);
    tiers.map(|(tier, bound)| AuditedTier { tier, cost: summary.score[tier], bound, by_duals: None }).collect()
}

/// Replays the proofs for the roster, which holds every rule, and compares. `made_by` is the version that made the plan.
pub(super) fn recompute(problem: &Problem, roster: &Roster, proofs: &[TierProof], made_by: &str, report: &mut AuditReport) {
    let (model, _) = model_of(problem);
    let stays = roster.placements().iter().map(|placement| model.candidates.find(&placement.stay));
    let Some(chosen) = stays.collect::<Option<Vec<CandidateId>>>() else {
        report.notes.push(Bilingual::new(
            "存档的安排中有现用规则不再列为候选的，下界未复算",
            "some of the stored stays are no candidates under the rules of this version: bounds were not computed again",
        ));
        return;
    };
    let verified = verify(&model, &chosen, proofs);
    let mut by_duals = Tier::ALL.map(|tier| Some(verified.bounds[tier]));
    let mut other_version = false;
    for (proof, replay) in proofs.iter().zip(verified.replays) {
        let (number, zh, en) = (proof.part, proof.tier.chinese(), proof.tier.english());
        report.problems.push(match replay {
            Replay::Proves(bound) if bound == proof.bound => continue,
            Replay::Proves(bound) => Bilingual::new(
                format!("「{zh}」第 {number} 部分的下界证明存为 {}，重新计算为 {bound}", proof.bound),
                format!("{en}, part {number}: the proof is stored as proving {}, computed again it proves {bound}", proof.bound),
            ),
            Replay::OtherProgram if made_by != env!("CARGO_PKG_VERSION") => {
                by_duals[proof.tier as usize] = None;
                other_version = true;
                continue;
            }
            Replay::OtherProgram => Bilingual::new(
                format!("「{zh}」第 {number} 部分的下界证明所依据的规划不是由这些数据得出的"),
                format!("{en}, part {number}: the program that the proof is about does not follow from the tables"),
            ),
            Replay::OtherPlan => Bilingual::new(
                format!("「{zh}」第 {number} 部分的下界证明与本方案无关"),
                format!("{en}, part {number}: the proof is not about this plan"),
            ),
        });
    }
    if other_version {
        report.notes.push(Bilingual::new(
            format!("方案由版本 {made_by} 生成，规则写法与现用版本不同：有下界未复算"),
            format!("made by version {made_by}, whose rules write other rows: some bounds were not computed again"),
        ));
    }
    let without_multipliers = proofs.iter().all(|proof| proof.multipliers.is_empty());
    if without_multipliers && report.tiers.iter().zip(by_duals).any(|(tier, by_duals)| by_duals.is_some() && by_duals < tier.bound) {
        report.notes.push(Bilingual::new(
            "方案没有存下可复核的对偶乘子（求解器不提供，或由较早版本存入）",
            "no multipliers are stored with the plan: its solver gives none, or an earlier version stored it",
        ));
    }
    for (tier, by_duals) in report.tiers.iter_mut().zip(by_duals) {
        tier.by_duals = by_duals;
        if let (Some(bound), Some(by_duals)) = (tier.bound, by_duals)
            && bound < by_duals
        {
            report.problems.push(Bilingual::new(
                format!("「{}」的下界存为 {bound}，仅对偶证明重新计算就有 {by_duals}", tier.tier.chinese()),
                format!("{}: the bound is stored as {bound}, while its proof alone, computed again, gives {by_duals}", tier.tier.english()),
            ));
        }
    }
}
