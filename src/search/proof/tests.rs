use super::*;
use crate::campaign::Campaign;
use crate::model::Multiplier;
use crate::search::bound::evaluate;
use crate::search::neighbourhood::draw;
use crate::search::tests::random_model;
use crate::search::{Outcome, SearchOptions, Silent, search};
use crate::solver::{Limits, relax};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

fn searched(model: &Model) -> Option<Outcome> {
    search(model, &SearchOptions { threads: 1, ..SearchOptions::default() }, &Silent::default()).ok()
}

#[test]
fn a_replay_gives_what_the_search_reported() {
    let (mut with_multipliers, mut ruled_out, mut later) = (0, 0, 0);
    for seed in Campaign::new("replays of proofs", 150).seeds() {
        let model = random_model(seed);
        let Some(outcome) = searched(&model) else { continue };
        let verified = verify(&model, &outcome.chosen, &outcome.proofs);
        assert_eq!(verified.bounds, outcome.by_duals, "seed {seed}");
        for (proof, replay) in outcome.proofs.iter().zip(&verified.replays) {
            assert_eq!(*replay, Replay::Proves(proof.bound), "seed {seed} {proof:?}");
            with_multipliers += u64::from(!proof.multipliers.is_empty());
            ruled_out += u64::from(proof.left.is_some());
            let follows = |earlier: &TierProof| earlier.part == proof.part && earlier.tier < proof.tier && earlier.left.is_some();
            later += u64::from(outcome.proofs.iter().any(follows));
        }
        for tier in &outcome.tiers {
            assert!(Some(outcome.by_duals[tier.tier]) <= tier.bound, "seed {seed}: more by duals than in all");
        }
    }
    if crate::solver::NAME == "HiGHS" {
        assert!(with_multipliers > 0 && ruled_out > 0 && later > 0, "nothing is proved: {with_multipliers} {ruled_out} {later}");
    } else {
        assert_eq!(with_multipliers, 0);
    }
}

/// Proofs as somebody who knows their form might make them up: true ones bent, and new ones with the right fingerprints.
fn made_up(model: &Model, outcome: &Outcome, random: &mut Xoshiro256PlusPlus) -> Vec<TierProof> {
    let mut proofs = outcome.proofs.clone();
    let any = |random: &mut Xoshiro256PlusPlus| match draw(random, 4) {
        0 => random.next_u64().cast_signed(),
        1 => [i64::MIN, i64::MAX, -1, 1 << 40][draw(random, 4)],
        _ => draw(random, 12) as i64,
    };
    for tier in Tier::ALL {
        let parts = take_apart(model).parts.len().max(1);
        let caps = (0..tier as usize).map(|_| any(random)).collect();
        let (part, left) = (draw(random, parts + 1) as u32, Some(any(random)));
        proofs.push(TierProof { part, tier, caps, left, multipliers: Vec::new(), bound: any(random), program: Fingerprint(String::new()) });
    }
    for at in (1..proofs.len()).rev() {
        proofs.swap(at, draw(random, at + 1));
    }
    for proof in &mut proofs {
        if draw(random, 3) == 0 {
            proof.left = Some(any(random));
        }
        if draw(random, 4) == 0 {
            proof.caps = (0..proof.tier as usize).map(|tier| outcome.score.0[tier] + draw(random, 3) as i64).collect();
        }
        if draw(random, 2) == 0 {
            proof.multipliers = (0..draw(random, 30))
                .map(|_| {
                    let wild = random.next_u64().cast_signed();
                    let multiplier = if draw(random, 4) == 0 { wild } else { wild % (8 * Multiplier::UNIT) };
                    (draw(random, 60) as u32, Multiplier(multiplier))
                })
                .collect();
        }
    }
    // A forger can compute fingerprints, tier by tier.
    for _ in Tier::ALL {
        let verified = verify(model, &outcome.chosen, &proofs);
        for (at, _) in verified.replays.iter().enumerate().filter(|(_, replay)| **replay == Replay::OtherProgram) {
            proofs[at].program = true_fingerprint(model, outcome, &proofs, at);
        }
    }
    proofs
}

