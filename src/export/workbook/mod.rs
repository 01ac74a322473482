//! The roster as a workbook to print: a sheet of everybody, one for each host, the use of the pool, the shortages.

mod host;
mod listing;
mod name;
mod overview;
mod page;
mod pool;
mod shortage;
mod style;

pub use listing::listings_xlsx;

use super::{ExportError, RosterForm};
use chrono::{NaiveDate, NaiveDateTime};
use name::SheetNames;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use style::Styles;

/// The bytes of the file: the same form gives the same bytes.
pub fn to_xlsx(form: &RosterForm) -> Result<Vec<u8>, ExportError> {
    built(form).map_err(|error| ExportError::Form { detail: error.to_string() })
}

fn built(form: &RosterForm) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(form));
    let (styles, mut names) = (Styles::new(), SheetNames::default());
    for part in overview::parts(form) {
        let name = names.unique(&part.name);
        overview::write(workbook.add_worksheet().set_name(name)?, &styles, form, &part)?;
    }
    for host in &form.hosts {
        let name = names.unique(&host.institution.name);
        host::write(workbook.add_worksheet().set_name(name)?, &styles, form, host)?;
    }
    pool::write(workbook.add_worksheet().set_name(names.unique("编制周转池使用"))?, &styles, form)?;
    shortage::write(workbook.add_worksheet().set_name(names.unique("缺口说明"))?, &styles, form)?;
    workbook.save_to_buffer()
}

/// Dated as the plan, not as the export, so that the bytes depend on the plan alone.
fn properties(form: &RosterForm) -> DocProperties {
    let summary = &form.view.summary;
    let made = summary.created_at.get(..19).unwrap_or_default().replace('T', " ");
    let made = NaiveDateTime::parse_from_str(&made, "%Y-%m-%d %H:%M:%S")
        .unwrap_or_else(|_| NaiveDate::and_time(&summary.horizon.from, chrono::NaiveTime::MIN));
    let properties = DocProperties::new().set_title(form.title()).set_company(summary.county.as_str());
    match rust_xlsxwriter::ExcelDateTime::parse_from_str(&made.format("%Y-%m-%dT%H:%M:%S").to_string()) {
        Ok(made) => properties.set_creation_datetime(&made),
        Err(_) => properties,
    }
}
