//! Use case: a made-up county, written as a folder of CSV files or a workbook.

use crate::diagnostic::Bilingual;
use crate::export::{ExportError, TextTable, tables_xlsx, write_new_file, write_tables_folder};
use crate::source::Column;
use crate::synth::{Dataset, Parameters, Refusal, Size, make};
use std::path::Path;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SynthError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl SynthError {
    /// What is wrong.
    pub fn message(&self) -> Bilingual {
        match self {
            SynthError::Refused(Refusal(message)) => message.clone(),
            SynthError::Export(error) => error.message(),
        }
    }
    /// What to do about it.
    pub fn remedy(&self) -> Bilingual {
        match self {
            SynthError::Refused(_) => Bilingual::new("改正该参数；什么也没有写", "correct the option; nothing was written"),
            SynthError::Export(error) => error.remedy(),
        }
    }
}

/// Makes a county and writes it: a workbook where `out` ends in `.xlsx`, else a folder. What stands there is replaced only with `replace`,
/// and a folder only if nothing but CSV files is in it.
///
/// # Errors
/// When the parameters cannot be met or the files cannot be written; then nothing is written.
pub fn write_county(parameters: &Parameters, out: &Path, replace: bool) -> Result<Size, SynthError> {
    let made = make(parameters)?;
    let tables = tables_of(&made.dataset);
    if out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        write_new_file(out, &tables_xlsx(&tables)?, replace)?;
    } else {
        write_tables_folder(out, &tables, replace)?;
    }
    Ok(made.size)
}

fn tables_of(dataset: &Dataset) -> Vec<TextTable<'_>> {
    let header = |columns: Vec<Column>| columns.into_iter().map(Column::chinese).collect();
    dataset.sheets().map(|sheet| TextTable { name: sheet.table.chinese(), header: header(sheet.columns), rows: sheet.rows }).collect()
}

#[cfg(test)]
mod tests;
