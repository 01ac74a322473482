//! Databases that cannot be used: a clear message in both languages, and nothing altered.

use crate::county::{folder, full, three};
use crate::program::{PROGRAM, Run, files, plan, planned, query, run};
use rusqlite::Connection;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every command that opens the database, in the language.
fn refusals(input: &Path, database: &Path, language: &str) -> Vec<Run> {
    let output = database.with_file_name("花名册.xlsx");
    let commands: [&[&dyn AsRef<OsStr>]; 4] = [
        &[&"plan", &input, &"--db", &database, &"--from", &"2027-01", &"--months", &"3", &"--effort", &"quick"],
        &[&"audit", &database],
        &[&"show", &database],
        &[&"export", &"roster", &"--db", &database, &"--output", &output],
    ];
    let runs = commands.map(|command| {
        let arguments: Vec<&dyn AsRef<OsStr>> = command.iter().copied().chain([&"--lang" as &dyn AsRef<OsStr>, &language]).collect();
        run(&arguments).ended(1)
    });
    assert!(!output.exists());
    runs.into()
}

/// Each command refuses the database, says so with the words, and leaves the folder as it was.
fn refused(home: &Path, database: &Path, zh: &str, en: &str) {
    let tables = tempfile::tempdir().unwrap();
    let input = folder(tables.path(), "数据", &three());
    let before = files(home);
    for (language, words) in [("zh", zh), ("en", en)] {
        for run in refusals(&input, database, language) {
            assert!(run.err.contains(words), "{words}: {}", run.err);
            assert_eq!(run.out, "");
        }
    }
    assert_eq!(files(home), before);
}

#[test]
fn a_folder_that_does_not_exist() {
    let home = tempfile::tempdir().unwrap();
    let tables = tempfile::tempdir().unwrap();
    let input = folder(tables.path(), "数据", &three());
    let database = home.path().join("没有").join("县.db");
    assert!(plan(&input, &database, &[]).ended(1).err.contains("文件夹不存在"));
    assert!(plan(&input, &database, &["--lang", "en"]).ended(1).err.contains("the folder does not exist"));
    assert!(plan(&input, &database, &["--json"]).ended(1).json()["remedy"].is_string());
    assert_eq!(files(home.path()), [""; 0]);
    assert!(!home.path().join("没有").exists());
}

#[test]
fn a_file_that_does_not_exist_is_not_made_by_reading() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("县.db");
    for command in ["audit", "show"] {
        assert!(run(&[&command, &database]).ended(1).err.contains("文件不存在"));
    }
    assert_eq!(files(home.path()), [""; 0]);
}

#[test]
fn what_is_no_database() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("县.db");
    fs::write(&database, "工号,姓名\n001,甲一\n".repeat(40)).unwrap();
    refused(home.path(), &database, "不是数据库文件", "not a database file");
    let directory = home.path().join("文件夹");
    fs::create_dir(&directory).unwrap();
    refused(home.path(), &directory, "不是数据库文件", "not a database file");
    assert_eq!(files(&directory), [""; 0]);
}

#[test]
fn another_programs_database() {
    let home = tempfile::tempdir().unwrap();
    let database = home.path().join("别人的.db");
    Connection::open(&database).unwrap().execute_batch("CREATE TABLE plan (a); INSERT INTO plan VALUES (1)").unwrap();
    refused(home.path(), &database, "是其他程序的数据库", "a database of another program");
}

#[test]
fn a_newer_versions_database() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    Connection::open(&database).unwrap().pragma_update(None, "user_version", 9999).unwrap();
    refused(home.path(), &database, "由更新的版本写成", "written by a newer version");
}

#[test]
fn a_damaged_database() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let mut bytes = fs::read(&database).unwrap();
    bytes[4096..].fill(0xA5);
    fs::write(&database, bytes).unwrap();
    let tables = tempfile::tempdir().unwrap();
    let input = folder(tables.path(), "数据", &three());
    for language in ["zh", "en"] {
        for run in refusals(&input, &database, language) {
            assert!(!run.err.is_empty() || !run.out.is_empty());
        }
    }
}

/// Somebody else holds the database; a plan is refused, and readers are when they cannot read beside them.
#[test]
fn a_locked_database() {
    for exclusively in [false, true] {
        let home = tempfile::tempdir().unwrap();
        let database = planned(home.path(), &three());
        let other = Connection::open(&database).unwrap();
        if exclusively {
            other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
        }
        other.execute_batch("BEGIN EXCLUSIVE; UPDATE plan SET seed = seed").unwrap();
        let input = home.path().join("数据");
        std::thread::scope(|scope| {
            for (language, words) in [("zh", "正被其他程序使用"), ("en", "in use by another program")] {
                let (input, database) = (&input, &database);
                scope.spawn(move || {
                    let refused = plan(input, database, &["--lang", language]).ended(1);
                    assert!(refused.err.contains(words), "{}", refused.err);
                    // Read before it is written: where even that is impossible, nothing was searched for.
                    assert_eq!(refused.err.contains("-rescued-"), !exclusively, "{}", refused.err);
                });
                scope.spawn(move || {
                    let audited = run(&[&"audit", database, &"--lang", &language]).ended(i32::from(exclusively));
                    assert!(!exclusively || audited.err.contains(words), "{}", audited.err);
                });
            }
        });
        other.execute_batch("ROLLBACK").unwrap();
        drop(other);
        // Neither search was for nothing: both plans are in copies of the database, which can take its place.
        let rescued: Vec<PathBuf> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        let rescued: Vec<PathBuf> = rescued.into_iter().filter(|path| path.to_string_lossy().contains("-rescued-")).collect();
        assert_eq!(rescued.len(), if exclusively { 0 } else { 2 }, "{rescued:?}");
        for copy in &rescued {
            assert_eq!(query(copy, "SELECT plan FROM plan_summary").len(), 2);
            run(&[&"audit", copy]).ended(0);
        }
        assert_eq!(query(&database, "SELECT plan FROM plan_summary").len(), 1);
        run(&[&"audit", &database]).ended(0);
    }
}

