//! Repairs of a plan after new facts, and why a plan is as it is.

use crate::county::{Dataset, folder, full, three, three_and};
use crate::program::{Run, files, open, plan, planned, query, run};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;

fn replan(database: &Path, more: &[&str]) -> Run {
    let mut arguments: Vec<&dyn AsRef<OsStr>> = vec![&"replan", &database];
    arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<OsStr>));
    run(&arguments)
}

fn explain(database: &Path, question: &[&str]) -> Run {
    let mut arguments: Vec<&dyn AsRef<OsStr>> = vec![&"explain", &database];
    arguments.extend(question.iter().map(|argument| argument as &dyn AsRef<OsStr>));
    run(&arguments)
}

/// Who is at the post in the newest plan.
fn holder(database: &Path, post: &str) -> String {
    let sql = format!("SELECT person FROM roster WHERE plan = (SELECT max(plan) FROM plan_summary) AND post = '{post}'");
    open(database).query_row(&sql, [], |row| row.get(0)).unwrap()
}

fn codes(moves: &Value) -> Vec<&str> {
    moves.as_array().map_or(Vec::new(), |moves| moves.iter().filter_map(|person| person["person"].as_str()).collect())
}

#[test]
fn a_leave_moves_whom_it_must_and_is_known_ever_after() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let (ill, other) = (holder(&database, "P1"), holder(&database, "P2"));
    let leave = format!("{ill}:2027-03-01..2027-04-30:病假");
    let repaired = replan(&database, &["--leave", &leave, "--reason", "病了", "--json"]).ended(0).json();
    assert_eq!((&repaired["plan"], &repaired["repairs"], &repaired["reason"]), (&2.into(), &1.into(), &"病了".into()));
    let stand_in = holder(&database, "P1");
    assert_ne!(stand_in, ill);
    assert_eq!(holder(&database, "P2"), other, "nobody else moves");
    let mut moved = [ill.as_str(), stand_in.as_str()];
    moved.sort_unstable();
    assert_eq!(codes(&repaired["moves"]), moved);
    assert_eq!(repaired["facts"][0]["rows"][0], serde_json::json!({"table": "leave", "row": 2}));
    assert!(repaired["costs"].as_array().unwrap().iter().any(|cost| cost["rule"] == "stability" && cost["before"] == 0), "{repaired}");

    let summary = query(&database, "SELECT baseline, repair_reason, score_stability > 0 FROM plan_summary ORDER BY plan");
    assert_eq!(summary[0].join(" "), "Null Null Null");
    assert!(summary[1][0].contains("Integer(1)") && summary[1][2].contains("Integer(1)"), "{summary:?}");
    run(&[&"audit", &database]).ended(0);

    // The leave is a row of the stored tables by now: a repair of nothing changes nothing.
    let again = replan(&database, &["--json"]).ended(0).json();
    assert_eq!((&again["repairs"], &again["people_affected"]), (&2.into(), &0.into()));
    assert_eq!(holder(&database, "P1"), stand_in);
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn resignations_bans_fixed_stays_and_new_posts() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let (first, second) = (holder(&database, "P1"), holder(&database, "P2"));
    replan(&database, &["--resign", &format!("{first}:2027-02-01")]).ended(0);
    assert_ne!(holder(&database, "P1"), first);
    let told = replan(&database, &["--plan", "1", "--forbid", &format!("{second}:P2")]).ended(0);
    assert_ne!(holder(&database, "P2"), second);
    assert!(told.out.contains("既定表第 2 行") && told.out.contains("受影响的人"), "{}", told.out);
    let post = "代码=P3,机构=T1,派驻类型=短期支援,最低=1,目标=1,最高=1,任期选项=3";
    replan(&database, &["--plan", "1", "--add-post", post]).ended(0);
    holder(&database, "P3");
    replan(&database, &["--plan", "1", "--pin", "005:P2:2027-04-01..2027-06-30"]).ended(0);
    let fixed = query(&database, "SELECT 1 FROM roster WHERE plan = 5 AND post = 'P2' AND person = '005' AND from_date = '2027-04-01'");
    assert_eq!(fixed.len(), 1);
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn updated_tables_are_repaired_against_the_plan_in_force() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let ill = holder(&database, "P1");
    let leave: Vec<Vec<&str>> = vec![vec!["工号", "起", "止", "类型", "审批"], vec![&ill, "2027-05-01", "2027-06-30", "病假", "已批准"]];
    let text: &'static str = Box::leak(leave.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("\n").into_boxed_str());
    let updated = folder(home.path(), "更新", &three_and("请假", text));
    let repaired = replan(&database, &[updated.to_str().unwrap(), "--json"]).ended(0).json();
    assert!(codes(&repaired["moves"]).contains(&ill.as_str()), "{repaired}");
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn published_months_stay_for_others() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    run(&[&"publish", &database, &"--through", &"2027-03", &"--by", &"张三"]).ended(0);
    let (ill, other) = (holder(&database, "P1"), holder(&database, "P2"));
    let leave = format!("{ill}:2027-02-01..2027-05-31:病假");
    let repaired = replan(&database, &["--leave", &leave, "--json"]).ended(0).json();
    assert!(!codes(&repaired["moves"]).contains(&other.as_str()), "{repaired}");
    let kept = query(
        &database,
        &format!("SELECT from_date FROM roster WHERE plan = 2 AND person = '{other}' AND post = 'P2' AND from_date < '2027-04-01'"),
    );
    assert!(!kept.is_empty(), "who was published and is not ill stays");
    run(&[&"audit", &database]).ended(0);
    // The same leave again is known already.
    assert!(replan(&database, &["--leave", &leave]).ended(2).err.contains("请假已经有了"));
}

