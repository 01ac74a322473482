//! Use case: a new workbook to fill in.

use crate::diagnostic::Language;
use crate::export::{ExportError, write_new_file};
use crate::intake::{Filling, blank_workbook};
use crate::source::TableKind;
use std::path::Path;

/// Writes the workbook; says how many tables and columns it has. What stands there is replaced only with `replace`.
///
/// # Errors
/// When the name does not end in `.xlsx`, something stands there or the file cannot be written; then nothing is altered.
pub fn new_workbook(path: &Path, filling: Filling, language: Language, replace: bool) -> Result<(usize, usize), ExportError> {
    super::convert::must_be_xlsx(path)?;
    write_new_file(path, &blank_workbook(filling, language)?, replace)?;
    Ok((TableKind::ALL.len(), TableKind::ALL.iter().map(|kind| kind.columns().len()).sum()))
}
