//! Annealing and its moves, on parts of random models that an empty choice holds.

use super::super::anneal::{Annealing, Lanes};
use super::super::shake::Shake;
use super::*;

fn models() -> impl Iterator<Item = (u64, Model)> {
    random_parts().filter(|(_, model)| State::new(&Index::new(model)).value().broken == 0)
}

#[test]
fn a_move_undone_and_done_again_leaves_what_it_left() {
    let mut moved = 0;
    for (seed, model) in models() {
        let index = Index::new(&model);
        let mut state = State::new(&index);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let usable = IndexVec::filled(true, model.candidates.len());
        for round in 0..40 {
            let shake = Shake { tier: Tier::ALL[round % Tier::COUNT], usable: &usable, others_stand: false };
            let (before, value) = (state.chosen(), state.value());
            let Some(changed) = shake.attempt(&mut state, &mut random) else {
                assert_eq!((state.chosen(), state.value()), (before, value), "seed {seed}: nothing was done");
                continue;
            };
            let (after, new_value) = (state.chosen(), state.value());
            assert_eq!(changed.is_empty(), before == after, "seed {seed}");
            changed.undo(&mut state);
            assert_eq!((state.chosen(), state.value()), (before, value), "seed {seed}");
            assert!(changed.fits(&state), "seed {seed}");
            changed.again(&mut state);
            assert_eq!((state.chosen(), state.value()), (after, new_value), "seed {seed}");
            assert!(changed.is_empty() || !changed.fits(&state), "seed {seed}: it is done");
            moved += usize::from(!changed.is_empty());
        }
    }
    assert!(moved > 1_000, "the models are too tame: {moved}");
}

#[test]
fn lanes_find_the_same_on_one_thread_or_two_and_never_lose() {
    let mut better = 0;
    for (seed, model) in models().step_by(4) {
        for tier in Tier::ALL {
            let with = |threads: usize| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
                pool.install(|| {
                    let index = Index::new(&model);
                    let mut state = State::new(&index);
                    let start = state.value().up_to(tier);
                    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
                    let usable = IndexVec::filled(true, model.candidates.len());
                    let shake = Shake { tier, usable: &usable, others_stand: false };
                    let never = || false;
                    let annealing =
                        Annealing { attempts: 2_000, enough: 0, seconds: f64::INFINITY, lanes: Lanes::Two, out_of_time: &never };
                    assert!(!annealing.run(&shake, &mut state, &mut random), "no clock was set");
                    let (score, broken) = model.evaluate(state.taken());
                    assert_eq!((state.value().score, state.value().broken), (score, broken), "seed {seed}");
                    assert!(state.value().up_to(tier) <= start, "seed {seed}");
                    (state.chosen(), state.value().up_to(tier) < start)
                })
            };
            let found = with(1);
            assert_eq!(found, with(2), "seed {seed} {tier:?}");
            better += usize::from(found.1);
        }
    }
    assert!(better > 20, "the models are too tame: {better}");
}

#[test]
fn a_clock_that_cools_it_is_told() {
    let (seed, model) = models().find(|(_, model)| State::new(&Index::new(model)).value().score[Tier::Wishes] > 0).expect("one that costs");
    let index = Index::new(&model);
    let mut state = State::new(&index);
    let usable = IndexVec::filled(true, model.candidates.len());
    let shake = Shake { tier: Tier::Wishes, usable: &usable, others_stand: false };
    let never = || false;
    let annealing = Annealing { attempts: usize::MAX / 512, enough: -1, seconds: 0.01, lanes: Lanes::One, out_of_time: &never };
    assert!(annealing.run(&shake, &mut state, &mut Xoshiro256PlusPlus::seed_from_u64(seed)));
}
