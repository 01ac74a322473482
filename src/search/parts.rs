//! Parts of a model that share nobody and nothing: each is a problem of its own, and their costs add up.

use super::lift::lift;
use crate::domain::{Id, IndexVec};
use crate::model::{CandidateId, Candidates, Cost, Elastic, Extremum, Model, Order, Row, Score, Sequence};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One independent part, with the candidate of the whole model that each of its own stands for.
#[derive(Clone, Debug)]
pub struct Part {
    pub model: Model,
    pub origin: IndexVec<CandidateId, CandidateId>,
}

/// A model taken apart.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Largest first.
    pub parts: Vec<Part>,
    /// What the given stays cost and break whatever is chosen.
    pub constant: Score,
    pub broken: Vec<usize>,
}

struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    fn root(&mut self, mut of: usize) -> usize {
        while self.parent[of] as usize != of {
            self.parent[of] = self.parent[self.parent[of] as usize];
            of = self.parent[of] as usize;
        }
        of
    }
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.parent[high] = low as u32;
    }
}

/// Takes the model apart. Given candidates are folded into the bounds; they stay only where a sequence needs their place in time.
pub fn take_apart(model: &Model) -> Parts {
    let len = model.candidates.len();
    let given = |candidate: CandidateId| model.candidates.is_given(candidate);
    let mut groups = Groups { parent: (0..len as u32).collect() };
    let mut last: Option<(CandidateId, crate::domain::PersonId)> = None;
    for (candidate, stay) in model.candidates.iter() {
        if let Some((before, person)) = last
            && person == stay.person
        {
            groups.join(before.index(), candidate.index());
        }
        last = Some((candidate, stay.person));
    }
    let mut join_all = |terms: &mut dyn Iterator<Item = CandidateId>| {
        let mut first = None;
        for candidate in terms.filter(|candidate| !given(*candidate)) {
            match first {
                None => first = Some(candidate),
                Some(first) => groups.join(CandidateId::index(first), candidate.index()),
            }
        }
    };
    for row in &model.rows {
        join_all(&mut row.terms.iter().map(|(candidate, _)| *candidate));
    }
    for extremum in &model.extrema {
        let terms = extremum.activities.iter().flat_map(|(_, terms)| terms.iter().map(|(candidate, _)| *candidate));
        let ordered = extremum.orders.iter().flat_map(|order| model.sequences[order.sequence as usize].members.iter());
        join_all(&mut terms.chain(ordered.map(|(candidate, _)| *candidate)));
    }
    let root_of: Vec<usize> = (0..len).map(|candidate| groups.root(candidate)).collect();
    let mut members: BTreeMap<usize, Vec<CandidateId>> = BTreeMap::new();
    for (candidate, _) in model.candidates.iter() {
        members.entry(root_of[candidate.index()]).or_default().push(candidate);
    }
    let (part_of, local) = (IndexVec::filled(None, len), IndexVec::filled(None, len));
    let mut builder = Builder { parts: Vec::new(), part_of, local, alike: Vec::new() };
    for members in members.into_values().filter(|members| members.iter().any(|candidate| !given(*candidate))) {
        builder.start(model, &members);
    }
    let mut constant = Score::default();
    let mut broken = Vec::new();
    for (index, row) in model.rows.iter().enumerate() {
        builder.row(model, index, row, &mut constant, &mut broken);
    }
    for cost in &model.costs {
        if given(cost.candidate) {
            constant[cost.tier] += cost.amount;
        } else if let (Some(part), Some(candidate)) = (builder.part_of[cost.candidate], builder.local[cost.candidate]) {
            builder.parts[part].model.costs.push(Cost { candidate, ..*cost });
        }
    }
    let sequences: Vec<Option<u32>> = model.sequences.iter().map(|sequence| builder.sequence(model, sequence, &mut constant)).collect();
    for extremum in &model.extrema {
        builder.extremum(model, extremum, &sequences, &mut constant);
    }
    let mut parts = builder.parts;
    for part in &mut parts {
        lift(&mut part.model.rows, part.model.candidates.len());
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.model.candidates.len()));
    Parts { parts, constant, broken }
}

struct Builder {
    parts: Vec<Part>,
    part_of: IndexVec<CandidateId, Option<usize>>,
    local: IndexVec<CandidateId, Option<CandidateId>>,
    /// Rows of each part by the fingerprint of their terms.
    alike: Vec<BTreeMap<u64, Vec<usize>>>,
}

