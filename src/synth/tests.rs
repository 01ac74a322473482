use super::*;
use crate::source::Column;
use chrono::NaiveDate;
use std::collections::BTreeSet;

fn parameters(trainees: u32, specialists: u32, hosts: u32, seed: u64) -> Parameters {
    let from = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date");
    Parameters { trainees, specialists, hosts, months: 12, tightness: 0.9, communities: None, from, seed }
}

fn text(made: &Made) -> String {
    let rows = made.dataset.canonical_rows();
    rows.map(|(table, row, cells)| format!("{table} {row} {cells:?}\n")).collect()
}

#[test]
fn the_same_parameters_give_the_same_tables_and_another_seed_others() {
    let of_seed = |seed| text(&make(&parameters(40, 20, 10, seed)).expect("a county"));
    assert_eq!(of_seed(1), of_seed(1));
    assert_ne!(of_seed(1), of_seed(2));
}

#[test]
fn a_county_has_the_size_asked_for() {
    for (trainees, specialists, hosts, communities) in [(12, 12, 6, 1), (67, 33, 13, 1), (200, 100, 40, 1), (533, 267, 107, 3)] {
        let size = make(&parameters(trainees, specialists, hosts, 3)).expect("a county").size;
        assert_eq!((size.trainees, size.specialists), (u64::from(trainees), u64::from(specialists)));
        assert_eq!((size.hosts, size.communities), (u64::from(hosts), communities));
        assert!(size.pool_held < size.pool_at_first && size.pool_at_first <= size.pool_at_last, "{size:?}");
    }
}

#[test]
fn seats_and_pool_shrink_as_the_tightness_grows() {
    let size = |tightness| make(&Parameters { tightness, ..parameters(200, 100, 40, 5) }).expect("a county").size;
    let (loose, tight) = (size(0.6), size(0.9));
    assert!(loose.seats > tight.seats, "{loose:?} {tight:?}");
    assert!(size(0.9).seats > size(1.2).seats);
    // More posts for the same people.
    assert!(loose.posts < tight.posts && tight.posts < size(1.3).posts);
}

#[test]
fn nobody_is_real() {
    let made = make(&parameters(40, 20, 10, 7)).expect("a county");
    let staff = made.dataset.sheets().find(|sheet| sheet.table == TableKind::Staff).expect("staff");
    assert!(!staff.columns.contains(&Column::PersonIdentity));
    let at = |column: Column| staff.columns.iter().position(|other| *other == column).expect("a column");
    let (code, name) = (at(Column::PersonCode), at(Column::PersonName));
    let mut codes = BTreeSet::new();
    for row in &staff.rows {
        assert!(codes.insert(row[code]), "{} twice", row[code]);
        let is_invented =
            ["学员", "专家", "职工", "村医"].iter().any(|title| row[name].starts_with(title)) && row[name].ends_with(char::is_numeric);
        assert!(is_invented, "{}", row[name]);
    }
}

#[test]
fn sheets_have_the_columns_that_are_used_and_no_more() {
    let made = make(&parameters(40, 20, 10, 1)).expect("a county");
    for sheet in made.dataset.sheets() {
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
        for (index, column) in sheet.columns.iter().enumerate() {
            assert_eq!(column.table(), sheet.table);
            assert!(sheet.rows.iter().any(|row| !row[index].is_empty()), "{column:?}");
        }
        let required: Vec<_> = sheet.table.columns().iter().filter(|column| column.is_required()).collect();
        assert!(required.iter().all(|column| sheet.columns.contains(column)), "{:?}", sheet.table);
    }
}

#[test]
fn what_cannot_be_made_is_refused_in_both_languages() {
    let good = parameters(200, 100, 40, 1);
    for (wrong, word) in [
        (Parameters { trainees: 0, ..good }, "--trainees"),
        (Parameters { specialists: 0, ..good }, "--specialists"),
        (Parameters { hosts: 5, ..good }, "--hosts"),
        (Parameters { communities: Some(9), ..good }, "9"),
        (Parameters { communities: Some(0), ..good }, "community"),
        (Parameters { months: 0, ..good }, "--months"),
        (Parameters { months: 37, ..good }, "--months"),
        (Parameters { tightness: 0.0, ..good }, "--tightness"),
        (Parameters { tightness: 1.6, ..good }, "--tightness"),
        (Parameters { tightness: f64::NAN, ..good }, "--tightness"),
        (Parameters { trainees: u32::MAX, ..good }, "100000"),
        (Parameters { specialists: u32::MAX, hosts: u32::MAX, communities: Some(u32::MAX), ..good }, "100000"),
    ] {
        let Refusal(message) = make(&wrong).expect_err("a refusal");
        assert!(message.en.contains(word), "{message:?}");
        assert_ne!(message.zh, message.en);
    }
}
