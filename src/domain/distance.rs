use super::InstitutionId;
use serde::{Deserialize, Serialize};

/// How far two institutions are apart (距离), the same both ways.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Distance {
    pub one: InstitutionId,
    pub other: InstitutionId,
    /// Kilometres by road (公里).
    pub kilometres: i64,
    /// Minutes by car (分钟), where known.
    pub minutes: Option<i64>,
}
