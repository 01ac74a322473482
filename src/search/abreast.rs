//! Tiers side by side: in a large part where hardly anybody has time to spare, a tier by itself gives up what the next one needs, and mends its
//! last few shortages slowly. There, what is short and what people wish is wandered over at once, before each tier has its turn.

use super::anneal::Lanes;
use super::state::{State, Value};
use super::tier::{LONGEST, SHAKES, STEPS_OF_A_MOVE};
use super::tiers::{PartResult, PartTask};
use super::wander::Wander;
use crate::domain::IndexVec;
use crate::model::{Model, Score, Tier};
use rand_xoshiro::Xoshiro256PlusPlus;

/// With fewer candidates each tier by itself is quick, and the relaxations of the last are better judges.
const LARGE: usize = 45_000;
/// Share of the time left; the rest is for bounds, and for what is still short.
const SHARE: f64 = 0.85;

/// The last of all.
const LAST: Tier = Tier::Wishes;

/// Where wandering has been all over a part's plan.
#[derive(Debug, Default)]
pub struct Wandered {
    /// What the plan cost then; nothing before.
    pub score: Option<Score>,
    /// A tier that was still short has had another try.
    pub again: bool,
}

/// Improves the choice in all tiers that cost. False where one by one is better, or nothing came of it.
pub fn improve(task: &PartTask, state: &mut State, random: &mut Xoshiro256PlusPlus, result: &mut PartResult) -> bool {
    let Some(first) = first(task.model, &state.value(), LARGE) else { return false };
    let usable = IndexVec::filled(true, task.model.candidates.len());
    let bounds = result.bounds;
    let wander = Wander {
        from: first,
        tier: LAST,
        heat: 1.0,
        usable: &usable,
        guide: None,
        attempts: STEPS_OF_A_MOVE * SHAKES * task.options.effort.factor() as usize * LONGEST,
        enough: 0,
        seconds: SHARE * task.seconds_left(),
        lanes: Lanes::Two,
        out_of_time: &|| task.out_of_time(),
        report: &|score| (task.report)(first, score, bounds),
    };
    let before = state.value();
    let hurried = wander.run(state, random);
    result.note_clock(hurried, task.stop);
    (task.report)(LAST, state.value().score, bounds);
    state.value() < before
}

/// The first tier that costs, where a large part's order of stays counts and whatever else costs is something missing, of which
/// there may well be none.
fn first(model: &Model, value: &Value, large: usize) -> Option<Tier> {
    let first = Tier::ALL.into_iter().find(|tier| value.score[*tier] > 0)?;
    let is_missing = |tier: &Tier| matches!(tier, Tier::CoverMinimum | Tier::CoverTarget | Tier::Training);
    let mut others = Tier::ALL.into_iter().filter(|tier| *tier != LAST && value.score[*tier] > 0);
    let fits = model.candidates.len() > large && model.sequences.iter().any(|sequence| sequence.tier == LAST);
    (fits && value.broken == 0 && others.all(|tier| is_missing(&tier))).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, InstitutionId, PersonId, PostId, SlotId};
    use crate::model::{Candidates, Sequence};
    use crate::roster::{PostSource, Stay};

    #[test]
    fn only_large_parts_wander_where_order_counts_and_nothing_but_shortages_costs() {
        let person = PersonId::from_index(0);
        let stay =
            |first| Stay { person, first: SlotId(first), slots: 1, post: PostId::from_index(0), source: PostSource::None, item: None };
        let mut model = Model::new(Candidates::new((0..4).map(stay).collect(), Vec::new()));
        let costs = |tiers: &[Tier]| {
            let mut score = Score::default();
            tiers.iter().for_each(|tier| score[*tier] = 5);
            Value { broken: 0, score }
        };
        let short = costs(&[Tier::CoverTarget, Tier::Training, Tier::Wishes]);
        assert_eq!(first(&model, &short, 3), None, "nobody's order counts");
        let members = model.candidates.iter().map(|(candidate, _)| (candidate, InstitutionId::from_index(0))).collect();
        model.sequences.push(Sequence { rule: "order", tier: Tier::Wishes, person, members, per_change: 1, per_waiting_slot: 1 });
        assert_eq!(first(&model, &short, 3), Some(Tier::CoverTarget));
        assert_eq!(first(&model, &costs(&[Tier::Wishes]), 3), Some(Tier::Wishes));
        assert_eq!(first(&model, &short, 4), None, "it is small");
        assert_eq!(first(&model, &Value { broken: 1, ..short }, 3), None, "it breaks something");
        assert_eq!(first(&model, &costs(&[]), 3), None, "there is nothing to better");
        for goal in [Tier::Stability, Tier::Policy] {
            assert_eq!(first(&model, &costs(&[Tier::Training, goal]), 3), None, "{goal:?} may well cost in the best plan");
        }
    }
}
