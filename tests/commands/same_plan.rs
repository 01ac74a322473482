//! The same input gives the same plan.

use crate::county::{folder, full, three, workbook};
use crate::program::{plan, query, run};
use std::path::Path;

/// The public roster without the plan's number, and the hash of the dataset.
fn roster(database: &Path) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let columns = "stay, community, institution, institution_level, department, post, dispatch_kind, person, person_name, category, \
                   grade, home_institution, from_date, to_date, pool_post, status";
    let rows = query(database, &format!("SELECT {columns} FROM roster ORDER BY stay"));
    assert!(!rows.is_empty());
    (rows, query(database, "SELECT dataset_hash, seed, horizon_from, horizon_to FROM plan_summary"))
}

#[test]
fn a_workbook_and_a_folder_give_the_same_plan() {
    for (number, dataset) in [three(), full()].iter().enumerate() {
        let home = tempfile::tempdir().unwrap();
        let inputs = [folder(home.path(), "数据", dataset), workbook(home.path(), "数据.xlsx", dataset)];
        let [of_folder, of_workbook] = inputs.map(|input| {
            let database = input.with_extension("db");
            let database = database.with_file_name(format!("{number}-{}.db", input.extension().is_some()));
            plan(&input, &database, &[]).ended(0);
            run(&[&"audit", &database]).ended(0);
            roster(&database)
        });
        assert_eq!(of_folder, of_workbook);
    }
}

#[test]
fn neither_the_run_nor_the_threads_change_the_plan() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &full());
    let rosters = ["1", "1", "2", "5"].iter().enumerate().map(|(number, threads)| {
        let database = home.path().join(format!("{number}.db"));
        plan(&input, &database, &["--threads", threads]).ended(0);
        roster(&database)
    });
    let rosters: Vec<_> = rosters.collect();
    assert!(rosters.windows(2).all(|pair| pair[0] == pair[1]), "{rosters:#?}");
}
