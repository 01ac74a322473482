//! From three tables to a roster.

use crate::county::{folder, full, rows, three};
use crate::program::{files, plan, planned, query, run};
use calamine::{Reader, open_workbook_auto};
use std::fs;

#[test]
fn from_three_tables_to_a_roster() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &three());
    let checked = run(&[&"check", &input, &"--from", &"2027-01"]).ended(0);
    assert!(checked.out.contains("3 个机构，5 人"), "{}", checked.out);
    let database = home.path().join("县.db");
    let told = plan(&input, &database, &[]).ended(0);
    assert!(told.out.contains("方案 1 已核对并存入"), "{}", told.out);
    assert!(told.err.contains("首个方案"), "{}", told.err);
    let before = files(home.path());
    assert_eq!(before.len(), 1, "{before:?}");
    let audited = run(&[&"audit", &database]).ended(0);
    assert_eq!(files(home.path()), before, "a reader leaves nothing beside the database");
    assert!(audited.out.contains("方案 1：复核通过"), "{}", audited.out);
    assert_eq!(audited.out.matches("其中对偶复核").count(), 6, "{}", audited.out);
    let shown = run(&[&"show", &database]).ended(0);
    assert_eq!(files(home.path()), before);
    assert!(shown.out.contains("东乡卫生院") && shown.out.contains("西乡卫生院"), "{}", shown.out);
    let by_person = run(&[&"show", &database, &"--by", &"person"]).ended(0);
    let away = query(&database, "SELECT DISTINCT person_name FROM roster");
    assert!(!away.is_empty());
    assert!(["甲一", "乙二", "丙三", "丁四", "戊五"].iter().any(|name| by_person.out.contains(name)), "{}", by_person.out);

    let csv = home.path().join("花名册.csv");
    run(&[&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--output", &csv]).ended(0);
    let bytes = fs::read(&csv).unwrap();
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let stays = query(&database, "SELECT count(*) FROM roster");
    let lines = text.lines().count() - 1;
    assert_eq!(stays, [[format!("Integer({lines})")]]);

    let xlsx = home.path().join("花名册.xlsx");
    run(&[&"export", &"roster", &"--db", &database, &"--output", &xlsx]).ended(0);
    let mut book = open_workbook_auto(&xlsx).unwrap();
    let names = book.sheet_names();
    assert!(!names.is_empty());
    let cells: Vec<String> = names
        .iter()
        .flat_map(|name| book.worksheet_range(name).unwrap().cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>())
        .collect();
    assert!(cells.iter().any(|cell| cell.contains("东乡卫生院")), "{cells:?}");

    let json = home.path().join("花名册.json");
    run(&[&"export", &"roster", &"--db", &database, &"--format", &"json", &"--output", &json]).ended(0);
    let value: serde_json::Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    assert!(value.to_string().contains("东乡卫生院"));
}

#[test]
fn a_roster_of_one_institution_and_of_one_month() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    let export = |more: &[&str]| {
        let file = home.path().join("部分.csv");
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> =
            vec![&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--output", &file];
        arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<std::ffi::OsStr>));
        run(&arguments).ended(0);
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let headers = reader.headers().unwrap().clone();
        let at = |name: &str| headers.iter().position(|header| header.trim_start_matches('\u{feff}') == name).unwrap();
        let (host, from, to) = (at("接收单位代码"), at("起"), at("止"));
        reader.records().map(Result::unwrap).map(|row| [row[host].to_string(), row[from].into(), row[to].into()]).collect::<Vec<_>>()
    };
    let all = export(&[]);
    let mut of_one: Vec<_> = all.iter().filter(|[host, ..]| host == "T1").cloned().collect();
    of_one.sort();
    let sorted = |mut rows: Vec<_>| {
        rows.sort();
        rows
    };
    assert!(!of_one.is_empty() && of_one.len() < all.len(), "{all:?}");
    assert_eq!(sorted(export(&["--institution", "T1"])), of_one);
    assert_eq!(sorted(export(&["--institution", "东乡卫生院"])), of_one);
    let in_march = |row: &[String; 3]| row[1].as_str() <= "2027-03-31" && row[2].as_str() >= "2027-03-01";
    let present: Vec<_> = all.iter().filter(|row| in_march(row)).cloned().collect();
    assert!(!present.is_empty() && present.len() < all.len(), "{all:?}");
    assert_eq!(sorted(export(&["--month", "2027-03"])), sorted(present));
    for wrong in [["--institution", "T9"], ["--month", "2029-01"], ["--plan", "9"]] {
        let before = files(home.path());
        let file = home.path().join("没有.csv");
        let refused = run(&[&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--output", &file, &wrong[0], &wrong[1]]);
        assert_eq!(refused.ended(2).err.lines().count(), 2);
        assert_eq!(files(home.path()), before);
    }
}

#[test]
fn json_of_every_command() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &full());
    let (database, file) = (home.path().join("县.db"), home.path().join("花名册.json"));
    for language in ["zh", "en"] {
        let checked = run(&[&"check", &input, &"--json", &"--lang", &language]).ended(0).json();
        assert_eq!((&checked["ok"], &checked["read"]["trainees"]), (&true.into(), &2.into()));
        let planned = plan(&input, &database, &["--json", "--lang", language]).ended(0).json();
        assert_eq!((&planned["people"], &planned["interrupted"]), (&9.into(), &false.into()));
        assert!(planned["tiers"].as_array().unwrap().iter().all(|tier| tier["cost"].as_i64() >= tier["bound"].as_i64()));
        let audited = run(&[&"audit", &database, &"--json", &"--lang", &language]).ended(0).json();
        assert!(audited.as_array().unwrap().iter().all(|plan| plan["ok"] == true), "{audited}");
        let bounds = |tiers: &serde_json::Value| -> Vec<_> {
            let tiers = tiers.as_array().unwrap().iter();
            tiers.map(|tier| [&tier["tier"], &tier["cost"], &tier["bound"], &tier["bound_by_duals"]].map(Clone::clone)).collect()
        };
        let last = audited.as_array().and_then(|plans| plans.last()).unwrap();
        assert_eq!(bounds(&last["tiers"]), bounds(&planned["tiers"]));
        assert!(bounds(&last["tiers"]).iter().all(|[.., bound, by_duals]| by_duals.is_i64() && by_duals.as_i64() <= bound.as_i64()));
        for by in ["host", "person"] {
            assert!(run(&[&"show", &database, &"--by", &by, &"--json", &"--lang", &language]).ended(0).json().is_object());
        }
        let exported =
            run(&[&"export", &"roster", &"--db", &database, &"--format", &"json", &"-o", &file, &"--json", &"--lang", &language]);
        assert!(exported.ended(0).json()["stays"].as_i64() > Some(0));
        let rules = run(&[&"rules", &"--json", &"--lang", &language]).ended(0).json();
        assert!(rules.as_array().unwrap().len() > 20);
        assert!(run(&[&"rules", &input, &"--json", &"--lang", &language]).ended(0).json().is_array());
    }
}

