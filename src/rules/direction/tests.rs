use super::emit::admits;
use super::{ALLOW_PEERS, SPEC};
use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

fn stands(problem: &Problem, person: PersonId, post: PostId) -> bool {
    let placement = stay(person, post, 0, 6);
    let admitted = admits(problem, &placement.stay);
    let found = findings(RuleId::Direction, problem, &[placement]);
    assert_eq!(found.iter().map(|finding| finding.amount).sum::<i64>(), i64::from(!admitted));
    admitted
}

#[test]
fn worked_example() {
    let mut problem = county();
    let (lead, township) = (InstitutionId::from_index(0), InstitutionId::from_index(1));
    let other = add_institution(&mut problem, "H2", Level::County, None);
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    problem.people[b].home = township;
    let post = add_post(&mut problem, "P");
    assert!(stands(&problem, a, post));
    problem.posts[post].institution = lead;
    assert!(!stands(&problem, a, post));
    problem.posts[post].institution = other;
    assert!(!stands(&problem, a, post));
    set(&mut problem, SPEC.code, ALLOW_PEERS, ParameterValue::Flag(true));
    assert!(stands(&problem, a, post));
    problem.posts[post].institution = lead;
    assert!(!stands(&problem, a, post), "peers or not, nobody is dispatched to their own institution");
    problem.posts[post].kind = DispatchKind::Secondment;
    assert!(stands(&problem, b, post));
    problem.posts[post].institution = township;
    assert!(!stands(&problem, a, post));
}

#[test]
fn the_own_tree_and_village_stations() {
    let mut problem = county();
    let (lead, township) = (InstitutionId::from_index(0), InstitutionId::from_index(1));
    let branch = add_institution(&mut problem, "H2", Level::County, Some(lead));
    let villages = [1, 2].map(|number| add_institution(&mut problem, &format!("V{number}"), Level::Village, Some(township)));
    let far = add_institution(&mut problem, "V3", Level::Village, Some(lead));
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    problem.posts[post].institution = branch;
    assert!(stands(&problem, person, post));
    problem.people[person].home = branch;
    problem.posts[post].institution = lead;
    assert!(!stands(&problem, person, post), "the tree leads down only");
    problem.people[person].home = villages[0];
    problem.people[person].category = Category::VillageDoctor;
    problem.posts[post].institution = villages[1];
    assert!(stands(&problem, person, post));
    problem.posts[post].institution = far;
    assert!(!stands(&problem, person, post));
    problem.posts[post].institution = villages[1];
    problem.people[person].category = Category::Specialist;
    assert!(!stands(&problem, person, post));
}
