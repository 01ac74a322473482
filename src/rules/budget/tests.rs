use super::SPEC;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Placement;
use crate::rules::fixture::*;
use crate::rules::{Finding, RuleId, Subject, Unit};

/// 3,000 a month for associate seniors at townships, 2,000 for others; A and C of intermediate grade, B associate senior.
fn subsidised(funds: &[(i64, &[Level])]) -> (Problem, [PersonId; 3], PostId) {
    let mut problem = county();
    add_rate(&mut problem, vec![Level::Township], vec![Grade::AssociateSenior], 3000, RateBasis::Month);
    add_rate(&mut problem, Vec::new(), Vec::new(), 2000, RateBasis::Month);
    for (yuan, levels) in funds {
        problem.funds.push(Fund { name: "示例基金".into(), year: 2027, yuan: *yuan, levels: levels.to_vec() });
    }
    let people = ["A", "B", "C"].map(|code| add_person(&mut problem, code));
    problem.people[people[1]].grade = Some(Grade::AssociateSenior);
    let post = add_post(&mut problem, "P");
    (problem, people, post)
}

fn add_rate(problem: &mut Problem, levels: Vec<Level>, grades: Vec<Grade>, yuan: i64, basis: RateBasis) {
    problem.rates.push(SubsidyRate { levels, grades, yuan, basis, from: None });
}

/// Both halves agree; what the check found.
fn found(problem: &Problem, placements: &[Placement]) -> Vec<Finding> {
    agreed(RuleId::Budget, problem, placements);
    findings(RuleId::Budget, problem, placements)
}

/// Yuan by which the plan exceeds what may be paid, where that breaks the rule.
fn broken(problem: &Problem, placements: &[Placement]) -> Vec<i64> {
    let found = found(problem, placements).into_iter();
    let hard = found.filter(|finding| finding.tier.is_none());
    hard.inspect(|finding| assert_eq!((finding.unit, finding.subject), (Unit::Yuan, Subject::Plan))).map(|finding| finding.amount).collect()
}

#[test]
fn worked_example() {
    let (mut problem, [a, b, c], post) = subsidised(&[(20_000, &[])]);
    let two = [stay(a, post, 0, 6), stay(b, post, 0, 6)];
    assert_eq!(broken(&problem, &two), [0i64; 0]);
    assert_eq!(broken(&problem, &[two[0], two[1], stay(c, post, 0, 6)]), [1000]);

    let (mut two_funds, _, _) = subsidised(&[(16_000, &[Level::Township, Level::Village]), (4000, &[])]);
    let county_post = add_post(&mut two_funds, "Q");
    two_funds.posts[county_post].institution = InstitutionId::from_index(0);
    assert_eq!(broken(&two_funds, &[two[0], two[1], stay(c, county_post, 0, 6)]), [2000]);
    assert_eq!(broken(&two_funds, &[two[0], two[1], stay(c, county_post, 0, 4)]), [0i64; 0], "each fund pays to the last yuan");
    let reversed = two_funds.funds.values().rev().cloned().collect();
    two_funds.funds = reversed;
    assert_eq!(broken(&two_funds, &[two[0], two[1], stay(c, county_post, 0, 4)]), [0i64; 0], "whichever fund comes first");

    problem.calendar = Calendar::new(day(2025, 10, 1), 1, SlotUnit::Month);
    problem.rates.clear();
    add_rate(&mut problem, Vec::new(), Vec::new(), 100, RateBasis::WorkingDay);
    for (yuan, exceeded) in [(1800, vec![]), (1799, vec![1])] {
        problem.funds = [Fund { name: "示例基金".into(), year: 2025, yuan, levels: Vec::new() }].into_iter().collect();
        assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), exceeded);
    }
}

#[test]
fn flexible_overspending_costs_each_half_yuan() {
    let (mut problem, [a, ..], post) = subsidised(&[(500, &[])]);
    problem.rates[1].yuan = 1001;
    let half_month = [stay(a, post, 3, 1)];
    assert_eq!(broken(&problem, &half_month), [1], "500.5 yuan of 500, rounded up");
    problem.rule_settings.insert(SPEC.code.into(), RuleSetting { strict: Some(false), weight: Some(3), ..RuleSetting::default() });
    let agreed = agreed(RuleId::Budget, &problem, &half_month);
    assert!(agreed.holds);
    assert_eq!(agreed.score[Tier::Policy], 3);
    let message = &found(&problem, &half_month)[0].message;
    assert!(message.zh.contains("500.5 元") && message.zh.contains("一般卫生院"), "{message:?}");
}

