use super::{PersonId, PostId};
use serde::{Deserialize, Serialize};

/// People who are dispatched together (团队, 组团式).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Team {
    pub name: String,
    /// In the order of the staff table.
    pub members: Vec<PersonId>,
    /// Fewest members who go when the team goes (最少人数); all of them when absent.
    pub minimum: Option<i64>,
    /// Most members who go (最多人数).
    pub maximum: Option<i64>,
    /// While the team is at a host, one of its members holds this leadership post there (负责人岗位).
    pub leader_post: Option<PostId>,
}
