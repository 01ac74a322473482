//! Use case: a stored plan, read for a board.

use crate::export::{ExportError, PlanView};
use crate::store::{Access, PlanId, Store};
use std::path::Path;

/// Reads the plan, the newest where none is named.
///
/// # Errors
/// When the file cannot be opened, is not this program's, or has no such plan.
pub fn stored_plan(database: &Path, plan: Option<PlanId>) -> Result<PlanView, ExportError> {
    PlanView::read(&Store::open(database, Access::ReadOnly)?, plan)
}
