use super::SPEC;
use crate::domain::*;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

/// Six people, the last two associate senior, each with a placement away in the first half of January.
fn department(percent: Option<i64>) -> (Problem, Vec<Placement>) {
    let mut problem = county();
    let people: Vec<PersonId> = (0..6).map(|number| add_person(&mut problem, &format!("A{number}"))).collect();
    for &person in &people[4..] {
        problem.people[person].grade = Some(Grade::AssociateSenior);
    }
    let post = add_post(&mut problem, "P");
    problem.departments[DepartmentId::from_index(0)].away_percent = percent;
    let placements = people.iter().map(|person| stay(*person, post, 0, 1)).collect();
    (problem, placements)
}

fn amounts(problem: &Problem, placements: &[Placement]) -> Vec<i64> {
    findings(RuleId::Release, problem, placements).iter().map(|finding| finding.amount).collect()
}

#[test]
fn worked_example() {
    let (mut problem, away) = department(Some(40));
    problem.departments[DepartmentId::from_index(0)].minimum_staff = Some(4);
    problem.departments[DepartmentId::from_index(0)].minimum_grade = Some(Grade::AssociateSenior);
    assert_eq!(amounts(&problem, &away[..2]), [0i64; 0]);
    assert_eq!(amounts(&problem, &[away[0], away[5]]), [0i64; 0]);
    assert_eq!(amounts(&problem, &away[..3]), [1, 1]);
    assert_eq!(amounts(&problem, &[away[4], away[5]]), [1]);
    problem.people[PersonId::from_index(3)].absences.push(Absence {
        dates: DateRange::new(day(2027, 1, 15), day(2027, 1, 20)),
        kind: AbsenceKind::Leave,
        reason: "年休假".into(),
    });
    assert_eq!(amounts(&problem, &away[..2]), [1]);
}

#[test]
fn one_may_go_from_a_small_department() {
    let (mut problem, away) = department(None);
    assert_eq!(amounts(&problem, &away[..1]), [0i64; 0], "20 % of 6");
    assert_eq!(amounts(&problem, &away[..2]), [1]);
    for person in 1..6 {
        problem.people[PersonId::from_index(person)].department = None;
    }
    assert_eq!(amounts(&problem, &away[..1]), [0i64; 0], "20 % of 1 is less than one person");
    set(&mut problem, SPEC.code, super::AT_LEAST_ONE, ParameterValue::Flag(false));
    assert_eq!(amounts(&problem, &away[..1]), [1]);
}

#[test]
fn leave_alone_is_nobodys_fault() {
    let (mut problem, away) = department(Some(100));
    problem.departments[DepartmentId::from_index(0)].minimum_staff = Some(5);
    for person in 1..6 {
        let dates = DateRange::new(day(2027, 1, 1), day(2027, 1, 31));
        problem.people[PersonId::from_index(person)].absences.push(Absence { dates, kind: AbsenceKind::Leave, reason: "年休假".into() });
    }
    assert_eq!(amounts(&problem, &[]), [0i64; 0]);
    assert_eq!(amounts(&problem, &away[..1]), [1], "one is away where none may be: one too many, not five");
}
