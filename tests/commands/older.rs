//! Databases of earlier versions, kept as they were written.

use crate::county::{folder, full};
use crate::program::{files, plan, query, run};
use std::fs;
use std::path::{Path, PathBuf};

/// `fixtures/databases/schema-<version>.db`, by version.
fn kept() -> Vec<(i64, PathBuf)> {
    let databases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/databases");
    let mut kept: Vec<(i64, PathBuf)> = fs::read_dir(databases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| Some((path.file_stem()?.to_str()?.strip_prefix("schema-")?.parse().ok()?, path)))
        .collect();
    kept.sort();
    assert_eq!(kept.iter().map(|(version, _)| *version).collect::<Vec<_>>(), (1..=kept.len() as i64).collect::<Vec<_>>());
    assert!(kept.len() >= 2);
    kept
}

#[test]
fn every_earlier_version_is_read_as_it_is_and_planned_on() {
    let tables = tempfile::tempdir().unwrap();
    let input = folder(tables.path(), "数据", &full());
    for (version, path) in kept() {
        let home = tempfile::tempdir().unwrap();
        let database = home.path().join("县.db");
        fs::copy(path, &database).unwrap();
        let before = files(home.path());
        assert!(run(&[&"show", &database]).ended(0).out.contains("示例县"), "schema {version}");
        assert!(run(&[&"show", &database, &"--json"]).ended(0).json().is_object(), "schema {version}");
        let roster = tables.path().join(format!("花名册{version}.csv"));
        run(&[&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--output", &roster]).ended(0);
        // The first one's tables are an example that gives no county.
        let sound = i32::from(version == 1);
        run(&[&"audit", &database, &"--plan", &"1"]).ended(sound);
        assert_eq!(files(home.path()), before, "schema {version}: readers leave it as it is");

        let safe = tables.path().join(format!("备份{version}.db"));
        run(&[&"backup", &database, &safe]).ended(0);
        assert_eq!(query(&safe, "PRAGMA user_version"), [[format!("Integer({version})")]]);
        plan(&input, &database, &[]).ended(0);
        assert_eq!(query(&database, "SELECT plan FROM plan_summary").len(), 2, "schema {version}");
        run(&[&"audit", &database, &"--plan", &"1"]).ended(sound);
        run(&[&"audit", &database, &"--plan", &"2"]).ended(0);
    }
}
