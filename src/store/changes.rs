//! What changed between two versions of the tables, row by row.

use super::{DatasetRow, Store, StoreError};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
}

impl ChangeKind {
    const ALL: [ChangeKind; 3] = [ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed];
    fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        }
    }
}

/// One row of a table that is not as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RowChange {
    /// English name of the table.
    pub table: String,
    pub kind: ChangeKind,
    /// What identifies the row within its table.
    pub key: String,
    /// In the file of the new version; of a removed row, of the old one.
    pub row: u32,
    /// Column, text before and text after; nothing where there was no cell.
    pub cells: Vec<(String, Option<String>, Option<String>)>,
}

/// Columns that identify a row, by table. A table that is not named, or a row without them, is identified by all of the row.
pub type RowKeys = BTreeMap<String, Vec<String>>;

/// A version of the tables in the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DatasetVersion {
    /// From 1, in the order of import.
    pub dataset: i64,
    pub hash: String,
    /// 数据版本, as the tables give it.
    pub data_version: String,
    pub source: String,
    pub imported_at: String,
    pub rows: i64,
    /// Against the version before; none in the first.
    pub changes: Vec<RowChange>,
}

/// Rows with the same key, in order.
type Keyed<'a> = BTreeMap<(&'a str, String), Vec<&'a DatasetRow>>;

/// By table in the order of the new version, then by row; rows that only moved have not changed.
pub(super) fn changes(before: &[DatasetRow], after: &[DatasetRow], keys: &RowKeys) -> Vec<RowChange> {
    let mut old = keyed(before, keys);
    let mut found: Vec<RowChange> = Vec::new();
    for ((table, key), rows) in keyed(after, keys) {
        let mut earlier = old.remove(&(table, key.clone())).unwrap_or_default();
        // What is the same stands; of the rest, the first is the first's successor.
        let mut fresh = Vec::new();
        for row in rows {
            match earlier.iter().position(|other| other.cells == row.cells) {
                Some(at) => drop(earlier.remove(at)),
                None => fresh.push(row),
            }
        }
        let mut earlier = earlier.into_iter();
        for row in fresh {
            let was = earlier.next();
            let kind = if was.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
            let cells = differing(was.map_or(&[], |was| &was.cells), &row.cells);
            found.push(RowChange { table: table.to_owned(), kind, key: key.clone(), row: row.row, cells });
        }
        found.extend(earlier.map(|row| removed(row, &key)));
    }
    for ((_, key), rows) in old {
        found.extend(rows.into_iter().map(|row| removed(row, &key)));
    }
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    for row in after.iter().chain(before) {
        let next = order.len();
        order.entry(&row.table).or_insert(next);
    }
    found.sort_by_cached_key(|change| (order.get(change.table.as_str()).copied(), change.kind, change.row, change.key.clone()));
    found
}

fn removed(row: &DatasetRow, key: &str) -> RowChange {
    RowChange { table: row.table.clone(), kind: ChangeKind::Removed, key: key.to_owned(), row: row.row, cells: differing(&row.cells, &[]) }
}

fn keyed<'a>(rows: &'a [DatasetRow], keys: &RowKeys) -> Keyed<'a> {
    let mut keyed = Keyed::new();
    for row in rows {
        let columns = keys.get(&row.table);
        let of_columns: Vec<&str> = row
            .cells
            .iter()
            .filter(|(column, _)| columns.is_none_or(|columns| columns.contains(column)))
            .map(|(_, text)| text.as_str())
            .collect();
        keyed.entry((row.table.as_str(), of_columns.join(" "))).or_default().push(row);
    }
    keyed
}

fn differing(before: &[(String, String)], after: &[(String, String)]) -> Vec<(String, Option<String>, Option<String>)> {
    let text = |cells: &[(String, String)], column: &str| cells.iter().find(|(known, _)| known == column).map(|(_, text)| text.clone());
    let mut cells = Vec::new();
    for (column, is) in after {
        let was = text(before, column);
        if was.as_ref() != Some(is) {
            cells.push((column.clone(), was, Some(is.clone())));
        }
    }
    let gone = before.iter().filter(|(column, _)| text(after, column).is_none());
    cells.extend(gone.map(|(column, was)| (column.clone(), Some(was.clone()), None)));
    cells
}

