//! `lunzhuan audit`: a stored plan counted again, without a solver.

use super::arguments::AuditArguments;
use super::plan::refused;
use super::{Ending, Voice, print_line};
use crate::app::audit::audit;
use crate::app::dataset::rebuild;
use crate::diagnostic::Language;
use crate::store::{Access, PlanId, Store, StoreError};
use serde_json::json;

pub fn run(arguments: &AuditArguments, voice: Voice) -> Ending {
    match audit_all(arguments, voice) {
        Ok(ending) => ending,
        Err(error) => refused(&error, voice),
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
        let report = audit(&arguments.file, plan, &rebuild)?;
        failed |= !report.problems.is_empty();
        if voice.json {
            let problems: Vec<_> = report.problems.iter().map(|problem| voice.text(problem)).collect();
            let notes: Vec<_> = report.notes.iter().map(|note| voice.text(note)).collect();
            results.push(json!({"plan": report.plan.0, "ok": problems.is_empty(), "problems": problems, "notes": notes}));
            continue;
        }
        let (id, count) = (report.plan, report.problems.len());
        print_line(&match (voice.language, count) {
            (Language::Chinese, 0) => format!("方案 {id}：复核通过，入库内容与重新计算完全一致"),
            (Language::English, 0) => format!("plan {id}: passed, what is stored is what counting again gives"),
            (Language::Chinese, _) => format!("方案 {id}：复核不通过，{count} 处不符"),
            (Language::English, _) => format!("plan {id}: failed, {count} differences"),
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