#[test]
fn whoever_has_begun_a_half_month_has_been_there() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    run(&[&"publish", &database, &"--through", &"2027-03", &"--by", &"张三"]).ended(0);
    let ill = holder(&database, "P1");
    // On top of what is published, a published month is not asked about again.
    replan(&database, &[]).ended(0);
    let asked = explain(&database, &["options", "P1", "2027-02"]).ended(0).out;
    assert!(asked.contains("2027-02 已经发布") && asked.contains("--plan") && !asked.contains("可用"), "{asked}");
    let asked = explain(&database, &["options", "P1", "2027-02", "--plan", "1", "--json"]).ended(0).json();
    assert_eq!((&asked["published"], asked["options"].as_array().is_some_and(|told| !told.is_empty())), (&false.into(), true));

    let leave = format!("{ill}:2027-01-10..2027-05-31:病假");
    replan(&database, &["--leave", &leave, "--reason", "住院 13800001234"]).ended(0);
    let newest = "plan = (SELECT max(plan) FROM plan_summary)";
    let one = |sql: &str| open(&database).query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    let served =
        format!("group_concat(from_date || '/' || to_date) FROM roster WHERE {newest} AND person = '{ill}' AND from_date < '2027-06-01'");
    assert_eq!(one(&format!("SELECT {served}")), "2027-01-01/2027-01-15");
    assert_eq!(one(&format!("SELECT repair_reason FROM plan_summary WHERE {newest}")), "住院 138******34");
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn bad_input_is_said_and_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let before = files(home.path());
    for (wrong, said) in [
        (&["--leave", "009:2027-03-01..2027-04-30:病假"][..], "没有工号为 009 的人员"),
        (&["--resign", "001:2031-01-01"], "不在计划期"),
        (&["--pin", "001:P9:2027-03-01..2027-05-31"], "没有岗位、科室或机构 P9"),
        (&["--pin", "001:P1:2027-03-01..2027-05-31", "--leave", "001:2027-04-01..2027-04-30"], "互相矛盾"),
        (&["--pin", "001:P1:2027-03-01..2027-05-31", "--forbid", "001:P1"], "互相矛盾"),
        (&["--leave", "001:2027-03-01..2027-03-31:病假", "--resign", "001:2027-02-01"], "互相矛盾"),
        (&["--leave", "001:2027-03-01..2027-03-31:病假", "--leave", "001:2027-03-01..2027-03-31:病假"], "互相矛盾"),
        (&["--add-post", "代码=P1,机构=T1,派驻类型=巡诊"], "岗位 P1 已经有了"),
        (&["--add-post", "代码=P7,机构=T9,派驻类型=巡诊"], "T9"),
        (&["--plan", "7"], "7"),
    ] {
        let failed = replan(&database, wrong).ended(2);
        assert!(failed.err.contains(said) && failed.out.is_empty(), "{wrong:?}: {}", failed.err);
        assert_eq!(files(home.path()), before, "{wrong:?}");
    }
    replan(&home.path().join("没有.db"), &[]).ended(1);
    for wrong in [["--leave", "001"], ["--leave", "001:2027-13-01..2027-14-01:病假"], ["--add-post", "代码=P9"]] {
        let failed = replan(&database, &wrong).ended(2);
        assert!(
            failed.err.contains(&wrong.concat().replace("--leave", "--leave “").replace("--add-post", "--add-post “")),
            "{}",
            failed.err
        );
    }
    for question in [&["person", "009"][..], &["why-not", "001", "P9", "2027-03"], &["options", "P1", "2031-01"], &["shortage", "99"]] {
        explain(&database, question).ended(2);
    }
    assert_eq!(files(home.path()), before);
}

