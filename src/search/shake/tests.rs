//! What is wished for.

use super::*;
use crate::search::state::Index;
use crate::search::tests::{dear_odds, random_parts};
use rand_xoshiro::rand_core::SeedableRng;

/// Odd ones among what 50 draws in each model find, and all that they find. Nothing is taken but what is given.
fn odd_ones(guided: bool, find: impl Fn(&Shake, &mut State, &mut Xoshiro256PlusPlus) -> Option<CandidateId>) -> (usize, usize) {
    let (mut odd, mut all) = (0, 0);
    for (seed, model) in random_parts() {
        let index = Index::new(&model);
        let mut state = State::new(&index);
        let usable = IndexVec::filled(true, model.candidates.len());
        let guide = dear_odds(&model);
        let shake = Shake { tier: Tier::Wishes, usable: &usable, others_stand: false, guide: guided.then_some(&guide) };
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        for found in (0..50).filter_map(|_| find(&shake, &mut state, &mut random)) {
            odd += usize::from(found.index() % 2 == 1);
            all += 1;
        }
    }
    (odd, all)
}

#[test]
fn wishes_go_by_reduced_cost_but_not_always() {
    let wish = |shake: &Shake, state: &mut State, random: &mut Xoshiro256PlusPlus| shake.wish(state, random);
    let ((odd, all), (as_drawn, _)) = (odd_ones(true, wish), odd_ones(false, wish));
    assert!(all > 1_000 && 4 * odd < 3 * as_drawn, "{odd} of {all} dear ones, {as_drawn} without a guide");
    assert!(16 * odd > as_drawn, "{odd} of {all} dear ones, {as_drawn} without a guide: plans need some");
}

#[test]
fn what_a_row_is_short_of_goes_by_reduced_cost() {
    // As if a stay that is not there had just been given up.
    let missing = |shake: &Shake, state: &mut State, random: &mut Xoshiro256PlusPlus| {
        let lost = CandidateId::from_index(draw(random, state.index().model.candidates.len()));
        let changed = Changed { given_up: vec![lost], taken: Vec::new() };
        (!state.is_taken(lost)).then(|| shake.missing(state, &changed, random)).flatten()
    };
    let ((odd, all), (as_drawn, _)) = (odd_ones(true, missing), odd_ones(false, missing));
    assert!(all > 300 && 4 * odd < 3 * as_drawn, "{odd} of {all} dear ones, {as_drawn} without a guide");
}
