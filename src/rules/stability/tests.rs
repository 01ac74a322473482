use super::{FALL, NEAREST, SPEC};
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

fn cost(problem: &Problem, placements: &[Placement]) -> i64 {
    agreed(RuleId::Stability, problem, placements).score[Tier::Stability]
}

/// A is promised P from January to March, B nothing.
fn promised() -> (Problem, [PersonId; 2], [PostId; 2]) {
    let mut problem = county();
    let people = ["A", "B"].map(|code| add_person(&mut problem, code));
    let posts = ["P", "Q"].map(|code| add_post(&mut problem, code));
    promise(&mut problem, &[(people[0], posts[0], 0, 6)], 0, 12);
    (problem, people, posts)
}

fn promise(problem: &mut Problem, stays: &[(PersonId, PostId, i32, i32)], from: i32, until: i32) {
    let stays = stays.iter().map(|(person, post, first, slots)| PromisedStay {
        person: *person,
        first: SlotId(*first),
        slots: *slots,
        post: *post,
    });
    problem.baseline = Some(Baseline::new(stays.collect(), SlotId(from), SlotId(until)));
}

#[test]
fn worked_example() {
    let (mut problem, [a, b], [p, q]) = promised();
    assert_eq!(cost(&problem, &[stay(a, q, 0, 6)]), 30);
    assert_eq!(cost(&problem, &[]), 30);
    assert_eq!(cost(&problem, &[stay(a, p, 0, 6), stay(b, p, 4, 2)]), 8);
    let found = findings(RuleId::Stability, &problem, &[stay(a, q, 0, 6)]);
    assert_eq!(found.iter().map(|finding| (finding.amount, finding.cost)).collect::<Vec<_>>(), [(6, 30)]);
    assert_eq!(found[0].dates, DateRange::new(day(2027, 1, 1), day(2027, 3, 31)));
    promise(&mut problem, &[(a, p, 0, 6)], 2, 12);
    assert_eq!(cost(&problem, &[stay(a, q, 0, 6)]), 22);
}

#[test]
fn nothing_counts_without_a_plan_in_force() {
    let (mut problem, [a, _], [_, q]) = promised();
    problem.baseline = None;
    assert_eq!(cost(&problem, &[stay(a, q, 0, 6)]), 0);
}

#[test]
fn other_ends_at_the_same_post_are_no_change_but_other_slots_are() {
    let (problem, [a, _], [p, q]) = promised();
    assert_eq!(cost(&problem, &[stay(a, p, 0, 6)]), 0);
    assert_eq!(cost(&problem, &[stay(a, p, 0, 3), stay(a, p, 3, 3)]), 0, "two stays where there was one");
    assert_eq!(cost(&problem, &[stay(a, p, 0, 8)]), 2 * 3, "April was not promised");
    assert_eq!(cost(&problem, &[stay(a, p, 0, 4), stay(a, q, 4, 4)]), 2 * 4 + 2 * 3, "elsewhere in March, anew in April");
    assert_eq!(cost(&problem, &[stay(a, p, 1, 5)]), 6, "half of January is missing");
}

#[test]
fn what_is_frozen_or_not_spoken_about_is_not_compared() {
    let (mut problem, [a, b], [p, q]) = promised();
    promise(&mut problem, &[(a, p, -2, 10)], 3, 6);
    assert_eq!(cost(&problem, &[stay(b, q, 0, 3)]), 6 + 2 * 5, "A is missing from the second half of February to March");
    assert_eq!(cost(&problem, &[stay(a, p, 3, 3), stay(b, q, 6, 6)]), 0);
}

#[test]
fn several_places_at_once_and_carried_in_stays() {
    let (mut problem, [a, _], [p, q]) = promised();
    problem.posts[q].load = 20;
    problem.posts[p].load = 80;
    promise(&mut problem, &[(a, p, 0, 2), (a, q, 0, 2)], 0, 12);
    assert_eq!(cost(&problem, &[stay(a, p, 0, 2)]), 12, "the circuit is called off");
    assert_eq!(cost(&problem, &[stay(a, p, 0, 2), stay(a, q, 0, 2)]), 0);
    let begun = carried(stay(a, q, -1, 2), &mut problem);
    assert_eq!(cost(&problem, &[begun]), 6 + 2 * 6, "one of two is missing in one slot, both in the next");
}

#[test]
fn a_county_sets_weights_and_months_count_as_two_halves() {
    let (mut problem, [a, _], [p, _]) = promised();
    set(&mut problem, SPEC.code, NEAREST, ParameterValue::Whole(3));
    assert_eq!(cost(&problem, &[]), 2 * (3 + 2 + 1));
    set(&mut problem, SPEC.code, FALL, ParameterValue::Whole(2));
    assert_eq!(cost(&problem, &[]), 2 * (3 + 1 + 1), "never less than 1");
    set(&mut problem, SPEC.code, FALL, ParameterValue::Whole(0));
    assert_eq!(cost(&problem, &[]), 18);
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    promise(&mut problem, &[(a, p, 0, 3)], 0, 6);
    assert_eq!(cost(&problem, &[]), 18);
}
