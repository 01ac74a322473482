//! Use cases: the book of record as lists, two plans compared, ledgers.

use super::export::write_beside;
use super::replan::{BEFORE, Fact, TOLD, told_facts};
use crate::diagnostic::Bilingual;
use crate::export::{ExportError, Ledger, LedgerKind, PlanDifference, PlanView, difference_xlsx};
use crate::source::TableKind;
use crate::store::{Access, DatasetVersion, PlanEntry, PlanId, Store, StoreError};
use std::path::Path;

/// What is in the file: its plans, the versions of its tables, and the facts that were told and hold.
#[derive(Debug)]
pub struct Book {
    pub plans: Vec<PlanEntry>,
    pub versions: Vec<DatasetVersion>,
    pub told: Vec<Fact>,
}

/// The plans of the file, the versions of its tables, and the facts told to `replan`.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn book(database: &Path) -> Result<Book, StoreError> {
    let store = Store::open(database, Access::ReadOnly)?;
    Ok(Book { plans: store.plan_entries()?, versions: store.dataset_versions()?, told: told_facts(&store)? })
}

/// What a table of a dataset is called, or a column of it.
pub fn table_name(table: &str, column: Option<&str>) -> Bilingual {
    let Some(kind) = TableKind::ALL.iter().find(|kind| kind.english() == table) else { return Bilingual::same(column.unwrap_or(table)) };
    match column {
        None => Bilingual::new(kind.chinese(), kind.english()),
        Some(TOLD) => Bilingual::new("告知方式", "told by"),
        Some(BEFORE) => Bilingual::new("告知前", "before it was told"),
        Some(column) => {
            kind.column_of_key(column).map_or_else(|| Bilingual::same(column), |known| Bilingual::new(known.chinese(), known.english()))
        }
    }
}

/// How the second plan differs from the first, with the county's name.
///
/// # Errors
/// When the file cannot be opened, or has no such plan.
pub fn difference(database: &Path, first: PlanId, second: PlanId) -> Result<(PlanDifference, String), ExportError> {
    let store = Store::open(database, Access::ReadOnly)?;
    let (first, second) = (PlanView::read(&store, Some(first))?, PlanView::read(&store, Some(second))?);
    Ok((PlanDifference::new(&first, &second), second.summary.county))
}

/// Writes the difference as a workbook.
///
/// # Errors
/// When the file cannot be written; what stood there is unaltered.
pub fn write_difference(difference: &PlanDifference, county: &str, database: &Path, output: &Path) -> Result<(), ExportError> {
    write_beside(output, database, &difference_xlsx(difference, county)?)
}

/// Writes the difference as it was told.
///
/// # Errors
/// When the file cannot be written; what stood there is unaltered.
pub fn write_told(text: &str, database: &Path, output: &Path) -> Result<(), ExportError> {
    write_beside(output, database, text.as_bytes())
}

/// A ledger of the file; that of service is of the plan, the newest where none is named.
///
/// # Errors
/// When the file cannot be opened, or has no such plan.
pub fn ledger(database: &Path, plan: Option<PlanId>, kind: LedgerKind) -> Result<Ledger, ExportError> {
    let store = Store::open(database, Access::ReadOnly)?;
    let plan = match plan {
        Some(plan) => plan,
        None => store.latest_plan()?.ok_or_else(|| ExportError::NoPlan { path: database.to_owned() })?,
    };
    store.summary(plan)?;
    Ok(Ledger::read(&store, plan, kind)?)
}
