//! The shape of the source, held by reading it: imports point one way, each foreign crate stays where it belongs, a rule is a folder.

mod imports;
mod source;
mod table;

use imports::{crate_uses, escapes, imports};
use lunzhuan::rules::RuleId;
use source::{SourceFile, has_word, source_files};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use table::{ANYWHERE, CRATES, CRATES_OF_TESTS, HELPERS_OF_RULES, IMPORTS_OF_TESTS, LAYERS, PRINTS, UNORDERED};

/// Every line of the source that does what `found` names, as `file: what`.
fn offences(found: impl Fn(&SourceFile) -> Vec<String>) -> Vec<String> {
    let files = source_files();
    assert!(files.len() > 100, "only {} source files were read", files.len());
    files.iter().flat_map(|file| found(file).into_iter().map(|what| format!("{}: {what}", file.path))).collect()
}

fn none(offences: Vec<String>) {
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

/// Modules that the file imports and its own may not.
fn forbidden_imports(file: &SourceFile) -> Vec<String> {
    let Some(layer) = LAYERS.iter().find(|layer| layer.module == file.module()) else {
        return Vec::new();
    };
    let may_tests = |module: &str| {
        let of_layer =
            IMPORTS_OF_TESTS.iter().any(|(layered, allowed, why)| (*layered, *allowed) == (layer.module, module) && !why.is_empty());
        of_layer && file.is_test()
    };
    let may = |module: &str| module == layer.module || layer.imports.iter().any(|(allowed, _)| *allowed == module) || may_tests(module);
    let crossing = imports(&file.code).into_iter().filter(|module| !may(module));
    crossing.map(|module| format!("{} may not import {module}", layer.module)).chain(escapes(file)).collect()
}

#[test]
fn imports_point_one_way() {
    none(offences(forbidden_imports));
}

#[test]
fn the_table_of_layers_has_no_way_back() {
    let mut below = BTreeSet::new();
    for layer in LAYERS {
        for (import, reason) in layer.imports {
            assert!(below.contains(import), "{} stands above {import} in the table", layer.module);
            assert!(!reason.is_empty(), "{} imports {import} without a reason", layer.module);
        }
        assert!(below.insert(layer.module), "{} twice", layer.module);
    }
}

#[test]
fn every_module_has_its_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    for name in folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()) {
        assert!(LAYERS.iter().any(|layer| layer.module == name), "src/{name} is in no layer");
    }
    none(offences(|file| {
        let is_layered = ["lib", "main"].contains(&file.module()) || LAYERS.iter().any(|layer| layer.module == file.module());
        (!is_layered).then(|| "is in no layer".to_owned()).into_iter().collect()
    }));
}

/// Foreign crates that the file uses outside their place.
fn strayed_crates(file: &SourceFile) -> Vec<String> {
    let for_tests = |name: &str| {
        let of_module = CRATES_OF_TESTS.iter().any(|(module, used, why)| *module == file.module() && *used == name && !why.is_empty());
        of_module && file.is_test()
    };
    let strayed = CRATES.iter().filter(|(name, places, _)| *places != ANYWHERE && !places.contains(&file.module()) && !for_tests(name));
    let used = strayed.filter(|(name, ..)| crate_uses(&file.code, name));
    used.map(|(name, places, _)| format!("uses {name}, which belongs to {places:?}")).collect()
}

#[test]
fn foreign_crates_stay_in_their_place() {
    none(offences(strayed_crates));
}

#[test]
fn every_dependency_has_its_place() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap();
    let lines = section.lines().filter_map(|line| line.split_once('='));
    let dependencies: BTreeSet<String> =
        lines.map(|(name, _)| name.trim().replace('-', "_")).filter(|name| !name.starts_with('#')).collect();
    let placed: BTreeSet<String> = CRATES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(dependencies, placed);
}

/// Words that have no business in finished source.
fn unfinished(file: &SourceFile) -> Vec<String> {
    let words = ["todo!", "unimplemented!", "dbg!"];
    words.into_iter().filter(|word| has_word(&file.code, word)).map(str::to_owned).collect()
}

#[test]
fn nothing_is_left_unfinished() {
    none(offences(unfinished));
}

/// Collections whose order differs from run to run.
fn unordered(file: &SourceFile) -> Vec<String> {
    let excused = UNORDERED.iter().any(|(path, reason)| *path == file.path && !reason.is_empty());
    let words = ["HashMap", "HashSet"].into_iter().filter(|word| !excused && has_word(&file.code, word));
    words.map(|word| format!("{word} has no order that a plan could rely on")).collect()
}

#[test]
fn nothing_depends_on_the_order_of_a_hash() {
    none(offences(unordered));
}

