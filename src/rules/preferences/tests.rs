use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

#[test]
fn worked_example() {
    let mut problem = county();
    let (a, b, c) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"), add_person(&mut problem, "C"));
    let (p, q) = (add_post(&mut problem, "P"), add_post(&mut problem, "Q"));
    let township = problem.posts[p].institution;
    problem.posts[q].institution = add_institution(&mut problem, "T2", Level::Township, None);
    let wish = |wisher, wish, rank| Preference { wisher, wish, rank };
    problem.preferences = vec![
        wish(Wisher::Person(a), Wish::Institution(township), 1),
        wish(Wisher::Person(a), Wish::Post(q), 2),
        wish(Wisher::Person(a), Wish::Month(day(2027, 3, 1)), 3),
    ];
    let ranks = |problem: &Problem, person, post, first| -> Vec<i64> {
        findings(RuleId::Preferences, problem, &[stay(person, post, first, 6)]).iter().map(|finding| finding.amount).collect()
    };
    assert_eq!(ranks(&problem, a, p, 0), [3]);
    assert_eq!(ranks(&problem, a, q, 5), [1, 2]);
    problem.preferences.push(wish(Wisher::Institution(township), Wish::Person(b), 1));
    problem.preferences.push(wish(Wisher::Institution(township), Wish::Person(a), 2));
    assert_eq!(ranks(&problem, c, p, 0), [2]);
    assert_eq!(ranks(&problem, b, p, 0), [0i64; 0]);
    assert_eq!(ranks(&problem, a, p, 4), [2, 1]);
    let found = findings(RuleId::Preferences, &problem, &[stay(a, p, 4, 6)]);
    assert_eq!(found.iter().map(|finding| finding.cost).sum::<i64>(), 60);
}

/// A trainee's wish is compared only with stays that the wished department could have taught.
#[test]
fn a_training_stay_is_compared_with_places_that_teach_the_same() {
    let mut problem = county();
    let here = add_training(&mut problem, 2, &[("儿科", 6, false)]);
    let trainee = add_trainee(&mut problem, "R", day(2027, 12, 31));
    let department = problem.posts[here].department.expect("training posts have departments");
    let elsewhere = Department { name: "第二儿科".into(), ..problem.departments[department].clone() };
    let wanted = problem.departments.push(elsewhere);
    problem.preferences.push(Preference { wisher: Wisher::Person(trainee), wish: Wish::Department(wanted), rank: 2 });
    problem.preferences.push(Preference { wisher: Wisher::Person(trainee), wish: Wish::Month(day(2027, 5, 1)), rank: 1 });
    let ranks = |problem: &Problem| -> Vec<i64> {
        findings(RuleId::Preferences, problem, &[training(trainee, here, 0, 0, 6)]).iter().map(|finding| finding.amount).collect()
    };
    assert_eq!(ranks(&problem), [2]);
    problem.departments[wanted].standards.clear();
    assert_eq!(ranks(&problem), [0i64; 0]);
}

/// Changes of institution and waiting count the ranks that the person has written, the stay in progress included.
#[test]
fn the_order_of_stays_counts_for_whoever_wishes_for_it() {
    let mut problem = county();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    let (p, q) = (add_post(&mut problem, "P"), add_post(&mut problem, "Q"));
    problem.posts[q].institution = add_institution(&mut problem, "T2", Level::Township, None);
    let own = |wish, rank| Preference { wisher: Wisher::Person(a), wish, rank };
    problem.preferences = vec![own(Wish::OnePlace, 2), own(Wish::NoWaiting, 3)];
    let ranks = |problem: &Problem, placements: &[crate::roster::Placement]| -> i64 {
        assert!(agreed(RuleId::Preferences, problem, placements).holds);
        findings(RuleId::Preferences, problem, placements).iter().map(|finding| finding.amount).sum()
    };
    assert_eq!(ranks(&problem, &[stay(a, p, 0, 4), stay(a, p, 4, 4)]), 0);
    assert_eq!(ranks(&problem, &[stay(a, p, 0, 4), stay(a, q, 4, 4)]), 2);
    assert_eq!(ranks(&problem, &[stay(a, p, 1, 4), stay(a, p, 7, 4)]), 3 * 3, "one slot before the first, two between");
    assert_eq!(ranks(&problem, &[stay(b, p, 3, 4), stay(b, q, 9, 2)]), 0, "B wishes for nothing");
    let before = carried(stay(a, q, -2, 4), &mut problem);
    assert_eq!(ranks(&problem, &[before, stay(a, p, 3, 4)]), 2 + 3);
    problem.posts[p].load = 50;
    assert_eq!(ranks(&problem, &[before, stay(a, p, 3, 4)]), 0, "half a load leaves room for another");
}
