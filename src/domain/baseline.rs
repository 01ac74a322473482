//! What has been promised: the plan in force, against which a repair is measured.

use super::{PersonId, PostId, SlotId};
use serde::{Deserialize, Serialize};

/// A stay of the plan in force.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct PromisedStay {
    pub person: PersonId,
    pub first: SlotId,
    /// Length in slots; it may begin before the horizon and reach beyond it.
    pub slots: i32,
    pub post: PostId,
}

impl PromisedStay {
    /// First slot after the stay.
    pub fn end(&self) -> SlotId {
        self.first + self.slots
    }
    pub fn covers(&self, slot: SlotId) -> bool {
        self.first <= slot && slot < self.end()
    }
}

/// The plan in force, in the ids and slots of the problem that it is a fact of. Stays of people or posts that are no more are left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Baseline {
    /// By person and time.
    stays: Vec<PromisedStay>,
    /// First slot that may still change: earlier ones are frozen and not compared.
    pub from: SlotId,
    /// First slot that the plan in force says nothing about.
    pub until: SlotId,
}

impl Baseline {
    /// Puts the stays in order.
    pub fn new(mut stays: Vec<PromisedStay>, from: SlotId, until: SlotId) -> Self {
        stays.sort_unstable();
        stays.dedup();
        Self { stays, from, until }
    }
    pub fn stays(&self) -> &[PromisedStay] {
        &self.stays
    }
    /// What the person was promised, in time order.
    pub fn of_person(&self, person: PersonId) -> &[PromisedStay] {
        let from = self.stays.partition_point(|stay| stay.person < person);
        let to = self.stays.partition_point(|stay| stay.person <= person);
        &self.stays[from..to]
    }
}
