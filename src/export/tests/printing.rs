//! How forms lie on paper, and that nothing hostile in a name survives as more than text.

use super::*;
use calamine::{Reader, Xlsx};
use std::io::{Cursor, Read};

fn whole() -> RosterRequest {
    RosterRequest::default()
}

fn part(document: &Document, name: &str) -> Option<String> {
    let bytes = to_xlsx(document).expect("a file");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).expect("text");
    Some(text)
}

/// What the workbook says of its sheets, in their order.
fn parts(document: &Document) -> Vec<(String, String)> {
    (1..).map(|number| format!("xl/worksheets/sheet{number}.xml")).map_while(|name| Some((name.clone(), part(document, &name)?))).collect()
}

#[test]
fn a_long_form_fits_the_width_and_repeats_its_head() {
    let form = made(FormKind::Overview, &with_tables(), &whole());
    let sheets = parts(&form);
    for (sheet, (size, landscape)) in sheets.iter().zip([("8", true), ("9", true), ("8", true)]) {
        let text = &sheet.1;
        assert!(text.contains("<pageSetUpPr fitToPage=\"1\"/>") && text.contains("fitToHeight=\"0\""), "{}", sheet.0);
        assert!(text.contains(&format!("paperSize=\"{size}\"")) && text.contains("orientation=\"landscape\"") == landscape, "{}", sheet.0);
        assert!(text.contains("第 &amp;P 页 共 &amp;N 页") && !text.contains("<f>"));
    }
    let book = part(&form, "xl/workbook.xml").expect("a part");
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("'总表'!$3:$4") || book.contains("总表!$3:$4"), "{book}");
    let month = made(FormKind::Overview, &with_tables(), &RosterRequest { month: Some(day(2027, 3, 1)), ..whole() });
    assert!(parts(&month)[0].1.contains("paperSize=\"9\""));
}

