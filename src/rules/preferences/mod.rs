//! Ranked wishes of people for places and months, and of hosts for people.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "preferences",
    name: Words { zh: "意愿", en: "preferences" },
    what: Words {
        zh: "每个安排按三张意愿单计分：本人对地点（岗位、科室、机构）的意愿、本人对起始月份的意愿、接收单位对人员的意愿。\
             符合时按其中最靠前的顺位，第一顺位不计分，每退一位计 1 个位次；一项都不符合时，计该意愿单的最大顺位；没有意愿单的不计分。\
             轮转安排只与也开设该标准科室的意愿地点相比，不计月份和接收单位的意愿。\
             另可写：不换机构（相邻两个安排每换一次机构，计所写位次）、不空等（最后一个安排之前每个没有安排的时段，计所写位次）、上期落空（只在比较谁落空最多时计入）。",
        en: "Each stay is judged against three lists of wishes: the person's for places (posts, departments, institutions), the person's for the \
             month it begins in, the host's for people. A match counts by the best rank it reaches, the first rank costing nothing and each \
             further one a rank; no match counts the list's largest rank; no list, no cost. A \
             training stay is compared only with wished places that teach the same standard department, and with neither months nor hosts. \
             Besides: one place (each change of institution between two stays counts the rank written), no waiting (each slot without a stay before \
             the last one does), missed before (counts only where it is asked who misses most).",
    },
    why: Words {
        zh: "在满足需求的方案之间，应选更合本人和接收单位意愿的。",
        en: "Among plans that meet the demand, the one nearer to people's wishes is the better.",
    },
    formula: "cost = weight · Σ stays Σ lists (best matching rank − 1, or the list's largest rank where nothing matches) + weight · Σ people \
              (changes · rank of one place + waiting slots · rank of no waiting)",
    example: Words {
        zh: "甲的意愿：1 卫生院，2 岗位 Q，3 三月开始。一月到卫生院：地点 0，月份不符计 3 个位次；三月到 Q（在卫生院以外）：地点 1，月份计 2。\
             卫生院的意愿：1 乙，2 甲：甲到卫生院再计 1，名单外的丙计 2。权重 20，三月派甲到卫生院合计 3 个位次，60 分。",
        en: "A wishes: 1 the township, 2 post Q, 3 to begin in March. To the township in January: place 0, month unmatched 3 ranks; to Q (elsewhere) \
             in March: place 1, month 2. The township wishes: 1 B, 2 A: A at the township counts 1 more, C, who is not listed, 2. With weight 20, \
             A at the township from March makes 3 ranks in all, 60 points.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Wishes,
    weight: 20,
    parameters: &[],
};
