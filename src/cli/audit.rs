//! `lunzhuan audit`: a stored plan counted again and its bounds proved again, without a solver.

use super::arguments::AuditArguments;
use super::{Ending, Voice, print_line, store_failed};
use crate::app::audit::{AuditedTier, audit};
use crate::app::dataset::rebuild_told_in;
use crate::diagnostic::Language;
use crate::store::{Access, PlanId, Store, StoreError};
use serde_json::json;

pub fn run(arguments: &AuditArguments, voice: Voice) -> Ending {
    match audit_all(arguments, voice) {
        Ok(ending) => ending,
        Err(error) => store_failed(&error, voice),
    }
}

fn audit_all(arguments: &AuditArguments, voice: Voice) -> Result<Ending, StoreError> {
    let plans: Vec<Option<PlanId>> = match arguments.plan {
        Some(plan) => vec![Some(PlanId(plan))],
        None => {
            let stored = Store::open(&arguments.file, Access::ReadOnly)?.plans()?;
            // A file without plans is audited for its latest plan, which says so.
            if stored.is_empty() { vec![None] } else { stored.iter().map(|summary| Some(summary.plan)).collect() }
        }
    };
    let mut failed = false;
    let mut results = Vec::new();
    for plan in plans {
        let report = audit(&arguments.file, plan, &|dataset| rebuild_told_in(voice.language, dataset))?;
        failed |= !report.problems.is_empty();
        if voice.json {
            let problems: Vec<_> = report.problems.iter().map(|problem| voice.text(problem)).collect();
            let notes: Vec<_> = report.notes.iter().map(|note| voice.text(note)).collect();
            let tiers: Vec<_> = report
                .tiers
                .iter()
                .map(|it| json!({"tier": it.tier.code(), "cost": it.cost, "bound": it.bound, "bound_by_duals": it.by_duals}))
                .collect();
            let (plan, ok) = (report.plan.0, problems.is_empty());
            let log = report.log_entries;
            results.push(json!({"plan": plan, "ok": ok, "tiers": tiers, "log_entries": log, "problems": problems, "notes": notes}));
            continue;
        }
        let (id, count) = (report.plan, report.problems.len());
        print_line(&match (voice.language, count) {
            (Language::Chinese, 0) => format!("方案 {id}：复核通过，入库内容与重新计算完全一致"),
            (Language::English, 0) => format!("plan {id}: passed, what is stored is what counting again gives"),
            (Language::Chinese, _) => format!("方案 {id}：复核不通过，{count} 处不符"),
            (Language::English, _) => format!("plan {id}: failed, {count} differences"),
        });
        for tier in &report.tiers {
            print_line(&tier_line(tier, voice));
        }
        let log = report.log_entries;
        print_line(&match voice.language {
            Language::Chinese => format!("  日志：已逐条核对校验链，共 {log} 条"),
            Language::English => format!("  log: the chain of its {log} entries was checked"),
        });
        for line in report.problems.iter().chain(&report.notes) {
            print_line(&format!("  {}", voice.text(line)));
        }
    }
    if voice.json {
        print_line(&json!(results).to_string());
    }
    Ok(if failed { Ending::Failed } else { Ending::Done })
}

/// Cost and bound of a tier, and what of the bound was proved again. What was not is said.
fn tier_line(audited: &AuditedTier, voice: Voice) -> String {
    let AuditedTier { tier, cost, bound, by_duals } = audited;
    let told = |number: &Option<i64>| number.map_or("-".to_string(), |number| number.to_string());
    let (shown, replayed) = (told(bound), told(by_duals));
    let worth = match (bound, by_duals) {
        (Some(bound), Some(by_duals)) if by_duals < bound => {
            voice.pick("，其余由求解器分支定界证得，不可复核", ", the rest by the solver's branch and bound, which cannot be replayed")
        }
        (_, Some(_)) => "",
        (_, None) => voice.pick("（未复算）", " (not computed again)"),
    };
    match voice.language {
        Language::Chinese => format!("  {}：代价 {cost}，下界 {shown}，其中对偶复核 {replayed}{worth}", tier.chinese()),
        Language::English => format!("  {}: cost {cost}, bound {shown}, replayed from its multipliers {replayed}{worth}", tier.english()),
    }
}
