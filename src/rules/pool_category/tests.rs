use super::emit::admits;
use crate::domain::*;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

/// Three general pool posts and, number 3, one for general practice; a post that asks for it and one that does not.
fn quota() -> (Problem, PostId, PostId) {
    let mut problem = county();
    let pool = PoolId::from_index(0);
    let category = problem.pool_categories.push(PoolCategory { name: "全科".into() });
    let class = problem.pool_classes.push(PoolClass {
        pool,
        category: Some(category),
        institution: None,
        from: None,
        until: None,
        posts: Vec::new(),
    });
    let number = problem.pool_posts.push(PoolPost { code: "QK001".into(), pool, class, numbered: true });
    problem.pool_classes[class].posts.push(number);
    let (general, practice) = (add_post(&mut problem, "P"), add_post(&mut problem, "Q"));
    problem.posts[practice].pool_category = Some(category);
    (problem, general, practice)
}

fn holds(problem: &Problem, placements: &[Placement]) -> bool {
    agreed(RuleId::PoolCategory, problem, placements).holds
}

#[test]
fn worked_example() {
    let (mut problem, general, practice) = quota();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    let rightly = holding(stay(a, practice, 0, 6), &problem, 3);
    assert!(holds(&problem, &[rightly]));
    for wrongly in [holding(stay(a, practice, 0, 6), &problem, 0), holding(stay(a, general, 0, 6), &problem, 3)] {
        assert!(!admits(&problem, &wrongly.stay));
        assert!(!holds(&problem, &[wrongly]));
    }
    let second = holding(stay(b, practice, 5, 6), &problem, 3);
    assert!(!holds(&problem, &[rightly, second]));
    let found = findings(RuleId::PoolCategory, &problem, &[rightly, second]);
    assert_eq!(found.iter().map(|finding| (finding.amount, finding.dates.from)).collect::<Vec<_>>(), [(1, day(2027, 3, 16))]);
}

#[test]
fn pool_type_people_take_their_category_and_expired_posts_are_gone() {
    let (mut problem, _, practice) = quota();
    let person = add_person(&mut problem, "A");
    let placed = holding(stay(person, practice, 0, 6), &problem, 3);
    problem.pool_classes[PoolClassId::from_index(1)].until = Some(day(2027, 3, 20));
    assert!(holds(&problem, &[placed]), "approved on some days of each slot");
    problem.pool_classes[PoolClassId::from_index(1)].until = Some(day(2027, 3, 15));
    assert!(!holds(&problem, &[placed]));
    problem.pool_classes[PoolClassId::from_index(1)].until = None;
    add_standing(&mut problem, "Z", 3);
    assert!(!holds(&problem, &[placed]));
}
