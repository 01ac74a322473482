use super::*;
use crate::domain::{DispatchKind, Problem};
use crate::store::PlanRecord;
use crate::store::StoredDataset;
use crate::store::tests::{costly_check, proof, rebuild, record, save, saved_file, saved_file_with, tamper};
use std::path::PathBuf;

fn audited(path: &Path) -> Vec<String> {
    let report = audit_by(path, None, &rebuild, costly_check).expect("opens");
    assert!(report.problems.iter().all(|problem| !problem.zh.is_empty() && !problem.en.is_empty()));
    report.problems.into_iter().map(|problem| problem.en).collect()
}

/// The problems after somebody has run this on the file.
fn after(sql: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    tamper(&path, sql);
    audited(&path)
}

/// Each of the words is in one of the problems.
fn tells(sql: &str, words: &[&str]) {
    let problems = after(sql);
    for word in words {
        assert!(problems.iter().any(|problem| problem.contains(word)), "{sql}: no word of {word:?} in {problems:#?}");
    }
}

#[test]
fn a_sound_plan_passes() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    assert_eq!(audited(&path), [""; 0]);
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    let second = save(&mut store).unwrap();
    drop(store);
    for plan in [None, Some(PlanId(1)), Some(second)] {
        assert!(audit_by(&path, plan, &rebuild, costly_check).unwrap().is_sound());
    }
}

/// The kept file of the first schema has the example's plan; later ones come from the program itself, and the program audits them.
#[test]
fn a_file_of_the_first_version_is_sound_as_it_is_and_after_its_upgrade() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/databases/schema-1.db"), &path).unwrap();
    let audited = || audit_by(&path, None, &rebuild_of_the_first_version, costly_check).unwrap();
    assert!(audited().is_sound());
    drop(Store::open(&path, Access::ReadWrite).unwrap());
    assert!(audited().is_sound());
}

/// The example as it was when the file was made.
fn rebuild_of_the_first_version(dataset: &StoredDataset) -> Result<Problem, String> {
    let mut problem = rebuild(dataset)?;
    let open = problem.posts.find(|post| post.code == "Q").ok_or("Q is missing")?;
    problem.posts[open].kind = DispatchKind::ShortSupport;
    Ok(problem)
}

#[test]
fn telephones_are_in_no_difference() {
    for sql in ["UPDATE person SET telephone = '13900000099'", "UPDATE person SET telephone = NULL", "DELETE FROM person WHERE code = 'Z'"]
    {
        let problems = after(sql);
        assert!(problems.iter().any(|problem| problem.contains("telephone")), "{sql}: {problems:#?}");
        assert!(!problems.iter().any(|problem| problem.contains("139") || problem.contains("“000”")), "{sql}: {problems:#?}");
    }
}

#[test]
fn publishing_leaves_a_plan_sound() {
    assert_eq!(after("UPDATE plan SET status = 'published'"), [""; 0]);
}

#[test]
fn a_stay_moved_by_hand() {
    tells("UPDATE stay SET from_date = '2027-01-16' WHERE stay = 1", &["seal", "from_date is stored as “2027-01-16”"]);
    tells("UPDATE stay SET first_slot = 1 WHERE stay = 1", &["seal", "table stay, stay 1: from_date", "in_use"]);
    // As legal as before and with every figure the same: only the seal knows.
    tells("UPDATE plan SET seed = 1", &["seal"]);
    tells("UPDATE stay SET slots = 5 WHERE origin = 'carried'", &["in progress"]);
    tells("UPDATE stay SET person = 77 WHERE stay = 1", &["there is no such person", "does not exist"]);
    tells("DELETE FROM stay WHERE stay = 1", &["a row too many", "stays is stored as “2”"]);
}

#[test]
fn a_pool_post_given_twice() {
    tells("UPDATE stay SET pool_post = 2 WHERE stay = 1", &["held by", "at once"]);
}

#[test]
fn people_and_institutions_altered() {
    tells("DELETE FROM person WHERE code = 'Z'", &["table person: a row is missing: person 2", "refers to a row of person"]);
    tells("UPDATE institution SET name = '别院' WHERE code = 'T1'", &["table institution, institution 1: name"]);
    tells("UPDATE post SET kind = '进修' WHERE code = 'P'", &["table post, post 0: kind"]);
    tells("UPDATE pool_post SET code = 'ZZ009' WHERE code = 'ZZ001'", &["table pool_post, pool_post 0: code"]);
}

#[test]
fn the_dataset_altered() {
    tells("UPDATE dataset_row SET cells = '[[\"工号\",\"C\"]]' WHERE position = 0", &["content hash", "code is stored as “A”"]);
    tells("DELETE FROM dataset_row WHERE position = 2", &["content hash", "Z is missing"]);
    tells("UPDATE dataset SET hash = 'x'", &["content hash", "seal"]);
    tells("UPDATE dataset_row SET cells = '{}' WHERE position = 0", &["damaged"]);
}

