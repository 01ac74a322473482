//! Proofs of bounds: noted while a part is searched, replayed without a solver.
//!
//! What a tier's multipliers prove depends on which candidates were still in its program, and that on what earlier tiers ruled out. So a
//! record of a part keeps, tier by tier, the caps under which a program was made, and later tiers ask it which candidates are usable under
//! theirs. Search and replay ask the same record, and so lower the same programs.

use super::bound::{Bound, plain, replay};
use super::parts::{Part, take_apart};
use crate::domain::IndexVec;
use crate::model::{CandidateId, Fingerprint, Model, Score, Tier, TierProof};
use crate::solver::{Lowered, Stage, lower};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What the tiers before this one cost.
pub fn held(tier: Tier, score: Score) -> Vec<i64> {
    score.0[..tier as usize].to_vec()
}

/// The tier alone in the objective, the earlier ones held.
pub fn stage(tier: Tier, caps: &[i64]) -> Stage {
    let mut stage = Stage { weights: [0; Tier::COUNT], caps: [None; Tier::COUNT] };
    stage.weights[tier as usize] = 1;
    for (held, cap) in stage.caps[..tier as usize].iter_mut().zip(caps) {
        *held = Some(*cap);
    }
    stage
}

/// Each of the costs is at most its cap.
fn within(costs: &[i64], caps: &[i64]) -> bool {
    costs.len() == caps.len() && costs.iter().zip(caps).all(|(cost, cap)| cost <= cap)
}

/// Candidates that stand in no plan whose tiers before this one cost at most `caps` and which costs at most `left` in it.
#[derive(Clone, Debug)]
struct RuledOut {
    tier: Tier,
    caps: Vec<i64>,
    left: i64,
    candidates: Vec<CandidateId>,
}

impl RuledOut {
    fn of(tier: Tier, caps: &[i64], left: i64, lowered: &Lowered, bound: &Bound) -> Self {
        let columns = lowered.candidates.iter().enumerate();
        let out = columns.filter(|(column, _)| bound.excludes(*column, left - lowered.constant)).map(|(_, candidate)| *candidate);
        Self { tier, caps: caps.to_vec(), left, candidates: out.collect() }
    }
    /// All plans within these caps are among those that it speaks of.
    fn speaks_of(&self, caps: &[i64]) -> bool {
        let at = self.tier as usize;
        caps.get(..at).is_some_and(|earlier| within(earlier, &self.caps)) && caps.get(at).is_some_and(|cap| *cap <= self.left)
    }
}

fn usable(ruled_out: &[RuledOut], model: &Model, caps: &[i64]) -> IndexVec<CandidateId, bool> {
    let mut usable = IndexVec::filled(true, model.candidates.len());
    for candidate in ruled_out.iter().filter(|out| out.speaks_of(caps)).flat_map(|out| &out.candidates) {
        usable[*candidate] = false;
    }
    usable
}

/// What has been proved of a part, tier by tier.
#[derive(Clone, Debug, Default)]
pub struct Record {
    proofs: Vec<TierProof>,
    ruled_out: Vec<RuledOut>,
    /// Least that earlier tiers cost whenever something was proved of a tier, with a solver or without.
    held: BTreeMap<Tier, Vec<i64>>,
}

impl Record {
    /// Candidates that plans within the caps can take.
    pub fn usable(&self, model: &Model, caps: &[i64]) -> IndexVec<CandidateId, bool> {
        usable(&self.ruled_out, model, caps)
    }

    /// Notes the tier's program, as it is without room for caps, and returns the bound that it proves by itself.
    pub fn begin(&mut self, tier: Tier, caps: Vec<i64>, lowered: &Lowered) -> i64 {
        let bound = plain_bound(lowered);
        self.held.insert(tier, caps.clone());
        let program = fingerprint(lowered);
        self.proofs.push(TierProof { part: 0, tier, caps, left: None, multipliers: Vec::new(), bound, program });
        bound
    }

    /// Notes multipliers of the tier begun last, and returns what is proved with them.
    pub fn prove(&mut self, lowered: &Lowered, bound: &Bound) -> i64 {
        let Some(proof) = self.proofs.last_mut() else { return 0 };
        proof.multipliers = bound.proof();
        proof.bound = proof.bound.max(bound.least() + lowered.constant);
        proof.bound
    }

    /// The tier begun last is about to be bounded by other means, while the plan has this score.
    pub fn watch(&mut self, score: Score) {
        if let Some(mut last) = self.held.last_entry() {
            for (least, cost) in last.get_mut().iter_mut().zip(score.0) {
                *least = (*least).min(cost);
            }
        }
    }

    /// Leaves the tier begun last: what stands in no plan that costs at most `left` is out for later ones.
    pub fn leave(&mut self, lowered: &Lowered, bound: &Bound, left: i64) {
        if let Some(proof) = self.proofs.last_mut() {
            proof.left = Some(left);
            self.ruled_out.push(RuledOut::of(proof.tier, &proof.caps, left, lowered, bound));
        }
    }

    /// What was proved of the tier holds for plans that cost as much before it as this score says.
    pub fn holds(&self, tier: Tier, score: Score) -> bool {
        self.held.get(&tier).is_none_or(|caps| within(&held(tier, score), caps))
    }

