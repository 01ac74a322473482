//! A county's tables and the public views of its plan, side by side in one connection.

use rusqlite::{Connection, OpenFlags, params_from_iter};
use std::path::{Path, PathBuf};

/// The tables of a county.
pub fn folder(county: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(county)
}

/// Header and rows of a table.
pub fn table(folder: &Path, name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let path = folder.join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (header, rows)
}

/// Answers SQL.
pub struct Book {
    connection: Connection,
}

impl Book {
    /// The tables alone.
    pub fn of_tables(tables: &Path) -> Self {
        Self::with_tables(Connection::open_in_memory().unwrap(), tables)
    }

    /// The public views of the only plan of a file, read-only, and the tables.
    pub fn open(file: &Path, tables: &Path) -> Self {
        let book = Self::with_tables(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap(), tables);
        book.connection.execute_batch(SLOTS).unwrap();
        assert_eq!(book.count("SELECT count(*) FROM plan_summary"), 1);
        book
    }

    fn with_tables(connection: Connection, tables: &Path) -> Self {
        for entry in std::fs::read_dir(tables).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "csv") {
                continue;
            }
            let name = path.file_stem().unwrap().to_str().unwrap();
            let (header, rows) = table(tables, name);
            let columns: Vec<String> = header.iter().map(|column| format!("\"{column}\"")).collect();
            connection.execute(&format!("CREATE TEMP TABLE \"{name}\" ({})", columns.join(", ")), []).unwrap();
            let places = vec!["?"; header.len()].join(", ");
            let mut insert = connection.prepare(&format!("INSERT INTO temp.\"{name}\" VALUES ({places})")).unwrap();
            for row in rows {
                insert.execute(params_from_iter(row)).unwrap();
            }
        }
        Self { connection }
    }

    /// The one number that the query gives.
    pub fn count(&self, query: &str) -> i64 {
        self.connection.query_row(query, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// The one figure that the query gives.
    pub fn figure(&self, query: &str) -> f64 {
        self.connection.query_row(query, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// The first column of the rows, to be seen when a fact fails.
    pub fn list(&self, query: &str) -> Vec<String> {
        let mut statement = self.connection.prepare(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// Helper views of a county, under names of their own.
    pub fn define(&self, views: &str) {
        self.connection.execute_batch(views).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Half-months of 2027.
const SLOTS: &str = "
CREATE TEMP TABLE days AS WITH RECURSIVE day(date) AS
    (SELECT '2027-01-01' UNION ALL SELECT date(date, '+1 day') FROM day WHERE date < '2027-12-31') SELECT date FROM day;
CREATE TEMP TABLE slots AS SELECT min(date) AS slot_from, max(date) AS slot_to FROM days GROUP BY substr(date, 1, 7), substr(date, 9, 2) > '15';
";
