//! Made-up counties from the command line: what is said, and that check and plan take them.

use crate::program::{query, run};
use std::fs;

#[test]
fn a_made_up_county_is_checked_and_planned() {
    let home = tempfile::tempdir().unwrap();
    let (county, database) = (home.path().join("county"), home.path().join("county.db"));
    let size = ["--trainees", "24", "--specialists", "16", "--hosts", "8", "--seed", "5", "--months", "6"];
    let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"synth", &"--json", &"--out", &county];
    arguments.extend(size.iter().map(|argument| argument as &dyn AsRef<std::ffi::OsStr>));
    let made = run(&arguments).ended(0).json();
    assert_eq!((made["trainees"].as_u64(), made["specialists"].as_u64(), made["hosts"].as_u64()), (Some(24), Some(16), Some(8)));
    let checked = run(&[&"check", &county, &"--json"]).ended(0).json();
    assert_eq!(checked["faults"].as_array().map(Vec::len), Some(0), "{checked}");
    assert_eq!(checked["read"]["posts"].as_u64().unwrap() - made["posts"].as_u64().unwrap(), training_posts(&county));
    run(&[&"plan", &county, &"--db", &database, &"--effort", &"quick", &"--time-limit", &"3"]).ended(0);
    let stays = query(&database, "SELECT count(*) FROM roster");
    assert_ne!(stays, [["Integer(0)"]]);
    run(&[&"audit", &database]).ended(0);
}

/// Departments with seats become posts.
fn training_posts(county: &std::path::Path) -> u64 {
    let text = fs::read_to_string(county.join("科室.csv")).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let seats = lines.next().unwrap().split(',').position(|header| header == "培训容量").unwrap();
    lines.filter(|line| !line.split(',').nth(seats).unwrap().is_empty()).count() as u64
}

#[test]
fn a_county_that_cannot_be_made_is_refused_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("county");
    for (option, value, word) in [
        ("--trainees", "0", "--trainees"),
        ("--hosts", "2", "--hosts"),
        ("--specialists", "200000", "100000"),
        ("--months", "99", "--months"),
        ("--tightness", "2", "--tightness"),
        ("--communities", "0", "医共体"),
        ("--trainees", "many", "--trainees"),
        ("--tightness", "nan", "--tightness"),
    ] {
        let refused = run(&[&"synth", &"--out", &out, &option, &value]).ended(2);
        assert!(refused.err.contains(word), "{refused:?}");
        assert!(!out.exists());
    }
    fs::write(&out, "mine").unwrap();
    let refused = run(&[&"synth", &"--out", &out]).ended(1);
    assert!(refused.err.contains("--force"), "{refused:?}");
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
}