#[test]
fn persons_stand_apart_and_notices_two_to_a_page() {
    let mut source = with_tables();
    let persons = parts(&made(FormKind::Person, &source, &whole()));
    assert_eq!(persons.len(), 1);
    assert!(persons[0].1.contains("manualBreakCount=\"2\"") && persons[0].1.contains("orientation=\"landscape\""), "{}", persons[0].1);
    for row in &mut source.view.roster {
        row.notice = Some(format!("202703{:04}", row.stay));
    }
    let notices = parts(&made(FormKind::Notice, &source, &whole()));
    // Five notices: three sheets of paper.
    assert!(notices[0].1.contains("manualBreakCount=\"2\"") && notices[0].1.contains("paperSize=\"9\""));
    let heights: Vec<f64> = notices[0].1.split(" ht=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
    let scale: f64 = notices[0].1.split("scale=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).expect("a scale");
    let printed = heights.iter().sum::<f64>() * scale / 100.0 / 5.0;
    assert!(printed < (842.0 - 94.0) / 2.0 && printed > 340.0, "{printed}");
}

#[test]
fn a_page_too_long_for_one_sheet_of_paper_goes_on_below_another_head() {
    let mut source = with_tables();
    let row = source.view.roster[0].clone();
    let with = |source: &mut FormSource, stays: i64| {
        source.view.roster = (0..stays).map(|number| crate::store::RosterRow { stay: 100 + number, ..row.clone() }).collect();
        let form = made(FormKind::Person, source, &whole());
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(to_xlsx(&form).expect("a file"))).expect("a workbook");
        let range = workbook.worksheet_range_at(0).expect("a sheet").expect("cells");
        let lines: Vec<String> = range.rows().map(|row| row.iter().map(ToString::to_string).collect::<String>()).collect();
        let scale = parts(&form)[0].1.split("scale=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse::<u16>().ok());
        (lines, parts(&form)[0].1.contains("<rowBreaks"), scale.expect("a scale"))
    };
    let at = |lines: &[String], start: &str| -> Vec<usize> {
        lines.iter().enumerate().filter(|(_, line)| line.starts_with(start)).map(|(index, _)| index).collect()
    };
    let (lines, breaks, scale) = with(&mut source, 22);
    assert!(!breaks && scale >= 75 && at(&lines, "序号").len() == 1, "{scale}");
    let (lines, breaks, scale) = with(&mut source, 60);
    let (heads, names, signatures) = (at(&lines, "序号"), at(&lines, "姓名"), at(&lines, "制表"));
    assert!(breaks && scale >= 75 && heads.len() >= 2 && signatures.len() == 1, "{scale} {heads:?}");
    // Each sheet of paper says whose it is, and signatures have rows above them.
    assert_eq!(names.len(), heads.len());
    assert!(signatures[0] - heads[heads.len() - 1] > 3 && signatures[0] > 60);
}

#[test]
fn names_that_look_like_formulas_or_markup_stay_text_in_every_form_and_format() {
    let mut source = with_tables();
    let nasty = "=HYPERLINK(\"http://x\")<script>alert(1)</script>";
    for row in &mut source.view.roster {
        row.person_name = nasty.into();
        row.post_name = "+1,\"2\"\r\n@3".into();
    }
    for institution in &mut source.view.institutions {
        institution.name = "\t[a]*/:?'\\".into();
    }
    for kind in FormKind::ALL {
        let form = made(kind, &source, &whole());
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(to_xlsx(&form).expect("a file"))).expect("a workbook");
        for name in workbook.sheet_names() {
            let formulas = workbook.worksheet_formula(&name).expect("a sheet");
            assert!(formulas.rows().flatten().all(String::is_empty), "{kind:?} {name}");
            assert!(name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        }
        let html = String::from_utf8(to_html(&form)).expect("text");
        assert!(!html.contains("<script") && !html.contains("http://x\")<"), "{kind:?}");
        let csv = document_csv(&form).expect("a file");
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&csv[3..]);
        for record in reader.records().map(|record| record.expect("a row")) {
            assert!(!record.iter().any(|cell| cell.starts_with(['=', '+', '@', '\t', '\r'])), "{kind:?} {record:?}");
        }
        assert!(serde_json::from_slice::<serde_json::Value>(&document_json(&form).expect("a file")).is_ok());
    }
}

#[test]
fn html_stands_by_itself() {
    for kind in FormKind::ALL {
        let html = String::from_utf8(to_html(&made(kind, &with_tables(), &whole()))).expect("text");
        assert!(html.contains("@page") && html.contains("default-src 'none'"), "{kind:?}");
        assert!(!["src=", "href=", "@import", "url(http", "<script", "<link"].iter().any(|foreign| html.contains(foreign)), "{kind:?}");
    }
}

#[test]
fn hosts_of_one_name_have_sheets_of_their_own() {
    let mut source = with_tables();
    let name = source.view.institutions[1].name.clone();
    source.view.institutions[2].name = name.to_uppercase();
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(to_xlsx(&made(FormKind::Host, &source, &whole())).expect("a file"))).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["清河镇卫生院", "清河镇卫生院(2)"]);
    assert!(workbook.worksheet_range("清河镇卫生院(2)").is_ok());
}

#[test]
fn the_same_plan_gives_the_same_bytes_in_every_form() {
    let (one, other) = (with_tables(), with_tables());
    for kind in FormKind::ALL {
        let (first, second) = (made(kind, &one, &whole()), made(kind, &other, &whole()));
        assert!(to_xlsx(&first).expect("a file") == to_xlsx(&second).expect("a file"), "{kind:?}");
        assert!(to_html(&first) == to_html(&second), "{kind:?}");
    }
}

#[test]
fn five_thousand_people() {
    let mut source = without_tables(&view());
    let row = source.view.roster[0].clone();
    source.view.roster = (0..5000)
        .map(|number| {
            let mut row = row.clone();
            (row.stay, row.person, row.person_name) = (number + 1, format!("P{number:05}"), format!("某某{number}"));
            row.notice = Some(format!("202703{:04}", number + 1));
            row
        })
        .collect();
    for kind in [FormKind::Overview, FormKind::Host] {
        let form = made(kind, &source, &whole());
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(to_xlsx(&form).expect("a file"))).expect("a workbook");
        let first = workbook.sheet_names()[0].clone();
        assert!(workbook.worksheet_range(&first).expect("a sheet").height() > 5000, "{kind:?}");
    }
    // A sheet keeps about a thousand breaks between pages.
    let notices = made(FormKind::Notice, &source, &whole());
    assert_eq!((notices.sheets.len(), notices.lines()), (10, 5000));
    assert!(parts(&notices).iter().all(|(_, text)| text.contains("manualBreakCount=\"249\"")));
}
