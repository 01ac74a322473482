use super::*;

/// Reasons of unmet training, in Chinese.
fn told(problem: &Problem, placements: &[Placement]) -> Vec<(PersonId, String)> {
    explained(problem, placements, RuleId::Curriculum).into_iter().map(|(person, reason)| (person, reason.zh)).collect()
}

/// Two trainees who owe 4 half-months of a first stage and 4 of a second, and one seat; 6 months to plan, deadline later.
fn two_trainees() -> (Problem, [PersonId; 2], PostId) {
    let mut problem = county();
    let post = add_training(&mut problem, 1, &[("内科", 4, false), ("心血管", 4, false)]);
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(1)].stage = 2;
    let people = ["A", "B"].map(|code| add_trainee(&mut problem, code, day(2029, 8, 31)));
    (problem, people, post)
}

#[test]
fn only_people_with_unmet_time_are_explained() {
    let (problem, [a, b], post) = two_trainees();
    let whole = [training(a, post, 0, 0, 4), training(a, post, 1, 4, 4)];
    let reasons = told(&problem, &whole);
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].0, b);
    // B may take internal medicine in the last four slots; the eight before are A's.
    assert_eq!(reasons[0].1, "空闲 12 个时段：8 个科室容量已满，4 个可直接补上（本次计算未及，提高力度再算一次）");
}

#[test]
fn nobody_teaching_and_nothing_free() {
    let (mut problem, [a, b], post) = two_trainees();
    problem.departments[DepartmentId::from_index(0)].seats = Some(2);
    problem.calendar = Calendar::new(day(2027, 1, 1), 2, SlotUnit::HalfMonth);
    problem.enrolments[1].deadline = day(2027, 2, 28);
    problem.departments[DepartmentId::from_index(0)].standards.truncate(1);
    let reasons = told(&problem, &[training(a, post, 0, 0, 4), training(b, post, 0, 0, 4)]);
    assert_eq!(reasons, [(b, "心血管 没有科室承担；可用时段均已排满，剩余时间不够补足所欠".into())]);
}

#[test]
fn leave_supervisors_and_stage_order() {
    let (mut problem, [a, b], post) = two_trainees();
    problem.departments[DepartmentId::from_index(0)].seats = Some(2);
    problem.departments[DepartmentId::from_index(0)].supervision_ratio = Some(1);
    problem.calendar = Calendar::new(day(2027, 1, 1), 3, SlotUnit::HalfMonth);
    let supervisor = add_person(&mut problem, "D");
    problem.people[supervisor].supervisor = true;
    let absence = Absence { dates: DateRange::new(day(2027, 3, 1), day(2027, 3, 31)), kind: AbsenceKind::Leave, reason: "事假".into() };
    problem.people[b].absences.push(absence);
    let reasons = told(&problem, &[training(a, post, 0, 0, 4)]);
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0].1, "空闲 2 个时段：2 个可直接补上（本次计算未及，提高力度再算一次）");
    assert_eq!(reasons[1].1, "心血管 因请假或豁免排不下；空闲 6 个时段：2 个请假、豁免或不在岗，4 个带教不足");
    // With the first stage out of reach, so is the second.
    problem.people[b].absences.clear();
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(0)].half_months = 6;
    let reasons = told(&problem, &[training(a, post, 0, 0, 6)]);
    assert_eq!(reasons[0].1, "心血管 须待前面阶段或先修项目完成，本期来不及；空闲 6 个时段：6 个带教不足");
}

#[test]
fn a_deadline_before_the_plan_and_slots_after_one() {
    let (mut problem, [a, b], _) = two_trainees();
    // A's training ended before the plan; B's ends after two months, in which nobody takes the seat.
    problem.enrolments[0].deadline = day(2026, 12, 31);
    problem.enrolments[1].deadline = day(2027, 2, 28);
    let reasons = told(&problem, &[]);
    assert_eq!(reasons[0], (a, "截止日在本期之前，须先延长培训截止日期".into()));
    let left = "心血管 在入培与截止之间排不下；空闲 4 个时段：4 个可直接补上（本次计算未及，提高力度再算一次）";
    assert_eq!(reasons[1..], [(b, left.into()), (b, left.into())], "not used, and owed at the deadline");
}

#[test]
fn english_counts_agree() {
    let (mut problem, [a, _], post) = two_trainees();
    problem.enrolments.truncate(1);
    problem.calendar = Calendar::new(day(2027, 1, 1), 1, SlotUnit::HalfMonth);
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(0)].half_months = 1;
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(1)].half_months = 1;
    let reasons = explained(&problem, &[training(a, post, 0, 0, 1)], RuleId::Curriculum);
    let english = "1 free slot: 1 free to be taken (this search ended before; plan again with more effort)";
    assert_eq!(reasons, [(a, Bilingual::new("空闲 1 个时段：1 个可直接补上（本次计算未及，提高力度再算一次）", english))]);
}
