use super::SPEC;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Placement, PostSource};
use crate::rules::RuleId;
use crate::rules::fixture::*;
use crate::rules::twin::{Dice, as_roster, check_of, offered, random_choice, random_problem};

/// Cost of the roster once the county has made the rule flexible; 0 exactly when it stands as a must.
fn units(problem: &Problem, placements: &[Placement]) -> i64 {
    let mut problem = problem.clone();
    let stands = agreed(RuleId::Team, &problem, placements).holds;
    problem.rule_settings.insert(SPEC.code.into(), RuleSetting { strict: Some(false), ..RuleSetting::default() });
    let units = agreed(RuleId::Team, &problem, placements).score[Tier::Policy];
    assert_eq!(stands, units == 0);
    units
}

/// A team of four with three to go, and a team post at the branch.
fn team() -> (Problem, [PersonId; 4], PostId) {
    let mut problem = county();
    let members = ["A", "B", "C", "D"].map(|code| add_person(&mut problem, code));
    let post = add_post(&mut problem, "P");
    problem.posts[post].kind = DispatchKind::Team;
    let team = Team { name: "甲队".into(), members: members.to_vec(), minimum: Some(3), maximum: Some(3), leader_post: None };
    problem.teams.push(team);
    (problem, members, post)
}

fn add_leader_post(problem: &mut Problem, institution: InstitutionId) -> PostId {
    let post = add_post(problem, "L");
    problem.posts[post].kind = DispatchKind::Leadership;
    problem.posts[post].institution = institution;
    problem.teams[TeamId::from_index(0)].leader_post = Some(post);
    post
}

#[test]
fn worked_example() {
    let (mut problem, [a, b, c, d], post) = team();
    let at = |person, first| stay(person, post, first, 6);
    assert_eq!(units(&problem, &[at(a, 0), at(b, 0), at(c, 0)]), 0);
    assert_eq!(units(&problem, &[at(a, 0), at(b, 0), at(c, 2)]), 2);
    assert_eq!(units(&problem, &[at(a, 0), at(b, 0), at(c, 0), at(d, 0)]), 1);
    assert_eq!(units(&problem, &[at(b, 0), at(c, 0), at(d, 0)]), 3);
    assert_eq!(units(&problem, &[]), 0);

    let leader_post = add_leader_post(&mut problem, InstitutionId::from_index(1));
    let leads = |person| stay(person, leader_post, 0, 6);
    assert_eq!(units(&problem, &[leads(a), at(b, 0), at(c, 0)]), 0);
    assert_eq!(units(&problem, &[at(a, 0), leads(b), at(c, 0)]), 0);
    assert_eq!(units(&problem, &[at(a, 0), at(b, 0), at(c, 0)]), 1);
    assert_eq!(units(&problem, &[leads(a), leads(b), at(c, 0)]), 1);
    let found = findings(RuleId::Team, &problem, &[at(a, 0), at(b, 0), at(c, 0)]);
    assert_eq!(found[0].message.zh, "团队 甲队 在此期间应恰有一名成员担任 机构T1 岗位L（L）并与组长同去，实 0 人担任");
}

#[test]
fn without_bounds_all_go_or_none() {
    let (mut problem, [a, b, c, d], post) = team();
    let team = &mut problem.teams[TeamId::from_index(0)];
    (team.minimum, team.maximum) = (None, None);
    let at = |person| stay(person, post, 3, 6);
    assert_eq!(units(&problem, &[at(a), at(b), at(c), at(d)]), 0);
    assert_eq!(units(&problem, &[at(a), at(b), at(d)]), 1);
    assert_eq!(units(&problem, &[at(a)]), 3);
}

