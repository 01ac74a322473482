//! Small steps, on a made-up school where all of them are possible, and on parts of random models.

use super::needed::Needed;
use super::steps::Kind;
use super::*;
use crate::domain::{Id, InstitutionId, ItemId, PersonId, PostId, SlotId};
use crate::model::{Candidates, Cost, Elastic, Extremum, Model, Order, Row, Sequence};
use crate::roster::{PostSource, Stay};
use crate::search::construct::insert_greedily;
use crate::search::neighbourhood::draw;
use crate::search::state::Index;
use crate::search::tests::random_parts;
use std::collections::BTreeSet;

/// Six trainees, each with four items of two or three slots at two houses, in twelve slots; one has something carried in. Seats, a place at a
/// time and a least number are hard or dear, each item is due once, houses have ranks, changes and waiting cost, the worst-off counts again.
fn school(seed: u64) -> Model {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let (people, items, houses, slots) = (6, 4, 2, 12);
    let length = |item: usize| if item == 3 { 3 } else { 2 };
    let stay = |person: usize, first: i32, item: usize, house: usize| Stay {
        person: PersonId::from_index(person),
        first: SlotId(first),
        slots: length(item),
        post: PostId::from_index(item * houses + house),
        source: PostSource::None,
        item: Some(ItemId::from_index(item)),
    };
    let mut free = Vec::new();
    for person in 0..people {
        for item in 0..items {
            for first in 0..=slots - length(item) {
                free.extend((0..houses).map(|house| stay(person, first, item, house)));
            }
        }
    }
    let mut model = Model::new(Candidates::new(free, vec![Stay { item: None, ..stay(0, -1, 0, 0) }]));
    model.subjects.push("row".into());
    let all: Vec<(CandidateId, Stay)> = model.candidates.iter().map(|(candidate, stay)| (candidate, *stay)).collect();
    let mut row = |rule, of: &dyn Fn(&Stay) -> bool, lower, upper, elastic| {
        let terms: Vec<_> = all.iter().filter(|(_, stay)| of(stay)).map(|(candidate, _)| (*candidate, 1)).collect();
        model.rows.push(Row { rule, subject: 0, terms, lower, upper, elastic });
    };
    let dear = |tier, per_unit| Some(Elastic { tier, per_unit, limit: None });
    for person in (0..people).map(PersonId::from_index) {
        for slot in (0..slots).map(SlotId) {
            row("one-place", &|stay| stay.person == person && stay.covers(slot), None, Some(1), None);
        }
        for item in (0..items).map(ItemId::from_index) {
            row("due", &|stay| stay.person == person && stay.item == Some(item), Some(1), None, dear(Tier::Training, 3));
            row("once", &|stay| stay.person == person && stay.item == Some(item), None, Some(1), None);
        }
    }
    for slot in (0..slots).map(SlotId) {
        for post in (0..items * houses).map(PostId::from_index) {
            row("seats", &|stay| stay.post == post && stay.covers(slot), None, Some(2), None);
        }
        row("there", &|stay| stay.post.index() % houses == 0 && stay.covers(slot), Some(1), None, dear(Tier::CoverMinimum, 1));
    }
    for (candidate, _) in all.iter().filter(|(candidate, _)| !model.candidates.is_given(*candidate)) {
        model.costs.push(Cost { rule: "rank", tier: Tier::Wishes, candidate: *candidate, amount: draw(&mut random, 9) as i64 });
    }
    let of_person = |person: usize| all.iter().filter(move |(_, stay)| stay.person.index() == person);
    for person in 0..people {
        let members = of_person(person).map(|(candidate, stay)| (*candidate, InstitutionId::from_index(stay.post.index() % houses)));
        let (members, person) = (members.collect(), PersonId::from_index(person));
        model.sequences.push(Sequence { rule: "order", tier: Tier::Wishes, person, members, per_change: 2, per_waiting_slot: 1 });
    }
    let cost_of = |candidate: CandidateId| model.costs.iter().find(|cost| cost.candidate == candidate).map_or(0, |cost| cost.amount);
    let activities = (0..people).map(|person| {
        (0, of_person(person).map(|(candidate, _)| (*candidate, cost_of(*candidate))).filter(|(_, cost)| *cost > 0).collect())
    });
    let orders = (0..people as u32).map(|at| Order { activity: at, sequence: at, per_change: 2, per_waiting_slot: 1 }).collect();
    let worst = Extremum { rule: "worst", tier: Tier::Wishes, weight: 2, activities: activities.collect(), orders };
    model.extrema.push(worst);
    model
}

