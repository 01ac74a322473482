//! What a plan leaves open is told with its reasons: by `plan`, by `show`, in JSON and in the database, the same everywhere.

use crate::county::{folder, full, three};
use crate::program::{plan, planned, query, run};
use unicode_width::UnicodeWidthStr;

/// [`full`], with a trainee whose deadline comes too early and somebody who declares too soon.
fn too_little_time() -> crate::county::Dataset {
    let mut dataset = full();
    for (name, rows) in &mut dataset {
        match *name {
            // Two months for a programme of three and a half.
            "在培" => rows[1][3] = "2027-02-28",
            "人员" => {
                for row in rows.iter_mut() {
                    let declares = match row[0] {
                        "工号" => ["拟申报职称", "拟申报日期"],
                        "006" => ["副高", "2027-09-01"],
                        _ => ["", ""],
                    };
                    row.resize(9, "");
                    row.extend(declares);
                }
            }
            _ => {}
        }
    }
    dataset
}

#[test]
fn unmet_training_and_missed_credit_have_their_reasons_everywhere() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &too_little_time());
    let database = home.path().join("县.db");
    let told = plan(&input, &database, &[]).ended(0).out;
    for words in ["未完成培训 1 人", "  101 辛八：", "服务年限未达 ", "  006 己六 拟于 2027-09-01 申报副高", "    原因："]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let shown = run(&[&"show", &database]).ended(0).out;
    let section = |text: &str| text.lines().skip_while(|line| !line.starts_with("未完成培训")).map(str::to_owned).collect::<Vec<_>>();
    let (short, whole) = (section(&told), section(&shown));
    assert!(whole.iter().all(|line| line.width() <= 80), "{whole:#?}");
    assert_eq!(short[..short.len() - 1], whole, "few enough to be told at once");

    let stored = query(&database, "SELECT reason FROM findings WHERE rule IN ('curriculum', 'service-credit') AND reason IS NULL");
    assert_eq!(stored, Vec::<Vec<String>>::new());
    let json = run(&[&"show", &database, &"--json"]).ended(0).json();
    let reason = |list: &str, person: &str| {
        let row = json[list].as_array().and_then(|rows| rows.iter().find(|row| row["subject"].as_str() == Some(person)));
        row.and_then(|row| row["reason"].as_str()).unwrap_or_else(|| panic!("{list} of {person}: {json}")).to_owned()
    };
    assert_eq!(reason("unmet_training", "101 辛八"), "可用时段均已排满，剩余时间不够补足所欠");
    assert!(reason("missed_credits", "006 己六").starts_with("可计基层服务的岗位 3 个："), "{json}");
    let english = run(&[&"show", &database, &"--lang", &"en"]).ended(0).out;
    assert!(english.contains("1 person with unmet training") && english.contains("why: "), "{english}");
    let of_one = run(&[&"show", &database, &"--person", &"101"]).ended(0).out;
    assert!(of_one.contains("未完成培训 1 人") && !of_one.contains("己六"), "{of_one}");
    run(&[&"audit", &database]).ended(0);

    let counts = plan(&input, &home.path().join("另.db"), &["--json"]).ended(0).json();
    for list in ["unmet_training", "missed_credits", "shortages"] {
        assert_eq!(counts[list].as_u64(), json[list].as_array().map(|rows| rows.len() as u64), "{list}");
    }
}

#[test]
fn planning_and_showing_count_shortages_alike() {
    let mut dataset = three();
    dataset[1].1.push(vec!["P9", "T2", "外科", "长期派驻", "9", "9", "9"]);
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &dataset);
    let database = home.path().join("县.db");
    let told = plan(&input, &database, &[]).ended(0).out;
    let shown = run(&[&"show", &database]).ended(0).out;
    let heading = told.lines().find(|line| line.starts_with("缺口 ")).unwrap_or_else(|| panic!("{told}"));
    assert!(shown.lines().any(|line| line == heading), "{heading}: {shown}");
    // Twelve half-months each, told as one where the reason stays the same.
    let windows = query(&database, "SELECT * FROM shortages").len();
    assert!(windows >= 12 && !heading.contains(&format!("缺口 {windows} 项")), "{windows}: {heading}");
    // A finished search leaves nobody who could simply be added.
    assert!(!shown.contains("可直接补上"), "{shown}");
}

#[test]
fn nothing_short_is_said_too() {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = three();
    dataset[1].1.truncate(2);
    let shown = run(&[&"show", &planned(home.path(), &dataset)]).ended(0).out;
    assert!(shown.contains("没有缺口") && !shown.contains("未完成培训"), "{shown}");
}

#[test]
fn a_repair_tells_whose_training_falls_short_by_it() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    let input = folder(home.path(), "数据2", &too_little_time());
    let told = run(&[&"replan", &database, &input]).ended(0).out;
    for words in ["未完成培训：0 人 → 1 人", "  101 辛八：", "服务年限未达：0 人 → 1 人", "  006 己六："] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // Against that plan nothing falls short that did not before.
    let again = run(&[&"replan", &database, &"--plan", &"2", &"--json"]).ended(0).json();
    assert_eq!(again["unmet_training"], serde_json::json!({"before": 1, "now": 1, "more": []}));
}
