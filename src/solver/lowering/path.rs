//! What one person's time allows, as paths: the cheapest of them at given prices is found by looking back from the end, and what it costs
//! from each node on makes multipliers for the rows that say so in the program. No others prove more for these rows.

use super::Lowered;
use crate::domain::PersonId;
use crate::model::Model;
use crate::solver::{Program, ProgramRow};
use std::collections::BTreeMap;

/// One person's choices as arcs between nodes. A path may end at any node.
#[derive(Clone, Debug)]
pub struct Path {
    nodes: u32,
    arcs: Vec<Arc>,
    origin: u32,
    rows: Rows,
}

/// A step from a node to another; the column that it takes, or [`Path::END`].
#[derive(Clone, Copy, Debug)]
struct Arc {
    from: u32,
    to: u32,
    column: u32,
}

/// Rows of the program that hold the person to a path.
#[derive(Clone, Debug)]
enum Rows {
    /// Of nodes: nothing leaves one that has not come.
    Flow(Vec<(u32, usize)>),
    /// Between each node and the next: one stay at a time, counted with this coefficient.
    Slots(Vec<(usize, f64)>),
}

/// The cheapest paths of one person, from every node on.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    least: Vec<f64>,
    by: Vec<u32>,
}

impl Path {
    /// No node, or no column.
    pub(super) const END: u32 = u32::MAX;

    pub(super) fn of_flow() -> Self {
        Self { nodes: 0, arcs: Vec::new(), origin: Self::END, rows: Rows::Flow(Vec::new()) }
    }
    pub(super) fn add_node(&mut self, row: Option<usize>) -> u32 {
        if let (Rows::Flow(rows), Some(row)) = (&mut self.rows, row) {
            rows.push((self.nodes, row));
        }
        self.nodes += 1;
        self.nodes - 1
    }
    /// Arcs come after those that lead on from where they lead to.
    pub(super) fn add_arc(&mut self, from: u32, to: u32, column: Option<usize>) {
        if from != Self::END {
            self.arcs.push(Arc { from, to, column: column.map_or(Self::END, |column| column as u32) });
        }
    }
    pub(super) fn begin_at(&mut self, origin: u32) {
        self.origin = origin;
    }

    /// Columns that are steps of it.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.arcs.iter().filter(|arc| arc.column != Self::END).map(|arc| arc.column as usize)
    }
    /// Rows that hold the person to it.
    pub fn rows(&self) -> Vec<usize> {
        match &self.rows {
            Rows::Flow(rows) => rows.iter().map(|(_, row)| *row).collect(),
            Rows::Slots(rows) => rows.iter().map(|(row, _)| *row).collect(),
        }
    }

    /// The cheapest paths at these prices, by column; what the cheapest of all costs, at most 0.
    pub fn price(&self, prices: &[f64], ways: &mut Ways) -> f64 {
        ways.least.clear();
        ways.least.resize(self.nodes as usize, 0.0);
        ways.by.clear();
        ways.by.resize(self.nodes as usize, Self::END);
        for (number, arc) in (0u32..).zip(&self.arcs) {
            let step = prices.get(arc.column as usize).copied().unwrap_or(0.0);
            let on = step + ways.least.get(arc.to as usize).copied().unwrap_or(0.0);
            if on < ways.least[arc.from as usize] {
                ways.least[arc.from as usize] = on;
                ways.by[arc.from as usize] = number;
            }
        }
        ways.least.get(self.origin as usize).copied().unwrap_or(0.0)
    }

    /// Columns along the cheapest path that was found last.
    pub fn cheapest<'a>(&'a self, ways: &'a Ways) -> impl Iterator<Item = usize> + 'a {
        let next = |at: u32| ways.by.get(at as usize).and_then(|by| self.arcs.get(*by as usize));
        // No path has more steps than there are nodes.
        let steps = std::iter::successors(next(self.origin), move |arc| next(arc.to)).take(self.nodes as usize);
        steps.filter(|arc| arc.column != Self::END).map(|arc| arc.column as usize)
    }

    /// Sets the multipliers of its rows by what the paths found last cost.
    pub fn multipliers(&self, ways: &Ways, multipliers: &mut [f64]) {
        match &self.rows {
            Rows::Flow(rows) => rows.iter().for_each(|(node, row)| multipliers[*row] = -ways.least[*node as usize]),
            Rows::Slots(rows) => {
                for ((row, coefficient), pair) in rows.iter().zip(ways.least.windows(2)) {
                    multipliers[*row] = (pair[0] - pair[1]) / coefficient;
                }
            }
        }
    }
}

