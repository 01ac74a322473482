//! From a folder of tables to a stored and audited plan.

use crate::county::{Book, folder};
use lunzhuan::app::audit::audit;
use lunzhuan::app::dataset::{rebuild, stored_dataset};
use lunzhuan::app::plan::plan;
use lunzhuan::diagnostic::Language;
use lunzhuan::domain::Problem;
use lunzhuan::search::{Effort, SearchOptions, Silent};
use lunzhuan::store::{Access, PlanRecord, SavedPlan, Store};
use lunzhuan::validate::{Loaded, Options, load};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A plan that passed its audit, and the tables it was made from.
pub struct StoredPlan {
    file: PathBuf,
    tables: PathBuf,
}

impl StoredPlan {
    /// A connection for one test.
    pub fn book(&self) -> Book {
        Book::open(&self.file, &self.tables)
    }

    /// Its file, to be altered.
    #[cfg(feature = "highs")]
    pub fn copy(&self, to: &Path) {
        std::fs::copy(&self.file, to).unwrap();
    }
}

/// Tables of a folder, read and found free of errors.
pub fn read(tables: &Path) -> (Loaded, Problem) {
    let mut loaded = load(tables, &Options::default());
    match loaded.problem.take() {
        Some(problem) => (loaded, problem),
        None => panic!("{}", loaded.report.render(Language::English)),
    }
}

/// A safety net, far beyond what any of these plans takes: work limits end them, so that they are the same on every machine.
const SECONDS: f64 = 300.0;

/// How near to the best the plan of a variant comes: what lies between says nothing about the figure that is asked of it.
const LOOSE: f64 = 0.15;

/// The county as it stands, planned until it comes within 1 % of the best.
pub fn planned(county: &str) -> StoredPlan {
    plan_and_audit(county, &folder(county), 0.01)
}

/// Tables with something taken away, planned until the targets are within a fifth of the best: the figure that moved says something about
/// the tables only when the search got that far.
pub fn planned_without(name: &str, tables: &Path) -> StoredPlan {
    let stored = plan_and_audit(name, tables, LOOSE);
    let loose = "SELECT count(*) FROM plan_summary WHERE score_minimum > 0 OR bound_target * 10 < score_target * 8";
    assert_eq!(stored.book().count(loose), 0, "{name}: the search was cut short before the targets were settled");
    stored
}

/// Plans the tables until each tier comes so near to the best. One plan at a time: each uses all threads.
fn plan_and_audit(name: &str, tables: &Path, gap: f64) -> StoredPlan {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let (loaded, problem) = read(tables);
    let search = SearchOptions { effort: Effort::Quick, seed: 1, threads: 2, time_limit: SECONDS, gap };
    let planned = plan(&problem, &search, &Silent::default()).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
    let outcome = &planned.outcome;
    println!("{name}: {:.1} s, {:?}", outcome.seconds, outcome.tiers.iter().map(|tier| (tier.cost, tier.bound)).collect::<Vec<_>>());
    let record = PlanRecord {
        created_at: "2026-12-01 09:00:00".into(),
        seed: search.seed,
        effort: search.effort.code().into(),
        threads: 2,
        seconds: outcome.seconds,
        outcomes: outcome.tiers.clone(),
        proofs: outcome.proofs.clone(),
        interrupted: outcome.interrupted,
        safety_net: outcome.clock_bit,
        ..PlanRecord::default()
    };
    let dataset = stored_dataset(&loaded.tables, tables, &Options::default());
    let saved = SavedPlan {
        plan: &planned.plan,
        problem: &problem,
        dataset: &dataset,
        record: &record,
        reasons: &planned.reasons.shortages,
        finding_reasons: &planned.reasons.findings,
    };
    let file = fresh_file(name);
    let id = Store::open(&file, Access::ReadWrite).and_then(|mut store| store.save(&saved)).unwrap_or_else(|error| panic!("{error}"));
    let report = audit(&file, Some(id), &rebuild).unwrap_or_else(|error| panic!("{error}"));
    assert!(report.is_sound(), "{name}: {:?}", report.problems);
    for tier in &report.tiers {
        assert_eq!(tier.by_duals, Some(outcome.by_duals[tier.tier]), "{name}: {tier:?} audited");
    }
    StoredPlan { file, tables: tables.to_owned() }
}

/// A file of the build folder that an earlier run may have left, without what it left.
fn fresh_file(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("counties");
    std::fs::create_dir_all(&home).unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let left = home.join(format!("{name}.db{suffix}"));
        if left.exists() {
            std::fs::remove_file(left).unwrap();
        }
    }
    home.join(format!("{name}.db"))
}
