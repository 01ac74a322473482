//! The month after the first: publish, plan on top of it, repair, compare; nobody types what was published.

use crate::county::{Dataset, folder, full};
use crate::program::{files, open, plan, query, run};
use rusqlite::Connection;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A file with a plan from January, published through January, and the folder of its tables.
fn published(home: &Path, dataset: &Dataset) -> (PathBuf, PathBuf) {
    let (input, database) = (folder(home, "数据", dataset), home.join("县.db"));
    plan(&input, &database, &[]).ended(0);
    let told = run(&[&"publish", &database, &"--through", &"2027-01", &"--by", &"张三", &"--json"]).ended(0).json();
    assert_eq!((told["publication"].as_i64(), told["through"].as_str()), (Some(1), Some("2027-01")));
    (input, database)
}

/// Plans from the month, for five months.
fn plan_from(input: &Path, database: &Path, month: &str) -> crate::program::Run {
    run(&[&"plan", &input, &"--db", &database, &"--from", &month, &"--months", &"5", &"--effort", &"quick"])
}

/// The tables without their start month, so that each plan names its own.
fn county() -> Dataset {
    let mut dataset = full();
    dataset[0].1 = crate::county::rows("县域名称|时段\n 示例县|半月");
    dataset
}

/// The same, with terms of half a year at the resident posts: whoever goes in January is there to the end of June.
fn county_of_long_terms() -> Dataset {
    let mut dataset = county();
    let posts = dataset.iter_mut().find(|(name, _)| *name == "岗位").expect("the table");
    posts.1 = crate::county::rows(
        "代码|机构|科室|派驻类型|最低|目标|最高|占周转编制|任期选项\n P1|T1|内科|长期派驻|0|1|1|是|6\n P2|T2|外科|长期派驻|0|1|1|是|6\n \
         P3|T1||短期支援|0|1|1|否|",
    );
    dataset
}

fn with_row(mut dataset: Dataset, table: &str, row: Vec<&'static str>) -> Dataset {
    let found = dataset.iter_mut().find(|(name, _)| *name == table).expect("the table");
    found.1.push(row);
    dataset
}

fn texts(database: &Path, sql: &str) -> Vec<String> {
    let connection = open(database);
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells: Vec<String> =
            (0..columns).map(|at| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default)).collect::<Result<_, _>>()?;
        Ok(cells.join(" "))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Refused with the code and the words; the folder is as it was.
#[track_caller]
fn refused(home: &Path, arguments: &[&str], words: [&str; 2]) {
    // What a reader of this test left beside the file may be tidied up.
    let kept = || files(home).into_iter().filter(|file| !file.starts_with("县.db-")).collect::<Vec<_>>();
    let before = kept();
    for (language, words) in [("zh", words[0]), ("en", words[1])] {
        let mut all: Vec<&dyn AsRef<std::ffi::OsStr>> = arguments.iter().map(|argument| argument as &dyn AsRef<std::ffi::OsStr>).collect();
        all.extend([&"--lang" as &dyn AsRef<std::ffi::OsStr>, &language]);
        let run = run(&all).ended(2);
        assert!(run.err.contains(words), "{words}: {}", run.err);
        assert_eq!(run.out, "");
    }
    assert_eq!(kept(), before);
}

const STAYS: &str = "SELECT person, post, from_date, to_date, pool_post FROM roster WHERE plan = ";

