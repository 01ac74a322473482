//! New facts as rows of the tables, so that the next plan and every audit know them too.

use super::fact::{Fact, eve};
use crate::domain::DateRange;
use crate::source::{Column, TableKind};
use crate::store::DatasetRow;
use chrono::NaiveDate;

/// A row that a fact wrote or changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    pub table: TableKind,
    /// As the table counts it.
    pub row: u32,
}

/// Writes the facts; each comes with the rows that it went into. `horizon` is the plan's, for facts without an end.
pub fn write(rows: &mut Vec<DatasetRow>, facts: &[Fact], horizon: DateRange) -> Vec<Vec<Written>> {
    let written = facts.iter().map(|fact| write_one(rows, fact, horizon)).collect();
    let place = |row: &DatasetRow| TableKind::ALL.iter().position(|table| table.english() == row.table);
    rows.sort_by_key(place);
    written
}

fn write_one(rows: &mut Vec<DatasetRow>, fact: &Fact, horizon: DateRange) -> Vec<Written> {
    match fact {
        Fact::Leave { person, dates, kind } => {
            let mut cells = vec![(Column::LeavePerson, person.clone()), (Column::LeaveFrom, dates.from.to_string())];
            cells.push((Column::LeaveUntil, dates.to.to_string()));
            if !kind.is_empty() {
                cells.push((Column::LeaveKind, kind.clone()));
            }
            cells.push((Column::LeaveApproved, "已批准".into()));
            let mut written = vec![append(rows, TableKind::Leave, cells)];
            if dates.days() > ENDS_A_STAY {
                written.extend(end_stays(rows, person, eve(dates.from)));
            }
            written
        }
        Fact::Resign { person, from } => {
            let last = eve(*from);
            let mut written: Vec<Written> = alter(
                rows,
                TableKind::Staff,
                |row| text(row, Column::PersonCode) == Some(person),
                |row| {
                    let sooner = date(row, Column::PersonAvailableUntil).is_none_or(|until| last < until);
                    sooner.then(|| set(row, Column::PersonAvailableUntil, last.to_string())).is_some()
                },
            );
            written.extend(end_stays(rows, person, last));
            written
        }
        Fact::Pin { person, place, dates } => vec![append(rows, TableKind::Fixed, fixed(person, place, *dates, "锁定"))],
        Fact::Forbid { person, place, dates } => {
            vec![append(rows, TableKind::Fixed, fixed(person, place, dates.unwrap_or(horizon), "禁止"))]
        }
        Fact::AddPost { cells } => vec![append(rows, TableKind::Posts, cells.clone())],
    }
}

/// A leave of more days than this ends a stay that is under way; a shorter one is waited for.
const ENDS_A_STAY: i64 = 30;

fn fixed(person: &str, place: &str, dates: DateRange, kind: &str) -> Vec<(Column, String)> {
    vec![
        (Column::FixedPerson, person.to_owned()),
        (Column::FixedTarget, place.to_owned()),
        (Column::FixedFrom, dates.from.to_string()),
        (Column::FixedUntil, dates.to.to_string()),
        (Column::FixedKind, kind.to_owned()),
    ]
}

/// Stays under way, in the table of history, end on this day if they would last longer.
fn end_stays(rows: &mut [DatasetRow], person: &str, last: NaiveDate) -> Vec<Written> {
    let is_under_way = |row: &DatasetRow| {
        text(row, Column::HistoryPerson) == Some(person)
            && date(row, Column::HistoryFrom).is_some_and(|from| from <= last)
            && date(row, Column::HistoryUntil).is_none_or(|until| until > last)
    };
    alter(rows, TableKind::History, is_under_way, |row| {
        set(row, Column::HistoryUntil, last.to_string());
        true
    })
}

fn append(rows: &mut Vec<DatasetRow>, table: TableKind, cells: Vec<(Column, String)>) -> Written {
    // The first row of a table is its header.
    let last = rows.iter().filter(|row| row.table == table.english()).map(|row| row.row).max().unwrap_or(1);
    let row = last.saturating_add(1);
    let cells = cells.into_iter().map(|(column, text)| (column.english().to_owned(), text)).collect();
    rows.push(DatasetRow { table: table.english().to_owned(), row, cells });
    Written { table, row }
}

/// Alters the rows of the table that the test finds; those that were altered.
fn alter(
    rows: &mut [DatasetRow],
    table: TableKind,
    test: impl Fn(&DatasetRow) -> bool,
    mut change: impl FnMut(&mut DatasetRow) -> bool,
) -> Vec<Written> {
    let found = rows.iter_mut().filter(|row| row.table == table.english() && test(row));
    found.filter_map(|row| change(row).then_some(Written { table, row: row.row })).collect()
}

fn text(row: &DatasetRow, column: Column) -> Option<&str> {
    row.cells.iter().find(|(key, _)| key == column.english()).map(|(_, text)| text.as_str())
}

fn date(row: &DatasetRow, column: Column) -> Option<NaiveDate> {
    text(row, column).and_then(super::fact::day)
}

/// Sets a cell, at its place among the columns.
fn set(row: &mut DatasetRow, column: Column, value: String) {
    row.cells.retain(|(key, _)| key != column.english());
    let order = |key: &str| column.table().columns().iter().position(|known| known.english() == key);
    let at = row.cells.iter().position(|(key, _)| order(key) > order(column.english())).unwrap_or(row.cells.len());
    row.cells.insert(at, (column.english().to_owned(), value));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(table: TableKind, number: u32, cells: &[(&str, &str)]) -> DatasetRow {
        let cells = cells.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        DatasetRow { table: table.english().into(), row: number, cells }
    }

    #[test]
    fn a_resignation_ends_availability_and_what_is_under_way() {
        let mut rows = vec![
            row(TableKind::Staff, 2, &[("code", "A"), ("name", "甲"), ("telephone", "0")]),
            row(TableKind::Staff, 3, &[("code", "B"), ("name", "乙")]),
            row(TableKind::History, 2, &[("code", "A"), ("place", "P"), ("from", "2026-12-01")]),
            row(TableKind::History, 3, &[("code", "A"), ("place", "P"), ("from", "2026-01-01"), ("until", "2026-03-31")]),
        ];
        let horizon = DateRange::new("2027-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
        let facts = [Fact::resign("A:2027-03-01").unwrap(), Fact::leave("B:2027-02-01..2027-02-10:事假").unwrap()];
        let written = write(&mut rows, &facts, horizon);
        let at = |table, row| Written { table, row };
        assert_eq!(written[0], [at(TableKind::Staff, 2), at(TableKind::History, 2)]);
        assert_eq!(written[1], [at(TableKind::Leave, 2)]);
        assert_eq!(text(&rows[0], Column::PersonAvailableUntil), Some("2027-02-28"));
        assert_eq!(rows[0].cells.last().map(|(key, _)| key.as_str()), Some("telephone"), "columns keep their order");
        let until =
            |number| rows.iter().find(|row| row.table == "history" && row.row == number).and_then(|row| text(row, Column::HistoryUntil));
        assert_eq!((until(2), until(3)), (Some("2027-02-28"), Some("2026-03-31")));
        let tables: Vec<&str> = rows.iter().map(|row| row.table.as_str()).collect();
        assert_eq!(tables, ["staff", "staff", "leave", "history", "history"]);
    }
}
