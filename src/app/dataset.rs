//! Between the tables as read and the tables as kept in the database.

use crate::domain::Problem;
use crate::source::{TableKind, Tables};
use crate::store::{DatasetRow, StoredDataset};
use crate::validate::{Options, validate_onto};
use std::path::Path;

/// The tables as the database keeps them.
pub fn stored_dataset(tables: &Tables, input: &Path, options: &Options) -> StoredDataset {
    let rows = tables.canonical_rows().into_iter().map(|row| DatasetRow {
        table: row.table.to_string(),
        row: row.row,
        cells: row.cells.into_iter().map(|(column, text)| (column.to_string(), text)).collect(),
    });
    let source = input.file_name().map_or_else(|| input.display().to_string(), |name| name.to_string_lossy().into_owned());
    let keys = TableKind::ALL.iter().map(|table| {
        let columns = table.key().iter().map(|column| column.english().to_owned());
        (table.english().to_owned(), columns.collect())
    });
    StoredDataset::new(source, rows.collect(), options.from, options.months).keyed_by(keys.collect())
}

/// The problem that a kept dataset gives, or why it gives none.
pub fn rebuild(dataset: &StoredDataset) -> Result<Problem, String> {
    let rows = dataset.rows().iter().map(|row| {
        let cells = row.cells.iter().map(|(column, text)| (column.as_str(), text.as_str()));
        (row.table.as_str(), row.row, cells)
    });
    let tables = Tables::from_canonical_rows(dataset.source(), rows);
    let validation = validate_onto(&tables, &Options { from: dataset.from(), months: dataset.months() }, dataset.published());
    validation.problem.ok_or_else(|| validation.report.render(crate::diagnostic::Language::English))
}
