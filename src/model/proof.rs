//! What proves a bound, as plain data: it is kept with a plan, and replayed without any solver.

use super::Tier;

/// Multiplier of a row of a tier's program: a whole number of [`Multiplier::UNIT`]ths of a unit of cost for each unit of the row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Multiplier(pub i64);

impl Multiplier {
    /// Parts of a unit of cost: fine enough that rounding to them costs no bound that matters, coarse enough for short storage.
    pub const UNIT: i64 = 1 << 24;

    /// The nearest multiplier; 0 for what is no number, the extreme ones for what is beyond them.
    pub fn nearest(value: f64) -> Self {
        Self((value * Self::UNIT as f64).round() as i64)
    }
    /// In units of cost.
    pub fn value(self) -> f64 {
        self.0 as f64 / Self::UNIT as f64
    }
}

/// SHA-256 of a tier's program, in hexadecimal: whether the rows that a proof multiplies are those that the model gives today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fingerprint(pub String);

/// What proves the bound of a tier within one independent part of a model. The claim: no choice whose earlier tiers cost at most `caps` in
/// the part costs less than `bound` there in the tier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TierProof {
    /// The part, from 0 in the order in which the search takes the model apart.
    pub part: u32,
    pub tier: Tier,
    /// Most that each earlier tier costs in the part, dearest first.
    pub caps: Vec<i64>,
    /// What the tier cost in the part when it was left: candidates that stand in no choice which costs at most that are out for later
    /// tiers. Absent where the tier ruled nothing out.
    pub left: Option<i64>,
    /// By row of the program, in order, rows without a multiplier left out. None at all where the program's plain columns prove the bound.
    pub multipliers: Vec<(u32, Multiplier)>,
    /// In whole units of the tier's cost, given stays of the part included.
    pub bound: i64,
    pub program: Fingerprint,
}
