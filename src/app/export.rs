//! Use case: a form of a stored plan, written to a file; or every form for every institution, into a folder.

use super::audit::Rebuild;
use crate::diagnostic::Language;
use crate::export::{
    Document, ExportError, FileNames, Folder, FormKind, FormRequest, FormSource, PlanView, RosterForm, Tables, UseOfTables, document,
    document_csv, document_json, document_of, file_name, roster_json, to_csv, to_html, to_ics, to_xlsx, write_file,
};
use crate::store::{Access, PlanId, Store};
use std::path::{Path, PathBuf};

/// Formats of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Xlsx,
    Html,
    Csv,
    Json,
    /// A calendar of one person or one host.
    Ics,
}

impl Format {
    /// Ending of file names.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Ics => "ics",
        }
    }
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    pub path: PathBuf,
    pub plan: PlanId,
    /// Hosts with stays of the selection.
    pub hosts: usize,
    /// Stays of the selection.
    pub stays: usize,
    /// Rows of the form's tables.
    pub lines: usize,
}

/// What was written into a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedAll {
    pub path: PathBuf,
    pub plan: PlanId,
    pub files: usize,
    /// Forms left out because there is nothing on them.
    pub empty: usize,
}

/// Writes a form of a plan, the newest where none is named; without `output`, to a file in the current folder that is named after what is
/// in it.
///
/// # Errors
/// When the plan, the institution, the person or the month does not exist, there is nothing to notify of, or the file cannot be written;
/// a file that stood there is unaltered.
pub fn export_form(
    database: &Path,
    plan: Option<PlanId>,
    kind: FormKind,
    request: &FormRequest,
    format: Format,
    output: Option<&Path>,
    rebuild: Rebuild,
) -> Result<Exported, ExportError> {
    let source = source(database, plan, if format == Format::Ics { UseOfTables::None } else { kind.use_of_tables() }, rebuild)?;
    let roster = RosterForm::new(&source.view, &request.roster)?;
    let form = document(if format == Format::Ics { FormKind::Host } else { kind }, &source, request)?;
    if kind == FormKind::Notice && form.is_empty() {
        return Err(ExportError::NothingPublished);
    }
    let bytes = match format {
        Format::Ics => calendar(kind, &roster, request)?,
        Format::Xlsx | Format::Html | Format::Csv | Format::Json => rendered(kind, &form, &roster, format, request.language)?,
    };
    let path = output.map_or_else(|| PathBuf::from(format!("{}.{}", file_name(form.title()), format.extension())), Path::to_owned);
    write_beside(&path, database, &bytes)?;
    Ok(Exported { plan: source.view.summary.plan, hosts: roster.hosts.len(), stays: roster.stays().count(), lines: form.lines(), path })
}

/// Writes every form of the county and of every institution into a new folder: one folder for the county, one for each institution. Forms
/// on which there is nothing are left out.
///
/// # Errors
/// As [`export_form`]; then there is no folder.
pub fn export_all(
    database: &Path,
    plan: Option<PlanId>,
    request: &FormRequest,
    format: Format,
    output: Option<&Path>,
    replace: bool,
    rebuild: Rebuild,
) -> Result<ExportedAll, ExportError> {
    if format == Format::Ics && request.roster.person.is_none() && request.roster.institution.is_none() {
        return Err(ExportError::CalendarOfWhom);
    }
    let source = source(database, plan, UseOfTables::Needed, rebuild)?;
    let overview = document(FormKind::Overview, &source, request)?;
    let path = output.map_or_else(|| PathBuf::from(file_name(overview.title())), Path::to_owned);
    let mut selections = vec![request.clone()];
    if request.roster.institution.is_none() {
        selections.extend(source.view.institutions.iter().map(|institution| {
            let mut request = request.clone();
            request.roster.institution = Some(institution.code.clone());
            request
        }));
    }
    let folder = Folder::begin(&path, replace)?;
    let mut names = FileNames::default();
    let (mut files, mut empty) = (0, 0);
    for request in &selections {
        let roster = RosterForm::new(&source.view, &request.roster)?;
        let whose = roster.institution.map_or(source.view.summary.county.as_str(), |institution| institution.name.as_str());
        let whose = names.unique(whose);
        for kind in FormKind::ALL.into_iter().filter(|kind| *kind != FormKind::Roster) {
            let form = document_of(kind, &source, request, roster.clone())?;
            if form.is_empty() {
                empty += 1;
                continue;
            }
            let bytes = match format {
                Format::Ics if kind == FormKind::Host => to_ics(&roster, request.language),
                Format::Ics => continue,
                Format::Xlsx | Format::Html | Format::Csv | Format::Json => rendered(kind, &form, &roster, format, request.language)?,
            };
            folder.write(&whose, &format!("{}.{}", file_name(form.title()), format.extension()), &bytes)?;
            files += 1;
        }
    }
    folder.place()?;
    Ok(ExportedAll { path, plan: source.view.summary.plan, files, empty })
}

fn source(database: &Path, plan: Option<PlanId>, tables: UseOfTables, rebuild: Rebuild) -> Result<FormSource, ExportError> {
    let store = Store::open(database, Access::ReadOnly)?;
    let view = PlanView::read(&store, plan)?;
    let plan = view.summary.plan;
    let read = || -> Result<Tables, ExportError> {
        let problem = rebuild(&store.dataset(plan)?).map_err(|detail| ExportError::Tables { detail })?;
        Ok(Tables { problem, roster: store.placements(plan)? })
    };
    let tables = match tables {
        UseOfTables::None => None,
        UseOfTables::Welcome => read().ok(),
        UseOfTables::Needed => Some(read()?),
    };
    Ok(FormSource { view, tables })
}

/// The roster keeps the views' columns in CSV and JSON; other forms have those that they print.
fn rendered(kind: FormKind, form: &Document, roster: &RosterForm, format: Format, language: Language) -> Result<Vec<u8>, ExportError> {
    match (format, kind) {
        (Format::Xlsx, _) => to_xlsx(form),
        (Format::Html, _) => Ok(to_html(form)),
        (Format::Csv, FormKind::Roster) => to_csv(roster, language),
        (Format::Json, FormKind::Roster) => roster_json(roster),
        (Format::Csv, _) => document_csv(form),
        (Format::Json, _) => document_json(form),
        (Format::Ics, _) => Err(ExportError::NoCalendar { form: kind.code() }),
    }
}

fn calendar(kind: FormKind, roster: &RosterForm, request: &FormRequest) -> Result<Vec<u8>, ExportError> {
    match kind {
        FormKind::Roster | FormKind::Host | FormKind::Person => {}
        FormKind::Overview
        | FormKind::Department
        | FormKind::Notice
        | FormKind::DispatchLedger
        | FormKind::Certificate
        | FormKind::Pool
        | FormKind::Shortage
        | FormKind::PlatformWide
        | FormKind::PlatformLong => return Err(ExportError::NoCalendar { form: kind.code() }),
    }
    if request.roster.person.is_none() && request.roster.institution.is_none() {
        return Err(ExportError::CalendarOfWhom);
    }
    Ok(to_ics(roster, request.language))
}

/// Writes a file that is not the database it is about.
pub(super) fn write_beside(path: &Path, database: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    if let (Ok(target), Ok(database)) = (path.canonicalize(), database.canonicalize())
        && target == database
    {
        return Err(ExportError::IsTheDatabase { path: path.to_owned() });
    }
    write_file(path, bytes)
}

#[cfg(test)]
mod tests;
