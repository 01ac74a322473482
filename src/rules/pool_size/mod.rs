//! Pool posts occupied at any time stay within the size of the pool in force.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "pool-size",
    name: Words { zh: "周转池总量", en: "pool size" },
    what: Words {
        zh: "任一时段占用的周转编制数不超过当时的周转池总数。",
        en: "In every slot, pool posts occupied are at most the pool's size in force.",
    },
    why: Words {
        zh: "编制总量由编办核定，只能周转，不能突破。",
        en: "The number of establishment posts is approved by the county; posts circulate, they cannot be exceeded.",
    },
    formula: "∀ slot t: Σ standing(t) + Σ stays with a pool post covering t ≤ min size on the days of t",
    example: Words {
        zh: "周转池 3 名，池内人员 2 人在岗，另有 1 个安排占周转编制：合计 3，成立；再加 1 个则超 1。",
        en: "A pool of 3 with 2 pool-type people and one stay that takes a pool post: 3 in use, within; a second stay exceeds it by 1.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
