use super::*;
use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use std::fs;
use std::io::Cursor;

fn march() -> RosterRequest {
    RosterRequest { month: Some(day(2027, 3, 20)), ..RosterRequest::default() }
}

/// The roster as a workbook.
fn xlsx(view: &PlanView, request: &RosterRequest) -> Vec<u8> {
    to_xlsx(&made(FormKind::Roster, &without_tables(view), request)).expect("a file")
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// Texts of a sheet's cells, row by row; dates and numbers as the sheet has them.
fn sheet(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = workbook.worksheet_range(name).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn line<'a>(rows: &'a [Vec<String>], code: &str) -> &'a [String] {
    rows.iter().find(|row| row.get(2).is_some_and(|cell| cell == code)).unwrap_or_else(|| panic!("no row of {code}: {rows:#?}"))
}

#[test]
fn a_sheet_for_each_host_in_the_county_s_order() {
    let view = view();
    let mut workbook = opened(xlsx(&view, &march()));
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 6);
    assert_eq!([&names[0], &names[1], &names[3], &names[5]], ["总表", "清河镇卫生院", "编制周转池使用", "缺口说明"]);
    assert_eq!((names[2].as_str(), names[2].chars().count()), ("示例县石宝镇_中心_卫生院：名称长得超过任何一张工作表所能容纳", 31));
    let rows = sheet(&mut workbook, "清河镇卫生院");
    assert_eq!(rows[0][0], "示例县医共体人员下沉（轮转）安排表  2027年03月");
    assert!(rows[1][0].contains("清河镇卫生院") && rows[1].iter().any(|cell| cell.contains("草案")));
    assert_eq!(rows[2][..4], ["序号", "姓名", "工号", "人员类别"]);
    // A comes, B's posting ends but B stays at the host, C's circuit ends.
    let remark = |code: &str| line(&rows, code)[13].clone();
    assert_eq!([remark("A"), remark("B"), remark("C")], ["本月到岗", "本月转出", "本月离岗"]);
    assert_eq!(line(&rows, "A")[11], "ZZ001");
    let text = rows.concat().join("\n");
    assert!(text.contains("合计：3 人，3 段安排，其中本月到岗 1 人次、本月离岗 1 人次；占用周转编制 1 个"), "{text}");
    assert!(text.contains("本月离岗（1 人次）：丙示例（03-31）"));
    for signature in ["制表：", "审核：", "批准：", "（盖章）"] {
        assert!(text.contains(signature));
    }
}

#[test]
fn dates_are_dates_and_names_never_formulas() {
    let view = view();
    let mut workbook = opened(xlsx(&view, &march()));
    let range = workbook.worksheet_range("清河镇卫生院").expect("a sheet");
    let row = range.rows().find(|row| row[2] == Data::String("A".into())).expect("A");
    assert_eq!(row[1], Data::String("=1+1".into()));
    assert!(matches!(row[9], Data::DateTime(_)), "{:?}", row[9]);
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.rows().flatten().all(String::is_empty), "{name}");
    }
}

#[test]
fn telephones_are_masked_and_identity_numbers_absent() {
    let view = view();
    for private in [false, true] {
        let form = RosterForm::new(&view, &RosterRequest { private, ..march() }).expect("a form");
        let mut workbook = opened(xlsx(&view, &RosterRequest { private, ..march() }));
        let sheets: String = workbook.sheet_names().iter().map(|name| sheet(&mut workbook, name).concat().join("\n")).collect();
        let csv = String::from_utf8(to_csv(&form, Language::Chinese).expect("a file")).expect("text");
        let json = String::from_utf8(roster_json(&form).expect("a file")).expect("text");
        for text in [sheets, csv, json] {
            assert_eq!(text.contains("13800000000"), private);
            assert_eq!(text.contains("138****0000"), !private);
            assert!(!text.contains("000000000000000000"), "{text}");
        }
    }
    let board = Board::new(&view, &BoardRequest { rows: Rows::Hosts, institution: None, person: None, month: None }).expect("a board");
    assert!(!board_json(&board).expect("text").contains("1380"));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let (first, second) = (view(), view());
    let bytes = |view: &PlanView| xlsx(view, &RosterRequest::default());
    let one = bytes(&first);
    // The file's own dates have a resolution of seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(one == bytes(&second), "the bytes differ");
}

#[test]
fn the_whole_plan_with_stays_that_reach_beyond_it() {
    let view = view();
    let form = RosterForm::new(&view, &RosterRequest::default()).expect("a form");
    let remarks: Vec<(&str, &str)> = form.stays().map(|stay| (stay.row.post.as_str(), stay.remark.as_str())).collect();
    assert_eq!(remarks, [("P", ""), ("Q", "计划期前已到岗"), ("S", ""), ("V", ""), ("R", "")]);
    let mut workbook = opened(xlsx(&view, &RosterRequest::default()));
    let rows = sheet(&mut workbook, "总表");
    assert_eq!(rows[2][6..9], ["2027年1月", "", "2月"]);
    assert_eq!(rows[3][6..9], ["上", "下", "上"]);
    // Stays at one time stand in rows of their own: C's posting and circuit.
    assert_eq!(rows.iter().filter(|row| row[2] == "C").count(), 2);
    let of_b = line(&rows, "B");
    assert!(of_b[6].contains("清河镇卫生院") && of_b[12].contains("清河镇卫生院") && of_b[7].is_empty());
}

