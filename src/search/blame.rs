//! Where the gap lies. What a plan costs above its bound is, to the last fraction, a sum over columns and rows: taken columns of positive
//! reduced cost, columns left that should be taken, and rows whose multiplier pays for a side that the plan is not at. Whoever stands there
//! is where looking pays.

use super::bound::Bound;
use super::neighbourhood::draw;
use super::state::State;
use crate::domain::PersonId;
use crate::solver::Lowered;
use rand_xoshiro::Xoshiro256PlusPlus;

/// The parts of a plan's gap.
#[derive(Clone, Debug)]
pub struct Blame<'a> {
    lowered: &'a Lowered,
    /// Each with the sum of parts up to it, in thousandths.
    parts: Vec<(u64, Place)>,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Candidate(usize),
    Row(usize),
}

impl<'a> Blame<'a> {
    pub fn of(lowered: &'a Lowered, bound: &Bound, state: &State) -> Self {
        let program = &lowered.program;
        let values = lowered.complete(&|candidate| state.is_taken(candidate));
        let of_column = |column: usize| {
            let (limits, reduced, value) = (&program.columns[column], bound.reduced[column], values[column]);
            if reduced > 0.0 { reduced * (value - limits.lower) } else { -reduced * (limits.upper - value) }
        };
        let mut blame = Self { lowered, parts: Vec::new() };
        for column in 0..lowered.candidates.len() {
            blame.add(of_column(column), Place::Candidate(column));
        }
        for (at, (row, multiplier)) in program.rows.iter().zip(&bound.multipliers).enumerate() {
            let activity: f64 = row.terms.iter().map(|(column, coefficient)| coefficient * values[*column]).sum();
            let side = if *multiplier > 0.0 { row.lower } else { row.upper };
            let of_row = side.map_or(0.0, |side| multiplier * (activity - side));
            // Slack columns stand for the people of their rows.
            let of_slack: f64 =
                row.terms.iter().filter(|(column, _)| *column >= lowered.candidates.len()).map(|(column, _)| of_column(*column)).sum();
            blame.add(of_row + of_slack, Place::Row(at));
        }
        blame
    }

    fn add(&mut self, part: f64, place: Place) {
        // Caps and other endless columns can make no finite part; they say nothing about where.
        if part.is_finite() && part >= 0.001 {
            let before = self.parts.last().map_or(0, |(sum, _)| *sum);
            self.parts.push((before + (part * 1000.0) as u64, place));
        }
    }

    /// Somebody at a place of the gap, the larger parts more often.
    pub fn somebody(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<PersonId> {
        let (whole, _) = self.parts.last()?;
        let at = draw(random, usize::try_from(*whole).ok()?.clamp(1, 1 << 31)) as u64;
        let (_, place) = self.parts[self.parts.partition_point(|(sum, _)| *sum <= at).min(self.parts.len() - 1)];
        let candidates = &state.index().model.candidates;
        match place {
            Place::Candidate(column) => Some(candidates.stay(self.lowered.candidates[column]).person),
            Place::Row(row) => {
                let terms = &self.lowered.program.rows[row].terms;
                let mut pick = || self.lowered.candidates.get(terms[draw(random, terms.len().max(1))].0).copied();
                // Those who stand in the row rather than those who might.
                let several = [pick(), pick(), pick(), pick()];
                let taken = several.iter().flatten().find(|candidate| state.is_taken(**candidate));
                taken.or_else(|| several.iter().flatten().next()).map(|candidate| candidates.stay(*candidate).person)
            }
        }
    }
}
