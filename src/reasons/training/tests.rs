use super::*;
use crate::roster::Placement;
use crate::rules::fixture::*;
use crate::rules::{Findings, candidates, emit};

/// Reasons for the roster, in Chinese.
fn told(problem: &Problem, placements: &[Placement]) -> Vec<(PersonId, String)> {
    let model = emit(problem, candidates(problem));
    let find = |placement: &Placement| model.candidates.find(&placement.stay).expect("an admitted stay");
    let chosen: Vec<CandidateId> = placements.iter().map(find).collect();
    let roster = Roster::new(placements.to_vec());
    let mut findings = Findings::new(problem, RuleId::Curriculum);
    (RuleId::Curriculum.rule().check)(problem, &roster, &mut findings);
    let reasons = of_training(problem, &model, &chosen, &roster, &findings.finish().0);
    reasons.into_iter().map(|(person, reason)| (person, reason.zh)).collect()
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
    assert_eq!(reasons[0].1, "空闲 12 个时段：科室容量已满 8 个，或可安排，本次搜索未及 4 个");
}

#[test]
fn nobody_teaching_and_nothing_free() {
    let (mut problem, [a, b], post) = two_trainees();
    problem.departments[DepartmentId::from_index(0)].seats = Some(2);
    problem.calendar = Calendar::new(day(2027, 1, 1), 2, SlotUnit::HalfMonth);
    problem.enrolments[1].deadline = day(2027, 2, 28);
    problem.departments[DepartmentId::from_index(0)].standards.truncate(1);
    let reasons = told(&problem, &[training(a, post, 0, 0, 4), training(b, post, 0, 0, 4)]);
    assert_eq!(reasons, [(b, "心血管 没有科室承担；本期各时段均已安排".into())]);
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
    assert_eq!(reasons[0].1, "空闲 2 个时段：或可安排，本次搜索未及 2 个");
    assert_eq!(reasons[1].1, "心血管 因请假或豁免排不下；空闲 6 个时段：请假、豁免或不在岗 2 个，带教不足 4 个");
    // With the first stage out of reach, so is the second.
    problem.people[b].absences.clear();
    problem.programmes[ProgrammeId::from_index(0)].items[ItemId::from_index(0)].half_months = 6;
    let reasons = told(&problem, &[training(a, post, 0, 0, 6)]);
    assert_eq!(reasons[0].1, "心血管 须待前面阶段或先修项目完成，本期来不及；空闲 6 个时段：带教不足 6 个");
}
