//! Use case: a form of a stored plan, written to a file.

use crate::export::{ExportError, PlanView, RosterForm, RosterRequest, roster_json, to_csv, to_xlsx, write_file};
use crate::store::{Access, PlanId, Store};
use std::path::{Path, PathBuf};

/// Formats of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Xlsx,
    Csv,
    Json,
}

impl Format {
    /// Ending of file names.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    pub path: PathBuf,
    pub plan: PlanId,
    /// Hosts on the form.
    pub hosts: usize,
    /// Stays on the form.
    pub stays: usize,
}

/// Writes the roster of a plan, the newest where none is named; without `output`, to a file in the current folder that is named after
/// what is in it.
///
/// # Errors
/// When the plan, the institution or the month does not exist, or the file cannot be written; a file that stood there is unaltered.
pub fn export_roster(
    database: &Path,
    plan: Option<PlanId>,
    request: &RosterRequest,
    format: Format,
    output: Option<&Path>,
) -> Result<Exported, ExportError> {
    let store = Store::open(database, Access::ReadOnly)?;
    let view = PlanView::read(&store, plan)?;
    let form = RosterForm::new(&view, request)?;
    let path = output.map_or_else(|| PathBuf::from(format!("{}.{}", form.file_stem(), format.extension())), Path::to_owned);
    if same_file(&path, database) {
        return Err(ExportError::IsTheDatabase { path });
    }
    let bytes = match format {
        Format::Xlsx => to_xlsx(&form)?,
        Format::Csv => to_csv(&form)?,
        Format::Json => roster_json(&form)?,
    };
    write_file(&path, &bytes)?;
    Ok(Exported { plan: view.summary.plan, hosts: form.hosts.len(), stays: form.stays().count(), path })
}

pub(super) fn same_file(path: &Path, database: &Path) -> bool {
    match (path.canonicalize(), database.canonicalize()) {
        (Ok(path), Ok(database)) => path == database,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
