//! Stages in their order, and items after those that have to come first.
//!
//! Before a stay of stage *s* begins, everything of earlier stages has *ended*: each mandatory item of an earlier stage, and each elective
//! group whose items all belong to earlier stages (a group that reaches into a later stage may be finished there). Before a stay of an
//! item with 先修 begins, each item named there has ended at its full length, an elective one too.
//!
//! What has to have ended is what progress leaves, in whole slots; for stages, less the leave that the curriculum rule does not ask to be
//! made up. Stays carried in pay it off once they have ended, never more than their item or group owes; they themselves are not
//! judged. A stay that begins so early that the missing time could not even have fitted into the horizon before it is one fault; any other
//! costs the half-months missing on the day it begins, and two that begin on one day ask for them twice.
//!
//! No item can be overdone (curriculum), so the time served in all stages before, in one sum, tells whether all of it is done.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "stage-order",
    name: Words { zh: "阶段与先修顺序", en: "stage order" },
    what: Words {
        zh: "前一阶段的必修项目和选科组全部轮完，才能开始后一阶段；方案注明先修的，先修项目轮完才能开始。历史与延续的安排计入；\
             跨阶段的选科组可在其最后阶段完成；按规定不补的请假不必先补。延续的安排本身不追究。",
        en: "A later stage begins only when the mandatory items and elective groups of every earlier one are done; an item with prerequisites begins only \
             when those are. History and stays carried in count. A group that reaches over several stages may be finished in its last; leave that need \
             not be made up need not be made up first. Stays carried in are not judged themselves.",
    },
    why: Words {
        zh: "先打基础再进专科，先学理论与常见病再独立值班；顺序错了，后一阶段学不进，也有安全风险。",
        en: "Foundations first: whoever comes to a later stage unprepared learns little there and is a risk to patients.",
    },
    formula: "∀ stage s, slot t: need(s, t) × number of stays of stage s beginning at t ≤ Σ half-months of stays of earlier stages ended by t; need(s, t) = what \
              earlier stages owe − what carried-in stays have paid by t; none begins at t if need(s, t) > half-months from the horizon's start to t; likewise \
              for each item and each of its prerequisites",
    example: Words {
        zh: "第一阶段尚欠内科 4 个半月、急诊 2 个半月，共 6；第二阶段心血管。内科 1–2月、急诊 3月、心血管 4月起：成立。心血管 4月起而急诊排在 5月：4月1日时只完成 4，缺 2。\
             心血管 3月起：此前只有 4 个半月，容不下 6，不成立。",
        en: "Stage 1 still owes 4 half-months of internal medicine and 2 of emergency, 6 in all; cardiology is stage 2. Internal medicine in January and \
             February, emergency in March, cardiology from April: stands. Cardiology from April with emergency in May: 4 are done on 1 April, 2 are missing. \
             Cardiology from March: the 4 half-months before cannot hold 6, 1 fault.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
