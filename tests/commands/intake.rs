//! From a blank workbook to marked faults and back to a folder, on the command line.

use crate::program::{files, run};
use std::fs;
use std::path::Path;

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

#[test]
fn a_new_workbook_is_made_once_and_says_what_is_missing() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("本县.xlsx");
    run(&[&"new", &file]).ended(0);
    let told = run(&[&"check", &file, &"--from", &"2027-01"]).ended(2);
    assert!(told.out.contains("example-row") && told.out.contains("missing-table"), "{}", told.out);
    let before = bytes(&file);
    run(&[&"new", &file, &"--example", &"luxian"]).ended(1);
    assert_eq!(bytes(&file), before);
    let made = run(&[&"new", &file, &"--example", &"luxian", &"--force", &"--json"]).ended(0).json();
    assert!(made["columns"].as_u64().unwrap() > 150);
    run(&[&"check", &file]).ended(0);
    for wrong in [home.path().join("本县.db"), home.path().join("没有/本县.xlsx")] {
        run(&[&"new", &wrong]).ended(1);
        assert!(!wrong.exists());
    }
}

#[test]
fn tables_go_into_a_workbook_and_back_and_nothing_is_replaced_unasked() {
    let home = tempfile::tempdir().unwrap();
    let (file, folder) = (home.path().join("濉溪.xlsx"), home.path().join("濉溪"));
    let county = "fixtures/suixi";
    run(&[&"convert", &county, &file]).ended(0);
    let told = run(&[&"convert", &file, &folder, &"--json"]).ended(0).json();
    assert_eq!(told["notes"].as_array().map(Vec::len), Some(0));
    let hash = |input: &Path| run(&[&"check", &input, &"--json"]).ended(0).json()["dataset_hash"].clone();
    assert_eq!(hash(Path::new(county)), hash(&file));
    assert_eq!(hash(&file), hash(&folder));
    let before = (bytes(&file), files(&folder));
    for (from, to) in [(Path::new(county), file.as_path()), (&file, &folder), (&file, &file), (&folder, &folder)] {
        run(&[&"convert", &from, &to]).ended(1);
    }
    run(&[&"convert", &file, &file, &"--force"]).ended(1);
    run(&[&"convert", &file, &home.path().join("a.ods")]).ended(1);
    run(&[&"convert", &home.path().join("没有"), &home.path().join("b.xlsx")]).ended(2);
    assert_eq!(before, (bytes(&file), files(&folder)));
    run(&[&"convert", &county, &folder, &"--force"]).ended(0);
}

#[test]
fn faults_are_marked_in_a_copy_and_the_input_stays() {
    let home = tempfile::tempdir().unwrap();
    let (file, report) = (home.path().join("数据.xlsx"), home.path().join("问题.xlsx"));
    let folder = home.path().join("数据");
    run(&[&"convert", &"fixtures/suixi", &folder]).ended(0);
    fs::write(folder.join("机构.csv"), "代码,名称,级别\nH1,县医院,乡镇\n").unwrap();
    run(&[&"convert", &folder, &file]).ended(0);
    let before = (bytes(&file), files(&folder));
    for input in [&file, &folder] {
        let told = run(&[&"check", &input, &"--report", &report, &"--force"]).ended(2);
        assert!(told.out.contains("已另存"), "{}", told.out);
        // The copy says of the same tables the same, and is no worse for the list in it.
        let faults = |input: &Path| run(&[&"check", &input, &"--json"]).ended(2).json()["faults"].as_array().map(Vec::len);
        assert_eq!(faults(input), faults(&report));
    }
    run(&[&"check", &file, &"--report", &report]).ended(1);
    run(&[&"check", &file, &"--report", &file, &"--force"]).ended(1);
    run(&[&"check", &file, &"--report", &home.path().join("问题.csv")]).ended(1);
    assert_eq!(before, (bytes(&file), files(&folder)));
}
