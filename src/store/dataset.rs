use super::RowKeys;
use super::contents::{digest_text, hexadecimal};
use crate::domain::Published;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One row of an imported table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DatasetRow {
    /// The table's name.
    pub table: String,
    /// The row as the spreadsheet counts it.
    pub row: u32,
    /// (column, text) in the canonical order of columns.
    pub cells: Vec<(String, String)>,
}

/// The tables that a plan was made from, as text, what the caller asked for over their settings, and what had been published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredDataset {
    hash: String,
    source: String,
    rows: Vec<DatasetRow>,
    from: Option<NaiveDate>,
    months: Option<i32>,
    published: Published,
    keys: RowKeys,
}

impl StoredDataset {
    /// `source` says where the tables came from; rows stay in the order given; `from` and `months` are the caller's.
    pub fn new(source: impl Into<String>, rows: Vec<DatasetRow>, from: Option<NaiveDate>, months: Option<i32>) -> Self {
        Self { hash: content_hash(&rows), source: source.into(), rows, from, months, published: Published::default(), keys: RowKeys::new() }
    }
    /// On top of what was published.
    pub fn on_top_of(mut self, published: Published) -> Self {
        self.published = published;
        self
    }
    /// As a file has it: the hash is the stored one.
    pub(super) fn stored(hash: String, source: String, rows: Vec<DatasetRow>, from: Option<NaiveDate>, months: Option<i32>) -> Self {
        Self { hash, source, rows, from, months, published: Published::default(), keys: RowKeys::new() }
    }
    /// SHA-256 of the rows when they were imported, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }
    pub fn source(&self) -> &str {
        &self.source
    }
    pub fn rows(&self) -> &[DatasetRow] {
        &self.rows
    }
    /// First month asked for.
    pub fn from(&self) -> Option<NaiveDate> {
        self.from
    }
    /// Months asked for.
    pub fn months(&self) -> Option<i32> {
        self.months
    }
    /// With the columns that identify rows, for telling what changed against the version before.
    pub fn keyed_by(mut self, keys: RowKeys) -> Self {
        self.keys = keys;
        self
    }
    pub(super) fn keys(&self) -> &RowKeys {
        &self.keys
    }
    /// What followed from publications when the plan was made.
    pub fn published(&self) -> &Published {
        &self.published
    }
    /// SHA-256 of the rows as they stand.
    pub fn content_hash(&self) -> String {
        content_hash(&self.rows)
    }
}

fn content_hash(rows: &[DatasetRow]) -> String {
    let mut hasher = Sha256::new();
    digest_text(&mut hasher, "dataset 1");
    for row in rows {
        digest_text(&mut hasher, &row.table);
        hasher.update(row.row.to_le_bytes());
        hasher.update((row.cells.len() as u64).to_le_bytes());
        for (column, text) in &row.cells {
            digest_text(&mut hasher, column);
            digest_text(&mut hasher, text);
        }
    }
    hexadecimal(&hasher.finalize())
}
