use super::*;
use crate::domain::*;
use crate::roster::{Placement, Roster};
use crate::rules::fixture::*;
use crate::rules::{Finding, RuleId, Unit};

/// A declares on the date, with 5 months in the table and 92 days of history at the township.
fn declaring(date: chrono::NaiveDate) -> (Problem, PersonId, PostId) {
    let mut problem = county();
    let person = add_person(&mut problem, "A");
    let who = &mut problem.people[person];
    who.grassroots_half_months = 10;
    who.declared_grade = Some(Grade::AssociateSenior);
    who.declaration_date = Some(date);
    let post = add_post(&mut problem, "P");
    let institution = problem.posts[post].institution;
    let dates = DateRange::new(day(2026, 5, 1), day(2026, 7, 31));
    problem.history.push(HistoryEntry { person, institution, place: "P".into(), dates, kind: HistoryKind::Dispatch });
    (problem, person, post)
}

fn found(problem: &Problem, placements: &[Placement]) -> Vec<Finding> {
    let agreed = agreed(RuleId::ServiceCredit, problem, placements);
    assert!(agreed.holds);
    findings(RuleId::ServiceCredit, problem, placements)
}

/// Missing half-months and their cost.
fn missing(problem: &Problem, placements: &[Placement]) -> Vec<(i64, i64)> {
    let found = found(problem, placements).into_iter().filter(|finding| finding.unit == Unit::HalfMonths);
    found.map(|finding| (finding.amount, finding.cost)).collect()
}

#[test]
fn worked_example() {
    let (mut problem, a, post) = declaring(day(2027, 9, 1));
    assert_eq!(missing(&problem, &[]), [(8, 24)]);
    assert_eq!(missing(&problem, &[stay(a, post, 0, 6)]), [(2, 6)]);
    assert_eq!(missing(&problem, &[stay(a, post, 0, 12)]), []);
    let message = &found(&problem, &[stay(a, post, 0, 5)])[0].message;
    assert!(message.zh.contains("已有 8，计划内可得 2.5，尚缺 1.5 个月，须在 2027-09-01 前补足"), "{message:?}");
    problem.people[a].declaration_date = Some(day(2027, 3, 1));
    assert_eq!(missing(&problem, &[stay(a, post, 0, 12)]), [(4, 12)]);
}

#[test]
fn only_half_months_that_end_before_the_date_count() {
    let (mut problem, a, post) = declaring(day(2027, 2, 16));
    assert_eq!(missing(&problem, &[stay(a, post, 0, 12)]), [(5, 15)]);
    problem.people[a].declaration_date = Some(day(2027, 2, 15));
    assert_eq!(missing(&problem, &[stay(a, post, 0, 12)]), [(6, 18)]);
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    assert_eq!(missing(&problem, &[stay(a, post, 0, 6)]), [(6, 18)], "the same in months");
    problem.people[a].declaration_date = Some(day(2027, 1, 1));
    assert_eq!(missing(&problem, &[]), [], "too late for the plan to help");
}

#[test]
fn later_declarations_weigh_less_and_count_what_reaches_beyond_the_horizon() {
    let (mut problem, a, post) = declaring(day(2028, 1, 1));
    for (date, cost) in [(day(2028, 1, 1), 24), (day(2028, 1, 2), 16), (day(2029, 1, 1), 16), (day(2029, 1, 2), 8)] {
        problem.people[a].declaration_date = Some(date);
        assert_eq!(missing(&problem, &[]), [(8, cost)], "{date}");
    }
    assert_eq!(missing(&problem, &[stay(a, post, 10, 6)]), [(2, 2)]);
    problem.people[a].declaration_date = Some(day(2027, 8, 1));
    assert_eq!(missing(&problem, &[stay(a, post, 10, 6)]), [(4, 12)], "June and July");
    set(&mut problem, SPEC.code, NEAR_MONTHS, ParameterValue::Wholes(vec![3]));
    set(&mut problem, SPEC.code, MONTHS, ParameterValue::Whole(9));
    assert_eq!(missing(&problem, &[]), [(2, 2)]);
}

#[test]
fn what_does_not_count() {
    let (mut problem, a, post) = declaring(day(2027, 9, 1));
    problem.posts[post].load = 20;
    assert_eq!(missing(&problem, &[stay(a, post, 0, 6)]), [(8, 24)], "a circuit");
    problem.posts[post].load = FULL_LOAD;
    problem.posts[post].institution = InstitutionId::from_index(0);
    assert_eq!(missing(&problem, &[stay(a, post, 0, 6)]), [(8, 24)], "at county level");
    problem.people[a].declared_grade = Some(Grade::Senior);
    assert_eq!(missing(&problem, &[]), [], "declares for another grade");
    problem.people[a].declared_grade = Some(Grade::AssociateSenior);
    problem.people[a].home = InstitutionId::from_index(1);
    assert_eq!(missing(&problem, &[]), [], "serves at the grassroots every day");
}

