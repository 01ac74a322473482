use super::*;

/// One post of three months' terms that wants one person in the first quarter.
fn one_post() -> (Problem, PostId) {
    let mut problem = county();
    problem.departments[DepartmentId::from_index(0)].away_percent = Some(100);
    let post = add_post(&mut problem, "P");
    let demand = Requirement { target: Some(1), measure: Measure::AtEnd, ..staffing(&problem, post) };
    problem.requirements.push(demand);
    (problem, post)
}

fn reasons(problem: &Problem) -> Vec<Bilingual> {
    plan(problem, &[], RuleId::Cover).2.shortages
}

#[test]
fn people_in_groups_and_number_in_both_languages() {
    let (mut problem, post) = one_post();
    assert_eq!(reasons(&problem)[0].zh, "没有符合类别和条件的人员");
    problem.posts[post].minimum_grade = Some(Grade::AssociateSenior);
    let junior = add_person(&mut problem, "A");
    problem.people[junior].grade = Some(Grade::Junior);
    let reason = &reasons(&problem)[0];
    assert_eq!((reason.zh.as_str(), reason.en.as_str()), ("符合类别 1 人：1 人职称不够或未知", "1 candidate: 1 lacks the grade"));
    for code in ["B", "C"] {
        let person = add_person(&mut problem, code);
        problem.people[person].grade = None;
    }
    let away = add_person(&mut problem, "D");
    problem.people[away].grade = Some(Grade::Senior);
    let absence = Absence { dates: problem.calendar.horizon(), kind: AbsenceKind::Leave, reason: "病假".into() };
    problem.people[away].absences.push(absence);
    let reason = &reasons(&problem)[0];
    assert_eq!(reason.zh, "符合类别 4 人：1 人请假、豁免或岗位未开放，3 人职称不够或未知");
    assert_eq!(reason.en, "4 candidates: 1 on leave, exempt, or the post not open, 3 lack the grade");
}

#[test]
fn whom_the_department_cannot_spare() {
    let (mut problem, _) = one_post();
    for code in ["A", "B"] {
        add_person(&mut problem, code);
    }
    problem.departments[DepartmentId::from_index(0)].minimum_staff = Some(2);
    let reason = &reasons(&problem)[0];
    assert_eq!(reason.zh, "符合类别 2 人：2 人派出后本科室留守不足");
    assert_eq!(reason.en, "2 candidates: 2 would leave their department below its minimum");
}

#[test]
fn only_who_could_come_with_nothing_else_moved_could_simply_be_added() {
    let (mut problem, post) = one_post();
    let person = add_person(&mut problem, "A");
    let open = "符合类别 1 人：1 人可直接补上（本次计算未及，提高力度再算一次）";
    assert_eq!(reasons(&problem)[0].zh, open);
    // With a stay elsewhere up to the end, A would have to be moved first.
    let other = add_post(&mut problem, "Q");
    let (_, shortages, told) = plan(&problem, &[stay(person, other, 0, 12)], RuleId::Cover);
    assert_eq!(shortages[0].requirement, RequirementId::from_index(0));
    assert_eq!(told.shortages[0].zh, "符合类别 1 人：1 人已安排在别处");
    assert_ne!(post, other);
}
