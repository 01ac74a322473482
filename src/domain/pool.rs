use super::{DateRange, InstitutionId, PersonId, PoolCategoryId, PoolClassId, PoolId, PoolPostId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the branch share is a share of (占比口径).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PoolShareBasis {
    /// The pool's size: 60 % of 110 is 66 posts at branches, used or not by others.
    Total,
    /// The posts in use at the moment.
    InUse,
}

/// A staffing pool (编制周转池).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Pool {
    pub name: String,
    /// Size from a date on, by date; the first entry also holds before its date.
    pub sizes: Vec<(NaiveDate, i64)>,
    /// Lowest share at branches, percent (分院占比下限).
    pub branch_percent: i64,
    pub basis: PoolShareBasis,
}

impl Pool {
    /// Posts in the pool on the date.
    pub fn size_on(&self, date: NaiveDate) -> i64 {
        let last = self.sizes.iter().rev().find(|(from, _)| *from <= date);
        last.or(self.sizes.first()).map_or(0, |(_, size)| *size)
    }
    /// Smallest size in force on any of the dates.
    pub fn smallest_size(&self, dates: &DateRange) -> i64 {
        let changes = self.sizes.iter().filter(|(from, _)| dates.contains(*from)).map(|(_, size)| *size);
        changes.chain([self.size_on(dates.from)]).min().unwrap_or(0)
    }
}

/// A sub-quota of a pool (专编专用): its posts serve that purpose only, and that purpose takes no others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PoolCategory {
    pub name: String,
}

/// One post of the pool. Pool posts that the table does not number get a number of our own.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PoolPost {
    pub code: String,
    pub pool: PoolId,
    pub class: PoolClassId,
    /// False where the county's table does not list it.
    pub numbered: bool,
}

/// Pool posts that may stand in for one another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PoolClass {
    pub pool: PoolId,
    pub category: Option<PoolCategoryId>,
    /// Approved for this institution only (使用机构).
    pub institution: Option<InstitutionId>,
    /// First day of the approval (起用).
    pub from: Option<NaiveDate>,
    /// Last day of the approval (到期).
    pub until: Option<NaiveDate>,
    /// Its posts, in the order of the table.
    pub posts: Vec<PoolPostId>,
}

impl PoolClass {
    /// True when the approval holds on every one of the dates.
    pub fn is_valid(&self, dates: &DateRange) -> bool {
        self.from.is_none_or(|from| from <= dates.from) && self.until.is_none_or(|until| dates.to <= until)
    }
}

/// A pool-type person's post: held at the place worked in for as long as the person is employed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StandingOccupancy {
    pub person: PersonId,
    pub pool_post: PoolPostId,
    /// First and last day; the last is cut by the person's departure (人走编收) and the post's expiry.
    pub dates: DateRange,
}
