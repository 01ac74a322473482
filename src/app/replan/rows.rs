//! New facts as rows of the tables, so that the next plan and every audit know them too.

use super::fact::{Fact, eve};
use crate::domain::{DAYS_WAITED_FOR, DateRange};
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

pub use crate::source::TOLD;

/// Key of the cell that keeps what stood in an altered row before, where something did.
pub const BEFORE: &str = "told_before";

/// Facts that earlier repairs wrote into these rows, as they stand there.
pub fn told(rows: &[DatasetRow]) -> Vec<Fact> {
    rows.iter().filter(|row| is_told(row)).filter_map(fact_of).collect()
}

/// True for rows that a repair wrote or altered.
fn is_told(row: &DatasetRow) -> bool {
    row.cells.iter().any(|(key, _)| key == TOLD)
}

fn fact_of(row: &DatasetRow) -> Option<Fact> {
    let table = TableKind::ALL.iter().copied().find(|table| table.english() == row.table)?;
    let owned = |column| text(row, column).map(str::to_owned);
    let dates = |from, until| Some(DateRange::new(date(row, from)?, date(row, until)?));
    match table {
        TableKind::Leave => Some(Fact::Leave {
            person: owned(Column::LeavePerson)?,
            dates: dates(Column::LeaveFrom, Column::LeaveUntil)?,
            kind: owned(Column::LeaveKind).unwrap_or_default(),
        }),
        TableKind::Staff => {
            let from = date(row, Column::PersonAvailableUntil)?.succ_opt()?;
            Some(Fact::Resign { person: owned(Column::PersonCode)?, from })
        }
        TableKind::Fixed => {
            let (person, place) = (owned(Column::FixedPerson)?, owned(Column::FixedTarget)?);
            let dates = dates(Column::FixedFrom, Column::FixedUntil)?;
            match text(row, Column::FixedKind)? {
                FORBIDDEN => Some(Fact::Forbid { person, place, dates: Some(dates) }),
                _ => Some(Fact::Pin { person, place, dates }),
            }
        }
        TableKind::Posts => {
            let column = |key: &str| TableKind::Posts.columns().iter().copied().find(|column| column.english() == key);
            Some(Fact::AddPost { cells: row.cells.iter().filter_map(|(key, text)| Some((column(key)?, text.clone()))).collect() })
        }
        _ => None,
    }
}

/// True when updated tables have nothing of their own to say about a fact that was told before: they neither have it, nor another that
/// takes its place, such as a leave of the person that overlaps it, approved or not.
pub fn is_missing_in(rows: &[DatasetRow], fact: &Fact) -> bool {
    let any = |table: TableKind, test: &dyn Fn(&DatasetRow) -> bool| rows.iter().any(|row| row.table == table.english() && test(row));
    let is_staff = |person: &str| any(TableKind::Staff, &|row| text(row, Column::PersonCode) == Some(person));
    let overlap = |row: &DatasetRow, from, until, dates: &DateRange| {
        date(row, from).is_none_or(|from| from <= dates.to) && date(row, until).is_none_or(|until| until >= dates.from)
    };
    match fact {
        Fact::Leave { person, dates, .. } => {
            let same = |row: &DatasetRow| {
                text(row, Column::LeavePerson) == Some(person) && overlap(row, Column::LeaveFrom, Column::LeaveUntil, dates)
            };
            is_staff(person) && !any(TableKind::Leave, &same)
        }
        Fact::Resign { person, .. } => {
            let open =
                |row: &DatasetRow| text(row, Column::PersonCode) == Some(person) && text(row, Column::PersonAvailableUntil).is_none();
            any(TableKind::Staff, &open)
        }
        Fact::Pin { person, place, dates } | Fact::Forbid { person, place, dates: Some(dates) } => {
            let same = |row: &DatasetRow| {
                text(row, Column::FixedPerson) == Some(person)
                    && text(row, Column::FixedTarget) == Some(place)
                    && overlap(row, Column::FixedFrom, Column::FixedUntil, dates)
            };
            is_staff(person) && !any(TableKind::Fixed, &same)
        }
        Fact::Forbid { dates: None, .. } => false,
        Fact::AddPost { cells } => {
            let code = cells.iter().find(|(column, _)| *column == Column::PostCode).map(|(_, code)| code.as_str());
            !any(TableKind::Posts, &|row| text(row, Column::PostCode) == code)
        }
    }
}

