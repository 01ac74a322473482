//! The first plan, and the re-insertion of people taken out: always the candidate that helps most, until none helps.

use super::state::{State, Value};
use crate::domain::PersonId;
use crate::model::CandidateId;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::iter::Peekable;
use std::vec::IntoIter;

/// Takes, one after another, the candidate among `pool` that improves the value most; stops when none improves it. Each candidate is
/// passed over at a step with the chance `blink` in 256, so that repeated calls find different plans. Returns those taken.
pub fn insert_greedily(state: &mut State, pool: &[CandidateId], blink: u8, random: &mut Xoshiro256PlusPlus) -> Vec<CandidateId> {
    let mut taken = Vec::new();
    let mut first: Vec<(Value, CandidateId)> = Vec::new();
    for candidate in pool.iter().copied() {
        if state.is_taken(candidate) {
            continue;
        }
        if blink > 0 && (random.next_u32() & 0xff) < u32::from(blink) {
            continue;
        }
        if let Some(gain) = state.gain(candidate).filter(|gain| *gain < Value::default()) {
            first.push((gain, candidate));
        }
    }
    first.sort_unstable();
    let mut queue = Queue { first: first.into_iter().peekable(), again: BinaryHeap::new() };
    while let Some((promised, candidate)) = queue.pop() {
        let Some(gain) = state.gain(candidate).filter(|gain| *gain < Value::default()) else { continue };
        // What was promised may have shrunk since: the candidate waits its turn again unless it is still the best.
        let still_best = gain <= promised || queue.peek().is_none_or(|(next, _)| gain <= *next);
        if still_best {
            state.flip(candidate);
            taken.push(candidate);
        } else {
            queue.again.push(Reverse((gain, candidate)));
        }
    }
    taken
}

/// Candidates with what they promise, the best first: most as they were priced at first, some priced again.
struct Queue {
    first: Peekable<IntoIter<(Value, CandidateId)>>,
    again: BinaryHeap<Reverse<(Value, CandidateId)>>,
}

impl Queue {
    fn is_again_next(&mut self) -> bool {
        let again = self.again.peek();
        again.is_some_and(|Reverse(again)| self.first.peek().is_none_or(|first| again < first))
    }
    fn peek(&mut self) -> Option<&(Value, CandidateId)> {
        if self.is_again_next() { self.again.peek().map(|Reverse(again)| again) } else { self.first.peek() }
    }
    fn pop(&mut self) -> Option<(Value, CandidateId)> {
        if self.is_again_next() { self.again.pop().map(|Reverse(again)| again) } else { self.first.next() }
    }
}

/// Takes out all stays of these people that may be taken out; returns them.
pub fn take_out(state: &mut State, people: &[PersonId]) -> Vec<CandidateId> {
    let candidates = &state.index().model.candidates;
    let mut out = Vec::new();
    for person in people {
        out.extend(state.taken_by(*person).iter().copied().filter(|candidate| !candidates.is_given(*candidate)));
    }
    out.sort_unstable();
    for candidate in &out {
        state.flip(*candidate);
    }
    out
}
