use crate::domain::*;
use crate::model::{Candidates, Model};
use crate::roster::{Placement, Stay};
use crate::rules::fixture::*;
use crate::rules::{Emitter, RuleId};

fn excess(problem: &Problem, placements: &[Placement]) -> Vec<(DateRange, i64)> {
    findings(RuleId::OnePlace, problem, placements).into_iter().map(|finding| (finding.dates, finding.amount)).collect()
}

#[test]
fn worked_example() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let full = add_post(&mut problem, "P");
    let circuits: Vec<PostId> = (0..6).map(|number| add_post(&mut problem, &format!("X{number}"))).collect();
    for &circuit in &circuits {
        problem.posts[circuit].load = 20;
    }
    let march = DateRange::new(day(2027, 3, 1), day(2027, 3, 31));
    assert_eq!(excess(&problem, &[stay(person, full, 0, 6), stay(person, circuits[0], 4, 4)]), [(march, 20)]);
    assert_eq!(excess(&problem, &[stay(person, full, 0, 6), stay(person, circuits[0], 6, 4)]), []);
    let together: Vec<Placement> = circuits.iter().map(|circuit| stay(person, *circuit, 0, 1)).collect();
    assert_eq!(excess(&problem, &together[..5]), []);
    assert_eq!(excess(&problem, &together), [(DateRange::new(day(2027, 1, 1), day(2027, 1, 15)), 20)]);
}

#[test]
fn a_row_for_each_largest_set_only() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    let stays: Vec<Stay> = [(0, 4), (1, 2), (2, 6), (4, 8), (6, 1)].map(|(first, slots)| stay(person, post, first, slots).stay).to_vec();
    let mut model = Model::new(Candidates::new(stays, Vec::new()));
    let rule = RuleId::OnePlace.rule();
    (rule.emit)(&mut Emitter::new(&problem, &mut model, rule.spec));
    let sets: Vec<Vec<(i32, i32)>> = model
        .rows
        .iter()
        .map(|row| {
            row.terms.iter().map(|(candidate, _)| model.candidates.stay(*candidate)).map(|stay| (stay.first.0, stay.slots)).collect()
        })
        .collect();
    assert_eq!(sets, [vec![(0, 4), (1, 2), (2, 6)], vec![(2, 6), (4, 8), (6, 1)]]);
}
