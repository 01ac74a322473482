//! A plan that its book cannot take is not lost: it becomes a book of its own somewhere else.

use super::copy::free_name;
use super::{Access, PlanId, SavedPlan, Store, StoreError};
use std::path::PathBuf;

/// Where a plan is that its book could not take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rescued {
    pub path: PathBuf,
    /// Its number there.
    pub plan: PlanId,
}

impl Store {
    /// Saves the plan to a new book: beside its own, or else in the system's temporary folder.
    ///
    /// # Errors
    /// When neither place takes it; one error each, in this order.
    pub fn rescue(&self, saved: &SavedPlan) -> Result<Rescued, Vec<StoreError>> {
        let elsewhere = std::env::temp_dir().join(self.path.file_name().unwrap_or_default());
        let mut refusals = Vec::new();
        for place in [self.path.as_path(), &elsewhere] {
            let path = free_name(place, "rescued");
            match Store::open(&path, Access::ReadWrite).and_then(|mut store| store.save(saved)) {
                Ok(plan) => return Ok(Rescued { path, plan }),
                Err(error) => refusals.push(error),
            }
        }
        Err(refusals)
    }
}
