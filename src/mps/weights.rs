//! Weights that make a sum of tiers stand for their order.
//!
//! Let Wₜ = 1 + Σ W·u over the later tiers. A plan that costs a unit less in tier t, the tiers before being equal, has the smaller sum than any
//! plan whose later tiers cost at most u, whatever its own cost. So the best plan of all has the least sum if u is at least what
//! *that plan* costs. Where earlier tiers are proved best, it costs no more in the next one than the plan at hand; else the most that
//! any plan can cost has to do. With u the cost of the plan at hand, plans of a smaller sum are better than it, though the best of all need not be one.

use super::worst::Worst;
use crate::model::{Score, Tier};

/// Doubles represent every whole number up to this one, 2⁵³; sums beyond it lose units.
pub const DOUBLES_COUNT_TO: i64 = 1 << 53;

/// What a smaller weighted sum means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The plan of the least sum is the best, tier by tier.
    Exact,
    /// Any plan of a smaller sum than the plan's is better than it, tier by tier; the least sum need not be the best plan's.
    AgainstPlan,
    /// Nothing for certain: exact weights are more than doubles carry, so they are cut.
    Rough,
    /// One tier alone, the earlier ones held at what the plan costs in them.
    Single(Tier),
}

impl Order {
    /// As comments of the file and JSON have it.
    pub fn code(self) -> &'static str {
        match self {
            Order::Exact => "exact",
            Order::AgainstPlan => "against-plan",
            Order::Rough => "not-exact",
            Order::Single(_) => "single-tier",
        }
    }
}

/// Weights by tier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weights {
    pub by_tier: [i64; Tier::COUNT],
    pub order: Order,
}

impl Weights {
    /// The tier alone.
    pub fn single(tier: Tier) -> Self {
        Self { by_tier: Tier::ALL.map(|other| i64::from(other == tier)), order: Order::Single(tier) }
    }

    /// Weights for all tiers, as exact as doubles allow; `cost` is that of a plan, `proved` its tiers that no plan which holds the earlier ones undercuts.
    pub fn lexicographic(worst: &Worst, cost: Score, proved: [bool; Tier::COUNT]) -> Self {
        let cost = cost.0.map(i128::from);
        let at_hand: [i128; Tier::COUNT] = std::array::from_fn(|tier| cost[tier].min(worst.cost[tier]));
        let of_best: [i128; Tier::COUNT] =
            std::array::from_fn(|tier| if proved[..tier].iter().all(|proved| *proved) { at_hand[tier] } else { worst.cost[tier] });
        for (most, order) in [(of_best, Order::Exact), (at_hand, Order::AgainstPlan)] {
            if let Some(by_tier) = weighing(&most).and_then(|weights| carried(&weights, worst, &cost)) {
                return Self { by_tier, order };
            }
        }
        Self { by_tier: cut(worst, &cost), order: Order::Rough }
    }

    /// Weighted sum of a plan's tiers; at the top of the range where it is more.
    pub fn sum(&self, score: Score) -> i64 {
        let products = self.by_tier.iter().zip(score.0).map(|(weight, cost)| i128::from(*weight) * i128::from(cost));
        i64::try_from(products.sum::<i128>()).unwrap_or(i64::MAX)
    }
}

/// Wₜ = 1 + Σ W·u over the later tiers, unless they are beyond all measure.
fn weighing(most: &[i128; Tier::COUNT]) -> Option<[i128; Tier::COUNT]> {
    let mut weights = [1; Tier::COUNT];
    let mut later: i128 = 0;
    for tier in (0..Tier::COUNT).rev() {
        weights[tier] = later.checked_add(1)?;
        later = weights[tier].checked_mul(most[tier])?.checked_add(later)?;
    }
    Some(weights)
}

/// The weights, if doubles represent every coefficient and the sum of the plan at hand to the unit.
fn carried(weights: &[i128; Tier::COUNT], worst: &Worst, cost: &[i128; Tier::COUNT]) -> Option<[i64; Tier::COUNT]> {
    let limit = i128::from(DOUBLES_COUNT_TO);
    let mut sum: i128 = 0;
    for tier in 0..Tier::COUNT {
        sum = sum.checked_add(weights[tier].checked_mul(cost[tier])?)?;
        if weights[tier].checked_mul(worst.coefficient[tier])? > limit {
            return None;
        }
    }
    let fit: Vec<i64> = weights.iter().filter(|weight| **weight <= limit).filter_map(|weight| i64::try_from(*weight).ok()).collect();
    fit.try_into().ok().filter(|_| sum <= limit)
}

/// Each tier so many times the next one as doubles allow.
fn cut(worst: &Worst, cost: &[i128; Tier::COUNT]) -> [i64; Tier::COUNT] {
    let powers = |base: i128| -> [i128; Tier::COUNT] { std::array::from_fn(|tier| base.pow((Tier::COUNT - 1 - tier) as u32)) };
    let bases = (0..=13).rev().map(|exponent| powers(1 << exponent));
    bases.into_iter().find_map(|weights| carried(&weights, worst, cost)).unwrap_or([1; Tier::COUNT])
}
