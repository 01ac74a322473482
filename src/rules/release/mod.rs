//! A department keeps enough of its staff at home.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: percent of a department's staff that may be away at once.
const AWAY_PERCENT: &str = "away_percent";
/// Parameter: one person may always go, however small the department.
const AT_LEAST_ONE: &str = "at_least_one";

pub(super) static SPEC: Spec = Spec {
    code: "release",
    name: Words { zh: "外派比例与留守", en: "release" },
    what: Words {
        zh: "每个科室任一时段外派人数不超过本科室职工的 20%（科室另有比例的从其规定，不足 1 人按 1 人）；除外派和请假的人外，\
             留守人数不少于科室留守人数，其中至少一人达到留守职称。职工为本科室人员，不含在培学员和当时未报到或已离职的人；\
             在本单位以外、负荷达到一半的下派或进修算外派；当时段内有一天请假即不算留守，经批准豁免派驻的人算留守。\
             单是请假造成的不足不追究，但不得再外派。",
        en: "In every slot at most 20 % of a department's staff (its own share where it has one; one person where that is less than one) are \
             away; besides those away and on leave, at least the department's minimum staff remain, one of them of its minimum grade. Staff \
             are its members without trainees and without those not yet arrived or already gone. Away is whoever serves outside the own \
             institution on a dispatch or secondment of at least half a load; a person on leave for a day of the slot does not remain; one \
             exempt from dispatch does. Where leave alone breaks the minimum nobody is to blame, but nobody may go either.",
    },
    why: Words {
        zh: "下派不能把派出科室抽空，值班和急诊要有人顶得住。",
        en: "Dispatch must not empty the department that sends: duty and emergencies need people who can bear them.",
    },
    formula: "∀ department d, slot t: away ≤ max(1, ⌊20 % · staff⌋); away(at work) ≤ max(0, staff − leave − minimum); \
              away(at work, grade ≥ g) ≤ max(0, staff(at work, grade ≥ g) − 1)",
    example: Words {
        zh: "内科 6 人，外派比例 40%，留守 4 人，留守职称副高（2 人达到）。外派中级 2 人：成立。其中 1 人换成副高仍成立；外派 3 人：超比例 1 人，留守少 1 人；\
             另有 1 人请假时外派 2 人：留守少 1 人。两名副高都外派：留守职称不足 1 人。",
        en: "A department of 6 with a share of 40 %, minimum 4 and minimum grade associate senior (2 have it). Two of intermediate grade away: \
             stands, also with one of them an associate senior. Three away: 1 beyond the share and 1 short of the minimum. Two away while one is \
             on leave: 1 short. Both associate seniors away: nobody of the grade remains, 1 short.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: AWAY_PERCENT,
            name: Words { zh: "外派比例上限", en: "share away" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 100 },
            default: ParameterDefault::Whole(20),
            unit: Words { zh: "%", en: "%" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: AT_LEAST_ONE,
            name: Words { zh: "不足一人按一人", en: "at least one may go" },
            kind: ParameterKind::Flag,
            default: ParameterDefault::Flag(true),
            unit: Words { zh: "是/否", en: "yes/no" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
