//! Use case: months of a plan are confirmed, and what was confirmed is what the next plan is made on top of.

use crate::domain::Published;
use crate::store::{Access, Announced, PlanId, PublishError, PublishRequest, Store, StoreError};
use chrono::NaiveDate;
use std::path::Path;

/// What somebody wants to publish.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishOrder {
    /// Any day of the last month.
    pub through: NaiveDate,
    /// Who publishes.
    pub by: String,
    /// Why; empty where nothing needs a reason.
    pub note: String,
}

/// What has been published in the file; nothing where there is no file yet, or one from before anything could be published.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn published(database: &Path) -> Result<Published, StoreError> {
    match Store::open(database, Access::ReadOnly) {
        Ok(store) => store.published(),
        Err(StoreError::MissingFile { .. }) => Ok(Published::default()),
        // An empty file is made a database with its first plan.
        Err(StoreError::NotADatabase { .. }) if std::fs::metadata(database).is_ok_and(|file| file.is_file() && file.len() == 0) => {
            Ok(Published::default())
        }
        Err(error) => Err(error),
    }
}

/// The book, and what has been published in it.
///
/// # Errors
/// When there is no such file, or it cannot be opened or read.
pub fn in_book(database: &Path) -> Result<(Store, Published), StoreError> {
    let store = Store::open(database, Access::ReadOnly)?;
    let published = store.published()?;
    Ok((store, published))
}

/// Publishes months of the plan; see [`Store::publish`].
///
/// # Errors
/// When the file does not exist or cannot be written, or the months may not be published; nothing is changed then.
pub fn publish(database: &Path, plan: Option<PlanId>, order: PublishOrder) -> Result<Announced, PublishError> {
    if !database.exists() {
        return Err(StoreError::MissingFile { path: database.to_owned() }.into());
    }
    let mut store = Store::open(database, Access::ReadWrite)?;
    let plan = match plan {
        Some(plan) => plan,
        None => store.latest_plan()?.ok_or_else(|| StoreError::NoSuchPlan { path: database.to_owned(), plan: PlanId(1) })?,
    };
    let PublishOrder { through, by, note } = order;
    let now = chrono::Local::now();
    let at = now.format("%Y-%m-%d %H:%M:%S").to_string();
    store.publish(&PublishRequest { plan, through, by, note, at, today: now.date_naive() })
}
