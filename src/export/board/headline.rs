//! Which plan it is and how good it is proved to be.

use super::super::forms::words;
use super::text::{fit, right, tame};
use super::{WIDTH, pick};
use crate::diagnostic::Language;
use crate::model::{Tier, TierOutcome};
use crate::store::PlanSummary;

/// So many characters of the dataset's hash tell datasets apart.
const HASH: usize = 12;

pub(super) fn lines(summary: &PlanSummary, language: Language) -> Vec<String> {
    let (from, to) = (summary.horizon.from, summary.horizon.to);
    let hash: String = summary.dataset_hash.chars().take(HASH).collect();
    let (county, status) = (tame(&summary.county), words::status(language, &summary.status));
    let (plan, people, stays, made) = (summary.plan, summary.people, summary.stays, &summary.created_at);
    let mut lines = match language {
        Language::Chinese => vec![
            format!("{county}  方案 {plan}（{status}）  {from} 至 {to}"),
            format!("{people} 人，{stays} 段安排；生成于 {made}；数据 {hash}"),
        ],
        Language::English => vec![
            format!("{county}  plan {plan} ({status})  {from} to {to}"),
            format!("{people} people, {stays} stays; made {made}; data {hash}"),
        ],
    };
    lines.extend(notes(summary, language));
    lines.push(String::new());
    let columns = ["层级", "代价", "下界", "差距"];
    let english = ["Tier", "Cost", "Bound", "Gap"];
    let [tier, cost, bound, gap] = if language == Language::Chinese { columns } else { english };
    lines.push(row(tier, cost, bound, gap));
    for (tier, bound) in Tier::ALL.into_iter().zip(summary.bounds) {
        let outcome = TierOutcome { tier, cost: summary.score[tier], bound };
        let gap = outcome.gap().map_or("?".to_owned(), percent);
        let bound = bound.map_or("-".to_owned(), |bound| bound.to_string());
        lines.push(row(pick(language, tier.chinese(), tier.english()), &outcome.cost.to_string(), &bound, &gap));
    }
    lines.into_iter().map(|line| super::text::clip(&line, WIDTH)).collect()
}

fn row(tier: &str, cost: &str, bound: &str, gap: &str) -> String {
    format!("  {}{}{}{}", fit(tier, 22), right(cost, 14), right(bound, 14), right(gap, 10))
}

fn notes(summary: &PlanSummary, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    if summary.interrupted {
        notes.push(pick(language, "提前停止：这是当时最好的方案", "stopped by hand: the best plan by then").to_owned());
    }
    if summary.safety_net {
        notes.push(pick(language, "到时限而止：再算一次结果可能不同", "ended by the time limit: another run may differ").to_owned());
    }
    notes
}

/// `0%` or `1.25%`.
pub(super) fn percent(share: f64) -> String {
    if share == 0.0 { "0%".into() } else { format!("{:.2}%", share * 100.0) }
}