/// The same, where everybody's second item begins when the first is over.
fn school_in_order(seed: u64) -> Model {
    let mut model = school(seed);
    let all: Vec<(CandidateId, Stay)> = model.candidates.iter().map(|(candidate, stay)| (candidate, *stay)).collect();
    let [first, second] = [0, 1].map(|item| Some(ItemId::from_index(item)));
    for person in (0..6).map(PersonId::from_index) {
        for slot in (0..12).map(SlotId) {
            let begins = |stay: &Stay| i64::from(stay.person == person && stay.item == second && stay.first == slot);
            let is_over = |stay: &Stay| i64::from(stay.person == person && stay.item == first && stay.end() <= slot);
            let terms = all.iter().map(|(candidate, stay)| (*candidate, begins(stay) - is_over(stay))).filter(|(_, by)| *by != 0);
            model.rows.push(Row { rule: "in-order", subject: 0, terms: terms.collect(), lower: None, upper: Some(0), elastic: None });
        }
    }
    model
}

/// Candidates of odd number are in no plan that is looked for.
fn dear_odds(model: &Model) -> Guide {
    let mut guide = Guide::filled(0.0, model.candidates.len());
    guide.ids().filter(|candidate| candidate.index() % 2 == 1).for_each(|candidate| guide[candidate] = f64::INFINITY);
    guide
}

fn greedy<'a>(index: &'a Index<'a>, random: &mut Xoshiro256PlusPlus) -> State<'a> {
    let mut state = State::new(index);
    let all: Vec<CandidateId> = index.model.candidates.iter().map(|(candidate, _)| candidate).collect();
    insert_greedily(&mut state, &all, 0, random);
    state
}

fn wander<'a>(tier: Tier, usable: &'a IndexVec<CandidateId, bool>, attempts: usize) -> Wander<'a> {
    let seconds = f64::INFINITY;
    Wander {
        from: tier,
        tier,
        heat: 1.0,
        usable,
        guide: None,
        attempts,
        enough: 0,
        seconds,
        lanes: Lanes::Two,
        out_of_time: &|| false,
        report: &|_| (),
    }
}

const KINDS: [Kind; 9] =
    [Kind::Take, Kind::Elsewhere, Kind::Swap, Kind::Exchange, Kind::Turn, Kind::Call, Kind::Fill, Kind::Shift, Kind::Drop];

/// Draws steps of each kind, prices each, and does most; everything is counted again from scratch.
fn follow(model: &Model, tier: Tier, seed: u64, seen: &mut BTreeSet<usize>) -> usize {
    let index = Index::new(model);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut state = greedy(&index, &mut random);
    let usable = IndexVec::filled(true, model.candidates.len());
    let guide = dear_odds(model);
    let ground = Ground::new(&index, tier, &usable, state.taken()).expect("small numbers");
    let mut tally = Tally::of(&ground, &state);
    let likes = Likes::new(&model.candidates, &usable);
    let without_rows = Model { rows: Vec::new(), ..model.clone() };
    let Some(steps) = Steps::new(model, likes, seed.is_multiple_of(2).then_some(&guide)) else { return 0 };
    let mut step = Step::default();
    let mut drawn = 0;
    for round in 0..400 {
        if !steps.draw_one(KINDS[round % KINDS.len()], &tally, steps.somebody(&mut random), &mut random, &mut step) {
            continue;
        }
        drawn += 1;
        seen.insert(round % KINDS.len());
        assert!(tally.fits(&step), "seed {seed}: {step:?}");
        let before = tally.value();
        let least = tally.least(&step);
        let value = tally.with_rows(&step, least);
        assert_eq!(tally.value(), before, "pricing does nothing");
        step.signed().for_each(|(candidate, _)| state.flip(candidate));
        assert_eq!(least, Value { broken: 0, score: without_rows.evaluate(state.taken()).0 }.up_to(tier), "seed {seed}: {step:?}");
        assert!((0..Tier::COUNT).all(|at| least.score.0[at] <= value.score.0[at]), "rows only cost: {least:?}, {value:?}");
        let (score, broken) = model.evaluate(state.taken());
        // Rows that say again what another says are counted once.
        let counted = Value { broken: value.broken, score }.up_to(tier);
        assert_eq!((value, value.broken > 0), (counted, broken > 0), "seed {seed}: {step:?}");
        assert!(value.broken <= broken, "seed {seed}: {step:?}");
        if round % 4 == 0 {
            step.signed().for_each(|(candidate, _)| state.flip(candidate));
            continue;
        }
        tally.keep(&step, value);
        assert!(!tally.fits(&step), "it is done");
        let mut chosen = tally.chosen();
        chosen.sort_unstable();
        assert_eq!((chosen, tally.value()), (state.chosen(), value), "seed {seed}");
        let mut short = tally.short().to_vec();
        short.sort_unstable();
        let counted =
            (0u32..).take(model.rows.len()).filter(|row| index.can_be_short(*row as usize, tier) && state.astray(*row as usize) < 0);
        assert_eq!(short, counted.collect::<Vec<u32>>(), "seed {seed}");
    }
    drawn
}

