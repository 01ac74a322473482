//! From sheets to tables: which table a sheet is, which column each header names, and what is wrong with either.

use super::example::{Told, of_row};
use super::page::Page;
use super::sheet::{RawCell, RawRow, RawSheet};
use super::tables::letters;
use super::{Cell, CellKind, Column, Table, TableKind, Tables, text, unit};
use crate::diagnostic::{Bilingual, Code, Fault, Location, Report, counted};
use std::collections::BTreeMap;

/// Recognises the tables among the sheets.
pub(super) fn tables(sheets: Vec<RawSheet>, report: &mut Report) -> Tables {
    let mut tables = Tables::default();
    let mut seen: BTreeMap<TableKind, String> = BTreeMap::new();
    let mut examples: Vec<(TableKind, Vec<u32>)> = Vec::new();
    for sheet in sheets {
        if Page::of(&sheet).is_some() {
            continue;
        }
        let Some(kind) = TableKind::from_name(&sheet.name) else {
            if !sheet.rows.is_empty() {
                report.push(fault(&sheet, Code::UnknownTable, Bilingual::same(sheet.name.clone()), known_tables()));
            }
            continue;
        };
        if sheet.unreadable {
            tables.insert_broken(kind);
            continue;
        }
        if let Some(first) = seen.get(&kind) {
            let expected = Bilingual::new(format!("只有一张“{}”表", kind.chinese()), format!("only one table {}", kind.english()));
            let found = Bilingual::new(format!("“{first}”和“{}”", sheet.name), format!("“{first}” and “{}”", sheet.name));
            report.push(fault(&sheet, Code::DuplicateTable, found, expected));
            tables.insert_broken(kind);
            continue;
        }
        seen.insert(kind, sheet.name.clone());
        match table(kind, sheet, &mut examples, report) {
            Some(table) => tables.insert(table),
            None => tables.insert_broken(kind),
        }
    }
    report_examples(&examples, report);
    tables
}

/// Example rows that were left as they came: one warning for all tables.
fn report_examples(examples: &[(TableKind, Vec<u32>)], report: &mut Report) {
    if examples.is_empty() {
        return;
    }
    let rows = |numbers: &[u32], comma: &str| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(comma);
    let zh: Vec<_> = examples.iter().map(|(kind, numbers)| format!("“{}”第 {} 行", kind.chinese(), rows(numbers, "、"))).collect();
    let en: Vec<_> = examples.iter().map(|(kind, numbers)| format!("{} rows {}", kind.english(), rows(numbers, ", "))).collect();
    report.push(Fault {
        location: Location::default(),
        code: Code::ExampleRow,
        found: Bilingual::new(zh.join("；"), en.join("; ")),
        expected: Bilingual::default(),
    });
}

fn known_tables() -> Bilingual {
    let zh: Vec<_> = TableKind::ALL.iter().map(|table| table.chinese()).collect();
    let en: Vec<_> = TableKind::ALL.iter().map(|table| table.english()).collect();
    Bilingual::new(format!("下列表名之一：{}", zh.join("、")), format!("one of {}", en.join(", ")))
}

fn fault(sheet: &RawSheet, code: Code, found: Bilingual, expected: Bilingual) -> Fault {
    Fault { location: Location { file: sheet.file.clone(), sheet: sheet.sheet.clone(), ..Location::default() }, code, found, expected }
}