#[test]
fn statements_that_contradict_each_other_are_told_with_their_rows() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let before = files(home.path());
    let pins = ["--pin", "001:P1:2027-01-01..2027-06-30", "--pin", "003:P1:2027-01-01..2027-06-30"];
    let failed = replan(&database, &pins).ended(3);
    assert!(failed.err.contains("撤回任何一条其余即可成立"), "{}", failed.err);
    assert!(failed.err.contains("锁定：001 甲一"), "{}", failed.err);
    assert!(pins.chunks(2).all(|pin| failed.err.contains(&format!("[{}]", pin.join(" ")))), "{}", failed.err);
    let json = replan(&database, &[&pins[..], &["--json"]].concat()).ended(3).json();
    let sets = json["smallest_sets"].as_array().unwrap();
    assert_eq!(sets.len(), 1, "{json}");
    assert_eq!(sets[0]["needed"], serde_json::json!([true, true]));
    assert_eq!(sets[0]["statements"][1]["location"]["file"], pins[2..].join(" "));
    assert_eq!(files(home.path()), before);

    let both = three_and("既定", "工号|岗位|起|止|类型\n 001|P1|2027-01-01|2027-06-30|锁定\n 003|P1|2027-01-01|2027-06-30|锁定");
    let input = folder(home.path(), "矛盾", &both);
    let failed = plan(&input, &home.path().join("新.db"), &[]).ended(3);
    assert!(failed.err.contains("既定.csv") && failed.err.contains("第 3 行"), "{}", failed.err);
}