#[test]
fn steps_cost_what_counting_again_says() {
    let mut seen = BTreeSet::new();
    let of_schools: usize = (0..12).map(|seed| follow(&school(seed), Tier::ALL[seed as usize % Tier::COUNT], seed, &mut seen)).sum();
    assert!(of_schools > 2_000 && seen.len() == 9, "{of_schools} steps of the kinds {seen:?}");
    let in_order: usize = (0..12).map(|seed| follow(&school_in_order(seed), Tier::Wishes, seed, &mut seen)).sum();
    assert!(in_order > 2_000, "{in_order}");
    let drawn: usize = random_parts().map(|(seed, model)| follow(&model, Tier::ALL[seed as usize % Tier::COUNT], seed, &mut seen)).sum();
    assert!(drawn > 3_000, "the models are too tame: {drawn}");
}

/// The same stay twice is no step: where people may be at two posts at once, they may have what a step would give them.
#[test]
fn whoever_is_at_two_posts_at_once_gets_neither_twice() {
    let mut drawn = 0;
    for seed in 0..8 {
        let model = school(seed);
        let stays: Vec<Stay> = model.candidates.iter().map(|(_, stay)| Stay { item: None, ..*stay }).collect();
        let (free, given): (Vec<Stay>, Vec<Stay>) = stays.into_iter().partition(|stay| stay.first.0 >= 0);
        let same_order = Candidates::new(free, given);
        assert_eq!(same_order.len(), model.candidates.len());
        let mut of_nothing = Model::new(same_order);
        of_nothing.subjects.push("row".into());
        for (candidate, stay) in of_nothing.candidates.iter() {
            of_nothing.costs.push(Cost {
                rule: "rank",
                tier: Tier::Wishes,
                candidate,
                amount: 1 + i64::from(stay.first.0.unsigned_abs() % 3),
            });
        }
        for person in (0..6).map(PersonId::from_index) {
            for slot in (0..12).map(SlotId) {
                let here = of_nothing.candidates.iter().filter(|(_, stay)| stay.person == person && stay.covers(slot));
                let terms = here.map(|(candidate, _)| (candidate, 1)).collect();
                let due = Elastic { tier: Tier::Training, per_unit: 1, limit: None };
                of_nothing.rows.push(Row { rule: "two-places", subject: 0, terms, lower: Some(2), upper: None, elastic: Some(due) });
            }
        }
        drawn += follow(&of_nothing, Tier::Wishes, seed, &mut BTreeSet::new());
    }
    assert!(drawn > 300, "{drawn}");
}

#[test]
fn whoever_can_be_at_one_place_alone_is_never_sent_to_two() {
    let model = school(3);
    let index = Index::new(&model);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(3);
    let state = greedy(&index, &mut random);
    let usable = IndexVec::filled(true, model.candidates.len());
    let ground = Ground::new(&index, Tier::Wishes, &usable, state.taken()).expect("small numbers");
    let mut tally = Tally::of(&ground, &state);
    let steps = Steps::new(&model, Likes::new(&model.candidates, &usable), None).expect("people");
    let mut step = Step::default();
    let overlaps = |held: &[tally::Held]| held.windows(2).any(|pair| pair[1].first < pair[0].end);
    let mut seen = BTreeSet::new();
    for (round, kind) in KINDS.into_iter().cycle().take(6_000).enumerate() {
        if steps.draw_one(kind, &tally, steps.somebody(&mut random), &mut random, &mut step) {
            let value = tally.price(&step);
            tally.keep(&step, value);
            seen.insert(round % KINDS.len());
            assert!((0..6).all(|person| !overlaps(tally.held(PersonId::from_index(person)))), "{kind:?} {step:?}");
        }
    }
    assert_eq!(seen.len(), KINDS.len(), "{seen:?}");
}

