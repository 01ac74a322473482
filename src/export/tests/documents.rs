//! What each form says, read back from the workbook and compared with the other formats.

use super::super::document::{Block, Row, printed};
use super::*;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

const IDENTITY: &str = "000000199901010000";

fn request() -> RosterRequest {
    RosterRequest::default()
}

fn stored_source(problem: Problem, roster: Roster) -> FormSource {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("示例.db");
    save_problem(&path, &problem, roster.clone());
    let view = PlanView::read(&Store::open(&path, Access::ReadOnly).expect("a store"), None).expect("a plan");
    FormSource { view, tables: Some(Tables { problem, roster }) }
}

/// Two trainees of 2026 who share a department of two seats in the first months; A has been at a township before.
fn trainees() -> FormSource {
    let mut problem = county();
    let post = add_training(&mut problem, 2, &[("心血管", 4, true), ("呼吸", 8, true)]);
    let (one, other) = (add_trainee(&mut problem, "A", day(2029, 8, 31)), add_trainee(&mut problem, "B", day(2029, 8, 31)));
    problem.people[one].identity = Some(IDENTITY.into());
    problem.people[other].name = "=cmd".into();
    let teacher = add_person(&mut problem, "K");
    problem.people[teacher].supervisor = true;
    let ward = problem.posts[post].department.expect("a department");
    problem.departments[ward].standard_codes = vec![(problem.departments[ward].standards[1], "0302".into())];
    problem.departments[ward].teacher = Some("人员K".into());
    problem.history.push(HistoryEntry {
        person: one,
        institution: InstitutionId::from_index(1),
        place: "心血管".into(),
        dates: DateRange::new(day(2026, 9, 1), day(2026, 9, 30)),
        kind: HistoryKind::Training,
    });
    let placed = vec![training(one, post, 0, 0, 4), training(one, post, 1, 4, 8), training(other, post, 1, 1, 3)];
    stored_source(problem, Roster::new(placed))
}

fn opened(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(to_xlsx(document).expect("a file"))).expect("a workbook")
}

