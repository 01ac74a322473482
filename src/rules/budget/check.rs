pub mod ledger;

use super::SPEC;
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Placement, Roster};
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, VecDeque};

/// Draws up each year's pay list by dates and pays it from the funds as far as they go.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let mut years: Vec<i32> = problem.funds.values().map(|fund| fund.year).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        if let Some(dates) = dates_of(problem, year) {
            check_year(problem, roster, year, dates, findings);
        }
    }
}

/// The days of the year that lie in the horizon.
fn dates_of(problem: &Problem, year: i32) -> Option<DateRange> {
    let year = DateRange::new(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
    year.intersection(&problem.calendar.horizon())
}

fn check_year(problem: &Problem, roster: &Roster, year: i32, dates: DateRange, findings: &mut Findings) {
    let all = PayList::draw_up(problem, dates, roster.placements().iter());
    let carried = roster.placements().iter().filter(|placement| placement.origin == Origin::CarriedIn);
    let before = Payment::of(problem, year, PayList::draw_up(problem, dates, carried).due);
    let paid = Payment::of(problem, year, all.due.clone());
    let total: i64 = all.due.values().sum();
    let (zh_levels, en_levels) = paid.unpaid_levels();
    let message = Bilingual::new(
        format!("{year} 年补贴 {} 元，经费 {} 元，{} 元无经费可付（{zh_levels}）", yuan(total), yuan(paid.funds), yuan(paid.unpaid())),
        format!(
            "subsidies of {} yuan in {year} against funds of {} yuan; {} yuan have no fund to pay them ({en_levels})",
            yuan(total),
            yuan(paid.funds),
            yuan(paid.unpaid())
        ),
    );
    if setting::is_strict(problem, &SPEC) {
        let added = paid.unpaid() - before.unpaid();
        if added > 0 {
            findings.law_broken(Subject::Plan, dates, whole_yuan(added), Unit::Yuan, message);
        } else if before.unpaid() > 0 {
            findings.costs(SPEC.tier, Subject::Plan, dates, whole_yuan(before.unpaid()), Unit::Yuan, 0, message);
        }
    } else if paid.unpaid() > 0 {
        let cost = paid.unpaid() * setting::weight(problem, &SPEC);
        findings.costs(SPEC.tier, Subject::Plan, dates, whole_yuan(paid.unpaid()), Unit::Yuan, cost, message);
    }
    warn(problem, year, dates, &all, findings);
}

/// What cannot be told from the tables, and what was done instead.
fn warn(problem: &Problem, year: i32, dates: DateRange, list: &PayList, findings: &mut Findings) {
    let covered = holidays_known(year) || problem.day_overrides.iter().any(|day| day.date.year() == year);
    if list.days > 0 && !covered {
        let message = Bilingual::new(
            format!("{year} 年放假调休安排未知，本县节假日表也未列入：按工作日计发的补贴只除周末，共 {} 个工作日", list.days),
            format!(
                "the holidays of {year} are neither known nor in the county's table: {} working days are paid with weekends alone taken off",
                list.days
            ),
        );
        findings.costs(SPEC.tier, Subject::Plan, dates, list.days, Unit::Days, 0, message);
    }
    for (person, half_months) in &list.of_unknown_grade {
        let name = &problem.people[*person].name;
        let message = Bilingual::new(
            format!("{name} 职称未知，没有不分职称的补贴标准：{half_months} 个半月未计补贴"),
            format!("{name}'s grade is unknown and every rate asks for one: {half_months} half-months are not paid"),
        );
        findings.costs(SPEC.tier, Subject::Person(*person), dates, *half_months, Unit::HalfMonths, 0, message);
    }
}

/// What is due for dispatch, in half-yuan.
#[derive(Default)]
struct PayList {
    due: BTreeMap<Level, i64>,
    /// Working days that daily rates pay.
    days: i64,
    /// Half-months that a rate would pay if the grade were known.
    of_unknown_grade: BTreeMap<PersonId, i64>,
}

impl PayList {
    fn draw_up<'a>(problem: &Problem, dates: DateRange, placements: impl Iterator<Item = &'a Placement>) -> Self {
        let mut list = PayList::default();
        for stay in placements.map(|placement| placement.stay) {
            let post = &problem.posts[stay.post];
            if let Some(dates) = stay.dates(&problem.calendar).intersection(&dates)
                && !matches!(post.kind, DispatchKind::Secondment | DispatchKind::Training)
            {
                for half in half_months(&dates) {
                    list.enter(problem, stay.person, problem.institutions[post.institution].level, &half);
                }
            }
        }
        list
    }
    fn enter(&mut self, problem: &Problem, person: PersonId, level: Level, half: &[NaiveDate]) {
        let pay = fitting_pay(problem, person, level, half);
        self.days += pay.days;
        if pay.grade_is_missing {
            *self.of_unknown_grade.entry(person).or_default() += 1;
        }
        *self.due.entry(level).or_default() += pay.half_yuan;
    }
}

/// What a half-month is paid.
#[derive(Clone, Copy, Default)]
struct Pay {
    half_yuan: i64,
    /// Working days that a daily rate pays.
    days: i64,
    /// A rate would pay if the grade were known.
    grade_is_missing: bool,
}

