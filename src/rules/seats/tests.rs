use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

#[test]
fn worked_example() {
    let mut problem = county();
    let post = add_training(&mut problem, 2, &[("内科", 12, true)]);
    let [a, b, c] = ["A", "B", "C"].map(|code| add_trainee(&mut problem, code, day(2029, 8, 31)));
    let two = [training(a, post, 0, 0, 4), training(b, post, 0, 1, 2)];
    assert!(agreed(RuleId::Seats, &problem, &two).holds);
    let three = [two[0], two[1], training(c, post, 0, 2, 1)];
    assert!(!agreed(RuleId::Seats, &problem, &three).holds);
    let found = findings(RuleId::Seats, &problem, &three);
    assert_eq!(found.iter().map(|finding| (finding.amount, finding.dates.from)).collect::<Vec<_>>(), [(1, day(2027, 2, 1))]);
}

#[test]
fn dispatches_take_no_seat_and_a_department_without_seats_takes_nobody() {
    let mut problem = county();
    let post = add_training(&mut problem, 1, &[("内科", 12, true)]);
    let trainee = add_trainee(&mut problem, "A", day(2029, 8, 31));
    let specialist = add_person(&mut problem, "B");
    let dispatch = add_post(&mut problem, "P");
    problem.posts[dispatch].department = Some(DepartmentId::from_index(0));
    let roster = [training(trainee, post, 0, 0, 4), stay(specialist, dispatch, 0, 6)];
    assert!(agreed(RuleId::Seats, &problem, &roster).holds);
    problem.departments[DepartmentId::from_index(0)].seats = None;
    assert!(!agreed(RuleId::Seats, &problem, &roster).holds);
}
