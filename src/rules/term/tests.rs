use super::emit::admits;
use super::{LONG_MINIMUM, SPEC};
use crate::domain::*;
use crate::rules::RuleId;
use crate::rules::fixture::*;

fn stands(problem: &Problem, person: PersonId, post: PostId, months: i32) -> bool {
    let placement = stay(person, post, 2, 2 * months);
    let admitted = admits(problem, &placement.stay);
    let found = findings(RuleId::Term, problem, &[placement]);
    assert_eq!(found.iter().map(|finding| finding.amount).sum::<i64>(), i64::from(!admitted));
    admitted
}

#[test]
fn worked_example() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    assert_eq!([3, 4, 6].map(|months| stands(&problem, person, post, months)), [true, false, true]);
    let target = PinTarget::Institution(problem.posts[post].institution);
    problem.pins.push(Pin { person, target, first: SlotId(2), slots: 8, kind: PinKind::Locked });
    assert_eq!([3, 4, 6].map(|months| stands(&problem, person, post, months)), [true, true, true]);
    problem.posts[post].kind = DispatchKind::ResidentPosting;
    assert_eq!([3, 4, 6].map(|months| stands(&problem, person, post, months)), [false, true, true]);
    set(&mut problem, SPEC.code, LONG_MINIMUM, ParameterValue::Whole(3));
    assert!(stands(&problem, person, post, 3));
}

#[test]
fn flexible_costs_its_weight_a_stay() {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    problem.rule_settings.insert(SPEC.code.into(), RuleSetting { strict: Some(false), weight: Some(4), ..RuleSetting::default() });
    let found = findings(RuleId::Term, &problem, &[stay(person, post, 0, 8), stay(person, post, 8, 1)]);
    assert_eq!(found.iter().map(|finding| finding.cost).collect::<Vec<_>>(), [4, 4]);
}
