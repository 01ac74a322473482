//! A stored plan carries the proof of its bounds: an audit replays it, and nobody can bend it, seal or no seal.

use crate::luzhai::PLAN;
use lunzhuan::app::audit::{AuditReport, audit};
use lunzhuan::app::dataset::rebuild;
use lunzhuan::store::{Access, PlanId, Store, seal};
use rusqlite::Connection;
use std::path::Path;

/// What an audit says of a copy of the plan after somebody has run this on it, and renewed the seal if so told: with a log that knows nothing
/// of seals, as early versions wrote it.
fn after(sql: &str, renewed: bool) -> AuditReport {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("县.db");
    PLAN.copy(&file);
    let connection = Connection::open(&file).unwrap();
    connection.execute_batch(sql).unwrap();
    assert!(connection.changes() > 0, "{sql}");
    if renewed {
        connection.execute("UPDATE plan SET seal = ?1", [true_seal(&file)]).unwrap();
        let guard = "SELECT sql FROM sqlite_master WHERE name = 'event_kept_on_update'";
        let guard: String = connection.query_row(guard, [], |row| row.get(0)).unwrap();
        let forget = "DROP TRIGGER event_kept_on_update; UPDATE event SET detail = NULL, digest = NULL;";
        connection.execute_batch(&format!("{forget} {guard}")).unwrap();
    }
    drop(connection);
    audit(&file, None, &rebuild).unwrap()
}

fn true_seal(file: &Path) -> String {
    let store = Store::open(file, Access::ReadOnly).unwrap();
    let plan = PlanId(1);
    seal(store.dataset(plan).unwrap().hash(), &store.contents(plan).unwrap())
}

/// The audit fails on the renewed plan for a reason with these words; without a new seal, for the seal too.
fn found(sql: &str, words: &str) {
    let problems = after(sql, true).problems;
    assert!(problems.iter().any(|problem| problem.en.contains(words)), "{sql}: {problems:?}");
    assert!(problems.iter().all(|problem| !problem.en.contains("seal")), "{sql}: {problems:?}");
    assert!(after(sql, false).problems.iter().any(|problem| problem.en.contains("seal")), "{sql}");
}

/// The last proof with multipliers that proves something.
const LAST: &str = "WHERE tier = (SELECT max(tier) FROM proof WHERE length(multipliers) > 0 AND bound > 0)";

#[test]
fn multipliers_prove_bounds_of_the_county() {
    let report = after("UPDATE plan SET seal = seal", false);
    assert!(report.is_sound(), "{:?}", report.problems);
    let proved: Vec<_> = report.tiers.iter().filter(|tier| tier.by_duals > Some(0)).collect();
    assert!(!proved.is_empty(), "{:?}", report.tiers);
    assert!(report.tiers.iter().all(|tier| tier.by_duals <= tier.bound && tier.bound <= Some(tier.cost)), "{:?}", report.tiers);
}

#[test]
fn a_proof_that_was_bent_is_found_without_the_seal() {
    found(&format!("UPDATE proof SET bound = bound + 1 {LAST}"), "computed again it proves");
    found(&format!("UPDATE proof SET multipliers = x'' {LAST}"), "computed again it proves");
    found(&format!("UPDATE proof SET multipliers = x'000002' {LAST}"), "damaged");
    found(&format!("UPDATE proof SET program = 'x' {LAST}"), "does not follow from the tables");
    found(&format!("UPDATE proof SET caps = replace(caps, '[', '[-1,') {LAST}"), "not about this plan");
    found(&format!("UPDATE proof SET part = 999 {LAST}"), "not about this plan");
    let tier = "(SELECT max(tier) FROM proof WHERE length(multipliers) > 0 AND bound > 0)";
    found(&format!("UPDATE tier SET bound = 0 WHERE tier = {tier}"), "while its proof alone, computed again, gives");
}

#[test]
fn a_plan_without_its_proofs_is_sound_and_proves_less() {
    let report = after("DELETE FROM proof", true);
    assert!(report.is_sound(), "{:?}", report.problems);
    assert!(report.notes.iter().any(|note| note.en.contains("no multipliers are stored")), "{:?}", report.notes);
    assert!(report.tiers.iter().any(|tier| tier.by_duals < tier.bound), "{:?}", report.tiers);
}

#[test]
fn rows_of_another_version_are_not_called_wrong() {
    let report = after(&format!("UPDATE plan SET program_version = '0.0.1'; UPDATE proof SET program = 'x' {LAST}"), true);
    assert!(report.is_sound(), "{:?}", report.problems);
    assert!(report.notes.iter().any(|note| note.en.contains("some bounds were not computed again")), "{:?}", report.notes);
    assert!(report.tiers.iter().any(|tier| tier.by_duals.is_none()) && report.tiers.iter().any(|tier| tier.by_duals.is_some()));
}
