use super::{DepartmentId, InstitutionId, PersonId, PostId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whose wish it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Wisher {
    Person(PersonId),
    /// A host that wishes for people.
    Institution(InstitutionId),
}

/// What is wished for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Wish {
    Post(PostId),
    Department(DepartmentId),
    Institution(InstitutionId),
    /// To begin a stay in the month of this first day.
    Month(NaiveDate),
    /// A host wishes for this person.
    Person(PersonId),
    /// Not to change institution between stays (不换机构): the rank is what each change counts.
    OnePlace,
    /// No time without a stay before the last one (不空等): the rank is what each slot counts.
    NoWaiting,
    /// Ranks that earlier plans missed (上期落空): they count where people are compared.
    MissedBefore,
}

/// A ranked wish (意愿), 1 the dearest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Preference {
    pub wisher: Wisher,
    pub wish: Wish,
    pub rank: i64,
}
