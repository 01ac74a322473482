use super::*;

/// The public interface: a change here breaks other people's tools.
const VIEWS: [(&str, &str); 14] = [
    (
        "plan_summary",
        "plan status created_at horizon_from horizon_to people stays score_minimum score_target score_training score_policy score_wishes \
         bound_minimum bound_target bound_training bound_policy bound_wishes gap seconds seed dataset_hash \
         score_stability bound_stability baseline repair_reason",
    ),
    (
        "roster",
        "plan stay community institution institution_level department post dispatch_kind person person_name category grade \
         home_institution from_date to_date pool_post status notice",
    ),
    (
        "roster_by_month",
        "plan month half institution department post person person_name category grade home_institution dispatch_kind status",
    ),
    ("pool_usage", "plan community slot_from slot_to size in_use at_branches branch_share free"),
    ("pool_ledger", "plan pool_post person institution from_date to_date"),
    ("shortages", "plan requirement scope window_from window_to required assigned missing reason"),
    ("findings", "plan rule strictness tier subject window_from window_to amount unit message reason"),
    ("service_ledger", "person institution from_date to_date months counts_as_grassroots source"),
    ("publications", "publication plan from_month through_month published_at published_by note notices superseded_by"),
    ("months_in_force", "month plan publication"),
    (
        "pool_months",
        "month plan publication community pool_post category person person_name institution from_date to_date taken returned expires post",
    ),
    ("subsidies", "month plan publication fund person person_name grade institution institution_level yuan"),
    ("promotion_readiness", "plan person person_name grade declared_on months_wanted months_had months_planned months_missing"),
    ("long_postings", "plan stay person person_name institution from_date to_date year days wanted reached status"),
];

/// Views without rows where nothing is published.
const MAY_BE_EMPTY: [&str; 1] = ["publications"];

#[test]
fn every_view_has_its_columns_and_rows() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(saved_file(folder.path()), Access::ReadOnly).unwrap();
    for (view, columns) in VIEWS {
        let mut statement = store.connection.prepare(&format!("SELECT * FROM {view}")).unwrap();
        assert_eq!(statement.column_names().collect::<Vec<_>>().join(" "), columns, "{view}");
        let has_rows = statement.query([]).unwrap().next().unwrap().is_some();
        assert!(has_rows || MAY_BE_EMPTY.contains(&view), "{view} is empty");
    }
    let mut views = store.connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").unwrap();
    let views: Vec<String> = views.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let mut listed = VIEWS.map(|(view, _)| view);
    listed.sort_unstable();
    assert_eq!(views, listed);
}

fn lines(store: &Store, sql: &str) -> Vec<String> {
    let mut statement = store.connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| {
        let cells: rusqlite::Result<Vec<Cell>> = (0..columns).map(|column| row.get(column)).collect();
        Ok(cells?.iter().map(Cell::to_string).collect::<Vec<_>>().join(" "))
    };
    statement.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn rosters_read_as_hospitals_expect() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(saved_file(folder.path()), Access::ReadOnly).unwrap();
    assert_eq!(
        lines(&store, "SELECT person, institution, institution_level, post, from_date, to_date, pool_post, grade, status FROM roster"),
        ["A 机构T1 一般卫生院 P 2027-01-01 2027-03-31 ZZ001 中级 草案", "B 机构T1 一般卫生院 Q 2026-12-01 2027-02-28 — 中级 进行中",]
    );
    let by_month = lines(&store, "SELECT month, half, person FROM roster_by_month WHERE person = 'B' ORDER BY month, half");
    assert_eq!(by_month, ["2027-01 上半月 B", "2027-01 下半月 B", "2027-02 上半月 B", "2027-02 下半月 B"]);
}

#[test]
fn pools_count_stays_and_those_who_bring_a_post_along() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(saved_file(folder.path()), Access::ReadOnly).unwrap();
    let usage = lines(&store, "SELECT slot_from, size, in_use, at_branches, branch_share, free FROM pool_usage ORDER BY slot_from");
    assert_eq!(usage.len(), 12);
    assert_eq!((usage[5].as_str(), usage[6].as_str()), ("2027-03-16 3 2 2 1 1", "2027-04-01 3 1 1 1 2"));
    assert_eq!(
        lines(&store, "SELECT pool_post, person, institution, from_date, to_date FROM pool_ledger ORDER BY pool_post"),
        ["ZZ001 A 机构T1 2027-01-01 2027-03-31", "ZZ003 Z 机构T1 2027-01-01 2027-06-30"]
    );
}

#[test]
fn the_service_ledger_holds_what_was_served_before_the_horizon() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(saved_file(folder.path()), Access::ReadOnly).unwrap();
    assert_eq!(
        lines(&store, "SELECT person, from_date, to_date, months, counts_as_grassroots, source FROM service_ledger ORDER BY from_date"),
        ["B 2025-01-01 2025-06-30 6 1 imported", "B 2026-12-01 2026-12-31 1 1 carried"]
    );
}

#[test]
fn the_gap_is_that_of_the_dearest_tier_not_proved() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    let gap = |change: &str| {
        if !change.is_empty() {
            tamper(&path, change);
        }
        Store::open(&path, Access::ReadOnly).unwrap().summary(PlanId(1)).unwrap().gap
    };
    tamper(&path, "UPDATE tier SET score = 6 * (code = 'policy')");
    assert_eq!(gap(""), Some(0.5));
    assert_eq!(gap("UPDATE tier SET bound = 6 WHERE code = 'policy'"), None);
    assert_eq!(gap("UPDATE tier SET bound = 0 WHERE code = 'wishes'"), Some(0.0));
}
