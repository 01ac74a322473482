//! Short items in one block, long ones in chunks that are worth it.
//!
//! What an item still *leaves* is its length less progress less carried-in stays, in whole slots. An item is one *block* when it is short
//! or its programme does not let it be split: one stay of exactly what is left, so nothing is shortened; a block begun before the plan is
//! finished in one stay. Other items come in chunks of at least the minimum, or in all that is left. Two chunks may follow each other at once.
//! Parameters are those in force on the first day of the horizon.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) const BLOCK_MONTHS: &str = "block_months";
pub(super) const MINIMUM_CHUNK: &str = "minimum_chunk";

pub(super) static SPEC: Spec = Spec {
    code: "contiguity",
    name: Words { zh: "轮转连续", en: "contiguity" },
    what: Words {
        zh: "3 个月及以内的项目一次连续完成；更长的项目只有方案注明可拆分时才可分段，每段不少于 1 个月，所余不足的一次做完；不可拆分的项目不得缩短。",
        en: "An item of 3 months or less is one block; longer ones are split only where the programme says so, in chunks not under 1 month or in \
             all that is left; an item that may not be split is not shortened.",
    },
    why: Words {
        zh: "几天一换学不到东西，带教也无从考核；连续在科才能管好一批病人。",
        en: "Nobody learns in a few days, and no teacher can judge it; only continuous time sees patients through.",
    },
    formula: "block(i) ⇔ months(i) ≤ block_months or not splittable(i); block: number of stays(i) ≤ 1, length = left(i); else length ≥ minimum_chunk or = left(i)",
    example: Words {
        zh: "急诊 3 个月（可拆分，但不超过 3 个月）：3 个月一段成立，2+1 个月不成立（两段长度都不对，另多 1 段：共 3）。内科 12 个月可拆分：4+8 个月成立，半个月一段不成立。",
        en: "Emergency, 3 months (splittable, but not over 3 months): one stay of 3 months stands, 2 + 1 months does not (two wrong lengths and one stay too \
             many: 3 faults). Internal medicine, 12 months and splittable: 4 + 8 months stands, a chunk of half a month does not.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: BLOCK_MONTHS,
            name: Words { zh: "一次完成的月数", en: "months in one block" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 36 },
            default: ParameterDefault::Whole(3),
            unit: Words { zh: "个月", en: "months" },
            source: Words {
                zh: "住院医师规范化培训惯例；请按本县规定设置", en: "custom of residency training; set your own"
            },
        },
        ParameterSpec {
            key: MINIMUM_CHUNK,
            name: Words { zh: "每段最少月数", en: "shortest chunk" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 12 },
            default: ParameterDefault::Whole(1),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
