//! Rows that say "not before": a stay in this slot only if enough of something has ended by then, a row a slot. Where a person can take but
//! one of the stays spoken of, whoever took one earlier had enough by then and has it still, so each row may speak of the earlier
//! ones too. The same choices hold, and relaxations can no longer spread a stay thinly over the year to dodge every row.

use crate::domain::IndexVec;
use crate::model::{CandidateId, Row};

/// Widens such rows in place. They follow each other in the order of time, as the rules write them.
pub fn lift(rows: &mut [Row], candidates: usize) {
    let exclusive = Exclusive::of(rows, candidates);
    let mut chain: Option<Chain> = None;
    for row in rows.iter_mut() {
        let Some((wanting, giving)) = sides(row) else {
            chain = None;
            continue;
        };
        let follows = chain.take().filter(|chain| {
            (chain.rule, chain.subject) == (row.rule, row.subject) && chain.giving.iter().all(|term| giving.binary_search(term).is_ok())
        });
        let need = wanting.iter().map(|(_, need)| *need).min().unwrap_or(0);
        let mut all = wanting.clone();
        if let Some(before) = follows {
            let earlier = before.wanting.iter().filter(|(candidate, _)| wanting.iter().all(|(other, _)| other != candidate));
            all.extend(earlier.map(|(candidate, had)| (*candidate, need.min(*had))));
            all.sort_unstable();
            if exclusive.holds(&all) {
                row.terms = all.iter().chain(&giving).copied().collect();
                row.terms.sort_unstable();
            } else {
                all = wanting;
            }
        }
        chain = Some(Chain { rule: row.rule, subject: row.subject, wanting: all, giving });
    }
}

struct Chain {
    rule: &'static str,
    subject: u32,
    wanting: Vec<(CandidateId, i64)>,
    giving: Vec<(CandidateId, i64)>,
}

type Terms = Vec<(CandidateId, i64)>;

/// What wants and what gives, in a hard row whose upper bound is 0.
fn sides(row: &Row) -> Option<(Terms, Terms)> {
    if row.elastic.is_some() || row.lower.is_some() || row.upper != Some(0) {
        return None;
    }
    let (wanting, giving): (Terms, Terms) = row.terms.iter().partition(|(_, coefficient)| *coefficient > 0);
    (!wanting.is_empty() && !giving.is_empty()).then_some((wanting, giving))
}

/// Sets of candidates of which only one can be taken.
struct Exclusive {
    sets: Vec<Vec<CandidateId>>,
    /// Sets that each candidate is in.
    of: IndexVec<CandidateId, Vec<u32>>,
}

impl Exclusive {
    /// Those that hard rows say so of: any two of their terms are too much.
    fn of(rows: &[Row], candidates: usize) -> Self {
        let mut exclusive = Self { sets: Vec::new(), of: IndexVec::filled(Vec::new(), candidates) };
        for row in rows.iter().filter(|row| row.elastic.is_none() && row.terms.len() > 1) {
            let least = row.terms.iter().map(|(_, coefficient)| *coefficient).min().unwrap_or(0);
            if least > 0 && row.upper.is_some_and(|upper| 2 * least > upper) {
                let number = exclusive.sets.len() as u32;
                for (candidate, _) in &row.terms {
                    exclusive.of[*candidate].push(number);
                }
                exclusive.sets.push(row.terms.iter().map(|(candidate, _)| *candidate).collect());
            }
        }
        exclusive
    }
    /// True when one set has them all.
    fn holds(&self, terms: &[(CandidateId, i64)]) -> bool {
        let Some((first, _)) = terms.first() else { return true };
        self.of[*first].iter().any(|set| {
            let set = &self.sets[*set as usize];
            terms.iter().all(|(candidate, _)| set.binary_search(candidate).is_ok())
        })
    }
}
