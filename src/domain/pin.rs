use super::{DepartmentId, InstitutionId, PersonId, PostId, SlotId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum PinKind {
    /// 锁定: a stay with exactly these slots happens.
    Locked,
    /// 禁止: no stay of the person there touches these slots.
    Forbidden,
}

/// Where a pin points: one post, or any post of a department or institution.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PinTarget {
    Post(PostId),
    Department(DepartmentId),
    Institution(InstitutionId),
}

/// A stay that HR has fixed or forbidden (既定).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pin {
    pub person: PersonId,
    pub target: PinTarget,
    pub first: SlotId,
    pub slots: i32,
    pub kind: PinKind,
}
