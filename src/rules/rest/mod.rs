//! Rest between two dispatches of a person, and not too many of them.
//!
//! A *dispatch* is a stay of at least half a load at a post that is neither training nor secondment; before the horizon, an entry of the
//! history of that kind, unless it names a post of less load. A dispatch *holds* its person from its first slot until its rest is over: the
//! slot that lies the rest after its last one. Missing rest is counted slot by slot, beyond the horizon too: planned dispatches that hold the
//! person in the slot, less one, or less none where a dispatch from before the plan still does. Slots are told and priced in half-months.
//!
//! Dispatches from before the plan, carried-in ones included, are never found fault with by themselves.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: months of rest after a dispatch.
const REST: &str = "rest_months";
/// Parameter: months in which only one dispatch may begin.
const PERIOD: &str = "period_months";
/// Parameter: half-months of missing rest that a dispatch too many weighs as much as.
const EXTRA: &str = "extra_dispatch";

pub(super) static SPEC: Spec = Spec {
    code: "rest",
    name: Words { zh: "派驻间隔", en: "rest" },
    what: Words {
        zh: "同一人两次下派之间至少间隔 6 个月；24 个月内开始的下派不超过一次，自愿者不受次数限制。负荷不到一半的巡诊等不算下派，培训和进修不算。\
             历史下派、上次派驻止和在途下派都算在前一次之内，但已经发生的不追究。间隔每少半个月计一单位；最忙的 24 个月里每多一次，按参数折合若干半月。\
             只知上次派驻止而无历史记录的，不计入次数。参数取计划期首日的值。",
        en: "At least 6 months between two dispatches of a person; at most one dispatch begins in any 24 months, unless the person volunteers for \
             more. Circuits and other stays of less than half a load are no dispatches, nor are training and secondment. Dispatches of the \
             history, the end of the last one and those in progress count as earlier ones, but what has happened is not found fault with. Each \
             half-month of missing rest costs a unit; each dispatch too many in the busiest 24 months costs as much as so many half-months. A \
             last dispatch of which only the end is known does not count there. Parameters are those of the horizon's first day.",
    },
    why: Words {
        zh: "连轴下派拖垮家庭和科室，也让同一批人反复吃亏。",
        en: "One dispatch after another wears out families and departments, and always hits the same people.",
    },
    formula: "Σ slots t: half-months(t) · max(0, Σ planned s · [first(s) ≤ t < end(s) + rest] − (1 − past(t))), past(t) = 1 while an earlier dispatch \
              or its rest covers t; + extra · max over 24 months w of max(0, planned begun in w − max(0, 1 − earlier begun in w))",
    example: Words {
        zh: "甲上次下派 2026 年 8 月 1 日至 10 月 31 日，休息到 2027 年 4 月 30 日。1 月起再下派 3 个月：1—4 月少休 8 个半月；24 个月内第二次，多 1 次折合 12，\
             共 20。甲若自愿，只计 8。改从 5 月起：不少休，只计多 1 次的 12。",
        en: "A was dispatched from 1 August to 31 October 2026 and rests until 30 April 2027. Three months from January: 8 half-months of rest \
             are missing, January to April; it is the second within 24 months, 1 too many, 12; in all 20. A volunteer: 8 only. From May on: no \
             rest is missing, 12 for the one too many.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: REST,
            name: Words { zh: "两次下派间隔", en: "rest between dispatches" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 60 },
            default: ParameterDefault::Whole(6),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: PERIOD,
            name: Words { zh: "只下派一次的期间", en: "period with one dispatch" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 120 },
            default: ParameterDefault::Whole(24),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: EXTRA,
            name: Words { zh: "多一次下派折合", en: "a dispatch too many weighs" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 1000 },
            default: ParameterDefault::Whole(12),
            unit: Words { zh: "个半月", en: "half-months" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
