use super::*;
use crate::domain::*;
use crate::roster::*;
use crate::rules::fixture::*;

fn setting() -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    (problem, person, post)
}

fn rejected(problem: &Problem, placements: Vec<Placement>) -> Rejected {
    check(problem, Roster::new(placements)).expect_err("no plan")
}

#[test]
fn a_sound_roster_is_a_plan_without_cost() {
    let (problem, person, post) = setting();
    let plan = check(&problem, Roster::new(vec![stay(person, post, 0, 6)])).expect("a plan");
    assert_eq!((plan.roster().placements().len(), plan.score()), (1, Score::default()));
}

#[test]
fn a_broken_rule_rejects() {
    let (mut problem, person, post) = setting();
    problem.posts[post].until = Some(day(2027, 1, 15));
    let rejected = rejected(&problem, vec![stay(person, post, 0, 6)]);
    assert!(rejected.defects.is_empty());
    assert_eq!(rejected.findings.len(), 1);
    assert_eq!(rejected.messages().len(), 1);
}

#[test]
fn what_does_not_exist_is_refused_without_asking_the_rules() {
    let (problem, person, post) = setting();
    let good = stay(person, post, 0, 6);
    let with = |change: &dyn Fn(&mut Placement)| {
        let mut placement = good;
        change(&mut placement);
        placement
    };
    let wrong = [
        with(&|placement| placement.stay.person = PersonId::from_index(7)),
        with(&|placement| placement.stay.post = PostId::from_index(7)),
        with(&|placement| placement.stay.slots = 0),
        with(&|placement| placement.stay.slots = i32::MAX),
        with(&|placement| placement.stay.first = SlotId(i32::MIN)),
        with(&|placement| placement.stay.source = PostSource::Pool(PoolClassId::from_index(9))),
        with(&|placement| placement.pool_post = Some(PoolPostId::from_index(9))),
        with(&|placement| placement.stay.item = Some(ItemId::from_index(0))),
    ];
    for placement in wrong {
        assert_eq!(rejected(&problem, vec![placement]).defects.len(), 1, "{placement:?}");
    }
}

#[test]
fn stays_begin_inside_the_horizon_and_stand_once() {
    let (problem, person, post) = setting();
    assert_eq!(rejected(&problem, vec![stay(person, post, -1, 6)]).defects.len(), 1);
    assert_eq!(rejected(&problem, vec![stay(person, post, 12, 6)]).defects.len(), 1);
    let twice = vec![stay(person, post, 0, 6); 2];
    assert!(rejected(&problem, twice).defects.iter().any(|defect| defect.en.contains("twice")));
}

#[test]
fn carried_stays_stand_unaltered_and_nothing_else_claims_to_be_one() {
    let (mut problem, person, post) = setting();
    problem.carried.push(CarriedStay { person, post, first: SlotId(-2), slots: 6, pool_post: None, own_post: false, item: None });
    let carried = carried_placements(&problem);
    assert!(check(&problem, Roster::new(carried.clone())).is_ok());
    assert_eq!(rejected(&problem, Vec::new()).defects.len(), 1);
    let mut shortened = carried;
    shortened[0].stay.slots = 5;
    assert_eq!(rejected(&problem, shortened).defects.len(), 2);
}

#[test]
fn a_stay_holds_the_establishment_post_it_is_due() {
    let (mut problem, person, post) = setting();
    let bare = stay(person, post, 0, 6);
    let pooled = holding(bare, &problem, 0);
    let owned = Placement { stay: Stay { source: PostSource::Own, ..bare.stay }, ..bare };
    let mut admitted = |need: EstablishmentNeed, kind: DispatchKind, establishment: EstablishmentType| {
        problem.posts[post].establishment = need;
        problem.posts[post].kind = kind;
        problem.people[person].establishment = establishment;
        [bare, owned, pooled].map(|placement| check(&problem, Roster::new(vec![placement])).is_ok())
    };
    use DispatchKind::{Leadership, ShortSupport};
    use EstablishmentNeed as Need;
    use EstablishmentType::{Contract, Own};
    assert_eq!(admitted(Need::None, ShortSupport, Contract), [true, false, false]);
    assert_eq!(admitted(Need::Pool, ShortSupport, Own), [false, false, true]);
    assert_eq!(admitted(Need::Establishment, ShortSupport, Own), [true, false, false]);
    assert_eq!(admitted(Need::Establishment, ShortSupport, Contract), [false, false, true]);
    // The hospital has no free own post in this county, which is for the rules to count; the kind of post is right.
    assert!(admitted(Need::Establishment, Leadership, Own)[2]);
    let dates = problem.calendar.horizon();
    problem.standing.push(StandingOccupancy { person, pool_post: PoolPostId::from_index(1), dates });
    assert!(check(&problem, Roster::new(vec![bare])).is_ok());
    assert!(check(&problem, Roster::new(vec![pooled])).is_err());
}

#[test]
fn the_number_fits_the_source() {
    let (mut problem, person, post) = setting();
    problem.posts[post].establishment = EstablishmentNeed::Pool;
    let mut unnumbered = holding(stay(person, post, 0, 6), &problem, 0);
    unnumbered.pool_post = None;
    assert_eq!(rejected(&problem, vec![unnumbered]).defects.len(), 1);
}

#[test]
fn a_pool_post_has_one_occupant_at_a_time() {
    let (mut problem, person, post) = setting();
    problem.posts[post].establishment = EstablishmentNeed::Pool;
    let other = add_person(&mut problem, "B");
    let first = holding(stay(person, post, 0, 6), &problem, 0);
    let next = holding(stay(other, post, 6, 6), &problem, 0);
    let overlapping = holding(stay(other, post, 5, 6), &problem, 0);
    assert!(check(&problem, Roster::new(vec![first, next])).is_ok());
    assert_eq!(rejected(&problem, vec![first, overlapping]).defects.len(), 1);
    for (holder, slots) in [(person, 2), (other, 6)] {
        let pool_post = Some(PoolPostId::from_index(1));
        problem.carried.push(CarriedStay { person: holder, post, first: SlotId(-2), slots, pool_post, own_post: false, item: None });
    }
    assert!(check(&problem, Roster::new(carried_placements(&problem))).is_ok(), "a hand-over before the horizon is history");
    problem.carried.clear();
    let resident = add_person(&mut problem, "Z");
    problem.standing.push(StandingOccupancy {
        person: resident,
        pool_post: PoolPostId::from_index(0),
        dates: DateRange::new(day(2027, 4, 1), day(2999, 12, 31)),
    });
    assert_eq!(structure::defects(&problem, &Roster::new(vec![first])), []);
    assert_eq!(rejected(&problem, vec![first, next]).defects.len(), 1);
}
