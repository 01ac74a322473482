//! Who is paid what in each month, and from which fund.

use super::{Payee, Payment, fitting_pay, half_months};
use crate::domain::*;
use crate::roster::Roster;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A subsidy for one month at one institution.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Subsidy {
    /// First day of the month.
    pub month: NaiveDate,
    pub person: PersonId,
    pub institution: InstitutionId,
    /// None where no fund can pay.
    pub fund: Option<FundId>,
    /// Half-yuan.
    pub half_yuan: i64,
}

/// Subsidies of one level in one month are paid from the same funds.
impl Payee for (NaiveDate, Level) {
    fn level(self) -> Level {
        self.1
    }
}

/// The subsidies due within the horizon, by month and person; earlier months are paid first. What several funds share has a line for each.
pub fn subsidies(problem: &Problem, roster: &Roster) -> Vec<Subsidy> {
    let horizon = problem.calendar.horizon();
    let mut due: BTreeMap<(NaiveDate, Level), BTreeMap<(PersonId, InstitutionId), i64>> = BTreeMap::new();
    for stay in roster.stays() {
        let post = &problem.posts[stay.post];
        let Some(dates) = stay.dates(&problem.calendar).intersection(&horizon).filter(|_| post.kind.is_dispatch()) else { continue };
        let level = problem.institutions[post.institution].level;
        for half in half_months(&dates) {
            let Some(month) = half.first().and_then(|day| day.with_day(1)) else { continue };
            let half_yuan = fitting_pay(problem, stay.person, level, &half).half_yuan;
            if half_yuan > 0 {
                *due.entry((month, level)).or_default().entry((stay.person, post.institution)).or_default() += half_yuan;
            }
        }
    }
    let mut subsidies = Vec::new();
    for year in horizon.from.year()..=horizon.to.year() {
        let of_year: BTreeMap<(NaiveDate, Level), i64> =
            due.iter().filter(|((month, _), _)| month.year() == year).map(|(payee, people)| (*payee, people.values().sum())).collect();
        let funds: Vec<FundId> = problem.funds.iter().filter(|(_, fund)| fund.year == year).map(|(id, _)| id).collect();
        let payment = Payment::of(problem, year, of_year.clone());
        for payee in of_year.keys() {
            // What each fund still has for the month and level.
            let mut purses: Vec<(FundId, i64)> =
                funds.iter().zip(&payment.paid).map(|(fund, paid)| (*fund, paid.get(payee).copied().unwrap_or(0))).collect();
            for ((person, institution), half_yuan) in &due[payee] {
                let mut owed = *half_yuan;
                let mut enter = |fund: Option<FundId>, half_yuan: i64| {
                    if half_yuan > 0 {
                        subsidies.push(Subsidy { month: payee.0, person: *person, institution: *institution, fund, half_yuan });
                    }
                };
                for (fund, left) in &mut purses {
                    let paid = owed.min(*left);
                    enter(Some(*fund), paid);
                    *left -= paid;
                    owed -= paid;
                }
                enter(None, owed);
            }
        }
    }
    subsidies.sort();
    subsidies
}