#[test]
fn what_was_published_is_in_the_next_plan_and_nobody_types_it() {
    let home = tempfile::tempdir().unwrap();
    let (input, database) = published(home.path(), &county());
    let january = format!("{STAYS} 1 AND from_date <= '2027-01-31' AND to_date >= '2027-02-01' ORDER BY person");
    let running = texts(&database, &january);
    assert!(running.len() >= 2, "{running:?}");
    plan_from(&input, &database, "2027-02").ended(0);
    let carried = texts(
        &database,
        "SELECT person, post, from_date, to_date, pool_post FROM roster WHERE plan = 2 AND from_date < '2027-02-01' ORDER BY person",
    );
    assert_eq!(carried, running);
    // January's service counts, and is rebuilt from what was published then.
    run(&[&"publish", &database, &"--through", &"2027-03", &"--by", &"李四"]).ended(0);
    plan_from(&input, &database, "2027-04").ended(0);
    let served =
        texts(&database, "SELECT person, institution FROM service_ledger WHERE from_date >= '2027-01-01' AND to_date < '2027-04-01'");
    let ended =
        texts(&database, "SELECT person, institution FROM roster WHERE plan = 2 AND to_date < '2027-04-01' AND to_date >= '2027-02-01'");
    assert!(!ended.is_empty() && ended.iter().all(|stay| served.contains(stay)), "{ended:?} in {served:?}");
    // A trainee passes through three and a half months in all, whichever plan has the say: nothing is done twice.
    let rotated = "SELECT count(*) FROM roster_by_month AS r JOIN months_in_force AS m ON m.month = r.month AND m.plan = r.plan
        WHERE person = '101'";
    assert_eq!(query(&database, rotated), [["Integer(7)"]]);
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn published_months_are_frozen_for_later_plans() {
    let home = tempfile::tempdir().unwrap();
    let (input, database) = published(home.path(), &county_of_long_terms());
    let begun = "AND from_date <= '2027-01-31' ORDER BY person, from_date";
    let wanted = texts(&database, &format!("{STAYS} 1 {begun}"));
    // A leave that would have kept somebody away all the year comes too late for January, and in time for February.
    let ill =
        wanted.iter().find(|stay| stay.contains("2027-06-30")).and_then(|stay| stay.split(' ').next()).expect("somebody stays to June");
    let ill: &'static str = ill.to_owned().leak();
    let dataset = with_row(county_of_long_terms(), "请假", vec![ill, "2027-01-01", "2027-12-31", "病假", "已批准"]);
    let input_again = folder(home.path(), "数据2", &dataset);
    let told = run(&[&"plan", &input_again, &"--db", &database, &"--from", &"2027-01", &"--months", &"6", &"--effort", &"quick"]).ended(0);
    assert!(told.err.contains("提前到 2027-01-31 结束"), "{}", told.err);
    let found = texts(&database, &format!("{STAYS} 2 {begun}"));
    let cut = |stay: &String| if stay.starts_with(ill) { stay.replace("2027-06-30", "2027-01-31") } else { stay.clone() };
    assert_eq!(found, wanted.iter().map(cut).collect::<Vec<_>>());
    // The decided month holds, so the plan may be published; the cut is told to nobody else.
    run(&[&"publish", &database, &"--through", &"2027-02", &"--by", &"张三"]).ended(0);
    // The month that was published with more gives the pool post back: the next one knows nothing of it.
    let given_back = format!("SELECT month, to_date FROM pool_months WHERE person = '{ill}' AND returned");
    assert_eq!(texts(&database, &given_back), ["2027-01 2027-01-31"]);
    run(&[&"audit", &database]).ended(0);
    // The start month follows from what is published where nobody names it.
    let next = run(&[&"plan", &input, &"--db", &database, &"--months", &"3", &"--effort", &"quick"]).ended(0);
    assert!(next.err.contains("即 2027-03 开始"), "{}", next.err);
}

#[test]
fn history_that_says_the_same_is_one_and_what_contradicts_is_a_fault() {
    let home = tempfile::tempdir().unwrap();
    let (_, database) = published(home.path(), &county_of_long_terms());
    let stay = texts(&database, &format!("{STAYS} 1 AND from_date = '2027-01-01' AND to_date = '2027-06-30' LIMIT 1")).remove(0);
    let cells: Vec<&'static str> = stay.split(' ').map(|cell| &*cell.to_owned().leak()).collect();
    let (person, post) = (cells[0], cells[1]);
    let (host, other) = if post == "P2" { ("T2", "T1") } else { ("T1", "T2") };
    let elsewhere = if other == "T1" { "P1" } else { "P2" };
    let with = |host, place, to| with_row(county_of_long_terms(), "历史", vec![person, host, place, "2027-01-01", to, "下派"]);

    let same = folder(home.path(), "相同", &with(host, post, "2027-06-30"));
    let run_same = plan_from(&same, &database, "2027-02").ended(0);
    assert!(!run_same.err.contains("contradicts") && !run_same.err.contains("differs-from-publication"), "{}", run_same.err);
    let times =
        texts(&database, &format!("SELECT person, post FROM roster WHERE plan = 2 AND person = '{person}' AND from_date < '2027-02-01'"));
    assert_eq!(times, [format!("{person} {post}")]);

    let shorter = folder(home.path(), "较短", &with(host, post, "2027-03-31"));
    assert!(plan_from(&shorter, &database, "2027-02").ended(0).err.contains("[提醒 differs-from-publication] 第 4 行"));
    let held = texts(&database, &format!("SELECT to_date FROM roster WHERE plan = 3 AND person = '{person}' AND from_date = '2027-01-01'"));
    assert_eq!(held, ["2027-06-30"]);

    let contrary = folder(home.path(), "矛盾", &with(other, elsewhere, "2027-03-31"));
    let arguments = ["plan", contrary.to_str().unwrap(), "--db", database.to_str().unwrap(), "--from", "2027-02", "--effort", "quick"];
    refused(
        home.path(),
        &arguments,
        ["历史.csv\n  [错误 contradicts-publication] 第 4 行 D 列“起”", "row 4, column D “起”: a past stay contradicts"],
    );
}

#[test]
fn what_may_not_be_published_is_refused_and_nothing_changes() {
    let home = tempfile::tempdir().unwrap();
    let (input, database) = published(home.path(), &county());
    let file = database.to_str().unwrap();
    plan_from(&input, &database, "2027-02").ended(0);
    plan_from(&input, &database, "2027-03").ended(0);
    let publish = |more: &[&'static str]| [&["publish", file], more].concat();
    refused(home.path(), &publish(&["--plan", "1", "--through", "2027-01", "--by", "张三"]), ["不能倒着发布", "cannot publish backwards"]);
    refused(home.path(), &publish(&["--plan", "2", "--through", "2026-12", "--by", "张三"]), ["不在方案 2 的计划期内", "outside plan 2"]);
    refused(home.path(), &publish(&["--plan", "9", "--through", "2027-02", "--by", "张三"]), ["没有编号为 9 的方案", "there is no plan 9"]);
    refused(home.path(), &publish(&["--plan", "2", "--through", "2027-02", "--by", " "]), ["没有写明由谁发布", "not said who publishes"]);
    refused(
        home.path(),
        &publish(&["--plan", "3", "--through", "2027-03", "--by", "张三"]),
        ["2027-02 起的月份还没有发布", "from 2027-02 on are not published"],
    );
    run(&[&"publish", &database, &"--plan", &"2", &"--through", &"2027-02", &"--by", &"张三"]).ended(0);
    refused(home.path(), &publish(&["--plan", "1", "--through", "2027-03", "--by", "张三"]), ["方案 1 已被取代", "plan 1 is superseded"]);
    refused(home.path(), &publish(&["--plan", "3", "--through", "2027-03", "--by", "张三"]), ["方案 3 已被取代", "plan 3 is superseded"]);
    refused(
        home.path(),
        &publish(&["--through", "2027-13", "--by", "张三"]),
        ["应为年月，例如 2027-01", "expected a month such as 2027-01"],
    );
    let missing = home.path().join("没有.db");
    run(&[&"publish", &missing, &"--through", &"2027-01", &"--by", &"张三"]).ended(1);
    assert!(!missing.exists());
}

#[test]
fn the_book_lists_plans_and_what_changed_in_the_tables() {
    let home = tempfile::tempdir().unwrap();
    let (_, database) = published(home.path(), &county());
    let mut dataset = with_row(county(), "请假", vec!["002", "2027-04-01", "2027-04-20", "年假", "已批准"]);
    dataset[5].1[1][8] = "13911112222";
    dataset[5].1[1][5] = "正高";
    let changed = folder(home.path(), "数据2", &dataset);
    plan_from(&changed, &database, "2027-02").ended(0);
    let list = run(&[&"list", &database, &"--datasets", &"--json"]).ended(0).json();
    let plans = list["plans"].as_array().unwrap();
    assert_eq!((plans[0]["status"].as_str(), plans[1]["status"].as_str()), (Some("已发布"), Some("草案")));
    assert_eq!((plans[0]["dataset"].as_i64(), plans[1]["dataset"].as_i64()), (Some(1), Some(2)));
    assert_eq!((plans[1]["rests_on"].as_i64(), plans[1]["frozen_through"].as_str()), (Some(1), Some("2027-01-31")));
    assert_eq!(plans[0]["publications"][0]["published_by"], "张三");
    let told: Vec<String> = list["datasets"][1]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| format!("{} {} {} {}", change["table"], change["change"], change["key"], change["row"]))
        .collect();
    assert_eq!(told, ["\"staff\" \"changed\" \"001\" 2", "\"leave\" \"added\" \"002 2027-04-01\" 3"]);
    let cells = &list["datasets"][1]["changes"][0]["cells"];
    assert_eq!(cells[0]["after"], "正高");
    assert_eq!((cells[1]["before"].as_str(), cells[1]["after"].as_str()), (Some("139****0001"), Some("139****2222")));
    let words = run(&[&"list", &database, &"--datasets", &"--with-private"]).ended(0).out;
    assert!(words.contains("人员~1，请假+1") && words.contains("13911112222") && words.contains("第 1 次 2027-01–2027-01 张三"), "{words}");
    // Without a name of a table nothing is private.
    assert!(!run(&[&"list", &database]).ended(0).out.contains("139"));
}

#[test]
fn two_plans_are_compared() {
    let home = tempfile::tempdir().unwrap();
    let (_, database) = published(home.path(), &county_of_long_terms());
    let stay = texts(&database, &format!("{STAYS} 1 AND from_date = '2027-01-01' AND to_date = '2027-06-30' LIMIT 1")).remove(0);
    let person: &'static str = stay.split(' ').next().unwrap().to_owned().leak();
    let ill = with_row(county_of_long_terms(), "请假", vec![person, "2027-02-10", "2027-06-30", "病假", "已批准"]);
    let ill = folder(home.path(), "数据2", &ill);
    plan_from(&ill, &database, "2027-02").ended(0);
    let diff = run(&[&"diff", &database, &"1", &"2", &"--json"]).ended(0).json();
    assert_eq!((diff["common"]["from"].as_str(), diff["common"]["to"].as_str()), (Some("2027-02-01"), Some("2027-06-30")));
    let moves = diff["moves"].as_array().unwrap();
    let own = moves.iter().find(|it| it["person"] == person).expect("the ill person");
    // The half-month in which the leave begins is still served.
    let ends = |it: &Value| it["to_date"].as_str().map(str::to_owned);
    assert_eq!(
        (own["kind"].as_str(), ends(&own["before"]), ends(&own["after"])),
        (Some("shifted"), Some("2027-06-30".into()), Some("2027-02-15".into()))
    );
    assert_eq!(own["since"], "2027-02-16");
    assert_eq!(
        diff["tiers"].as_array().unwrap().len(),
        diff["tiers"].as_array().unwrap().iter().filter(|tier| tier["before"].is_i64()).count()
    );
    let text = run(&[&"diff", &database, &"1", &"2"]).ended(0).out;
    assert!(text.contains(person) && text.contains("改期"), "{text}");
    // Nothing differs from itself.
    assert_eq!(run(&[&"diff", &database, &"2", &"2", &"--json"]).ended(0).json()["moves"], serde_json::json!([]));
    let file = home.path().join("对比.txt");
    assert!(run(&[&"diff", &database, &"1", &"2", &"--output", &file]).ended(0).out.contains("对比.txt"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    run(&[&"diff", &database, &"1", &"2", &"--output", &database]).ended(1);
    let sheet = home.path().join("对比.xlsx");
    let xlsx = |output: &Path| run(&[&"diff", &database, &"1", &"2", &"--format", &"xlsx", &"--output", &output]);
    xlsx(&sheet).ended(0);
    let bytes = std::fs::read(&sheet).unwrap();
    xlsx(&sheet).ended(0);
    assert!(bytes.starts_with(b"PK") && bytes == std::fs::read(&sheet).unwrap());
    xlsx(&database).ended(1);
    refused(home.path(), &["diff", database.to_str().unwrap(), "1", "7"], ["没有编号为 7 的方案", "there is no plan 7"]);
}

#[test]
fn ledgers_of_pool_posts_service_and_subsidies() {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = county_of_long_terms();
    // Away from July on, so that whoever goes in January is there for 181 days, whichever of equal plans is found.
    for person in ["001", "002", "003", "004", "005", "006"] {
        dataset = with_row(dataset, "请假", vec![person, "2027-07-01", "2027-12-31", "病假", "已批准"]);
    }
    dataset.push(("经费", crate::county::rows("名称|年度|金额(元)|适用级别\n 基层基金|2027|1500|基层\n 运行基金|2027|100000|")));
    dataset.push(("补贴", crate::county::rows("机构级别|职称|标准(元)|计发方式\n 基层||1000|月")));
    let (input, database) = published(home.path(), &dataset);
    let told = plan_from(&input, &database, "2027-02").ended(0);
    assert!(told.err.contains("经费“基层基金”2027 年 1500 元，计划期之前已发布的月份应付"), "{}", told.err);
    let show = |ledger: &str| run(&[&"show", &database, &"--ledger", &ledger, &"--json"]).ended(0).json();

    let pool = show("pool")["pool_posts"].as_array().unwrap().clone();
    let numbered: Vec<&Value> = pool.iter().filter(|span| span["pool_post"] == "周转01" || span["pool_post"] == "周转02").collect();
    assert!(!numbered.is_empty());
    // Every numbered post is accounted for in every month, held or free.
    for post in ["周转01", "周转02"] {
        let months = texts(&database, &format!("SELECT DISTINCT month FROM pool_months WHERE pool_post = '{post}' ORDER BY month"));
        assert_eq!(months, ["2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06"]);
    }
    let holdings = "SELECT count(*) FROM pool_months WHERE person IS NOT NULL AND month = '2027-01' AND plan = 1 AND publication = 1";
    let standing = "SELECT count(*) FROM pool_ledger WHERE plan = 1 AND from_date <= '2027-01-31'";
    assert_eq!(query(&database, holdings), query(&database, standing));

    // Half a month costs half: stays of dispatch at the grassroots, 1,000 a month.
    let due = "SELECT sum(yuan) FROM subsidies WHERE month = '2027-01'";
    let stays = "SELECT 500.0 * count(*) FROM roster_by_month WHERE plan = 1 AND month = '2027-01' AND dispatch_kind <> '轮转'";
    assert_eq!(query(&database, due), query(&database, stays));
    // The fund for the grassroots alone pays first and no more than it has; nobody goes unpaid.
    let paid = texts(&database, "SELECT fund, CAST(sum(yuan) AS INTEGER) || '' FROM subsidies GROUP BY fund ORDER BY fund");
    assert_eq!(paid[0], "基层基金 1500", "{paid:?}");
    assert_eq!(show("subsidies")["subsidies"].as_array().unwrap().len() as i64, {
        let count: i64 = open(&database).query_row("SELECT count(*) FROM subsidies", [], |row| row.get(0)).unwrap();
        count
    });

    let service = show("service");
    let long = service["long_postings"].as_array().unwrap();
    assert!(long.iter().any(|row| row["days"] == 181 && row["wanted"] == 183 && row["reached"] == false), "{long:?}");
    let history = service["service"].as_array().unwrap().iter().find(|row| row["source"] == "imported" && row["person"] == "001");
    assert_eq!(history.map(|row| (row["months"].as_f64(), row["counts_as_grassroots"].as_bool())), Some((Some(6.0), Some(true))));
    for ledger in ["pool", "service", "subsidies"] {
        for language in ["zh", "en"] {
            assert!(run(&[&"show", &database, &"--ledger", &ledger, &"--lang", &language]).ended(0).out.lines().count() > 3);
        }
    }
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn a_pool_post_that_is_kept_is_taken_once_whichever_plan_has_the_say() {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = county();
    let people = dataset.iter_mut().find(|(name, _)| *name == "人员").expect("the table");
    people.1.iter_mut().enumerate().for_each(|(at, row)| row.push(if at == 0 { "编制类型" } else { "实名编制" }));
    people.1.push(vec!["008", "癸十", "T1", "内科", "在岗职工", "中级", "", "", "", "周转池"]);
    let (input, database) = published(home.path(), &dataset);
    plan_from(&input, &database, "2027-02").ended(0);
    run(&[&"publish", &database, &"--through", &"2027-02", &"--by", &"张三"]).ended(0);
    plan_from(&input, &database, "2027-03").ended(0);
    let taken = "SELECT month FROM pool_months WHERE person = '008' AND taken";
    assert_eq!(texts(&database, taken), ["2027-01"]);
    let pool = run(&[&"show", &database, &"--ledger", &"pool", &"--json"]).ended(0).json();
    let spans: Vec<String> = pool["pool_posts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|span| span["person"] == "008")
        .map(|span| format!("{} {} {} {}", span["from_month"], span["through_month"], span["dates"]["from"], span["published"]))
        .collect();
    let expected = [r#""2027-01" "2027-02" "2027-01-01" true"#, r#""2027-03" "2027-07" "2027-01-01" false"#];
    assert_eq!(spans, expected);
    // Who holds one by a stay is told with the post.
    let posts = "SELECT DISTINCT p.post IS r.post AND r.post IS NOT NULL FROM pool_months AS p JOIN roster AS r
        ON r.plan = p.plan AND r.person = p.person AND r.pool_post = p.pool_post AND r.from_date = p.from_date";
    assert_eq!(query(&database, posts), [["Integer(1)"]]);
}

#[test]
fn a_pool_post_is_given_back_whatever_the_table_still_says() {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = with_row(county_of_long_terms(), "历史", vec!["003", "T1", "P1", "2026-09-01", "2027-02-28", "下派"]);
    dataset[11].1[1][2] = "003";
    let (input, database) = published(home.path(), &dataset);
    assert_eq!(texts(&database, "SELECT pool_post FROM roster WHERE person = '003'"), ["周转01"]);
    let said = run(&[&"publish", &database, &"--through", &"2027-02", &"--by", &"张三13800001234"]).ended(0).out;
    for told in [said, run(&[&"list", &database]).ended(0).out, run(&[&"list", &database, &"--json"]).ended(0).out] {
        assert!(told.contains("张三138******34") && !told.contains("13800001234"), "{told}");
    }
    for kept in ["SELECT published_by FROM publications", "SELECT actor FROM event WHERE action = 'published'"] {
        let kept = texts(&database, kept);
        assert!(kept.contains(&"张三138******34".to_owned()) && kept.len() == 2, "{kept:?}");
    }
    let fresh = home.path().join("新.db");
    assert!(plan_from(&input, &fresh, "2027-03").ended(2).err.contains("occupant-without-stay"));
    plan_from(&input, &database, "2027-03").ended(0);
    let pool = run(&[&"show", &database, &"--ledger", &"pool"]).ended(0).out;
    assert!(pool.lines().any(|line| line.contains("周转01") && line.contains("2027-02-28") && line.contains("人走编收")), "{pool}");
    // What is held on the plan's last day is still held; nothing here expires.
    assert!(!pool.contains("到期收回") && pool.lines().any(|line| line.contains("在用")), "{pool}");
    assert_eq!(texts(&database, "SELECT 1 FROM pool_months JOIN plan USING (plan) WHERE returned AND to_date >= horizon_to"), [""; 0]);
    run(&[&"audit", &database]).ended(0);
}

#[test]
fn a_log_that_was_cut_fails_the_audit() {
    let home = tempfile::tempdir().unwrap();
    let (_, database) = published(home.path(), &county());
    run(&[&"audit", &database]).ended(0);
    let connection = Connection::open(&database).unwrap();
    let trigger: String =
        connection.query_row("SELECT sql FROM sqlite_schema WHERE name = 'event_kept_on_delete'", [], |row| row.get(0)).unwrap();
    connection.execute_batch("DROP TRIGGER event_kept_on_delete; DELETE FROM event WHERE action = 'published'").unwrap();
    connection.execute_batch(&trigger).unwrap();
    drop(connection);
    assert!(run(&[&"audit", &database]).ended(1).out.contains("日志缺少"));
}