fn fitting_pay(problem: &Problem, person: PersonId, level: Level, half: &[NaiveDate]) -> Pay {
    let Some(first) = half.first() else { return Pay::default() };
    let in_force = |rate: &&SubsidyRate| rate.from <= Some(*first) && (rate.levels.contains(&level) || rate.levels.is_empty());
    let rates: Vec<&SubsidyRate> = problem.rates.iter().filter(in_force).collect();
    let grade = problem.people[person].grade;
    let fitting = rates.iter().find(|rate| match grade {
        Some(grade) => rate.grades.is_empty() || rate.grades.contains(&grade),
        None => rate.grades.is_empty(),
    });
    match fitting {
        Some(rate) if rate.basis == RateBasis::Month => Pay { half_yuan: rate.yuan, ..Pay::default() },
        Some(rate) => {
            let days = half.iter().filter(|day| is_working_day(&problem.day_overrides, **day)).count() as i64;
            Pay { half_yuan: days * rate.yuan * 2, days, ..Pay::default() }
        }
        None => Pay { grade_is_missing: grade.is_none() && !rates.is_empty(), ..Pay::default() },
    }
}

/// The dates, half-month by half-month.
fn half_months(dates: &DateRange) -> Vec<Vec<NaiveDate>> {
    let days: Vec<NaiveDate> = dates.from.iter_days().take_while(|day| *day <= dates.to).collect();
    days.chunk_by(|one, next| one.month() == next.month() && (one.day() > 15) == (next.day() > 15)).map(<[NaiveDate]>::to_vec).collect()
}

/// Who is paid, as far as funds care: those at one level, or at one level in one month.
trait Payee: Copy + Ord {
    fn level(self) -> Level;
}

impl Payee for Level {
    fn level(self) -> Level {
        self
    }
}

struct Payment<P> {
    /// All funds of the year.
    funds: i64,
    /// What remains to be paid, by payee.
    short: BTreeMap<P, i64>,
    /// What remains in each fund.
    left: Vec<i64>,
    /// What each fund pays, by payee.
    paid: Vec<BTreeMap<P, i64>>,
}

impl Payment<Level> {
    /// Names of the levels that are short.
    fn unpaid_levels(&self) -> (String, String) {
        let levels = || self.short.iter().filter(|(_, short)| **short > 0).map(|(level, _)| *level);
        let zh: Vec<&str> = levels().map(Level::chinese).collect();
        let en: Vec<&str> = levels().map(Level::english).collect();
        (zh.join("、"), en.join(", "))
    }
}

impl<P: Payee> Payment<P> {
    /// Pays as much as the year's funds can, first payees first: whenever one is short, payments are shifted between funds until nothing more
    /// can be freed.
    fn of(problem: &Problem, year: i32, due: BTreeMap<P, i64>) -> Self {
        let funds: Vec<&Fund> = problem.funds.values().filter(|fund| fund.year == year).collect();
        let payees: Vec<P> = due.keys().copied().collect();
        let mut payment = Payment {
            funds: funds.iter().map(|fund| fund.yuan * 2).sum(),
            short: due,
            left: funds.iter().map(|fund| fund.yuan * 2).collect(),
            paid: vec![BTreeMap::new(); funds.len()],
        };
        for payee in payees {
            while payment.pay_some(&funds, payee) {}
        }
        payment
    }
    fn unpaid(&self) -> i64 {
        self.short.values().sum()
    }
    /// Pays something more for the level, if need be by letting other funds take over payments for others. False when nothing can be.
    fn pay_some(&mut self, funds: &[&Fund], level: P) -> bool {
        if self.short[&level] == 0 {
            return false;
        }
        // How each fund was reached: from the level that it would pay for.
        let mut reached: Vec<Option<P>> = vec![None; funds.len()];
        // How each level was reached: from the fund that would stop paying for it.
        let mut released: BTreeMap<P, usize> = BTreeMap::new();
        let mut waiting = VecDeque::from([level]);
        while let Some(next) = waiting.pop_front() {
            for (number, fund) in funds.iter().enumerate() {
                let pays = fund.levels.is_empty() || fund.levels.contains(&next.level());
                if !pays || reached[number].is_some() {
                    continue;
                }
                reached[number] = Some(next);
                if self.left[number] > 0 {
                    self.shift(level, number, &reached, &released);
                    return true;
                }
                for (other, amount) in &self.paid[number] {
                    if *amount > 0 && *other != level && !released.contains_key(other) {
                        released.insert(*other, number);
                        waiting.push_back(*other);
                    }
                }
            }
        }
        false
    }
    /// Moves payments along the way that led to the fund.
    fn shift(&mut self, level: P, fund: usize, reached: &[Option<P>], released: &BTreeMap<P, usize>) {
        let mut way = Vec::new();
        let mut at = fund;
        while let Some(payee) = reached[at] {
            way.push((at, payee));
            match released.get(&payee) {
                Some(before) if payee != level => at = *before,
                _ => break,
            }
        }
        let freed = way.windows(2).map(|pair| self.paid[pair[1].0].get(&pair[0].1).copied().unwrap_or(0));
        let amount = freed.chain([self.left[fund], self.short[&level]]).min().unwrap_or(0);
        self.left[fund] -= amount;
        for (number, payee) in &way {
            *self.paid[*number].entry(*payee).or_default() += amount;
        }
        for pair in way.windows(2) {
            *self.paid[pair[1].0].entry(pair[0].1).or_default() -= amount;
        }
        *self.short.entry(level).or_default() -= amount;
    }
}

/// Half-yuan as yuan, rounded up.
fn whole_yuan(half_yuan: i64) -> i64 {
    (half_yuan + 1) / 2
}

fn yuan(half_yuan: i64) -> String {
    format!("{}{}", half_yuan / 2, if half_yuan % 2 == 0 { "" } else { ".5" })
}
