//! A village station is served by one doctor at a time, resident or on circuit.
//!
//! *Resident* is whoever is on a dispatch to a station other than a circuit, whatever the kind of post; trainees serve no station. One of each
//! would already be both ways at once, and two of one way are one doctor too many: so a station has at most one stay of either kind in a
//! slot. Carried-in stays that meet there are not found fault with; nobody is added to them.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: fewest half-days a week of a circuit.
const HALF_DAYS: &str = "minimum_half_days";
/// Parameter: shortest resident stay, in months.
const MONTHS: &str = "minimum_months";

/// Load of a half-day a week, in hundredths: a full load is ten of them.
const HALF_DAY: i64 = 10;

pub(super) static SPEC: Spec = Spec {
    code: "village-mode",
    name: Words { zh: "村卫生室服务方式", en: "village mode" },
    what: Words {
        zh: "村卫生室任一时段由一名驻站医生或一名巡诊医生服务，二者不并用，也不重复派人。巡诊每周不少于 2 个半天（每半天计负荷 0.1），\
             由同一乡镇的人员承担：本人单位是该村卫生室的上级机构，或以它为上级机构；村卫生室未填上级机构的不作此要求。\
             到村卫生室的其他下派均为驻站，不少于 6 个月。轮转不受此限；在途的并用不追究，但不得再加人。",
        en: "A village station is served in each slot by one resident doctor or by one doctor on circuit, never by both nor by two. A circuit takes at \
             least 2 half-days a week (0.1 load each) and is done from the same township: the doctor's home is the station's parent or an \
             institution under that parent; where a station has no parent this is not asked. Every other dispatch to a station is resident and lasts \
             at least 6 months. Training is free of this. What is in progress together is not found fault with, but nobody is added.",
    },
    why: Words {
        zh: "空缺村卫生室要么有人常驻，要么有人定期来，村民要知道找谁；点名式巡诊和几个月一换的驻站都不算服务。",
        en: "A vacant station has either somebody who lives there or somebody who comes regularly, and the villagers know who it is. A circuit in name \
             only, or a resident for a few months, is no service.",
    },
    formula: "∀ station v, slot t: residents(v, t) + circuits(v, t) ≤ 1; circuit ⇒ load ≥ 10 %·2 ∧ parent(v) ∈ {home, parent(home)}; \
              resident ⇒ months(stay) ≥ 6",
    example: Words {
        zh: "石桥村卫生室属一般卫生院甲。甲院医生巡诊、负荷 20%：成立；负荷 19%：不成立。同属甲院的邻村医生巡诊：成立；县医院医生巡诊：不成立。\
             乡村医生驻站 6 个月：成立；5 个月：不成立。驻站到 6 月，巡诊从 6 月上半月起：6 月两个时段各超 1。",
        en: "A station under township A. A doctor of A on circuit with load 20 % stands, with 19 % does not. A doctor of a neighbouring station under \
             A stands, one of the county hospital does not. A village doctor resident for 6 months stands, for 5 does not. A resident until June and a \
             circuit from the first half of June: 1 too many in both halves of June.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: HALF_DAYS,
            name: Words { zh: "巡诊每周最少半天数", en: "half-days of a circuit a week" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 10 },
            default: ParameterDefault::Whole(2),
            unit: Words { zh: "个半天", en: "half-days" },
            source: Words {
                zh: "巡诊每周不少于 2 个半天；默认值，请按本县规定设置",
                en: "at least 2 half-days a week; default, set your own",
            },
        },
        ParameterSpec {
            key: MONTHS,
            name: Words { zh: "驻站最短期限", en: "shortest resident stay" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 60 },
            default: ParameterDefault::Whole(6),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
