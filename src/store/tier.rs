//! Numbers of tiers in the file. They are names: tiers that came later have higher ones, whatever their rank.

use crate::model::Tier;

pub(super) fn number_of(tier: Tier) -> i64 {
    match tier {
        Tier::CoverMinimum => 1,
        Tier::CoverTarget => 2,
        Tier::Training => 3,
        Tier::Policy => 4,
        Tier::Wishes => 5,
        Tier::Stability => 6,
    }
}

pub(super) fn tier_of(number: i64) -> Option<Tier> {
    Tier::ALL.into_iter().find(|tier| number_of(*tier) == number)
}
