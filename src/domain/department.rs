use super::{Grade, InstitutionId, StandardDepartmentId};
use serde::{Deserialize, Serialize};

/// A department of an institution (科室).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Department {
    pub institution: InstitutionId,
    /// Local name (本院科室).
    pub name: String,
    /// Standard departments it teaches (标准科室), many to many.
    pub standards: Vec<StandardDepartmentId>,
    /// The training platform's codes of some of them (标准科室代码), by standard department.
    pub standard_codes: Vec<(StandardDepartmentId, String)>,
    /// Trainees at once (培训容量); none where the department does not teach.
    pub seats: Option<i64>,
    /// Trainees a present supervisor may have (带教比).
    pub supervision_ratio: Option<i64>,
    /// Staff who must remain (留守人数).
    pub minimum_staff: Option<i64>,
    /// At least one of those who remain has this grade or a higher one (留守职称).
    pub minimum_grade: Option<Grade>,
    /// Share of its staff that may be away at once, percent (外派比例上限); the rule's parameter where absent.
    pub away_percent: Option<i64>,
    /// Who teaches those who come (带教老师), by name; printed, nothing else.
    pub teacher: Option<String>,
}
