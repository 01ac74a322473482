//! `plan --write-model`: a file for other solvers beside the plan, in nobody's place.

use crate::county::{folder, full};
use crate::program::{files, plan, query};
use std::fs;
use std::path::Path;

const SECTIONS: [&str; 6] = ["ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"];

#[test]
fn a_model_is_written_beside_the_plan() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &full());
    let (database, model) = (home.path().join("县.db"), home.path().join("模型.mps"));
    let told = plan(&input, &database, &["--write-model", model.to_str().unwrap()]).ended(0);
    assert!(told.out.contains("模型已写入") && told.out.contains("各层权重："), "{}", told.out);
    assert_ne!(query(&database, "SELECT * FROM roster"), Vec::<Vec<String>>::new());
    let text = fs::read_to_string(&model).unwrap();
    assert!(text.is_ascii() && text.ends_with("ENDATA\n"));
    let sections: Vec<&str> = text.lines().filter(|line| SECTIONS.contains(line)).collect();
    assert_eq!(sections.first().zip(sections.last()), Some((&"ROWS", &"ENDATA")));
    for comment in ["* weights: minimum ", "* order: exact", "9007199254740992", "* constant: "] {
        assert!(text.contains(comment), "{comment}");
    }
    // People are there by code, never by name; the rule that wrote a row is.
    assert!(text.contains("_001_P") && text.contains("_one-place\n"), "no names");
    // Nothing half made is left beside it, and the same plan gives the same file.
    assert!(files(home.path()).iter().all(|file| file.starts_with("县.db") || file.starts_with("模型.mps")), "{:?}", files(home.path()));
    let again = plan(&input, &database, &["--write-model", model.to_str().unwrap(), "--json"]).ended(0).json();
    assert_eq!(fs::read_to_string(&model).unwrap(), text);
    let weighed: i64 = again["tiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tier| tier["cost"].as_i64().unwrap() * again["model_file"]["weights"][tier["tier"].as_str().unwrap()].as_i64().unwrap())
        .sum();
    assert_eq!(again["model_file"]["plan_cost"].as_i64(), Some(weighed));
    assert_eq!(again["model_file"]["order"], "exact");
    assert!(text.contains(&format!("* plan-cost: {weighed}\n")));
}

#[test]
fn a_model_of_one_tier_holds_the_earlier_ones() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &full());
    let (database, model) = (home.path().join("县.db"), home.path().join("policy.mps"));
    let told = plan(&input, &database, &["--model-tier", "policy", "--write-model", model.to_str().unwrap(), "--lang", "en"]).ended(0);
    assert!(told.out.contains("one tier alone: policy"), "{}", told.out);
    let text = fs::read_to_string(&model).unwrap();
    assert!(text.contains("weights: minimum 0, target 0, training 0, stability 0, policy 1, wishes 0") && text.contains("_held\n"));
    // Without a file there is nothing to write it to.
    let failed = plan(&input, &database, &["--model-tier", "policy"]).ended(1);
    assert!(failed.err.contains("--write-model"), "{}", failed.err);
}

/// Nothing is planned and nothing is altered.
fn refused(home: &Path, input: &Path, database: &Path, model: &Path, words: &str) {
    let before = (files(home), files(input));
    let failed = plan(input, database, &["--write-model", model.to_str().unwrap()]).ended(1);
    assert!(failed.err.contains(words) && failed.out.is_empty(), "{words}: {}", failed.err);
    assert_eq!((files(home), files(input)), before, "{}", model.display());
    let json = plan(input, database, &["--json", "--write-model", model.to_str().unwrap()]).ended(1).json();
    assert!(json["error"].is_string() && json["remedy"].is_string(), "{json}");
}

#[test]
fn a_model_replaces_neither_tables_nor_database_and_its_place_is_tried_before_planning() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &full());
    let database = home.path().join("县.db");
    for existing in [false, true] {
        if existing {
            plan(&input, &database, &[]).ended(0);
        }
        refused(home.path(), &input, &database, &database, "数据库");
        refused(home.path(), &input, &database, &home.path().join("数据/../县.db"), "数据库");
        refused(home.path(), &input, &database, &home.path().join("县.db-wal"), "数据库");
        refused(home.path(), &input, &database, &input.join("人员.csv"), "这里是数据表");
        refused(home.path(), &input, &database, &input.join("model.mps"), "这里是数据表");
        refused(home.path(), &input, &database, &home.path().join("没有/model.mps"), "文件夹不存在");
        refused(home.path(), &input, &database, home.path(), "这是文件夹");
        assert_eq!(database.exists(), existing);
    }
}
