use super::emit::admits;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::fixture::*;
use crate::rules::{RuleId, Unit};

const MEDICINE: usize = 0;
const EMERGENCY: usize = 1;
const CARDIOLOGY: usize = 2;

/// Stage 1: 4 half-months of internal medicine, 2 of emergency; stage 2: 4 of cardiology.
fn trainee() -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let post = add_training(&mut problem, 9, &[("内科", 4, true), ("急诊", 2, false), ("心血管", 4, true)]);
    item(&mut problem, CARDIOLOGY).stage = 2;
    let person = add_trainee(&mut problem, "A", day(2029, 8, 31));
    (problem, person, post)
}

fn item(problem: &mut Problem, item: usize) -> &mut ProgrammeItem {
    &mut problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(item)]
}

fn done(problem: &mut Problem, item: usize, half_months: i32) {
    problem.enrolments[0].progress[ItemId::from_index(item)].done = half_months;
}

/// Amounts of the findings.
fn faults(problem: &Problem, placements: &[Placement]) -> Vec<(i64, Unit)> {
    let holds = agreed(RuleId::StageOrder, problem, placements).holds;
    let found: Vec<_> = findings(RuleId::StageOrder, problem, placements).iter().map(|finding| (finding.amount, finding.unit)).collect();
    assert_eq!(holds, found.is_empty());
    found
}

const fn missing(half_months: i64) -> (i64, Unit) {
    (half_months, Unit::HalfMonths)
}

const NONE: [(i64, Unit); 0] = [];
const TOO_EARLY: (i64, Unit) = (1, Unit::Stays);

#[test]
fn worked_example() {
    let (problem, person, post) = trainee();
    let medicine = training(person, post, MEDICINE, 0, 4);
    let cardiology = |first| training(person, post, CARDIOLOGY, first, 2);
    assert_eq!(faults(&problem, &[medicine, training(person, post, EMERGENCY, 4, 2), cardiology(6)]), NONE);
    let late = training(person, post, EMERGENCY, 8, 2);
    assert_eq!(faults(&problem, &[medicine, cardiology(6), late]), [missing(2)]);
    assert_eq!(faults(&problem, &[medicine, cardiology(4)]), [TOO_EARLY]);
    assert!(!admits(&problem, &cardiology(5).stay));
    assert!(admits(&problem, &cardiology(6).stay));
}

#[test]
fn a_stay_that_goes_on_is_not_over() {
    let (mut problem, person, post) = trainee();
    done(&mut problem, EMERGENCY, 2);
    let cardiology = training(person, post, CARDIOLOGY, 4, 2);
    assert_eq!(faults(&problem, &[training(person, post, MEDICINE, 0, 4), cardiology]), NONE);
    assert_eq!(faults(&problem, &[training(person, post, MEDICINE, 1, 4), cardiology]), [missing(4)]);
    // Cardiology itself pays for nothing.
    assert_eq!(faults(&problem, &[training(person, post, CARDIOLOGY, 4, 2), training(person, post, CARDIOLOGY, 8, 2)]), [missing(4); 2]);
}

#[test]
fn what_was_begun_before_counts_once_it_has_ended() {
    let (mut problem, person, post) = trainee();
    done(&mut problem, EMERGENCY, 1);
    done(&mut problem, MEDICINE, 1);
    // Three of internal medicine are open; it goes on until the end of January and is then one over, which pays for no emergency.
    let begun = carried(training(person, post, MEDICINE, -2, 4), &mut problem);
    let emergency = training(person, post, EMERGENCY, 2, 1);
    assert_eq!(faults(&problem, &[begun, emergency, training(person, post, CARDIOLOGY, 3, 2)]), NONE);
    assert_eq!(faults(&problem, &[begun, training(person, post, CARDIOLOGY, 2, 1)]), [missing(1)]);
    assert_eq!(faults(&problem, &[begun, training(person, post, CARDIOLOGY, 1, 1)]), [TOO_EARLY]);
    // A later stage carried in is not judged.
    let ahead = carried(training(person, post, CARDIOLOGY, -4, 2), &mut problem);
    assert_eq!(faults(&problem, &[begun, ahead]), NONE);
}

