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
    let (mut problem, ..) = trainee(day(2027, 4, 30));
    assert_eq!(training_cost(&problem, &roster), 2 + 4);
    leave(&mut problem, person, day(2027, 3, 1), 15);
    let earlier = [training(person, post, CARDIOLOGY, 0, 4), training(person, post, RESPIRATORY, 5, 2)];
    assert_eq!(training_cost(&problem, &earlier), 1 + 3);
}

fn leave(problem: &mut Problem, person: PersonId, from: chrono::NaiveDate, days: u64) {
    let dates = DateRange::new(from, from + chrono::Days::new(days - 1));
    problem.people[person].absences.push(Absence { dates, kind: AbsenceKind::Leave, reason: "事假".into() });
}

fn messages(problem: &Problem, placements: &[crate::roster::Placement]) -> Vec<String> {
    findings(RuleId::Curriculum, problem, placements).into_iter().map(|finding| finding.message.zh).collect()
}

#[test]
fn what_is_owed_is_named_item_by_item_in_months() {
    let (mut problem, person, post) = trainee(day(2027, 4, 30));
    let roster = [training(person, post, CARDIOLOGY, 0, 4), training(person, post, RESPIRATORY, 4, 1)];
    assert_eq!(
        messages(&problem, &roster),
        ["本期应轮转 8 个半月，实排 5 个半月；尚欠 呼吸 2.5 个月", "至截止日 2027-04-30 尚欠 呼吸 2.5 个月"]
    );
    leave(&mut problem, person, day(2026, 10, 1), 15);
    let found = findings(RuleId::Curriculum, &problem, &[]);
    assert_eq!(found[1].message.zh, "至截止日 2027-04-30 尚欠 心血管 2 个月、呼吸 3 个月（请假 0.5 个月不补）");
    assert_eq!(
        found[1].message.en,
        "at the deadline 2027-04-30: owed: 心血管 2 months, 呼吸 3 months (leave of 0.5 months is not made up)"
    );
    problem.enrolments[0].deadline = day(2026, 12, 31);
    let found = messages(&problem, &[]);
    assert_eq!(found, ["培训已于 2026-12-31 截止，尚欠 心血管 2 个月、呼吸 3 个月（请假 0.5 个月不补）"]);
}

#[test]
fn leave_up_to_the_limit_comes_off_all_that_is_owed() {
    let cost_after = |days: u64| {
        let (mut problem, person, _) = trainee(day(2029, 8, 31));
        leave(&mut problem, person, day(2026, 10, 1), days);
        training_cost(&problem, &[])
    };
    // Under 7.6 days it rounds to nothing; 15 and 30 days are one and two half-months; over two half-months all is made up.
    assert_eq!([1, 7, 8, 15, 30, 38, 39, 60].map(cost_after), [10, 10, 9, 9, 8, 8, 10, 10]);
    let (mut problem, person, post) = trainee(day(2029, 8, 31));
    leave(&mut problem, person, day(2026, 10, 1), 30);
    set(&mut problem, "curriculum", "make_up_over_months", ParameterValue::Whole(0));
    assert_eq!(training_cost(&problem, &[]), 10);
    problem.rule_settings.clear();
    // No item gets shorter: all ten may be taken, and a surplus over what is owed earns nothing.
    let all = [training(person, post, CARDIOLOGY, 0, 4), training(person, post, RESPIRATORY, 4, 6)];
    assert_eq!(training_cost(&problem, &all), 0);
    // Never below nothing.
    for item in [CARDIOLOGY, RESPIRATORY] {
        problem.enrolments[0].progress[ItemId::from_index(item)].done = [3, 8][item];
    }
    assert_eq!(training_cost(&problem, &[]), 0);
}

#[test]
fn leave_counts_each_day_once_and_not_within_recorded_rotations() {
    let (mut problem, person, post) = trainee(day(2029, 8, 31));
    leave(&mut problem, person, day(2026, 10, 1), 20);
    leave(&mut problem, person, day(2026, 10, 11), 20);
    // Before the enrolment: not counted.
    leave(&mut problem, person, day(2026, 8, 1), 31);
    assert_eq!(training_cost(&problem, &[]), 8);
    problem.history.push(HistoryEntry {
        person,
        institution: InstitutionId::from_index(0),
        place: "内科".into(),
        dates: DateRange::new(day(2026, 9, 1), day(2026, 10, 15)),
        kind: HistoryKind::Training,
    });
    assert_eq!(training_cost(&problem, &[]), 9);
    problem.history[0].kind = HistoryKind::Dispatch;
    assert_eq!(training_cost(&problem, &[]), 8);
    problem.history.clear();
    let begun = carried(training(person, post, CARDIOLOGY, -5, 6), &mut problem);
    // Five before the horizon leave 6 of respiratory medicine; half of the leave lies in them.
    assert_eq!(training_cost(&problem, &[begun]), 5);
}

