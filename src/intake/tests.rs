//! Workbooks read back: what a clerk finds in a new one, and what becomes of a clerk's own tables.

use super::*;
use crate::diagnostic::{Code, Language};
use crate::source::{CellKind, Column, TableKind, grids, read};
use crate::validate::{Choices, Options, choices, load, validate};
use calamine::{Reader, Xlsx, open_workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const BOTH: [Language; 2] = [Language::Chinese, Language::English];

fn put(home: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = home.join(name);
    fs::write(&file, bytes).unwrap();
    file
}

/// A part of the file, such as `xl/worksheets/sheet2.xml`; empty where there is none.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    if let Ok(mut file) = archive.by_name(name) {
        file.read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn a_new_workbook_has_every_table_and_column_and_reading_it_leaves_out_its_examples() {
    for language in BOTH {
        let home = tempfile::tempdir().unwrap();
        let bytes = blank_workbook(Filling::Examples, language).unwrap();
        assert_eq!(bytes, blank_workbook(Filling::Examples, language).unwrap());
        let file = put(home.path(), "新.xlsx", &bytes);
        let (sheets, report) = grids(&file);
        assert!(report.faults.is_empty());
        let headed: BTreeSet<Column> = sheets.iter().flat_map(|grid| grid.columns.iter().map(|(_, column)| *column)).collect();
        // The settings' other layout is read, and explained, but not offered.
        let other = [Column::SettingsKey, Column::SettingsValue];
        let all = TableKind::ALL.iter().flat_map(|kind| kind.columns()).copied().filter(|column| !other.contains(column));
        assert_eq!(headed, all.collect());
        let guide = sheets.iter().find(|grid| grid.page.is_some()).unwrap();
        let explained: BTreeSet<&str> = guide.cells.iter().map(|cell| cell.text.as_str()).collect();
        for column in TableKind::ALL.iter().flat_map(|kind| kind.columns()) {
            assert!(explained.contains(guide::of_column(*column).what.get(language)), "{column:?}");
        }
        let reading = read(&file);
        assert!(reading.tables.canonical_rows().is_empty());
        assert_eq!(reading.report.faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::ExampleRow]);
        for kind in TableKind::ALL {
            assert!(reading.report.faults[0].found.zh.contains(&format!("“{}”第 2、3 行", kind.chinese())));
        }
    }
}

#[test]
fn examples_without_their_mark_say_what_the_program_understands() {
    for language in BOTH {
        let rows = TableKind::ALL.iter().flat_map(|kind| {
            crate::source::examples(kind.to_owned()).iter().zip(2u32..).map(move |(example, row)| {
                (kind.english(), row, example.iter().map(|(column, words)| (column.english(), words.get(language))).collect::<Vec<_>>())
            })
        });
        let tables = crate::source::Tables::from_canonical_rows("示例", rows);
        let report = validate(&tables, &Options::default()).report;
        let errors: BTreeSet<(Code, Option<String>)> = report
            .faults
            .iter()
            .filter(|fault| fault.code.severity() == crate::diagnostic::Severity::Error)
            .map(|fault| (fault.code, fault.location.sheet.clone()))
            .collect();
        // Two rows of settings are one too many, and examples name an institution and a person more than there are.
        let of = |code, kind: TableKind| (code, Some(kind.chinese().to_owned()));
        let expected = BTreeSet::from([
            of(Code::DuplicateSetting, TableKind::Settings),
            of(Code::UnknownPerson, TableKind::Enrolments),
            of(Code::UnknownInstitution, TableKind::Distances),
        ]);
        assert_eq!(errors, expected, "{}", report.render(language));
    }
}

#[test]
fn words_of_lists_are_understood_and_columns_to_choose_from_are_there() {
    for column in TableKind::ALL.iter().flat_map(|kind| kind.columns()).copied() {
        match choices(column) {
            Choices::Free => {}
            Choices::Words(words) | Choices::ListOfWords(words) => assert!(words.len() > 1, "{column:?}"),
            Choices::Column(other) | Choices::ColumnOrElse(other) => {
                assert!(other.is_required() && other.kind() == CellKind::Code, "{column:?}")
            }
        }
    }
}

#[test]
fn sheets_are_ready_to_be_filled_in() {
    let bytes = blank_workbook(Filling::Examples, Language::Chinese).unwrap();
    let at = 2 + TableKind::ALL.iter().position(|kind| *kind == TableKind::Staff).unwrap();
    let staff = part(&bytes, &format!("xl/worksheets/sheet{at}.xml"));
    assert!(staff.contains("state=\"frozen\"") && staff.contains("ySplit=\"1\""), "the header stays in sight");
    assert!(staff.contains("paperSize=\"9\"") && staff.contains("fitToHeight=\"0\"") && staff.contains("&amp;P / &amp;N"), "printed on A4");
    let validations = staff.matches("<dataValidation ").count();
    assert!(validations >= 15, "{validations}");
    assert!(staff.contains("OFFSET('机构'!$A$2"), "institutions come from their own sheet");
    assert!(staff.contains("下派专家,住院医师"), "categories are a list");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("yyyy-mm-dd") && styles.contains("numFmtId=\"49\""));
    let comments = part(&bytes, &format!("xl/comments{}.xml", at - 1));
    assert!(comments.contains("工号（code）必填") && comments.contains("身份证号（identity）可不填"));
}