/// Takes facts back: what was told goes out of the rows, and the rest of it is written anew.
pub fn take_back(rows: &mut Vec<DatasetRow>, taken: &[Fact], horizon: DateRange) {
    let rest: Vec<Fact> = told(rows).into_iter().filter(|fact| !taken.contains(fact)).collect();
    // People and their history were there before anything was told.
    let altered = |row: &DatasetRow| match &row.table {
        table if table == TableKind::Staff.english() => Some(Column::PersonAvailableUntil),
        table if table == TableKind::History.english() => Some(Column::HistoryUntil),
        _ => None,
    };
    rows.retain(|row| !is_told(row) || altered(row).is_some());
    for row in rows.iter_mut().filter(|row| is_told(row)) {
        let Some(column) = altered(row) else { continue };
        let before = row.cells.iter().find(|(key, _)| key == BEFORE).map(|(_, text)| text.clone());
        row.cells.retain(|(key, _)| key != TOLD && key != BEFORE && key != column.english());
        if let Some(before) = before {
            set(row, column, before);
        }
    }
    write(rows, &rest, horizon);
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
            let mut written = vec![append(rows, fact, TableKind::Leave, cells)];
            if dates.days() > DAYS_WAITED_FOR {
                written.extend(end_stays(rows, fact, person, eve(dates.from)));
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
                    if sooner {
                        alter_cell(row, fact, Column::PersonAvailableUntil, last);
                    }
                    sooner
                },
            );
            written.extend(end_stays(rows, fact, person, last));
            written
        }
        Fact::Pin { person, place, dates } => vec![append(rows, fact, TableKind::Fixed, fixed(person, place, *dates, FIXED))],
        Fact::Forbid { person, place, dates } => {
            vec![append(rows, fact, TableKind::Fixed, fixed(person, place, dates.unwrap_or(horizon), FORBIDDEN))]
        }
        Fact::AddPost { cells } => vec![append(rows, fact, TableKind::Posts, cells.clone())],
    }
}

const FIXED: &str = "锁定";
const FORBIDDEN: &str = "禁止";

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
fn end_stays(rows: &mut [DatasetRow], fact: &Fact, person: &str, last: NaiveDate) -> Vec<Written> {
    let is_under_way = |row: &DatasetRow| {
        text(row, Column::HistoryPerson) == Some(person)
            && date(row, Column::HistoryFrom).is_some_and(|from| from <= last)
            && date(row, Column::HistoryUntil).is_none_or(|until| until > last)
    };
    alter(rows, TableKind::History, is_under_way, |row| {
        alter_cell(row, fact, Column::HistoryUntil, last);
        true
    })
}

fn mark(fact: &Fact) -> (String, String) {
    (TOLD.to_owned(), fact.option())
}

/// Sets a date in a row of the county's own, and keeps what the county says.
fn alter_cell(row: &mut DatasetRow, fact: &Fact, column: Column, day: NaiveDate) {
    let is_told = is_told(row);
    let before = text(row, column).filter(|_| !is_told).map(|text| (BEFORE.to_owned(), text.to_owned()));
    set(row, column, day.to_string());
    row.cells.retain(|(key, _)| key != TOLD);
    row.cells.push(mark(fact));
    row.cells.extend(before);
}

