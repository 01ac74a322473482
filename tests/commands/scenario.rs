//! Luzhai from January to June: published month by month, repaired for what happens in between, and nothing typed twice.
//!
//! The county without its wishes, declarations and most of its trainees, over half a year: its own year takes minutes to prove.

use crate::program::{Run, query, run};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

type Rows = Vec<Vec<String>>;

/// The clerk's folder of tables and the county's database.
struct Office {
    tables: PathBuf,
    database: PathBuf,
    /// (month, who was where) of every published month.
    promised: Vec<(String, Rows)>,
}

impl Office {
    fn of_luzhai(home: &Path) -> Self {
        let tables = home.join("鹿寨");
        fs::create_dir(&tables).unwrap();
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/luzhai")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "csv") {
                fs::copy(&path, tables.join(path.file_name().unwrap())).unwrap();
            }
        }
        let office = Self { tables, database: home.join("鹿寨.db"), promised: Vec::new() };
        let is_kept = |code: &str| !["XJ", "ZL"].iter().any(|kind| code.strip_prefix(kind).is_some_and(|number| *number > *"006"));
        for table in ["人员", "历史", "在培", "请假"] {
            office.edit(table, |rows| rows.retain(|row| is_kept(&row[0])));
        }
        office.edit("意愿", |rows| rows.truncate(1));
        office.set("人员", |row| !row[16].is_empty(), 16, "");
        office.set("人员", |row| !row[17].is_empty(), 17, "");
        office.set("设置", |row| row[0] == "鹿寨县", 2, "6");
        office.set("需求", |row| row[0] == "上派进修", 4, "20");
        office.set("需求", |row| row[0] == "上派进修", 5, "24");
        fs::write(
            office.tables.join("补贴.csv"),
            "机构级别,职称,标准,计发方式,生效日期\n县级,正高、副高,2000,月,2027-01-01\n县级,中级、初级,1500,月,2027-01-01\n",
        )
        .unwrap();
        fs::write(office.tables.join("经费.csv"), "名称,年度,金额,适用级别\n选派骨干专项经费,2027,2000000,县级\n").unwrap();
        office
    }

    /// Rewrites a table; its first row is the header.
    fn edit(&self, table: &str, change: impl FnOnce(&mut Rows)) {
        let file = self.tables.join(format!("{table}.csv"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&file).unwrap();
        let mut rows: Rows =
            reader.records().map(|row| row.unwrap().iter().map(|cell| cell.trim_start_matches('\u{feff}').to_owned()).collect()).collect();
        change(&mut rows);
        let mut writer = csv::Writer::from_path(&file).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.flush().unwrap();
    }

    /// Writes a cell of the rows below the header that the test picks, at least one.
    fn set(&self, table: &str, picked: impl Fn(&[String]) -> bool, column: usize, value: &str) {
        self.edit(table, |rows| {
            let mut found = 0;
            for row in rows.iter_mut().skip(1).filter(|row| picked(row)) {
                row[column] = value.to_owned();
                found += 1;
            }
            assert!(found > 0, "a row of {table}");
        });
    }

    fn add(&self, table: &str, row: &str) {
        self.edit(table, |rows| {
            let width = rows[0].len();
            let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
            assert!(cells.len() <= width);
            cells.resize(width, String::new());
            rows.push(cells);
        });
    }

    fn table(&self, table: &str) -> String {
        fs::read_to_string(self.tables.join(format!("{table}.csv"))).unwrap()
    }

    fn replan(&self, more: &[&str]) -> Run {
        let mut arguments: Vec<&dyn AsRef<OsStr>> = vec![&"replan", &self.database];
        arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<OsStr>));
        arguments.extend([&"--effort" as &dyn AsRef<OsStr>, &"quick"]);
        run(&arguments).ended(0)
    }

    /// Repairs the plan in force for the updated tables.
    fn replan_tables(&self, reason: &str) -> Run {
        self.replan(&[self.tables.to_str().unwrap(), "--reason", reason])
    }

    fn publish(&mut self, month: &str) {
        run(&[&"publish", &self.database, &"--through", &month, &"--by", &"张三"]).ended(0);
        self.promised.push((month.to_owned(), self.in_month(self.newest(), month)));
        self.keeps_its_word();
    }

    fn newest(&self) -> usize {
        query(&self.database, "SELECT 1 FROM plan_summary").len()
    }

    /// Who is where in a month of a plan, stays cut to the month.
    fn in_month(&self, plan: usize, month: &str) -> Rows {
        let sql = format!(
            "SELECT person, post, max(from_date, '{month}-01'), min(to_date, date('{month}-01', '+1 month', '-1 day')), pool_post FROM roster
            WHERE plan = {plan} AND from_date <= date('{month}-01', '+1 month', '-1 day') AND to_date >= '{month}-01' ORDER BY 1, 3, 2"
        );
        query(&self.database, &sql)
    }

    /// Every published month is in every later plan as it was published, and in the plan that was published for it.
    #[track_caller]
    fn keeps_its_word(&self) {
        for (at, (month, promised)) in self.promised.iter().enumerate() {
            assert!(promised.len() > 50, "{month}: {}", promised.len());
            for plan in at + 1..=self.newest() {
                assert_eq!(&self.in_month(plan, month), promised, "{month} in plan {plan}");
            }
            let in_force = query(&self.database, &format!("SELECT plan FROM months_in_force WHERE month = '{month}'"));
            assert_eq!(in_force, [[format!("Integer({})", at + 1)]], "{month}");
        }
    }

    /// One text or number of the database.
    #[track_caller]
    fn one(&self, sql: &str) -> String {
        let rows = query(&self.database, sql);
        assert_eq!(rows.len(), 1, "{sql}: {rows:?}");
        let cell = rows[0][0].trim_start_matches(|c: char| c != '(').trim_matches(['(', ')']);
        cell.to_owned()
    }
}

