//! A smallest set of statements that contradict each other, found by taking statements back, not rows of a matrix.

use super::statement::{Said, Statement, saying, statements};
use crate::domain::Problem;
use crate::rules::{candidates, emit};
use crate::search::{Feasibility, feasibility};
use crate::source::Tables;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Statements of which all cannot hold together. Laws and capacities hold in any case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SmallestSet {
    pub statements: Vec<Said>,
    /// For each: without it the others were seen to hold together. False where no plan was found that shows it.
    pub needed: Vec<bool>,
}

impl SmallestSet {
    pub fn is_verified(&self) -> bool {
        self.needed.iter().all(|needed| *needed)
    }
}

/// Sets are looked for up to this number; each shares no statement with another.
const SETS: usize = 3;

/// Smallest sets of contradicting statements; none where it is not proved that everything said cannot hold.
pub fn smallest_sets(problem: &Problem, tables: &Tables) -> Vec<SmallestSet> {
    let all = statements(problem);
    let mut asked = Asked { problem, all: &all, known: BTreeMap::new() };
    let mut left = all.clone();
    let mut sets = Vec::new();
    while sets.len() < SETS && asked.contradicts(&left) {
        let found = if asked.contradicts(&[]) { Vec::new() } else { asked.smallest(&[], false, &left) };
        let without = |one: &Statement| found.iter().copied().filter(|other| other != one).collect::<Vec<Statement>>();
        let needed = found.iter().map(|one| asked.holds(&without(one))).collect();
        sets.push(SmallestSet { statements: found.iter().map(|one| one.said(problem, tables)).collect(), needed });
        // What else clashes is looked for without what can be taken back in this set; rules stay.
        let before = left.len();
        left.retain(|one| !found.contains(one) || matches!(one, Statement::Strict(_)));
        if left.len() == before {
            break;
        }
    }
    sets
}

/// What has been asked, with the answers.
struct Asked<'a> {
    problem: &'a Problem,
    all: &'a [Statement],
    known: BTreeMap<BTreeSet<Statement>, Feasibility>,
}

impl Asked<'_> {
    fn answer(&mut self, said: &[Statement]) -> Feasibility {
        let said: BTreeSet<Statement> = said.iter().copied().collect();
        if let Some(known) = self.known.get(&said) {
            return *known;
        }
        let problem = saying(self.problem, &said, self.all);
        let answer = feasibility(&emit(&problem, candidates(&problem)));
        self.known.insert(said, answer);
        answer
    }
    /// Proved that these cannot all hold.
    fn contradicts(&mut self, said: &[Statement]) -> bool {
        self.answer(said) == Feasibility::Impossible
    }
    /// Seen to hold.
    fn holds(&mut self, said: &[Statement]) -> bool {
        self.answer(said) == Feasibility::Holds
    }

    /// The statements among `open` that are needed for a contradiction with `believed`, which does not contradict itself unless `changed`
    /// (halving: asks about as often as the set has members, times the logarithm of what there is).
    fn smallest(&mut self, believed: &[Statement], changed: bool, open: &[Statement]) -> Vec<Statement> {
        if changed && self.contradicts(believed) {
            return Vec::new();
        }
        if open.len() <= 1 {
            return open.to_vec();
        }
        let (first, last) = open.split_at(open.len() / 2);
        let needed_of_last = self.smallest(&[believed, first].concat(), true, last);
        let needed_of_first = self.smallest(&[believed, needed_of_last.as_slice()].concat(), !needed_of_last.is_empty(), first);
        [needed_of_first, needed_of_last].concat()
    }
}
