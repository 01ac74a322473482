use super::{SPEC, WORST_OFF, price};
use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

fn three_peers() -> (Problem, [PersonId; 3], PostId) {
    let mut problem = county();
    let people = ["A", "B", "C"].map(|code| add_person(&mut problem, code));
    let post = add_post(&mut problem, "P");
    let institution = problem.posts[post].institution;
    for (person, to) in [(people[0], day(2026, 8, 31)), (people[1], day(2026, 6, 30))] {
        let dates = DateRange::new(day(2026, 5, 1), to);
        problem.history.push(HistoryEntry { person, institution, place: "P".into(), dates, kind: HistoryKind::Dispatch });
    }
    (problem, people, post)
}

#[test]
fn worked_example() {
    let (problem, [a, b, c], post) = three_peers();
    for (person, worst, half_months, cost) in [(a, a, 6, 720), (b, b, 2, 240), (c, c, 4, 480)] {
        let found = findings(RuleId::FairShare, &problem, &[stay(person, post, 0, 6)]);
        let seen: Vec<_> = found.iter().map(|finding| (finding.subject, finding.amount, finding.cost)).collect();
        assert_eq!(seen, [(crate::rules::Subject::Person(worst), half_months, cost)]);
    }
}

#[test]
fn unknown_grades_and_circuits_do_not_compare() {
    let (mut problem, [a, _, _], post) = three_peers();
    problem.posts[post].load = 20;
    let found = findings(RuleId::FairShare, &problem, &[stay(a, post, 0, 6)]);
    assert_eq!(found.iter().map(|finding| finding.cost).collect::<Vec<_>>(), [240], "8, 4 and 6: history alone");
    for (_, person) in problem.people.iter_mut() {
        person.grade = None;
    }
    assert_eq!(findings(RuleId::FairShare, &problem, &[stay(a, post, 0, 6)]), []);
}

#[test]
fn the_worst_off_counts_by_itself() {
    let mut problem = county();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    problem.people[b].grade = Some(Grade::Senior);
    let post = add_post(&mut problem, "P");
    for (person, rank) in [(a, 3), (b, 4)] {
        let wish = Wish::Month(day(2027, 6, 1));
        problem.preferences.push(Preference { wisher: Wisher::Person(person), wish, rank });
    }
    let placements = [stay(a, post, 0, 6), stay(b, post, 0, 6)];
    let costs =
        |problem: &Problem| -> Vec<i64> { findings(RuleId::FairShare, problem, &placements).iter().map(|finding| finding.cost).collect() };
    assert_eq!(costs(&problem), [80]);
    set(&mut problem, SPEC.code, WORST_OFF, ParameterValue::Whole(1));
    assert_eq!(costs(&problem), [4]);
}

#[test]
fn a_half_month_costs_about_the_same_in_every_group() {
    assert_eq!([2, 3, 7, 10, 120, 500].map(price), [60, 40, 17, 12, 1, 1]);
}

/// What earlier plans missed, and the order of stays, count for the worst-off person, once.
#[test]
fn the_worst_off_is_found_over_all_that_was_missed() {
    let mut problem = county();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    problem.people[b].grade = Some(Grade::Senior);
    let post = add_post(&mut problem, "P");
    let wish = |person, wish, rank| Preference { wisher: Wisher::Person(person), wish, rank };
    problem.preferences = vec![wish(a, Wish::MissedBefore, 5), wish(b, Wish::NoWaiting, 2)];
    set(&mut problem, SPEC.code, WORST_OFF, ParameterValue::Whole(1));
    let cost = |placements: &[crate::roster::Placement]| agreed(RuleId::FairShare, &problem, placements).score[crate::model::Tier::Wishes];
    assert_eq!(cost(&[]), 5, "A, by what was missed before");
    assert_eq!(cost(&[stay(b, post, 2, 2)]), 5, "B waits for two slots: 4");
    assert_eq!(cost(&[stay(b, post, 3, 2)]), 6);
}
