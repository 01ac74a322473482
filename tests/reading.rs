//! The same dataset however it is kept, every code of the catalogue, and garbage.

use chrono::{Datelike, NaiveDate};
use lunzhuan::diagnostic::{Code, Language, Report};
use lunzhuan::domain::{Problem, Published};
use lunzhuan::source::{Column, TableKind, Tables, read};
use lunzhuan::validate::{Options, load, load_onto, validate};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

type Encode = fn(&str) -> Vec<u8>;
/// Tables as (name, rows of cells), the header first.
type Dataset = Vec<(&'static str, Vec<Vec<&'static str>>)>;

fn rows(text: &'static str) -> Vec<Vec<&'static str>> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| line.split('|').map(str::trim).collect()).collect()
}

/// The three tables that are enough.
fn three() -> Dataset {
    vec![
        ("机构", rows("代码|名称|级别|上级机构\n H1|示例县人民医院|县级|\n T1|东乡卫生院|一般卫生院|H1")),
        ("岗位", rows("代码|机构|科室|派驻类型|最低|目标|最高\n P1|T1|内科|长期派驻|0|1|1\n P2|T1||巡诊|||")),
        ("人员", rows("工号|姓名|机构|科室|人员类别|职称\n 001|甲一|H1|内科|下派专家|副高\n 002|乙二|H1|内科|下派专家|主治医师")),
    ]
}

/// Nearly every table.
fn county() -> Dataset {
    let mut tables = three();
    tables[1].1.push(vec!["P3", "T1", "内科", "任职", "0", "1", "1"]);
    tables[2].1.push(vec!["003", "丙三", "H1", "急诊科", "住院医师", ""]);
    tables[2].1.push(vec!["004", "丁四", "T1", "", "新进", "初级"]);
    // Columns that only some of the people and posts fill.
    for (cells, more) in
        tables[2].1.iter_mut().zip([["团队", "配偶", "自愿"], ["一队", "002", "是"], ["一队", "", ""], ["", "", ""], ["", "", "否"]])
    {
        cells.extend(more);
    }
    for (cells, more) in tables[1].1.iter_mut().zip(["交接", "", "否", "是"]) {
        cells.push(more);
    }
    tables.extend([
        ("设置", rows("项目|值\n县域名称|示例县\n计划起始月|2027-01\n计划月数|12\n时段|半月")),
        ("医共体", rows("代码|名称|牵头机构|编制周转池总数|分院占比下限|占比口径\n C1|示例医共体|H1|3|60|在用")),
        ("科室", rows("机构|本院科室|标准科室|培训容量|带教比|留守人数|留守职称|外派比例上限\n H1|内科|心血管、消化|2|3|1|中级|50\n H1|急诊科|急诊|1||||")),
        ("请假", rows("工号|起|止|类型|审批\n 001|2027-03-10|2027-03-20|年假|已批准")),
        ("培训方案", rows("方案|年限|标准科室|月数|可拆分|选科组|组最少|组最多|先修\n 全科|3|急诊|3.5|否||||\n 全科|3|心血管|2|否|甲组|1|1|急诊\n 全科|3|消化|2|否|甲组|||")),
        ("在培", rows("工号|方案|入培日期|截止日期\n 003|全科|2026-09-01|2029-08-31")),
        ("历史", rows("工号|机构|科室或岗位|起|止|类型\n 003|H1|急诊科|2026-09-01|2026-10-31|轮转\n 002|T1|P1|2026-10-01|2027-03-31|下派")),
        ("既定", rows("工号|岗位|起|止|类型\n 001|P2|2027-05-01|2027-05-15|锁定\n 002|T1+内科|2027-07-01|2027-12-31|禁止")),
        ("意愿", rows("工号或机构|对象|顺位\n 001|P1|1\n 001|2027-09|2\n T1|001|1")),
        ("需求", rows("名称|范围|人员条件|口径|最低|目标|最高|严格|权重|依据\n 骨干在岗|每个机构:级别:一般卫生院|职称>=副高；类别:下派专家|全期平均||1||弹性|2|示例文件")),
        ("周转编制", rows("编号|类别|占用人|使用机构|起用|到期\n ZZ001|||T1|2026-01-01|2028-12-31\n ZZ002|全科||||")),
        ("规则", rows("规则|启用|严格|权重|依据\n pool-size|是|严格|1|编办文件")),
        ("团队", rows("团队|最少人数|最多人数|负责人岗位\n 一队|1|2|P3")),
        ("经费", rows("名称|年度|金额(元)|适用级别\n 事业基金池|2027|2000000|\n 运行基金池|2027|300000|基层")),
        ("补贴", rows("机构级别|职称|标准(元)|计发方式|生效日期\n 一般卫生院|副高、正高|1200|月|2027-03-01\n 基层||60|工作日|")),
        ("距离", rows("机构甲|机构乙|公里|分钟\n H1|T1|12|25")),
        ("节假日", rows("日期|类型\n 2027-10-01|休\n 2027-09-26|班")),
    ]);
    tables
}