#[test]
fn the_filled_workbook_is_the_county() {
    let home = tempfile::tempdir().unwrap();
    let file = put(home.path(), "泸县.xlsx", &blank_workbook(Filling::Luxian, Language::Chinese).unwrap());
    let (filled, county) = (load(&file, &Options::default()), load(Path::new("fixtures/luxian"), &Options::default()));
    assert_eq!(filled.tables.content_hash(), county.tables.content_hash());
    assert_eq!(filled.problem, county.problem);
    assert_eq!(filled.report.faults.len(), county.report.faults.len());
}

/// A folder, the workbook made of it, and the folder made of that.
fn there_and_back(folder: &Path, home: &Path) -> (PathBuf, PathBuf, Vec<Change>) {
    let (bytes, mut changes) = workbook_of(&grids(folder).0, Language::Chinese).unwrap();
    let file = put(home, "数据.xlsx", &bytes);
    let (tables, more) = csv_tables(&grids(&file).0);
    changes.extend(more);
    let back = home.join("back");
    fs::create_dir(&back).unwrap();
    for table in tables {
        let header: Vec<&str> = table.rows[0].iter().map(String::as_str).collect();
        let rows = table.rows[1..].iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let csv = crate::export::table_csv(&crate::export::TextTable { name: &table.name, header, rows }).unwrap();
        fs::write(back.join(format!("{}.csv", table.name)), csv).unwrap();
    }
    (file, back, changes)
}

#[test]
fn the_seven_counties_come_back_as_they_were() {
    for county in ["luxian", "luzhai", "xishui", "suixi", "shouguang", "fuxin", "maoming"] {
        let home = tempfile::tempdir().unwrap();
        let folder = Path::new("fixtures").join(county);
        let (file, back, changes) = there_and_back(&folder, home.path());
        assert!(changes.is_empty(), "{changes:?}");
        assert_eq!(grids(&folder).0, grids(&back).0, "{county}");
        let [here, there, again] = [&folder, &file, &back].map(|path| load(path, &Options::default()));
        assert_eq!(here.tables.canonical_rows(), there.tables.canonical_rows(), "{county}");
        assert_eq!(here.tables.canonical_rows(), again.tables.canonical_rows(), "{county}");
        assert_eq!(here.report, again.report, "{county}");
        assert_eq!(here.problem, there.problem);
        // The same faults in the workbook, but for the name of the place.
        let in_workbook = here.report.faults.iter().cloned().map(|mut fault| {
            if !fault.location.file.is_empty() {
                fault.location.sheet = Some(fault.location.file.replace(".csv", ""));
                fault.location.file = "数据.xlsx".into();
            }
            fault
        });
        let mut expected = crate::diagnostic::Report { faults: in_workbook.collect() };
        expected.sort();
        assert_eq!(expected, there.report, "{county}");
    }
}

#[test]
fn hostile_cells_and_names_come_back_as_they_were() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("数据");
    fs::create_dir(&folder).unwrap();
    let texts = [
        "=1+1",
        "'=1+1",
        "''-1",
        "+86 13800000000",
        "-",
        "@SUM(A1)",
        "＝1",
        "001",
        "1.50",
        "1e5",
        "2027-01-15",
        "202701",
        "  甲 ",
        "甲\n乙",
        "\t甲",
        "\"引\"",
        "_x0041_",
        "#REF!",
        "TRUE",
        "甲<&>乙",
        "🀄",
        "=HYPERLINK(\"http://example.invalid\")",
        "DDE|cmd",
    ];
    let mut writer = csv::Writer::from_path(folder.join("人员.csv")).unwrap();
    writer.write_record(["工号", "姓名", "机构", "人员类别", "可派起", "累计基层月数", "备注", "'=列"]).unwrap();
    for (index, text) in texts.iter().enumerate() {
        writer.write_record([format!("{index:03}").as_str(), text, text, text, text, text, text, text]).unwrap();
    }
    writer.flush().unwrap();
    let long = "表".repeat(60);
    for name in ["history", "值班 [一]", "con", &long] {
        fs::write(folder.join(format!("{name}.csv")), "工号,机构\n0001,x\n\n,,9\n").unwrap();
    }
    let (file, back, changes) = there_and_back(&folder, home.path());
    let cells = |path: &Path, name: &str| grids(path).0.into_iter().find(|grid| grid.name == name).unwrap().cells;
    for copy in [&file, &back] {
        let (here, there) = (cells(&folder, "人员"), cells(copy, "人员"));
        assert_eq!(here.len(), there.len());
        let differing: Vec<_> = here.iter().zip(&there).filter(|(here, there)| here != there).collect();
        assert!(differing.is_empty(), "{differing:?}");
    }
    assert_eq!(read(&folder).tables.canonical_rows(), read(&back).tables.canonical_rows());
    let renamed: BTreeMap<&str, &str> = changes
        .iter()
        .map(|change| match change {
            Change::Renamed { from, to } => (from.as_str(), to.as_str()),
            Change::PageLeftOut { .. } => panic!("{change:?}"),
        })
        .collect();
    let cut = "表".repeat(31);
    assert_eq!(renamed, BTreeMap::from([("history", "历史"), ("值班 [一]", "值班 _一_"), ("con", "_con"), (long.as_str(), cut.as_str())]));
    // No cell of the workbook is a formula, and none of the CSV file would be taken for one.
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
    }
    let mut reader = csv::Reader::from_path(back.join("人员.csv")).unwrap();
    for cell in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝']), "{cell}");
    }
}