#[test]
fn two_lanes_end_a_round_with_the_same_plan() {
    let mut at_odds = 0;
    let schools = (0..6).map(|seed| (seed, school_in_order(seed)));
    for (seed, model) in schools.chain(random_parts().step_by(7)) {
        let index = Index::new(&model);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut state = greedy(&index, &mut random);
        let usable = IndexVec::filled(true, model.candidates.len());
        let ground = Ground::new(&index, Tier::Wishes, &usable, state.taken()).expect("small numbers");
        let Some(steps) = Steps::new(&model, Likes::new(&model.candidates, &usable), None) else { continue };
        let prices = Prices::new([Tier::Wishes; 2], state.value().score, |_| 10.0, 10.0);
        let mut one = Lane::new(Tally::of(&ground, &state), &mut random);
        let mut other = Lane::new(one.tally.clone(), &mut random);
        for round in 0..20 {
            for lane in [&mut one, &mut other] {
                lane.round(&steps, &prices, 40, 5.0, Value::default(), true);
            }
            let flips = |lane: &Lane| together(lane.kept.iter().flat_map(|(step, _)| step.signed()));
            let (mine, theirs) = (flips(&one), flips(&other));
            at_odds += usize::from(mine.iter().any(|flip| theirs.contains(flip)));
            one.join(&mut other, &prices);
            let mut chosen = [&one, &other].map(|lane| lane.tally.chosen());
            chosen.iter_mut().for_each(|chosen| chosen.sort_unstable());
            assert_eq!(chosen[0], chosen[1], "seed {seed}, round {round}");
            assert_eq!(one.tally.value(), other.tally.value());
            state.become_choice_with_given(&chosen[0]);
            let (score, broken) = model.evaluate(state.taken());
            assert_eq!((one.tally.value().score, one.tally.value().broken > 0), (score, broken > 0), "seed {seed}, round {round}");
            let mut step = Step::default();
            let drawn = steps.draw(&one.tally, steps.somebody(&mut random), &mut random, &mut step);
            assert!(!drawn || one.tally.price(&step) == other.tally.price(&step), "seed {seed}, round {round}");
        }
    }
    assert!(at_odds > 20, "the lanes hardly meet: {at_odds}");
}

#[test]
fn rows_that_no_step_breaks_and_rows_said_again_are_not_asked() {
    let asked = |model: &Model| {
        let Needed { rows, at_one_place } = Needed::of(model);
        let of =
            |rule: &str| model.rows.iter().zip(&rows).filter(|(row, _)| row.rule == rule).map(|(_, needed)| *needed).collect::<Vec<bool>>();
        (of("one-place"), of("once"), at_one_place.values().copied().collect::<Vec<bool>>())
    };
    let mut model = school(1);
    assert_eq!(asked(&model), (vec![false; 72], vec![true; 24], vec![true; 6]));
    let once = model.rows.iter().find(|row| row.rule == "once").expect("an item").clone();
    let again = |by: i64, upper: i64| {
        let terms = once.terms.iter().map(|(candidate, _)| (*candidate, by)).collect();
        Row { terms, upper: Some(upper), ..once.clone() }
    };
    model.rows.extend([again(2, 3), again(2, 5)]);
    let needed = asked(&model).1;
    assert_eq!(needed.iter().filter(|needed| **needed).count(), 24, "twice one is at most three, as once one is at most one");
    assert!(!needed[25], "at most two says less");
    model.rows.push(again(1, 0));
    assert!(!asked(&model).1[0], "at most none says more");
    let mut open = school(1);
    let slot_of = |row: &Row| open.candidates.stay(row.terms[0].0).person.index();
    let (at, _) = open.rows.iter().enumerate().filter(|(_, row)| row.rule == "one-place" && slot_of(row) == 2).nth(5).expect("a slot");
    open.rows[at].upper = Some(2);
    let (one_place, _, people) = asked(&open);
    assert_eq!(people, [true, true, false, true, true, true]);
    assert_eq!(one_place, (0..72).map(|row| row / 12 == 2).collect::<Vec<bool>>());
}

