//! Between the tables as read and the tables as kept in the database.

use crate::diagnostic::Language;
use crate::domain::Problem;
use crate::source::{TableKind, Tables};
use crate::store::{DatasetRow, RowKeys, StoredDataset};
use crate::validate::{Options, Validation, validate_onto};
use std::path::Path;

/// The tables as the database keeps them.
pub fn stored_dataset(tables: &Tables, input: &Path, options: &Options) -> StoredDataset {
    let rows = tables.canonical_rows().into_iter().map(|row| DatasetRow {
        table: row.table.to_string(),
        row: row.row,
        cells: row.cells.into_iter().map(|(column, text)| (column.to_string(), text)).collect(),
    });
    let source = input.file_name().map_or_else(|| input.display().to_string(), |name| name.to_string_lossy().into_owned());
    StoredDataset::new(source, rows.collect(), options.from, options.months).keyed_by(row_keys())
}

/// The columns that identify rows, by table.
pub fn row_keys() -> RowKeys {
    let keys = TableKind::ALL.iter().map(|table| {
        let columns = table.key().iter().map(|column| column.english().to_owned());
        (table.english().to_owned(), columns.collect())
    });
    keys.collect()
}

/// The problem that a kept dataset gives, or why it gives none, in English.
pub fn rebuild(dataset: &StoredDataset) -> Result<Problem, String> {
    rebuild_told_in(Language::English, dataset)
}

/// The same with the reason in a language.
pub fn rebuild_told_in(language: Language, dataset: &StoredDataset) -> Result<Problem, String> {
    let validation = validated(dataset);
    validation.problem.ok_or_else(|| validation.report.render(language).trim_end().to_owned())
}

/// The same with everything worth saying about the tables.
pub fn validated(dataset: &StoredDataset) -> Validation {
    let tables = tables_of(dataset);
    validate_onto(&tables, &Options { from: dataset.from(), months: dataset.months() }, dataset.published())
}

/// The tables that a kept dataset gives.
pub fn tables_of(dataset: &StoredDataset) -> Tables {
    let rows = dataset.rows().iter().map(|row| {
        let cells = row.cells.iter().map(|(column, text)| (column.as_str(), text.as_str()));
        (row.table.as_str(), row.row, cells)
    });
    Tables::from_canonical_rows(dataset.source(), rows)
}
