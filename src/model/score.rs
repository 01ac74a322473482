use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Index, IndexMut};

/// Tiers, dearest first: a cost in one is never bought with any gain in a later one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Tier {
    /// Strict minimum of requirements.
    CoverMinimum,
    /// Targets and flexible minimums of requirements.
    CoverTarget,
    /// Training months.
    Training,
    /// Changes against the plan in force.
    Stability,
    /// Policy goals; rules that a county has made flexible.
    Policy,
    /// Wishes and fairness.
    Wishes,
}

impl Tier {
    /// How many there are.
    pub const COUNT: usize = 6;
    pub const ALL: [Tier; Tier::COUNT] =
        [Tier::CoverMinimum, Tier::CoverTarget, Tier::Training, Tier::Stability, Tier::Policy, Tier::Wishes];
    /// The tier's code in the database and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Tier::CoverMinimum => "minimum",
            Tier::CoverTarget => "target",
            Tier::Training => "training",
            Tier::Stability => "stability",
            Tier::Policy => "policy",
            Tier::Wishes => "wishes",
        }
    }
    pub fn chinese(self) -> &'static str {
        match self {
            Tier::CoverMinimum => "最低需求",
            Tier::CoverTarget => "目标需求",
            Tier::Training => "培训",
            Tier::Stability => "稳定",
            Tier::Policy => "政策",
            Tier::Wishes => "意愿与公平",
        }
    }
    pub fn english(self) -> &'static str {
        match self {
            Tier::CoverMinimum => "minimum cover",
            Tier::CoverTarget => "target cover",
            Tier::Training => "training",
            Tier::Stability => "stability",
            Tier::Policy => "policy",
            Tier::Wishes => "wishes and fairness",
        }
    }
}

/// Cost by tier, in whole units; 0 is perfect. Compares lexicographically, dearest tier first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Score(pub [i64; Tier::COUNT]);

impl Index<Tier> for Score {
    type Output = i64;
    fn index(&self, tier: Tier) -> &i64 {
        &self.0[tier as usize]
    }
}
impl IndexMut<Tier> for Score {
    fn index_mut(&mut self, tier: Tier) -> &mut i64 {
        &mut self.0[tier as usize]
    }
}
impl Add for Score {
    type Output = Score;
    fn add(mut self, other: Score) -> Score {
        self += other;
        self
    }
}
impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}

/// What was reached in a tier and what was proved: no plan that holds the earlier tiers, in each independent part of the model, costs less
/// than `bound`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TierOutcome {
    pub tier: Tier,
    pub cost: i64,
    /// Absent where nothing was proved.
    pub bound: Option<i64>,
}

impl TierOutcome {
    /// (cost − bound) ÷ cost, 0 where they meet; absent where nothing was proved.
    pub fn gap(&self) -> Option<f64> {
        let bound = self.bound?;
        Some(if self.cost <= bound { 0.0 } else { (self.cost - bound) as f64 / self.cost as f64 })
    }
}