fn append(rows: &mut Vec<DatasetRow>, fact: &Fact, table: TableKind, cells: Vec<(Column, String)>) -> Written {
    // The first row of a table is its header.
    let last = rows.iter().filter(|row| row.table == table.english()).map(|row| row.row).max().unwrap_or(1);
    let row = last.saturating_add(1);
    let cells = cells.into_iter().map(|(column, text)| (column.english().to_owned(), text)).chain([mark(fact)]).collect();
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
        let keys: Vec<&str> = rows[0].cells.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["code", "name", "available_until", "telephone", TOLD], "columns keep their order");
        let until =
            |number| rows.iter().find(|row| row.table == "history" && row.row == number).and_then(|row| text(row, Column::HistoryUntil));
        assert_eq!((until(2), until(3)), (Some("2027-02-28"), Some("2026-03-31")));
        let mark = |row: &DatasetRow| row.cells.iter().find(|(key, _)| key == TOLD).map(|(_, text)| text.clone());
        assert_eq!(mark(&rows[0]).as_deref(), Some("--resign A:2027-03-01"));
        let tables: Vec<&str> = rows.iter().map(|row| row.table.as_str()).collect();
        assert_eq!(tables, ["staff", "staff", "leave", "history", "history"]);
        assert_eq!(told(&rows), facts);
    }

    #[test]
    fn what_is_taken_back_leaves_the_rows_as_they_were() {
        let plain = vec![
            row(TableKind::Staff, 2, &[("code", "A"), ("name", "甲"), ("available_until", "2028-01-31")]),
            row(TableKind::Staff, 3, &[("code", "B"), ("name", "乙")]),
            row(TableKind::Leave, 2, &[("code", "B"), ("from", "2027-01-01"), ("until", "2027-01-05")]),
            row(TableKind::History, 2, &[("code", "A"), ("place", "P"), ("from", "2026-12-01")]),
            row(TableKind::History, 3, &[("code", "B"), ("place", "P"), ("from", "2026-12-01"), ("until", "2027-06-30")]),
        ];
        let horizon = DateRange::new("2027-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
        let facts = [
            Fact::resign("A:2027-03-01").unwrap(),
            Fact::leave("B:2027-02-01..2027-04-30:病假").unwrap(),
            Fact::resign("B:2027-02-15").unwrap(),
            Fact::pin("B:P:2027-07-01..2027-12-31").unwrap(),
        ];
        let mut rows = plain.clone();
        write(&mut rows, &facts, horizon);
        take_back(&mut rows, &facts[2..3], horizon);
        let mut without = plain.clone();
        write(&mut without, &[facts[0].clone(), facts[1].clone(), facts[3].clone()], horizon);
        assert_eq!(rows, without);
        take_back(&mut rows, &told(&without), horizon);
        assert_eq!(rows, plain);
    }

    #[test]
    fn what_was_told_is_missing_until_the_tables_say_something_about_it() {
        let mut rows = vec![row(TableKind::Staff, 2, &[("code", "A"), ("name", "甲")])];
        let horizon = DateRange::new("2027-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
        let facts = [
            Fact::leave("A:2027-03-01..2027-03-10:事假").unwrap(),
            Fact::pin("A:P1:2027-03-01..2027-05-31").unwrap(),
            Fact::forbid("A:P2:2027-01-01..2027-12-31").unwrap(),
            Fact::add_post("代码=P9,机构=T1,派驻类型=巡诊").unwrap(),
            Fact::resign("A:2027-09-01").unwrap(),
        ];
        let plain = rows.clone();
        assert!(facts.iter().all(|fact| is_missing_in(&plain, fact)));
        write(&mut rows, &facts, horizon);
        let mut kept = told(&rows);
        kept.sort_by_key(|fact| facts.iter().position(|other| other == fact));
        assert_eq!(kept, facts);
        assert!(!facts.iter().any(|fact| is_missing_in(&rows, fact)));
        // Taken back in the tables: a leave at that time that is not approved.
        let refused = row(TableKind::Leave, 2, &[("code", "A"), ("from", "2027-03-02"), ("until", "2027-03-05"), ("approved", "否")]);
        assert!(!is_missing_in(&[plain[0].clone(), refused], &facts[0]));
        assert!(!is_missing_in(&[], &facts[0]), "nobody is left whom it concerns");
    }
}
