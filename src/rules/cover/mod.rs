//! Demands for people: minimum, target and maximum of each requirement, window by window.
//!
//! *Counted* in a slot are the stays at the requirement's posts of people for whom `who` holds. With own staff (含本单位) each such person of
//! the named institutions who is not absent counts one as well; each stay elsewhere that takes at least half of a full load takes that one
//! away again, and a stay of theirs that takes nobody away adds nothing, so that nobody counts twice. Visits count each stay at the posts
//! that touches the window once, own staff not at all. How much load a stay carries does not matter otherwise.
//!
//! A slot *demands* when one of the posts is open on all its days, or when own staff count. Windows without such a slot demand nothing; an
//! average is over the window's demanding slots only, its bounds multiplied by their number and compared with person-slots.
//!
//! A target asks in its own tier for everything below it, units below a minimum included; one that asks for no more than the minimum adds
//! nothing. The maximum of the headcount of a leadership post with hand-over is left to the rule of leadership, whose overlap it would forbid,
//! as long as that rule is in force.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "cover",
    name: Words { zh: "岗位与需求配备", en: "cover" },
    what: Words {
        zh: "每项需求（含各岗位的编配人数）在其口径的每个窗口内：严格的最低人数优先于一切目标；弹性最低与目标尽量满足，缺一单位按权重计；\
             最高人数不得突破（注明交接的任职岗位由「任职岗位与交接」限定人数）。岗位全部未设立的时段不计；平均只按岗位已设立的时段计算。",
        en: "For each requirement (each post's headcount included) and each window of its measure: a strict minimum comes before every target; \
             flexible minimums and targets are met as far as possible, each missing unit costing the weight; a maximum is never exceeded (leadership \
             posts with hand-over are limited by the rule of leadership instead). Slots in which none of the posts is open do not count; averages \
             are over the slots that do.",
    },
    why: Words {
        zh: "村卫生室空缺、县级骨干月均在岗、延伸服务点、任职岗位、季度巡查、15分钟急救网格都是需求；人手不足时要看得见缺在哪里。",
        en: "Village vacancies, backbone staff at county level, extension points, leadership posts, quarterly inspections and the 15-minute \
             emergency grid are all demands; where people are too few, the gap has to be seen.",
    },
    formula: "∀ window w: a(w) = Σ stays(w) + Σ own staff(w); minimum·n(w) ≤ a(w), target·n(w) ≤ a(w) at weight a missing unit; a(w) ≤ maximum·n(w); \
              n(w) = demanding slots for an average, else 1",
    example: Words {
        zh: "岗位最低 1 人、目标 2 人，一个季度 6 个半月；甲在岗 4 个半月：最低缺 2 人·时段（第一级），目标缺 4+2×2=8 人·时段（第二级）。同一岗位季度平均目标 2 人：需 12 人·时段，实 4，缺 8。",
        en: "A post with minimum 1 and target 2 over a quarter of 6 half-months; A is there for 4 of them: 2 person-slots are missing of the \
             minimum (first tier) and 4 + 2 × 2 = 8 of the target (second). As an average of 2 over the quarter: 12 person-slots wanted, 4 there, 8 missing.",
    },
    strictness: Strictness::Soft,
    tier: Tier::CoverTarget,
    weight: 1,
    parameters: &[],
};
