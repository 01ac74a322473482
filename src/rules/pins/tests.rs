use super::emit::admits;
use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

#[test]
fn worked_example() {
    let mut problem = county();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    let post = add_post(&mut problem, "P");
    let township = problem.posts[post].institution;
    problem.pins.push(Pin { person: a, target: PinTarget::Post(post), first: SlotId(0), slots: 6, kind: PinKind::Locked });
    let amounts = |problem: &Problem, placements: &[_]| -> Vec<i64> {
        findings(RuleId::Pins, problem, placements).iter().map(|finding| finding.amount).collect()
    };
    assert_eq!(amounts(&problem, &[stay(a, post, 0, 6)]), [0i64; 0]);
    assert_eq!(amounts(&problem, &[stay(a, post, 1, 6)]), [1]);
    assert_eq!(amounts(&problem, &[]), [1]);
    problem.pins = vec![Pin { person: b, target: PinTarget::Institution(township), first: SlotId(4), slots: 2, kind: PinKind::Forbidden }];
    for (first, slots, count) in [(5, 6, 1), (6, 6, 0), (0, 4, 0), (0, 5, 1)] {
        let placement = stay(b, post, first, slots);
        assert_eq!(findings(RuleId::Pins, &problem, &[placement]).len(), count, "slots {first} to {}", first + slots - 1);
        assert_eq!(admits(&problem, &placement.stay), count == 0, "slots {first} to {}", first + slots - 1);
        assert!(admits(&problem, &stay(a, post, first, slots).stay), "somebody else");
    }
}

#[test]
fn a_locked_stay_happens_once_not_twice() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let posts = [add_post(&mut problem, "P"), add_post(&mut problem, "Q")];
    let target = PinTarget::Institution(problem.posts[posts[0]].institution);
    problem.pins.push(Pin { person, target, first: SlotId(0), slots: 6, kind: PinKind::Locked });
    let placements = posts.map(|post| stay(person, post, 0, 6));
    assert_eq!(findings(RuleId::Pins, &problem, &placements[..1]), []);
    assert_eq!(findings(RuleId::Pins, &problem, &placements)[0].amount, 1);
}
