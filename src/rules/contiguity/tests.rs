use super::emit::admits;
use crate::domain::*;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

const EMERGENCY: usize = 0;
const MEDICINE: usize = 1;
const SURGERY: usize = 2;

fn trainee() -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let post = add_training(&mut problem, 9, &[("急诊", 6, true), ("内科", 24, true), ("外科", 8, false)]);
    let person = add_trainee(&mut problem, "A", day(2029, 8, 31));
    (problem, person, post)
}

fn faults(problem: &Problem, placements: &[Placement]) -> i64 {
    let holds = agreed(RuleId::Contiguity, problem, placements).holds;
    let found: i64 = findings(RuleId::Contiguity, problem, placements).iter().map(|finding| finding.amount).sum();
    assert_eq!(holds, found == 0);
    found
}

#[test]
fn worked_example() {
    let (problem, person, post) = trainee();
    assert_eq!(faults(&problem, &[training(person, post, EMERGENCY, 0, 6)]), 0);
    assert_eq!(faults(&problem, &[training(person, post, EMERGENCY, 0, 4), training(person, post, EMERGENCY, 6, 2)]), 3);
    assert_eq!(faults(&problem, &[training(person, post, MEDICINE, 0, 8), training(person, post, MEDICINE, 8, 16)]), 0);
    assert_eq!(faults(&problem, &[training(person, post, MEDICINE, 0, 1)]), 1);
}

#[test]
fn an_item_not_splittable_is_not_shortened() {
    let (problem, person, post) = trainee();
    assert_eq!(faults(&problem, &[training(person, post, SURGERY, 0, 7)]), 1);
    assert_eq!(faults(&problem, &[training(person, post, SURGERY, 0, 8)]), 0);
}

#[test]
fn what_was_begun_before_is_finished_in_one_stay() {
    let (mut problem, person, post) = trainee();
    problem.enrolments[0].progress[ItemId::from_index(EMERGENCY)].done = 1;
    let begun = carried(training(person, post, EMERGENCY, -2, 3), &mut problem);
    assert_eq!(faults(&problem, &[begun, training(person, post, EMERGENCY, 1, 2)]), 0);
    assert_eq!(faults(&problem, &[begun, training(person, post, EMERGENCY, 1, 3)]), 1);
    // A chunk under the minimum is all that is left.
    problem.enrolments[0].progress[ItemId::from_index(MEDICINE)].done = 23;
    assert_eq!(faults(&problem, &[begun, training(person, post, MEDICINE, 1, 1)]), 0);
}

#[test]
fn whole_month_slots_round_what_is_left_up() {
    let (mut problem, person, post) = trainee();
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    problem.enrolments[0].progress[ItemId::from_index(EMERGENCY)].done = 1;
    for (slots, expected) in [(2, false), (3, true), (4, false)] {
        let placement = training(person, post, EMERGENCY, 0, slots);
        assert_eq!(admits(&problem, &placement.stay), expected, "{slots}");
        assert_eq!(faults(&problem, &[placement]) == 0, expected, "{slots}");
    }
}

#[test]
fn a_county_sets_its_own_lengths() {
    let (mut problem, person, post) = trainee();
    let parameter =
        |key: &str, months| ParameterSetting {
            key: key.into(), value: ParameterValue::Whole(months), from: None, source: "县文件".into()
        };
    let parameters = vec![parameter("block_months", 2), parameter("minimum_chunk", 2)];
    problem.rule_settings.insert("contiguity".into(), RuleSetting { parameters, ..RuleSetting::default() });
    let split = |first, second| [training(person, post, EMERGENCY, 0, first), training(person, post, EMERGENCY, 6, second)];
    assert_eq!(faults(&problem, &split(4, 4)), 0);
    assert_eq!(faults(&problem, &split(4, 2)), 1);
}
