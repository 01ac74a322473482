//! Text that looks like a formula stays text.

use crate::county::three;
use crate::program::{planned, query, run};
use calamine::{Data, Reader, open_workbook_auto};

const NAMES: [&str; 4] = ["=1+1", "+86甲", "-2乙", "@丙"];

#[test]
fn text_like_a_formula_is_exported_as_text() {
    let home = tempfile::tempdir().unwrap();
    let mut dataset = three();
    let people = &mut dataset[2].1;
    for (person, name) in people[1..].iter_mut().zip(NAMES) {
        person[1] = name;
    }
    people.truncate(1 + NAMES.len());
    // Demand for everybody, so that all of them are in the roster.
    for (post, number) in dataset[1].1[1..].iter_mut().zip(["2", "2"]) {
        (post[5], post[6]) = (number, number);
    }
    dataset.push(("规则", vec![vec!["规则", "参数", "取值"], vec!["release", "away_percent", "100"]]));
    let database = planned(home.path(), &dataset);
    let away: Vec<String> = query(&database, "SELECT DISTINCT CAST(person_name AS BLOB) FROM roster").into_iter().flatten().collect();
    assert_eq!(away.len(), NAMES.len(), "{away:?}");

    let xlsx = home.path().join("花名册.xlsx");
    run(&[&"export", &"roster", &"--db", &database, &"--output", &xlsx]).ended(0);
    let mut book = open_workbook_auto(&xlsx).unwrap();
    let mut texts = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        texts.extend(range.used_cells().filter_map(|(_, _, cell)| if let Data::String(text) = cell { Some(text.clone()) } else { None }));
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.used_cells().all(|(_, _, formula)| !NAMES.iter().any(|name| name.contains(formula.as_str()))), "{formulas:?}");
    }
    for name in NAMES {
        assert!(texts.iter().any(|text| text == name), "{name}: {texts:?}");
    }

    let csv = home.path().join("花名册.csv");
    run(&[&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--output", &csv]).ended(0);
    let mut reader = csv::Reader::from_path(&csv).unwrap();
    let at = reader.headers().unwrap().iter().position(|header| header == "姓名").unwrap();
    let cells: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
    for name in NAMES {
        assert!(cells.contains(&format!("'{name}")), "{name}: {cells:?}");
    }
    assert!(cells.iter().all(|cell| cell.starts_with('\'')), "{cells:?}");
}
