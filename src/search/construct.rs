//! The first plan, and the re-insertion of people taken out: always the candidate that helps most, until none helps.

use super::state::{State, Value};
use crate::domain::PersonId;
use crate::model::CandidateId;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Takes, one after another, the candidate among `pool` that improves the value most; stops when none improves it. Each candidate is
/// passed over at a step with the chance `blink` in 256, so that repeated calls find different plans.
pub fn insert_greedily(state: &mut State, pool: &[CandidateId], blink: u8, random: &mut Xoshiro256PlusPlus) {
    let mut heap: BinaryHeap<(Reverse<Value>, Reverse<CandidateId>)> = BinaryHeap::new();
    for candidate in pool.iter().copied() {
        if state.is_taken(candidate) {
            continue;
        }
        if blink > 0 && (random.next_u32() & 0xff) < u32::from(blink) {
            continue;
        }
        let gain = difference(state.value_after(candidate), state.value());
        if gain < Value::default() {
            heap.push((Reverse(gain), Reverse(candidate)));
        }
    }
    while let Some((Reverse(promised), Reverse(candidate))) = heap.pop() {
        let gain = difference(state.value_after(candidate), state.value());
        if gain >= Value::default() {
            continue;
        }
        // What was promised may have shrunk since: the candidate waits its turn again unless it is still the best.
        let still_best = gain <= promised || heap.peek().is_none_or(|(Reverse(next), _)| gain <= *next);
        if still_best {
            state.flip(candidate);
        } else {
            heap.push((Reverse(gain), Reverse(candidate)));
        }
    }
}

/// `after − before`, part by part; compares as an improvement when below zero.
fn difference(after: Value, before: Value) -> Value {
    let mut difference = Value { broken: after.broken - before.broken, ..Value::default() };
    for ((difference, after), before) in difference.score.0.iter_mut().zip(after.score.0).zip(before.score.0) {
        *difference = after - before;
    }
    difference
}

/// Takes out all stays of these people that may be taken out; returns them.
pub fn take_out(state: &mut State, people: &[PersonId]) -> Vec<CandidateId> {
    let candidates = &state.index().model.candidates;
    let mut out = Vec::new();
    for person in people {
        for candidate in candidates.of_person(*person) {
            if state.is_taken(candidate) && !candidates.is_given(candidate) {
                out.push(candidate);
            }
        }
    }
    for candidate in &out {
        state.flip(*candidate);
    }
    out
}
