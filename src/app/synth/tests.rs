use super::*;
use crate::app::plan::model_of;
use crate::diagnostic::Language;
use crate::domain::Problem;
use crate::model::Model;
use crate::rules::{Emitter, RuleId, candidates, rules_in_force};
use crate::search::{Effort, SearchOptions, Silent, search};
use crate::source::Tables;
use crate::validate::{Options, load, validate};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fs;

fn parameters(trainees: u32, specialists: u32, hosts: u32, seed: u64) -> Parameters {
    let from = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date");
    Parameters { trainees, specialists, hosts, months: 12, tightness: 0.9, communities: None, from, seed }
}

/// The county as reading its files would give it; nothing is to be said about it, not even a warning.
fn problem(parameters: &Parameters) -> Problem {
    let made = make(parameters).expect("a county");
    let tables = Tables::from_canonical_rows("synth", made.dataset.canonical_rows());
    let validation = validate(&tables, &Options::default());
    let report = validation.report;
    assert!(report.faults.is_empty(), "{parameters:?}\n{}", report.render(Language::English));
    validation.problem.expect("a problem")
}

#[test]
fn small_counties_of_many_seeds_are_without_fault() {
    for seed in 0..24 {
        problem(&parameters(40, 20, 10, seed));
    }
}

#[test]
fn counties_of_every_shape_are_without_fault() {
    let (small, middle, large) = (parameters(12, 12, 6, 1), parameters(200, 100, 40, 1), parameters(400, 200, 90, 1));
    let august = NaiveDate::from_ymd_opt(2028, 8, 1).expect("a date");
    for shape in [
        small,
        middle,
        large,
        Parameters { communities: Some(5), ..large },
        Parameters { months: 1, ..middle },
        Parameters { months: 3, ..small },
        Parameters { months: 36, ..middle },
        Parameters { tightness: 0.05, ..small },
        Parameters { tightness: 0.3, ..middle },
        Parameters { tightness: 1.5, ..middle },
        Parameters { from: august, ..middle },
        Parameters { from: august + chrono::Days::new(31), ..middle },
        parameters(30, 200, 12, 1),
        parameters(400, 12, 6, 1),
        parameters(12, 12, 400, 1),
    ] {
        problem(&shape);
    }
}

#[test]
fn every_rule_is_in_use_in_a_small_county() {
    let problem = problem(&parameters(40, 20, 10, 1));
    let all = crate::model::enumerate(&problem, &|_| true);
    let admitted = candidates(&problem);
    // A first plan has nothing to be stable against.
    for rule in rules_in_force(&problem).filter(|rule| rule.id != RuleId::Stability) {
        let mut model = Model::new(admitted.clone());
        (rule.emit)(&mut Emitter::new(&problem, &mut model, rule.spec));
        let written = model.rows.len() + model.costs.len() + model.extrema.len() + model.sequences.len();
        let pruned = all.iter().filter(|(_, stay)| !(rule.admits)(&problem, stay)).count();
        assert!(written + pruned > 0, "{} has nothing to say", rule.spec.code);
    }
    assert_eq!(rules_in_force(&problem).count(), RuleId::ALL.len());
}

/// Pins and stays in progress hold together, and what the county cannot do without can be had.
#[test]
fn a_first_plan_is_found() {
    for (shape, has_shortage) in [
        (parameters(40, 20, 10, 1), false),
        (parameters(12, 12, 6, 2), false),
        (Parameters { tightness: 1.5, ..parameters(40, 20, 10, 3) }, true),
        (Parameters { communities: Some(2), ..parameters(40, 30, 14, 4) }, false),
    ] {
        let (model, _) = model_of(&problem(&shape));
        let options = SearchOptions { effort: Effort::Quick, seed: 1, threads: 1, time_limit: 1.5, gap: 1.0 };
        let outcome = search(&model, &options, &Silent::default()).unwrap_or_else(|clash| panic!("{shape:?}: {clash:?}"));
        if has_shortage {
            assert!(outcome.score[crate::model::Tier::CoverTarget] > 0, "{shape:?}");
        }
    }
}

#[test]
fn folder_and_workbook_are_the_same_dataset_as_the_tables_in_memory() {
    let home = tempfile::tempdir().expect("a folder");
    let shape = parameters(40, 20, 10, 9);
    let (folder, workbook) = (home.path().join("县"), home.path().join("县.xlsx"));
    write_county(&shape, &folder, false).expect("a folder");
    write_county(&shape, &workbook, false).expect("a workbook");
    let expected = load(&folder, &Options::default()).tables.content_hash();
    let in_memory = problem(&shape);
    for path in [&folder, &workbook] {
        let loaded = load(path, &Options::default());
        assert!(loaded.report.faults.is_empty(), "{}", loaded.report.render(Language::English));
        assert_eq!(loaded.tables.content_hash(), expected, "{path:?}");
        assert_eq!(loaded.problem.as_ref(), Some(&in_memory), "{path:?}");
    }
    let bytes = |path: &Path| fs::read(path).expect("bytes");
    assert!(bytes(&folder.join("人员.csv")).starts_with(&[0xEF, 0xBB, 0xBF]));
    let first = bytes(&workbook);
    write_county(&shape, &workbook, true).expect("replaced");
    assert_eq!(bytes(&workbook), first);
}

#[test]
fn what_stands_there_is_not_replaced_unasked_and_nothing_half_made_is_left() {
    let home = tempfile::tempdir().expect("a folder");
    let shape = parameters(12, 12, 6, 1);
    let names = || -> BTreeSet<String> {
        let entries = fs::read_dir(home.path()).expect("entries");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    };
    let folder = home.path().join("county");
    write_county(&shape, &folder, false).expect("a folder");
    assert!(matches!(write_county(&shape, &folder, false), Err(SynthError::Export(ExportError::AlreadyThere { .. }))));
    // An old table that the new county lacks goes with the rest.
    fs::write(folder.join("旧表.csv"), "a").expect("written");
    write_county(&shape, &folder, true).expect("replaced");
    assert!(!folder.join("旧表.csv").exists() && folder.join("人员.csv").exists());
    fs::write(folder.join("说明.txt"), "keep me").expect("written");
    assert!(matches!(write_county(&shape, &folder, true), Err(SynthError::Export(ExportError::OtherFiles { .. }))));
    assert_eq!(fs::read_to_string(folder.join("说明.txt")).expect("kept"), "keep me");
    let workbook = home.path().join("county.xlsx");
    fs::write(&workbook, "mine").expect("written");
    assert!(write_county(&shape, &workbook, false).is_err());
    assert_eq!(fs::read_to_string(&workbook).expect("kept"), "mine");
    assert!(write_county(&Parameters { trainees: 0, ..shape }, &home.path().join("none"), false).is_err());
    assert!(write_county(&shape, &home.path().join("missing/county"), false).is_err());
    assert!(write_county(&shape, &workbook.join("county"), false).is_err());
    fs::create_dir(home.path().join("empty")).expect("a folder");
    write_county(&shape, &home.path().join("empty"), false).expect("an empty folder is room");
    assert_eq!(names(), BTreeSet::from(["county", "county.xlsx", "empty"].map(str::to_owned)));
}

#[test]
fn a_county_of_thousands_is_made_and_read() {
    let problem = problem(&parameters(2133, 1067, 427, 1));
    assert_eq!((problem.enrolments.len(), problem.communities.len()), (2133, 11));
    // One pool for all of them.
    assert_eq!(problem.pools.len(), 1);
}
