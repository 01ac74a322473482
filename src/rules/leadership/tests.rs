use super::SPEC;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;

/// Units by which the must part is broken, and cost of the soft part.
fn units(problem: &Problem, placements: &[Placement]) -> (i64, i64) {
    let found = findings(RuleId::Leadership, problem, placements);
    let broken = found.iter().filter(|finding| finding.tier.is_none()).map(|finding| finding.amount).sum();
    let strict = agreed(RuleId::Leadership, problem, placements);
    assert_eq!(strict.holds, broken == 0);
    let cost = strict.score[Tier::Policy];
    let mut problem = problem.clone();
    problem.rule_settings.insert(SPEC.code.into(), RuleSetting { strict: Some(false), weight: Some(3), ..RuleSetting::default() });
    assert_eq!(agreed(RuleId::Leadership, &problem, placements).score[Tier::Policy], 3 * (broken + cost));
    (broken, cost)
}

fn deputy_head() -> (Problem, [PersonId; 3], PostId) {
    let mut problem = county();
    let people = ["A", "B", "C"].map(|code| add_person(&mut problem, code));
    let post = add_post(&mut problem, "F");
    problem.posts[post].kind = DispatchKind::Leadership;
    problem.posts[post].handover = true;
    (problem, people, post)
}

#[test]
fn worked_example() {
    let (mut problem, [a, b, _], post) = deputy_head();
    let followed = |problem: &Problem, first| units(problem, &[stay(a, post, 0, 6), stay(b, post, first, 12)]);
    assert_eq!(followed(&problem, 5), (0, 0));
    assert_eq!(followed(&problem, 6), (0, 1));
    assert_eq!(followed(&problem, 4), (2, 1));
    problem.posts[post].handover = false;
    assert_eq!(followed(&problem, 5), (1, 0));
    assert_eq!(followed(&problem, 6), (0, 0));
}

#[test]
fn whoever_leaves_within_the_horizon_hands_over() {
    let (problem, [a, b, _], post) = deputy_head();
    assert_eq!(units(&problem, &[stay(a, post, 0, 11)]), (0, 1), "nobody follows");
    assert_eq!(units(&problem, &[stay(a, post, 0, 12)]), (0, 0), "leaves with the horizon's last slot");
    assert_eq!(units(&problem, &[stay(a, post, 0, 14)]), (0, 0));
    assert_eq!(units(&problem, &[stay(a, post, 0, 3), stay(b, post, 6, 12)]), (0, 1), "a gap is no hand-over");
    let found = findings(RuleId::Leadership, &problem, &[stay(a, post, 0, 3)]);
    assert_eq!(found[0].dates, DateRange::new(day(2027, 2, 1), day(2027, 2, 15)));
}

#[test]
fn no_third_holder_and_no_longer_overlap() {
    let (problem, [a, b, c], post) = deputy_head();
    let pair = [stay(a, post, 0, 6), stay(b, post, 5, 12)];
    assert_eq!(units(&problem, &[pair[0], pair[1], stay(c, post, 5, 8)]), (6 + 7, 0), "two successors");
    assert_eq!(units(&problem, &[pair[0], pair[1], stay(c, post, 3, 3)]), (2 + 2, 1), "two predecessors");
    assert_eq!(units(&problem, &[pair[0], pair[1], stay(c, post, 5, 1)]), (2, 0), "a single slot overlaps with nobody");
    assert_eq!(units(&problem, &[stay(a, post, 4, 1)]), (0, 0));
    assert_eq!(units(&problem, &[stay(a, post, 0, 2), stay(b, post, 2, 1)]), (0, 1));
}

#[test]
fn holders_in_progress_are_not_blamed_but_hand_over() {
    let (mut problem, [a, b, c], post) = deputy_head();
    let first = carried(stay(a, post, -4, 8), &mut problem);
    assert_eq!(units(&problem, &[first]), (0, 1));
    assert_eq!(units(&problem, &[first, stay(b, post, 3, 12)]), (0, 0));
    let second = carried(stay(b, post, -2, 8), &mut problem);
    assert_eq!(units(&problem, &[first, second]), (0, 2));
    assert_eq!(units(&problem, &[first, second, stay(c, post, 2, 12)]).0, 3 + 3);
}

#[test]
fn only_leadership_posts() {
    let (mut problem, [a, b, _], post) = deputy_head();
    problem.posts[post].kind = DispatchKind::ResidentPosting;
    assert_eq!(units(&problem, &[stay(a, post, 0, 6), stay(b, post, 0, 6)]), (0, 0));
}

#[test]
fn cover_leaves_the_overlap_to_this_rule() {
    let (mut problem, [a, b, _], post) = deputy_head();
    let requirement = add_requirement(&mut problem, post, 0, 1);
    problem.requirements[requirement].maximum = Some(1);
    let pair = [stay(a, post, 0, 6), stay(b, post, 5, 12)];
    let holds = |problem: &Problem| agreed(RuleId::Cover, problem, &pair).holds;
    assert!(holds(&problem));
    problem.requirements[requirement].of_post = None;
    assert!(!holds(&problem), "a requirement of the table");
    problem.requirements[requirement].of_post = Some(post);
    problem.posts[post].handover = false;
    assert!(!holds(&problem));
    problem.posts[post].handover = true;
    problem.posts[post].kind = DispatchKind::ShortSupport;
    assert!(!holds(&problem));
    problem.posts[post].kind = DispatchKind::Leadership;
    problem.rule_settings.insert(SPEC.code.into(), RuleSetting { enabled: Some(false), ..RuleSetting::default() });
    assert!(!holds(&problem), "nobody else would limit the holders");
}
