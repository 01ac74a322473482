//! Months away are shared out evenly among peers; the person whose wishes fare worst counts by itself.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: cost of each rank that the worst-off person misses.
const WORST_OFF: &str = "worst_off";

/// Points for each half-month that somebody is above the mean of the peers, before the weight; see [`price`].
const POINTS: i64 = 120;

/// Points for each n-th part of a half-month in a group of `peers` people: excesses are counted in n-th parts, so that they are whole
/// numbers, and priced so that a half-month costs about the same in a group of any size.
const fn price(peers: i64) -> i64 {
    let rounded = (POINTS + peers / 2) / peers;
    if rounded < 1 { 1 } else { rounded }
}

pub(super) static SPEC: Spec = Spec {
    code: "fair-share",
    name: Words { zh: "公平分担", en: "fair share" },
    what: Words {
        zh: "同科室（无科室的同机构）、同职称的下派专家为一组，至少两人；职称不明的不参加比较。累计下派时长（半月数，含历史和期内负荷达到一半的下派）\
             超出组内平均最多的那个人，其超出部分计分；没有下派历史的人按有历史者的平均（取整）起算，既不拉低平均，也不因此先被派出。\
             另外，意愿落空位次合计（连同上期落空）最多的那个人单独计分。",
        en: "Specialists of one department (of one institution where they have none) and one grade are peers, from two people on; an unknown grade \
             compares with nobody. Time on dispatch is counted in half-months, history and the horizon's stays of at least half a load together; \
             the largest excess of anybody over the mean of the peers costs. Who has no history starts from the mean of those who have (rounded \
             down): newcomers neither pull the mean down nor are they sent first because of it. The person who misses most ranks of their wishes, \
             earlier plans included, counts by itself.",
    },
    why: Words {
        zh: "总让同样几个人下去，人心不平，也留不住人；平均好看不等于没有人吃亏。",
        en: "Sending the same few again and again is unjust and drives them away; a good average can hide one person who always loses.",
    },
    formula: "cost = Σ groups of n peers: weight · round(120 / n) · max(0, max_i (n·m_i − Σ_j m_j)) + weight · worst_off · max_i ranks missed by i; \
              m_i = history (or mean of those with any) + stays, in half-months",
    example: Words {
        zh: "内科中级三人：甲历史 8 个半月，乙 4 个，丙无历史，按 6 个起算。本期甲派驻 6 个半月：14、4、6，合计 24，甲超出 3×14−24=18，即 6 个半月；每份 40 分，\
             合计 720 分。改派乙：8、10、6，乙超出 3×10−24=6，即 2 个半月，240 分。",
        en: "Three peers: A with 8 half-months of history, B with 4, C with none, starting from 6. Six half-months for A: 14, 4, 6, in all 24; A \
             exceeds by 3·14 − 24 = 18 thirds, that is 6 half-months, at 40 points a third 720. For B instead: 8, 10, 6; B exceeds by \
             3·10 − 24 = 6 thirds, 2 half-months, 240 points.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Wishes,
    weight: 1,
    parameters: &[ParameterSpec {
        key: WORST_OFF,
        name: Words { zh: "意愿最差者每位次计分", en: "cost of the worst-off person's ranks" },
        kind: ParameterKind::Whole { minimum: 0, maximum: 10_000 },
        default: ParameterDefault::Whole(20),
        unit: Words { zh: "分/位次", en: "points a rank" },
        source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
    }],
};
