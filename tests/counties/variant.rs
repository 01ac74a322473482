//! A county's tables with something taken away.

use crate::county::{folder, table};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A row by column.
pub type Row = BTreeMap<String, String>;

/// A copy of a county's tables in a folder of its own.
pub struct Variant {
    home: TempDir,
}

impl Variant {
    pub fn of(county: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(folder(county)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                fs::copy(&path, home.path().join(path.file_name().unwrap())).unwrap();
            }
        }
        Self { home }
    }

    pub fn tables(&self) -> &Path {
        self.home.path()
    }

    /// Takes the rows away that the test picks, which are `expected` in number.
    pub fn without(self, name: &str, expected: usize, picked: impl Fn(&Row) -> bool) -> Self {
        self.rewrite(name, expected, |row| if picked(&row) { None } else { Some(row) })
    }

    /// Gives a column of the picked rows another value.
    pub fn with(self, name: &str, expected: usize, picked: impl Fn(&Row) -> bool, column: &str, value: &str) -> Self {
        self.rewrite(name, expected, |mut row| {
            if picked(&row) {
                row.insert(column.to_owned(), value.to_owned());
            }
            Some(row)
        })
    }

    fn rewrite(self, name: &str, expected: usize, change: impl Fn(Row) -> Option<Row>) -> Self {
        let (header, rows) = table(self.tables(), name);
        let mut writer = csv::Writer::from_path(self.home.path().join(format!("{name}.csv"))).unwrap();
        writer.write_record(&header).unwrap();
        let mut changed = 0;
        for row in rows {
            let row: Row = header.iter().cloned().zip(row).collect();
            let after = change(row.clone());
            changed += usize::from(after.as_ref() != Some(&row));
            if let Some(after) = after {
                writer.write_record(header.iter().map(|column| &after[column])).unwrap();
            }
        }
        writer.flush().unwrap();
        assert_eq!(changed, expected, "rows of {name} that the variant changes");
        self
    }
}
