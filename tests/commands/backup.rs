//! Backups, and their way back.

use crate::county::three;
use crate::program::{files, plan, planned, query, run};
use std::fs;
use std::path::Path;

fn plans(database: &Path) -> usize {
    query(database, "SELECT plan FROM plan_summary").len()
}

#[test]
fn a_county_goes_back_to_its_backup_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let (input, safe) = (home.path().join("数据"), home.path().join("备份.db"));
    let told = run(&[&"backup", &database, &safe]).ended(0);
    assert!(told.out.contains("已备份到") && told.out.contains("1 个方案"), "{}", told.out);
    plan(&input, &database, &["--seed", "2"]).ended(0);
    // An earlier backup is replaced when asked for, and only then.
    let before = files(home.path());
    assert!(run(&[&"backup", &database, &safe]).ended(1).err.contains("--force"));
    assert_eq!(files(home.path()), before);
    let again = run(&[&"backup", &database, &safe, &"--force", &"--json"]).ended(0).json();
    assert_eq!((again["plans"].as_array().unwrap().len(), plans(&safe)), (2, 2));
    // Every evening into a folder.
    let folder = home.path().join("每日");
    fs::create_dir(&folder).unwrap();
    let daily = run(&[&"backup", &database, &folder, &"--json"]).ended(0).json();
    assert!(daily["file"].as_str().unwrap().contains("县-backup-2"), "{daily}");
    assert_eq!(files(&folder).len(), 1);

    plan(&input, &database, &["--seed", "3"]).ended(0);
    let before = files(home.path());
    let refused = run(&[&"restore", &safe, &database, &"--lang", &"en"]).ended(1);
    assert!(refused.err.contains("something is there already"), "{}", refused.err);
    assert_eq!(files(home.path()), before);
    let restored = run(&[&"restore", &safe, &database, &"--force", &"--json"]).ended(0).json();
    let beside = Path::new(restored["kept_beside"].as_str().unwrap()).to_owned();
    assert_eq!((plans(&database), plans(&beside), plans(&safe)), (2, 3, 2));
    for file in [&database, &beside, &safe] {
        run(&[&"audit", file]).ended(0);
    }
    // To a place where nothing stands.
    let elsewhere = home.path().join("另.db");
    assert!(run(&[&"restore", &safe, &elsewhere]).ended(0).out.contains("已恢复到"));
    assert_eq!(plans(&elsewhere), 2);
}

#[test]
fn a_backup_that_was_altered_replaces_nothing() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let safe = home.path().join("备份.db");
    run(&[&"backup", &database, &safe]).ended(0);
    let mut bytes = fs::read(&safe).unwrap();
    let at = bytes.windows("甲一".len()).rposition(|window| window == "甲一".as_bytes()).unwrap();
    bytes[at..at + "甲一".len()].copy_from_slice("癸十".as_bytes());
    fs::write(&safe, bytes).unwrap();
    let before = files(home.path());
    for (language, words) in [("zh", "内容不完好"), ("en", "not whole")] {
        let refused = run(&[&"restore", &safe, &database, &"--force", &"--lang", &language]).ended(1);
        assert!(refused.err.contains(words) && refused.err.contains("备份.db"), "{}", refused.err);
    }
    assert_eq!(files(home.path()), before);
}
