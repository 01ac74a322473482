use super::*;
use crate::store::pool_book::{holdings, uses};

/// Z, of the lead hospital, brings a pool post along and works at the branch from February to March, half a month of which on circuit only.
fn posted() -> (Problem, Roster) {
    let mut problem = county();
    let person = add_person(&mut problem, "Z");
    let (branch, circuit) = (add_post(&mut problem, "P"), add_post(&mut problem, "X"));
    problem.posts[circuit].load = 20;
    let dates = DateRange::new(day(2026, 12, 5), day(2027, 5, 20));
    problem.standing.push(StandingOccupancy { person, pool_post: PoolPostId::from_index(0), dates });
    let roster = Roster::new(vec![stay(person, branch, 2, 4), stay(person, circuit, 8, 1)]);
    (problem, roster)
}

#[test]
fn a_post_brought_along_counts_where_its_holder_works() {
    let (problem, roster) = posted();
    let held: Vec<(String, usize)> = holdings(&problem, &roster)
        .iter()
        .map(|holding| (format!("{}/{}", holding.dates.from, holding.dates.to), holding.institution.index()))
        .collect();
    let expected = [("2027-01-01/2027-01-31", 0), ("2027-02-01/2027-03-31", 1), ("2027-04-01/2027-05-20", 0)];
    assert_eq!(held, expected.map(|(dates, institution)| (dates.to_owned(), institution)));
}

#[test]
fn a_holder_counts_once_in_each_slot_touched() {
    let (problem, roster) = posted();
    let counts: Vec<(i64, i64)> = uses(&problem, &holdings(&problem, &roster)).iter().map(|slot| (slot.in_use, slot.at_branches)).collect();
    // To the second half of May, at the branch in February and March.
    let expected = [(1, 0), (1, 0), (1, 1), (1, 1), (1, 1), (1, 1), (1, 0), (1, 0), (1, 0), (1, 0), (0, 0), (0, 0)];
    assert_eq!(counts, expected);
}

#[test]
fn the_size_of_a_slot_is_the_smallest_in_force() {
    let (mut problem, roster) = posted();
    problem.pools[PoolId::from_index(0)].sizes.push((day(2027, 2, 10), 2));
    let sizes: Vec<i64> = uses(&problem, &holdings(&problem, &roster)).iter().map(|slot| slot.size).collect();
    assert_eq!(sizes[..4], [3, 3, 2, 2]);
}