#[test]
fn a_pin_against_a_stay_that_is_under_way_is_told_with_both() {
    let home = tempfile::tempdir().unwrap();
    let under_way = three_and("历史", "工号|机构|科室或岗位|起|止|类型\n 001|T1|P1|2026-11-01|2027-04-30|下派");
    let database = planned(home.path(), &under_way);
    let pin = "001:P2:2027-03-01..2027-05-31";
    let failed = replan(&database, &["--pin", pin]).ended(3);
    let set = failed.err.split_once("下列各条互相矛盾，撤回任何一条其余即可成立：\n").unwrap_or_else(|| panic!("{}", failed.err)).1;
    let told: Vec<&str> = set.lines().collect();
    assert_eq!(told.len(), 2, "{set}");
    assert!(told[0].contains("在途：001 甲一 在 东乡卫生院 内科长期派驻（P1）") && told[0].ends_with("“历史” 第 2 行]"), "{set}");
    assert!(told[1].contains("锁定：001 甲一 在 西乡卫生院 外科短期支援（P2）") && told[1].ends_with(&format!("[--pin {pin}]")), "{set}");

    let mut both = under_way;
    both.push(("既定", crate::county::rows("工号|岗位|起|止|类型\n 001|P2|2027-03-01|2027-05-31|锁定")));
    let input = folder(home.path(), "矛盾", &both);
    for run in [plan(&input, &home.path().join("新.db"), &[]), run(&[&"check", &input, &"--from", &"2027-01", &"--months", &"6"])] {
        let failed = run.ended(3);
        let told = failed.err.lines().filter(|line| line.contains("历史.csv 第 2 行]") || line.contains("既定.csv 第 2 行]")).count();
        assert_eq!(told, 2, "{}", failed.err);
    }
    let json = run(&[&"check", &input, &"--from", &"2027-01", &"--json"]).ended(3).json();
    assert_eq!((&json["ok"], &json["smallest_sets"][0]["needed"]), (&false.into(), &serde_json::json!([true, true])));
}

#[test]
fn what_the_tables_refuse_of_a_fact_is_told_of_its_option() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three_and("请假", "工号|起|止|审批\n 001|2027-03-01|2027-03-31|是"));
    let failed = replan(&database, &["--pin", "001:P1:2027-03-01..2027-05-31"]).ended(2);
    assert!(failed.err.starts_with("--pin 001:P1:2027-03-01..2027-05-31\n  [错误 pin-over-leave] “起”"), "{}", failed.err);
    let failed = replan(&database, &["--add-post", "代码=P3,机构=T1,派驻类型=胡说"]).ended(2);
    assert!(failed.err.starts_with("--add-post 代码=P3,机构=T1,派驻类型=胡说\n"), "{}", failed.err);
}

#[test]
fn what_was_told_is_taken_back_and_logged() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let (first, second) = (holder(&database, "P1"), holder(&database, "P2"));
    let (leave, gone) = (format!("{first}:2027-03-01..2027-04-30:病假"), format!("{second}:2027-04-01"));
    replan(&database, &["--leave", &leave, "--resign", &gone]).ended(0);
    let listed = run(&[&"list", &database]).ended(0).out;
    assert!(listed.contains(&format!("  --leave {leave}")) && listed.contains(&format!("  --resign {gone}")), "{listed}");
    assert_eq!(run(&[&"list", &database, &"--json"]).ended(0).json()["told"].as_array().map(Vec::len), Some(2));

    let before = files(home.path());
    let unknown = replan(&database, &["--take-back", "--leave 009:2027-03-01..2027-04-30:病假"]).ended(2);
    assert!(unknown.err.contains("没有告知过") && unknown.err.contains(&format!("--leave {leave}")), "{}", unknown.err);
    replan(&database, &["--take-back", &leave, "--leave", &leave]).ended(2);
    assert_eq!(files(home.path()), before);

    let told = replan(&database, &["--take-back", &format!("--leave {leave}"), "--reason", "假条收回"]).ended(0);
    assert!(told.out.contains(&format!("收回：--leave {leave}")), "{}", told.out);
    let logged = "SELECT reason, json_extract(detail, '$.fact') FROM event WHERE action = 'fact-taken-back'";
    assert_eq!(query(&database, logged).len(), 1);
    assert_eq!(run(&[&"list", &database, &"--json"]).ended(0).json()["told"], serde_json::json!([format!("--resign {gone}")]));
    let back = replan(&database, &["--take-back", &gone, "--plan", "1", "--json"]).ended(2).json();
    assert!(back["error"].as_str().is_some_and(|error| error.contains("没有告知过")), "plan 1 was told nothing: {back}");
    replan(&database, &["--take-back", &gone]).ended(0);
    assert_eq!(holder(&database, "P2"), second);
    // What the stored tables say is what they said at first.
    assert_eq!(query(&database, "SELECT DISTINCT dataset FROM plan WHERE plan IN (1, 4)").len(), 1);
    run(&[&"audit", &database]).ended(0);

    // What is published rests on it.
    let short = format!("{first}:2027-01-05..2027-01-20:病假");
    replan(&database, &["--leave", &short]).ended(0);
    run(&[&"publish", &database, &"--through", &"2027-01", &"--by", &"张三"]).ended(0);
    assert!(replan(&database, &["--take-back", &short]).ended(2).err.contains("已发布至 2027-01"));
}

