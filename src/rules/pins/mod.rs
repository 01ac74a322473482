//! What HR has fixed happens; what HR has forbidden does not.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "pins",
    name: Words { zh: "既定安排", en: "pins" },
    what: Words {
        zh: "锁定的安排恰好发生一次，起止时段和对象不变；禁止的安排在所列时段内不得出现。",
        en: "A locked stay happens exactly once, with exactly its slots at its target; no stay touches the slots of a forbidden one at its target.",
    },
    why: Words {
        zh: "已定的事由人事部门负责，计划只能围绕它安排。", en: "What HR has settled is settled: the plan is made around it."
    },
    formula: "locked: Σ stays of the person with exactly these slots at the target = 1; forbidden: no stay there shares a slot",
    example: Words {
        zh: "锁定甲 1 月上半月至 3 月下半月在岗位 P：恰好这样安排成立，推迟半个月不成立，缺少不成立。禁止乙 3 月到卫生院：3 月下半月起的安排不成立，4 月起成立。",
        en: "A is locked to post P from the first half of January to the second of March: exactly that stands; half a month later does not, nor \
             does nothing. B is forbidden the township in March: a stay from the second half of March does not stand, one from April does.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