#[test]
fn results_altered() {
    tells("UPDATE tier SET score = 0 WHERE code = 'policy'", &["table tier, tier 4: score is stored as “0”"]);
    tells("UPDATE tier SET bound = 99 WHERE code = 'policy'", &["the bound 99 lies above the score"]);
    tells("DELETE FROM tier", &["lacks its scores", "table tier: a row is missing"]);
    tells("DELETE FROM finding", &["table finding: a row is missing"]);
    tells("UPDATE finding SET message_zh = '无'", &["seal"]);
    tells("UPDATE finding SET reason_zh = '无' WHERE reason_zh IS NOT NULL", &["seal"]);
    tells("UPDATE finding SET reason_en = NULL WHERE reason_en IS NOT NULL", &["seal"]);
    tells("UPDATE finding SET reason_zh = '' WHERE reason_zh IS NULL", &["seal"]);
    tells("UPDATE finding SET reason_zh = reason_en, reason_en = reason_zh", &["seal"]);
    tells("UPDATE shortage SET assigned = 3", &["table shortage"]);
    tells("DELETE FROM shortage", &["table shortage: a row is missing"]);
    tells("UPDATE pool_use SET in_use = 0 WHERE slot = 3", &["table pool_use, pool 0, slot 3: in_use is stored as “0”"]);
    tells("UPDATE pool_holding SET to_date = '2027-02-28' WHERE holding = 0", &["table pool_holding"]);
    tells("DELETE FROM service WHERE source = 'imported'", &["table service"]);
}

#[test]
fn bounds_are_told_with_what_was_computed_again() {
    let folder = tempfile::tempdir().unwrap();
    let report = audit_by(&saved_file(folder.path()), None, &rebuild, costly_check).unwrap();
    let policy = report.tiers[Tier::Policy as usize];
    assert_eq!((policy.tier, policy.bound, policy.by_duals), (Tier::Policy, Some(3), Some(0)));
    assert!(report.notes.iter().any(|note| note.en.contains("no multipliers are stored")), "{:?}", report.notes);
    // Nothing is computed for stays that are no plan.
    let lost = |_: &Problem, _: Roster| -> Result<CheckedPlan, Rejected> { Err(Rejected { defects: Vec::new(), findings: Vec::new() }) };
    let report = audit_by(&folder.path().join("county.db"), None, &rebuild, lost).unwrap();
    assert!(report.tiers.iter().all(|tier| tier.by_duals.is_none()));
}

#[test]
fn a_proof_of_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file_with(folder.path(), &PlanRecord { proofs: vec![proof()], ..record() });
    assert!(audited(&path).iter().any(|problem| problem.contains("part 0: the pro")));
    tamper(&path, "UPDATE proof SET multipliers = x'FF'");
    let problems = audited(&path);
    assert!(["seal", "damaged"].iter().all(|word| problems.iter().any(|problem| problem.contains(word))), "{problems:?}");
}

#[test]
fn the_schema_altered() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    for (sql, word) in [
        ("DROP VIEW findings", "lacks the view findings"),
        ("CREATE VIEW findings AS SELECT 1", "the view findings was altered"),
        ("DROP TRIGGER stay_published_on_update", "lacks the trigger stay_published_on_update"),
        ("CREATE TRIGGER mine AFTER INSERT ON stay BEGIN SELECT 1; END", "trigger mine that is not ours"),
    ] {
        crate::store::tests::run(&path, sql);
        let problems = audited(&path);
        assert!(problems.iter().any(|problem| problem.contains(word)), "{sql}: {problems:?}");
    }
}

#[test]
fn a_roster_that_no_rule_allows() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    // The tables say today that A is on leave; the plan was made when they did not.
    let on_leave = |dataset: &StoredDataset| {
        let mut problem = rebuild(dataset)?;
        let dates = problem.calendar.horizon();
        for (_, person) in problem.people.iter_mut().filter(|(_, person)| person.code == "A") {
            person.absences.push(crate::domain::Absence { dates, kind: crate::domain::AbsenceKind::Leave, reason: "病假".into() });
        }
        Ok(problem)
    };
    let report = audit(&path, None, &on_leave).unwrap();
    assert!(report.problems.iter().any(|problem| problem.en.contains("are no plan")), "{:?}", report.problems);
}

#[test]
fn what_cannot_be_audited_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved_file(folder.path());
    assert!(matches!(audit(&path, Some(PlanId(7)), &rebuild), Err(StoreError::NoSuchPlan { .. })));
    let missing: PathBuf = folder.path().join("none.db");
    assert!(matches!(audit(&missing, None, &rebuild), Err(StoreError::MissingFile { .. })));
    let lost = |_: &StoredDataset| Err("没有读取程序".to_owned());
    assert!(audit(&path, None, &lost).unwrap().problems[0].zh.contains("没有读取程序"));
}
