use super::emit::admits;
use crate::domain::*;
use crate::model::Tier;
use crate::rules::RuleId;
use crate::rules::fixture::*;

const CARDIOLOGY: usize = 0;
const RESPIRATORY: usize = 1;

/// A trainee who owes 4 half-months of cardiology and 6 of respiratory medicine, 2 of its 8 being done.
fn trainee(deadline: chrono::NaiveDate) -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let post = add_training(&mut problem, 9, &[("心血管", 4, true), ("呼吸", 8, true)]);
    let person = add_trainee(&mut problem, "A", deadline);
    problem.enrolments[0].progress[ItemId::from_index(RESPIRATORY)].done = 2;
    (problem, person, post)
}

fn training_cost(problem: &Problem, placements: &[crate::roster::Placement]) -> i64 {
    let found = agreed(RuleId::Curriculum, problem, placements);
    assert!(found.holds);
    found.score[Tier::Training]
}

#[test]
fn worked_example() {
    let (problem, person, post) = trainee(day(2029, 8, 31));
    let roster = [training(person, post, CARDIOLOGY, 0, 4), training(person, post, RESPIRATORY, 4, 2)];
    assert_eq!(training_cost(&problem, &roster), 4);
    let (problem, ..) = trainee(day(2027, 4, 30));
    assert_eq!(training_cost(&problem, &roster), 2 + 4);
}

#[test]
fn nothing_is_due_in_slots_with_an_absence_or_after_the_deadline() {
    let (mut problem, person, _) = trainee(day(2027, 4, 20));
    // Seven whole half-months until the deadline, two of them touched by leave; at the deadline all ten are missing.
    problem.people[person].absences.push(Absence {
        dates: DateRange::new(day(2027, 1, 15), day(2027, 1, 16)),
        kind: AbsenceKind::Leave,
        reason: "事假".into(),
    });
    assert_eq!(training_cost(&problem, &[]), 5 + 10);
    let (problem, ..) = trainee(day(2026, 12, 31));
    assert_eq!(training_cost(&problem, &[]), 0);
    let found = findings(RuleId::Curriculum, &problem, &[]);
    assert_eq!((found[0].amount, found[0].cost), (10, 0));
}

#[test]
fn carried_in_stays_pay_off_what_they_serve_in_the_horizon() {
    let (mut problem, person, post) = trainee(day(2029, 8, 31));
    // Three half-months before the horizon, two in it: cardiology owes 1 and is overdone by 1, which pays for nothing else.
    let begun = carried(training(person, post, CARDIOLOGY, -3, 5), &mut problem);
    assert_eq!(training_cost(&problem, &[begun]), 1 + 6 - 1);
    assert!(!agreed(RuleId::Curriculum, &problem, &[begun, training(person, post, CARDIOLOGY, 4, 1)]).holds);
}

#[test]
fn no_item_beyond_its_length() {
    let (problem, person, post) = trainee(day(2029, 8, 31));
    let halves = |second| [training(person, post, RESPIRATORY, 0, 3), training(person, post, RESPIRATORY, 6, second)];
    assert!(agreed(RuleId::Curriculum, &problem, &halves(3)).holds);
    assert!(!agreed(RuleId::Curriculum, &problem, &halves(4)).holds);
}

#[test]
fn stays_are_admitted_where_and_when_the_programme_says() {
    let (mut problem, person, post) = trainee(day(2027, 2, 28));
    let admitted = |problem: &Problem, placement: crate::roster::Placement| {
        let found = agreed(RuleId::Curriculum, problem, &[placement]).holds;
        assert_eq!(admits(problem, &placement.stay), found);
        found
    };
    assert!(admitted(&problem, training(person, post, CARDIOLOGY, 2, 2)));
    assert!(!admitted(&problem, training(person, post, CARDIOLOGY, 3, 2)), "after the deadline");
    assert!(!admitted(&problem, stay(person, post, 2, 2)), "no item");
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(CARDIOLOGY)].levels = vec![Level::Township];
    assert!(!admitted(&problem, training(person, post, CARDIOLOGY, 2, 2)), "level");
    assert!(admitted(&problem, training(person, post, RESPIRATORY, 2, 2)));
    problem.departments[DepartmentId::from_index(0)].standards.truncate(1);
    assert!(!admitted(&problem, training(person, post, RESPIRATORY, 2, 2)), "not taught");
    problem.enrolments[0].from = day(2027, 1, 2);
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(CARDIOLOGY)].levels = vec![Level::County];
    assert!(!admitted(&problem, training(person, post, CARDIOLOGY, 0, 2)), "before enrolment");
}

/// Three electives of 2, 2 and 4 half-months; one to two of them, 4 half-months together.
fn electives(deadline: chrono::NaiveDate) -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let post = add_training(&mut problem, 9, &[("影像", 2, false), ("皮肤", 2, false), ("肿瘤", 4, true)]);
    let programme = &mut problem.programmes[ProgrammeId::from_index(0)];
    let group = programme.groups.push(ElectiveGroup { name: "选修".into(), minimum_items: 2, maximum_items: 2, half_months: 4 });
    programme.items.iter_mut().for_each(|(_, item)| item.group = Some(group));
    let person = add_trainee(&mut problem, "A", deadline);
    (problem, person, post)
}

#[test]
fn an_elective_group_owes_its_time_once() {
    let (problem, person, post) = electives(day(2029, 8, 31));
    assert_eq!(training_cost(&problem, &[]), 4);
    let both = [training(person, post, 0, 0, 2), training(person, post, 1, 4, 2)];
    assert_eq!(training_cost(&problem, &both), 0);
    let holds = |placements: &[_]| agreed(RuleId::Curriculum, &problem, placements).holds;
    assert!(!holds(&[training(person, post, 0, 0, 2), training(person, post, 2, 4, 4)]), "6 half-months of 4");
    assert!(!holds(&[training(person, post, 2, 0, 2), training(person, post, 2, 4, 2)]), "one elective in two stays");
    let three = [training(person, post, 0, 0, 1), training(person, post, 1, 2, 1), training(person, post, 2, 4, 1)];
    assert!(!holds(&three), "three electives of two");
}

#[test]
fn electives_begun_count_and_missing_ones_cost_at_the_deadline() {
    let (mut problem, person, post) = electives(day(2027, 6, 30));
    // Four half-months due and owed, two electives missing.
    assert_eq!(training_cost(&problem, &[]), 4 + 4 + 2);
    assert_eq!(training_cost(&problem, &[training(person, post, 2, 0, 4)]), 1);
    problem.enrolments[0].progress[ItemId::from_index(2)].done = 1;
    assert_eq!(training_cost(&problem, &[]), 3 + 3 + 1);
    let two_more = [training(person, post, 0, 0, 1), training(person, post, 1, 2, 1)];
    assert!(!agreed(RuleId::Curriculum, &problem, &two_more).holds);
    problem.rule_settings.insert(
        "curriculum".into(),
        RuleSetting {
            weight: Some(5),
            parameters: vec![ParameterSetting {
                key: "item_weight".into(),
                value: ParameterValue::Whole(10),
                from: None,
                source: "县文件".into(),
            }],
            ..RuleSetting::default()
        },
    );
    assert_eq!(training_cost(&problem, &[]), 3 * 5 + 3 * 10 + 10);
}