#[test]
fn what_a_workbook_cannot_hold_is_refused_in_a_copy_and_cut_in_a_report() {
    let home = tempfile::tempdir().unwrap();
    let write = |length: usize| fs::write(home.path().join("人员.csv"), format!("工号,姓名\n1,{}\n", "字".repeat(length))).unwrap();
    write(32_767);
    assert!(workbook_of(&grids(home.path()).0, Language::Chinese).is_ok());
    write(32_768);
    let error = workbook_of(&grids(home.path()).0, Language::Chinese).unwrap_err();
    assert!(error.message().zh.contains("“人员”表第 2 行 B 列有 32768 个字符"), "{error}");
    let report = load(home.path(), &Options::default()).report;
    assert!(marked_workbook(&grids(home.path()).0, &report, Language::Chinese).is_ok());
}

#[test]
fn every_fault_is_listed_linked_and_marked_on_its_cell() {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(format!("{name}.csv")), text).unwrap();
    write("机构", "代码,名称,级别,上级机构\nH1,县医院,县级,\nT1,=东乡卫生院,乡镇,H9\n");
    write("岗位", "代码,机构,派驻类型,最低\nP1,T1,长驻,x\n");
    write("人员", "工号,姓名,机构,人员类别,备注\n\n001,甲,H1,下派专家,自己的\n001,乙,H1,,\n");
    write("值班表", "甲,乙\n1,2\n");
    let report = load(home.path(), &Options::default()).report;
    let (sheets, _) = grids(home.path());
    let (bytes, marked) = marked_workbook(&sheets, &report, Language::Chinese).unwrap();
    assert_eq!(marked.faults, report.faults.len());
    let file = put(home.path(), "问题.xlsx", &bytes);
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    assert_eq!(book.sheet_names(), ["问题", "人员", "值班表", "岗位", "机构"]);
    let list = book.worksheet_range("问题").unwrap();
    let rows: Vec<Vec<String>> = list.rows().skip(3).map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows.len(), report.faults.len());
    let unknown_level = rows.iter().find(|row| row[11] == "unknown-level").unwrap();
    assert_eq!(unknown_level[2..7], ["机构!C3", "机构", "3", "C", "级别"]);
    assert!(
        unknown_level[8].contains("乡镇") && unknown_level[9].contains("中心卫生院") && !unknown_level[10].is_empty(),
        "{unknown_level:?}"
    );
    // Every fault that stands in a table leads there.
    for (row, fault) in rows.iter().zip(&report.faults) {
        assert_eq!(row[2].is_empty(), fault.location.file.is_empty(), "{row:?}");
    }
    let links = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(links.contains("location=\"'机构'!C3\""), "{links}");
    let comments: String = (1..=5).map(|number| part(&bytes, &format!("xl/comments{number}.xml"))).collect();
    for fault in report.faults.iter().filter(|fault| fault.location.row.is_some()) {
        assert!(comments.contains(&format!("[错误 {}]", fault.code.code())) || comments.contains(&format!("[提醒 {}]", fault.code.code())));
    }
    // The copy holds what the tables hold, and is read as they are: the list is no table.
    let (here, there) = (read(home.path()), read(&file));
    assert_eq!(here.tables.canonical_rows(), there.tables.canonical_rows());
    assert_eq!(there.report.faults.iter().filter(|fault| fault.code == Code::UnknownTable).count(), 1);
}

#[test]
fn five_thousand_people_are_copied_and_marked() {
    let home = tempfile::tempdir().unwrap();
    let mut text = String::from("工号,姓名,机构,人员类别,职称,电话\n");
    for number in 0..5000 {
        text += &format!("{number:05},甲{number},H9,下派专家,高级,\n");
    }
    fs::write(home.path().join("人员.csv"), text).unwrap();
    fs::write(home.path().join("机构.csv"), "代码,名称,级别\nH1,县医院,县级\n").unwrap();
    let report = load(home.path(), &Options::default()).report;
    assert!(report.faults.len() >= 10_000, "{}", report.faults.len());
    let (sheets, _) = grids(home.path());
    let (bytes, marked) = marked_workbook(&sheets, &report, Language::Chinese).unwrap();
    assert!(marked.cells >= 10_000);
    let file = put(home.path(), "问题.xlsx", &bytes);
    assert_eq!(read(&file).tables.canonical_rows(), read(home.path()).tables.canonical_rows());
}
