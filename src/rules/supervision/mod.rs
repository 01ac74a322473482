//! Trainees never outnumber what the supervisors who are there may teach.
//!
//! *Present* in a slot are, first, the department's own members with 带教资格, less those absent on any day of the slot and those whom a
//! stay takes elsewhere; second, other supervisors, not absent, whom a stay brings to a post of the department that is no training seat. So a
//! dispatch lowers what a department may teach and an arrival raises it, and both stand in one row with its trainees.
//!
//! A stay counts by its load as [`Post::takes_away`](crate::domain::Post::takes_away) does: under half of a full load it neither takes
//! anybody away nor brings a supervisor. A stay of exactly half a load moves half a supervisor, because a person can have two of them at
//! once; so nobody ever counts twice. Rows are therefore written in halves.
//!
//! A department in which no member is listed as a supervisor keeps no list and is outside the rule; once it lists one, only the list
//! counts. Where leave and stays carried in alone already leave too few supervisors, that excess is allowed for, and the plan may not
//! make it bigger.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) const RATIO: &str = "ratio";
pub(super) const GRASSROOTS_RATIO: &str = "grassroots_ratio";
/// A standard department whose name contains one of these is general practice.
pub(super) const GENERAL_PRACTICE: [&str; 2] = ["全科", "基层实践"];

const UNIT: Words = Words { zh: "人", en: "trainees" };

pub(super) static SPEC: Spec = Spec {
    code: "supervision",
    name: Words { zh: "带教比", en: "supervision" },
    what: Words {
        zh: "任一时段在一个科室轮转的学员，不超过在岗带教人数乘以带教比（科室自定；未定的，全科、基层实践科室和基层机构为 2，其余为 3）。在岗带教＝本科室有带教资格者，\
             当时段内有请假、豁免、未到岗、离职任何一天的不算，外派（负荷不小于一半）的不算，派来本科室非轮转岗位的带教算；负荷恰为一半的，两处各算半人。\
             本科室没有任何人登记带教资格的，视为未建带教名单，不受本条约束。请假和延续的安排本身已超的，不追究，但计划不得加重。",
        en: "In every slot the trainees in a department are at most the supervisors present times its ratio (the department's own; else 2 in general \
             practice departments and grassroots institutions, 3 elsewhere). Present are the department's members listed as supervisors, less those \
             with any day of leave, exemption, before arrival or after departure in the slot, less those on a stay elsewhere of at least half a load, plus \
             supervisors sent to a post of the department that is no training seat; a stay of exactly half a load counts half a supervisor at either \
             place. A department none of whose members is listed as a supervisor keeps no list and is outside the rule. An excess that leave and \
             stays carried in bring about by themselves is not held against the plan, which may not make it bigger.",
    },
    why: Words {
        zh: "学员须有人带。骨干下派后，留下的带教人数必须仍够在科学员；人手不足时先少派或少收，不能让学员无人带。",
        en: "Trainees need a teacher at hand. Those left after a dispatch must still suffice for the trainees in the department: where they do not, fewer \
             are sent away or fewer taken in.",
    },
    formula: "∀ department d with listed supervisors, slot t: trainees(d, t) ≤ max(ratio(d) × present(d, t), trainees and present by carried-in stays alone); \
              present(d, t) = members not absent − Σ stays away + Σ stays arriving",
    example: Words {
        zh: "内科带教 2 人、比 2：最多 4 名学员。1 名带教 1月上半月起外派 3 个月：这 6 个时段最多 2 名，有 3 名则每时段超 1；同期另派 1 名带教来内科支援，\
             又可 4 名。",
        en: "Internal medicine has 2 supervisors and ratio 2: at most 4 trainees. One supervisor is dispatched for 3 months from early January: at most 2 \
             in those 6 slots, so with 3 trainees each slot is 1 over; with another supervisor sent there for the same time 4 are allowed again.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: RATIO,
            name: Words { zh: "带教比", en: "trainees per supervisor" },
            kind: ParameterKind::Whole { minimum: 1, maximum: 50 },
            default: ParameterDefault::Whole(3),
            unit: UNIT,
            source: Words { zh: "默认值，请按基地标准设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: GRASSROOTS_RATIO,
            name: Words { zh: "全科与基层带教比", en: "trainees per supervisor, general practice and grassroots" },
            kind: ParameterKind::Whole { minimum: 1, maximum: 50 },
            default: ParameterDefault::Whole(2),
            unit: UNIT,
            source: Words { zh: "默认值，请按基地标准设置", en: "default, set your own" },
        },
    ],
};