#[test]
fn an_elective_group_counts_as_a_whole_once_all_its_items_lie_before() {
    let (mut problem, person, post) = trainee();
    let programme = &mut problem.programmes[ProgrammeId::from_index(0)];
    let group = programme.groups.push(ElectiveGroup { name: "选修".into(), minimum_items: 1, maximum_items: 1, half_months: 2 });
    for elective in [MEDICINE, EMERGENCY] {
        item(&mut problem, elective).group = Some(group);
    }
    let cardiology = training(person, post, CARDIOLOGY, 2, 2);
    assert_eq!(faults(&problem, &[training(person, post, EMERGENCY, 0, 2), cardiology]), NONE);
    assert_eq!(faults(&problem, &[training(person, post, EMERGENCY, 0, 1), cardiology]), [missing(1)]);
    // The group reaches into the second stage: it may be finished there.
    item(&mut problem, EMERGENCY).stage = 2;
    assert_eq!(faults(&problem, &[cardiology]), NONE);
    // A third stage has to wait for it, and for cardiology.
    item(&mut problem, MEDICINE).stage = 3;
    assert_eq!(faults(&problem, &[cardiology, training(person, post, MEDICINE, 4, 2)]), [missing(2)]);
}

#[test]
fn items_wait_for_their_prerequisites_only() {
    let (mut problem, person, post) = trainee();
    item(&mut problem, CARDIOLOGY).stage = 1;
    item(&mut problem, CARDIOLOGY).after = vec![ItemId::from_index(EMERGENCY)];
    let emergency = training(person, post, EMERGENCY, 0, 2);
    assert_eq!(faults(&problem, &[emergency, training(person, post, CARDIOLOGY, 2, 2)]), NONE);
    assert_eq!(faults(&problem, &[training(person, post, MEDICINE, 0, 2), training(person, post, CARDIOLOGY, 2, 2)]), [missing(2)]);
    assert_eq!(faults(&problem, &[training(person, post, CARDIOLOGY, 1, 2)]), [TOO_EARLY]);
    // Too early for both: still one stay.
    item(&mut problem, CARDIOLOGY).after.push(ItemId::from_index(MEDICINE));
    assert_eq!(faults(&problem, &[training(person, post, CARDIOLOGY, 1, 2)]), [TOO_EARLY]);
}

#[test]
fn leave_that_is_not_made_up_need_not_be_made_up_first() {
    let (mut problem, person, post) = trainee();
    done(&mut problem, MEDICINE, 3);
    let absence = Absence { dates: DateRange::new(day(2026, 11, 1), day(2026, 11, 15)), kind: AbsenceKind::Leave, reason: "事假".into() };
    problem.people[person].absences.push(absence);
    let (emergency, cardiology) = (training(person, post, EMERGENCY, 0, 2), training(person, post, CARDIOLOGY, 2, 2));
    assert_eq!(faults(&problem, &[emergency, cardiology]), NONE);
    set(&mut problem, "curriculum", "make_up_over_months", ParameterValue::Whole(0));
    assert_eq!(faults(&problem, &[emergency, training(person, post, CARDIOLOGY, 3, 2)]), [missing(1)]);
    // A prerequisite itself never gets shorter.
    problem.rule_settings.clear();
    item(&mut problem, CARDIOLOGY).after = vec![ItemId::from_index(MEDICINE)];
    assert_eq!(faults(&problem, &[emergency, cardiology]), [missing(1)]);
}

#[test]
fn whole_month_slots_and_a_flexible_order() {
    let (mut problem, person, post) = trainee();
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    done(&mut problem, MEDICINE, 1);
    // Three half-months take two slots, emergency one.
    let medicine = training(person, post, MEDICINE, 0, 2);
    let cardiology = |first| training(person, post, CARDIOLOGY, first, 1);
    assert_eq!(faults(&problem, &[medicine, training(person, post, EMERGENCY, 2, 1), cardiology(3)]), NONE);
    assert_eq!(faults(&problem, &[medicine, cardiology(2)]), [TOO_EARLY]);
    problem.rule_settings.insert("stage-order".into(), RuleSetting { strict: Some(false), weight: Some(5), ..RuleSetting::default() });
    let cost = |placements: &[Placement]| agreed(RuleId::StageOrder, &problem, placements).score[Tier::Policy];
    assert_eq!(cost(&[medicine, cardiology(3)]), 2 * 5);
    assert_eq!(cost(&[medicine, cardiology(2)]), 5);
}