fn csv_text(table: &[Vec<&str>]) -> String {
    table.iter().map(|row| row.join(",") + "\r\n").collect()
}

fn write_csv(folder: &Path, dataset: &Dataset, encode: impl Fn(&str) -> Vec<u8>) {
    for (name, table) in dataset {
        fs::write(folder.join(format!("{name}.csv")), encode(&csv_text(table))).unwrap();
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// A workbook with true dates, numbers and text, its columns in reverse order.
fn write_workbook(file: &Path, dataset: &Dataset) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let date_format = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    for (name, table) in dataset {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in table.iter().enumerate() {
            for (column, cell) in cells.iter().rev().enumerate() {
                let (row, column) = (row as u32, column as u16);
                let is_plain_number = cell.parse::<f64>().is_ok() && (*cell == "0" || !cell.starts_with('0'));
                if let Some(date) = day(cell) {
                    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8).unwrap();
                    sheet.write_with_format(row, column, date, &date_format).unwrap();
                } else if is_plain_number {
                    sheet.write(row, column, cell.parse::<f64>().unwrap()).unwrap();
                } else if !cell.is_empty() {
                    sheet.write(row, column, *cell).unwrap();
                }
            }
        }
    }
    book.save(file).unwrap();
}

fn from_2027() -> Options {
    Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: None }
}

fn loaded(path: &Path) -> (Tables, Problem, Report) {
    let loaded = load(path, &from_2027());
    let problem = loaded.problem.unwrap_or_else(|| panic!("{}", loaded.report.render(Language::Chinese)));
    (loaded.tables, problem, loaded.report)
}

