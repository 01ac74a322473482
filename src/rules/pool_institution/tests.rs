use super::emit::admits;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Placement, PostSource, Stay, number_pool_posts};
use crate::rules::fixture::*;
use crate::rules::{RuleId, candidates};

fn holds(problem: &Problem, placements: &[Placement]) -> bool {
    agreed(RuleId::PoolInstitution, problem, placements).holds
}

/// A stay that takes a pool post of the only class.
fn pooled(person: PersonId, post: PostId, first: i32, slots: i32) -> (Stay, Origin) {
    let source = PostSource::Pool(PoolClassId::from_index(0));
    (Stay { source, ..stay(person, post, first, slots).stay }, Origin::Planned)
}

fn numbers(placements: &[Placement]) -> Vec<Option<usize>> {
    placements.iter().map(|placement| placement.pool_post.map(Id::index)).collect()
}

fn three_people() -> (Problem, [PersonId; 3], PostId) {
    let mut problem = county();
    let people = ["A", "B", "C"].map(|code| add_person(&mut problem, code));
    let post = add_post(&mut problem, "P");
    (problem, people, post)
}

#[test]
fn worked_example_of_the_numbers() {
    let (mut problem, [a, b, c], post) = three_people();
    add_standing(&mut problem, "Z", 0);
    let two = vec![pooled(a, post, 0, 6), pooled(b, post, 3, 6)];
    let numbered = number_pool_posts(&problem, two.clone()).expect("two free posts");
    assert_eq!(numbers(&numbered), [Some(1), Some(2)]);
    assert!(holds(&problem, &numbered));
    assert_eq!(number_pool_posts(&problem, [two, vec![pooled(c, post, 5, 6)]].concat()), None);
    let third = [numbered[0], numbered[1], holding(stay(c, post, 5, 6), &problem, 1)];
    assert!(!holds(&problem, &third));
    let later = [numbered[0], numbered[1], holding(stay(c, post, 6, 6), &problem, 1)];
    assert!(holds(&problem, &later), "a post that has come back");
}

#[test]
fn worked_example_of_the_cap() {
    let (mut problem, [a, b, _], post) = three_people();
    problem.institutions[InstitutionId::from_index(1)].pool_cap = Some(1);
    let roster = number_pool_posts(&problem, vec![pooled(a, post, 0, 6), pooled(b, post, 4, 6)]).expect("posts enough");
    assert!(!holds(&problem, &roster));
    let found = findings(RuleId::PoolInstitution, &problem, &roster);
    let dates: Vec<_> = found.iter().map(|finding| (finding.amount, finding.dates.from)).collect();
    assert_eq!(dates, [(1, day(2027, 3, 1)), (1, day(2027, 3, 16))]);
    problem.rule_settings.insert("pool-institution".into(), RuleSetting { strict: Some(false), ..RuleSetting::default() });
    assert_eq!(agreed(RuleId::PoolInstitution, &problem, &roster).score[Tier::Policy], 2);
}

#[test]
fn pool_type_people_count_under_the_cap_of_the_place_they_work_at() {
    let (mut problem, _, post) = three_people();
    let pool_type = add_standing(&mut problem, "Z", 0);
    problem.institutions[InstitutionId::from_index(0)].pool_cap = Some(0);
    problem.institutions[InstitutionId::from_index(1)].pool_cap = Some(1);
    assert!(!holds(&problem, &[]), "at home");
    assert!(!holds(&problem, &[stay(pool_type, post, 0, 11)]), "home for the last slot");
    assert!(holds(&problem, &[stay(pool_type, post, 0, 12)]));
    problem.institutions[InstitutionId::from_index(1)].pool_cap = Some(0);
    assert!(!holds(&problem, &[stay(pool_type, post, 0, 12)]));
}

#[test]
fn the_post_of_a_person_still_to_come_is_kept() {
    let (mut problem, [a, b, c], post) = three_people();
    add_standing(&mut problem, "Z", 0);
    problem.standing[0].dates = DateRange::new(day(2027, 5, 1), day(2027, 5, 31));
    let early = number_pool_posts(&problem, vec![pooled(a, post, 0, 6), pooled(b, post, 0, 6), pooled(c, post, 10, 2)]);
    assert_eq!(numbers(&early.clone().expect("enough")), [Some(1), Some(2), Some(0)], "free again in June");
    assert!(holds(&problem, &early.expect("enough")));
    assert_eq!(number_pool_posts(&problem, vec![pooled(a, post, 0, 6), pooled(b, post, 0, 6), pooled(c, post, 0, 2)]), None);
    assert!(!holds(
        &problem,
        &[holding(stay(a, post, 0, 2), &problem, 0), holding(stay(b, post, 0, 2), &problem, 1), holding(stay(c, post, 0, 2), &problem, 2)]
    ));
}