#[test]
fn tables_are_checked_against_the_book() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let (first, elsewhere) = (holder(&database, "P1"), "P2");
    replan(&database, &["--forbid", &format!("{first}:P2")]).ended(0);
    run(&[&"publish", &database, &"--through", &"2027-01", &"--by", &"张三"]).ended(0);
    let row = format!("工号|机构|科室或岗位|起|止|类型\n {first}|T2|{elsewhere}|2027-01-01|2027-03-31|下派");
    let contrary = folder(home.path(), "矛盾", &three_and("历史", row.leak()));
    let check = |more: &[&str]| {
        let mut arguments: Vec<&dyn AsRef<OsStr>> = vec![&"check", &contrary, &"--from", &"2027-02", &"--months", &"5"];
        arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<OsStr>));
        run(&arguments)
    };
    check(&[]).ended(0);
    let before = files(home.path());
    let book = database.to_str().unwrap();
    assert!(check(&["--db", book]).ended(2).out.contains("contradicts-publication"));
    check(&["--db", home.path().join("没有.db").to_str().unwrap()]).ended(1);
    let sound = folder(home.path(), "相同", &three());
    let told = run(&[&"check", &sound, &"--db", &book]).ended(0);
    assert!(told.out.contains("依据第 1 次发布") && told.err.contains(&format!("--forbid {first}:P2")), "{}\n{}", told.out, told.err);
    assert_eq!(files(home.path()), before);
}

#[test]
fn the_plan_may_be_named_after_the_question() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    assert_eq!(explain(&database, &["pool", "--plan", "1", "--json"]).ended(0).json()["plan"], 1);
    explain(&database, &["shortage", "--plan", "7"]).ended(2);
}

#[test]
fn every_why_has_an_answer() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let before = files(home.path());
    let (first, second) = (holder(&database, "P1"), holder(&database, "P2"));
    let there = explain(&database, &["why-not", &first, "P1", "2027-03", "--json"]).ended(0).json();
    assert_eq!(there["answer"], "there");
    let possible = explain(&database, &["why-not", &second, "P1", "2027-01", "--json"]).ended(0).json();
    assert_eq!(possible["answer"], "possible", "{possible}");
    let moved = codes(&possible["moves"]);
    assert!(moved.contains(&first.as_str()) && moved.contains(&second.as_str()), "both posts are for one: {possible}");
    assert!(possible["costs"].as_array().unwrap().iter().any(|cost| cost["rule"] == "stability"), "{possible}");
    let options = explain(&database, &["options", "P1", "2027-03", "--json"]).ended(0).json();
    assert_eq!(options["there"], serde_json::json!([first]));
    assert!(!options["options"].as_array().unwrap().is_empty(), "{options}");
    let person = explain(&database, &["person", &first]).ended(0);
    assert!(person.out.contains("若不安排：目标需求·岗位与需求配备 +12"), "twelve half-months of the target: {}", person.out);
    let english = explain(&database, &["person", &second, "--lang", "en"]).ended(0);
    assert!(english.out.contains("without it: target cover, cover +12"), "{}", english.out);
    assert!(explain(&database, &["shortage"]).ended(0).out.contains("没有缺口"));
    assert!(explain(&database, &["pool"]).ended(0).out.contains("没有编制周转池"));
    assert_eq!(files(home.path()), before, "asking changes nothing");
}

