//! No stay over leave, before arrival, after departure or retirement, or while exempt; no stay at a post that does not exist then.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "availability",
    name: Words { zh: "人员在岗可派", en: "availability" },
    what: Words {
        zh: "请假、报到前、离职或退休后、经批准的豁免期内不得安排；岗位起止日期之外不得安排。",
        en: "No stay over approved leave, before arrival, after departure or retirement, or while exempt; none outside the post's dates.",
    },
    why: Words {
        zh: "人不在，岗位就是空的；孕期、哺乳期、病期和退休前的豁免有政策保护。",
        en: "Who is not there cannot serve; exemptions for pregnancy, lactation, illness and approaching retirement are protected.",
    },
    formula: "dates(stay) ∩ absences(person) = ∅, dates(stay) ⊆ [post.from, post.until]",
    example: Words {
        zh: "甲 2027-03-10 至 2027-03-20 请假（已批准）：2027年3月上半月或下半月的任何安排都不成立，4月上半月成立。",
        en: "A is on approved leave 2027-03-10 to 2027-03-20: no stay may touch either half of March 2027; one from 1 April stands.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
