//! An audit of a file that somebody has altered by hand.

use crate::county::{full, rows};
use crate::program::{planned, query, run};
use rusqlite::Connection;

/// What the audit says after the statement, which must have changed something.
fn after(sql: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = full();
    // Both holders of a pool post are there for the whole half-year.
    dataset.push(("既定", rows("工号|岗位|起|止|类型\n 002|P1|2027-01-01|2027-06-30|锁定\n 005|P2|2027-01-01|2027-06-30|锁定")));
    let database = planned(home.path(), &dataset);
    assert_eq!(query(&database, "SELECT DISTINCT pool_post FROM stay WHERE source = 'pool'").len(), 2);
    run(&[&"audit", &database]).ended(0);
    let connection = Connection::open(&database).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    // Triggers keep what is imported; somebody determined drops them and puts them back.
    let triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let triggers: Vec<(String, String)> = connection
        .prepare(triggers)
        .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .unwrap();
    triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    assert!(connection.execute(sql, []).unwrap() > 0, "{sql}");
    triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
    drop(connection);
    let failed = run(&[&"audit", &database, &"--lang", &"en"]).ended(1);
    assert!(failed.out.contains("plan 1: failed"), "{}", failed.out);
    let json = run(&[&"audit", &database, &"--json"]).ended(1).json();
    assert!(json[0]["ok"] == false && json[0]["problems"].as_array().is_some_and(|problems| !problems.is_empty()));
    let chinese = run(&[&"audit", &database]).ended(1);
    assert!(chinese.out.contains("方案 1：复核不通过"), "{}", chinese.out);
    failed.out
}

#[test]
fn a_stay_moved() {
    let found = after("UPDATE stay SET first_slot = first_slot + 1 WHERE person = (SELECT person FROM person WHERE code = '002')");
    assert!(found.contains("seal"), "{found}");
    let found = after("UPDATE stay SET to_date = '2027-05-31' WHERE to_date = '2027-06-30'");
    assert!(found.contains("to_date"), "{found}");
}

#[test]
fn a_pool_post_given_twice() {
    let found = after("UPDATE stay SET pool_post = (SELECT min(pool_post) FROM stay) WHERE source = 'pool'");
    assert!(found.contains("held by"), "{found}");
}

#[test]
fn a_person_deleted() {
    let found = after("DELETE FROM person WHERE code = '002'");
    assert!(found.contains("table person") && found.contains("002"), "{found}");
}

#[test]
fn an_imported_row_altered() {
    let found = after("UPDATE dataset_row SET cells = replace(cells, '壬九', '癸十')");
    assert!(found.contains("content hash"), "{found}");
}
