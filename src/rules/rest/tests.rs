use super::{EXTRA, PERIOD, REST, SPEC};
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

fn cost(problem: &Problem, placements: &[Placement]) -> i64 {
    agreed(RuleId::Rest, problem, placements).score[Tier::Policy]
}

fn past(problem: &mut Problem, person: PersonId, dates: DateRange) {
    let institution = InstitutionId::from_index(1);
    problem.history.push(HistoryEntry { person, institution, place: "P".into(), dates, kind: HistoryKind::Dispatch });
}

fn one_person() -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    (problem, person, post)
}

#[test]
fn worked_example() {
    let (mut problem, person, post) = one_person();
    past(&mut problem, person, DateRange::new(day(2026, 8, 1), day(2026, 10, 31)));
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6)]), 20);
    let found = findings(RuleId::Rest, &problem, &[stay(person, post, 0, 6)]);
    assert_eq!(found.iter().map(|finding| finding.amount).collect::<Vec<_>>(), [8, 1]);
    assert_eq!(found[0].dates, DateRange::new(day(2027, 1, 1), day(2027, 4, 30)));
    assert_eq!(found[0].message.zh, "两次下派之间应间隔 6 个月，少休 8 个半月");
    assert_eq!(cost(&problem, &[stay(person, post, 8, 6)]), 12);
    problem.people[person].volunteer = true;
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6)]), 8);
    assert_eq!(cost(&problem, &[stay(person, post, 8, 6)]), 0);
}

#[test]
fn only_the_end_of_the_last_dispatch_is_known() {
    let (mut problem, person, post) = one_person();
    problem.people[person].last_dispatch_end = Some(day(2026, 10, 20));
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6)]), 8);
    problem.people[person].last_dispatch_end = Some(day(2026, 10, 15));
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6)]), 7);
    problem.people[person].last_dispatch_end = Some(day(2027, 1, 20));
    assert_eq!(cost(&problem, &[stay(person, post, 11, 6)]), 3, "still away in January: rest until 20 July");
}

#[test]
fn rest_is_missing_beyond_the_horizon_too() {
    let (mut problem, person, post) = one_person();
    problem.people[person].volunteer = true;
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6), stay(person, post, 10, 12)]), 8);
    assert_eq!(cost(&problem, &[stay(person, post, 0, 10), stay(person, post, 11, 12)]), 11, "from the second half of June to November");
    set(&mut problem, SPEC.code, REST, ParameterValue::Whole(2));
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6), stay(person, post, 10, 12)]), 0);
    assert_eq!(cost(&problem, &[stay(person, post, 0, 6), stay(person, post, 9, 12)]), 1);
}

#[test]
fn carried_in_dispatches_come_first_and_are_not_blamed() {
    let (mut problem, person, post) = one_person();
    past(&mut problem, person, DateRange::new(day(2026, 11, 1), day(2026, 11, 30)));
    let begun = carried(stay(person, post, -1, 4), &mut problem);
    assert_eq!(cost(&problem, &[begun]), 0);
    assert_eq!(cost(&problem, &[begun, stay(person, post, 5, 6)]), 10 + 12);
}

#[test]
fn a_period_ends_where_the_next_begins() {
    let (mut problem, person, post) = one_person();
    set(&mut problem, SPEC.code, REST, ParameterValue::Whole(0));
    past(&mut problem, person, DateRange::new(day(2025, 3, 10), day(2025, 4, 30)));
    assert_eq!([3, 4].map(|first| cost(&problem, &[stay(person, post, first, 1)])), [12, 0]);
    set(&mut problem, SPEC.code, EXTRA, ParameterValue::Whole(5));
    let three = [stay(person, post, 0, 1), stay(person, post, 4, 1), stay(person, post, 8, 1)];
    assert_eq!(cost(&problem, &three), 10, "the busiest 24 months hold two of the three too many");
    set(&mut problem, SPEC.code, PERIOD, ParameterValue::Whole(2));
    assert_eq!(cost(&problem, &three), 0, "a shorter period than the plan moves along");
    set(&mut problem, SPEC.code, PERIOD, ParameterValue::Whole(0));
    assert_eq!(cost(&problem, &three), 0);
}

#[test]
fn circuits_training_and_secondment_are_no_dispatches() {
    let (mut problem, person, post) = one_person();
    let twice = [stay(person, post, 0, 2), stay(person, post, 2, 2)];
    assert!(cost(&problem, &twice) > 0);
    problem.posts[post].load = 49;
    past(&mut problem, person, DateRange::new(day(2026, 12, 1), day(2026, 12, 31)));
    let other = add_post(&mut problem, "Q");
    assert_eq!(cost(&problem, &twice), 0);
    assert_eq!(cost(&problem, &[stay(person, other, 0, 6)]), 0, "the history names the post of little load");
    problem.posts[other].kind = DispatchKind::Secondment;
    problem.history.clear();
    assert_eq!(cost(&problem, &[stay(person, other, 0, 6), stay(person, other, 6, 6)]), 0);
}

#[test]
fn whole_months_cost_as_their_halves() {
    let (mut problem, person, post) = one_person();
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    problem.people[person].volunteer = true;
    assert_eq!(cost(&problem, &[stay(person, post, 0, 3), stay(person, post, 5, 6)]), 8);
}
