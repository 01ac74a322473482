use super::{GroupId, IndexVec, ItemId, Level, PersonId, ProgrammeId, StandardDepartmentId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One item: so much time in one standard department.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProgrammeItem {
    /// Stage (阶段), from 1.
    pub stage: i32,
    pub standard: StandardDepartmentId,
    /// Length in half-months.
    pub half_months: i32,
    /// May be taken in several chunks (可拆分).
    pub splittable: bool,
    /// Elective group (选科组).
    pub group: Option<GroupId>,
    /// Items that must be finished before this one begins (先修).
    pub after: Vec<ItemId>,
    /// Levels at which it may be taken (机构级别); any when empty.
    pub levels: Vec<Level>,
}

/// Electives: between so many and so many of its items are taken, and so much time in all.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ElectiveGroup {
    pub name: String,
    /// Fewest items (组最少).
    pub minimum_items: i32,
    /// Most items (组最多).
    pub maximum_items: i32,
    /// Time to be taken from the group's items together, in half-months.
    pub half_months: i32,
}

/// A training programme in one version (培训方案).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Programme {
    pub name: String,
    pub version: String,
    pub items: IndexVec<ItemId, ProgrammeItem>,
    pub groups: IndexVec<GroupId, ElectiveGroup>,
}

/// What a trainee has already done of an item before the horizon, carried-in stays not counted.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct ItemProgress {
    /// Half-months done.
    pub done: i32,
}

/// A trainee in a programme (在培).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Enrolment {
    pub person: PersonId,
    pub programme: ProgrammeId,
    pub from: NaiveDate,
    /// Last day by which everything is to be done (截止日期), as the table has it: the curriculum rule moves it for long leave.
    pub deadline: NaiveDate,
    /// By item of the programme.
    pub progress: IndexVec<ItemId, ItemProgress>,
}

impl Enrolment {
    /// Half-months of the item that remain at the start of the horizon, carried-in stays still to come off it.
    pub fn remaining(&self, programme: &Programme, item: ItemId) -> i32 {
        (programme.items[item].half_months - self.progress[item].done).max(0)
    }
}
