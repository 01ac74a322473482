//! Exit codes, and that a run which fails leaves everything as it was.

use crate::county::{Dataset, faulty, folder, full, rows, three, three_and};
use crate::program::{Run, files, plan, planned, run};

#[test]
fn wrong_usage_is_1_and_wrong_values_are_2() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &three());
    let database = home.path().join("县.db");
    run(&[]).ended(1);
    run(&[&"nonsense"]).ended(1);
    let missing = run(&[&"plan", &input]).ended(1).err;
    assert!(missing.starts_with("命令没有写全，缺少 --db <DB>"), "{missing}");
    assert!(run(&[&"nonsense", &"--lang", &"zh"]).ended(1).err.starts_with("没有“nonsense”"));
    assert!(run(&[&"list", &database, &"--all", &"--lang", &"zh"]).ended(1).err.starts_with("没有“--all”"));
    assert!(run(&[&"plan", &input, &"--lang", &"en"]).ended(1).err.starts_with("error: "));
    for wrong in [
        ["--months", "0"],
        ["--months", "x"],
        ["--from", "someday"],
        ["--gap", "101%"],
        ["--time-limit", "0"],
        ["--threads", "0"],
        ["--effort", "heroic"],
        ["--lang", "fr"],
        ["--seed", "x"],
    ] {
        let failed = plan_once(&input, &database, &wrong).ended(2);
        assert!(failed.err.contains(wrong[0]) && failed.err.contains("什么也没有改动") && failed.out.is_empty(), "{}", failed.err);
    }
    let english = run(&[&"plan", &input, &"--db", &database, &"--from", &"2027-13", &"--lang", &"en"]).ended(2).err;
    assert!(english.starts_with("--from “2027-13”: expected a month such as 2027-01\nNothing was changed"), "{english}");
    let json = run(&[&"plan", &input, &"--db", &database, &"--months", &"0", &"--lang=zh", &"--json"]).ended(2).json();
    assert_eq!(json["error"], "--months “0”：应为 1–120 之内的整数");
    assert!(!database.exists());
    run(&[&"--help"]).ended(0);
    run(&[&"--version"]).ended(0);
}

fn plan_once(input: &std::path::Path, database: &std::path::Path, more: &[&str; 2]) -> Run {
    run(&[&"plan", &input, &"--db", &database, &more[0], &more[1]])
}

/// A plan of the dataset that must fail: no file comes where none was, and one that was stays byte for byte.
fn fails_leaving_all_as_it_was(dataset: &Dataset, code: i32) -> Run {
    let home = tempfile::tempdir().unwrap();
    let bad = folder(home.path(), "不成", dataset);
    let fresh = home.path().join("新.db");
    let first = plan(&bad, &fresh, &[]).ended(code);
    assert_eq!(files(home.path()), [""; 0]);
    let database = planned(home.path(), &full());
    let before = files(home.path());
    plan(&bad, &database, &[]).ended(code);
    assert_eq!(files(home.path()), before);
    // An empty file is nobody's, and stays empty.
    std::fs::write(&fresh, b"").unwrap();
    let before = files(home.path());
    plan(&bad, &fresh, &[]).ended(code);
    assert_eq!(files(home.path()), before);
    first
}

#[test]
fn faults_of_the_input_are_2_all_at_once_and_nothing_is_written() {
    let failed = fails_leaving_all_as_it_was(&faulty(), 2);
    for found in ["请假", "岗位", "人员", "009", "明天", "T9", "长驻", "很高", "001"] {
        assert!(failed.err.contains(found), "{found}: {}", failed.err);
    }
    assert_eq!(failed.out, "");
}

#[test]
fn an_input_that_is_not_there_is_2() {
    let home = tempfile::tempdir().unwrap();
    for command in ["check", "rules"] {
        run(&[&command, &home.path().join("没有")]).ended(2);
    }
    plan(&home.path().join("没有.xlsx"), &home.path().join("县.db"), &[]).ended(2);
    assert_eq!(files(home.path()), [""; 0]);
}

#[test]
fn pins_that_contradict_a_stay_under_way_are_3_and_nothing_is_written() {
    let mut dataset = three_and("历史", "工号|机构|科室或岗位|起|止|类型\n 002|T1|P1|2026-10-01|2027-03-31|下派");
    dataset.push(("既定", rows("工号|岗位|起|止|类型\n 001|P1|2027-01-01|2027-06-30|锁定")));
    let failed = fails_leaving_all_as_it_was(&dataset, 3);
    // The pin and what it contradicts.
    for words in [
        "既定安排：001 甲一，东乡卫生院 内科长期派驻（P1）",
        "2027-01-01 至 2027-06-30",
        "在途安排：002 乙二，东乡卫生院 内科长期派驻（P1）",
        "岗位编配",
    ] {
        assert!(failed.err.contains(words), "{words}: {}", failed.err);
    }
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "不成", &dataset);
    let told = plan(&input, &home.path().join("县.db"), &["--json"]).ended(3).json();
    assert!(told["lines"].as_array().is_some_and(|lines| !lines.is_empty()), "{told}");
    let english = plan(&input, &home.path().join("县.db"), &["--lang", "en"]).ended(3);
    assert!(english.err.contains("cannot all hold") || english.err.contains("no plan was found"), "{}", english.err);
}

#[test]
fn a_pin_that_no_rule_allows_is_3_with_the_rule() {
    let mut dataset = three_and("既定", "工号|岗位|起|止|类型\n 001|P8|2027-01-01|2027-06-30|锁定");
    // A post of the pinned person's own institution.
    dataset[1].1.push(vec!["P8", "H1", "内科", "长期派驻", "0", "1", "1"]);
    let failed = fails_leaving_all_as_it_was(&dataset, 3);
    assert!(
        failed.err.contains("不合规则“派驻方向") && failed.err.contains("001 甲一，示例县人民医院 内科长期派驻（P8）"),
        "{}",
        failed.err
    );
}

#[test]
fn a_shortage_is_said_loudly_and_is_no_error() {
    let mut dataset = three();
    dataset[1].1.push(vec!["P9", "T2", "外科", "长期派驻", "9", "9", "9"]);
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &dataset);
    let told = plan(&input, &home.path().join("县.db"), &[]).ended(0);
    assert!(told.out.contains("缺口 ") && told.out.contains("    原因："), "{}", told.out);
    assert_ne!(crate::program::query(&home.path().join("县.db"), "SELECT * FROM shortages"), Vec::<Vec<String>>::new());
}
