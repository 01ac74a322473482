//! Dispatch goes down the levels, secondment up.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{ParameterDefault, ParameterKind, ParameterSpec, Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

/// Parameter: stays between institutions of one level are allowed.
const ALLOW_PEERS: &str = "allow_peers";

pub(super) static SPEC: Spec = Spec {
    code: "direction",
    name: Words { zh: "派驻方向", en: "direction" },
    what: Words {
        zh: "下派须到级别更低的机构，或本单位所属的分院、延伸点；进修须到级别更高的机构；不得在本单位“派驻”。\
             乡村医生可在同一上级机构的村卫生室之间调配。轮转不受此限。",
        en: "A dispatch goes to an institution of a lower level or to one below the home institution in its own tree; a secondment goes to a \
             higher level; nobody is dispatched to their own institution. Village doctors may be redeployed between village stations of one \
             parent. Training is free of this.",
    },
    why: Words {
        zh: "下派是把人力引向基层，平级互派和向上“下派”都不算数。",
        en: "Dispatch is meant to bring people to the grassroots: exchanges between equals or upwards do not count as such.",
    },
    formula: "dispatch ⇒ host ≠ home ∧ (level(host) < level(home) ∨ host below home); secondment ⇒ level(host) > level(home)",
    example: Words {
        zh: "县医院的甲派往一般卫生院：成立；派往另一家县级医院：不成立，除非允许平级互派；派到本院岗位：不成立。卫生院的乙到县医院进修：成立，反向不成立。",
        en: "A of the county hospital to a township: stands; to another county hospital: does not, unless peers are allowed; to a post of A's \
             own hospital: does not. B of the township on secondment to the county hospital: stands; the other way round it does not.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[ParameterSpec {
        key: ALLOW_PEERS,
        name: Words { zh: "允许平级互派", en: "peers allowed" },
        kind: ParameterKind::Flag,
        default: ParameterDefault::Flag(false),
        unit: Words { zh: "是/否", en: "yes/no" },
        source: Words { zh: "默认值，请按本县规定设置", en: "default, set your own" },
    }],
};
