//! Sub-quotas of the pool: a post of a category serves that category's purpose only, and that purpose takes no other posts.
//!
//! Occupied are posts of stays and of pool-type people; a post counts as there in a slot when its approval holds on any of its days.

pub(super) mod check;
pub(super) mod emit;
#[cfg(test)]
mod tests;

use super::{Spec, Strictness};
use crate::diagnostic::Words;
use crate::model::Tier;

pub(super) static SPEC: Spec = Spec {
    code: "pool-category",
    name: Words { zh: "周转编制专编专用", en: "pool category" },
    what: Words {
        zh: "岗位要求某类周转编制的，只能占用该类；未要求的只能占用通用编制；每类在任一时段占用不超过当时有效的该类编制数。",
        en: "A post that asks for a category of pool posts takes one of that category only, any other post a general one; in every slot each \
             category's posts in use are at most those approved then.",
    },
    why: Words {
        zh: "全科、村医、高级职称等专项编制由编办专门下达，挪用即违规。",
        en: "Posts for general practice, villages or senior grades are approved for that purpose; using them for another is a breach.",
    },
    formula: "∀ stay s with a pool post: category(class(s)) = category(post(s)); ∀ category c, slot t: Σ occupied(c, t) ≤ Σ posts of c approved in t",
    example: Words {
        zh: "全科专项 1 名、通用 3 名：全科岗位占用全科编制，成立；占用通用编制不成立；两人同时占用全科编制，超 1。",
        en: "One post for general practice, three general ones: a general-practice post that takes the first stands, one that takes a general post does \
             not; two stays with the category's one post at the same time exceed it by 1.",
    },
    strictness: Strictness::Must,
    tier: Tier::Policy,
    weight: 1,
    parameters: &[],
};
