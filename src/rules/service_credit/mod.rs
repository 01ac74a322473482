//! Grassroots service before a declaration for associate senior, and postings that miss the year's indicator.
//!
//! Service is counted in half-months of the calendar (1st to 15th, 16th to the last day) that end before the declaration date: what the
//! staff table says (累计基层月数), each entry of the history at a grassroots institution that ends before the plan (its part before the plan
//! where it does not), and stays at grassroots hosts, carried-in ones from their first day on, planned ones as far as they reach, beyond the
//! horizon too. An entry of the history that a carried-in stay continues (same person and institution, dates in common) is counted with the
//! stay. Two half-loads at one time count twice.
//!
//! The long-posting indicator only informs: no choice of terms is better or worse for it, so the emitting half knows nothing of it.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: grassroots months to be had before the declaration; in force on the declaration date.
const MONTHS: &str = "months";
/// Parameter: a declaration within so many months of the plan's start is nearer by one step.
const NEAR_MONTHS: &str = "near_months";
/// Parameter: days of a long posting inside one calendar year.
const INDICATOR_DAYS: &str = "indicator_days";
/// Parameter: how days are counted.
const INDICATOR_BASIS: &str = "indicator_basis";
/// Parameter: lowest grade whose long postings are counted.
const INDICATOR_GRADE: &str = "indicator_grade";

/// Choice of [`INDICATOR_BASIS`]: the first day counts.
const INCLUSIVE: &str = "inclusive";
/// Choice of [`INDICATOR_BASIS`]: the first day does not.
const EXCLUSIVE: &str = "exclusive";

pub(super) static SPEC: Spec = Spec {
    code: "service-credit",
    name: Words { zh: "基层服务经历", en: "service credit" },
    what: Words {
        zh: "拟在计划开始以后申报副高的人员，申报日期以前应累计满 12 个月基层服务。计入：累计基层月数、历史中在基层机构（乡镇及以下）的经历、\
             在基层机构且负荷达到一半的下派（超出计划期的部分算到申报日期为止），按半月计，半月须在申报日期前结束。每缺半月按权重乘以紧迫系数计分：\
             申报日期在计划开始后 12 个月以内的 3 倍，24 个月以内的 2 倍，以后的 1 倍。本单位就在基层的人员天天在基层服务，不作要求。\
             另外，中级及以上人员的长期派驻按自然年合计天数，同一年内的几段相加（计划期前的按历史中的岗位认定），所涉各年都不满 183 天的，给出提示，不计分；每段（首尾相接的为一段）首日计不计入由口径参数决定。",
        en: "Who will declare for associate senior after the plan's start has 12 months of grassroots service before that date. What counts: the \
             months in the staff table, history at grassroots institutions (townships and below), and dispatches of at least half a load to them \
             (beyond the horizon up to the date), by half-months that end before the date. Each missing half-month costs the weight times 3 for a \
             declaration within 12 months of the plan's start, 2 within 24, else 1. People whose own institution is at the grassroots serve there \
             every day and need nothing. Besides, the days of long postings of somebody of intermediate grade or above are added up by calendar \
             year, those before the plan where the history names their post. A long posting is reported, without cost, where none of the years it \
             touches reaches 183 days; whether the first day of each stretch without a gap counts is a parameter.",
    },
    why: Words {
        zh: "晋升副高须有累计一年以上基层服务经历；临到申报才发现差几个月，耽误的是一年。",
        en: "Promotion to associate senior asks for a year of grassroots service in all; a few months missing on the day cost a whole year.",
    },
    formula: "∀ person declaring on D: cost = weight · (1 + steps of near_months not before D) · max(0, 2 · months − history(D) − Σ stays (half-months before D)); \
              indicator: max over years y of the stay of Σ stretches (days(stretch ∩ y) [− 1 exclusive]) ≥ indicator_days",
    example: Words {
        zh: "甲拟于 2027 年 9 月 1 日申报，累计基层 5 个月，另有历史 2026 年 5—7 月在卫生院 92 天（12 个半月中的 6 个）：已有 16 个半月。\
             一月起到卫生院 3 个月：22 个半月，尚缺 2 个半月，系数 3，计 6 分；派驻 6 个月（1—6 月）即满。改为 2027 年 3 月 1 日申报，一月起派驻 6 个月只算到 2 月底的 4 个半月，缺 4 个半月，计 12 分。\
             2027 年 1—6 月的长期派驻：首日计入 181 天，差 2 天；首日不计 180 天，差 3 天。",
        en: "A declares on 1 September 2027 with 5 grassroots months in the table and 92 days at a township (May to July 2026, 6 half-months) in the \
             history: 16 half-months. Three months at a township from January make 22, 2 are missing, at 3 points each 6; six months are enough. \
             Declaring on 1 March 2027, six months from January count only 4 half-months to the end of February: 4 missing, 12 points. A long posting \
             January to June 2027 has 181 days with the first day counted, 2 short, and 180 without it, 3 short.",
    },
    strictness: Strictness::Soft,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[
        ParameterSpec {
            key: MONTHS,
            name: Words { zh: "基层服务月数", en: "grassroots months" },
            kind: ParameterKind::Whole { minimum: 0, maximum: 120 },
            default: ParameterDefault::Whole(12),
            unit: Words { zh: "个月", en: "months" },
            source: Words {
                zh: "《中华人民共和国医师法》：晋升副高级职称应有累计一年以上基层或对口支援经历",
                en: "Law on Doctors: a year in all at the grassroots or in paired support before associate senior",
            },
        },
        ParameterSpec {
            key: NEAR_MONTHS,
            name: Words { zh: "紧迫分档", en: "steps of nearness" },
            kind: ParameterKind::Wholes { minimum: 1, maximum: 120 },
            default: ParameterDefault::Wholes(&[12, 24]),
            unit: Words { zh: "个月，距计划开始", en: "months from the plan's start" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: INDICATOR_DAYS,
            name: Words { zh: "长期派驻年度天数", en: "long-posting days in a year" },
            kind: ParameterKind::Whole { minimum: 1, maximum: 366 },
            default: ParameterDefault::Whole(183),
            unit: Words { zh: "天", en: "days" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: INDICATOR_BASIS,
            name: Words { zh: "天数口径", en: "day count" },
            kind: ParameterKind::Choice(&[(INCLUSIVE, "首日计入"), (EXCLUSIVE, "首日不计")]),
            default: ParameterDefault::Choice(INCLUSIVE),
            unit: Words { zh: "口径", en: "basis" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
        ParameterSpec {
            key: INDICATOR_GRADE,
            name: Words { zh: "长期派驻最低职称", en: "lowest grade of long postings" },
            kind: ParameterKind::Choice(&[("junior", "初级"), ("intermediate", "中级"), ("associate senior", "副高"), ("senior", "正高")]),
            default: ParameterDefault::Choice("intermediate"),
            unit: Words { zh: "职称", en: "grade" },
            source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
        },
    ],
};
