//! Members of a team go together.
//!
//! A *journey* of a team is a host, a first slot and a length; a member *takes part* by a stay there with exactly these dates, at a post of
//! kind 组团 or at the team's leadership post. The *head* of a team is its first member, in the order of the staff table, whom the leadership
//! post accepts by category, grade and specialty; its first member where nobody is accepted or the team has no such post. No journey goes
//! without the head (组长必去): so a journey happens exactly when the head takes part, and every bound is a row over stays.
//!
//! Carried-in stays are history and of no account here: neither are they found fault with, nor does anybody join them. People without a
//! team may be placed at 组团 posts by themselves.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "team",
    name: Words { zh: "组团派驻", en: "team" },
    what: Words {
        zh: "团队成员到组团岗位须同一机构、同日起、同日止。组长必去：组长为符合负责人岗位要求的第一名成员，没有则为名单第一人；其他成员只随组长同去。\
             每次出行人数不少于团队最少人数（未填为全体成员）、不多于最多人数。团队有负责人岗位的，到该机构时恰有一名成员以同样起止担任此岗，\
             成员也只在随团时担任。在途安排不追究；团队成员的其他岗位和无团队人员的组团岗位不受此限。",
        en: "Members of a team are at team posts of one institution, from and until the same days. The head always goes: the first member whom the \
             team's leadership post accepts, else the first on the list; other members go only where and when the head does. At least the \
             team's minimum (all members where there is none) and at most its maximum take part. While the team is at the institution of its \
             leadership post, exactly one member holds that post with the same dates, and members hold it only then. Stays in progress are not \
             found fault with; other posts of members, and team posts held by people without a team, are free of this.",
    },
    why: Words {
        zh: "组团式帮扶靠整套班子一起去、一起管，零散派人带不起一个科室。",
        en: "A team lifts a department because it comes as a whole, with its head in charge; single arrivals cannot.",
    },
    formula: "∀ team, journey k: n_m(k) ≤ n_head(k) for each other member m; Σ others n_m(k) ≥ (minimum − 1)·n_head(k); Σ n_m(k) ≤ maximum; \
              at the leadership post's institution: Σ holders(k) = n_head(k)",
    example: Words {
        zh: "四人团队，最少 3 人，最多 3 人。组长甲带乙、丙 1—3 月同去一院：成立。丙改为 2 月起：丙无组长同行（1），甲、乙一行又少 1 人，共 2。四人同去：多 1 人。\
             乙、丙、丁不带甲：各缺组长，共 3。一院有负责人岗位时，甲或乙须有一人担任；无人担任或二人同任：各 1。",
        en: "A team of four with minimum 3 and maximum 3. Head A with B and C at one hospital from January to March: stands. C from February \
             instead: C is without the head (1) and A with B are 1 short, 2 in all. All four: 1 too many. B, C and D without A: each lacks the head, \
             3. Where the hospital has the team's leadership post, one of them holds it; nobody or two: 1 each.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
