//! The roster by host (接收单位表): who is where in a month or in the whole plan, who comes and who goes.

use super::movement::{Movement, movements, remark};
use super::private::masked;
use super::{ExportError, Period, PlanView};
use crate::diagnostic::Language;
use crate::store::{InstitutionRow, PersonRow, PoolUsageRow, RosterRow, ShortageRow};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What to put on the form.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct RosterRequest {
    /// Code or name of the only host; all of them when absent.
    pub institution: Option<String>,
    /// Any day of the only month; the whole plan when absent.
    pub month: Option<NaiveDate>,
    /// Code of the only person; everybody when absent.
    pub person: Option<String>,
    /// Telephone numbers in full.
    pub private: bool,
}

/// The form before it takes a format.
#[derive(Clone, PartialEq, Debug)]
pub struct RosterForm<'a> {
    pub view: &'a PlanView,
    pub period: Period,
    pub institution: Option<&'a InstitutionRow>,
    /// In the county's order; a host that was asked for by name is there even without stays.
    pub hosts: Vec<HostRoster<'a>>,
    /// Of the period.
    pub pool: Vec<&'a PoolUsageRow>,
    /// Of the period, and of the institution where one was asked for.
    pub shortages: Vec<ShortageRow>,
}

/// One host's part.
#[derive(Clone, PartialEq, Debug)]
pub struct HostRoster<'a> {
    pub institution: &'a InstitutionRow,
    /// By post in the county's order, then date and person.
    pub stays: Vec<HostStay<'a>>,
}

/// A stay as the form shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct HostStay<'a> {
    pub row: &'a RosterRow,
    pub post_order: usize,
    /// As it may be shown.
    pub telephone: String,
    pub arrival: Option<Movement>,
    pub departure: Option<Movement>,
    /// 本月到岗, 本月离岗, 在岗 and the like.
    pub remark: String,
}

impl<'a> RosterForm<'a> {
    /// # Errors
    /// When the institution does not exist or the month lies outside the plan.
    pub fn new(view: &'a PlanView, request: &RosterRequest) -> Result<Self, ExportError> {
        let institution = request.institution.as_deref().map(|asked| view.institution(asked)).transpose()?;
        let person = request.person.as_deref().map(|asked| view.person(asked)).transpose()?;
        let period = Period::new(view.summary.horizon, request.month)?;
        let dates = period.dates();
        let pool = view.pool.iter().filter(|row| row.dates.overlaps(&dates)).collect();
        let shortages = view
            .shortages
            .iter()
            .filter(|row| row.window.overlaps(&dates) && institution.is_none_or(|institution| view.concerns(row, institution)))
            .cloned()
            .collect();
        Ok(Self { view, period, institution, hosts: hosts(view, institution, person, period, request.private), pool, shortages })
    }

    /// The stays of every host, in order.
    pub fn stays(&self) -> impl Iterator<Item = &HostStay<'a>> {
        self.hosts.iter().flat_map(|host| &host.stays)
    }
}

fn hosts<'a>(
    view: &'a PlanView,
    only: Option<&'a InstitutionRow>,
    person: Option<&'a PersonRow>,
    period: Period,
    private: bool,
) -> Vec<HostRoster<'a>> {
    let order: BTreeMap<&str, usize> = view.posts.iter().enumerate().map(|(position, post)| (post.code.as_str(), position)).collect();
    let mut of_person: BTreeMap<&str, Vec<&RosterRow>> = BTreeMap::new();
    for row in &view.roster {
        of_person.entry(row.person.as_str()).or_default().push(row);
    }
    let mut at_host: BTreeMap<&str, Vec<HostStay>> = BTreeMap::new();
    let wanted = |row: &&RosterRow| row.dates.overlaps(&period.dates()) && person.is_none_or(|person| person.code == row.person);
    for row in view.roster.iter().filter(wanted) {
        let everything = of_person.get(row.person.as_str()).map(Vec::as_slice).unwrap_or_default();
        let (arrival, departure) = movements(row, everything, period);
        let telephone = row.telephone.as_deref().unwrap_or_default();
        let telephone = if private { telephone.to_owned() } else { masked(telephone) };
        let post_order = order.get(row.post.as_str()).copied().unwrap_or(usize::MAX);
        let stay =
            HostStay { row, post_order, telephone, arrival, departure, remark: remark(row, arrival, departure, period, Language::Chinese) };
        at_host.entry(row.institution_code.as_str()).or_default().push(stay);
    }
    let mut hosts = Vec::new();
    for institution in view.institutions.iter().filter(|it| only.is_none_or(|only| only.code == it.code)) {
        let mut stays = at_host.remove(institution.code.as_str()).unwrap_or_default();
        stays.sort_by_key(|stay| (stay.post_order, stay.row.dates, stay.row.stay));
        if only.is_some() || !stays.is_empty() {
            hosts.push(HostRoster { institution, stays });
        }
    }
    hosts
}

impl HostRoster<'_> {
    /// Different people among the stays.
    pub fn people(&self) -> usize {
        self.stays.iter().map(|stay| stay.row.person.as_str()).collect::<BTreeSet<_>>().len()
    }
    /// Stays that begin in the month with somebody who was not at the host before.
    pub fn arrivals(&self) -> impl Iterator<Item = &HostStay<'_>> {
        self.stays.iter().filter(|stay| stay.arrival == Some(Movement::Elsewhere))
    }
    /// Stays that end in the month with somebody who leaves the host.
    pub fn departures(&self) -> impl Iterator<Item = &HostStay<'_>> {
        self.stays.iter().filter(|stay| stay.departure == Some(Movement::Elsewhere))
    }
    /// Pool posts held by the stays.
    pub fn pool_posts(&self) -> usize {
        self.stays.iter().filter_map(|stay| stay.row.pool_post.as_deref()).collect::<BTreeSet<_>>().len()
    }
}
