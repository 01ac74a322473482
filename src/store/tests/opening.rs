use super::*;
use std::fs;
use std::time::Duration;

fn refused(path: &Path) -> [StoreError; 2] {
    [Access::ReadWrite, Access::ReadOnly].map(|access| Store::open(path, access).expect_err("refused"))
}

/// The file and its folder are as before, whatever it was opened for.
fn untouched(path: &Path) -> [StoreError; 2] {
    let folder = path.parent().unwrap();
    let before = (fs::read(path).unwrap(), files(folder), fs::metadata(path).unwrap().modified().unwrap());
    let errors = refused(path);
    assert_eq!((fs::read(path).unwrap(), files(folder), fs::metadata(path).unwrap().modified().unwrap()), before);
    errors
}

#[test]
fn another_programs_database_is_left_byte_for_byte() {
    for (mode, mark, id) in [("DELETE", "", 0), ("WAL", "", 0), ("DELETE", "PRAGMA application_id = 1196444487;", 1_196_444_487)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let other = Connection::open(&path).unwrap();
        other.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(())).unwrap();
        other.execute_batch(&format!("{mark} CREATE TABLE plan (a); INSERT INTO plan VALUES (1)")).unwrap();
        drop(other);
        for error in untouched(&path) {
            assert_eq!(error, StoreError::OtherProgram { path: path.clone(), application_id: id });
        }
    }
}

#[test]
fn a_newer_versions_file_is_left_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    for error in untouched(&path) {
        assert_eq!(error, StoreError::NewerVersion { path: path.clone(), found: SCHEMA_VERSION + 1 });
    }
}

#[test]
fn a_newer_version_that_stands_in_the_journal_only_is_seen_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let before = fs::read(&path).unwrap();
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before, "the change is in the journal");
    for error in refused(&path) {
        assert_eq!(error, StoreError::NewerVersion { path: path.clone(), found: SCHEMA_VERSION + 1 });
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_no_database_is_left_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("staff.csv");
    for content in ["工号,姓名\nA,人员A\n".to_owned(), "x".repeat(5000)] {
        fs::write(&table, content).unwrap();
        for error in untouched(&table) {
            assert_eq!(error, StoreError::NotADatabase { path: table.clone() });
        }
    }
    assert!(refused(folder.path()).iter().all(|error| !error.message().zh.is_empty()));
}

#[test]
fn damage_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let sound = fs::read(&path).unwrap();
    for page in (0..sound.len()).step_by(4096) {
        // The first page keeps its header: that it is ours is seen, that it is damaged has to be found.
        let from = page.max(100);
        let mut damaged = sound.clone();
        damaged[from..page + 4096].fill(0xA5);
        fs::write(&path, &damaged).unwrap();
        let found = Store::open(&path, Access::ReadOnly).and_then(|store| store.integrity());
        assert!(found.as_ref().map_or(true, |problems| !problems.is_empty()), "from {from}");
        if let Ok(store) = Store::open(&path, Access::ReadOnly) {
            let _ = (store.contents(PlanId(1)), store.placements(PlanId(1)), store.dataset(PlanId(1)), store.plans());
        }
    }
    fs::write(&path, &sound[..sound.len() / 2]).unwrap();
    let found = Store::open(&path, Access::ReadOnly).and_then(|store| store.integrity());
    assert!(found.map_or(true, |problems| !problems.is_empty()));
}

#[test]
fn places_that_do_not_exist() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("no/such/county.db"), folder.path().join("file/county.db")] {
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(refused(&path).iter().all(|error| *error == StoreError::MissingDirectory { path: path.clone() }));
    }
    let path = folder.path().join("county.db");
    assert_eq!(Store::open(&path, Access::ReadOnly).unwrap_err(), StoreError::MissingFile { path: path.clone() });
    let store = Store::open(&path, Access::ReadWrite).unwrap();
    assert_eq!((store.latest_plan().unwrap(), store.plans().unwrap().len()), (None, 0));
    drop(store);
    assert!(!path.exists(), "opening makes no file");
}

#[test]
fn an_empty_file_gives_way_to_the_first_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.db");
    fs::write(&path, "").unwrap();
    assert_eq!(Store::open(&path, Access::ReadOnly).unwrap_err(), StoreError::NotADatabase { path: path.clone() });
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    assert_eq!(save(&mut store).unwrap(), PlanId(1));
    assert_eq!(Store::open(&path, Access::ReadOnly).unwrap().plans().unwrap().len(), 1);
}

#[test]
fn two_who_start_the_same_file_both_keep_their_plan() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.db");
    let mut one = Store::open(&path, Access::ReadWrite).unwrap();
    let mut other = Store::open(&path, Access::ReadWrite).unwrap();
    assert_eq!(save(&mut one).unwrap(), PlanId(1));
    assert_eq!(save(&mut other).unwrap(), PlanId(2));
    assert_eq!(one.plans().unwrap().len(), 2);
    drop((one, other));
    assert_eq!(files(folder.path()), ["county.db"]);
}

