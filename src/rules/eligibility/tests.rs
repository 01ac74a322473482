use super::emit::admits;
use super::{EXEMPT, SPEC};
use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

/// Both halves must say whether the stay stands.
fn stands(problem: &Problem, person: PersonId, post: PostId) -> bool {
    let placement = stay(person, post, 0, 6);
    let admitted = admits(problem, &placement.stay);
    assert_eq!(findings(RuleId::Eligibility, problem, &[placement]).is_empty(), admitted);
    admitted
}

#[test]
fn worked_example() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    problem.people[person].multi_site = false;
    assert!(stands(&problem, person, post));
    set(&mut problem, SPEC.code, EXEMPT, ParameterValue::Flag(false));
    assert!(!stands(&problem, person, post));
    problem.people[person].multi_site = true;
    assert!(stands(&problem, person, post));
    problem.posts[post].minimum_grade = Some(Grade::AssociateSenior);
    assert!(!stands(&problem, person, post));
    problem.posts[post].minimum_grade = Some(Grade::Junior);
    assert!(stands(&problem, person, post));
    problem.people[person].grade = None;
    assert!(!stands(&problem, person, post));
}

#[test]
fn an_assistant_physician_serves_within_the_community_only() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    problem.people[person].licence = Some(Licence::AssistantPhysician);
    assert!(stands(&problem, person, post));
    let host = problem.posts[post].institution;
    problem.institutions[host].community = None;
    assert!(!stands(&problem, person, post));
    problem.people[person].licence = Some(Licence::Physician);
    assert!(stands(&problem, person, post));
    problem.people[person].licence = Some(Licence::Nurse);
    problem.people[person].multi_site = false;
    assert!(stands(&problem, person, post));
}

#[test]
fn a_training_stay_needs_enrolment_item_department_and_level() {
    let mut problem = county();
    let trainee = add_person(&mut problem, "X");
    problem.people[trainee].category = Category::Resident;
    let standard = problem.standard_departments.push("内科".into());
    let post = add_post(&mut problem, "N");
    problem.posts[post].kind = DispatchKind::Training;
    problem.posts[post].categories = vec![Category::Resident];
    problem.posts[post].institution = InstitutionId::from_index(0);
    problem.posts[post].department = Some(DepartmentId::from_index(0));
    let mut programme = Programme { name: "方案".into(), version: "1".into(), items: IndexVec::new(), groups: IndexVec::new() };
    let item = programme.items.push(ProgrammeItem {
        stage: 1,
        standard,
        half_months: 6,
        splittable: false,
        group: None,
        after: Vec::new(),
        levels: Vec::new(),
    });
    let programme = problem.programmes.push(programme);
    let mut placement = stay(trainee, post, 0, 6);
    placement.stay.item = Some(item);
    let stands = |problem: &Problem| {
        let admitted = admits(problem, &placement.stay);
        assert_eq!(findings(RuleId::Eligibility, problem, &[placement]).is_empty(), admitted);
        admitted
    };
    assert!(!stands(&problem));
    problem.enrolments.push(Enrolment {
        person: trainee,
        programme,
        from: day(2026, 9, 1),
        deadline: day(2028, 8, 31),
        progress: IndexVec::filled(ItemProgress::default(), 1),
    });
    assert!(!stands(&problem), "the department teaches nothing yet");
    problem.departments[DepartmentId::from_index(0)].standards.push(standard);
    assert!(stands(&problem));
    problem.programmes[programme].items[item].levels = vec![Level::Township];
    assert!(!stands(&problem));
    problem.programmes[programme].items[item].levels.push(Level::County);
    assert!(stands(&problem));
}
