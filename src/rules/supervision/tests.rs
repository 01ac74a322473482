use crate::domain::*;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

const NONE: [i64; 0] = [];

/// A department with training seats and so many supervisors of its own, its ratio 2.
fn teaching(supervisors: usize) -> (Problem, PostId, Vec<PersonId>) {
    let mut problem = county();
    let post = add_training(&mut problem, 9, &[("内科", 12, true)]);
    problem.departments[DepartmentId::from_index(0)].supervision_ratio = Some(2);
    let list = (0..supervisors).map(|number| supervisor(&mut problem, &format!("D{number}"))).collect();
    (problem, post, list)
}

fn supervisor(problem: &mut Problem, code: &str) -> PersonId {
    let person = add_person(problem, code);
    problem.people[person].supervisor = true;
    person
}

fn trainees<const N: usize>(problem: &mut Problem, post: PostId, slots: i32) -> [Placement; N] {
    std::array::from_fn(|number| {
        let person = add_trainee(problem, &format!("X{number}"), day(2029, 8, 31));
        training(person, post, 0, 0, slots)
    })
}

/// A supervisor of the branch, and a post in the teaching department to send them to.
fn visitor(problem: &mut Problem) -> (PersonId, PostId) {
    let person = supervisor(problem, "V");
    problem.people[person].home = InstitutionId::from_index(1);
    problem.people[person].department = None;
    let post = add_post(problem, "支援");
    problem.posts[post].institution = InstitutionId::from_index(0);
    problem.posts[post].department = Some(DepartmentId::from_index(0));
    (person, post)
}

/// Trainees too many, slot by slot, in order.
fn over(problem: &Problem, placements: &[Placement]) -> Vec<i64> {
    let holds = agreed(RuleId::Supervision, problem, placements).holds;
    let found: Vec<i64> = findings(RuleId::Supervision, problem, placements).iter().map(|finding| finding.amount).collect();
    assert_eq!(holds, found.is_empty());
    found
}

fn absent(problem: &mut Problem, person: PersonId, from: chrono::NaiveDate, to: chrono::NaiveDate) {
    let absence = Absence { dates: DateRange::new(from, to), kind: AbsenceKind::Leave, reason: "事假".into() };
    problem.people[person].absences.push(absence);
}

#[test]
fn worked_example() {
    let (mut problem, post, list) = teaching(2);
    let away = add_post(&mut problem, "P");
    let (visitor, support) = visitor(&mut problem);
    let four: [Placement; 4] = trainees(&mut problem, post, 12);
    assert_eq!(over(&problem, &four), NONE);
    let dispatch = stay(list[0], away, 0, 6);
    assert_eq!(over(&problem, &[four[0], four[1], dispatch]), NONE);
    assert_eq!(over(&problem, &[four[0], four[1], four[2], dispatch]), [1; 6]);
    let arrival = stay(visitor, support, 0, 6);
    assert_eq!(over(&problem, &[four[0], four[1], four[2], four[3], dispatch, arrival]), NONE);
}

#[test]
fn ratios_follow_department_general_practice_and_level() {
    let ratio_shown = |change: &dyn Fn(&mut Problem)| {
        let (mut problem, post, _) = teaching(1);
        problem.departments[DepartmentId::from_index(0)].supervision_ratio = None;
        change(&mut problem);
        let many: [Placement; 5] = trainees(&mut problem, post, 1);
        5 - over(&problem, &many)[0]
    };
    assert_eq!(ratio_shown(&|_| {}), 3);
    assert_eq!(ratio_shown(&|problem| problem.departments[DepartmentId::from_index(0)].supervision_ratio = Some(4)), 4);
    assert_eq!(ratio_shown(&|problem| problem.institutions[InstitutionId::from_index(0)].level = Level::CentralTownship), 2);
    for name in ["全科医学", "基层实践基地"] {
        assert_eq!(ratio_shown(&|problem| problem.standard_departments[StandardDepartmentId::from_index(0)] = name.into()), 2);
    }
    assert_eq!(ratio_shown(&|problem| set(problem, "supervision", "ratio", ParameterValue::Whole(1))), 1);
}

