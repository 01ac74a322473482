use super::*;
use std::fs;

/// A backup of the example's file, and its place.
fn backed_up(folder: &Path) -> (PathBuf, PathBuf) {
    let (path, copy) = (saved_file(folder), folder.join("copy.db"));
    copy_book(&path, &copy, Occupied::Refuse).expect("copied");
    (path, copy)
}

fn plans(path: &Path) -> usize {
    Store::open(path, Access::ReadOnly).unwrap().plans().unwrap().len()
}

/// Everything in the folder, byte for byte.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(&name)).unwrap())).collect()
}

fn version(path: &Path) -> i64 {
    Connection::open(path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

#[test]
fn a_copy_holds_what_is_in_the_journal_too_and_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let mut open = Store::open(&path, Access::ReadWrite).unwrap();
    save(&mut open).unwrap();
    assert!(fs::metadata(folder.path().join("county.db-wal")).unwrap().len() > 0, "the second plan is in the journal");
    // Somebody is writing a third; of that nothing is copied, and nobody waits.
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE plan SET seed = 7").unwrap();
    let copy = folder.path().join("备份 1.db");
    let copied = copy_book(&path, &copy, Occupied::Refuse).unwrap();
    assert_eq!((copied.plans.as_slice(), copied.kept_beside), ([PlanId(1), PlanId(2)].as_slice(), None));
    assert_eq!(copied.bytes, fs::metadata(&copy).unwrap().len());
    let store = Store::open(&copy, Access::ReadOnly).unwrap();
    assert_eq!((store.plans().unwrap(), store.wholeness().unwrap()), (open.plans().unwrap(), vec![]));
    drop((store, other, open));
    assert_eq!(files(folder.path()), ["county.db", "备份 1.db"]);
}

#[cfg(unix)]
#[test]
fn a_copy_is_its_owners_alone_whatever_the_original_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let copy = folder.path().join("copy.db");
    copy_book(&path, &copy, Occupied::Refuse).unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn an_older_book_is_copied_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/databases/schema-1.db");
    let copy = folder.path().join("copy.db");
    copy_book(&kept, &copy, Occupied::Refuse).unwrap();
    assert_eq!((version(&copy), plans(&copy)), (1, 1));
}

#[test]
fn nothing_is_overwritten_unasked_nor_what_is_no_book_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = backed_up(folder.path());
    let table = folder.path().join("staff.csv");
    fs::write(&table, "工号,姓名\n").unwrap();
    let newer = folder.path().join("newer.db");
    fs::copy(&path, &newer).unwrap();
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    let before = contents(folder.path());
    let refused = |from: &Path, to: &Path, occupied| copy_book(from, to, occupied).expect_err("refused");
    assert_eq!(refused(&path, &copy, Occupied::Refuse), StoreError::AlreadyThere { path: copy.clone() });
    for occupied in [Occupied::Refuse, Occupied::Replace, Occupied::KeepBeside] {
        assert_eq!(refused(&path, &table, occupied), StoreError::NotADatabase { path: table.clone() });
        assert!(matches!(refused(&path, &newer, occupied), StoreError::NewerVersion { .. }));
        assert!(matches!(refused(&newer, &copy, occupied), StoreError::NewerVersion { .. }));
        assert!(matches!(refused(&table, &copy, occupied), StoreError::NotADatabase { .. }));
        assert!(matches!(
            refused(&path, &folder.path().join("../").join(folder.path()).join("county.db"), occupied),
            StoreError::SameFile { .. }
        ));
        assert!(matches!(refused(&folder.path().join("no.db"), &copy, occupied), StoreError::MissingFile { .. }));
        assert!(matches!(refused(&path, &folder.path().join("no/copy.db"), occupied), StoreError::MissingDirectory { .. }));
    }
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_book_that_is_not_whole_replaces_nothing() {
    for damage in ["UPDATE stay SET slots = 5 WHERE origin = 'planned'", "UPDATE dataset_row SET cells = '[]' WHERE position = 0", "page"] {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = backed_up(folder.path());
        if damage == "page" {
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle..middle + 8192].fill(0xA5);
            fs::write(&path, bytes).unwrap();
        } else {
            tamper(&path, damage);
        }
        let before = contents(folder.path());
        for (to, occupied) in
            [(copy.clone(), Occupied::Replace), (copy, Occupied::KeepBeside), (folder.path().join("new.db"), Occupied::Refuse)]
        {
            let error = copy_book(&path, &to, occupied).expect_err("not whole");
            let (StoreError::NotWhole { path: named, .. } | StoreError::Corrupt { path: named, .. }) = &error else {
                panic!("{damage}: {error:?}")
            };
            assert_eq!(*named, path, "{damage}");
            assert!(!error.message().en.contains(".new"), "{damage}: {error}");
        }
        assert_eq!(contents(folder.path()), before, "{damage}");
    }
}