fn rows(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<String>> {
    let range = workbook.worksheet_range(name).expect("a sheet");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn csv_rows(document: &Document) -> Vec<Vec<String>> {
    let bytes = document_csv(document).expect("a file");
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark");
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_wide_sheet_has_the_platform_s_headers_and_36_months() {
    let form = made(FormKind::PlatformWide, &trainees(), &request());
    let mut workbook = opened(&form);
    assert_eq!(workbook.sheet_names(), ["2026级"]);
    let rows = rows(&mut workbook, "2026级");
    assert_eq!(rows[0].len(), 5 + 36 * 2 * 2);
    let first = ["学员姓名", "身份证号", "专业", "年级", "年限", "2026年9月上半月标准科室", "2026年9月上半月轮转科室"];
    assert_eq!(rows[0][..7], first);
    assert_eq!(rows[0][147..], ["2029年8月下半月标准科室", "2029年8月下半月轮转科室"]);
    assert_eq!(rows.len(), 3);
    let at = |name: &str| rows[0].iter().position(|header| header == name).expect("a header");
    assert_eq!(rows[1][..5], ["人员A", "000***********0000", "示例方案", "2026", "3"]);
    // History, then the plan: cardiology in January, respiratory medicine from March on.
    assert_eq!(rows[1][at("2026年9月下半月标准科室")], "心血管");
    assert_eq!(rows[1][at("2026年9月下半月轮转科室")], "机构T1心血管");
    assert_eq!(rows[1][at("2027年2月下半月标准科室")], "心血管");
    assert_eq!([&rows[1][at("2027年3月上半月标准科室")], &rows[1][at("2027年3月上半月轮转科室")]], ["呼吸", "内科"]);
    assert_eq!(rows[2][at("2027年1月上半月轮转科室")], "");
    assert_eq!(rows[2][at("2027年1月下半月轮转科室")], "内科");
    let month = RosterRequest { month: Some(day(2027, 1, 1)), private: true, ..request() };
    let form = made(FormKind::PlatformWide, &trainees(), &month);
    let csv = csv_rows(&form);
    assert_eq!((csv.len(), csv[0][5].as_str(), csv[1][1].as_str()), (3, "2027年1月上半月标准科室", IDENTITY));
    assert_eq!(csv[2][0], "'=cmd");
}

#[test]
fn the_long_sheet_has_the_platform_s_headers_and_a_line_for_each_stay() {
    let form = made(FormKind::PlatformLong, &trainees(), &request());
    let csv = csv_rows(&form);
    let headers = [
        "姓名",
        "证件号",
        "年级",
        "培训专业",
        "培养年限",
        "标准科室",
        "标准科室代码",
        "轮转科室",
        "轮转科室代码",
        "开始时间",
        "结束时间",
        "带教老师",
    ];
    assert_eq!(csv[0], headers);
    let line =
        ["人员A", "000***********0000", "2026", "示例方案", "3", "呼吸", "0302", "内科", "内科", "2027-03-01", "2027-06-30", "人员K"];
    assert_eq!((csv.len(), &csv[2][..]), (4, &line.map(str::to_owned)[..]));
    // Cardiology has no code in the table.
    assert_eq!(csv[1][5..7], ["心血管", ""]);
    let mut workbook = opened(&form);
    assert_eq!(rows(&mut workbook, "平台导入长表")[0], headers);
    for kind in [FormKind::Host, FormKind::Person] {
        assert!(to_xlsx_text(&made(kind, &trainees(), &request())).contains("人员K"), "{kind:?}");
    }
}

#[test]
fn departments_tell_seats_trainees_and_supervisors() {
    let month = RosterRequest { month: Some(day(2027, 1, 1)), ..request() };
    let form = made(FormKind::Department, &trainees(), &month);
    let mut workbook = opened(&form);
    let rows = rows(&mut workbook, "机构H1");
    assert_eq!(rows[0][0], "机构H1科室轮转月表  2027年1月");
    assert_eq!(rows[2][4], "上半月");
    // One trainee in the first half, two in the second; one supervisor may have three.
    assert_eq!(
        rows[4][..12],
        ["内科", "心血管、呼吸", "2", "1:3", "1", "1", "1", "0.3333333333333333", "2", "0", "1", "0.6666666666666666"]
    );
    assert_eq!(rows[4][12], "人员A、=cmd（16—31日）");
    let whole = made(FormKind::Department, &trainees(), &request());
    assert_eq!(whole.sheets[0].pages.len(), 6);
}

#[test]
fn a_page_for_each_person_and_nothing_private_unless_asked_for() {
    for private in [false, true] {
        let form = made(FormKind::Person, &trainees(), &RosterRequest { private, ..request() });
        assert_eq!(form.sheets[0].pages.iter().map(|page| page.label.as_str()).collect::<Vec<_>>(), ["A 人员A", "B =cmd"]);
        let everything = [to_xlsx_text(&form), String::from_utf8(to_html(&form)).expect("text"), csv_rows(&form).concat().join("\n")];
        assert!(everything[..2].iter().all(|text| text.contains(IDENTITY) == private), "{private}");
        let json = String::from_utf8(document_json(&form).expect("a file")).expect("text");
        assert_eq!(json.contains(IDENTITY), private);
    }
    let one = made(FormKind::Person, &trainees(), &RosterRequest { person: Some("B".into()), ..request() });
    assert_eq!((one.lines(), one.title()), (1, "个人轮转表-B-2027-01至2027-06"));
}

/// Texts of all cells.
fn to_xlsx_text(document: &Document) -> String {
    let mut workbook = opened(document);
    workbook.sheet_names().iter().map(|name| rows(&mut workbook, name).concat().join("\n")).collect()
}

#[test]
fn the_ledger_counts_days_of_the_year_and_judges_long_postings() {
    let mut problem = problem();
    let post = PostId::from_index(0);
    problem.posts[post].kind = DispatchKind::ResidentPosting;
    let half_year = |placement: &Placement| match placement.stay.person.index() {
        0 => holding(stay(placement.stay.person, post, 0, 12), &problem, 0),
        _ => *placement,
    };
    let placed = Roster::new(roster(&problem).placements().iter().map(half_year).collect());
    let form = made(FormKind::DispatchLedger, &stored_source(problem, placed), &request());
    let mut workbook = opened(&form);
    let rows = rows(&mut workbook, "派驻台账2027年");
    let header = rows.iter().find(|row| row[0] == "序号").expect("a header").clone();
    let at = |name: &str| header.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{name}: {header:?}"));
    let of = |code: &str| rows.iter().find(|row| row[2] == code).expect("a row");
    // January to June: 181 days, an indicator of 183.
    assert_eq!([&of("A")[at("2027年内天数")], &of("A")[at("年度指标")]], ["181", "差 2 天（181/183）"]);
    // October 2026 to March 2027: 90 days of it in the year.
    assert_eq!([&of("B")[at("2027年内天数")], &of("B")[at("年度指标")], &of("B")[at("状态")]], ["90", "—", "进行中"]);
    // B: six months carried in and three planned.
    assert_eq!(of("B")[at("累计基层月数（2027年末）")], "9");
    assert!(rows.concat().iter().any(|cell| cell.contains("合计：3 人，5 人次；计入年度指标的长期派驻 1 人次，达标 0 人次")), "{rows:?}");
}

#[test]
fn certificates_tell_of_the_past_and_of_what_is_public_up_to_a_day() {
    let mut problem = problem();
    problem.history.push(HistoryEntry {
        person: PersonId::from_index(3),
        institution: InstitutionId::from_index(1),
        // A code in the table, a name on paper.
        place: "P".into(),
        dates: DateRange::new(day(2026, 1, 1), day(2026, 6, 30)),
        kind: HistoryKind::Dispatch,
    });
    let placed = roster(&problem);
    let source = stored_source(problem, placed);
    let form = made(FormKind::Certificate, &source, &request());
    // B is there since October; D was; the others' stays are drafts.
    assert_eq!(form.sheets[0].pages.iter().map(|page| page.label.as_str()).collect::<Vec<_>>(), ["B 乙示例", "D 丁示例"]);
    let csv = csv_rows(&form);
    assert_eq!(csv[1][2..], ["2026-10-01", "2027-03-31", "清河镇卫生院", "一般卫生院", "岗位Q", "短期支援", "6"]);
    assert_eq!(csv[2][2..], ["2026-01-01", "2026-06-30", "清河镇卫生院", "一般卫生院", "岗位P", "下派", "6"]);
    let text = to_xlsx_text(&form);
    assert!(text.contains("累计 6 个月") && text.contains("《中华人民共和国医师法》") && !text.contains("默认"), "{text}");
    let early = FormRequest { basis: Some("县卫健〔2027〕1号".into()), today: day(2027, 1, 15), ..asked(&request()) };
    let form = document(FormKind::Certificate, &source, &early).expect("a form");
    assert_eq!(csv_rows(&form)[1][3], "2027-01-15");
    let text = to_xlsx_text(&form);
    assert!(text.contains("依据：县卫健〔2027〕1号。") && !text.contains("医师法"));
    let month = made(FormKind::Certificate, &source, &RosterRequest { month: Some(day(2027, 2, 1)), ..request() });
    assert_eq!(csv_rows(&month)[1][3], "2027-02-28");
}

#[test]
fn notices_are_of_numbered_stays_and_of_nothing_else() {
    let mut source = with_tables();
    assert!(made(FormKind::Notice, &source, &request()).is_empty());
    for row in source.view.roster.iter_mut().filter(|row| row.person != "C") {
        row.notice = Some(if row.person == "A" { "2027030002".into() } else { format!("20270{}0001", row.stay) });
    }
    let month = RosterRequest { month: Some(day(2027, 3, 1)), ..request() };
    let form = made(FormKind::Notice, &source, &month);
    assert_eq!(form.sheets[0].pages.iter().map(|page| page.label.as_str()).collect::<Vec<_>>(), ["2027030002"]);
    let text = to_xlsx_text(&form);
    assert!(
        text.contains("编号：2027030002") && text.contains("清河镇卫生院：") && text.contains("=1+1同志自2027年3月1日至2027年5月31日"),
        "{text}"
    );
    // What the office knows of its plan is no matter of the host's.
    assert!(!text.contains("方案"), "{text}");
    assert_eq!(made(FormKind::Notice, &source, &request()).lines(), 3);
}

#[test]
fn the_board_says_with_letters_what_its_colours_say() {
    let source = with_tables();
    let form = made(FormKind::Overview, &source, &request());
    let names: Vec<&str> = form.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["总表", "轮转一览图", "在岗人数图"]);
    // The letters stand in the table of names too; data formats have names alone.
    let Some(Block::Table(table)) = form.sheets[0].pages[0].blocks.first() else { panic!("no table") };
    let Some(Row::Cells(cells)) = table.rows.first() else { panic!("no row") };
    let bar = cells.iter().find(|cell| cell.span == 6).expect("three months");
    assert_eq!((bar.shown().as_str(), printed(&bar.value).as_str()), ("A 清河镇卫生院 岗位P", "清河镇卫生院 岗位P"));
    assert!(to_xlsx_text(&form).contains("A 清河镇卫生院 岗位P") && !csv_rows(&form).concat().contains(&"A 清河镇卫生院 岗位P".to_owned()));
    let Some(Block::Table(table)) = form.sheets[1].pages[0].blocks.last() else { panic!("no table") };
    let letters: Vec<String> = table
        .rows
        .iter()
        .map(|row| match row {
            Row::Cells(cells) => cells[3..]
                .iter()
                .map(|cell| if cell.span == 1 { printed(&cell.value) } else { "?".into() })
                .map(|text| if text.is_empty() { "·".into() } else { text })
                .collect(),
            Row::Across(text, _) => text.clone(),
        })
        .collect();
    assert_eq!(letters, ["····AAAAAA··", "AAAAAAAAAAAA", "BBBBBB······", "AAAAAA······"]);
    // Q misses one from April on.
    let Some(Block::Heat(table)) = form.sheets[2].pages[0].blocks.first() else { panic!("no picture") };
    let Some(Row::Cells(cells)) = table.rows.first() else { panic!("no row") };
    let shown: Vec<String> = cells[2..].iter().map(|cell| printed(&cell.value)).collect();
    assert_eq!(shown, ["2", "2", "2", "2", "3", "3", "2缺1", "2缺1", "2缺1", "2缺1", "1缺1", "1缺1"]);
}

#[test]
fn conflicts_are_the_findings_that_are_no_shortages() {
    let source = with_tables();
    let told = made(FormKind::Shortage, &source, &request());
    let Some(Block::Table(table)) = told.sheets[1].pages[0].blocks.first() else { panic!("no table") };
    let expected = source.view.findings.iter().filter(|row| row.rule != "cover" && (row.cost > 0 || row.tier.is_some())).count();
    assert_eq!(table.rows.len(), expected);
    let csv = csv_rows(&told);
    assert!(csv.iter().any(|row| row.iter().any(|cell| cell == "岗位编配")), "{csv:?}");
}

#[test]
fn forms_in_english_have_no_chinese_but_names() {
    let source = trainees();
    for kind in FormKind::ALL {
        let request = FormRequest { language: Language::English, basis: Some("county order 1".into()), ..asked(&request()) };
        let form = document(kind, &source, &request).expect("a form");
        if matches!(kind, FormKind::PlatformWide | FormKind::PlatformLong) {
            continue;
        }
        let html = String::from_utf8(to_html(&form)).expect("text");
        let body = html.split("<body>").nth(1).expect("a body");
        let mut text = body.to_owned();
        for name in [
            "示例县",
            "机构H1",
            "机构T1",
            "人员A",
            "人员B",
            "人员K",
            "内科培训",
            "岗位内科",
            "内科",
            "心血管",
            "呼吸",
            "示例方案",
            "示例周转池",
            "示例医共体",
            "岗位编配",
        ] {
            text = text.replace(name, "");
        }
        let left: String = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        assert_eq!(left, "", "{kind:?}");
    }
}

#[test]
fn calendars_hold_all_day_events_that_keep_their_identity() {
    let view = view();
    let of_b = RosterRequest { person: Some("B".into()), ..request() };
    let ics = |view: &PlanView| String::from_utf8(to_ics(&RosterForm::new(view, &of_b).expect("a form"), Language::Chinese)).expect("text");
    let text = ics(&view);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    assert!(text.contains("DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20270401\r\n"), "{text}");
    assert!(text.contains("SUMMARY:清河镇卫生院 岗位Q\r\n") && text.contains("STATUS:CONFIRMED") && text.contains("STATUS:TENTATIVE"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let identities = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
    let mut later = view.clone();
    later.summary.plan = crate::store::PlanId(9);
    later.roster.iter_mut().for_each(|row| row.stay += 100);
    assert_eq!(identities(&text), identities(&ics(&later)));
    assert_ne!(identities(&text)[0], identities(&text)[1]);
}