#[test]
fn long_leave_moves_the_deadline_by_all_of_it() {
    let usable_until = |deadline, days: u64| {
        let (mut problem, person, post) = trainee(deadline);
        leave(&mut problem, person, day(2026, 9, 1), days);
        let stands = |first: &i32| {
            let placement = training(person, post, CARDIOLOGY, *first, 1);
            let holds = agreed(RuleId::Curriculum, &problem, &[placement]).holds;
            assert_eq!(admits(&problem, &placement.stay), holds, "{first}");
            holds
        };
        (0..12).filter(stands).count()
    };
    // 98 days are 6 half-months, three months and no more; 99 are 7.
    assert_eq!(usable_until(day(2026, 12, 31), 98), 0);
    assert_eq!(usable_until(day(2026, 12, 31), 99), 7);
    // From the end of the last complete half-month.
    assert_eq!([15, 20, 30, 31].map(|last| usable_until(day(2026, 12, last), 99)), [6, 6, 6, 7]);
    let (mut problem, person, _) = trainee(day(2026, 12, 31));
    leave(&mut problem, person, day(2026, 9, 1), 99);
    // Now the deadline is 15 April: seven half-months are due, and at the end ten missing.
    assert_eq!(training_cost(&problem, &[]), 7 + 10);
    set(&mut problem, "curriculum", "extend_over_months", ParameterValue::Whole(4));
    assert_eq!(training_cost(&problem, &[]), 0);
}

#[test]
fn items_of_half_a_month_and_items_partly_done() {
    let mut problem = county();
    let post = add_training(&mut problem, 9, &[("皮肤", 1, false), ("急诊", 7, true), ("内科", 24, true)]);
    let person = add_trainee(&mut problem, "A", day(2027, 3, 31));
    problem.enrolments[0].progress = [0, 6, 23].into_iter().map(|done| ItemProgress { done }).collect();
    let roster = [training(person, post, 0, 0, 1), training(person, post, 1, 1, 1), training(person, post, 2, 2, 1)];
    assert_eq!(training_cost(&problem, &roster), 0);
    assert_eq!(training_cost(&problem, &roster[..2]), 1 + 1);
    assert!(!agreed(RuleId::Curriculum, &problem, &[training(person, post, 0, 0, 2)]).holds);
    for placement in &roster {
        assert!(agreed(RuleId::Contiguity, &problem, &[*placement]).holds);
        assert!(crate::rules::candidates(&problem).find(&placement.stay).is_some(), "offered");
    }
    // In months each takes a slot.
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    let roster = [training(person, post, 0, 0, 1), training(person, post, 1, 1, 1), training(person, post, 2, 2, 1)];
    assert_eq!(training_cost(&problem, &roster), 0);
    assert_eq!(training_cost(&problem, &roster[..2]), 2 + 2);
}

#[test]
fn electives_begun_and_carried_in_together_with_mandatory_items() {
    let (mut problem, person, post) = electives(day(2029, 8, 31));
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(0)].group = None;
    // Dermatology was begun in progress, oncology is going on: two electives of two, 1 + 2 of 4 half-months.
    problem.enrolments[0].progress[ItemId::from_index(1)].done = 1;
    let begun = carried(training(person, post, 2, -1, 2), &mut problem);
    // Imaging (2) and one half-month of the group remain, one of oncology is paid in the horizon.
    assert_eq!(training_cost(&problem, &[begun]), 2 + 1);
    let finish = training(person, post, 1, 1, 1);
    assert_eq!(training_cost(&problem, &[begun, finish, training(person, post, 0, 2, 2)]), 0);
    assert!(!agreed(RuleId::Curriculum, &problem, &[begun, finish, training(person, post, 2, 4, 1)]).holds, "the group is full");
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

#[test]
fn a_county_may_limit_stays_at_one_institution() {
    let (mut problem, person, post) = trainee(day(2029, 8, 31));
    let roster =
        [training(person, post, CARDIOLOGY, 0, 2), training(person, post, CARDIOLOGY, 2, 2), training(person, post, RESPIRATORY, 4, 2)];
    assert!(agreed(RuleId::Curriculum, &problem, &roster).holds);
    set(&mut problem, "curriculum", "most_at_institution", ParameterValue::Whole(3));
    assert!(agreed(RuleId::Curriculum, &problem, &roster).holds);
    problem.rule_settings.clear();
    set(&mut problem, "curriculum", "most_at_institution", ParameterValue::Whole(2));
    assert!(!agreed(RuleId::Curriculum, &problem, &roster).holds);
    assert!(agreed(RuleId::Curriculum, &problem, &roster[..2]).holds);
}
