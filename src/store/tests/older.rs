//! Files of earlier versions, kept as they were written: `fixtures/databases/schema-<version>.db`, each with the example plan.

use super::*;

fn kept(version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/databases/schema-{version}.db"))
}

/// Every kept file with its version; there is one of each earlier version, and there may be one of this.
fn all_kept() -> Vec<(i64, PathBuf)> {
    let all: Vec<_> = (1..=SCHEMA_VERSION).map(|version| (version, kept(version))).filter(|(_, path)| path.exists()).collect();
    assert!((1..SCHEMA_VERSION).all(|version| all.iter().any(|(found, _)| *found == version)), "a file of an earlier version is missing");
    all
}

/// A copy of the kept file, opened for writing once.
fn upgraded(folder: &Path, version: i64) -> (PathBuf, Store) {
    let path = folder.join("county.db");
    std::fs::copy(kept(version), &path).expect("a kept file of every earlier version");
    let store = Store::open(&path, Access::ReadWrite).expect("upgraded");
    (path, store)
}

/// Everything about the plan that a reader sees.
fn seen(store: &Store, plan: PlanId) -> (Vec<RosterRow>, Vec<FindingRow>, Vec<ShortageRow>, Vec<PoolUsageRow>, PlanSummary) {
    let roster = store.roster(plan, &RosterFilter::default()).unwrap();
    assert!(!roster.is_empty());
    let (findings, shortages) = (store.findings(plan).unwrap(), store.shortages(plan).unwrap());
    (roster, findings, shortages, store.pool_usage(plan).unwrap(), store.summary(plan).unwrap())
}

#[test]
fn every_earlier_version_is_upgraded_and_keeps_its_seals() {
    for (version, _) in all_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (_, store) = upgraded(folder.path(), version);
        assert_eq!(store.wholeness().unwrap(), [], "schema {version}: sealed, and the schema is that of a fresh file");
        assert_eq!(store.proofs(PlanId(1)).unwrap().is_empty(), version == 1, "schema {version}: from before proofs were kept");
        let found: i64 = store.connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, SCHEMA_VERSION);
    }
}

#[test]
fn every_earlier_version_is_read_as_after_its_upgrade_and_left_as_it_is() {
    for (version, kept) in all_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("county.db");
        let bytes = std::fs::read(kept).unwrap();
        std::fs::write(&path, &bytes).unwrap();
        let mut reader = Store::open(&path, Access::ReadOnly).unwrap();
        assert_eq!(reader.wholeness().unwrap(), [], "schema {version}");
        let before = seen(&reader, PlanId(1));
        assert_eq!(save(&mut reader), Err(StoreError::ReadOnly { path: path.clone() }));
        drop(reader);
        assert_eq!(
            (std::fs::read(&path).unwrap() == bytes, files(folder.path())),
            (true, vec!["county.db".to_owned()]),
            "schema {version}"
        );
        let writer = Store::open(&path, Access::ReadWrite).unwrap();
        assert_eq!(seen(&writer, PlanId(1)), before, "schema {version}");
    }
}

#[test]
fn plans_from_before_have_no_reasons_of_findings_and_new_ones_join_them() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut store) = upgraded(folder.path(), 1);
    let reasons = |store: &Store, plan| -> Vec<String> {
        store.findings(plan).unwrap().into_iter().filter_map(|finding| finding.reason_zh).collect()
    };
    assert_eq!(reasons(&store, PlanId(1)), [""; 0]);
    assert!(!store.findings(PlanId(1)).unwrap().is_empty());
    assert_eq!(save(&mut store).unwrap(), PlanId(2));
    assert_eq!(reasons(&store, PlanId(2)), ["周转池已满"]);
    // An upgraded plan is sealed against reasons put into it later.
    drop(store);
    tamper(&path, "UPDATE finding SET reason_zh = '无' WHERE plan = 1");
    let store = Store::open(&path, Access::ReadOnly).unwrap();
    let (dataset, contents) = (store.dataset(PlanId(1)).unwrap(), store.contents(PlanId(1)).unwrap());
    assert_ne!(seal(dataset.hash(), &contents), store.stored_seal(PlanId(1)).unwrap());
}
