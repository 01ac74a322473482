use super::{Candidates, Score, Tier};
use crate::domain::{Id, IndexVec, InstitutionId, PersonId};
use crate::roster::Stay;
use serde::{Deserialize, Serialize};

/// A candidate stay of a [`Model`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct CandidateId(u32);

impl Id for CandidateId {
    fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer than 2^32 candidate stays"))
    }
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// Code of the rule that wrote a primitive.
pub type RuleCode = &'static str;

/// Primitive *cost*: taking the candidate costs `amount` (never negative) in the tier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    pub rule: RuleCode,
    pub tier: Tier,
    pub candidate: CandidateId,
    pub amount: i64,
}

/// Cost of leaving a row's bounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Elastic {
    pub tier: Tier,
    /// For each unit below `lower` or above `upper`; at least 1.
    pub per_unit: i64,
    /// At most so many units are forgiven; without a limit when absent.
    pub limit: Option<i64>,
}

/// Primitives *hard row* and *elastic row*: `lower ≤ Σ coefficient · taken ≤ upper`, to be held or paid for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub rule: RuleCode,
    /// What the row is about, for messages: an index into [`Model::subjects`].
    pub subject: u32,
    /// By candidate, no candidate twice, no zero.
    pub terms: Vec<(CandidateId, i64)>,
    pub lower: Option<i64>,
    pub upper: Option<i64>,
    /// Absent for a hard row.
    pub elastic: Option<Elastic>,
}

impl Row {
    /// Units by which the activity leaves the bounds.
    pub fn excess(&self, activity: i64) -> i64 {
        let below = self.lower.map_or(0, |lower| (lower - activity).max(0));
        let above = self.upper.map_or(0, |upper| (activity - upper).max(0));
        below + above
    }
}

/// A constant plus terms.
pub type Activity = (i64, Vec<(CandidateId, i64)>);

/// Primitive *extremum*: the largest of several activities, never below 0, costs `weight` a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Extremum {
    pub rule: RuleCode,
    pub tier: Tier,
    pub weight: i64,
    pub activities: Vec<Activity>,
    /// What the order of stays adds to activities.
    pub orders: Vec<Order>,
}

/// What the order of a sequence's stays adds to an activity of an extremum.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Order {
    /// Index into the extremum's activities.
    pub activity: u32,
    /// Index into [`Model::sequences`].
    pub sequence: u32,
    pub per_change: i64,
    pub per_waiting_slot: i64,
}

/// Primitive *sequence*: the order of one person's stays costs. Only the listed candidates take part; no two of them that can both be
/// taken overlap in time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sequence {
    pub rule: RuleCode,
    pub tier: Tier,
    pub person: PersonId,
    /// Candidates with the place they are at.
    pub members: Vec<(CandidateId, InstitutionId)>,
    /// Cost of each pair of consecutive stays at different places.
    pub per_change: i64,
    /// Cost of each slot of the horizon without a stay before the person's last stay begins.
    pub per_waiting_slot: i64,
}

/// What the order of a person's stays amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Moves {
    /// Pairs of consecutive stays at different places.
    pub changes: i64,
    /// Slots of the horizon without a stay before the last stay begins.
    pub waiting: i64,
}

impl Moves {
    pub fn cost(self, per_change: i64, per_waiting_slot: i64) -> i64 {
        self.changes * per_change + self.waiting * per_waiting_slot
    }
}

/// Everything the search knows: candidate stays and the five primitives over them.
#[derive(Clone, Debug)]
pub struct Model {
    pub candidates: Candidates,
    pub costs: Vec<Cost>,
    pub rows: Vec<Row>,
    pub extrema: Vec<Extremum>,
    pub sequences: Vec<Sequence>,
    /// Subjects of rows, as text for messages.
    pub subjects: Vec<String>,
}

impl Model {
    pub fn new(candidates: Candidates) -> Self {
        Self { candidates, costs: Vec::new(), rows: Vec::new(), extrema: Vec::new(), sequences: Vec::new(), subjects: Vec::new() }
    }

    /// Score of a choice of candidates and the number of units by which hard rows are broken, counted from scratch.
    pub fn evaluate(&self, taken: &IndexVec<CandidateId, bool>) -> (Score, i64) {
        let mut score = Score::default();
        let mut broken = 0;
        let activity = |terms: &[(CandidateId, i64)]| -> i64 {
            terms.iter().filter(|(candidate, _)| taken[*candidate]).map(|(_, coefficient)| coefficient).sum()
        };
        for cost in &self.costs {
            if taken[cost.candidate] {
                score[cost.tier] += cost.amount;
            }
        }
        for row in &self.rows {
            let excess = row.excess(activity(&row.terms));
            match row.elastic {
                Some(elastic) => {
                    score[elastic.tier] += excess * elastic.per_unit;
                    broken += elastic.limit.map_or(0, |limit| (excess - limit).max(0));
                }
                None => broken += excess,
            }
        }
        let moves: Vec<Moves> = self.sequences.iter().map(|sequence| self.moves(sequence, taken)).collect();
        for extremum in &self.extrema {
            let mut activities: Vec<i64> = extremum.activities.iter().map(|(constant, terms)| constant + activity(terms)).collect();
            for order in &extremum.orders {
                activities[order.activity as usize] += moves[order.sequence as usize].cost(order.per_change, order.per_waiting_slot);
            }
            score[extremum.tier] += extremum.weight * activities.into_iter().max().unwrap_or(0).max(0);
        }
        for (sequence, moves) in self.sequences.iter().zip(moves) {
            score[sequence.tier] += moves.cost(sequence.per_change, sequence.per_waiting_slot);
        }
        (score, broken)
    }

    /// Moves of one sequence under a choice of candidates.
    pub fn moves(&self, sequence: &Sequence, taken: &IndexVec<CandidateId, bool>) -> Moves {
        let mut chosen: Vec<(Stay, InstitutionId)> = sequence
            .members
            .iter()
            .filter(|(candidate, _)| taken[*candidate])
            .map(|(candidate, place)| (self.candidates.stay(*candidate), *place))
            .collect();
        chosen.sort_by_key(|(stay, _)| stay.first);
        let changes = chosen.windows(2).filter(|pair| pair[0].1 != pair[1].1).count() as i64;
        let waiting = chosen.last().map_or(0, |(last, _)| {
            let before: i32 = chosen[..chosen.len() - 1].iter().map(|(stay, _)| stay.end().0.max(0) - stay.first.0.max(0)).sum();
            i64::from((last.first.0.max(0) - before).max(0))
        });
        Moves { changes, waiting }
    }
}
