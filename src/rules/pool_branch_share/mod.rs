//! The branches' share of the staffing pool, slot by slot.
//!
//! Where a pool post is used is said in `pool_place`: at the host, and for pool-type people at home or wherever a stay has taken them.
//! With the share taken of the posts in use, the *balance* of a slot is 100 × posts at branches − percent × posts in use, in hundredths of a post;
//! it must not be negative. What stands before anything is planned (pool-type people, carried-in stays) may already leave it negative:
//! the plan must then not lower it further, and what remains negative costs in the tier of targets, so that no plan becomes impossible.
//! With the share taken of the pool's size, each post missing at branches costs in the tier of targets.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "pool-branch-share",
    name: Words { zh: "周转池分院占比", en: "pool branch share" },
    what: Words {
        zh: "任一时段用于分院的周转编制不低于规定占比。口径为在用数时必须满足（计划前已低于占比的，不得再降低，所缺按权重计）；口径为总数时，分院每缺一名按权重计。",
        en: "In every slot branches use at least the agreed share of the pool. Of the posts in use the share must hold (where what stands before the plan is \
             below it, the plan must not lower it and what is missing costs); of the pool's size, each post missing at branches costs.",
    },
    why: Words {
        zh: "周转池为基层而设：确保规定比例的编制用于分院，不被总院占用。",
        en: "The pool exists for the grassroots: the agreed share serves the branches and is not kept by the lead hospital.",
    },
    formula: "in use: ∀ t: 100 · Σ at branches(t) ≥ percent · Σ in use(t); total: ∀ t: Σ at branches(t) ≥ ⌈percent · size(t) / 100⌉",
    example: Words {
        zh: "占比 60%。在用 3 名、分院 2 名：200 ≥ 180，成立；分院 1 名：100 < 180，差 80（百分之一名）。总数 110 名：分院应有 66 名，实 65 缺 1。",
        en: "A share of 60 %. With 3 in use and 2 at branches 200 ≥ 180 holds; with 1 at branches 100 < 180 falls short by 80 hundredths. Of a pool of 110, \
             66 belong at branches; 65 are 1 short.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