#[test]
fn a_told_kind_of_leave_that_is_none_is_asked_about_and_believed() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &three());
    let ill = holder(&database, "P1");
    let odd = format!("{ill}:2027-03-01..2027-04-30:胡说");
    let told = replan(&database, &["--leave", &odd]).ended(0);
    assert!(told.err.contains(&format!("--leave {odd}")) && told.err.contains("unusual-leave-kind"), "{}", told.err);
    assert_ne!(holder(&database, "P1"), ill);
    let usual = format!("{ill}:2027-05-01..2027-05-31:年休假");
    let told = replan(&database, &["--leave", &usual]).ended(0);
    assert!(!told.err.contains(&format!("--leave {usual}")), "{}", told.err);
}

#[test]
fn stays_under_way_are_named_as_what_they_are() {
    let home = tempfile::tempdir().unwrap();
    let under_way = three_and("历史", "工号|机构|科室或岗位|起|止|类型\n 001|T1|P1|2026-11-01|2027-04-30|下派");
    let database = planned(home.path(), &under_way);
    for (question, person) in [(["why-not", "001", "P2", "2027-03"], "001"), (["why-not", "002", "P1", "2027-02"], "002")] {
        let told = explain(&database, &question).ended(0).out;
        assert!(
            told.starts_with(&format!("不行：{person}")) && told.contains("在途安排：001 甲一，东乡卫生院 内科长期派驻（P1）"),
            "{told}"
        );
        assert!(!told.contains("既定"), "nothing is fixed in any table: {told}");
    }
    assert!(explain(&database, &["person", "001"]).ended(0).out.contains("计划期开始时已在途或已发布，照旧"));
}

#[test]
fn rules_that_forbid_shortages_and_pools_are_told_in_words() {
    let home = tempfile::tempdir().unwrap();
    let senior: Dataset = three()
        .into_iter()
        .map(|(name, rows)| match name {
            "岗位" => (
                name,
                crate::county::rows(
                    "代码|机构|科室|派驻类型|最低|目标|最高|最低职称\n P1|T1|内科|长期派驻|0|1|1|副高\n P2|T2|外科|短期支援|1|2|2|正高",
                ),
            ),
            _ => (name, rows),
        })
        .collect();
    let database = planned(home.path(), &senior);
    let forbidden = explain(&database, &["why-not", "002", "P1", "2027-03", "--json"]).ended(0).json();
    assert_eq!(forbidden["answer"], "forbidden");
    assert_eq!(forbidden["rules"][0]["rule"], "eligibility", "{forbidden}");
    let words = explain(&database, &["why-not", "002", "P1", "2027-03"]).ended(0);
    assert!(words.out.contains("副高"), "{}", words.out);
    let all = explain(&database, &["shortage"]).ended(0);
    assert!(all.out.contains("P2") && !all.out.contains("001 甲一"), "{}", all.out);
    let one = explain(&database, &["shortage", "1"]).ended(0);
    assert!(one.out.contains("001 甲一：职称不够或未知"), "{}", one.out);

    let pool = home.path().join("池");
    std::fs::create_dir(&pool).unwrap();
    let database = planned(&pool, &full());
    let told = explain(&database, &["pool", "--json"]).ended(0).json();
    assert_eq!(told["pools"][0]["size"], 4, "{told}");
    let free = told["pools"][0]["free_at_peak"].as_i64().unwrap();
    let used = told["pools"][0]["most_in_use"].as_i64().unwrap();
    assert_eq!(free + used, 4);
    assert!(explain(&database, &["pool"]).ended(0).out.contains("下限 50%"));
}
