//! Which rows a step has to ask: not those that no step breaks, and not those that say what another says.

use crate::domain::{Id, IndexVec, PersonId};
use crate::model::{CandidateId, Model, Row};
use crate::solver::common_divisor;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// What is needed.
#[derive(Debug)]
pub struct Needed {
    /// Rows to ask.
    pub rows: Vec<bool>,
    /// Who can never be at two places at once. No step sends them there, so that rows that say just this are not asked.
    pub at_one_place: IndexVec<PersonId, bool>,
}

impl Needed {
    pub fn of(model: &Model) -> Self {
        let mut places = Places::of(model);
        let mut rows = vec![true; model.rows.len()];
        let keep_apart: Vec<(usize, PersonId)> =
            (0..).zip(&model.rows).filter_map(|(at, row)| Some((at, keeps_apart(model, row)?))).collect();
        for (at, person) in &keep_apart {
            places.cross(&model.rows[*at], *person);
        }
        let at_one_place: IndexVec<PersonId, bool> = places.here.iter().map(|here| here.iter().all(|(_, apart)| *apart)).collect();
        for (at, person) in keep_apart {
            let all_at_once = !places.common(&model.rows[at]).is_empty();
            rows[at] = !(all_at_once && at_one_place[person]);
        }
        for at in said_again(model) {
            rows[at] = false;
        }
        Self { rows, at_one_place }
    }
}

/// The person of whose stays the row lets any one stand, and never two.
fn keeps_apart(model: &Model, row: &Row) -> Option<PersonId> {
    let upper = row.upper.filter(|_| row.elastic.is_none() && row.lower.is_none())?;
    let (first, _) = row.terms.first()?;
    let person = model.candidates.stay(*first).person;
    let of_one =
        |(candidate, by): &(CandidateId, i64)| model.candidates.stay(*candidate).person == person && *by <= upper && 2 * by > upper;
    row.terms.iter().all(of_one).then_some(person)
}

/// Everybody's slots: how many candidates there are in each, and whether a row keeps all of them apart.
struct Places<'m> {
    model: &'m Model,
    here: Vec<Vec<(usize, bool)>>,
}

impl<'m> Places<'m> {
    fn of(model: &'m Model) -> Self {
        let end = model.candidates.iter().map(|(_, stay)| stay.end().0).max().unwrap_or(0).max(0);
        let mut places = Self { model, here: vec![vec![(0, true); end as usize]; model.candidates.people()] };
        for (candidate, stay) in model.candidates.iter() {
            for (count, apart) in &mut places.here[stay.person.index()][slots(model, candidate)] {
                *count += 1;
                *apart = *count <= 1;
            }
        }
        places
    }

    fn cross(&mut self, row: &Row, person: PersonId) {
        let mut crossed = vec![0; self.here[person.index()].len()];
        for (candidate, _) in &row.terms {
            crossed[slots(self.model, *candidate)].iter_mut().for_each(|count| *count += 1);
        }
        for ((count, apart), crossed) in self.here[person.index()].iter_mut().zip(crossed) {
            *apart |= *count == crossed;
        }
    }

    /// Slots that all stays of the row have in common.
    fn common(&self, row: &Row) -> Range<usize> {
        let all = row.terms.iter().map(|(candidate, _)| slots(self.model, *candidate));
        all.reduce(|one, other| one.start.max(other.start)..one.end.min(other.end)).unwrap_or(0..0)
    }
}

/// Slots of the candidate from the first of the plan on: whoever is at two places at once is so where the later stay begins.
fn slots(model: &Model, candidate: CandidateId) -> Range<usize> {
    let stay = model.candidates.stay(candidate);
    stay.first.0.max(0) as usize..stay.end().0.max(0) as usize
}

/// Rows that limit what an earlier one limits as much or more.
fn said_again(model: &Model) -> Vec<usize> {
    let mut said: Vec<(u64, i64, usize)> = Vec::new();
    for (at, row) in model.rows.iter().enumerate() {
        if let (Some(upper), None, None) = (row.upper, row.lower, row.elastic)
            && let grain @ 1.. = grain(row)
        {
            let mut hasher = DefaultHasher::new();
            row.terms.iter().for_each(|(candidate, by)| (candidate.index(), by / grain).hash(&mut hasher));
            said.push((hasher.finish(), upper.div_euclid(grain), at));
        }
    }
    said.sort_unstable();
    let scaled = |at: usize| {
        let row = &model.rows[at];
        let grain = grain(row);
        row.terms.iter().map(move |(candidate, by)| (*candidate, by / grain))
    };
    let same = |one: &(u64, i64, usize), other: &(u64, i64, usize)| one.0 == other.0 && scaled(one.2).eq(scaled(other.2));
    said.chunk_by(same).flat_map(|chunk| &chunk[1..]).map(|(.., at)| *at).collect()
}

/// What divides all of the row's coefficients; 0 where there are none.
fn grain(row: &Row) -> i64 {
    common_divisor(row.terms.iter().map(|(_, by)| *by))
}
