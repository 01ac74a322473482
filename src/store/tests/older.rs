//! Files of earlier versions, kept as they were written: `fixtures/databases/schema-<version>.db`, each with the example plan.

use super::*;

fn kept(version: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/databases/schema-{version}.db"))
}

/// A copy of the kept file, opened for writing once.
fn upgraded(folder: &Path, version: i64) -> (PathBuf, Store) {
    let path = folder.join("county.db");
    std::fs::copy(kept(version), &path).expect("a kept file of every earlier version");
    let before: i64 = Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(before, version);
    let refused = Store::open(&path, Access::ReadOnly).expect_err("a reader upgrades nothing");
    assert_eq!(refused, StoreError::OlderVersion { path: path.clone(), found: version });
    let store = Store::open(&path, Access::ReadWrite).expect("upgraded");
    (path, store)
}

#[test]
fn every_earlier_version_is_upgraded_and_keeps_its_seals() {
    for version in 1..SCHEMA_VERSION {
        let folder = tempfile::tempdir().unwrap();
        let (_, store) = upgraded(folder.path(), version);
        assert_eq!(store.integrity().unwrap(), [], "schema {version}: the schema is that of a fresh file");
        let plan = PlanId(1);
        let (dataset, contents) = (store.dataset(plan).unwrap(), store.contents(plan).unwrap());
        assert_eq!(seal(dataset.hash(), &contents), store.stored_seal(plan).unwrap(), "schema {version}");
        let proofs = store.proofs(plan).unwrap();
        assert!(version > 1 || proofs.is_empty(), "schema {version}: from before proofs were kept");
        assert!(proofs.iter().all(|proof| proof.caps.len() == proof.tier as usize), "schema {version}: a cap for each earlier tier");
        let found: i64 = store.connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(found, SCHEMA_VERSION);
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
