use super::{InstitutionId, PoolId};
use serde::{Deserialize, Serialize};

/// A lead hospital and its members under one HR authority (医共体).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Community {
    pub code: String,
    pub name: String,
    pub lead: Option<InstitutionId>,
    /// Its staffing pool; several communities may share one county pool.
    pub pool: Option<PoolId>,
}
