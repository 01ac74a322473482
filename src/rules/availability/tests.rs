use super::emit::admits;
use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

fn on_leave() -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    problem.people[person].absences.push(Absence {
        dates: DateRange::new(day(2027, 3, 10), day(2027, 3, 20)),
        kind: AbsenceKind::Leave,
        reason: "年休假".into(),
    });
    (problem, person, post)
}

#[test]
fn worked_example() {
    let (problem, person, post) = on_leave();
    for (first, days) in [(3, 0), (4, 6), (5, 5), (6, 0)] {
        let placement = stay(person, post, first, 1);
        let found = findings(RuleId::Availability, &problem, &[placement]);
        assert_eq!(found.iter().map(|finding| finding.amount).sum::<i64>(), days, "slot {first}");
        assert_eq!(admits(&problem, &placement.stay), days == 0, "slot {first}");
    }
}

#[test]
fn outside_the_dates_of_the_post() {
    let (mut problem, person, post) = on_leave();
    problem.posts[post].from = Some(day(2027, 1, 16));
    problem.posts[post].until = Some(day(2027, 2, 27));
    for (first, days) in [(0, 15), (1, 0), (2, 0), (3, 1)] {
        let placement = stay(person, post, first, 1);
        let found = findings(RuleId::Availability, &problem, &[placement]);
        assert_eq!(found.iter().map(|finding| finding.amount).sum::<i64>(), days, "slot {first}");
        assert_eq!(admits(&problem, &placement.stay), days == 0, "slot {first}");
    }
}
