//! Comma-separated values as Chinese Excel opens them, and the roster as one flat table of them.

use super::document::{Block, Cell, Column, Document, Row, Stacking, Table, Value, printed};
use super::forms::words;
use super::movement::remark;
use super::private::unformulated;
use super::{ExportError, RosterForm};
use crate::diagnostic::Language;
use std::collections::BTreeMap;

const HEADERS: [(&str, &str); 19] = [
    ("医共体", "community"),
    ("接收单位代码", "host code"),
    ("接收单位", "host"),
    ("级别", "level"),
    ("科室", "department"),
    ("岗位代码", "post code"),
    ("岗位", "post"),
    ("派驻类型", "kind"),
    ("工号", "code"),
    ("姓名", "name"),
    ("人员类别", "category"),
    ("职称", "grade"),
    ("派出单位", "home institution"),
    ("起", "from"),
    ("止", "to"),
    ("周转编制号", "pool post"),
    ("电话", "telephone"),
    ("状态", "status"),
    ("备注", "remark"),
];

/// The bytes of the file.
pub fn to_csv(form: &RosterForm, language: Language) -> Result<Vec<u8>, ExportError> {
    let stays = form.stays().map(|stay| {
        let row = stay.row;
        let (from, to) = (row.dates.from.to_string(), row.dates.to.to_string());
        let (level, kind) = (words::level(language, &row.institution_level), words::kind(language, &row.dispatch_kind));
        let category = words::category(language, &row.category);
        let grade = row.grade.as_deref().map_or(String::new(), |grade| words::grade(language, Some(grade)));
        let status = words::status(language, &row.status);
        let remark = remark(row, stay.arrival, stay.departure, form.period, language);
        let cells: [&str; HEADERS.len()] = [
            row.community.as_deref().unwrap_or_default(),
            &row.institution_code,
            &row.institution,
            &level,
            row.department.as_deref().unwrap_or_default(),
            &row.post,
            &row.post_name,
            &kind,
            &row.person,
            &row.person_name,
            &category,
            &grade,
            &row.home_institution,
            &from,
            &to,
            row.pool_post.as_deref().unwrap_or_default(),
            &stay.telephone,
            &status,
            &remark,
        ];
        cells.map(unformulated)
    });
    let headers = HEADERS.map(|(zh, en)| if language == Language::Chinese { zh } else { en }.to_owned());
    written(std::iter::once(headers).chain(stays))
}

/// A document's tables. Where all have the same columns they are one, with the page's name before each row if there are several pages;
/// else they follow one another, a line with the title before each and an empty line between.
pub fn document_csv(document: &Document) -> Result<Vec<u8>, ExportError> {
    let mut tables: Vec<(&str, &str, &Table)> = Vec::new();
    for sheet in &document.sheets {
        for page in &sheet.pages {
            let label = if page.label.is_empty() { &sheet.name } else { &page.label };
            for block in &page.blocks {
                match block {
                    Block::Table(table) | Block::Heat(table) => tables.push((label, &page.title, table)),
                    Block::Text(_) | Block::Legend(_) | Block::Gauge(_) => {}
                }
            }
        }
    }
    let names = |table: &Table| -> Vec<String> { table.columns.iter().map(|column| heading(column, document.language)).collect() };
    if document.sheets.iter().all(|sheet| sheet.stacking == Stacking::Bare) {
        let tables: Vec<(Vec<String>, &Table)> = tables.iter().map(|(_, _, table)| (names(table), *table)).collect();
        return written(merged(&tables).into_iter());
    }
    let same = tables.windows(2).all(|pair| names(pair[0].2) == names(pair[1].2));
    // A notice or a person is named even when it is the only one.
    let is_named = document.sheets.iter().flat_map(|sheet| &sheet.pages).any(|page| !page.label.is_empty());
    // An empty line between what stands apart.
    let mut parts: Vec<Vec<Vec<String>>> = vec![Vec::new()];
    for (index, (label, title, table)) in tables.iter().enumerate() {
        let labelled = same && (tables.len() > 1 || is_named);
        let before: Vec<String> = if labelled { vec![words::PAGE.get(document.language).to_owned()] } else { Vec::new() };
        if !same && index > 0 {
            parts.push(Vec::new());
        }
        let Some(rows) = parts.last_mut() else { continue };
        if !same {
            rows.push(vec![unformulated(if title.is_empty() { label } else { title })]);
        }
        if !same || index == 0 {
            rows.push(before.into_iter().chain(names(table)).collect());
        }
        for row in &table.rows {
            if let Row::Cells(cells) = row {
                let label = labelled.then(|| unformulated(label));
                rows.push(label.into_iter().chain(flat(cells)).collect());
            }
        }
    }
    let parts = parts.into_iter().map(|rows| records(rows.into_iter())).collect::<Result<Vec<_>, _>>()?;
    Ok([BYTE_ORDER_MARK, &parts.join("\r\n".as_bytes())].concat())
}