#[test]
fn a_restored_book_leaves_the_standing_one_beside() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = backed_up(folder.path());
    save(&mut Store::open(&path, Access::ReadWrite).unwrap()).unwrap();
    let restored = copy_book(&copy, &path, Occupied::KeepBeside).unwrap();
    let beside = restored.kept_beside.expect("kept");
    assert_eq!((plans(&path), plans(&beside), plans(&copy)), (1, 2, 1));
    assert!(beside.file_name().unwrap().to_str().unwrap().starts_with("county-replaced-20"), "{}", beside.display());
    // Twice in the same second: both are kept.
    let again = copy_book(&copy, &path, Occupied::KeepBeside).unwrap().kept_beside.expect("kept");
    assert_ne!(again, beside);
    assert_eq!(files(folder.path()).len(), 4, "{:?}", files(folder.path()));
    // It goes on where the backup was.
    assert_eq!(save(&mut Store::open(&path, Access::ReadWrite).unwrap()).unwrap(), PlanId(2));
    assert_eq!(save(&mut Store::open(&beside, Access::ReadWrite).unwrap()).unwrap(), PlanId(3));
}

/// The old book's journal would be played into the new one.
#[test]
fn no_journal_of_the_replaced_book_is_left() {
    for (occupied, damaged) in
        [(Occupied::Replace, false), (Occupied::Replace, true), (Occupied::KeepBeside, false), (Occupied::KeepBeside, true)]
    {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = backed_up(folder.path());
        // As a killed process leaves it: committed, and still in the journal.
        let live = folder.path().join("live");
        fs::create_dir(&live).unwrap();
        let writer = Connection::open(&path).unwrap();
        writer.execute_batch("UPDATE plan SET seed = 7").unwrap();
        for name in ["county.db", "county.db-wal"] {
            fs::copy(folder.path().join(name), live.join(name)).unwrap();
        }
        drop(writer);
        let target = live.join("county.db");
        if damaged {
            let mut bytes = fs::read(&target).unwrap();
            bytes[100..].fill(0xA5);
            fs::write(&target, bytes).unwrap();
        }
        let restored = copy_book(&copy, &target, occupied).unwrap();
        let seed = |path: &Path| Connection::open(path).unwrap().query_row("SELECT seed FROM plan", [], |row| row.get::<_, i64>(0));
        assert_eq!(seed(&target).unwrap(), -1, "{occupied:?} {damaged}");
        assert_eq!(Store::open(&target, Access::ReadOnly).unwrap().wholeness().unwrap(), []);
        if let Some(beside) = restored.kept_beside {
            assert_eq!(seed(&beside).ok(), (!damaged).then_some(7));
        }
        assert!(!files(&live).iter().any(|name| name.starts_with("county.db-")), "{:?}", files(&live));
    }
}

#[test]
fn a_book_that_somebody_has_open_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = backed_up(folder.path());
    let reader = Store::open(&path, Access::ReadOnly).unwrap();
    assert_eq!(reader.plans().unwrap().len(), 1);
    assert_eq!(copy_book(&copy, &path, Occupied::KeepBeside), Err(StoreError::Locked { path: path.clone() }));
    drop(reader);
    assert_eq!(files(folder.path()), ["copy.db", "county.db"]);
    copy_book(&copy, &path, Occupied::KeepBeside).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = backed_up(folder.path());
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    copy_book(&copy, &link, Occupied::KeepBeside).unwrap();
    assert!(link.is_symlink() && !path.is_symlink());
    assert_eq!(files(folder.path()).len(), 4, "{:?}", files(folder.path()));
}
