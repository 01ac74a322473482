use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::RuleId;
use crate::rules::fixture::*;
use crate::rules::twin::Agreed;

/// One slot, three pool posts, one post at the lead hospital and one at the branch that each take a pool post.
fn slot() -> (Problem, PostId, PostId) {
    let mut problem = county();
    problem.calendar = Calendar::new(day(2027, 1, 1), 1, SlotUnit::Month);
    let lead = add_post(&mut problem, "L");
    problem.posts[lead].institution = InstitutionId::from_index(0);
    let branch = add_post(&mut problem, "P");
    (problem, lead, branch)
}

fn share(problem: &Problem, placements: &[Placement]) -> Agreed {
    agreed(RuleId::PoolBranchShare, problem, placements)
}

#[test]
fn worked_example_of_the_posts_in_use() {
    let (mut problem, lead, branch) = slot();
    let people = ["A", "B", "C"].map(|code| add_person(&mut problem, code));
    let placed = |posts: [PostId; 3]| -> Vec<Placement> {
        (0..3).map(|number| holding(stay(people[number], posts[number], 0, 1), &problem, number)).collect()
    };
    assert!(share(&problem, &placed([lead, branch, branch])).holds);
    let one = placed([lead, lead, branch]);
    assert!(!share(&problem, &one).holds);
    assert_eq!(findings(RuleId::PoolBranchShare, &problem, &one)[0].amount, 80);
    problem.rule_settings.insert("pool-branch-share".into(), RuleSetting { strict: Some(false), ..RuleSetting::default() });
    let found = share(&problem, &one);
    assert!(found.holds);
    assert_eq!(found.score[Tier::Policy], 80);
}

#[test]
fn worked_example_of_the_total() {
    let (mut problem, _, branch) = slot();
    let pool = PoolId::from_index(0);
    problem.pools[pool].basis = PoolShareBasis::Total;
    problem.pools[pool].sizes = vec![(day(2027, 1, 1), 110)];
    let people: Vec<PersonId> = (0..66).map(|number| add_person(&mut problem, &format!("A{number}"))).collect();
    let placed: Vec<Placement> = people.into_iter().map(|person| holding(stay(person, branch, 0, 1), &problem, 0)).collect();
    assert_eq!(share(&problem, &placed).score[Tier::CoverTarget], 0);
    assert_eq!(share(&problem, &placed[1..]).score[Tier::CoverTarget], 1);
    problem.pools[pool].sizes = vec![(day(2027, 1, 1), 111)];
    assert_eq!(share(&problem, &placed).score[Tier::CoverTarget], 1, "67 of 111");
    problem.pools[pool].sizes = vec![(day(2027, 1, 1), 110)];
    problem.pools[pool].branch_percent = 61;
    assert_eq!(share(&problem, &placed).score[Tier::CoverTarget], 2, "67.1, so 68, of 110");
}

#[test]
fn a_pool_type_person_counts_where_they_work() {
    let (mut problem, lead, branch) = slot();
    let pool_type = add_standing(&mut problem, "Z", 0);
    let person = add_person(&mut problem, "A");
    // At home in the lead hospital: the share is missed before anything is planned, which costs and need not be made up at once.
    let found = share(&problem, &[]);
    assert!(found.holds);
    assert_eq!(found.score[Tier::CoverTarget], 60);
    let at_lead = holding(stay(person, lead, 0, 1), &problem, 1);
    assert!(!share(&problem, &[at_lead]).holds, "lower still");
    // Dispatched to the branch, the post goes along.
    assert_eq!(share(&problem, &[stay(pool_type, branch, 0, 1)]).score[Tier::CoverTarget], 0);
    // With one of two at branches 20 hundredths are missing: less than before the plan.
    let found = share(&problem, &[stay(pool_type, branch, 0, 1), at_lead]);
    assert!(found.holds);
    assert_eq!(found.score[Tier::CoverTarget], 20);
    problem.posts[branch].load = 20;
    assert_eq!(share(&problem, &[stay(pool_type, branch, 0, 1)]).score[Tier::CoverTarget], 60, "a circuit leaves it at home");
}
