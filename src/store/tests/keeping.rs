use super::*;
use std::time::Duration;

#[test]
fn a_plan_comes_back_as_it_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(saved_file(folder.path()), Access::ReadOnly).unwrap();
    let plan = store.latest_plan().unwrap().expect("a plan");
    let dataset = dataset();
    let problem = rebuild(&dataset).unwrap();
    let checked = costly_check(&problem, roster(&problem)).unwrap();

    assert_eq!(store.dataset(plan).unwrap(), dataset);
    assert_eq!(store.placements(plan).unwrap(), *checked.roster());
    let summary = store.summary(plan).unwrap();
    assert_eq!(store.plans().unwrap(), std::slice::from_ref(&summary));
    assert_eq!((summary.score, summary.bounds), (checked.score(), [Some(0), Some(0), Some(0), Some(3), None]));
    assert_eq!((summary.seed, summary.seconds, summary.threads, summary.work_limited), (u64::MAX, 1.5, 2, true));
    assert_eq!((summary.horizon, summary.status.as_str()), (problem.calendar.horizon(), "草案"));
    assert_eq!(summary.dataset_hash, dataset.hash());

    let rows = store.roster(plan, &RosterFilter::default()).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].person.as_str(), rows[0].institution_code.as_str(), rows[0].post_name.as_str()), ("A", "T1", "岗位P"));
    let of = |filter: RosterFilter| store.roster(plan, &filter).unwrap().into_iter().map(|row| row.person).collect::<String>();
    assert_eq!(of(RosterFilter { month: Some(day(2027, 3, 9)), ..RosterFilter::default() }), "A");
    assert_eq!(of(RosterFilter { person: Some("B".into()), ..RosterFilter::default() }), "B");
    assert_eq!(of(RosterFilter { institution: Some("机构T1".into()), ..RosterFilter::default() }), "AB");
    assert_eq!(of(RosterFilter { institution: Some("H1".into()), ..RosterFilter::default() }), "");

    assert_eq!(store.pool_usage(plan).unwrap().len(), 12);
    assert_eq!(store.pool_ledger(plan).unwrap().len(), 2);
    let findings = store.findings(plan).unwrap();
    let costs: Vec<i64> = findings.iter().map(|finding| finding.cost).collect();
    assert_eq!(costs, checked.findings().iter().map(|finding| finding.cost).collect::<Vec<_>>());
    let explained: Vec<(&str, Option<&str>)> =
        findings.iter().filter_map(|finding| Some((finding.reason_zh.as_deref()?, finding.reason_en.as_deref()))).collect();
    assert_eq!(explained, [("周转池已满", Some("the pool is full"))]);
    let shortages = store.shortages(plan).unwrap();
    assert_eq!(shortages.len(), checked.shortages().len());
    let example = shortages.iter().find(|shortage| shortage.requirement == "示例需求" && shortage.minimum).expect("the example's");
    assert_eq!((example.required, example.assigned, example.missing), (3, 1, 2));
    assert_eq!((example.reason_zh.as_deref(), example.reason_en.as_deref()), (Some("原因"), Some("why")));
    assert!(matches!(store.summary(PlanId(9)), Err(StoreError::NoSuchPlan { .. })));
    assert!(matches!(store.roster(PlanId(9), &RosterFilter::default()), Err(StoreError::NoSuchPlan { .. })));
}

#[test]
fn the_hash_is_of_the_rows_alone_and_of_all_of_them() {
    let one = dataset();
    let other = StoredDataset::new("别名.csv", one.rows().to_vec(), None, None);
    assert_eq!(one.hash(), other.hash());
    let mut rows = one.rows().to_vec();
    rows[1].cells[0].1.push('1');
    assert_ne!(StoredDataset::new("示例.xlsx", rows, None, None).hash(), one.hash());
    let moved = |cells: [&str; 2]| {
        let cells = vec![(cells[0].to_owned(), cells[1].to_owned())];
        StoredDataset::new("", vec![DatasetRow { table: "人员".into(), row: 2, cells }], None, None).hash().to_owned()
    };
    assert_ne!(moved(["ab", "c"]), moved(["a", "bc"]));
}