/// The table; none when its header cannot be used.
fn table(kind: TableKind, sheet: RawSheet, examples: &mut Vec<(TableKind, Vec<u32>)>, report: &mut Report) -> Option<Table> {
    let RawSheet { file, sheet: sheet_name, rows, merged, .. } = sheet;
    let place = Location { file: file.clone(), sheet: sheet_name.clone(), ..Location::default() };
    let mut rows = rows.into_iter();
    let Some(header) = rows.next() else {
        return Some(Table::new(kind, file, sheet_name, Vec::new(), Vec::new()));
    };
    let at_header = Location { row: Some(header.number), ..place.clone() };
    if let Some(area) = merged.iter().find(|area| area.rows.0 <= header.number && header.number <= area.rows.1) {
        let cells = format!("{}{}:{}{}", letters(area.columns.0), area.rows.0, letters(area.columns.1), area.rows.1);
        report.push(Fault {
            location: at_header,
            code: Code::MergedHeader,
            found: Bilingual::new(format!("{cells} 合并在一起"), format!("{cells} merged")),
            expected: Bilingual::new("一格一个列名的表头", "a header of one cell a column"),
        });
        return None;
    }
    let rows: Vec<RawRow> = rows.collect();
    if let Some(title) = title(kind, &header, &rows) {
        report.push(Fault {
            location: at_header,
            code: Code::MergedHeader,
            found: Bilingual::same(format!("“{title}”")),
            expected: Bilingual::new("一格一个列名的表头", "a header of one cell a column"),
        });
        return None;
    }
    let heading = Heading::read(kind, &header, &place, report)?;
    let rows = heading.without_examples(kind, rows, &place, examples, report);
    heading.report_cells_without_header(&rows, &place, report);
    let mut cleaner = Cleaner { place, counts: BTreeMap::new() };
    let mut clean_rows = Vec::with_capacity(rows.len());
    for row in &rows {
        let cells: Vec<Cell> = heading.columns.iter().map(|known| cleaner.cell(row, known, report)).collect();
        // A row that has text only in columns that are not ours says nothing.
        if cells.iter().any(|cell| !cell.text.is_empty() || cell.is_broken) {
            clean_rows.push((row.number, cells));
        }
    }
    cleaner.finish(report);
    let columns = heading.columns.into_iter().map(|known| (known.column, Some(known.position), known.header)).collect();
    Some(Table::new(kind, file, sheet_name, columns, clean_rows))
}

/// How far below a title the header is looked for.
const TITLE_ROWS: usize = 5;

/// The first row's text, when it names no column of the table but a row soon after it does: a title above the header.
fn title(kind: TableKind, first: &RawRow, below: &[RawRow]) -> Option<String> {
    let named = |row: &RawRow| row.cells.iter().filter(|cell| matches!(cell, RawCell::Text(text) if kind.column(text).is_some())).count();
    let is_title = named(first) == 0 && below.iter().take(TITLE_ROWS).any(|row| named(row) >= 2);
    let text = first.cells.iter().find_map(|cell| match cell {
        RawCell::Text(text) => Some(text::clean(text, CellKind::Words).text),
        RawCell::FormulaError(_) | RawCell::Empty => None,
    });
    text.filter(|_| is_title)
}

/// A column that was recognised.
struct Known {
    column: Column,
    position: u32,
    header: String,
}

struct Heading {
    columns: Vec<Known>,
    /// Positions with a header, known or not.
    headed: Vec<bool>,
}

impl Heading {
    /// None when a required column is missing, a column stands there twice, or its header gives another unit than ours.
    fn read(kind: TableKind, header: &RawRow, place: &Location, report: &mut Report) -> Option<Heading> {
        let at = |position: usize, header_text: &str| Location {
            row: Some(header.number),
            column: Some(letters(position as u32)),
            header: Some(header_text.to_owned()),
            ..place.clone()
        };
        let mut columns: Vec<Known> = Vec::new();
        let mut headed = Vec::new();
        let mut usable = true;
        for (position, cell) in header.cells.iter().enumerate() {
            headed.push(*cell != RawCell::Empty);
            let (RawCell::Text(raw) | RawCell::FormulaError(raw)) = cell else { continue };
            let written = text::clean(raw, CellKind::Words).text;
            let Some(column) = kind.column(&written) else {
                report.push(Fault {
                    location: at(position, &written),
                    code: Code::UnknownColumn,
                    found: Bilingual::same(written.clone()),
                    expected: Bilingual::default(),
                });
                continue;
            };
            if let Some(first) = columns.iter().find(|known| known.column == column) {
                let first = letters(first.position);
                report.push(Fault {
                    location: at(position, &written),
                    code: Code::DuplicateColumn,
                    found: Bilingual::new(format!("{written}（{first} 列已有）"), format!("{written} (already in column {first})")),
                    expected: Bilingual::new("每列只出现一次", "each column once"),
                });
                usable = false;
                continue;
            }
            if let Some(unit) = unit::wrong(column, &written) {
                report.push(Fault {
                    location: at(position, &written),
                    code: Code::WrongUnit,
                    found: Bilingual::same(format!("“{unit}”")),
                    expected: unit::right(column),
                });
                usable = false;
            }
            columns.push(Known { column, position: position as u32, header: written });
        }
        for column in kind.columns().iter().filter(|column| column.is_required()) {
            if !columns.iter().any(|known| known.column == *column) {
                report.push(Fault {
                    location: Location { row: Some(header.number), header: Some(column.chinese().into()), ..place.clone() },
                    code: Code::MissingColumn,
                    found: Bilingual::default(),
                    expected: Bilingual::new(
                        format!("“{}”列（{}）", column.chinese(), column.english()),
                        format!("a column {} ({})", column.english(), column.chinese()),
                    ),
                });
                usable = false;
            }
        }
        usable.then_some(Heading { columns, headed })
    }