/// Files may grow to so many blocks of 512 bytes (1 KiB in some shells), whatever the disk has.
fn with_file_limit(blocks: usize, ignoring_the_signal: bool, input: &Path, database: &Path) -> std::process::Output {
    let trap = if ignoring_the_signal { "trap '' XFSZ; " } else { "" };
    let script = format!("{trap}ulimit -c 0; ulimit -f {blocks}; exec \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh", PROGRAM, "plan"]).arg(input).arg("--db").arg(database).env("TMPDIR", input);
    command.args(["--effort", "quick", "--lang", "en"]).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_disk_without_room() {
    let tables = tempfile::tempdir().unwrap();
    let input = folder(tables.path(), "数据", &full());
    for ignoring in [true, false] {
        let home = tempfile::tempdir().unwrap();
        let fresh = home.path().join("新.db");
        let output = with_file_limit(8, ignoring, &input, &fresh);
        assert!(!output.status.success());
        assert!(!fresh.exists());
        if ignoring {
            let failed = Run::of(&output).ended(1);
            assert!(failed.err.contains("the disk is full") || failed.err.contains("cannot be read or written"), "{}", failed.err);
            // There is no room elsewhere either, and each place is named.
            assert_eq!(failed.err.matches("nor could it be stored elsewhere").count(), 2, "{}", failed.err);
            assert_eq!(files(home.path()), [""; 0]);
        }
        let database = planned(home.path(), &three());
        let output = with_file_limit(16, ignoring, &input, &database);
        assert!(!output.status.success());
        assert_eq!(query(&database, "SELECT plan FROM plan_summary").len(), 1);
        run(&[&"audit", &database]).ended(0);
        // There is room again.
        plan(&input, &database, &[]).ended(0);
        run(&[&"audit", &database]).ended(0);
    }
}

/// Readers need no room, not even for the memory that they share with writers.
#[cfg(unix)]
#[test]
fn a_full_disk_can_be_read() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let before = files(home.path());
    for command in ["show", "audit"] {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 0; \"$@\" | cat", "sh", PROGRAM, command]).arg(&database);
        let told = Run::of(&shell.output().unwrap());
        assert!(told.out.contains("示例") || told.out.contains("plan 1: passed") || told.out.contains("plan 1"), "{told:?}");
        assert_eq!(told.err, "");
    }
    assert_eq!(files(home.path()).last(), before.last());
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_room() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let failed = run(&[&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--output", &"/dev/full"]).ended(1);
    assert!(failed.err.contains("不能写入"), "{}", failed.err);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let shown = Command::new(PROGRAM).arg("show").arg(&database).stdout(full).output().unwrap();
    assert_eq!(Run::of(&shown).ended(1).err.lines().count(), 1);
}

/// The program as somebody whom permissions bind, which the administrator's account is not.
#[cfg(unix)]
fn as_ordinary_user(home: &Path, arguments: &[&dyn AsRef<OsStr>]) -> Run {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let mut command;
    if fs::metadata(home).unwrap().uid() == 0 {
        command = Command::new(within_reach(home));
        command.uid(65534).gid(65534);
    } else {
        command = Command::new(PROGRAM);
    }
    command.args(arguments.iter().map(|argument| argument.as_ref())).args(["--lang", "en"]);
    Run::of(&command.output().unwrap())
}

#[cfg(unix)]
fn within_reach(home: &Path) -> PathBuf {
    let copy = home.join("program");
    if !copy.exists() {
        fs::copy(PROGRAM, &copy).unwrap();
    }
    copy
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn what_may_only_be_read() {
    let home = tempfile::tempdir().unwrap();
    allow(home.path(), 0o755);
    let place = home.path().join("只读");
    fs::create_dir(&place).unwrap();
    let database = planned(&place, &three());
    let input = place.join("数据");
    let fresh = place.join("新.db");
    let before = files(&place);
    let plan_into = |database: &Path| {
        as_ordinary_user(home.path(), &[&"plan", &input, &"--db", &database, &"--from", &"2027-01", &"--effort", &"quick"]).ended(1)
    };
    allow(&database, 0o444);
    for (mode, databases) in [(0o555, vec![&database, &fresh]), (0o777, vec![&database])] {
        allow(&place, mode);
        for database in databases {
            let refused = plan_into(database);
            assert!(refused.err.contains("cannot be written"), "{mode:o}: {}", refused.err);
        }
        // Reading needs no writing.
        as_ordinary_user(home.path(), &[&"audit", &database]).ended(0);
        as_ordinary_user(home.path(), &[&"show", &database]).ended(0);
        let output = place.join("花名册.xlsx");
        if mode == 0o555 {
            let refused = as_ordinary_user(home.path(), &[&"export", &"roster", &"--db", &database, &"--output", &output]).ended(1);
            assert!(refused.err.contains("cannot be written"), "{}", refused.err);
        }
    }
    allow(&place, 0o755);
    assert_eq!(files(&place), before);
}
