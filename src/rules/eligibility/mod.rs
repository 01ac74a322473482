//! Who may fill a post at all: category, specialty, grade, licence; for training, the item and the department that teaches it.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: members of one community share registrations.
const EXEMPT: &str = "exempt_within_community";

pub(super) static SPEC: Spec = Spec {
    code: "eligibility",
    name: Words { zh: "任职条件", en: "eligibility" },
    what: Words {
        zh: "人员类别、专业须符合岗位要求，职称不低于岗位最低职称（职称不明视为不符合）。医师到主执业机构以外服务须已办多机构备案；\
             执业助理医师只能在注册的一个执业地点执业；同一医共体内可视为同一执业地点，进修和轮转不受此限。\
             轮转须在培，所在科室须带教该标准科室，机构级别须符合方案要求。",
        en: "The person's category and specialty are among the post's, the grade reaches its minimum (an unknown grade never does). \
             A physician serving outside the home institution is filed for several sites; an assistant physician serves at the one registered \
             site only; members of one community may count as one site; secondment and training are free of this. A training stay needs an \
             enrolment, a department that teaches the item's standard department, and an institution of a level that the item allows.",
    },
    why: Words {
        zh: "超范围执业违法；不具备条件的人到岗，岗位等于空缺；不符合方案的轮转不被认可。",
        en: "Practice outside one's registration is unlawful; an unqualified person leaves the post empty in fact; training outside the \
             programme is not recognised.",
    },
    formula: "stay ⇒ category ∈ post.categories ∧ specialty ∈ post.specialties ∧ grade ≥ post.grade ∧ site(person, host) ∧ item(post)",
    example: Words {
        zh: "甲为县医院执业医师（中级，未办多机构备案）。派往本医共体卫生院：成立；关闭“医共体内视为同一执业地点”后不成立，办理备案后成立。\
             岗位要求副高：不成立；甲职称不明：不成立。",
        en: "A is a physician of the county hospital, intermediate grade, not filed for several sites. To a township of the same community: \
             stands. With the exemption within the community switched off it does not, and once filed it does. A post asking for associate \
             senior: does not; A's grade unknown: does not.",
    },
    strictness: Strictness::Law,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[ParameterSpec {
        key: EXEMPT,
        name: Words { zh: "医共体内视为同一执业地点", en: "one site within a community" },
        kind: ParameterKind::Flag,
        default: ParameterDefault::Flag(true),
        unit: Words { zh: "是/否", en: "yes/no" },
        source: Words {
            zh: "《医师执业注册管理办法》（国家卫生计生委令第13号，2017）及医联体、医共体建设文件；以本地卫健部门规定为准",
            en: "Rules on the registration of physicians (NHFPC order 13, 2017) and the policy papers on medical communities; local rules prevail",
        },
    }],
};
