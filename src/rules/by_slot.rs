//! Terms of rows that are written slot by slot: for the emitting halves only.

use crate::domain::{Calendar, SlotId};
use crate::model::CandidateId;
use crate::roster::Stay;

/// The terms of one row for each slot of the horizon.
pub(in crate::rules) struct BySlot {
    terms: Vec<Vec<(CandidateId, i64)>>,
}

impl BySlot {
    pub(in crate::rules) fn new(calendar: &Calendar) -> Self {
        Self { terms: vec![Vec::new(); calendar.ids().len()] }
    }
    /// The candidate counts `coefficient` in every slot of the horizon that its stay covers.
    pub(in crate::rules) fn add(&mut self, calendar: &Calendar, candidate: CandidateId, stay: &Stay, coefficient: i64) {
        for slot in stay.slots_within(calendar) {
            self.terms[slot.0 as usize].push((candidate, coefficient));
        }
    }
    /// The slots in order, each with its terms.
    pub(in crate::rules) fn rows(self) -> impl Iterator<Item = (SlotId, Vec<(CandidateId, i64)>)> {
        (0..).map(SlotId).zip(self.terms)
    }
}
