//! Stays and rosters: plain decisions, without a word on how they were found or whether they are right.

mod numbering;

pub use numbering::number_pool_posts;

use crate::domain::{Calendar, DateRange, ItemId, PersonId, PoolClassId, PoolPostId, PostId, Problem, SlotId};
use serde::{Deserialize, Serialize};

/// The establishment post that a stay holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum PostSource {
    /// None beyond what the person holds anyway.
    None,
    /// A free own post of the host.
    Own,
    /// A pool post of this class.
    Pool(PoolClassId),
}

/// One person at one post for consecutive slots.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Stay {
    pub person: PersonId,
    /// Negative for stays carried in from before the horizon.
    pub first: SlotId,
    /// Length in slots, at least 1; it may reach beyond the horizon.
    pub slots: i32,
    pub post: PostId,
    pub source: PostSource,
    /// Programme item that a training stay counts towards.
    pub item: Option<ItemId>,
}

impl Stay {
    /// First slot after the stay.
    pub fn end(&self) -> SlotId {
        self.first + self.slots
    }
    pub fn covers(&self, slot: SlotId) -> bool {
        self.first <= slot && slot < self.end()
    }
    /// Its slots that lie inside the horizon.
    pub fn slots_within(&self, calendar: &Calendar) -> impl DoubleEndedIterator<Item = SlotId> + use<> {
        (self.first.0.max(0)..self.end().0.min(calendar.slots())).map(SlotId)
    }
    /// Slots shared with `slots` slots from `first`.
    pub fn slots_in_window(&self, first: SlotId, slots: i32) -> i32 {
        (self.end().0.min(first.0 + slots) - self.first.0.max(first.0)).max(0)
    }
    /// First and last day.
    pub fn dates(&self, calendar: &Calendar) -> DateRange {
        calendar.span(self.first, self.slots)
    }
}

/// How a stay came into the roster.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Origin {
    /// In progress when the horizon begins.
    CarriedIn,
    /// Fixed by HR.
    Pinned,
    /// Chosen by the search.
    Planned,
}

/// A stay with the numbered pool post that it was given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Placement {
    pub stay: Stay,
    /// Present exactly when the stay's source is a pool class.
    pub pool_post: Option<PoolPostId>,
    pub origin: Origin,
}

/// Who is where: placements ordered by person and time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Roster {
    placements: Vec<Placement>,
}

impl Roster {
    /// Puts the placements in order.
    pub fn new(mut placements: Vec<Placement>) -> Self {
        placements.sort();
        Self { placements }
    }
    pub fn placements(&self) -> &[Placement] {
        &self.placements
    }
    pub fn stays(&self) -> impl Iterator<Item = &Stay> {
        self.placements.iter().map(|placement| &placement.stay)
    }
    /// The person's placements in time order.
    pub fn of_person(&self, person: PersonId) -> &[Placement] {
        let from = self.placements.partition_point(|placement| placement.stay.person < person);
        let to = self.placements.partition_point(|placement| placement.stay.person <= person);
        &self.placements[from..to]
    }
    /// The person's stays in time order.
    pub fn stays_of(&self, person: PersonId) -> impl Iterator<Item = &Stay> {
        self.of_person(person).iter().map(|placement| &placement.stay)
    }
}

/// The stays that the problem itself brings in: in progress at the start of the horizon.
pub fn carried_placements(problem: &Problem) -> Vec<Placement> {
    problem
        .carried
        .iter()
        .map(|carried| Placement {
            stay: Stay {
                person: carried.person,
                first: carried.first,
                slots: carried.slots,
                post: carried.post,
                source: match carried.pool_post {
                    Some(pool_post) => PostSource::Pool(problem.pool_posts[pool_post].class),
                    None if carried.own_post => PostSource::Own,
                    None => PostSource::None,
                },
                item: carried.item,
            },
            pool_post: carried.pool_post,
            origin: Origin::CarriedIn,
        })
        .collect()
}