#[test]
fn pool_and_shortages_of_the_month() {
    let view = view();
    let mut workbook = opened(xlsx(&view, &march()));
    let pool = sheet(&mut workbook, "编制周转池使用");
    let slots: Vec<&[String]> = pool.iter().filter(|row| row[1].starts_with("2027年")).map(|row| &row[1..2]).collect();
    assert_eq!(slots, [["2027年3月上半月"], ["2027年3月下半月"]]);
    assert_eq!(pool[3][4..], ["3", "1", "1", "1", "2"]);
    assert!(sheet(&mut workbook, "缺口说明").concat().contains(&"本期没有缺口".to_owned()));
    let mut workbook = opened(xlsx(&view, &RosterRequest::default()));
    let shortages = sheet(&mut workbook, "缺口说明");
    let told: Vec<&Vec<String>> = shortages.iter().filter(|row| row[1] == "岗位编配").collect();
    assert_eq!(told.len(), 1, "{shortages:#?}");
    assert_eq!(
        (told[0][2].as_str(), &told[0][5..9], told[0][9].as_str()),
        ("清河镇卫生院 岗位Q（Q）", &["目标", "1", "0", "1"].map(String::from)[..], REASON)
    );
}

#[test]
fn one_institution_and_a_month_without_anybody() {
    let view = view();
    let request =
        |asked: &str, month: Option<NaiveDate>| RosterRequest { institution: Some(asked.into()), month, ..RosterRequest::default() };
    let by_code = RosterForm::new(&view, &request("T1", None)).expect("a form");
    assert_eq!(by_code, RosterForm::new(&view, &request("清河镇卫生院", None)).expect("a form"));
    assert_eq!((by_code.hosts.len(), by_code.stays().count(), by_code.shortages.len()), (1, 4, 6));
    let title = |request: &RosterRequest| made(FormKind::Roster, &without_tables(&view), request).title().to_owned();
    assert_eq!(title(&request("T1", None)), "花名册-清河镇卫生院-2027-01至2027-06");
    let empty = RosterForm::new(&view, &request("T3", Some(day(2027, 6, 1)))).expect("a form");
    assert_eq!((empty.hosts.len(), empty.stays().count(), empty.shortages.len()), (1, 0, 0));
    assert_eq!(title(&request("T3", Some(day(2027, 6, 1)))), "花名册-机构T3-2027-06");
    let mut workbook = opened(xlsx(&view, &request("T3", Some(day(2027, 6, 1)))));
    assert!(sheet(&mut workbook, "机构T3").concat().contains(&"本期没有派驻、轮转人员".to_owned()));
    for month in [day(2026, 12, 31), day(2027, 7, 1)] {
        let outside = RosterForm::new(&view, &request("T1", Some(month)));
        assert!(matches!(outside, Err(ExportError::MonthOutside { .. })), "{month}");
    }
}

#[test]
fn comma_separated_values_open_in_chinese_excel() {
    let view = view();
    let bytes = to_csv(&RosterForm::new(&view, &march()).expect("a form"), Language::Chinese).expect("a file");
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark");
    assert_eq!(text.iter().filter(|byte| **byte == b'\n').count(), text.windows(2).filter(|pair| pair == b"\r\n").count());
    let mut reader = csv::Reader::from_reader(text);
    assert_eq!(reader.headers().expect("a header").iter().next(), Some("医共体"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), 4);
    let cell = |code: &str, column: usize| rows.iter().find(|row| &row[8] == code).expect("a row")[column].to_owned();
    assert_eq!((cell("A", 9), cell("A", 13), cell("A", 15)), ("'=1+1".into(), "2027-03-01".into(), "ZZ001".into()));
    assert_eq!(cell("B", 16), "'+86 1******1111");
    let english = to_csv(&RosterForm::new(&view, &march()).expect("a form"), Language::English).expect("a file");
    let english = String::from_utf8(english).expect("text");
    let closed = ["接收单位", "草案", "一般卫生院", "短期支援", "计划期"];
    assert!(
        english.contains("home institution,from,to") && !closed.iter().any(|word| english.replace("清河镇卫生院", "").contains(word)),
        "{english}"
    );
}

#[test]
fn json_has_the_views_columns() {
    let view = view();
    let bytes = roster_json(&RosterForm::new(&view, &march()).expect("a form")).expect("a file");
    let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let (summary, stays) = (&value["plan_summary"], value["roster"].as_array().expect("an array"));
    assert_eq!((summary["plan"].as_i64(), summary["horizon_to"].as_str()), (Some(1), Some("2027-06-30")));
    assert!(summary["score_target"].is_i64() && summary["bound_target"].is_null());
    assert_eq!((stays.len(), stays[0]["from_date"].as_str(), stays[0]["person_name"].as_str()), (4, Some("2027-03-01"), Some("=1+1")));
    assert_eq!((value["pool_usage"][0]["in_use"].as_i64(), value["shortages"].as_array().map(Vec::len)), (Some(1), Some(0)));
}

#[test]
fn a_file_is_whole_or_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.csv");
    write_file(&path, b"one").expect("written");
    write_file(&path, b"two").expect("written again");
    assert_eq!(fs::read(&path).expect("a file"), b"two");
    let missing = write_file(&folder.path().join("none/表.csv"), b"x");
    assert!(matches!(missing, Err(ExportError::MissingDirectory { .. })));
    assert!(matches!(write_file(folder.path(), b"x"), Err(ExportError::IsDirectory { .. })));
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("write-protected");
    assert!(matches!(write_file(&path, b"three"), Err(ExportError::Unwritable { .. })));
    assert_eq!(fs::read(&path).expect("a file"), b"two");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing temporary is left");
}
