//! A leadership post has one holder; where asked, the next one comes while the last one is still there.
//!
//! At a post with hand-over the last slot of one holder may be the first of the next. Two counts say so without knowing who follows whom: in
//! a slot at most one holder *has been there before*, and at most one *stays on afterwards*. A holder of a single slot counts in both, so that it
//! overlaps with nobody, and takes no part in the hand-over.
//!
//! How long a term lasts is the rule of terms' business. That a post with hand-over has no more holders than this is this rule's and not that of
//! cover, whose maximum for the post's own headcount would leave no room for the overlap. Holders carried in together are not found fault
//! with; nobody is added to them.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "leadership",
    name: Words { zh: "任职岗位与交接", en: "leadership" },
    what: Words {
        zh: "任职岗位任一时段只有一名任职人；注明交接的岗位，继任者的第一个时段可与前任的最后一个时段重合。注明交接的岗位，\
             任职人在期内离任（计划期最后一个时段除外）而没有继任者在其最后一个时段到任的，计一单位；连任请一次排满。只有一个时段的任职不与人重合，\
             也不参加交接。此类岗位的人数由本规则限定，不受岗位最高人数限制。在途的重复任职不追究，但不得再加人。",
        en: "A leadership post has one holder in any slot; at a post with hand-over the successor's first slot may be the predecessor's last one. A \
             holder who leaves a post with hand-over within the horizon, its last slot excepted, while no successor begins in that last slot, costs a \
             unit; a second term is planned as one longer stay. A stay of a single slot overlaps with nobody and takes no part in the hand-over. \
             This rule limits the holders of such posts, not the post's maximum headcount. Holders in progress together are not found fault with, but \
             nobody joins them.",
    },
    why: Words {
        zh: "院长、科主任只能一个人负责，工作要当面交清，不能断档，也不能两头管。",
        en: "One person is in charge, and the work is handed over face to face: neither a gap nor two heads.",
    },
    formula: "∀ post, slot t: holders(t) ≤ 1; with hand-over: been-before(t) ≤ 1 ∧ staying-on(t) ≤ 1; cost Σ t max(0, leaving(t) − arriving(t))",
    example: Words {
        zh: "副院长岗位注明交接，甲任 1—3 月。乙从 3 月下半月起：成立，无代价。乙从 4 月起：成立，未交接，1。乙从 3 月上半月起：3 月上半月两人都留任，下半月两人都早已在任，\
             违反 2，且未交接 1。岗位未注明交接时乙从 3 月下半月起：违反 1，从 4 月起成立、无代价。",
        en: "A deputy head's post with hand-over; A holds it January to March. B from the second half of March: stands without cost. B from April: stands, \
             1 for the hand-over that did not happen. B from the first half of March: in its first half both stay on, in its second both have been \
             there: broken by 2, and no hand-over, 1. Without hand-over, B from the second half of March breaks it by 1, from April stands without \
             cost.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