#[test]
fn the_head_is_whom_the_leadership_post_accepts() {
    let (mut problem, [a, b, c, _], post) = team();
    let leader_post = add_leader_post(&mut problem, InstitutionId::from_index(1));
    let team = &mut problem.teams[TeamId::from_index(0)];
    (team.minimum, team.maximum) = (Some(1), None);
    problem.posts[leader_post].minimum_grade = Some(Grade::AssociateSenior);
    problem.people[c].grade = Some(Grade::Senior);
    assert_eq!(units(&problem, &[stay(c, leader_post, 0, 6)]), 0, "C is the head");
    assert_eq!(units(&problem, &[stay(c, leader_post, 0, 6), stay(a, post, 0, 6)]), 0);
    assert_eq!(units(&problem, &[stay(a, post, 0, 6)]), 1, "A without the head");
    problem.people[c].grade = None;
    assert_eq!(units(&problem, &[stay(a, post, 0, 6), stay(b, leader_post, 0, 6)]), 0, "nobody fits: A is the head");
    problem.people[b].grade = Some(Grade::AssociateSenior);
    problem.posts[leader_post].specialties = vec![SpecialtyId::from_index(0)];
    assert_eq!(units(&problem, &[stay(a, leader_post, 0, 6)]), 0, "B is of no known specialty");
    problem.people[b].specialty = Some(SpecialtyId::from_index(0));
    assert_eq!(units(&problem, &[stay(b, leader_post, 0, 6)]), 0);
    problem.posts[leader_post].categories = vec![Category::Resident];
    assert_eq!(units(&problem, &[stay(a, leader_post, 0, 6)]), 0);
}

#[test]
fn elsewhere_the_leadership_post_asks_for_nothing() {
    let (mut problem, [a, b, c, _], post) = team();
    let leader_post = add_leader_post(&mut problem, InstitutionId::from_index(0));
    let at = |person| stay(person, post, 0, 6);
    assert_eq!(units(&problem, &[at(a), at(b), at(c)]), 0);
    assert_eq!(units(&problem, &[stay(b, leader_post, 0, 6)]), 2, "held without the head and apart from the team");
}

#[test]
fn other_hosts_dates_and_posts() {
    let (mut problem, [a, b, c, d], post) = team();
    let elsewhere = add_post(&mut problem, "Q");
    problem.posts[elsewhere].kind = DispatchKind::Team;
    let beside = add_post(&mut problem, "R");
    assert_eq!(units(&problem, &[stay(a, post, 0, 6), stay(b, elsewhere, 0, 6), stay(c, post, 0, 6)]), 0, "two posts of one host");
    assert_eq!(units(&problem, &[stay(d, beside, 0, 6)]), 0, "a post of another kind");
    problem.posts[elsewhere].institution = InstitutionId::from_index(0);
    assert_eq!(units(&problem, &[stay(a, post, 0, 6), stay(b, elsewhere, 0, 6), stay(c, post, 0, 6)]), 2);
    assert_eq!(units(&problem, &[stay(a, post, 0, 6), stay(b, post, 0, 12), stay(c, post, 0, 6)]), 2, "ends later");
}

#[test]
fn stays_in_progress_and_people_without_a_team_are_free() {
    let (mut problem, [a, b, ..], post) = team();
    let begun = carried(stay(b, post, -2, 6), &mut problem);
    assert_eq!(units(&problem, &[begun]), 0);
    let outsider = add_person(&mut problem, "Z");
    assert_eq!(units(&problem, &[begun, stay(outsider, post, 0, 6)]), 0);
    assert_eq!(units(&problem, &[begun, stay(a, post, 4, 6)]), 2);
}

#[test]
fn two_stays_of_one_member_need_the_head_twice() {
    let (mut problem, [a, b, c, _], post) = team();
    let second = add_post(&mut problem, "Q");
    problem.posts[second].kind = DispatchKind::Team;
    problem.teams[TeamId::from_index(0)].maximum = None;
    let mut own = stay(b, post, 0, 6);
    own.stay.source = PostSource::Own;
    let base = [stay(a, post, 0, 6), stay(b, post, 0, 6), stay(c, post, 0, 6)];
    assert_eq!(units(&problem, &base), 0);
    assert_eq!(units(&problem, &[base[0], base[1], base[2], own]), 1);
    assert_eq!(units(&problem, &[base[0], base[1], base[2], stay(a, second, 0, 6)]), 2, "the head's second stay wants company too");
}

#[test]
fn random_teams_do_go_together() {
    let mut journeys = 0;
    for seed in 0..200 {
        let problem = random_problem(seed);
        let mut dice = Dice::new(seed);
        let candidates = offered(&problem);
        let taken = random_choice(&problem, &candidates, &mut dice, 0);
        let roster = as_roster(&problem, &candidates, &taken);
        let members = |stay: &&crate::roster::Stay| problem.people[stay.person].team.is_some();
        let at_team_posts = roster.stays().filter(members).filter(|stay| problem.posts[stay.post].kind == DispatchKind::Team).count();
        journeys += usize::from(at_team_posts >= 2 && check_of(&RuleId::Team.rule(), &problem, &roster).is_empty());
    }
    assert!(journeys >= 5, "{journeys} teams travel as they should");
}
