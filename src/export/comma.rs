//! Comma-separated values as Chinese Excel opens them, and the roster as one flat table of them.

use super::document::{Block, Cell, Column, Document, Row, Table, Value, printed};
use super::forms::words;
use super::private::unformulated;
use super::{ExportError, RosterForm};

const HEADERS: [&str; 19] = [
    "医共体",
    "接收单位代码",
    "接收单位",
    "级别",
    "科室",
    "岗位代码",
    "岗位",
    "派驻类型",
    "工号",
    "姓名",
    "人员类别",
    "职称",
    "派出单位",
    "起",
    "止",
    "周转编制号",
    "电话",
    "状态",
    "备注",
];

/// The bytes of the file.
pub fn to_csv(form: &RosterForm) -> Result<Vec<u8>, ExportError> {
    let stays = form.stays().map(|stay| {
        let row = stay.row;
        let (from, to) = (row.dates.from.to_string(), row.dates.to.to_string());
        let cells: [&str; HEADERS.len()] = [
            row.community.as_deref().unwrap_or_default(),
            &row.institution_code,
            &row.institution,
            &row.institution_level,
            row.department.as_deref().unwrap_or_default(),
            &row.post,
            &row.post_name,
            &row.dispatch_kind,
            &row.person,
            &row.person_name,
            &row.category,
            row.grade.as_deref().unwrap_or_default(),
            &row.home_institution,
            &from,
            &to,
            row.pool_post.as_deref().unwrap_or_default(),
            &stay.telephone,
            &row.status,
            &stay.remark,
        ];
        cells.map(unformulated)
    });
    written(std::iter::once(HEADERS.map(str::to_owned)).chain(stays))
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
    let names = |table: &Table| -> Vec<String> { table.columns.iter().map(heading).collect() };
    let same = tables.windows(2).all(|pair| names(pair[0].2) == names(pair[1].2));
    // A notice or a person is named even when it is the only one.
    let is_named = document.sheets.iter().flat_map(|sheet| &sheet.pages).any(|page| !page.label.is_empty());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (index, (label, title, table)) in tables.iter().enumerate() {
        let labelled = same && (tables.len() > 1 || is_named);
        let before: Vec<String> = if labelled { vec![words::PAGE.get(document.language).to_owned()] } else { Vec::new() };
        if !same {
            if index > 0 {
                rows.push(vec![String::new()]);
            }
            rows.push(vec![unformulated(if title.is_empty() { label } else { title })]);
        }
        if !same || index == 0 {
            rows.push(before.into_iter().chain(names(table)).collect());
        }
        for row in &table.rows {
            if let Row::Cells(cells) = row {
                let label = labelled.then(|| unformulated(label));
                let cells = cells.iter().flat_map(|cell| std::iter::repeat_n(unformulated_cell(cell), usize::from(cell.span)));
                rows.push(label.into_iter().chain(cells).collect());
            }
        }
    }
    written(rows.into_iter())
}

/// Numbers may begin with a minus; only text is suspected.
fn unformulated_cell(cell: &Cell) -> String {
    match &cell.value {
        Value::Text(text) => unformulated(text),
        other => printed(other),
    }
}

/// The name, with its group before it.
fn heading(column: &Column) -> String {
    let name = column.group.as_deref().map_or_else(|| column.name.clone(), |group| format!("{group}{}", column.name));
    unformulated(&name)
}

/// Rows of cells as Chinese Excel opens them: UTF-8 with a byte-order mark, CRLF.
pub(super) fn written<Row: IntoIterator<Item: AsRef<[u8]>>>(rows: impl Iterator<Item = Row>) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).map_err(|error| ExportError::Form { detail: error.to_string() })?;
    }
    writer.into_inner().map_err(|error| ExportError::Form { detail: error.to_string() })
}
