//! Subsidies for dispatch within the funds of each year.
//!
//! Money is counted in half-yuan, so that half of a monthly rate is a whole number. Pay goes by half-months (1st to 15th, 16th to the last
//! day) whatever the slots are: the first rate of the table that fits the host's level, the person's grade and the first day of the
//! half-month applies; a monthly rate pays half of itself, a daily one its amount for each working day. Loads do not matter, and who fits no
//! rate gets nothing. Only the half-months of the horizon are counted, each in its own year, and only years that have a fund.
//!
//! What a year leaves *unpaid* is what remains when its funds, each paying only the host levels it is for, pay as much of the subsidies as
//! they can. By the theorem of Hall, or of maximum flow and minimum cut, that is the largest of `subsidies at levels A − funds that may pay
//! at a level of A` over all sets A of levels: those are the rows. With the rule strict nothing is left unpaid beyond what carried-in stays
//! leave unpaid by themselves; with the rule flexible each unpaid half-yuan costs, so that only demands for people are worth overspending.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "budget",
    name: Words { zh: "补贴经费", en: "budget" },
    what: Words {
        zh: "有经费的年度内，计划期内下派人员（不分负荷，含巡诊）的补贴合计不超过当年经费；限定机构级别的经费只付给在该级别机构的人员，各项经费可以合用。\
             补贴按半月计：取补贴表中第一条与接收机构级别、职称、半月首日相符的标准，按月的付一半，按工作日的乘以该半月的工作日数\
             （本县节假日表优先，其次国家放假调休安排；年度安排未知又未列入本县表的，只除周末并提示）；没有相符标准的不付。\
             计划前已在岗人员的补贴照付，其本身已超出经费的，不得再增加。弹性时每超支半元按权重计。",
        en: "In each year that has a fund the subsidies for dispatch within the horizon (whatever the load, circuits included) do not exceed the \
             funds; a fund for certain host levels pays only there, and several funds may pay together. Pay goes by half-months: the first rate \
             of the table that fits the host's level, the grade and the half-month's first day applies, half of it where it is monthly, times the \
             half-month's working days where it is daily (the county's own holiday table first, then the State Council's holidays; in a year \
             covered by neither, weekends only, with a warning); who fits no rate gets nothing. People already there are paid; where they alone \
             exceed the funds nothing more may be added. Flexible, each half-yuan too much costs the weight.",
    },
    why: Words {
        zh: "补贴发不出，下派就难以为继；经费一年一定，用超了要有人担责。",
        en: "Where subsidies cannot be paid dispatch does not last; the fund is set once a year, and somebody answers for what exceeds it.",
    },
    formula: "∀ year y with funds, set A of levels: Σ stays at levels A: subsidy(stay, y) ≤ Σ funds of y that may pay at a level of A; \
              flexible: cost = weight · 2 · max over A of the excess in yuan",
    example: Words {
        zh: "2027 年经费 20000 元；一般卫生院副高每月 3000 元，其他每月 2000 元。甲（中级）、乙（副高）各 3 个月：6000＋9000＝15000 元，成立；\
             再派丙（中级）3 个月：21000 元，超 1000 元。经费改为事业基金 16000 元（限基层）和运行基金 4000 元（不限），丙改派县级机构（每月 2000 元）：\
             合计虽为 21000 元，县级的 6000 元只能由运行基金付，缺 2000 元。按工作日每日 100 元，2025 年 10 月（18 个工作日）付 1800 元。",
        en: "A fund of 20,000 yuan for 2027; 3,000 a month for associate seniors at townships, 2,000 for others. A (intermediate) and B (associate \
             senior) for 3 months each: 6,000 + 9,000 = 15,000, stands; C (intermediate) for 3 months more: 21,000, 1,000 too much. With funds of \
             16,000 for the grassroots and 4,000 for any level, and C at a county hospital instead (2,000 a month), the 6,000 there have only the \
             second fund: 2,000 remain unpaid. At 100 a working day October 2025 (18 working days) pays 1,800.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