#[test]
fn a_dataset_is_the_same_in_every_encoding_and_as_a_workbook() {
    for dataset in [three(), county()] {
        let home = tempfile::tempdir().unwrap();
        let encodings: [(&str, Encode); 3] = [
            ("utf8", |text| text.as_bytes().to_vec()),
            ("bom", |text| format!("\u{FEFF}{text}").into_bytes()),
            ("gb18030", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
        ];
        let mut all = Vec::new();
        for (name, encode) in encodings {
            let folder = home.path().join(name);
            fs::create_dir(&folder).unwrap();
            write_csv(&folder, &dataset, encode);
            all.push(loaded(&folder));
        }
        let file = home.path().join("数据.xlsx");
        write_workbook(&file, &dataset);
        all.push(loaded(&file));
        let (tables, problem, _) = &all[0];
        for (other_tables, other_problem, _) in &all[1..] {
            assert_eq!(tables.content_hash(), other_tables.content_hash());
            assert_eq!(problem, other_problem);
        }
    }
}

#[test]
fn a_kept_dataset_gives_the_same_problem() {
    let home = tempfile::tempdir().unwrap();
    write_csv(home.path(), &county(), |text| text.as_bytes().to_vec());
    let (tables, problem, _) = loaded(home.path());
    let rows = tables.canonical_rows();
    let again = Tables::from_canonical_rows(
        "数据库",
        rows.iter().map(|row| (row.table, row.row, row.cells.iter().map(|(key, text)| (*key, text.as_str())))),
    );
    assert_eq!(again.content_hash(), tables.content_hash());
    assert_eq!(again.canonical_rows(), rows);
    assert_eq!(validate(&again, &from_2027()).problem, Some(problem));
}

#[test]
fn three_tables_are_enough_and_what_is_assumed_is_said() {
    let home = tempfile::tempdir().unwrap();
    write_csv(home.path(), &three(), |text| text.as_bytes().to_vec());
    let (_, problem, report) = loaded(home.path());
    assert_eq!(report.render(Language::Chinese), "没有发现问题。\n");
    let zh: Vec<_> = problem.assumptions.iter().map(|assumption| assumption.text.zh.as_str()).collect();
    assert_eq!(
        zh,
        [
            "没有给出计划月数：按 12 个月。",
            "没有给出时段：按半月。",
            "没有“医共体”表：全部机构算作一个医共体“示例县人民医院”，没有编制周转池。",
            "1 个岗位没有填人数：最低 0 人，目标和最高 1 人。",
            "2 人没有填编制类型：按实名编制。",
            "没有“科室”表：按人员和岗位所写建立 2 个科室，没有培训容量和留守人数。",
            "没有这些表，按没有此类内容处理：请假、历史、既定、意愿、需求、在培。",
            "没有“规则”表：所有规则用默认值。",
        ]
    );
    assert!(problem.assumptions.iter().all(|assumption| assumption.text.en.is_ascii() || assumption.text.en.contains('“')));
}

#[test]
fn a_county_is_resolved_as_its_tables_say() {
    let home = tempfile::tempdir().unwrap();
    write_csv(home.path(), &county(), |text| text.as_bytes().to_vec());
    let (_, problem, _) = loaded(home.path());
    assert_eq!(problem.posts.len(), 5, "three posts and two departments with seats");
    assert_eq!(problem.pool_posts.len(), 3, "two numbered posts and one more up to the size");
    let enrolment = &problem.enrolments[0];
    let done: Vec<_> = enrolment.progress.values().map(|progress| progress.done).collect();
    assert_eq!(done, [4, 0, 0], "two months of emergency medicine");
    let carried = &problem.carried[0];
    assert_eq!((carried.first.0, carried.slots), (-6, 12), "October 2026 to March 2027");
    assert_eq!(problem.history.len(), 1);
    let requirement = problem.requirements.values().last().unwrap();
    assert_eq!((requirement.scope.as_str(), requirement.posts.len(), requirement.strict), ("东乡卫生院", 3, false));
    assert_eq!(problem.rule_settings["pool-size"].weight, Some(1));
    assert_eq!(problem.pins.len(), 2);
    assert_eq!(problem.preferences.len(), 3);
    assert_eq!(problem.teams.values().map(|team| team.members.len()).collect::<Vec<_>>(), [2]);
    assert_eq!(problem.people.values().map(|person| person.spouse.is_some()).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!((problem.funds.len(), problem.rates.len(), problem.distances.len(), problem.day_overrides.len()), (2, 2, 1, 2));
    assert_eq!(problem.posts.values().filter(|post| post.handover).count(), 1);
    let after: Vec<_> = problem.programmes.values().flat_map(|programme| programme.items.values().map(|item| item.after.len())).collect();
    assert_eq!(after, [0, 1, 0]);
}

#[test]
fn every_form_of_a_date_means_the_same_day() {
    let with = |from: &str, until: &str| {
        let home = tempfile::tempdir().unwrap();
        write_csv(home.path(), &three(), |text| text.as_bytes().to_vec());
        fs::write(home.path().join("请假.csv"), format!("工号,起,止,审批\n001,{from},{until},是\n")).unwrap();
        let (tables, problem, _) = loaded(home.path());
        (tables.content_hash(), problem)
    };
    let (hash, problem) = with("2027-02-01", "2027-02-28");
    for (from, until) in [
        ("2027/2/1", "2027/2/28"),
        ("2027年2月1日", "2027年2月28日"),
        ("202702", "202702"),
        ("2027年2月", "2027-02"),
        ("２０２７－０２－０１", " 2027 / 2 / 28 "),
        ("20270201", "2027.2.28"),
    ] {
        let (other_hash, other) = with(from, until);
        assert_eq!((&other_hash, &other), (&hash, &problem), "{from} {until}");
    }
}

#[test]
fn full_width_characters_and_stray_spaces_are_put_right_and_said_once_a_column() {
    let home = tempfile::tempdir().unwrap();
    write_csv(home.path(), &three(), |text| text.as_bytes().to_vec());
    let (plain, ..) = loaded(home.path());
    let staff = "工 号,姓名,机构,科室,人员类别,职称\n００１,甲一,Ｈ１,内 科,下派专家,副高\n００２,　乙 二 ,H1,内科,下派专家,主治医师\n";
    fs::write(home.path().join("人员.csv"), staff).unwrap();
    let (tables, _, report) = loaded(home.path());
    assert_eq!(tables.content_hash(), plain.content_hash());
    let columns: Vec<_> = report.faults.iter().map(|fault| (fault.code, fault.location.column.as_deref().unwrap_or(""))).collect();
    let normalised = Code::NormalisedText;
    assert_eq!(columns, [(normalised, "A"), (normalised, "B"), (normalised, "C"), (normalised, "D")]);
    assert!(report.faults[0].found.zh.starts_with("2 格"), "{:?}", report.faults[0]);
}

#[test]
fn a_title_above_the_header_is_said_once_not_column_by_column() {
    let home = tempfile::tempdir().unwrap();
    write_csv(home.path(), &three(), |text| text.as_bytes().to_vec());
    let staff = fs::read_to_string(home.path().join("人员.csv")).unwrap();
    fs::write(home.path().join("人员.csv"), format!("示例县人员名单,,,,,\r\n{staff}")).unwrap();
    let report = load(home.path(), &from_2027()).report;
    let codes: Vec<_> = report.faults.iter().map(|fault| (fault.code, fault.location.row)).collect();
    assert_eq!(codes, [(Code::MergedHeader, Some(1))]);
}

#[test]
fn all_faults_come_at_once_and_no_problem_with_them() {
    let home = tempfile::tempdir().unwrap();
    write_csv(home.path(), &three(), |text| text.as_bytes().to_vec());
    fs::write(home.path().join("请假.csv"), "工号,起,止\n009,明天,2027-01-01\n001,2027-02-01,2027-01-01\n").unwrap();
    fs::write(home.path().join("岗位.csv"), "代码,机构,派驻类型,最低,最高\nP1,T9,长驻,3,x\n").unwrap();
    let loaded = load(home.path(), &from_2027());
    assert!(loaded.problem.is_none());
    let codes: BTreeSet<_> = loaded.report.faults.iter().map(|fault| fault.code).collect();
    for code in [
        Code::UnknownPerson,
        Code::UnreadableDate,
        Code::EndBeforeStart,
        Code::UnknownInstitution,
        Code::UnknownKind,
        Code::UnreadableNumber,
        Code::UnapprovedLeave,
    ] {
        assert!(codes.contains(&code), "{code:?} in {codes:?}");
    }
    let json = serde_json::to_string(&loaded.report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), loaded.report);
}

fn invalid(code: Code) -> PathBuf {
    Path::new("fixtures/invalid").join(code.code())
}

/// What to read for the code: a workbook made on the spot, the only other file in its folder, else the folder itself.
fn input_of(code: Code, workbooks: &Path) -> PathBuf {
    let folder = invalid(code);
    match code {
        Code::InputNotFound => return folder.join("没有这个文件.xlsx"),
        Code::MergedHeader => {
            let file = workbooks.join("数据.xlsx");
            write_workbook_with_title(&file);
            return file;
        }
        _ => {}
    }
    let files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_input =
        |path: &&PathBuf| path.extension().is_some_and(|extension| ["xlsx", "ods", "docx"].iter().any(|known| extension == *known));
    files.iter().find(is_input).cloned().unwrap_or(folder)
}

/// What had been published before, where the folder says so.
fn published(folder: &Path) -> Published {
    let kept = fs::read_to_string(folder.join("published.json"));
    kept.map(|kept| serde_json::from_str(&kept).unwrap()).unwrap_or_default()
}

/// The three tables, the staff under a title over merged cells as people like to print it.
fn write_workbook_with_title(file: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, table) in three() {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let under = if name == "人员" {
            sheet.merge_range(0, 0, 0, 5, "示例县人员名单", &rust_xlsxwriter::Format::new()).unwrap();
            1
        } else {
            0
        };
        for (row, cells) in table.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write(row as u32 + under, column as u16, *cell).unwrap();
            }
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name("设置").unwrap();
    sheet.write(0, 0, "计划起始月").unwrap();
    sheet.write(1, 0, "2027-01").unwrap();
    book.save(file).unwrap();
}