#[test]
fn json_of_every_failure() {
    let home = tempfile::tempdir().unwrap();
    let faulty = folder(home.path(), "有错", &crate::county::faulty());
    let database = home.path().join("没有.db");
    for language in ["zh", "en"] {
        for command in ["check", "rules", "plan"] {
            let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&command, &faulty, &"--json", &"--lang", &language];
            if command == "plan" {
                arguments.extend([&"--db" as &dyn AsRef<std::ffi::OsStr>, &database]);
            }
            let failed = run(&arguments).ended(2);
            assert!(failed.json()["faults"].as_array().unwrap().len() >= 5, "{command}: {}", failed.out);
            assert_eq!(failed.err, "", "{command}");
        }
        for arguments in [["show", "--by"], ["audit", "--plan"]] {
            let value = if arguments[0] == "show" { "host" } else { "1" };
            let failed = run(&[&arguments[0], &database, &arguments[1], &value, &"--json", &"--lang", &language]).ended(1);
            assert!(failed.json()["error"].is_string() && failed.json()["remedy"].is_string());
        }
    }
    assert!(!database.exists());
}

#[test]
fn both_languages() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "county", &three());
    let database = home.path().join("county.db");
    // Names stay as they are.
    let names = ["甲一", "乙二", "丙三", "丁四", "戊五", "东乡卫生院", "西乡卫生院"];
    let nameless = |text: &str| names.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
    let chinese = |text: &str| nameless(text).chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    let english = plan(&input, &database, &["--lang", "en"]).ended(0);
    assert!(english.out.contains("plan 1 checked and stored") && !chinese(&english.out), "{}", english.out);
    assert!(english.err.contains("first plan"), "{}", english.err);
    assert!(run(&[&"audit", &database, &"--lang", &"en"]).ended(0).out.contains("plan 1: passed"));
    assert!(run(&[&"audit", &database, &"--lang", &"zh"]).ended(0).out.contains("复核通过"));
    let rules = run(&[&"rules", &"--lang", &"en"]).ended(0).out;
    assert!(rules.contains("pool") && !rules.contains("编制周转池总数"));
    assert!(run(&[&"rules"]).ended(0).out.contains("周转"));
    // The second plan stands beside the first.
    plan(&input, &database, &[]).ended(0);
    assert_eq!(query(&database, "SELECT plan FROM plan_summary ORDER BY plan"), [["Integer(1)"], ["Integer(2)"]]);
    assert!(run(&[&"audit", &database, &"--plan", &"2"]).ended(0).out.contains("方案 2"));
}

#[test]
fn rules_say_what_is_in_force_for_a_county() {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = full();
    dataset.pop();
    dataset.push(("规则", rows("规则|启用|参数|取值|依据\n release|是|away_percent|37|示例县人社文件第9号")));
    let input = folder(home.path(), "数据", &dataset);
    let (general, county) = (run(&[&"rules"]).ended(0).out, run(&[&"rules", &input]).ended(0).out);
    assert!(county.contains("37") && county.contains("示例县人社文件第9号"), "{county}");
    assert!(!general.contains("示例县人社文件第9号"));
}
