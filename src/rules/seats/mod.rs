//! Trainees in a department never exceed its seats.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "seats",
    name: Words { zh: "科室培训容量", en: "seats" },
    what: Words {
        zh: "任一时段在同一科室轮转的学员人数不超过该科室的培训容量；未填容量的科室不接收学员。",
        en: "In every slot the trainees in a department are at most its seats; a department without seats takes none.",
    },
    why: Words {
        zh: "培训容量由基地认定，床位、病种和带教只够这么多人，任何情况下不得突破。",
        en: "Seats are accredited: beds, cases and teachers serve so many trainees and no more, whatever the pressure.",
    },
    formula: "∀ department d, slot t: Σ training stays in d covering t ≤ seats(d)",
    example: Words {
        zh: "内科容量 2：甲 1月上半月至2月下半月、乙 1月下半月至2月上半月同在，成立；丙 2月上半月再来，该时段 3 人，超 1。",
        en: "Internal medicine has 2 seats: A from early January to late February and B from late January to early February are within; with C in \
             early February there are 3 in that half-month, 1 too many.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
