//! The order of one person's stays, kept so that one more is priced where it comes in, without a walk along all of them.

use crate::model::Moves;
use crate::roster::Stay;

/// A stay of a journey: first slot within the horizon, end, place.
pub type Leg = (i32, i32, u32);

/// The stay as a leg, at a place.
pub fn leg(stay: &Stay, place: u32) -> Leg {
    (stay.first.0.max(0), stay.end().0.max(0), place)
}

/// Stays taken of a sequence.
#[derive(Clone, Debug, Default)]
pub struct Journey {
    /// In time.
    legs: Vec<Leg>,
    /// Slots of all of them.
    placed: i32,
}

impl Journey {
    /// Adds the leg or takes it out; what that adds to the moves.
    pub fn turn(&mut self, leg: Leg, comes: bool) -> Moves {
        let slots = leg.1 - leg.0;
        match self.legs.binary_search(&leg) {
            Ok(at) if !comes => {
                self.legs.remove(at);
                self.placed -= slots;
                let Moves { changes, waiting } = self.added_at(at, leg);
                Moves { changes: -changes, waiting: -waiting }
            }
            Ok(at) | Err(at) => {
                let added = self.added_at(at, leg);
                self.legs.insert(at, leg);
                self.placed += slots;
                added
            }
        }
    }
    /// What one more leg adds: changes of place where it comes in, and waiting before the last one.
    pub fn added(&self, leg: Leg) -> Moves {
        let (Ok(at) | Err(at)) = self.legs.binary_search(&leg);
        self.added_at(at, leg)
    }
    fn added_at(&self, at: usize, leg: Leg) -> Moves {
        let (before, after) = (at.checked_sub(1).map(|at| self.legs[at]), self.legs.get(at).copied());
        let change = |one: Option<Leg>, other: Option<Leg>| i64::from(matches!((one, other), (Some(one), Some(other)) if one.2 != other.2));
        let last = self.legs.last().copied();
        Moves {
            changes: change(before, Some(leg)) + change(Some(leg), after) - change(before, after),
            waiting: waiting(last.max(Some(leg)), self.placed + leg.1 - leg.0) - waiting(last, self.placed),
        }
    }
    /// Becomes the same as the other.
    pub fn become_like(&mut self, other: &Self) {
        self.legs.clone_from(&other.legs);
        self.placed = other.placed;
    }
}

/// Slots without a stay before the last leg, where those of all legs together are so many.
fn waiting(last: Option<Leg>, placed: i32) -> i64 {
    last.map_or(0, |(first, end, _)| i64::from((first - (placed - (end - first))).max(0)))
}