#[test]
fn a_post_is_kept_for_a_person_who_comes_after_the_horizon() {
    let (mut problem, [a, b, c], post) = three_people();
    add_standing(&mut problem, "Z", 0);
    problem.standing[0].dates = DateRange::new(day(2027, 7, 10), day(2027, 7, 20));
    let others = [holding(stay(a, post, 10, 6), &problem, 1), holding(stay(b, post, 10, 6), &problem, 2)];
    assert!(holds(&problem, &others));
    assert!(!holds(&problem, &[others[0], others[1], holding(stay(c, post, 11, 6), &problem, 0)]));
}

#[test]
fn carried_in_stays_keep_their_number() {
    let (mut problem, [a, b, c], post) = three_people();
    let begun = carried(holding(stay(a, post, -3, 6), &problem, 1), &mut problem);
    let stays = vec![(begun.stay, Origin::CarriedIn), pooled(b, post, 0, 6), pooled(c, post, 1, 6)];
    let numbered = number_pool_posts(&problem, stays).expect("three posts");
    assert_eq!(numbers(&numbered), [Some(1), Some(0), Some(2)]);
    assert!(holds(&problem, &numbered));
    let twice = carried(holding(stay(b, post, -1, 3), &problem, 1), &mut problem);
    assert!(!holds(&problem, &[begun, twice]));
    add_standing(&mut problem, "Z", 1);
    assert!(!holds(&problem, &[begun]), "a pool-type person's post");
}

#[test]
fn approvals_bind_place_and_dates() {
    let (mut problem, [a, ..], post) = three_people();
    let class = PoolClassId::from_index(0);
    let placed = holding(stay(a, post, 2, 4), &problem, 0);
    let admitted = |problem: &Problem| {
        assert_eq!(admits(problem, &placed.stay), holds(problem, &[placed]));
        admits(problem, &placed.stay)
    };
    assert!(admitted(&problem));
    problem.pool_classes[class].from = Some(day(2027, 2, 2));
    assert!(!admitted(&problem));
    problem.pool_classes[class].from = Some(day(2027, 2, 1));
    problem.pool_classes[class].until = Some(day(2027, 3, 31));
    assert!(admitted(&problem));
    problem.pool_classes[class].until = Some(day(2027, 3, 30));
    assert!(!admitted(&problem));
    problem.pool_classes[class].until = None;
    problem.pool_classes[class].institution = Some(InstitutionId::from_index(0));
    assert!(!admitted(&problem));
}

#[test]
fn own_posts_are_those_free_and_those_that_carried_in_stays_give_back() {
    let (mut problem, [a, b, c], post) = three_people();
    let host = InstitutionId::from_index(1);
    problem.institutions[host].approved_posts = Some(5);
    problem.institutions[host].filled_posts = Some(4);
    let own = |person, first, slots| {
        let mut placement = stay(person, post, first, slots);
        placement.stay.source = PostSource::Own;
        placement
    };
    assert!(holds(&problem, &[own(a, 0, 6), own(b, 6, 6)]));
    assert!(!holds(&problem, &[own(a, 0, 6), own(b, 5, 6)]));
    let begun = carried(own(c, -2, 4), &mut problem);
    assert!(holds(&problem, &[begun, own(a, 0, 6)]));
    assert!(holds(&problem, &[begun, own(a, 0, 6), own(b, 2, 6)]));
    assert!(!holds(&problem, &[begun, own(a, 0, 6), own(b, 1, 6)]));

    problem.posts[post].kind = DispatchKind::Leadership;
    problem.posts[post].establishment = EstablishmentNeed::Establishment;
    let offered = |problem: &Problem| candidates(problem).find(&own(b, 2, 6).stay).is_some();
    assert!(offered(&problem));
    problem.institutions[host].filled_posts = Some(5);
    assert!(offered(&problem));
    problem.carried.clear();
    assert!(!offered(&problem));
}

#[test]
fn a_number_belongs_to_the_class_of_the_stay() {
    let (problem, [a, ..], post) = three_people();
    let mut placed = holding(stay(a, post, 0, 6), &problem, 0);
    assert_eq!(findings(RuleId::PoolInstitution, &problem, &[placed]), []);
    placed.pool_post = None;
    assert_eq!(findings(RuleId::PoolInstitution, &problem, &[placed]).len(), 1);
    let mut unasked = stay(a, post, 0, 6);
    unasked.pool_post = Some(PoolPostId::from_index(0));
    assert_eq!(findings(RuleId::PoolInstitution, &problem, &[unasked]).len(), 1);
}