fn fingerprint(terms: &[(CandidateId, i64)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    terms.hash(&mut hasher);
    hasher.finish()
}

/// Rules say the same of neighbouring slots, and of each other's posts: a third of a county's rows. True when the row now says what both
/// said: of hard rows over the same terms the narrower one stays, elastic ones with the same bounds add up.
fn absorb(row: &mut Row, other: &Row) -> bool {
    if row.terms != other.terms {
        return false;
    }
    let within = |inner: &Row, outer: &Row| {
        let above = outer.lower.is_none_or(|lower| inner.lower.is_some_and(|inner| inner >= lower));
        above && outer.upper.is_none_or(|upper| inner.upper.is_some_and(|inner| inner <= upper))
    };
    match (row.elastic, other.elastic) {
        (None, None) if within(row, other) => true,
        (None, None) if within(other, row) => {
            *row = other.clone();
            true
        }
        (Some(mine), Some(others))
            if (mine.tier, mine.limit, row.lower, row.upper) == (others.tier, others.limit, other.lower, other.upper) =>
        {
            row.elastic = Some(Elastic { per_unit: mine.per_unit + others.per_unit, ..mine });
            true
        }
        _ => false,
    }
}

impl Builder {
    fn start(&mut self, model: &Model, members: &[CandidateId]) {
        let (given, free): (Vec<_>, Vec<_>) = members.iter().copied().partition(|candidate| model.candidates.is_given(*candidate));
        let stays = |list: &[CandidateId]| list.iter().map(|candidate| model.candidates.stay(*candidate)).collect();
        let candidates = Candidates::new(stays(&free), stays(&given));
        // Members come in the order of the model, which is the order of candidates: local ids follow it.
        for (local, candidate) in members.iter().enumerate() {
            self.part_of[*candidate] = Some(self.parts.len());
            self.local[*candidate] = Some(CandidateId::from_index(local));
        }
        let mut part = Model::new(candidates);
        part.subjects = model.subjects.clone();
        self.alike.push(BTreeMap::new());
        self.parts.push(Part { model: part, origin: members.iter().copied().collect() });
    }

    /// Free terms in the part's own ids, and the activity of the given ones.
    fn split(&self, model: &Model, terms: &[(CandidateId, i64)]) -> (Vec<(CandidateId, i64)>, i64, Option<usize>) {
        let mut free = Vec::new();
        let mut constant = 0;
        let mut part = None;
        for (candidate, coefficient) in terms {
            if model.candidates.is_given(*candidate) {
                constant += coefficient;
            } else {
                part = self.part_of[*candidate];
                free.push((self.local[*candidate].expect("free candidates are in a part"), *coefficient));
            }
        }
        (free, constant, part)
    }

    fn row(&mut self, model: &Model, index: usize, row: &Row, constant: &mut Score, broken: &mut Vec<usize>) {
        let (terms, fixed, part) = self.split(model, &row.terms);
        let Some(part) = part else {
            let excess = row.excess(fixed);
            if let Some(elastic) = row.elastic {
                constant[elastic.tier] += excess * elastic.per_unit;
            }
            let forgiven = row.elastic.map_or(Some(0), |elastic| elastic.limit);
            if forgiven.is_some_and(|limit| excess > limit) {
                broken.push(index);
            }
            return;
        };
        let (lower, upper) = (row.lower.map(|lower| lower - fixed), row.upper.map(|upper| upper - fixed));
        let row = Row { rule: row.rule, subject: row.subject, terms, lower, upper, elastic: row.elastic };
        let alike = self.alike[part].entry(fingerprint(&row.terms)).or_default();
        let rows = &mut self.parts[part].model.rows;
        if !alike.iter().any(|other| absorb(&mut rows[*other], &row)) {
            alike.push(rows.len());
            rows.push(row);
        }
    }

    /// `sequences` says where each of the model's sequences is within its part.
    fn extremum(&mut self, model: &Model, extremum: &Extremum, sequences: &[Option<u32>], constant: &mut Score) {
        let mut activities = Vec::new();
        let mut orders = Vec::new();
        let mut of = None;
        let mut floor = 0;
        for (number, (base, terms)) in (0u32..).zip(&extremum.activities) {
            let (free, mut fixed, part) = self.split(model, terms);
            of = of.or(part);
            let mut is_open = !free.is_empty();
            for order in extremum.orders.iter().filter(|order| order.activity == number) {
                let what = &model.sequences[order.sequence as usize];
                match sequences[order.sequence as usize] {
                    Some(sequence) => {
                        is_open = true;
                        of = of.or(self.part_of_sequence(what));
                        orders.push(Order { activity: activities.len() as u32, sequence, ..*order });
                    }
                    None => fixed += model.moves(what, &given(model)).cost(order.per_change, order.per_waiting_slot),
                }
            }
            if is_open {
                activities.push((base + fixed, free));
            } else {
                floor = floor.max(base + fixed);
            }
        }
        let Some(part) = of else {
            constant[extremum.tier] += extremum.weight * floor;
            return;
        };
        if floor > 0 {
            activities.push((floor, Vec::new()));
        }
        self.parts[part].model.extrema.push(Extremum { activities, orders, ..extremum.clone() });
    }

    fn part_of_sequence(&self, sequence: &Sequence) -> Option<usize> {
        sequence.members.iter().find_map(|(candidate, _)| self.part_of[*candidate])
    }

    /// Where the sequence is within its part; none where nothing of it is left to choose.
    fn sequence(&mut self, model: &Model, sequence: &Sequence, constant: &mut Score) -> Option<u32> {
        match self.part_of_sequence(sequence) {
            Some(part) => {
                let members = sequence.members.iter();
                let members = members.map(|(candidate, place)| (self.local[*candidate].expect("one person is in one part"), *place));
                let members = members.collect();
                let sequences = &mut self.parts[part].model.sequences;
                sequences.push(Sequence { members, ..sequence.clone() });
                Some(sequences.len() as u32 - 1)
            }
            None => {
                let moves = model.moves(sequence, &given(model));
                constant[sequence.tier] += moves.cost(sequence.per_change, sequence.per_waiting_slot);
                None
            }
        }
    }
}

/// Nothing taken but what is given.
fn given(model: &Model) -> IndexVec<CandidateId, bool> {
    model.candidates.iter().map(|(candidate, _)| model.candidates.is_given(candidate)).collect()
}
