//! A plan that its book cannot take is not lost: it goes into a copy of that book, or where that cannot be made
//! into a book of its own.

use super::copy::{Occupied, copy_book, free_name};
use super::temporary::{ENDINGS, with_ending};
use super::{Access, PlanId, SavedPlan, Store, StoreError};
use std::path::{Path, PathBuf};

/// Where a plan is that its book could not take.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rescued {
    pub path: PathBuf,
    /// Its number there.
    pub plan: PlanId,
    /// Everything is there that is in its book: it can take that one's place.
    pub with_all_else: bool,
}

impl Store {
    /// Saves the plan to a copy of its book, beside it or else in the system's temporary folder.
    ///
    /// # Errors
    /// When neither place takes it; one error each, in this order.
    pub fn rescue(&self, saved: &SavedPlan) -> Result<Rescued, Vec<StoreError>> {
        let elsewhere = std::env::temp_dir().join(self.path.file_name().unwrap_or_default());
        let mut refusals = Vec::new();
        for place in [self.path.as_path(), &elsewhere] {
            let (path, with_all_else) = self.copied_to(place);
            match Store::open(&path, Access::ReadWrite).and_then(|mut store| store.save(saved)) {
                Ok(plan) => return Ok(Rescued { path, plan, with_all_else }),
                Err(error) => refusals.push(error),
            }
            // The copy is ours, and holds nothing that its original has not.
            for file in ENDINGS.iter().map(|ending| with_ending(&path, ending)).filter(|_| with_all_else && !self.awaited) {
                let _ = std::fs::remove_file(file);
            }
        }
        Err(refusals)
    }

    /// A new name in that place, with a copy of the book there if one can be made.
    fn copied_to(&self, place: &Path) -> (PathBuf, bool) {
        loop {
            let path = free_name(place, "rescued");
            if self.awaited {
                return (path, true);
            }
            match copy_book(&self.path, &path, Occupied::Refuse) {
                // Somebody else has taken the name in this moment.
                Err(StoreError::AlreadyThere { .. }) => {}
                copied => return (path, copied.is_ok()),
            }
        }
    }
}
