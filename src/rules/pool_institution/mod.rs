//! Pool posts at an institution, and each numbered post with one holder at a time.
//!
//! Where a pool post is used is said in `pool_place`. A post that a pool-type person holds is kept for them: no planned stay takes it
//! before they leave it for good, so that a number can always be given to every stay (see `roster::numbering`). The institution's cap may be made
//! flexible; one holder at a time, and own posts, never bend. Carried-in stays keep their number; those on an own post are among the
//! institution's filled posts, so that their post is free for others when they end.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "pool-institution",
    name: Words { zh: "周转编制使用机构与编号", en: "pool posts by institution and number" },
    what: Words {
        zh: "各机构在任一时段使用的周转编制不超过其上限；限定机构、起用和到期日期的编制只在限定内使用；一个编号同时只有一人占用，人走编收；\
             池内人员的编制为其保留；占用本单位编制的安排不超过空编数。",
        en: "In every slot an institution uses at most its cap of pool posts; a post approved for one institution or for some dates is used there and then \
             only; a numbered post has one holder at a time and returns when the holder leaves; a pool-type person's post is kept for them; stays on own \
             posts are at most those free.",
    },
    why: Words {
        zh: "编制实名到人、到岗，周转编制使用台账必须一编一人，超限、过期、重复占用审计通不过。",
        en: "Every establishment post is booked to one person at one place; a ledger with two holders, an expired approval or a cap exceeded fails its audit.",
    },
    formula: "∀ t: Σ used at h(t) ≤ cap(h); ∀ class c, t: Σ stays(c, t) ≤ posts of c that no pool-type person holds at t or later; \
              dates(stay) ⊆ approval(c); ∀ t: Σ own-post stays at h(t) ≤ free own posts(h)",
    example: Words {
        zh: "编号 3 个、某池内人员长期占 1 号：两人可同时占 2、3 号，第三人同时段再占无号可给（超 1）。某卫生院上限 1 名：甲 1–3 月、乙 3–5 月占用，3 月两个半月各超 1。",
        en: "Three numbered posts, number 1 held by a pool-type person: two stays may hold numbers 2 and 3, a third at that time has none (1 too many). A \
             township clinic with cap 1: A from January to March and B from March to May exceed it by 1 in each half of March.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