    /// The proofs that speak of plans with this score.
    pub fn proofs_of(self, score: Score) -> Vec<TierProof> {
        self.proofs.into_iter().filter(|proof| within(&held(proof.tier, score), &proof.caps)).collect()
    }
}

/// What became of a stored proof.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replay {
    /// It proves this much within its part.
    Proves(i64),
    /// The model has other rows than the proof was made for.
    OtherProgram,
    /// It says nothing about the plan: there is no such part, or earlier tiers of the plan cost more than it allows, or it is there twice.
    OtherPlan,
}

/// What stored proofs prove about a choice of candidates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// No choice whose earlier tiers cost at most as much in each independent part costs less.
    pub bounds: Score,
    /// By proof, in their order.
    pub replays: Vec<Replay>,
}

/// Replays proofs of bounds for a choice that holds every hard row. Whatever the proofs say, the bounds are true: every number is computed
/// again from the model.
pub fn verify(model: &Model, chosen: &[CandidateId], proofs: &[TierProof]) -> Verified {
    let parts = take_apart(model);
    let mut taken = IndexVec::filled(false, model.candidates.len());
    for candidate in chosen {
        taken[*candidate] = true;
    }
    let mut of_part: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, proof) in proofs.iter().enumerate() {
        of_part.entry(proof.part as usize).or_default().push(at);
    }
    let replayed: Vec<(usize, Replay)> = parts
        .parts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, part)| {
            let mut proofs: Vec<(usize, &TierProof)> = of_part.get(&number).into_iter().flatten().map(|at| (*at, &proofs[*at])).collect();
            proofs.sort_by_key(|(_, proof)| proof.tier);
            replay_part(part, &taken, &proofs)
        })
        .collect();
    let mut verified = Verified { bounds: parts.constant, replays: vec![Replay::OtherPlan; proofs.len()] };
    for (at, replay) in replayed {
        verified.replays[at] = replay;
        if let Replay::Proves(bound) = replay {
            let sum = &mut verified.bounds[proofs[at].tier];
            *sum = sum.saturating_add(bound);
        }
    }
    verified
}

/// Replays the proofs of one part, in the order of tiers.
fn replay_part(part: &Part, taken: &IndexVec<CandidateId, bool>, proofs: &[(usize, &TierProof)]) -> Vec<(usize, Replay)> {
    if proofs.is_empty() {
        return Vec::new();
    }
    let model = &part.model;
    let given: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(candidate, _)| model.candidates.is_given(candidate)).collect();
    let here = part.origin.iter().map(|(candidate, origin)| given[candidate] || taken[*origin]).collect();
    let (score, _) = model.evaluate(&here);
    let mut ruled_out: Vec<RuledOut> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut one = |proof: &TierProof| {
        let speaks_of_plan = within(&held(proof.tier, score), &proof.caps) && proof.caps.iter().all(|cap| *cap <= MOST_COST);
        if !speaks_of_plan || !seen.insert(proof.tier) {
            return Replay::OtherPlan;
        }
        let usable = usable(&ruled_out, model, &proof.caps);
        let lowered = lower(model, &stage(proof.tier, &proof.caps), &|candidate| usable[candidate], &given);
        if fingerprint(&lowered) != proof.program {
            return Replay::OtherProgram;
        }
        let plain = plain_bound(&lowered);
        let Some(bound) = replay(&lowered.program, &proof.multipliers) else { return Replay::Proves(plain) };
        if let Some(left) = proof.left.filter(|left| (0..=MOST_COST).contains(left)) {
            ruled_out.push(RuledOut::of(proof.tier, &proof.caps, left, &lowered, &bound));
        }
        Replay::Proves(plain.max(bound.least() + lowered.constant))
    };
    proofs.iter().map(|(at, proof)| (*at, one(proof))).collect()
}

/// A stored cost above this is no cost of a plan: far more than any, and far from overflow.
const MOST_COST: i64 = 1 << 40;

/// What the program proves without multipliers. Costs are never negative.
fn plain_bound(lowered: &Lowered) -> i64 {
    lowered.constant + plain(&lowered.program).map_or(0, |bound| bound.least())
}

fn fingerprint(lowered: &Lowered) -> Fingerprint {
    let program = &lowered.program;
    let mut hasher = Sha256::new();
    hasher.update(b"program 1");
    hasher.update(lowered.constant.to_le_bytes());
    hasher.update((program.columns.len() as u64).to_le_bytes());
    let mut bytes = Vec::new();
    for column in &program.columns {
        bytes.clear();
        for number in [column.cost, column.lower, column.upper] {
            bytes.extend(number.to_bits().to_le_bytes());
        }
        hasher.update(&bytes);
    }
    for row in &program.rows {
        bytes.clear();
        bytes.extend((row.terms.len() as u64).to_le_bytes());
        for side in [row.lower, row.upper] {
            bytes.push(u8::from(side.is_some()));
            bytes.extend(side.unwrap_or_default().to_bits().to_le_bytes());
        }
        for (column, coefficient) in &row.terms {
            bytes.extend((*column as u64).to_le_bytes());
            bytes.extend(coefficient.to_bits().to_le_bytes());
        }
        hasher.update(&bytes);
    }
    Fingerprint(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