    /// The user's own rows. Example rows are noted; one that was altered but still bears the mark is somebody's row, perhaps.
    fn without_examples(
        &self,
        kind: TableKind,
        rows: Vec<RawRow>,
        place: &Location,
        examples: &mut Vec<(TableKind, Vec<u32>)>,
        report: &mut Report,
    ) -> Vec<RawRow> {
        let known: Vec<(Column, u32)> = self.columns.iter().map(|known| (known.column, known.position)).collect();
        let (mut own, mut left) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            match of_row(kind, &row, &known) {
                None => own.push(row),
                Some(Told::Untouched) => left.push(row.number),
                Some(Told::Altered { position, text }) => report.push(Fault {
                    location: Location {
                        row: Some(row.number),
                        column: Some(letters(position)),
                        header: self.columns.iter().find(|known| known.position == position).map(|known| known.header.clone()),
                        ..place.clone()
                    },
                    code: Code::AlteredExampleRow,
                    found: Bilingual::same(format!("“{text}”")),
                    expected: Bilingual::default(),
                }),
            }
        }
        if !left.is_empty() {
            examples.push((kind, left));
        }
        own
    }

    /// Text under no header would be lost in silence: one warning a column.
    fn report_cells_without_header(&self, rows: &[RawRow], place: &Location, report: &mut Report) {
        let mut stray: BTreeMap<usize, (usize, u32, String)> = BTreeMap::new();
        for row in rows {
            for (position, cell) in row.cells.iter().enumerate() {
                let (RawCell::Text(text) | RawCell::FormulaError(text)) = cell else { continue };
                if !self.headed.get(position).copied().unwrap_or(false) {
                    stray.entry(position).or_insert((0, row.number, text.trim().to_owned())).0 += 1;
                }
            }
        }
        for (position, (count, row, text)) in stray {
            report.push(Fault {
                location: Location { column: Some(letters(position as u32)), ..place.clone() },
                code: Code::CellWithoutHeader,
                found: Bilingual::new(
                    format!("{count} 格，例如第 {row} 行的“{text}”"),
                    format!("{}, for example “{text}” in row {row}", counted(count, "cell")),
                ),
                expected: Bilingual::default(),
            });
        }
    }
}

/// Brings cells into canonical form and counts, column by column, how many had to be changed.
struct Cleaner {
    place: Location,
    counts: BTreeMap<Column, (usize, Location, String)>,
}

impl Cleaner {
    fn cell(&mut self, row: &RawRow, known: &Known, report: &mut Report) -> Cell {
        let at = |place: &Location| Location {
            row: Some(row.number),
            column: Some(letters(known.position)),
            header: Some(known.header.clone()),
            ..place.clone()
        };
        match row.cells.get(known.position as usize) {
            None | Some(RawCell::Empty) => Cell::default(),
            Some(RawCell::FormulaError(error)) => {
                report.push(Fault {
                    location: at(&self.place),
                    code: Code::FormulaError,
                    found: Bilingual::same(error.clone()),
                    expected: Bilingual::new("算得出来的值", "a value"),
                });
                Cell { text: String::new(), is_broken: true }
            }
            Some(RawCell::Text(raw)) => {
                let cleaned = text::clean(raw, known.column.kind());
                if cleaned.changed {
                    let first = || {
                        let example = (known.column != Column::PersonIdentity).then(|| raw.trim_matches(['\r', '\n']).to_owned());
                        (0, at(&self.place), example.unwrap_or_else(|| "…".into()))
                    };
                    self.counts.entry(known.column).or_insert_with(first).0 += 1;
                }
                Cell { text: cleaned.text, is_broken: false }
            }
        }
    }

    fn finish(self, report: &mut Report) {
        for (count, first, example) in self.counts.into_values() {
            let row = first.row.unwrap_or_default();
            report.push(Fault {
                location: Location { row: None, ..first },
                code: Code::NormalisedText,
                found: Bilingual::new(
                    format!("{count} 格，例如第 {row} 行的“{example}”"),
                    format!("{}, for example “{example}” in row {row}", counted(count, "cell")),
                ),
                expected: Bilingual::default(),
            });
        }
    }
}
