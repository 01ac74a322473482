//! The months of a trainee's programme: nothing skipped, nothing overdone, electives within their group.
//!
//! An *account* is a mandatory item, or an elective group as a whole. What an account still owes at the start of the horizon is its length
//! less progress less the part of carried-in stays before the horizon, rounded up to whole slots; carried-in stays pay it off
//! inside the horizon like any other, never more than is owed.
//!
//! *Due* is what can be expected of the plan: the smaller of what all accounts owe and the slots of the horizon, from the enrolment to the
//! deadline, in which the trainee is not absent. So every such slot counts as long as something is owed, and at the deadline exactly the
//! unmet months remain. When the deadline lies in the horizon, what all accounts then still owe costs as well, and each elective missing
//! of a group's fewest, so that the right items are done: none can be overdone, so only what is missing brings the sum down.
//!
//! *Leave* is approved leave from the enrolment to the deadline of the table, each day once, in half-months: days × 24 / 365 rounded.
//! - At most the first parameter: it is not made up. What all accounts owe together is so much less, never below 0; no single item gets
//!   shorter. Days inside a rotation that history or a carried-in stay records count there already and take nothing off.
//! - More than the first: all of it is made up, nothing is taken off.
//! - More than the second: the deadline lies so many half-months later, counted from the end of the last half-month that was complete at
//!   the table's deadline.
//!
//! Parameters are those in force on the first day of the horizon.
//!
//! An elective item is taken in one stay; items begun before the plan count among a group's items and may be finished in any number.
//! At one institution a trainee has at most so many stays, those carried in counted, if the county limits them.
//!
//! Limits never bend, except that stays carried in may already exceed them.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) const ITEM_WEIGHT: &str = "item_weight";
pub(super) const MAKE_UP_OVER: &str = "make_up_over_months";
pub(super) const MOST_AT_INSTITUTION: &str = "most_at_institution";
pub(super) const EXTEND_OVER: &str = "extend_over_months";

pub(super) static SPEC: Spec = Spec {
    code: "curriculum",
    name: Words { zh: "培训方案时长", en: "curriculum" },
    what: Words {
        zh: "按学员的方案版本轮转，历史计入；各项目不超时，选科组的科室数与总时长不超上限；只在能教该项目、级别相符的科室，且在入培之后、截止之前。\
             可用的每个半月只要还有欠时就应轮转，未轮转的按权重计；截止日在计划期内的，至截止日各项目所欠时长另计。\
             入培以来已批准的请假合计不超过 1 个月的不补，所欠总时长相应减少（不减单个项目）；超过 1 个月的全部补；超过 3 个月的，截止日按全部请假顺延。同一机构的轮转次数可由参数限定。",
        en: "Trainees follow their version of the programme, history counted: no item beyond its length, no elective group beyond its most items and \
             its time, only in departments that teach the item at a level it allows, after enrolment and before the deadline. Each available half-month \
             not used while time is owed costs; where the deadline lies in the plan, what is then still owed costs too. Approved leave since enrolment of \
             1 month in all or less is not made up: the time owed in all shrinks by it, no single item does. More is made up; over 3 months \
             extends the deadline by all of it. A parameter may limit the stays at one institution.",
    },
    why: Words {
        zh: "缺月不能结业，超月占了别人的容量；方案规定的每个科室都要去，不得缩减。",
        en: "Missing months mean no certificate, surplus months take others' seats; every department of the programme is visited, none shortened.",
    },
    formula: "∀ item i: Σ stays(i) ≤ owed(i); ∀ group g: items(g) ≤ most(g), Σ stays(g) ≤ owed(g); \
              O = max(0, Σ owed − leave not made up); unmet = max(0, min(O, available half-months) − Σ taken), costing weight each; deadline in the \
              horizon: max(0, O − Σ taken) at item_weight each",
    example: Words {
        zh: "某学员尚欠心血管 4 个半月、呼吸 6 个半月，计划 6 个月（12 个半月），截止在计划期后：应轮转 min(10, 12)=10；实排心血管 4、呼吸 2，未满足 4，代价 4。\
             若截止日为 4 月底（可用 8 个半月）：应轮转 8，未满足 2；呼吸另欠 4，合计 6。\
             若另请假 15 天（合 1 个半月，3月上半月）：不补，应轮转 min(9, 7)=7，未满足 1；至截止日欠 9−6=3，合计 4。",
        en: "A trainee owes 4 half-months of cardiology and 6 of respiratory medicine; the plan has 6 months (12 half-months), the deadline is later: due \
             min(10, 12) = 10; with cardiology 4 and respiratory 2, 4 are unmet and cost 4. With the deadline at the end of April (8 available): due 8, 2 \
             unmet, and respiratory medicine still owes 4: 6 in all. With 15 days of leave besides (1 half-month, early March), not made up: due min(9, 7) = \
             7, 1 unmet, and 9 − 6 = 3 missing at the deadline: 4 in all.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Training,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: ITEM_WEIGHT,
            name: Words { zh: "项目权重", en: "item weight" },
            kind: ParameterKind::Whole { minimum: 1, maximum: 1000 },
            default: ParameterDefault::Whole(1),
            unit: Words { zh: "每半月", en: "per half-month" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: MAKE_UP_OVER,
            name: Words { zh: "请假超过几个月须补", en: "leave is made up over" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 36 },
            default: ParameterDefault::Whole(1),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "培训基地惯例；请按本地规定设置", en: "custom of training bases; set your own" },
        },
        ParameterSpec {
            key: EXTEND_OVER,
            name: Words { zh: "请假超过几个月顺延截止", en: "leave extends the deadline over" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 36 },
            default: ParameterDefault::Whole(3),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "培训基地惯例；请按本地规定设置", en: "custom of training bases; set your own" },
        },
        ParameterSpec {
            key: MOST_AT_INSTITUTION,
            name: Words { zh: "同一机构最多轮转几次", en: "most stays at one institution" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 1000 },
            default: ParameterDefault::Whole(0),
            unit: Words { zh: "次，0 为不限", en: "stays, 0 for any number" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
