//! A dispatch or secondment lasts one of the terms agreed for its post.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: terms of posts that name none, in months. Used when the tables are read.
const OPTIONS: &str = "options";
/// Parameter: shortest resident posting, in months.
const LONG_MINIMUM: &str = "long_minimum";

pub(super) static SPEC: Spec = Spec {
    code: "term",
    name: Words { zh: "派驻期限", en: "term" },
    what: Words {
        zh: "下派和进修的时长须为岗位任期选项之一（岗位未列选项时用本规则的任期选项）；长期派驻不少于 6 个月。已锁定的安排和轮转不受此限。",
        en: "A dispatch or secondment lasts one of the post's terms (this rule's options where the post names none); a resident posting lasts \
             at least 6 months. Stays that HR has fixed, and training, are free of this.",
    },
    why: Words {
        zh: "期限是与接收单位约定的，也决定服务经历能否被认定；零碎的派驻既无用也不被认可。",
        en: "Terms are agreed with the host and decide whether the service is recognised; fragments help nobody and count for nothing.",
    },
    formula: "slots(stay) ∈ post.terms ∧ (resident posting ⇒ months(stay) ≥ 6) ∨ stay is a locked pin",
    example: Words {
        zh: "岗位任期选项为 3、6 个月：派驻 3 个月成立，4 个月不成立，已锁定的 4 个月成立。改为长期派驻后 3 个月不成立，6 个月成立。",
        en: "A post with terms of 3 and 6 months: 3 months stand, 4 do not, 4 months fixed by HR do. As a resident posting, 3 months do not \
             stand and 6 do.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: OPTIONS,
            name: Words { zh: "任期选项", en: "term options" },
            kind: ParameterKind::Wholes { minimum: 1, maximum: 60 },
            default: ParameterDefault::Wholes(&[3, 6, 12]),
            unit: Words { zh: "个月", en: "months" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: LONG_MINIMUM,
            name: Words { zh: "长期派驻最短期限", en: "shortest resident posting" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 60 },
            default: ParameterDefault::Whole(6),
            unit: Words { zh: "个月", en: "months" },
            source: Words {
                zh: "长期派驻按连续 6 个月以上认定；默认值，请按本县规定设置",
                en: "long postings count from 6 consecutive months; default, set your own",
            },
        },
    ],
};
