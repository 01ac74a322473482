use crate::domain::*;
use crate::model::Tier;
use crate::rules::fixture::*;
use crate::rules::twin::Agreed;
use crate::rules::{Findings, RuleId};

fn agreed(problem: &Problem, placements: &[crate::roster::Placement]) -> Agreed {
    crate::rules::fixture::agreed(RuleId::Cover, problem, placements)
}

/// A quarter with one post that wants at least 1 and rather 2 people.
fn quarter() -> (Problem, PostId, RequirementId) {
    let mut problem = county();
    problem.calendar = Calendar::new(day(2027, 1, 1), 3, SlotUnit::HalfMonth);
    let post = add_post(&mut problem, "P");
    let requirement = add_requirement(&mut problem, post, 1, 2);
    (problem, post, requirement)
}

#[test]
fn worked_example() {
    let (mut problem, post, requirement) = quarter();
    let person = add_person(&mut problem, "A");
    let roster = [stay(person, post, 1, 4)];
    let found = agreed(&problem, &roster);
    assert!(found.holds);
    assert_eq!((found.score[Tier::CoverMinimum], found.score[Tier::CoverTarget]), (2, 8));

    let demand = &mut problem.requirements[requirement];
    (demand.measure, demand.minimum) = (Measure::AveragePerQuarter, None);
    assert_eq!(agreed(&problem, &roster).score[Tier::CoverTarget], 8);
    let found = findings(RuleId::Cover, &problem, &roster);
    assert_eq!(found[0].message.zh, "岗位编配 机构T1 岗位P（P）：需 12 人·时段，实 4 人·时段");
}

#[test]
fn shortages_say_what_was_wanted_and_what_was_there() {
    let (mut problem, post, requirement) = quarter();
    let person = add_person(&mut problem, "A");
    let roster = crate::roster::Roster::new(vec![stay(person, post, 0, 5)]);
    let mut findings = Findings::new(&problem, RuleId::Cover);
    super::check::check(&problem, &roster, &mut findings);
    let (found, shortages) = findings.finish();
    let minimum: Vec<_> = shortages.iter().filter(|shortage| shortage.minimum).collect();
    assert_eq!(minimum.len(), 1);
    assert_eq!((minimum[0].requirement, minimum[0].required, minimum[0].assigned), (requirement, 1, 0));
    assert_eq!(minimum[0].dates, DateRange::new(day(2027, 3, 16), day(2027, 3, 31)));
    assert_eq!(shortages.iter().filter(|shortage| !shortage.minimum).count(), 6);
    assert!(found.iter().any(|finding| finding.message.zh == "岗位编配 机构T1 岗位P（P）：需 1 人，实 0 人"));
}

#[test]
fn a_flexible_minimum_and_a_weight() {
    let (mut problem, _, requirement) = quarter();
    let demand = &mut problem.requirements[requirement];
    (demand.strict, demand.weight) = (false, 3);
    let found = agreed(&problem, &[]);
    assert_eq!((found.score[Tier::CoverMinimum], found.score[Tier::CoverTarget]), (0, 6 * 3 + 12 * 3));
}

#[test]
fn a_maximum_never_bends() {
    let (mut problem, post, requirement) = quarter();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    problem.requirements[requirement].maximum = Some(1);
    assert!(agreed(&problem, &[stay(a, post, 0, 3), stay(b, post, 3, 3)]).holds);
    assert!(!agreed(&problem, &[stay(a, post, 0, 4), stay(b, post, 3, 3)]).holds);
}

#[test]
fn slots_without_an_open_post_demand_nothing() {
    let (mut problem, post, requirement) = quarter();
    problem.posts[post].from = Some(day(2027, 2, 1));
    problem.posts[post].until = Some(day(2027, 3, 14));
    assert_eq!(agreed(&problem, &[]).score[Tier::CoverMinimum], 2, "both halves of February");
    problem.requirements[requirement].measure = Measure::AverageOverHorizon;
    assert_eq!(agreed(&problem, &[]).score[Tier::CoverMinimum], 2, "an average of 1 over the two open slots");
    problem.requirements[requirement].measure = Measure::AtEnd;
    assert_eq!(agreed(&problem, &[]).score[Tier::CoverMinimum], 0);
}

#[test]
fn visits_count_once_a_quarter_and_only_whom_the_predicate_holds_for() {
    let mut problem = county();
    let post = add_post(&mut problem, "P");
    let requirement = add_requirement(&mut problem, post, 2, 2);
    problem.requirements[requirement].measure = Measure::VisitsPerQuarter;
    problem.requirements[requirement].who.minimum_grade = Some(Grade::AssociateSenior);
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    problem.people[a].grade = Some(Grade::Senior);
    // A is there over the turn of the quarter: one visit in each; B does not count.
    let found = agreed(&problem, &[stay(a, post, 4, 4), stay(b, post, 0, 6)]);
    assert_eq!(found.score[Tier::CoverMinimum], 2);
}

#[test]
fn own_staff_count_while_they_are_there() {
    let (mut problem, post, requirement) = quarter();
    let (a, b) = (add_person(&mut problem, "A"), add_person(&mut problem, "B"));
    let demand = &mut problem.requirements[requirement];
    demand.posts = Vec::new();
    demand.own_staff_of = vec![InstitutionId::from_index(0)];
    (demand.minimum, demand.target) = (Some(2), None);
    assert_eq!(agreed(&problem, &[]).score[Tier::CoverMinimum], 0);
    problem.people[b].absences.push(Absence {
        dates: DateRange::new(day(2027, 1, 10), day(2027, 1, 20)),
        kind: AbsenceKind::Leave,
        reason: "病假".into(),
    });
    assert_eq!(agreed(&problem, &[stay(a, post, 4, 2)]).score[Tier::CoverMinimum], 2 + 2);
    // A circuit leaves the person where they are.
    problem.posts[post].load = 20;
    assert_eq!(agreed(&problem, &[stay(a, post, 4, 2)]).score[Tier::CoverMinimum], 2);
    // Where the circuit's post belongs to the demand, its own staff still count once.
    problem.requirements[requirement].posts = vec![post];
    problem.requirements[requirement].maximum = Some(2);
    assert!(agreed(&problem, &[stay(a, post, 4, 2)]).holds);
}

#[test]
fn a_demand_counts_only_where_it_is_in_force() {
    let (mut problem, post, requirement) = quarter();
    let person = add_person(&mut problem, "A");
    let roster = [stay(person, post, 1, 4)];
    // The second half of January lies only in part after the 20th; what is left are the four slots from February to the end of March.
    problem.requirements[requirement].from = Some(day(2027, 1, 20));
    let found = agreed(&problem, &roster);
    assert_eq!((found.score[Tier::CoverMinimum], found.score[Tier::CoverTarget]), (1, 5));
    problem.requirements[requirement].until = Some(day(2027, 2, 28));
    assert_eq!(agreed(&problem, &roster).score[Tier::CoverMinimum], 0);
    problem.requirements[requirement].measure = Measure::AverageOverHorizon;
    assert_eq!(agreed(&problem, &roster).score[Tier::CoverTarget], 2, "of two slots, two people wanted");
}