#[test]
fn every_code_has_its_smallest_dataset_and_its_report() {
    let workbooks = tempfile::tempdir().unwrap();
    for code in Code::ALL.iter().copied() {
        let folder = invalid(code);
        assert!(folder.is_dir(), "no folder {}", folder.display());
        let report = load_onto(&input_of(code, workbooks.path()), &Options::default(), &published(&folder)).report;
        assert!(report.faults.iter().any(|fault| fault.code == code), "{}:\n{}", code.code(), report.render(Language::Chinese));
        for (language, name) in [(Language::Chinese, "expected.zh.txt"), (Language::English, "expected.en.txt")] {
            let file = folder.join(name);
            let rendered = report.render(language);
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(&file, &rendered).unwrap();
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(rendered, expected, "{}", file.display());
        }
    }
}

#[test]
fn no_folder_of_invalid_datasets_is_without_its_code() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.code()).collect();
    for entry in fs::read_dir("fixtures/invalid").unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        assert!(codes.contains(entry.file_name().to_str().unwrap()), "{:?}", entry.file_name());
    }
}

#[test]
fn every_code_is_documented() {
    let page = fs::read_to_string("docs/errors.md").unwrap();
    for code in Code::ALL {
        let heading = format!("### {}\n", code.code());
        let section = page.split_once(&heading).unwrap_or_else(|| panic!("{}", code.code())).1;
        let section = section.split("\n### ").next().unwrap_or_default();
        let text = code.text();
        for words in [text.title.zh, text.title.en, text.remedy.zh, text.remedy.en] {
            assert!(section.contains(words), "{}: {words}", code.code());
        }
        assert!(section.contains("Example"), "{}", code.code());
    }
}