#[test]
fn the_same_dataset_is_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(saved_file(folder.path()), Access::ReadWrite).unwrap();
    assert_eq!(save(&mut store).unwrap(), PlanId(2));
    let count = |table: &str| store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((count("dataset"), count("dataset_row"), count("plan"), count("event")), (1, 4, 2, 3));
    assert_eq!(store.latest_plan().unwrap(), Some(PlanId(2)));
}

fn plan_tables(connection: &Connection) -> Vec<String> {
    let sql = "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c ON c.name = 'plan'
        WHERE m.type = 'table' AND m.name <> 'event' ORDER BY m.name";
    connection.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_published_plan_cannot_be_altered() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file_with(folder.path(), &PlanRecord { proofs: vec![proof()], ..record() });
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    for month in [1, 2] {
        let plan = store.latest_plan().unwrap().expect("a plan");
        store.publish(&publishing::request(plan, day(2027, month, 1))).unwrap();
        publishing::save_on(store.published().unwrap(), &mut store, 0, 6);
    }
    store.connection.execute_batch("UPDATE plan SET status = 'published' WHERE status = 'draft'").unwrap();
    drop(store);
    // Another program: no foreign keys, no recursive triggers.
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    let refused = |sql: &str| {
        let error = connection.execute_batch(sql).expect_err(sql).to_string();
        assert!(error.contains("never") || error.contains("only grows") || error.contains("fixed"), "{sql}: {error}");
    };
    let tables = plan_tables(&connection);
    assert_eq!(tables.len(), 25, "{tables:?}");
    for table in tables {
        let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "{table} has no rows to try");
        let column: String = connection
            .query_row("SELECT name FROM pragma_table_info(?1) WHERE name <> 'plan' AND name <> 'status' LIMIT 1", [&table], |row| {
                row.get(0)
            })
            .unwrap();
        refused(&format!("UPDATE {table} SET {column} = {column}"));
        refused(&format!("UPDATE {table} SET plan = 7"));
        refused(&format!("DELETE FROM {table}"));
        refused(&format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
    }
    refused("UPDATE plan SET status = 'draft'");
    refused("UPDATE plan SET status = 'published'");
    connection.execute_batch("UPDATE plan SET status = 'in_progress'; UPDATE plan SET status = 'completed'").unwrap();
}

#[test]
fn proofs_come_back_as_they_went_in_and_are_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let other = TierProof { part: 2, tier: Tier::CoverMinimum, caps: Vec::new(), left: None, multipliers: Vec::new(), ..proof() };
    let path = saved_file_with(folder.path(), &PlanRecord { proofs: vec![other.clone(), proof()], ..record() });
    let sealed = || {
        let store = Store::open(&path, Access::ReadOnly).unwrap();
        let (dataset, contents) = (store.dataset(PlanId(1)).unwrap(), store.contents(PlanId(1)).unwrap());
        store.stored_seal(PlanId(1)).unwrap() == seal(dataset.hash(), &contents)
    };
    assert!(sealed());
    let store = Store::open(&path, Access::ReadOnly).unwrap();
    assert_eq!(store.proofs(PlanId(1)).unwrap(), [proof(), other]);
    assert!(matches!(store.proofs(PlanId(9)), Err(StoreError::NoSuchPlan { .. })));
    drop(store);
    for sql in ["UPDATE proof SET multipliers = x'0002' WHERE part = 0", "UPDATE proof SET left_at = 0 WHERE part = 2", "DELETE FROM proof"]
    {
        tamper(&path, sql);
        assert!(!sealed(), "{sql}");
    }
}