/// File permissions do not bind every user who runs the tests, so the two ways in which a medium that cannot be written shows are tried.
#[test]
fn what_is_open_for_reading_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let before = fs::read(&path).unwrap();
    let mut reader = Store::open(&path, Access::ReadOnly).unwrap();
    assert_eq!(save(&mut reader), Err(StoreError::ReadOnly { path: path.clone() }));
    let mut writer = Store::open(&path, Access::ReadWrite).unwrap();
    writer.connection.pragma_update(None, "query_only", true).unwrap();
    assert_eq!(save(&mut writer), Err(StoreError::ReadOnly { path: path.clone() }));
    drop((reader, writer));
    assert_eq!(fs::read(&path).unwrap(), before);
    let (connection, version) = open::connect_unchanging(&path).unwrap();
    assert_eq!(version, SCHEMA_VERSION);
    let plans: i64 = connection.query_row("SELECT count(*) FROM plan_summary", [], |row| row.get(0)).unwrap();
    assert_eq!((plans, files(folder.path())), (1, vec!["county.db".to_owned()]));
}

#[test]
fn paths_with_marks_that_mean_something_in_a_uri() {
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join("泸 县?a=b#c%20");
    fs::create_dir(&odd).unwrap();
    let path = saved_file(&odd);
    assert!(open::connect_unchanging(&path).is_ok());
}

#[test]
fn a_fresh_file_is_marked_as_ours() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fs::read(saved_file(folder.path())).unwrap();
    assert_eq!(bytes[68..72], APPLICATION_ID.to_be_bytes());
    assert_eq!(i64::from(u32::from_be_bytes(bytes[60..64].try_into().unwrap())), SCHEMA_VERSION);
    let connection = Connection::open(folder.path().join("county.db")).unwrap();
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    let loose: i64 = connection
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0);
}

#[test]
fn every_error_says_what_to_do_in_both_languages() {
    let path = PathBuf::from("county.db");
    let detail = String::from("…");
    let errors = [
        StoreError::MissingDirectory { path: path.clone() },
        StoreError::MissingFile { path: path.clone() },
        StoreError::NotADatabase { path: path.clone() },
        StoreError::OtherProgram { path: path.clone(), application_id: 1 },
        StoreError::NewerVersion { path: path.clone(), found: 9 },
        StoreError::ReadOnly { path: path.clone() },
        StoreError::DiskFull { path: path.clone() },
        StoreError::Locked { path: path.clone() },
        StoreError::Corrupt { path: path.clone(), detail: detail.clone() },
        StoreError::Refused { path: path.clone(), detail: detail.clone() },
        StoreError::NoSuchPlan { path: path.clone(), plan: PlanId(1) },
        StoreError::Io { path: path.clone(), detail },
        StoreError::AlreadyThere { path: path.clone() },
        StoreError::SameFile { path: path.clone() },
        StoreError::NotWhole { path, problems: vec![Bilingual::new("损坏", "damaged"); 2] },
    ];
    for error in errors {
        let (message, remedy) = (error.message(), error.remedy());
        for text in [&message.zh, &message.en] {
            assert!(text.starts_with("county.db"), "{text}");
        }
        assert!(!remedy.zh.is_empty() && remedy.en.is_ascii(), "{remedy:?}");
    }
}

/// Identity numbers and telephones stand in it.
#[cfg(unix)]
#[test]
fn a_file_and_its_journals_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    save(&mut store).unwrap();
    assert_eq!(files(folder.path()), ["county.db", "county.db-shm", "county.db-wal"]);
    let rescued = rescue(&store).unwrap().path;
    let reserved = temporary::Temporary::beside(&path).unwrap();
    let all = [&path, &folder.path().join("county.db-wal"), &folder.path().join("county.db-shm"), &rescued, &reserved.path];
    for file in all {
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{}", file.display());
    }
}

#[test]
fn what_a_killed_process_left_is_cleared_away_after_an_hour() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.db");
    let hour = Duration::from_secs(3600);
    let leave = |name: &str, age: Duration| {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - age).unwrap();
    };
    for name in [".county.db.77-0.new", ".county.db.77-0.new-wal", ".county.db.78-12.new-journal"] {
        leave(name, 2 * hour);
    }
    leave(".county.db.79-0.new", hour / 2);
    // Names that are nearly alike.
    let others = [".county.db.x-0.new", ".county.db.77-0.news", "county.db.77-0.new", ".county.dbx.77-0.new"];
    others.iter().for_each(|name| leave(name, 2 * hour));
    drop(Store::open(&path, Access::ReadWrite).unwrap());
    let mut left: Vec<String> = others.iter().map(|name| name.to_string()).collect();
    left.push(".county.db.79-0.new".to_owned());
    left.sort();
    assert_eq!(files(folder.path()), left);
}
