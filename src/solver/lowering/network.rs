//! The order of one person's stays as flow.
//!
//! Every place has a chain of nodes in time, one where a stay there begins or ends: whoever is at a node has stayed at the place last (or
//! has just come to it). Stays and waiting lead along the chain. The hub is one more chain: who leaves a place passes through it to another,
//! which is a change; the person's year begins in it, free of charge. A unit of flow is the person. It may end at any node, so that a
//! node's row says no more than that nothing leaves it that has not come. The candidates' own columns are the stay arcs.
//!
//! Nodes elsewhere would say nothing: in a county most people may begin at few places in most slots, and long stays only with a month.

use super::path::Path;
use super::{FIXED, Lowering};
use crate::domain::InstitutionId;
use crate::model::{Moves, Sequence};
use crate::solver::ProgramRow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Columns that stand for what moves along a sequence cost.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk {
    /// Each a change of place.
    changes: Vec<usize>,
    /// Each a wait of so many slots.
    waits: Vec<(usize, i64)>,
    /// What stands whatever is chosen.
    pub(super) fixed: Moves,
}

impl Walk {
    /// Nothing is left to choose.
    pub(super) fn fixed(fixed: Moves) -> Self {
        Self { fixed, ..Self::default() }
    }
    /// The columns that cost, with what each costs.
    pub(super) fn prices(&self, per_change: i64, per_waiting_slot: i64) -> impl Iterator<Item = (usize, i64)> + '_ {
        let changes = self.changes.iter().map(move |column| (*column, per_change));
        let waits = self.waits.iter().map(move |(column, slots)| (*column, slots * per_waiting_slot));
        changes.chain(waits).filter(|(_, price)| *price != 0)
    }
}

/// A stay as an arc: its column, none for a fixed one that is taken; its chain; its first slot and its end.
#[derive(Clone, Copy, Debug)]
struct Arc {
    column: Option<usize>,
    chain: usize,
    first: usize,
    end: usize,
}

/// Columns that leave a node of a chain.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// To the next node of the chain.
    wait: Option<usize>,
    /// To the hub.
    leave: Option<usize>,
    /// From the hub.
    enter: Option<usize>,
    /// The program's row that says that nothing leaves it that has not come.
    row: Option<usize>,
}

/// What comes to a node, less what leaves it: columns, and what is fixed.
type Balance = (Vec<(usize, f64)>, f64);

/// A node: its chain and slot.
type Place = (usize, usize);

/// From a node to another; the column that it takes, none for what is fixed.
struct Step {
    from: Place,
    to: Place,
    column: Option<usize>,
    kind: Kind,
}

/// Looking back from the end, of the steps from one slot these that take time come first, then those that enter, then those that leave.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    InTime,
    Enter,
    Leave,
}

/// The network of one person.
#[derive(Clone, Debug)]
pub(super) struct Network {
    arcs: Vec<Arc>,
    /// Nodes by slot, of each place; of the hub last, where places matter.
    chains: Vec<BTreeMap<usize, Node>>,
    /// Chain on which the person is when the horizon begins.
    origin: usize,
}