/// Stores what changed against the version imported before.
pub(super) fn store_changes(connection: &Connection, dataset: i64, rows: &[DatasetRow], keys: &RowKeys) -> rusqlite::Result<()> {
    let last = "SELECT max(dataset) FROM dataset WHERE dataset < ?1";
    let Some(last) = connection.query_row(last, [dataset], |row| row.get::<_, Option<i64>>(0)).optional()?.flatten() else { return Ok(()) };
    let before = super::evidence::rows_of(connection, last)?;
    let mut insert = connection.prepare(
        "INSERT INTO dataset_change (dataset, position, table_name, change, row_key, row, cells) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, change) in changes(&before, rows, keys).iter().enumerate() {
        let cells = serde_json::to_string(&change.cells).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        insert.execute(params![dataset, position as i64, change.table, change.kind.word(), change.key, change.row, cells])?;
    }
    Ok(())
}

impl Store {
    /// Every version of the tables, oldest first, with what changed.
    pub fn dataset_versions(&self) -> Result<Vec<DatasetVersion>, StoreError> {
        let sql = "SELECT dataset, hash, data_version, source, imported_at,
            (SELECT count(*) FROM dataset_row WHERE dataset_row.dataset = dataset.dataset) FROM dataset ORDER BY dataset";
        let mut versions = self.list(sql, [], |row| {
            Ok(DatasetVersion {
                dataset: row.get(0)?,
                hash: row.get(1)?,
                data_version: row.get(2)?,
                source: row.get(3)?,
                imported_at: row.get(4)?,
                rows: row.get(5)?,
                changes: Vec::new(),
            })
        })?;
        for version in &mut versions {
            version.changes = self.dataset_changes(version.dataset)?;
        }
        Ok(versions)
    }

    fn dataset_changes(&self, dataset: i64) -> Result<Vec<RowChange>, StoreError> {
        let sql = "SELECT table_name, change, row_key, row, cells FROM dataset_change WHERE dataset = ?1 ORDER BY position";
        self.list(sql, [dataset], |row| {
            let kind: String = row.get(1)?;
            let cells: String = row.get(4)?;
            let cells =
                serde_json::from_str(&cells).map_err(|error| rusqlite::Error::FromSqlConversionFailure(4, Type::Text, Box::new(error)))?;
            let kind = super::evidence::word(&ChangeKind::ALL, &kind, 1, ChangeKind::word)?;
            Ok(RowChange { table: row.get(0)?, kind, key: row.get(2)?, row: row.get(3)?, cells })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(table: &str, number: u32, cells: &[(&str, &str)]) -> DatasetRow {
        let cells = cells.iter().map(|(column, text)| ((*column).to_owned(), (*text).to_owned())).collect();
        DatasetRow { table: table.into(), row: number, cells }
    }

    fn told(before: &[DatasetRow], after: &[DatasetRow]) -> Vec<String> {
        let keys: RowKeys =
            [("staff".to_owned(), vec!["code".to_owned()]), ("leave".to_owned(), vec!["code".to_owned(), "from".to_owned()])].into();
        let cell = |cell: &Option<String>| cell.clone().unwrap_or("-".into());
        let words = |change: &RowChange| {
            let cells: Vec<String> = change.cells.iter().map(|(column, was, is)| format!("{column} {}>{}", cell(was), cell(is))).collect();
            format!("{} {} {} {}: {}", change.table, change.kind.word(), change.key, change.row, cells.join(", "))
        };
        changes(before, after, &keys).iter().map(words).collect()
    }

    #[test]
    fn rows_are_known_by_their_keys_wherever_they_stand() {
        let before = [
            row("staff", 2, &[("code", "A"), ("grade", "中级")]),
            row("staff", 3, &[("code", "B")]),
            row("leave", 2, &[("code", "A"), ("from", "2027-01-01"), ("until", "2027-01-09")]),
        ];
        let after = [
            row("staff", 2, &[("code", "B"), ("telephone", "1")]),
            row("staff", 3, &[("code", "A"), ("grade", "副高")]),
            row("staff", 4, &[("code", "C")]),
        ];
        assert_eq!(
            told(&before, &after),
            [
                "staff added C 4: code ->C",
                "staff changed B 2: telephone ->1",
                "staff changed A 3: grade 中级>副高",
                "leave removed A 2027-01-01 2: code A>-, from 2027-01-01>-, until 2027-01-09>-",
            ]
        );
        assert_eq!(told(&before, &before), [""; 0]);
    }

    #[test]
    fn of_rows_with_the_same_key_only_the_new_one_is_told() {
        let before = [row("leave", 2, &[("code", "A"), ("from", "1"), ("until", "2")])];
        let after = [
            row("leave", 2, &[("code", "A"), ("from", "1"), ("until", "3")]),
            row("leave", 3, &[("code", "A"), ("from", "1"), ("until", "2")]),
        ];
        assert_eq!(told(&before, &after), ["leave added A 1 2: code ->A, from ->1, until ->3"]);
    }
}
