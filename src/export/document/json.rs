//! A document as JSON: rows of tables as objects, keyed by the columns.

use super::super::ExportError;
use super::{Block, Cell, Document, Page, Row, Table, Value};
use serde_json::{Map, Value as Json, json};

/// The bytes of the file.
///
/// # Errors
/// Never for a document of this program.
pub fn document_json(document: &Document) -> Result<Vec<u8>, ExportError> {
    let summary = &document.summary;
    let sheet = |sheet: &super::Sheet| json!({"name": sheet.name, "pages": sheet.pages.iter().map(page).collect::<Vec<_>>()});
    let whole = json!({
        "form": document.kind.code(),
        "title": document.title,
        "plan": summary.plan.0,
        "status": summary.status,
        "county": summary.county,
        "created_at": summary.created_at,
        "horizon_from": summary.horizon.from,
        "horizon_to": summary.horizon.to,
        "sheets": document.sheets.iter().map(sheet).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&whole).map_err(|error| ExportError::Form { detail: error.to_string() })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn page(page: &Page) -> Json {
    let (mut tables, mut texts) = (Vec::new(), Vec::new());
    for block in &page.blocks {
        match block {
            Block::Table(of) | Block::Heat(of) => tables.push(table(of)),
            Block::Text(text) => texts.push(text.text.as_str()),
            // Colours and drawings show what the tables say.
            Block::Legend(entries) => texts.extend(entries.iter().flat_map(|entry| [entry.code.as_str(), entry.name.as_str()])),
            Block::Gauge(_) => {}
        }
    }
    json!({"label": page.label, "title": page.title, "particulars": page.particulars, "texts": texts, "tables": tables})
}

fn table(table: &Table) -> Json {
    let columns: Vec<Json> =
        table.columns.iter().map(|column| json!({"key": column.key, "name": column.name, "group": column.group})).collect();
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for row in &table.rows {
        match row {
            Row::Across(text, _) => notes.push(text.as_str()),
            Row::Cells(cells) => rows.push(object(table, cells)),
        }
    }
    json!({"columns": columns, "rows": rows, "notes": notes})
}

/// What spans several columns stands in each of them.
fn object(table: &Table, cells: &[Cell]) -> Json {
    let spread = cells.iter().flat_map(|cell| std::iter::repeat_n(cell, usize::from(cell.span)));
    let entries = table.columns.iter().zip(spread).map(|(column, cell)| (column.key.clone(), value(&cell.value)));
    Json::Object(entries.collect::<Map<String, Json>>())
}

fn value(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::HalfMonths(halves) => json!(*halves as f64 / 2.0),
        Value::Percent(share) => json!(share),
        Value::Date(date) => json!(date),
    }
}
