use super::{DateRange, InstitutionId, ItemId, PersonId, PoolPostId, PostId, SlotId};
use serde::{Deserialize, Serialize};

/// Kind of a past stay (历史: 类型).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum HistoryKind {
    /// 下派
    Dispatch,
    /// 轮转
    Training,
    /// 进修
    Secondment,
}

impl HistoryKind {
    pub fn chinese(self) -> &'static str {
        match self {
            HistoryKind::Dispatch => "下派",
            HistoryKind::Training => "轮转",
            HistoryKind::Secondment => "进修",
        }
    }
}

/// A stay that began before the horizon (历史), finished or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub person: PersonId,
    pub institution: InstitutionId,
    /// Department or post as the table names it.
    pub place: String,
    pub dates: DateRange,
    pub kind: HistoryKind,
}

impl HistoryEntry {
    /// Length in half-months, rounded to the nearest one: days × 24 / 365 rounded.
    pub fn half_months(&self) -> i64 {
        (self.dates.days() * 48 + 365) / 730
    }
}

/// A stay in progress at the start of the horizon, or decided since: it stands in every roster of the problem.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CarriedStay {
    pub person: PersonId,
    pub post: PostId,
    /// Before the horizon, so negative; within it where the months were published.
    pub first: SlotId,
    /// Slots in all, from `first`.
    pub slots: i32,
    /// The pool post held, where one is.
    pub pool_post: Option<PoolPostId>,
    /// Holds one of the host's own establishment posts.
    pub own_post: bool,
    /// Programme item it counts towards.
    pub item: Option<ItemId>,
}
