use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

#[test]
fn worked_example() {
    let mut problem = county();
    let horizon = problem.calendar.horizon();
    for number in 0..2 {
        let person = add_person(&mut problem, &format!("Z{number}"));
        problem.people[person].establishment = EstablishmentType::Pool;
        let pool_post = PoolPostId::from_index(number);
        problem.standing.push(StandingOccupancy { person, pool_post, dates: horizon });
    }
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    let post = add_post(&mut problem, "P");
    let first = holding(stay(a, post, 0, 6), &problem, 2);
    assert_eq!(findings(RuleId::PoolSize, &problem, &[first]), []);
    let second = holding(stay(b, post, 4, 6), &problem, 2);
    let found = findings(RuleId::PoolSize, &problem, &[first, second]);
    assert_eq!(found.iter().map(|finding| finding.amount).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(found[0].dates, DateRange::new(day(2027, 3, 1), day(2027, 3, 15)));
}