#[test]
fn stays_that_no_fund_may_pay_are_refused() {
    let (problem, [a, ..], post) = subsidised(&[(100_000, &[Level::Village])]);
    assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), [1000]);
    let (mut problem, [a, ..], post) = subsidised(&[(0, &[])]);
    problem.posts[post].kind = DispatchKind::Secondment;
    assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), [0i64; 0], "no subsidy for secondment");
    problem.posts[post].kind = DispatchKind::Circuit;
    assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), [1000]);
    problem.funds[FundId::from_index(0)].year = 2026;
    assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), [0i64; 0], "a year without a fund has no limit");
}

#[test]
fn the_first_rate_that_fits_on_the_first_day_of_the_half_month_applies() {
    let (mut problem, [a, b, _], post) = subsidised(&[(0, &[])]);
    problem.rates.insert(0, SubsidyRate { from: Some(day(2027, 1, 16)), yuan: 800, ..problem.rates[1].clone() });
    assert_eq!(broken(&problem, &[stay(a, post, 0, 2)]), [1400], "half of 2,000, then half of 800");
    assert_eq!(broken(&problem, &[stay(b, post, 1, 1)]), [400], "the first that fits, not the dearest");
    problem.calendar = Calendar::new(day(2027, 1, 1), 6, SlotUnit::Month);
    assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), [1400], "half-months whatever the slots are");
    problem.rates[0].from = Some(day(2027, 1, 17));
    assert_eq!(broken(&problem, &[stay(a, post, 0, 1)]), [2000]);
}

#[test]
fn only_the_horizon_is_paid_and_each_year_by_its_own_fund() {
    let (mut problem, [a, ..], post) = subsidised(&[(2000, &[])]);
    problem.calendar = Calendar::new(day(2026, 12, 1), 3, SlotUnit::HalfMonth);
    assert_eq!(broken(&problem, &[stay(a, post, 0, 4)]), [0i64; 0], "December is another year's");
    assert_eq!(broken(&problem, &[stay(a, post, 3, 20)]), [1000], "three half-months of 2027 lie in the horizon");
}

#[test]
fn carried_in_stays_are_paid_and_nothing_may_be_added_beyond_them() {
    let (mut problem, [a, b, _], post) = subsidised(&[(2500, &[])]);
    let before = carried(stay(a, post, -2, 5), &mut problem);
    let alone = found(&problem, &[before]);
    assert_eq!(
        alone.iter().map(|finding| (finding.tier, finding.amount, finding.cost)).collect::<Vec<_>>(),
        [(Some(Tier::Policy), 500, 0)]
    );
    assert_eq!(broken(&problem, &[before, stay(b, post, 0, 1)]), [1500]);
    problem.funds.push(Fund { name: "县级基金".into(), year: 2027, yuan: 1000, levels: vec![Level::County] });
    let county_post = add_post(&mut problem, "Q");
    problem.posts[county_post].institution = InstitutionId::from_index(0);
    assert_eq!(broken(&problem, &[before, stay(b, county_post, 0, 1)]), [0i64; 0], "paid by a fund of its own");
    assert_eq!(broken(&problem, &[before, stay(b, county_post, 0, 2)]), [1000]);
}

#[test]
fn unknown_holidays_and_grades_are_said() {
    let (mut problem, [a, ..], post) = subsidised(&[(100_000, &[])]);
    problem.rates.clear();
    add_rate(&mut problem, Vec::new(), vec![Grade::Intermediate], 100, RateBasis::WorkingDay);
    let january = [stay(a, post, 0, 2)];
    let said = |problem: &Problem| -> Vec<_> {
        let found = found(problem, &january).into_iter();
        found.map(|finding| (finding.tier, finding.amount, finding.unit, finding.cost)).collect()
    };
    assert_eq!(said(&problem), [(Some(Tier::Policy), 21, Unit::Days, 0)]);
    problem.day_overrides = vec![DayOverride { date: day(2027, 1, 1), working: false }];
    assert_eq!(said(&problem), []);
    problem.people[a].grade = None;
    assert_eq!(said(&problem), [(Some(Tier::Policy), 2, Unit::HalfMonths, 0)]);
}