#[test]
fn a_stay_in_progress_counts_from_its_beginning_and_once() {
    let (mut problem, a, post) = declaring(day(2027, 9, 1));
    let placement = carried(stay(a, post, -2, 4), &mut problem);
    assert_eq!(missing(&problem, &[placement]), [(4, 12)]);
    let institution = problem.posts[post].institution;
    let dates = DateRange::new(day(2026, 12, 1), day(2027, 1, 31));
    problem.history.push(HistoryEntry { person: a, institution, place: "P".into(), dates, kind: HistoryKind::Dispatch });
    assert_eq!(missing(&problem, &[placement]), [(4, 12)]);
}

#[test]
fn what_is_still_to_come_of_a_stay_in_progress_is_planned() {
    let (mut problem, a, post) = declaring(day(2027, 9, 1));
    let placement = carried(stay(a, post, -2, 6), &mut problem);
    let roster = Roster::new(vec![placement]);
    assert_eq!(check::service_before(&problem, &roster, a, day(2027, 9, 1)), (16 + 2, 4));
    assert_eq!(check::service_before(&problem, &roster, a, day(2027, 1, 16)), (16 + 2, 1));
}

#[test]
fn long_postings_of_a_year_are_added_up() {
    let mut problem = county();
    let a = add_person(&mut problem, "A");
    let [p, q] = ["P", "Q"].map(|code| add_post(&mut problem, code));
    for post in [p, q] {
        problem.posts[post].kind = DispatchKind::ResidentPosting;
    }
    let short = |problem: &Problem, placements: &[Placement]| -> Vec<i64> {
        found(problem, placements).into_iter().filter(|finding| finding.unit == Unit::Days).map(|finding| finding.amount).collect()
    };
    assert_eq!(short(&problem, &[stay(a, p, 0, 6), stay(a, p, 6, 6)]), [2, 2], "January to June in two parts");
    assert_eq!(short(&problem, &[stay(a, p, 0, 12), stay(a, q, 18, 2)]), [0; 0], "and October elsewhere");
    set(&mut problem, SPEC.code, INDICATOR_BASIS, ParameterValue::Choice(EXCLUSIVE.into()));
    set(&mut problem, SPEC.code, INDICATOR_DAYS, ParameterValue::Whole(211));
    assert_eq!(short(&problem, &[stay(a, p, 0, 12), stay(a, q, 18, 2)]), [1, 1], "181 and 31 without the first day of each");
    assert_eq!(short(&problem, &[stay(a, p, 0, 12), stay(a, q, 12, 2)]), [0; 0], "one stretch of 212 days");
    // What is over when the plan begins, at a post that is there for long postings.
    problem.calendar = Calendar::new(day(2027, 7, 1), 6, SlotUnit::HalfMonth);
    let institution = problem.posts[p].institution;
    let dates = DateRange::new(day(2027, 1, 1), day(2027, 6, 30));
    problem.history.push(HistoryEntry { person: a, institution, place: "P".into(), dates, kind: HistoryKind::Dispatch });
    assert_eq!(short(&problem, &[stay(a, q, 0, 2)]), [0; 0]);
    problem.history[0].place = "内科".into();
    assert_eq!(short(&problem, &[stay(a, q, 0, 2)]), [181], "nobody knows what that was");
}

#[test]
fn six_months_from_january_miss_the_indicator() {
    let mut problem = county();
    let a = add_person(&mut problem, "A");
    let post = add_post(&mut problem, "P");
    problem.posts[post].kind = DispatchKind::ResidentPosting;
    let short = |problem: &Problem, first: i32, slots: i32| -> Vec<(i64, i64)> {
        let found = found(problem, &[stay(a, post, first, slots)]).into_iter();
        found.inspect(|finding| assert_eq!(finding.unit, Unit::Days)).map(|finding| (finding.amount, finding.cost)).collect()
    };
    assert_eq!(short(&problem, 0, 12), [(2, 0)], "181 days");
    assert_eq!(short(&problem, 0, 13), []);
    assert_eq!(short(&problem, 10, 26), [], "1 June 2027 to 30 June 2028: enough in the first year");
    assert_eq!(short(&problem, 11, 13), [], "16 June to 31 December: 199 days");
    set(&mut problem, SPEC.code, INDICATOR_BASIS, ParameterValue::Choice(EXCLUSIVE.into()));
    assert_eq!(short(&problem, 0, 12), [(3, 0)], "180 days");
    set(&mut problem, SPEC.code, INDICATOR_DAYS, ParameterValue::Whole(181));
    assert_eq!(short(&problem, 0, 12), [(1, 0)]);
    let basis = |problem: &mut Problem, basis: &str| {
        let setting = problem.rule_settings.get_mut(SPEC.code).expect("set above");
        setting.parameters[0].value = ParameterValue::Choice(basis.into());
    };
    basis(&mut problem, INCLUSIVE);
    assert_eq!(short(&problem, 0, 12), []);
    problem.people[a].grade = Some(Grade::Junior);
    assert_eq!(short(&problem, 0, 2), []);
    set(&mut problem, SPEC.code, INDICATOR_GRADE, ParameterValue::Choice("junior".into()));
    assert_eq!(short(&problem, 0, 2), [(150, 0)]);
    problem.posts[post].kind = DispatchKind::ShortSupport;
    assert_eq!(short(&problem, 0, 2), [], "no long posting");
}
