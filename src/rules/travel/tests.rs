use super::*;
use crate::domain::*;
use crate::roster::Placement;
use crate::rules::fixture::*;
use crate::rules::{Finding, RuleId, Unit};

/// A and B, a couple of the lead hospital; a township 31 km away and an extension point 90 km away.
fn couple() -> (Problem, [PersonId; 2], [PostId; 2]) {
    let mut problem = county();
    let people = ["A", "B"].map(|code| add_person(&mut problem, code));
    problem.people[people[0]].spouse = Some(people[1]);
    let [lead, township] = [0, 1].map(InstitutionId::from_index);
    let point = add_institution(&mut problem, "E1", Level::ExtensionPoint, Some(township));
    problem.distances.push(Distance { one: lead, other: township, kilometres: 31, minutes: None });
    problem.distances.push(Distance { one: point, other: lead, kilometres: 90, minutes: None });
    let posts = ["P", "Q"].map(|code| add_post(&mut problem, code));
    problem.posts[posts[1]].institution = point;
    (problem, people, posts)
}

fn found(problem: &Problem, placements: &[Placement]) -> Vec<Finding> {
    assert!(agreed(RuleId::Travel, problem, placements).holds);
    let found = findings(RuleId::Travel, problem, placements);
    assert!(found.iter().all(|finding| finding.unit == Unit::Points));
    found
}

fn points(problem: &Problem, placements: &[Placement]) -> i64 {
    found(problem, placements).iter().map(|finding| finding.amount).sum()
}

/// Only the points of this parameter, at its default.
fn only(problem: &mut Problem, key: &str) {
    for (other, value) in [(PER_CHANGE, 0), (FREE_KILOMETRES, 10_000), (PER_SEPARATION, 0)] {
        if other != key {
            set(problem, SPEC.code, other, ParameterValue::Whole(value));
        }
    }
}

#[test]
fn worked_example() {
    let (mut problem, [a, b], [p, q]) = couple();
    set(&mut problem, SPEC.code, PER_CHANGE, ParameterValue::Whole(2));
    let of_a = [stay(a, p, 0, 6), stay(a, q, 6, 6)];
    let with_b = [of_a[0], of_a[1], stay(b, p, 0, 4)];
    let found_together = found(&problem, &with_b);
    assert_eq!(found_together.iter().map(|finding| finding.amount).sum::<i64>(), 15);
    assert_eq!(found_together.iter().map(|finding| finding.cost).sum::<i64>(), 75);
    problem.people[a].spouse = None;
    assert_eq!(found(&problem, &of_a).iter().map(|finding| finding.cost).sum::<i64>(), 30);
}

#[test]
fn each_change_of_institution_counts() {
    let (mut problem, [a, b], [p, q]) = couple();
    only(&mut problem, PER_CHANGE);
    set(&mut problem, SPEC.code, PER_CHANGE, ParameterValue::Whole(2));
    let changes = |problem: &Problem, posts: [PostId; 3]| {
        let stays = [0, 1, 2].map(|number| stay(a, posts[number as usize], 4 * number, 2));
        points(problem, &stays) / 2
    };
    assert_eq!(changes(&problem, [p, p, p]), 0);
    assert_eq!(changes(&problem, [p, p, q]), 1);
    assert_eq!(changes(&problem, [p, q, p]), 2);
    let before = carried(stay(b, q, -2, 4), &mut problem);
    assert_eq!(points(&problem, &[before, stay(b, p, 2, 6)]), 2, "the stay in progress is where the person comes from");
    problem.posts[q].load = 50;
    assert_eq!(changes(&problem, [p, q, p]), 0, "half a load leaves room for another");
    problem.posts[q].load = 51;
    assert_eq!(changes(&problem, [p, q, p]), 2);
    problem.posts[q].kind = DispatchKind::Circuit;
    assert_eq!(changes(&problem, [p, q, p]), 0);
}

#[test]
fn started_kilometres_beyond_the_free_ones_count_both_ways() {
    let (mut problem, [a, _], [p, q]) = couple();
    only(&mut problem, FREE_KILOMETRES);
    for (kilometres, expected) in [(30, 0), (31, 1), (50, 1), (51, 2), (90, 3), (91, 4)] {
        for distance in &mut problem.distances {
            distance.kilometres = kilometres;
        }
        assert_eq!(points(&problem, &[stay(a, p, 0, 1), stay(a, q, 2, 12)]), 2 * expected, "{kilometres} km");
    }
    let before = carried(stay(a, p, -1, 2), &mut problem);
    assert_eq!(points(&problem, &[before]), 0, "decided before");
    problem.distances.remove(1);
    assert_eq!(points(&problem, &[stay(a, q, 2, 12)]), 0, "unknown");
    let shortest = Distance { kilometres: 30, ..problem.distances[0].clone() };
    problem.distances.push(shortest);
    assert_eq!(points(&problem, &[stay(a, p, 0, 1)]), 0);
}

#[test]
fn couples_are_apart_where_one_is_away_alone() {
    let (mut problem, [a, b], [p, q]) = couple();
    only(&mut problem, PER_SEPARATION);
    assert_eq!(points(&problem, &[stay(a, p, 0, 6)]), 6);
    assert_eq!(points(&problem, &[stay(a, p, 0, 6), stay(b, p, 0, 6)]), 0);
    assert_eq!(points(&problem, &[stay(a, p, 0, 6), stay(b, p, 4, 6)]), 8, "before and after the two slots together");
    assert_eq!(points(&problem, &[stay(a, p, 0, 6), stay(b, q, 0, 6)]), 12, "each of them is away alone");
    assert_eq!(points(&problem, &[stay(a, p, 10, 6)]), 2, "what lies in the horizon");
    problem.people[b].spouse = Some(a);
    assert_eq!(found(&problem, &[stay(a, p, 0, 2), stay(b, p, 8, 3)]).iter().map(|finding| finding.amount).collect::<Vec<_>>(), [2, 3]);
    problem.people[b].home = problem.posts[p].institution;
    assert_eq!(points(&problem, &[stay(a, p, 0, 6)]), 0, "sent to where the spouse works");
    assert_eq!(points(&problem, &[stay(a, p, 0, 6), stay(b, q, 0, 6)]), 6, "the spouse is the one who is away");
    problem.posts[q].load = 49;
    assert_eq!(points(&problem, &[stay(b, q, 0, 6)]), 0, "takes nobody away");
}
