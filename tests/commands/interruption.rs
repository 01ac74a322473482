//! Ctrl-C, and readers that go away.

use crate::county::{folder, full};
use crate::program::{PROGRAM, Run, planned, query, run};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Far longer than it takes, far shorter than the search would.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(90);

/// Plans the fixture, does that when there is a first plan, and interrupts the search.
#[cfg(unix)]
fn interrupted(fixture: &str, database: &Path, elsewhere: &Path, meanwhile: impl FnOnce()) -> Run {
    let mut command = Command::new(PROGRAM);
    command.args(["plan", fixture, "--effort", "thorough", "--gap", "0", "--lang", "en", "--db"]).arg(database).env("TMPDIR", elsewhere);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("first plan") {
        line.clear();
        assert!(told.read_line(&mut line).unwrap() > 0, "ended without a first plan");
    }
    meanwhile();
    // The rest is read away, so that the program is never held up.
    let rest = std::thread::spawn(move || {
        let mut rest = String::new();
        told.read_to_string(&mut rest).map(|_| rest)
    });
    let sent = Instant::now();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if sent.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still at work {PATIENCE:?} after Ctrl-C");
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    println!("{:?} from Ctrl-C to the end", sent.elapsed());
    Run { code: status.code(), out, err: rest.join().unwrap().unwrap() }
}

#[cfg(unix)]
#[test]
fn a_search_that_is_interrupted_keeps_the_best_so_far() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("泸县.db");
    let told = interrupted("fixtures/luxian", &database, home.path(), || {}).ended(0);
    assert!(told.out.contains("stopped at your request"), "{}", told.out);
    assert_eq!(query(&database, "SELECT interrupted FROM plan"), [["Integer(1)"]]);
    assert_eq!(query(&database, "SELECT plan, stays > 0 FROM plan_summary"), [["Integer(1)", "Integer(1)"]]);
    run(&[&"audit", &database]).ended(0);
}

/// A stick that was pulled out while the search was at work.
#[cfg(unix)]
#[test]
fn a_plan_whose_folder_has_gone_is_saved_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let [place, gone, elsewhere] = ["优盘", "拔出", "临时"].map(|name| home.path().join(name));
    std::fs::create_dir(&place).unwrap();
    std::fs::create_dir(&elsewhere).unwrap();
    let database = place.join("习水.db");
    let told = interrupted("fixtures/xishui", &database, &elsewhere, || std::fs::rename(&place, &gone).unwrap()).ended(1);
    assert!(told.err.contains("the folder does not exist") && told.err.contains("it is not lost"), "{}", told.err);
    let rescued: Vec<_> = std::fs::read_dir(&elsewhere).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(matches!(rescued.as_slice(), [only] if told.err.contains(only.to_str().unwrap())), "{rescued:?}: {}", told.err);
    run(&[&"audit", &rescued[0]]).ended(0);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    let input = home.path().join("数据");
    let (database, input) = (database.to_str().unwrap(), input.to_str().unwrap());
    let outputs: [&[&str]; 6] =
        [&["show", database], &["show", database, "--json"], &["audit", database], &["rules"], &["check", input], &["--help"]];
    for arguments in outputs {
        let mut child = Command::new(PROGRAM).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        Run::of(&child.wait_with_output().unwrap()).ended(0);
    }
}

#[test]
fn a_plan_is_stored_though_nobody_reads_what_it_says() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &full());
    let database = home.path().join("县.db");
    let mut command = Command::new(PROGRAM);
    command.arg("plan").arg(&input).arg("--db").arg(&database).args(["--effort", "quick"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(0));
    run(&[&"audit", &database]).ended(0);
    // Faults, too, are told to nobody without harm.
    let faulty = folder(home.path(), "有错", &crate::county::faulty());
    let mut child = Command::new(PROGRAM).arg("rules").arg(&faulty).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(2));
}