#[test]
fn one_day_of_absence_in_a_slot_is_enough() {
    let (mut problem, post, list) = teaching(1);
    let two: [Placement; 2] = trainees(&mut problem, post, 4);
    absent(&mut problem, list[0], day(2027, 1, 31), day(2027, 2, 1));
    // Nobody is there in late January and early February; the trainees are planned, so the plan is to blame.
    assert_eq!(over(&problem, &two), [2, 2]);
    // An absent visitor helps nobody, and one who comes to teach counts only at the host.
    let (visitor, support) = visitor(&mut problem);
    let arrival = stay(visitor, support, 0, 4);
    assert_eq!(over(&problem, &[two[0], two[1], arrival]), NONE);
    absent(&mut problem, visitor, day(2027, 2, 15), day(2027, 2, 15));
    assert_eq!(over(&problem, &[two[0], two[1], arrival]), [2]);
}

#[test]
fn half_a_load_moves_half_a_supervisor_and_a_circuit_none() {
    let (mut problem, post, list) = teaching(1);
    let halves = [add_post(&mut problem, "P"), add_post(&mut problem, "Q")];
    halves.iter().for_each(|post| problem.posts[*post].load = 50);
    let two: [Placement; 2] = trainees(&mut problem, post, 1);
    assert_eq!(over(&problem, &[two[0], stay(list[0], halves[0], 0, 1)]), NONE);
    assert_eq!(over(&problem, &[two[0], two[1], stay(list[0], halves[0], 0, 1)]), [1]);
    // Away with both halves and no trainee: nothing is broken.
    let gone = [stay(list[0], halves[0], 0, 1), stay(list[0], halves[1], 0, 1)];
    assert_eq!(over(&problem, &gone), NONE);
    assert_eq!(over(&problem, &[two[0], gone[0], gone[1]]), [1]);
    problem.posts[halves[0]].load = 49;
    assert_eq!(over(&problem, &[two[0], two[1], gone[0]]), NONE);
}

#[test]
fn without_a_list_there_is_no_limit_and_a_post_of_ones_own_department_takes_nobody_away() {
    let (mut problem, post, list) = teaching(1);
    let three: [Placement; 3] = trainees(&mut problem, post, 1);
    let (_, own) = visitor(&mut problem);
    assert_eq!(over(&problem, &[three[0], three[1], stay(list[0], own, 0, 1)]), NONE);
    assert_eq!(over(&problem, &three), [1]);
    problem.people[list[0]].supervisor = false;
    assert_eq!(over(&problem, &three), NONE);
}

#[test]
fn an_excess_carried_in_is_kept_but_never_made_bigger() {
    let (mut problem, post, list) = teaching(1);
    let three: [Placement; 3] = trainees(&mut problem, post, 2);
    let begun = three.map(|mut placement| {
        placement.stay.first = SlotId(-1);
        carried(placement, &mut problem)
    });
    assert_eq!(over(&problem, &begun), NONE);
    let one_more = training(add_trainee(&mut problem, "Y", day(2029, 8, 31)), post, 0, 0, 2);
    // One more in January; from late January on the seats are free again.
    assert_eq!(over(&problem, &[begun[0], begun[1], begun[2], one_more]), [1]);
    let away = add_post(&mut problem, "P");
    assert_eq!(over(&problem, &[begun[0], begun[1], begun[2], stay(list[0], away, 0, 6)]), [2]);
    // A supervisor carried away and trainees carried in, together.
    let gone = carried(stay(list[0], away, -6, 7), &mut problem);
    assert_eq!(over(&problem, &[begun[0], begun[1], begun[2], gone]), NONE);
    let (visitor, support) = visitor(&mut problem);
    let arrival = stay(visitor, support, 0, 6);
    assert_eq!(over(&problem, &[begun[0], begun[1], begun[2], gone, one_more, arrival]), NONE);
}
