//! As few changes as possible against the plan in force.
//!
//! A slot of a person is *changed* by each of their stays at a post where they were not promised to be, and by each promised stay in whose
//! place there is none: new stays + max(0, promised stays − stays). Being sent elsewhere is thus one change, not two; being called off or
//! sent where nothing was promised is one. Where a stay begins and ends does not matter as long as the person is at the same post; nor does
//! the number of the pool post.
//!
//! Only slots are compared that are not frozen and that the plan in force speaks about, within the horizon.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: weight of a changed half-month of the first month that may change.
const NEAREST: &str = "nearest_weight";
/// Parameter: how much less each later month weighs; a half-month never weighs less than 1.
const FALL: &str = "less_each_month";

pub(super) static SPEC: Spec = Spec {
    code: "stability",
    name: Words { zh: "方案稳定", en: "stability" },
    what: Words {
        zh: "有执行中的方案时，与它不同的每人每时段计一次变动，越近的月份越重：第一个可变的月份最重，每远一个月减轻一些，最少为 1。换到别处计一次，\
             取消或新增各计一次；只改起止而人仍在原岗位的不算。已冻结的月份和原方案未涉及的月份不比较；人员或岗位已不存在的也不比较。没有执行中的方案时不计。\
             参数取计划期首日的值。",
        en: "Where a plan is in force, each slot of a person that differs from it is a change; near months weigh more: the first that may \
             change most, each later one less, never less than 1. Being sent elsewhere is one change, being called off or sent anew is \
             one; other ends of a stay at the same post are none. Frozen months, and months that the plan in force does not speak about, are not \
             compared, nor people and posts that are no more. Without a plan in force nothing counts. Parameters are those of the horizon's \
             first day.",
    },
    why: Words {
        zh: "通知已发、班已排、家已安顿：每一处变动都要有人重新安排，越临近越难。",
        en: "Notices have been sent, shifts drawn up, families settled: every change is work for somebody, the more so the nearer it is.",
    },
    formula: "Σ people p, slots t compared: max(1, nearest − less · months from the first that may change to t) · half-months(t) · (stays of p in \
              t at posts not promised then + max(0, promised to p in t − stays of p in t))",
    example: Words {
        zh: "甲原定 1—3 月在 P，1 月起可变，权重 6，每月减 1。改到 Q：每月两个半月，2×(6+5+4)=30；取消也是 30。乙原无安排，3 月派到 P：8。\
             若 1 月已冻结：甲改到 Q 只计 2、3 月，2×(6+5)=22。",
        en: "A was promised P from January to March; January may change and weighs 6, each later month 1 less. Sent to Q instead: two half-months a month, \
             2×(6+5+4)=30; called off: 30 as well. B, promised nothing, is sent to P in March: 8. With January frozen: A at Q counts in February \
             and March only, 2×(6+5)=22.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Stability,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: NEAREST,
            name: Words { zh: "最近月份的权重", en: "weight of the nearest month" },
            kind: ParameterKind::Whole { minimum: 1, maximum: 1000 },
            default: ParameterDefault::Whole(6),
            unit: Words { zh: "每半月", en: "each half-month" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: FALL,
            name: Words { zh: "每远一个月减轻", en: "less for each month further" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 1000 },
            default: ParameterDefault::Whole(1),
            unit: Words { zh: "每半月", en: "each half-month" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