#[test]
fn every_table_and_column_is_documented() {
    let page = fs::read_to_string("docs/tables.md").unwrap();
    for table in TableKind::ALL {
        let heading = format!("\n## {} / {}", table.chinese(), table.english());
        let section = page.split_once(&heading).unwrap_or_else(|| panic!("{heading}")).1;
        let section = section.split("\n## ").next().unwrap_or_default();
        for column in table.columns().iter().filter(|column| !matches!(column, Column::SettingsKey | Column::SettingsValue)) {
            let bold = format!("**{}**", column.chinese());
            assert_eq!(section.contains(&bold), column.is_required(), "{column:?}");
            assert!(section.contains(column.chinese()) && section.contains(column.english()), "{column:?}");
        }
    }
}

/// Cells that look like something, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    let words = "H1|T1|P1|001|内科|县级|长期派驻|下派专家|轮转|是|2027-01-15|202713|-1|99999999999999999999|0.25|60%|锁定|每时段|;|:|+|H1+内科|每个机构:|机构:H1;含本单位|一队|002|急诊、心血管|基层|工作日|休|2027|职称>=副高|哺乳期(2027-01-01)已批准|全科|#REF!|1e9|９|term|pool-size";
    prop_oneof![
        6 => proptest::sample::select(words.split('|').collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn garbage_in_known_tables_never_panics(cells in proptest::collection::vec(proptest::collection::vec(cell(), 26), 1..5)) {
        let home = tempfile::tempdir().unwrap();
        for kind in TableKind::ALL {
            let header: Vec<_> = kind.columns().iter().map(|column| column.chinese()).collect();
            let mut writer = csv::Writer::from_path(home.path().join(format!("{}.csv", kind.chinese()))).unwrap();
            let width = header.len().max(1);
            writer.write_record(if header.is_empty() { vec!["甲"] } else { header }).unwrap();
            for row in &cells {
                writer.write_record(row.iter().cycle().skip(*kind as usize).take(width)).unwrap();
            }
        }
        let loaded = load(home.path(), &Options::default());
        prop_assert_eq!(loaded.problem.is_some(), !loaded.report.has_errors());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "(人员|机构|历史|x)\\.(csv|CSV)") {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(name), &bytes).unwrap();
        prop_assert!(load(home.path(), &Options::default()).problem.is_none());
        for name in ["a.xlsx", "a.xls", "a.ods"] {
            let file = home.path().join(name);
            fs::write(&file, &bytes).unwrap();
            prop_assert!(read(&file).report.has_errors());
        }
    }
}