/// The fingerprint under which the proof is replayed, found as a forger would: by running the replay himself.
fn true_fingerprint(model: &Model, outcome: &Outcome, proofs: &[TierProof], at: usize) -> Fingerprint {
    let parts = take_apart(model);
    let part = &parts.parts[proofs[at].part as usize];
    let given: IndexVec<CandidateId, bool> =
        part.model.candidates.iter().map(|(candidate, _)| part.model.candidates.is_given(candidate)).collect();
    let mut ruled_out = Vec::new();
    let mut before: Vec<&TierProof> = proofs.iter().filter(|proof| proof.part == proofs[at].part && proof.tier < proofs[at].tier).collect();
    before.sort_by_key(|proof| proof.tier);
    let lowered = |ruled_out: &[RuledOut], proof: &TierProof| {
        let usable = usable(ruled_out, &part.model, &proof.caps);
        lower(&part.model, &stage(proof.tier, &proof.caps), &|candidate| usable[candidate], &given)
    };
    let replays = verify(model, &outcome.chosen, proofs).replays;
    for proof in before {
        let number = proofs.iter().position(|other| std::ptr::eq(other, proof)).expect("it is one of them");
        let (Replay::Proves(_), Some(left)) = (replays[number], proof.left.filter(|left| (0..=MOST_COST).contains(left))) else { continue };
        let lowered = lowered(&ruled_out, proof);
        if let Some(bound) = replay(&lowered.program, &proof.multipliers) {
            ruled_out.push(RuledOut::of(proof.tier, &proof.caps, left, &lowered, &bound));
        }
    }
    fingerprint(&lowered(&ruled_out, &proofs[at]))
}

#[test]
fn no_made_up_proof_proves_more_than_is_true() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
    let (mut proved, mut other_program, mut other_plan, mut tight) = (0, 0, 0, 0);
    for seed in Campaign::new("made-up proofs", 150).seeds() {
        let model = random_model(seed);
        // Small models are solved to the best: no bound above it is true.
        let Some(outcome) = searched(&model) else { continue };
        for _ in 0..4 {
            let proofs = made_up(&model, &outcome, &mut random);
            let verified = verify(&model, &outcome.chosen, &proofs);
            for replay in &verified.replays {
                match replay {
                    Replay::Proves(_) => proved += 1,
                    Replay::OtherProgram => other_program += 1,
                    Replay::OtherPlan => other_plan += 1,
                }
            }
            for tier in Tier::ALL {
                assert!(verified.bounds[tier] <= outcome.score[tier], "seed {seed} {tier:?}: {proofs:?} prove {:?}", verified.bounds);
                tight += u64::from(outcome.score[tier] > 0 && verified.bounds[tier] == outcome.score[tier]);
            }
        }
    }
    assert!(proved > 0 && other_plan > 0 && tight > 0, "{proved} {other_program} {other_plan} {tight}");
}

