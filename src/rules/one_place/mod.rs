//! The loads of simultaneous stays of a person add up to at most one.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "one-place",
    name: Words { zh: "同一时段一处", en: "one place" },
    what: Words {
        zh: "同一人在任一时段各项安排的负荷合计不超过 1（例如巡诊负荷 0.2）。",
        en: "In every slot the loads of a person's stays add up to at most 1 (a circuit visit has a load such as 0.2).",
    },
    why: Words { zh: "一个人不能同时在两处全职。", en: "Nobody can be in two places at once." },
    formula: "∀ person, slot t: Σ load(stay) · [stay covers t] ≤ 100 %",
    example: Words {
        zh: "甲 1—3 月全职下派（负荷 100%），3 月上半月起另有巡诊（20%）：3 月两个时段各超 20%；从 4 月起巡诊则成立。五项巡诊同时进行成立，六项超 20%。",
        en: "A is dispatched full time January to March (load 100 %); a circuit (20 %) from the first half of March exceeds by 20 % in both \
             halves of March; from April it stands. Five circuits at once stand, six exceed by 20 %.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
