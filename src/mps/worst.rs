//! The most that tiers can cost, whatever is chosen: crude, but without any search.

use crate::domain::IndexVec;
use crate::model::{Activity, CandidateId, Extremum, Model, Row, Sequence, Tier};

/// Upper limits by tier. In 128 bits, so that no model is too dear to be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Worst {
    /// Cost over all choices that hold the hard rows.
    pub cost: [i128; Tier::COUNT],
    /// Coefficient of any one column.
    pub coefficient: [i128; Tier::COUNT],
}

impl Worst {
    pub fn of(model: &Model) -> Self {
        let mut worst = Self { cost: [0; Tier::COUNT], coefficient: [0; Tier::COUNT] };
        worst.candidates(model);
        for row in &model.rows {
            worst.row(model, row);
        }
        for extremum in &model.extrema {
            worst.extremum(model, extremum);
        }
        for sequence in &model.sequences {
            worst.sequence(model, sequence);
        }
        worst
    }

    fn add(&mut self, tier: Tier, cost: i128, coefficient: i64) {
        self.cost[tier as usize] += cost;
        self.raise(tier, i128::from(coefficient));
    }
    fn raise(&mut self, tier: Tier, coefficient: i128) {
        let largest = &mut self.coefficient[tier as usize];
        *largest = (*largest).max(coefficient);
    }

    /// What candidates cost by themselves. Those that share a hard row count together: of `Σ a·x ≤ b` without negative terms, no choice costs
    /// more than b times the dearest per unit of the row. Each candidate counts with the first such row that it stands in.
    fn candidates(&mut self, model: &Model) {
        let mut amounts: IndexVec<CandidateId, [i128; Tier::COUNT]> = IndexVec::filled([0; Tier::COUNT], model.candidates.len());
        for cost in &model.costs {
            let amount = &mut amounts[cost.candidate][cost.tier as usize];
            *amount += i128::from(cost.amount);
        }
        let mut counted = IndexVec::filled(false, model.candidates.len());
        for row in model.rows.iter().filter(|row| row.elastic.is_none() && row.terms.iter().all(|(_, coefficient)| *coefficient > 0)) {
            let Some(upper) = row.upper else { continue };
            let fresh: Vec<(CandidateId, i64)> = row.terms.iter().copied().filter(|(candidate, _)| !counted[*candidate]).collect();
            for tier in Tier::ALL {
                let amount = |candidate: CandidateId| amounts[candidate][tier as usize];
                let apart: i128 = fresh.iter().map(|(candidate, _)| amount(*candidate)).sum();
                // Per unit, rounded up; a row that nothing can hold is not for this count to find.
                let dearest = fresh.iter().map(|(candidate, coefficient)| ceiling(amount(*candidate), i128::from(*coefficient))).max();
                self.cost[tier as usize] += apart.min(dearest.unwrap_or(0) * i128::from(upper.max(0)));
            }
            for (candidate, _) in fresh {
                counted[candidate] = true;
            }
        }
        for (candidate, amounts) in amounts.iter() {
            for tier in Tier::ALL {
                let amount = amounts[tier as usize];
                self.raise(tier, amount);
                if !counted[candidate] {
                    self.cost[tier as usize] += amount;
                }
            }
        }
    }

    fn row(&mut self, model: &Model, row: &Row) {
        let Some(elastic) = row.elastic else { return };
        let (mut least, mut most) = (0i128, 0i128);
        for (candidate, coefficient) in &row.terms {
            let coefficient = i128::from(*coefficient);
            let given = model.candidates.is_given(*candidate);
            least += if given { coefficient } else { coefficient.min(0) };
            most += if given { coefficient } else { coefficient.max(0) };
        }
        let below = row.lower.map_or(0, |lower| (i128::from(lower) - least).max(0));
        let above = row.upper.map_or(0, |upper| (most - i128::from(upper)).max(0));
        let units = elastic.limit.map_or(below.max(above), |limit| below.max(above).min(i128::from(limit)));
        self.add(elastic.tier, units * i128::from(elastic.per_unit), elastic.per_unit);
    }

    fn extremum(&mut self, model: &Model, extremum: &Extremum) {
        let most = |(number, (constant, terms)): (u32, &Activity)| {
            let orders = extremum.orders.iter().filter(|order| order.activity == number);
            let ordered: i128 = orders
                .map(|order| {
                    let (changes, waiting) = most_moves(model, &model.sequences[order.sequence as usize]);
                    changes * i128::from(order.per_change) + waiting * i128::from(order.per_waiting_slot)
                })
                .sum();
            i128::from(*constant) + terms.iter().map(|(_, coefficient)| i128::from(*coefficient).max(0)).sum::<i128>() + ordered
        };
        let largest = (0u32..).zip(&extremum.activities).map(most).max().unwrap_or(0).max(0);
        self.add(extremum.tier, largest * i128::from(extremum.weight), extremum.weight);
    }

    fn sequence(&mut self, model: &Model, sequence: &Sequence) {
        let (changes, waiting) = most_moves(model, sequence);
        self.add(sequence.tier, changes * i128::from(sequence.per_change), sequence.per_change);
        // One column may stand for waiting from one stay to a far one.
        self.add(sequence.tier, waiting * i128::from(sequence.per_waiting_slot), 0);
        self.raise(sequence.tier, waiting * i128::from(sequence.per_waiting_slot));
    }
}

/// Changes and waiting slots that the sequence can have at most. Its stays do not overlap, so there are no more of them than slots.
fn most_moves(model: &Model, sequence: &Sequence) -> (i128, i128) {
    let stays = || sequence.members.iter().map(|(candidate, _)| model.candidates.stay(*candidate));
    let from = stays().map(|stay| stay.first.0).min().unwrap_or(0);
    let end = stays().map(|stay| stay.end().0).max().unwrap_or(0);
    let stays_at_once = (sequence.members.len() as i128).min(i128::from(end) - i128::from(from));
    let waiting = stays().map(|stay| stay.first.0.max(0)).max().map_or(0, i128::from);
    ((stays_at_once - 1).max(0), waiting)
}

fn ceiling(amount: i128, by: i128) -> i128 {
    (amount + by - 1) / by
}
