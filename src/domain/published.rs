//! What earlier publications say to a new plan. By codes: ids mean something within one problem only.

use super::{DateRange, DispatchKind, ItemId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A stay as it was published last.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct PublishedStay {
    /// The person's code.
    pub person: String,
    pub person_name: String,
    pub dates: DateRange,
    /// The post's code.
    pub post: String,
    /// Code of the post's institution.
    pub institution: String,
    pub kind: DispatchKind,
    /// Code of the pool post that the stay holds.
    pub pool_post: Option<String>,
    /// Holds one of the host's own establishment posts.
    pub own_post: bool,
    /// Programme item that it counts towards.
    pub item: Option<ItemId>,
    /// Told by the county's own table of history, which goes on having the say for as long as it has the stay.
    pub of_table: bool,
    /// Number of the publication that first said it like this.
    pub publication: i64,
    /// Plan and stay that it was last published with.
    pub plan: i64,
    pub stay: i64,
}

/// What a fund pays for a published month.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct PublishedSubsidy {
    /// Name of the fund.
    pub fund: String,
    /// First day of the month.
    pub month: NaiveDate,
    pub half_yuan: i64,
}

/// What was published so far, and how much of it is not to be touched any more.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Published {
    /// Number of the last publication; none where nothing has been published.
    pub publication: Option<i64>,
    /// By person and date.
    pub stays: Vec<PublishedStay>,
    /// Codes of the people who bring a pool post along wherever they work, with that of the post, by person.
    pub standing: Vec<(String, String)>,
    /// By month and fund.
    pub subsidies: Vec<PublishedSubsidy>,
    /// Last day that is published.
    pub through: Option<NaiveDate>,
    /// Last day that is decided: a stay that began by then stands, and no other may begin by then.
    pub frozen_through: Option<NaiveDate>,
}

impl Published {
    /// The same, decided only up to this day: what was published for later may be decided again for the people whom new facts concern,
    /// and others may be sent besides what they were published for.
    pub fn reopened_after(mut self, day: NaiveDate) -> Self {
        self.frozen_through = self.frozen_through.map(|through| through.min(day));
        self
    }
    pub fn is_empty(&self) -> bool {
        self.publication.is_none()
    }
}
