use super::{FALL, NEAREST, SPEC};
use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// What a slot's change costs; slots before the first compared one and from the last on cost nothing.
struct Prices {
    first: i32,
    /// By slot from `first`.
    prices: Vec<i64>,
}

impl Prices {
    fn of(problem: &Problem, baseline: &Baseline, weight: i64) -> Self {
        let calendar = &problem.calendar;
        let parameter = |key| setting::whole(problem, &SPEC, key, calendar.horizon().from);
        let (nearest, fall) = (parameter(NEAREST), parameter(FALL));
        let per_month = calendar.unit().per_month();
        let (first, end) = (baseline.from.0.max(0), baseline.until.0.min(calendar.slots()));
        let price = |slot: i32| {
            let months = slot.div_euclid(per_month) - baseline.from.0.div_euclid(per_month);
            let by_distance = (nearest - fall * i64::from(months)).max(1);
            weight * by_distance * i64::from(calendar.half_months(1))
        };
        Self { first, prices: (first..end).map(price).collect() }
    }
    fn end(&self) -> i32 {
        self.first + self.prices.len() as i32
    }
    /// Compared slots of a stay.
    fn slots(&self, first: SlotId, end: SlotId) -> std::ops::Range<i32> {
        first.0.max(self.first)..end.0.min(self.end())
    }
    fn price(&self, slot: i32) -> i64 {
        self.prices[(slot - self.first) as usize]
    }
}

/// New stays as costs, promised ones without anything in their place as elastic rows.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let Some(baseline) = &problem.baseline else { return };
    let prices = Prices::of(problem, baseline, emitter.weight());
    for person in problem.people.ids() {
        let promised = baseline.of_person(person);
        let own: Vec<(CandidateId, Stay)> =
            emitter.candidates().of_person(person).map(|candidate| (candidate, emitter.candidates().stay(candidate))).collect();
        for (candidate, stay) in &own {
            let is_new = |slot: &i32| !promised.iter().any(|old| old.post == stay.post && old.covers(SlotId(*slot)));
            let cost = prices.slots(stay.first, stay.end()).filter(is_new).map(|slot| prices.price(slot)).sum();
            emitter.cost(Tier::Stability, *candidate, cost);
        }
        missing(emitter, person, promised, &own, &prices);
    }
}

/// A row for each span of slots that the same stays and promises cover.
fn missing(emitter: &mut Emitter, person: PersonId, promised: &[PromisedStay], own: &[(CandidateId, Stay)], prices: &Prices) {
    let ends = own.iter().flat_map(|(_, stay)| [stay.first.0, stay.end().0]);
    let mut turns: Vec<i32> = ends.chain(promised.iter().flat_map(|stay| [stay.first.0, stay.end().0])).collect();
    turns.extend([prices.first, prices.end()]);
    turns.retain(|slot| (prices.first..=prices.end()).contains(slot));
    turns.sort_unstable();
    turns.dedup();
    for span in turns.windows(2) {
        let expected = promised.iter().filter(|stay| stay.covers(SlotId(span[0]))).count() as i64;
        if expected > 0 {
            let there = own.iter().filter(|(_, stay)| stay.covers(SlotId(span[0])));
            let terms = there.map(|(candidate, _)| (*candidate, 1)).collect();
            let per_unit = (span[0]..span[1]).map(|slot| prices.price(slot)).sum();
            emitter.wants_at_least(Tier::Stability, per_unit, Subject::Person(person), terms, expected);
        }
    }
}