/// A forger says that a tier was left at less than the plan costs there, so that its true multipliers rule out the plan's own candidates,
/// and then proves bounds of later tiers without them.
#[test]
fn a_tier_said_to_have_been_left_lower_rules_nothing_out() {
    let mut would_matter = 0;
    for seed in Campaign::new("forged exclusions", 150).seeds() {
        let model = random_model(seed);
        let Some(outcome) = searched(&model) else { continue };
        let parts = take_apart(&model);
        for (number, part) in (0u32..).zip(&parts.parts) {
            let given: IndexVec<CandidateId, bool> =
                part.model.candidates.iter().map(|(candidate, _)| part.model.candidates.is_given(candidate)).collect();
            let here = part.origin.iter().map(|(candidate, origin)| given[candidate] || outcome.chosen.contains(origin)).collect();
            let (score, _) = part.model.evaluate(&here);
            for tier in Tier::ALL.into_iter().filter(|tier| score[*tier] > 0) {
                let caps = held(tier, score);
                let lowered = lower(&part.model, &stage(tier, &caps), &|_| true, &given);
                let limits = Limits::of_seconds(10.0, &|| false);
                let Some(bound) = relax(&lowered.program, &limits, false).and_then(|rough| evaluate(&lowered.program, &rough)) else {
                    continue;
                };
                let left = score[tier] - 1;
                let out = RuledOut::of(tier, &caps, left, &lowered, &bound);
                would_matter += u64::from(out.candidates.iter().any(|candidate| here[*candidate]));
                let (multipliers, program) = (bound.proof(), fingerprint(&lowered));
                let mut proofs = vec![TierProof { part: number, tier, caps, left: Some(left), multipliers, bound: 0, program }];
                for later in Tier::ALL.into_iter().filter(|later| *later > tier) {
                    let caps = held(later, score);
                    for without in [true, false] {
                        let free = |candidate: CandidateId| !without || !out.candidates.contains(&candidate);
                        let lowered = lower(&part.model, &stage(later, &caps), &free, &given);
                        let rough = relax(&lowered.program, &limits, false).and_then(|rough| evaluate(&lowered.program, &rough));
                        let multipliers = rough.map_or_else(Vec::new, |bound| bound.proof());
                        let (caps, program) = (caps.clone(), fingerprint(&lowered));
                        proofs.push(TierProof { part: number, tier: later, caps, left: None, multipliers, bound: 0, program });
                    }
                }
                for some in [proofs.clone(), proofs.iter().rev().cloned().collect()] {
                    let verified = verify(&model, &outcome.chosen, &some);
                    assert_eq!(verified.replays.iter().filter(|replay| matches!(replay, Replay::OtherPlan)).count(), proofs.len() / 2);
                    for tier in Tier::ALL {
                        assert!(verified.bounds[tier] <= outcome.score[tier], "seed {seed} {tier:?}: {some:?} prove {:?}", verified.bounds);
                    }
                }
            }
        }
    }
    assert!(would_matter > 0 || crate::solver::NAME != "HiGHS", "no tier rules out what the plan takes");
}

#[test]
fn a_tier_rules_out_only_for_those_who_hold_it() {
    let out = RuledOut { tier: Tier::Training, caps: vec![3, 5], left: 7, candidates: Vec::new() };
    assert!(out.speaks_of(&[3, 5, 7]) && out.speaks_of(&[0, 5, 6, 99]));
    for beyond in [&[4, 5, 7][..], &[3, 6, 7], &[3, 5, 8], &[3, 5]] {
        assert!(!out.speaks_of(beyond), "{beyond:?}");
    }
}

#[test]
fn a_bound_is_withdrawn_when_an_earlier_tier_has_come_to_cost_more() {
    let model = random_model(3);
    let all = IndexVec::filled(true, model.candidates.len());
    let none = IndexVec::filled(false, model.candidates.len());
    let caps = vec![4, 2];
    let lowered = lower(&model, &stage(Tier::Training, &caps), &|candidate| all[candidate], &none);
    let mut record = Record::default();
    record.begin(Tier::Training, caps, &lowered);
    assert!(record.holds(Tier::Training, Score([4, 2, 9, 9, 9, 9])) && record.holds(Tier::Policy, Score([9; Tier::COUNT])));
    assert!(!record.holds(Tier::Training, Score([3, 3, 0, 0, 0, 0])));
    record.watch(Score([4, 1, 9, 9, 9, 9]));
    assert!(!record.holds(Tier::Training, Score([4, 2, 9, 9, 9, 9])), "something was proved while the target cost less");
    assert_eq!(record.clone().proofs_of(Score([4, 2, 9, 9, 9, 9])).len(), 1, "but not by the multipliers");
    assert_eq!(record.proofs_of(Score([4, 3, 9, 9, 9, 9])).len(), 0);
}