#[test]
fn it_never_loses_and_finds_the_same_on_one_thread_or_two() {
    let mut better = 0;
    let schools = (0..6).map(|seed| (seed, school(seed)));
    for (seed, model) in schools.chain(random_parts().step_by(7)) {
        for tier in Tier::ALL {
            let with = |threads: usize| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
                pool.install(|| {
                    let index = Index::new(&model);
                    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
                    let mut state = State::new(&index);
                    let start = state.value().up_to(tier);
                    let usable = IndexVec::filled(true, model.candidates.len());
                    assert!(!wander(tier, &usable, 4_000).run(&mut state, &mut random), "no clock was set");
                    let (score, broken) = model.evaluate(state.taken());
                    assert_eq!(state.value(), Value { broken, score }, "seed {seed}");
                    assert!(state.value().up_to(tier) <= start, "seed {seed} {tier:?}");
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
fn it_comes_near_what_programs_prove() {
    let model = school(1);
    let index = Index::new(&model);
    let usable = IndexVec::filled(true, model.candidates.len());
    let wandered = (0..8).map(|seed| {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut state = greedy(&index, &mut random);
        for tier in Tier::ALL {
            wander(tier, &usable, 100_000).run(&mut state, &mut random);
        }
        state.value()
    });
    let wandered = wandered.min().expect("eight of them");
    let options = crate::search::SearchOptions { effort: crate::search::Effort::Quick, ..Default::default() };
    let best = crate::search::search(&model, &options, &crate::search::Silent::default()).expect("a plan").score;
    let best_before_wishes = Value { broken: 0, score: best }.before(Tier::Wishes).score;
    assert_eq!(wandered.broken, 0);
    assert_eq!(wandered.before(Tier::Wishes).score, best_before_wishes, "earlier tiers are met");
    let (wishes, best) = (wandered.score[Tier::Wishes], best[Tier::Wishes]);
    assert!((best..=best + best / 10).contains(&wishes), "{wishes}, proved best {best}");
}

#[test]
fn over_all_tiers_an_earlier_one_goes_first() {
    let mut better = 0;
    for seed in 0..6 {
        let model = school(seed);
        let index = Index::new(&model);
        let usable = IndexVec::filled(true, model.candidates.len());
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut state = State::new(&index);
        let empty = state.value();
        let told = std::sync::Mutex::new(vec![empty.score]);
        let report = |score| told.lock().expect("no panic").push(score);
        let all = Wander { from: Tier::CoverMinimum, report: &report, ..wander(Tier::Wishes, &usable, 100_000) };
        assert!(!all.run(&mut state, &mut random), "no clock was set");
        let (score, broken) = model.evaluate(state.taken());
        assert_eq!((state.value(), broken), (Value { broken, score }, 0), "seed {seed}");
        let told = told.into_inner().expect("no panic");
        assert!(told.windows(2).all(|pair| pair[1] < pair[0]) && told.last().is_some_and(|last| score <= *last), "{told:?} {score:?}");
        let one_by_one = {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
            let mut state = greedy(&index, &mut random);
            Tier::ALL.into_iter().for_each(|tier| {
                wander(tier, &usable, 100_000).run(&mut state, &mut random);
            });
            state.value()
        };
        assert_eq!(state.value().before(Tier::Wishes), one_by_one.before(Tier::Wishes), "seed {seed}");
        better += usize::from(empty.before(Tier::Wishes) > state.value().before(Tier::Wishes));
    }
    assert!(better == 6, "the schools are too tame");
}

#[test]
fn prices_rise_only_late_and_in_vain() {
    let mut watch = Watch::default();
    let asked: Vec<usize> = (0..STEPS).filter(|at| watch.is_time_for_dearer(*at)).collect();
    assert_eq!(asked.first(), Some(&(STEPS / 2 + PATIENCE)), "{asked:?}");
    assert!(asked.windows(2).all(|pair| pair[1] - pair[0] == PATIENCE));
    let mut watch = Watch::default();
    let met = |watch: &mut Watch, at| {
        watch.legal = true;
        watch.is_time_for_dearer(at)
    };
    assert!(!(0..STEPS).any(|at| met(&mut watch, at)));
}

#[test]
fn whoever_meets_nothing_that_holds_everything_goes_back_now_and_then() {
    let astray = |legal_until: usize| {
        let mut watch = Watch::default();
        let mut go = |at: usize| {
            watch.legal = at < legal_until;
            watch.is_time_for_dearer(at);
            watch.legal = at < legal_until;
            watch.is_astray(at)
        };
        (0..STEPS).filter(|at| go(*at)).collect::<Vec<usize>>()
    };
    assert_eq!(astray(0).first(), Some(&ASTRAY));
    assert!(astray(0).windows(2).all(|pair| pair[1] - pair[0] == ASTRAY));
    assert_eq!(astray(100).first(), Some(&(100 - 100 % PATIENCE + ASTRAY)));
    assert!(astray(STEPS).is_empty());
}

#[test]
fn a_clock_that_cools_it_is_told_and_large_numbers_are_left_alone() {
    let mut model = school(2);
    let usable = IndexVec::filled(true, model.candidates.len());
    let run = |model: &Model| {
        let index = Index::new(model);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(2);
        let mut state = greedy(&index, &mut random);
        let before = state.chosen();
        let wander = Wander { seconds: 0.01, enough: -1, ..wander(Tier::Wishes, &usable, usize::MAX / 512) };
        (wander.run(&mut state, &mut random), state.chosen() == before)
    };
    assert!(run(&model).0);
    model.costs[0].amount = 1 << 40;
    assert_eq!(run(&model), (false, true));
}