impl Network {
    /// Adds the network's columns and rows. Where changes cost nothing all places are one.
    pub(super) fn build(lowering: &mut Lowering, sequence: &Sequence, changes: bool) -> (Network, Walk) {
        let mut places: Vec<InstitutionId> = sequence.members.iter().map(|(_, place)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let several = changes && places.len() > 1;
        let hub = if several { places.len() } else { 0 };
        let mut arcs = Vec::new();
        let mut origin = hub;
        for (candidate, place) in &sequence.members {
            let stay = lowering.model.candidates.stay(*candidate);
            let column = match lowering.column_of[*candidate] {
                FIXED if !lowering.taken[*candidate] => continue,
                FIXED => None,
                column => Some(column as usize),
            };
            let chain = if several { places.binary_search(place).unwrap_or(hub) } else { 0 };
            let (first, end) = (stay.first.0.max(0) as usize, stay.end().0.max(0) as usize);
            if end > first {
                arcs.push(Arc { column, chain, first, end });
            } else if column.is_none() {
                // Over before the horizon: the person comes from there.
                origin = chain;
            }
        }
        let count = if several { places.len() + 1 } else { 1 };
        let mut network = Network { arcs, chains: vec![BTreeMap::new(); count], origin };
        let walk = network.columns(lowering, several.then_some(hub));
        network.rows(lowering);
        (network, walk)
    }

    fn columns(&mut self, lowering: &mut Lowering, hub: Option<usize>) -> Walk {
        let mut walk = Walk::default();
        // The last slot in which a stay of the chain begins: later nodes lead nowhere on it.
        let mut last: Vec<Option<usize>> = vec![None; self.chains.len()];
        for arc in &self.arcs {
            last[arc.chain] = last[arc.chain].max(Some(arc.first));
            self.chains[arc.chain].entry(arc.first).or_default();
        }
        let last_elsewhere =
            |chain: usize| last.iter().enumerate().filter(|(other, _)| *other != chain).filter_map(|(_, last)| *last).max();
        let ends = self.arcs.iter().map(|arc| (arc.chain, arc.end)).chain([(self.origin, 0)]);
        for (chain, end) in ends.collect::<Vec<_>>() {
            let goes_on = last[chain].is_some_and(|last| end <= last);
            let goes_elsewhere = hub.is_some_and(|hub| chain != hub) && last_elsewhere(chain).is_some_and(|last| end <= last);
            if goes_on || goes_elsewhere || Some(chain) == hub {
                let node = self.chains[chain].entry(end).or_default();
                if goes_elsewhere && node.leave.is_none() {
                    let column = lowering.extra_column(1.0);
                    node.leave = Some(column);
                    walk.changes.push(column);
                }
            }
        }
        if let Some(hub) = hub {
            for arc in &self.arcs {
                let node = self.chains[arc.chain].entry(arc.first).or_default();
                if node.enter.is_none() {
                    node.enter = Some(lowering.extra_column(1.0));
                }
            }
            let (of_places, of_hub) = self.chains.split_at_mut(hub);
            for (slot, _) in of_places.iter().flatten().filter(|(_, node)| node.leave.is_some() || node.enter.is_some()) {
                of_hub[0].entry(*slot).or_default();
            }
        }
        for chain in &mut self.chains {
            let slots: Vec<usize> = chain.keys().copied().collect();
            for pair in slots.windows(2) {
                let column = lowering.extra_column(1.0);
                walk.waits.push((column, (pair[1] - pair[0]) as i64));
                chain.entry(pair[0]).or_default().wait = Some(column);
            }
        }
        walk
    }

    /// All that leads from a node to another: stays, then node by node waiting, leaving and entering. Where a stay ends after which nothing can begin
    /// there is no node.
    fn steps(&self) -> Vec<Step> {
        let hub = self.chains.len() - 1;
        let stays = self.arcs.iter().map(|arc| {
            let (from, to) = ((arc.chain, arc.first), (arc.chain, arc.end));
            Step { from, to, column: arc.column, kind: Kind::InTime }
        });
        let mut steps: Vec<Step> = stays.collect();
        for (chain, nodes) in self.chains.iter().enumerate() {
            let following = nodes.keys().skip(1).map(|slot| Some(*slot)).chain([None]);
            for ((slot, node), next) in nodes.iter().zip(following) {
                let (here, at_hub) = ((chain, *slot), (hub, *slot));
                let wait = node.wait.zip(next);
                steps.extend(wait.map(|(wait, next)| Step { from: here, to: (chain, next), column: Some(wait), kind: Kind::InTime }));
                steps.extend(node.leave.map(|leave| Step { from: here, to: at_hub, column: Some(leave), kind: Kind::Leave }));
                steps.extend(node.enter.map(|enter| Step { from: at_hub, to: here, column: Some(enter), kind: Kind::Enter }));
            }
        }
        steps
    }

    /// Nothing leaves a node that has not come to it.
    fn rows(&mut self, lowering: &mut Lowering) {
        let mut terms: Vec<BTreeMap<usize, Balance>> =
            self.chains.iter().map(|chain| chain.keys().map(|slot| (*slot, (Vec::new(), 0.0))).collect()).collect();
        let mut add = |(chain, slot): Place, column: Option<usize>, sign: f64| {
            let Some((terms, constant)) = terms[chain].get_mut(&slot) else { return };
            match column {
                Some(column) => terms.push((column, sign)),
                None => *constant += sign,
            }
        };
        add((self.origin, 0), None, 1.0);
        for step in self.steps() {
            add(step.from, step.column, -1.0);
            add(step.to, step.column, 1.0);
        }
        for (nodes, terms) in self.chains.iter_mut().zip(terms) {
            for (node, (terms, constant)) in nodes.values_mut().zip(terms.into_values()) {
                if constant < 0.0 || terms.iter().any(|(_, sign)| *sign < 0.0) {
                    node.row = Some(lowering.program.rows.len());
                    lowering.program.rows.push(ProgramRow { terms, lower: Some(-constant), upper: None });
                }
            }
        }
    }

    /// The network as a path: what leads on from a node comes after what leads on from where that leads to. Whoever leaves a place in a slot
    /// enters another in the same slot; leaving again at once leads nowhere.
    pub(super) fn path(&self) -> Path {
        let mut path = Path::of_flow();
        let mut number: BTreeMap<Place, u32> = BTreeMap::new();
        for (chain, nodes) in self.chains.iter().enumerate() {
            for (slot, node) in nodes {
                number.insert((chain, *slot), path.add_node(node.row));
            }
        }
        let at = |place: Place| number.get(&place).copied().unwrap_or(Path::END);
        // By slot, backwards.
        let mut steps = self.steps();
        steps.sort_by_key(|step| (Reverse(step.from.1), step.kind));
        for step in steps {
            path.add_arc(at(step.from), at(step.to), step.column);
        }
        path.begin_at(at((self.origin, 0)));
        path
    }

    /// Walks the person's stays in order and sets the columns between them.
    pub(super) fn complete(&self, values: &mut [f64]) {
        let mut stays: Vec<Arc> = self.arcs.iter().filter(|arc| arc.column.is_none_or(|column| values[column] > 0.5)).copied().collect();
        stays.sort_unstable_by_key(|arc| (arc.first, arc.end, arc.chain));
        let (mut at, mut now) = (self.origin, 0);
        for arc in stays {
            let mut set = |column: Option<usize>| {
                if let Some(column) = column {
                    values[column] = 1.0;
                }
            };
            let mut waits_on = at;
            if arc.chain != at {
                waits_on = self.chains.len() - 1;
                set(self.chains[at].get(&now).and_then(|node| node.leave));
                set(self.chains[arc.chain].get(&arc.first).and_then(|node| node.enter));
            }
            for node in self.chains[waits_on].range(now..arc.first.max(now)).map(|(_, node)| node) {
                set(node.wait);
            }
            (at, now) = (arc.chain, arc.end);
        }
    }
}