/// `Text([...])` of a query, as text.
fn text(database: &Path, sql: &str) -> String {
    crate::program::open(database).query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn luzhai_through_six_months() {
    let home = tempfile::tempdir().unwrap();
    let mut office = Office::of_luzhai(home.path());
    let (tables, database) = (office.tables.clone(), office.database.clone());
    let history = office.table("历史");

    // January: planned and published.
    run(&[&"plan", &tables, &"--db", &database, &"--effort", &"quick"]).ended(0);
    office.publish("2027-01");

    // February: a specialist who has been in the county hospital since July falls ill.
    let told = office.replan(&["--leave", "SZ008:2027-02-10..2027-04-30:病假", "--reason", "王例八住院"]);
    assert!(told.out.contains("SZ008 王例八") && told.out.contains("缺口：0 → 0"), "{}", told.out);
    office.keeps_its_word();
    office.publish("2027-02");

    // March: two new hires; the clerk writes them into the tables, and not the leave again.
    office.add("人员", "XJ021,新例一,T05,,新进,初级,临床医学,无,是,实名编制,否,2027-03-01");
    office.add("人员", "XJ022,新例二,T07,,新进,初级,临床医学,无,是,实名编制,否,2027-03-01");
    office.add("在培", "XJ021,新进人员轮转,鹿寨2026版,2027-03-01,2028-04-30");
    office.add("在培", "XJ022,新进人员轮转,鹿寨2026版,2027-03-01,2028-04-30");
    let told = office.replan_tables("新进两人");
    assert!(told.out.contains("SZ008 请假 2027-02-10 ~ 2027-04-30 病假（先前告知，表中没有，沿用）"), "{}", told.out);
    assert!(told.out.contains("影响 2 人"), "nobody but the two: {}", told.out);
    office.keeps_its_word();
    office.publish("2027-03");
    for hire in ["XJ021", "XJ022"] {
        let from = format!("SELECT min(from_date) FROM roster WHERE plan = 3 AND person = '{hire}'");
        assert_eq!(text(&database, &from), "2027-03-01");
    }

    // April: the pool post of a clinic's bonded graduate expires, and the post there with it.
    // Which numbered post it is depends on the plan; others are the pool's unnumbered ones.
    let holding =
        "FROM roster WHERE plan = 3 AND post LIKE 'G%' AND pool_post LIKE '鹿周转%' AND to_date > '2027-04-30' ORDER BY post LIMIT 1";
    let [graduate, number, post] = ["person", "pool_post", "post"].map(|column| text(&database, &format!("SELECT {column} {holding}")));
    office.set("周转编制", |row| row[0] == number, 5, "2027-04-30");
    office.set("岗位", |row| row[0] == post, 15, "2027-04-30");
    let told = office.replan_tables("周转编制到期");
    assert!(told.out.contains(&graduate) && told.out.contains("影响 1 人"), "{}", told.out);
    office.keeps_its_word();
    office.publish("2027-04");

    // May: a township asks for a head of its internal medicine.
    let post = "代码=X12,机构=T04,名称=内科主任,派驻类型=任职,最低=1,目标=1,最高=1,最低职称=中级,专业=内科,\
                人员类别=下派专家,任期选项=12,占周转编制=否,起=2027-05-01";
    let told = office.replan(&["--add-post", post, "--reason", "平山要内科主任"]);
    assert!(told.out.contains("X12 内科主任"), "{}", told.out);
    office.keeps_its_word();
    office.publish("2027-05");

    // June: a trainee gets four months more.
    office.set("在培", |row| row[0] == "ZL001", 4, "2027-12-31");
    let told = office.replan_tables("延期结业");
    assert!(told.out.contains("新增岗位 X12（先前告知，表中没有，沿用）"), "{}", told.out);
    office.keeps_its_word();
    office.publish("2027-06");

    // Nothing was typed twice.
    assert_eq!(office.table("历史"), history);
    assert!(!office.table("请假").contains("SZ008") && !office.table("岗位").contains("X12"));

    // The ill specialist: served through the first half of February, away for none of the leave, paid for as much.
    let ledger = run(&[&"show", &database, &"--ledger", &"service"]).ended(0).out;
    let served: Vec<String> = ledger
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|cells| cells.first() == Some(&"SZ008") && cells.last().is_some_and(|last| last.contains("在途") || *last == "计划"))
        .map(|cells| cells[3..6].join(" "))
        .collect();
    assert_eq!(served[..2], ["2026-07-01 2026-12-31 6", "2027-01-01 2027-02-15 1.5"], "{served:?}");
    assert!(served[2..].iter().all(|stay| stay.as_str() >= "2027-05-01"), "{served:?}");
    let away = "SELECT count(*) FROM roster WHERE plan = 6 AND person = 'SZ008' AND from_date <= '2027-04-30' AND to_date >= '2027-02-16'";
    assert_eq!(office.one(away), "0");
    let paid =
        query(&database, "SELECT month, CAST(sum(yuan) AS INTEGER) FROM subsidies WHERE person = 'SZ008' AND month < '2027-05' GROUP BY 1");
    let paid: Vec<&str> = paid.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(paid, ["Integer(1500)", "Integer(750)"], "January and half of February");
    let unfunded = "SELECT count(*) FROM subsidies WHERE fund IS NOT '选派骨干专项经费' OR publication IS NULL";
    assert_eq!(office.one(unfunded), "0");

    // The pool post: given back at the end of April, held by nobody after.
    let months = query(
        &database,
        &format!("SELECT month, person IS NOT NULL, returned FROM pool_months WHERE pool_post = '{number}' ORDER BY month"),
    );
    let months: Vec<String> = months.iter().map(|row| row[1..].join(" ")).collect();
    let (held, given_back, free) = ("Integer(1) Integer(0)", "Integer(1) Integer(1)", "Integer(0) Integer(0)");
    assert_eq!(months, [held, held, held, given_back, free, free]);
    let ledger = run(&[&"show", &database, &"--ledger", &"pool"]).ended(0).out;
    let lines: Vec<&str> = ledger.lines().filter(|line| line.contains(&number)).collect();
    assert!(lines.iter().any(|line| line.contains(&graduate) && line.contains("到期收回")), "{lines:?}");
    assert!(lines.last().is_some_and(|line| line.contains("空编，编制已到期")), "{lines:?}");

    // The head of department is there from May on, and everything is in force as published.
    assert_eq!(text(&database, "SELECT from_date FROM roster WHERE plan = 6 AND post = 'X12'"), "2027-05-01");
    assert_eq!(office.one("SELECT count(*) FROM months_in_force WHERE publication IS NULL"), "0");
    assert_eq!(office.one("SELECT count(*) FROM shortages WHERE plan = 6"), "0");
    let listed = run(&[&"list", &database, &"--datasets"]).ended(0).out;
    assert!(listed.contains("2027-08-31") && listed.contains("2027-12-31"), "the trainee's deadline: {listed}");
    let audited = run(&[&"audit", &database]).ended(0).out;
    assert_eq!(audited.matches("复核通过").count(), 6, "{audited}");
}
