//! What moving about costs people: changes of institution, ways that are far, couples apart.
//!
//! *Changes*: a person's stays that take more than half of a full load (two of them are never at one time), circuits left out, in the order
//! in which they begin; each pair of consecutive ones at different institutions is a change. Home between two stays is no stay.
//!
//! *Distance*: each planned stay, whatever its load, at a host whose distance from the person's institution is known. What is carried in was
//! decided before. Of several distances of the same two institutions the shortest holds.
//!
//! *Couples*: two people of whom one names the other as spouse. In each slot of the horizon and at each host that is home to neither, the
//! difference between the numbers of stays there (of at least half a load) of the one and of the other counts: somebody alone at a host
//! counts one, a couple at one host nothing, a couple at two hosts two. Whoever is at the institution of either is not counted: being sent
//! home to one's spouse's institution separates nobody, and a couple of two institutions lived with that before.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: points of each change of institution; in force at the plan's start.
const PER_CHANGE: &str = "per_change";
/// Parameter: kilometres from home that cost nothing; in force at the stay's first day, as is the next.
const FREE_KILOMETRES: &str = "free_kilometres";
/// Parameter: kilometres beyond that make a point.
const KILOMETRES_PER_POINT: &str = "kilometres_per_point";
/// Parameter: points of each slot in which somebody is away without their spouse; in force at the plan's start.
const PER_SEPARATION: &str = "per_separation";

const fn parameter(key: &'static str, name: Words, maximum: i64, minimum: i64, default: i64, unit: Words) -> ParameterSpec {
    ParameterSpec {
        key,
        name,
        kind: ParameterKind::Whole { minimum, maximum },
        default: ParameterDefault::Whole(default),
        unit,
        source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
    }
}

pub(super) static SPEC: Spec = Spec {
    code: "travel",
    name: Words { zh: "奔波与分居", en: "travel" },
    what: Words {
        zh: "三项计分，每分按权重计。一、换机构：同一人负荷过半的相邻两个安排（巡诊除外）不在同一机构，按参数计分；轮转本来就要换地方，默认 0 分即不计。二、路远：计划内每个安排的接收机构\
             离本单位超过 30 公里的，超出部分每 20 公里（不足的按 20 公里）1 分，距离表未列的不计。三、夫妻分居：双方以外的机构里，一方在而另一方不在的，\
             每时段 1 分；两人各在一处的各计 1 分，派到配偶所在单位的不计。",
        en: "Three things cost points, each point the weight. Changes: two consecutive stays of a person, of more than half a load and no circuits, at \
             different institutions, by parameter; rotation is made of changes, so the default is 0, not counted. Distance: each planned stay at a host more than 30 kilometres from the person's own institution, \
             1 point for each started 20 kilometres beyond; unknown distances cost nothing. Couples: 1 point for each slot in which one of them is on a \
             stay of at least half a load at an institution of neither and the other is not there; where both are away at different places each counts; \
             the spouse's own institution costs nothing.",
    },
    why: Words {
        zh: "频繁换地方、路远、夫妻两地，是下派人员最实在的难处；同样完成任务，应当少折腾人。",
        en: "Moving on and on, long ways and a spouse elsewhere are the plainest hardships of dispatch: the same work should cost people less of them.",
    },
    formula: "cost = weight · (per_change · changes + Σ planned stays ⌈(km − free_kilometres)⁺ / kilometres_per_point⌉ \
              + per_separation · Σ couples (a, b), slots, hosts h of neither |a_h − b_h|)",
    example: Words {
        zh: "甲 1—3 月在卫生院（31 公里）、4—6 月在延伸点（90 公里）：换一次 2 分，路远 1＋3 分，合计 6 分，权重 5，30 分。其妻乙 1—2 月也在卫生院，\
             之后在家：甲 3 月两个半月、4—6 月六个半月独自在外，再计 8 分；乙的路远计 1 分。两人合计 15 分，75 分。",
        en: "A is at the township (31 km) January to March and at the extension point (90 km) April to June: one change, 2 points, distance 1 + 3, in all \
             6 points, at weight 5 30. B, the spouse, is at the township too in January and February and then at home: A is away alone for two half-months \
             of March and six of April to June, 8 more points, and B's way counts 1. In all 15 points, 75.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Wishes,
    weight: 5,
    parameters: &[
        parameter(
            PER_CHANGE,
            Words { zh: "每次换机构", en: "points of a change" },
            1000,
            0,
            0,
            Words { zh: "分/次", en: "points a change" },
        ),
        parameter(
            FREE_KILOMETRES,
            Words { zh: "不计路程", en: "kilometres that cost nothing" },
            10_000,
            0,
            30,
            Words { zh: "公里", en: "km" },
        ),
        parameter(
            KILOMETRES_PER_POINT,
            Words { zh: "每分路程", en: "kilometres of a point" },
            10_000,
            1,
            20,
            Words { zh: "公里/分", en: "km a point" },
        ),
        parameter(
            PER_SEPARATION,
            Words { zh: "每时段分居", en: "points of a slot apart" },
            1000,
            0,
            1,
            Words { zh: "分/时段", en: "points a slot" },
        ),
    ],
};