/// Printing outside the command line.
fn printing(file: &SourceFile) -> Vec<String> {
    let macros = ["print!", "println!", "eprint!", "eprintln!"];
    let may = PRINTS.iter().any(|(module, reason)| *module == file.module() && !reason.is_empty());
    let printed = macros.into_iter().filter(|word| !may && has_word(&file.code, word));
    printed.map(|word| format!("{word} outside the command line")).collect()
}

#[test]
fn only_the_command_line_prints() {
    none(offences(printing));
}

#[test]
fn every_rule_is_a_folder_with_its_halves_and_in_the_registry() {
    let registered: BTreeSet<String> = RuleId::ALL.iter().map(|id| id.code().replace('-', "_")).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().to_str().unwrap().to_owned();
        if HELPERS_OF_RULES.iter().any(|(helper, reason)| *helper == name && !reason.is_empty()) {
            continue;
        }
        assert!(registered.contains(&name), "src/rules/{name} is in no line of the registry");
        for half in ["mod", "emit", "check", "tests"] {
            let is_there = entry.path().join(format!("{half}.rs")).is_file() || entry.path().join(half).is_dir();
            assert!(is_there, "src/rules/{name} has no {half}.rs");
        }
        found.insert(name);
    }
    assert_eq!(found, registered);
}

/// A half of a rule that leans on the other, or a check that knows what the model is made of.
fn entangled(file: &SourceFile) -> Vec<String> {
    if file.module() != "rules" {
        return Vec::new();
    }
    let words: &[&str] = if file.path.ends_with("/check.rs") || file.path.contains("/check/") {
        &["emit", "Emitter", "CandidateId", "Candidates", "Model", "BySlot", "by_slot"]
    } else if file.path.ends_with("/emit.rs") || file.path.contains("/emit/") {
        &["check", "Findings", "Finding", "Roster"]
    } else {
        &[]
    };
    words
        .iter()
        .filter(|word| has_word(&file.code, word))
        .map(|word| format!("the halves of a rule share nothing, but here is {word}"))
        .collect()
}

#[test]
fn the_halves_of_a_rule_share_no_counting() {
    none(offences(entangled));
}

#[test]
fn each_of_these_tests_can_fail() {
    let file = |path: &str, text: &str| SourceFile::new(path, text);
    assert_eq!(forbidden_imports(&file("domain/x.rs", "use crate::rules::RuleId;")), ["domain may not import rules"]);
    assert_eq!(forbidden_imports(&file("search/x.rs", "fn f() { crate::cli::run(); }")), ["search may not import cli"]);
    assert_eq!(forbidden_imports(&file("model/x.rs", "use crate::{domain::Id,\n    check::check};")), ["model may not import check"]);
    assert_eq!(forbidden_imports(&file("domain/x.rs", "use super::super::rules::RuleId;")).len(), 1);
    assert_eq!(forbidden_imports(&file("app/x.rs", "use crate::solver::lower;")).len(), 1);
    assert!(forbidden_imports(&file("app/tests/x.rs", "use crate::solver::lower;")).is_empty());
    assert!(forbidden_imports(&file("search/x.rs", "// use crate::cli;\nuse crate::model::Model;")).is_empty());

    assert_eq!(strayed_crates(&file("search/x.rs", "use good_lp::variable;")).len(), 1);
    assert_eq!(strayed_crates(&file("app/x.rs", "type R = rusqlite::Row;")).len(), 1);
    assert_eq!(strayed_crates(&file("store/x.rs", "#[derive(clap::Args)] struct A;")).len(), 1);
    assert!(strayed_crates(&file("solver/x.rs", "use good_lp::variable;")).is_empty());
    assert!(strayed_crates(&file("export/tests/x.rs", "use calamine::Reader;")).is_empty());
    assert_eq!(strayed_crates(&file("export/x.rs", "use calamine::Reader;")).len(), 1);
    assert!(strayed_crates(&file("app/x.rs", "let text = \"rusqlite::Row\";")).is_empty());

    assert_eq!(unfinished(&file("app/x.rs", "fn f() { todo!() }")), ["todo!"]);
    assert_eq!(unfinished(&file("app/x.rs", "dbg!(1); // todo!")), ["dbg!"]);
    assert_eq!(unordered(&file("app/x.rs", "use std::collections::{BTreeMap, HashMap};")).len(), 1);
    assert_eq!(printing(&file("app/x.rs", "println!(\"\")")).len(), 1);
    assert!(printing(&file("cli/x.rs", "println!(\"\")")).is_empty());

    assert_eq!(entangled(&file("rules/x/check.rs", "use super::emit::count;")).len(), 1);
    assert_eq!(entangled(&file("rules/x/emit.rs", "use super::check::count;")).len(), 1);
    assert!(entangled(&file("rules/x/check.rs", "use crate::model::Tier;")).is_empty());
}