/// One table of all, with the first line of headers as it must be: each name once, in the order in which they appear.
fn merged(tables: &[(Vec<String>, &Table)]) -> Vec<Vec<String>> {
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut header: Vec<String> = Vec::new();
    for name in tables.iter().flat_map(|(names, _)| names) {
        at.entry(name).or_insert_with(|| {
            header.push(name.clone());
            header.len() - 1
        });
    }
    let width = header.len();
    let mut rows = vec![header];
    for (names, table) in tables {
        for row in &table.rows {
            if let Row::Cells(cells) = row {
                let mut line = vec![String::new(); width];
                for (name, cell) in names.iter().zip(flat(cells)) {
                    if let Some(place) = at.get(name.as_str()).and_then(|at| line.get_mut(*at)) {
                        *place = cell;
                    }
                }
                rows.push(line);
            }
        }
    }
    rows
}

/// Cell by cell; what spans columns stands in each of them.
fn flat(cells: &[Cell]) -> impl Iterator<Item = String> {
    cells.iter().flat_map(|cell| std::iter::repeat_n(unformulated_cell(cell), usize::from(cell.span)))
}

/// Numbers may begin with a minus; only text is suspected.
fn unformulated_cell(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => unformulated(text),
        other => printed(other),
    }
}

/// The name, with its group before it.
fn heading(column: &Column, language: Language) -> String {
    let between = if language == Language::Chinese { "" } else { " " };
    let name = column.group.as_deref().map_or_else(|| column.name.clone(), |group| format!("{group}{between}{}", column.name));
    unformulated(&name)
}

/// Rows of cells as Chinese Excel opens them: UTF-8 with a byte-order mark, CRLF.
pub(super) fn written<Row: IntoIterator<Item: AsRef<[u8]>>>(rows: impl Iterator<Item = Row>) -> Result<Vec<u8>, ExportError> {
    Ok([BYTE_ORDER_MARK, &records(rows)?].concat())
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn records<Row: IntoIterator<Item: AsRef<[u8]>>>(rows: impl Iterator<Item = Row>) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|error| ExportError::Form { detail: error.to_string() })?;
    }
    writer.into_inner().map_err(|error| ExportError::Form { detail: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::super::document::Align;
    use super::*;

    fn table(columns: &[&str], cells: &[&str]) -> Table {
        let columns = columns.iter().map(|name| Column::new(name, *name, (1.0, 1.0), Align::Left)).collect();
        let rows = vec![Row::Cells(cells.iter().map(|text| Cell::text(*text)).collect())];
        Table { columns, rows, frozen: 0, empty: String::new() }
    }

    #[test]
    fn classes_of_different_years_are_one_table_under_one_line_of_headers() {
        let (older, younger) =
            (table(&["姓名", "一月", "二月"], &["甲", "内", "外"]), table(&["姓名", "二月", "三月"], &["乙", "儿", "=急"]));
        let named = |table: &Table| table.columns.iter().map(|column| heading(column, Language::Chinese)).collect();
        let rows = merged(&[(named(&older), &older), (named(&younger), &younger)]);
        assert_eq!(rows, [["姓名", "一月", "二月", "三月"], ["甲", "内", "外", ""], ["乙", "", "儿", "'=急"]]);
    }

    #[test]
    fn groups_and_names_are_words_of_their_own_in_english() {
        let mut column = Column::new("trainees", "trainees", (1.0, 1.0), Align::Left);
        column.group = Some("1st half".to_owned());
        assert_eq!(heading(&column, Language::English), "1st half trainees");
        column.group = None;
        assert_eq!(heading(&column, Language::English), "trainees");
    }
}