#[test]
fn a_proof_that_cannot_be_read_is_an_error() {
    for broken in ["multipliers = x'FF'", "caps = '{}'", "tier = 9", "part = -1", "part = 5000000000", "multipliers = x'000000'"] {
        let folder = tempfile::tempdir().unwrap();
        let path = saved_file_with(folder.path(), &PlanRecord { proofs: vec![proof()], ..record() });
        tamper(&path, &format!("PRAGMA ignore_check_constraints = 1; UPDATE proof SET {broken}"));
        let store = Store::open(&path, Access::ReadOnly).unwrap();
        assert!(store.proofs(PlanId(1)).is_err(), "{broken}");
    }
}

#[test]
fn datasets_and_the_log_only_grow() {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(saved_file(folder.path())).unwrap();
    for sql in [
        "UPDATE dataset SET county = ''",
        "DELETE FROM dataset",
        "INSERT OR REPLACE INTO dataset SELECT * FROM dataset",
        "UPDATE dataset_row SET cells = '[]'",
        "DELETE FROM dataset_row",
        "INSERT OR REPLACE INTO dataset_row SELECT * FROM dataset_row",
        "INSERT INTO dataset_row VALUES (1, 99, '人员', 9, '[]')",
        "UPDATE event SET reason = ''",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "UPDATE status SET locked = 0",
    ] {
        let error = connection.execute_batch(sql).expect_err(sql).to_string();
        assert!(error.contains("never") || error.contains("only grows") || error.contains("fixed"), "{sql}: {error}");
    }
}

#[test]
fn a_draft_goes_as_a_whole_and_its_number_is_not_given_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(saved_file(folder.path()), Access::ReadWrite).unwrap();
    store.connection.execute_batch("DELETE FROM plan").unwrap();
    for table in plan_tables(&store.connection) {
        let rows: i64 = store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    assert_eq!(save(&mut store).unwrap(), PlanId(2));
}

#[test]
fn a_full_disk_leaves_the_plans_there_were() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    // Plans of this size share pages at first: some go in, then the file cannot grow.
    store.connection.query_row(&format!("PRAGMA max_page_count = {}", pages + 1), [], |_| Ok(())).unwrap();
    let mut kept = 1;
    let error = loop {
        match save(&mut store) {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 1000, "the limit never bites");
    };
    assert_eq!(error, StoreError::DiskFull { path: path.clone() });
    drop(store);
    let store = Store::open(&path, Access::ReadOnly).unwrap();
    assert_eq!(store.plans().unwrap().len(), kept);
    assert_eq!(store.integrity().unwrap(), []);
}

#[test]
fn a_full_disk_leaves_no_half_made_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path().join("county.db"), Access::ReadWrite).unwrap();
    store.page_limit = Some(20);
    assert!(matches!(save(&mut store), Err(StoreError::DiskFull { .. })));
    assert_eq!(files(folder.path()), [""; 0]);
    // The plan is not lost: it goes beside, and stands by itself.
    let rescued = rescue(&store).unwrap();
    assert_eq!((rescued.plan, rescued.path.parent()), (PlanId(1), Some(folder.path())));
    assert_eq!(Store::open(&rescued.path, Access::ReadOnly).unwrap().wholeness().unwrap(), []);
    std::fs::remove_file(&rescued.path).unwrap();
    store.page_limit = None;
    assert_eq!(save(&mut store).unwrap(), PlanId(1));
    drop(store);
    assert_eq!(files(folder.path()), ["county.db"]);
}

#[test]
fn a_second_writer_is_told_that_the_file_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    store.connection.busy_timeout(Duration::ZERO).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(save(&mut store), Err(StoreError::Locked { path: path.clone() }));
    // A reader does not wait.
    assert_eq!(Store::open(&path, Access::ReadOnly).unwrap().latest_plan().unwrap(), Some(PlanId(1)));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(save(&mut store), Ok(PlanId(2)));
}
