//! Use case: why a stored plan is as it is, and what else it could have been at what price.

mod options;
mod person;
mod pool;
mod refusal;
mod shortage;
mod what_if;
mod why_not;
mod words;

pub use options::options;
pub use person::person;
pub use pool::pool;
pub use shortage::shortage;
pub use why_not::why_not;

use super::baseline::InForce;
use super::dataset::rebuild;
use super::plan::model_of;
use super::replan::start_of;
use crate::check::{CheckedPlan, Rejected, check};
use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, PersonId, PostId, Problem};
use crate::model::Model;
use crate::search::{SearchOptions, Start};
use crate::store::{Access, PlanId, ShortageRow, Store, StoreError};
use chrono::NaiveDate;
use serde_json::Value;
use std::path::Path;

/// What is said, line by line, and the same for machines.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    pub lines: Vec<Bilingual>,
    pub data: Value,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum ExplainFailure {
    Store(StoreError),
    /// What was asked about does not exist, or lies outside the plan.
    Asked(Bilingual),
    /// The stored plan cannot be rebuilt: its audit says more.
    Unreadable(Bilingual),
}

impl From<StoreError> for ExplainFailure {
    fn from(error: StoreError) -> Self {
        ExplainFailure::Store(error)
    }
}

/// A stored plan, ready to be asked about: its problem with itself as the plan in force, so that every other plan is priced against it.
pub struct Stand {
    pub plan: PlanId,
    in_force: InForce,
    problem: Problem,
    checked: CheckedPlan,
    model: Model,
    start: Start,
    shortages: Vec<ShortageRow>,
    search: SearchOptions,
}

impl Stand {
    /// Reads the plan, the newest where none is named.
    ///
    /// # Errors
    /// When the file or the plan cannot be read, or the plan no longer follows from its tables.
    pub fn read(database: &Path, plan: Option<PlanId>, search: SearchOptions) -> Result<Self, ExplainFailure> {
        let store = Store::open(database, Access::ReadOnly)?;
        let newest = store.latest_plan()?;
        let plan = plan.or(newest).ok_or_else(|| StoreError::NoSuchPlan { path: database.to_owned(), plan: PlanId(1) })?;
        let unreadable = |why: &Bilingual| {
            ExplainFailure::Unreadable(Bilingual::new(
                format!("存档的方案已不能还原：{}", why.zh),
                format!("the stored plan can no longer be rebuilt: {}", why.en),
            ))
        };
        let in_force = InForce::read(&store, plan, &rebuild)?.map_err(|why| unreadable(&Bilingual::same(why)))?;
        let mut problem = in_force.problem.clone();
        problem.baseline = Some(in_force.promised_in(&problem));
        let checked = check(&problem, in_force.roster.clone())
            .map_err(|rejected: Rejected| unreadable(&rejected.messages().into_iter().next().unwrap_or_default()))?;
        let (model, _) = model_of(&problem);
        let start = start_of(&problem, &model, &in_force);
        let shortages = store.shortages(plan)?;
        Ok(Self { plan, in_force, problem, checked, model, start, shortages, search })
    }

    fn person_of(&self, code: &str) -> Result<PersonId, ExplainFailure> {
        let code = code.trim();
        self.problem
            .people
            .find(|person| person.code == code)
            .ok_or_else(|| ExplainFailure::Asked(Bilingual::new(format!("没有工号为 {code} 的人员"), format!("there is no person {code}"))))
    }

    fn post_of(&self, code: &str) -> Result<PostId, ExplainFailure> {
        let code = code.trim();
        self.problem
            .posts
            .find(|post| post.code == code)
            .ok_or_else(|| ExplainFailure::Asked(Bilingual::new(format!("没有岗位 {code}"), format!("there is no post {code}"))))
    }

    /// The month that begins on the day, which must lie in the plan and not be decided already.
    fn month_of(&self, first: NaiveDate) -> Result<DateRange, ExplainFailure> {
        let (month, horizon) = (DateRange::month_of(first), self.problem.calendar.horizon());
        if !horizon.covers(&month) {
            let (from, to, asked) = (horizon.from, horizon.to, first.format("%Y-%m"));
            return Err(ExplainFailure::Asked(Bilingual::new(
                format!("{asked} 不在方案的计划期 {from} 至 {to} 之内"),
                format!("{asked} is outside the plan, {from} to {to}"),
            )));
        }
        Ok(month)
    }

    /// What there is to say of a month that was published before the plan was made.
    fn decided(&self, month: DateRange) -> Option<Bilingual> {
        let asked = month.from.format("%Y-%m");
        (self.problem.calendar.slot_of(month.to) < self.problem.frozen).then(|| {
            Bilingual::new(
                format!("{asked} 已经发布，不再改动；当时的取舍，用 --plan 问当时发布的方案（list 列出方案号）"),
                format!(
                    "{asked} is published and not decided anew; ask the plan that was published for it, with --plan (list tells which)"
                ),
            )
        })
    }
}
