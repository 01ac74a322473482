//! Several processes on one database.

use crate::county::{folder, three};
use crate::program::{PROGRAM, Run, plan, planned, query, run};
use rusqlite::Connection;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn planning(input: &Path, database: &Path, seed: usize) -> Child {
    let mut command = Command::new(PROGRAM);
    command.arg("plan").arg(input).arg("--db").arg(database).args(["--from", "2027-01", "--months", "3", "--effort", "quick"]);
    command.args(["--seed", &seed.to_string()]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// On a file that is not there yet, one that is, and one that the first of them upgrades.
#[test]
fn processes_that_plan_at_once_all_keep_their_plan() {
    for (before, kept) in [(0, None), (1, None), (1, Some("fixtures/databases/schema-2.db"))] {
        let home = tempfile::tempdir().unwrap();
        let input = folder(home.path(), "数据", &three());
        let database = home.path().join("县.db");
        match kept {
            Some(kept) => drop(std::fs::copy(kept, &database).unwrap()),
            None if before == 1 => drop(plan(&input, &database, &[]).ended(0)),
            None => {}
        }
        let planned: Vec<Child> = (0..4).map(|seed| planning(&input, &database, seed)).collect();
        for child in planned {
            Run::of(&child.wait_with_output().unwrap()).ended(0);
        }
        assert_eq!(query(&database, "SELECT plan FROM plan_summary ORDER BY plan").len(), 4 + before);
        assert_eq!(query(&database, "SELECT dataset FROM dataset").len(), if kept.is_some() { 2 } else { 1 });
        run(&[&"audit", &database]).ended(0);
    }
}

#[test]
fn a_second_writer_waits_for_the_first() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    // This process writes, and takes its time.
    let other = Connection::open(&database).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let started = Instant::now();
    let mut child = planning(&home.path().join("数据"), &database, 2);
    std::thread::sleep(Duration::from_millis(2000));
    assert!(child.try_wait().unwrap().is_none(), "it does not wait");
    other.execute_batch("COMMIT").unwrap();
    let told = Run::of(&child.wait_with_output().unwrap()).ended(0);
    assert!(!told.err.contains("-rescued-"), "{}", told.err);
    assert_eq!(query(&database, "SELECT plan FROM plan_summary").len(), 2);
    println!("{:?} with two seconds of waiting", started.elapsed());
}

#[test]
fn a_backup_does_not_wait_and_a_restore_does_not_pull_the_file_away() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let safe = home.path().join("备份.db");
    let other = Connection::open(&database).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE plan SET seed = 7").unwrap();
    run(&[&"backup", &database, &safe]).ended(0);
    assert_eq!(query(&safe, "SELECT seed FROM plan"), [["Integer(1)"]]);
    let refused = run(&[&"restore", &safe, &database, &"--force", &"--lang", &"en"]).ended(1);
    assert!(refused.err.contains("in use by another program"), "{}", refused.err);
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    run(&[&"restore", &safe, &database, &"--force"]).ended(0);
}
