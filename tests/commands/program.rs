//! Running the program and looking at what it left.

use assert_cmd::Command;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_lunzhuan");

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let run = Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!run.err.contains("panicked"), "{run:?}");
        run
    }

    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }

    /// The single JSON value on stdout.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }
}

/// Runs the program in Chinese unless the arguments say otherwise.
pub fn run(arguments: &[&dyn AsRef<OsStr>]) -> Run {
    let mut command = Command::new(PROGRAM);
    command.env("LC_ALL", "zh_CN.UTF-8").env("LANG", "zh_CN.UTF-8").env_remove("LANGUAGE");
    command.args(arguments.iter().map(|argument| argument.as_ref()));
    Run::of(&command.output().unwrap())
}

/// Plans from January 2027 for six months.
pub fn plan(input: &Path, database: &Path, more: &[&str]) -> Run {
    let mut arguments: Vec<&dyn AsRef<OsStr>> =
        vec![&"plan", &input, &"--db", &database, &"--from", &"2027-01", &"--months", &"6", &"--effort", &"quick"];
    arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<OsStr>));
    run(&arguments)
}

/// A database with one plan of the dataset.
pub fn planned(home: &Path, dataset: &crate::county::Dataset) -> PathBuf {
    let input = crate::county::folder(home, "数据", dataset);
    let database = home.join("县.db");
    plan(&input, &database, &[]).ended(0);
    database
}

pub fn open(database: &Path) -> Connection {
    Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// Every row of a query, cells as text.
pub fn query(database: &Path, sql: &str) -> Vec<Vec<String>> {
    let connection = open(database);
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| Ok(format!("{:?}", row.get_ref(at)?))).collect()).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Every file of a folder: its name, length and digest.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    let mut files: Vec<String> = entries
        .map(|entry| {
            let bytes = fs::read(entry.path()).unwrap();
            let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            format!("{}: {} bytes, {digest}", entry.file_name().to_string_lossy(), bytes.len())
        })
        .collect();
    files.sort();
    files
}
