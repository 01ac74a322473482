//! What `plan --write-model` says of the file that it wrote.

use super::{Voice, print_line};
use crate::diagnostic::Language;
use crate::model::Tier;
use crate::mps::{DOUBLES_COUNT_TO, ModelText, Order};
use serde_json::{Map, Value, json};
use std::path::Path;

/// The file as JSON, for machines.
pub fn as_json(path: &Path, text: &ModelText) -> Value {
    let weights: Map<String, Value> =
        Tier::ALL.iter().map(|tier| (tier.code().to_owned(), json!(text.weights.by_tier[*tier as usize]))).collect();
    json!({
        "path": path, "columns": text.columns, "rows": text.rows, "weights": weights, "order": text.weights.order.code(), "plan_cost": text.cost,
    })
}

/// Tells where the model is, how tiers are weighed, and what that is good for.
pub fn tell(path: &Path, text: &ModelText, voice: Voice) {
    let (file, columns, rows, cost) = (path.display(), text.columns, text.rows, text.cost);
    let weight = |tier: Tier| text.weights.by_tier[tier as usize];
    match voice.language {
        Language::Chinese => {
            print_line(&format!("模型已写入 {file}（MPS）：{columns} 列，{rows} 行；本方案在其中的代价 {cost}"));
            let weights: Vec<String> = Tier::ALL.iter().map(|tier| format!("{} {}", tier.chinese(), weight(*tier))).collect();
            print_line(&format!("  各层权重：{}", weights.join("，")));
        }
        Language::English => {
            print_line(&format!("model written to {file} (MPS): {columns} columns, {rows} rows; this plan costs {cost} in it"));
            let weights: Vec<String> = Tier::ALL.iter().map(|tier| format!("{} {}", tier.english(), weight(*tier))).collect();
            print_line(&format!("  weights: {}", weights.join(", ")));
        }
    }
    print_line(&format!("  {}", meaning(text.weights.order, voice)));
}

fn meaning(order: Order, voice: Voice) -> String {
    let text = match order {
        Order::Exact => voice.pick(
            "加权和与逐层先后完全一致：代价最小的就是逐层最好的",
            "the weighted sum is exact: the plan of the least sum is the best, tier by tier",
        ),
        Order::AgainstPlan => voice.pick(
            "加权和对本方案准确：代价比本方案小的，逐层比较必优于本方案；代价最小的未必逐层最好",
            "the weighted sum is exact against this plan: whatever costs less is better, tier by tier; the least need not be the best",
        ),
        Order::Rough => voice.pick(
            "加权和不准确：准确的权重超出双精度所能表示，已经缩小",
            "the weighted sum is not exact: exact weights are more than doubles carry, they were cut",
        ),
        Order::Single(tier) => {
            return match voice.language {
                Language::Chinese => format!("只算一层：{}；前面各层不得高于本方案", tier.chinese()),
                Language::English => format!("one tier alone: {}; earlier tiers may cost no more than in this plan", tier.english()),
            };
        }
    };
    match voice.language {
        Language::Chinese => format!("{text}（双精度整数可到 {DOUBLES_COUNT_TO}）"),
        Language::English => format!("{text} (doubles count to {DOUBLES_COUNT_TO})"),
    }
}