/// Everybody's paths, and which rows of the program they see to.
#[derive(Clone, Debug)]
pub struct Paths {
    pub paths: Vec<Path>,
    /// By row: a path never breaks it, so that it needs no price.
    pub held: Vec<bool>,
}

impl Lowered {
    /// A path for everybody whose stays the program holds to one: by a network, else by rows that let in one stay at a time. No column is in two.
    pub fn paths(&self, model: &Model) -> Paths {
        let mut claimed = vec![false; self.program.columns.len()];
        let mut paths = Paths { paths: Vec::new(), held: vec![false; self.program.rows.len()] };
        for path in self.networks().map(super::network::Network::path) {
            if path.columns().all(|column| !claimed[column]) {
                path.columns().for_each(|column| claimed[column] = true);
                path.rows().into_iter().for_each(|row| paths.held[row] = true);
                paths.paths.push(path);
            }
        }
        let mut of_person: BTreeMap<PersonId, Vec<(i32, i32, usize)>> = BTreeMap::new();
        for (number, row) in self.program.rows.iter().enumerate() {
            let Some((person, from, to)) = self.one_at_a_time(model, row) else { continue };
            let of_networks = row.terms.iter().filter(|(column, _)| claimed[*column]).count();
            if of_networks == 0 {
                of_person.entry(person).or_default().push((from, to, number));
            }
            paths.held[number] = of_networks == row.terms.len();
        }
        for mut rows in of_person.into_values() {
            rows.sort_unstable();
            let rows: Vec<usize> = rows.into_iter().map(|(.., row)| row).collect();
            if let Some(path) = of_slots(&self.program, &rows) {
                rows.iter().for_each(|row| paths.held[*row] = true);
                paths.paths.push(path);
            }
        }
        paths
    }

    /// Whose row it is and of what slots, from the first to before the last, where it lets in one stay at a time.
    fn one_at_a_time(&self, model: &Model, row: &ProgramRow) -> Option<(PersonId, i32, i32)> {
        let (_, most) = row.terms.first()?;
        if row.lower.is_some() || row.upper != Some(*most) || *most <= 0.0 || row.terms.iter().any(|(_, taking)| taking != most) {
            return None;
        }
        let stays = row.terms.iter().map(|(column, _)| self.candidates.get(*column).map(|candidate| model.candidates.stay(*candidate)));
        let stays: Vec<_> = stays.collect::<Option<_>>()?;
        let (from, to) = (stays.iter().map(|stay| stay.first.0).max()?, stays.iter().map(|stay| stay.end().0).min()?);
        // All of them stand in the slots between: it speaks of time.
        let person = stays.first()?.person;
        (from < to && stays.iter().all(|stay| stay.person == person)).then_some((person, from, to))
    }
}

/// Between a node and the next lies a row. A column leads past the rows that it stands in, if these follow each other.
fn of_slots(program: &Program, rows: &[usize]) -> Option<Path> {
    let mut spans: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        for (column, _) in &program.rows[*row].terms {
            let (_, last, count) = spans.entry(*column).or_insert((place, place, 0));
            *last = place;
            *count += 1;
        }
    }
    let mut arcs: Vec<(usize, usize, usize)> = spans
        .into_iter()
        .filter(|(_, (first, last, count))| last - first + 1 == *count)
        .map(|(column, (first, last, _))| (first, last + 1, column))
        .collect();
    arcs.sort_unstable_by_key(|(first, ..)| std::cmp::Reverse(*first));
    let coefficient = |row: &usize| program.rows[*row].terms.first().map_or(1.0, |(_, coefficient)| *coefficient);
    let slots = rows.iter().map(|row| (*row, coefficient(row))).collect();
    let mut path = Path { nodes: u32::try_from(rows.len() + 1).ok()?, arcs: Vec::new(), origin: 0, rows: Rows::Slots(slots) };
    let mut arcs = arcs.into_iter().peekable();
    for place in (0..rows.len()).rev() {
        path.add_arc(place as u32, place as u32 + 1, None);
        while let Some((first, end, column)) = arcs.next_if(|(first, ..)| *first == place) {
            path.add_arc(first as u32, end as u32, Some(column));
        }
    }
    Some(path)
}
