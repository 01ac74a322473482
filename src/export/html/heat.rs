//! A table of counts over time as a drawing: the more, the darker; numbers say the same, and what is short is framed.

use super::super::document::{Cell, Column, Row, Table, Tone, printed};
use super::DEPTHS;
use super::put;
use super::text::escaped;

const LABEL: f64 = 190.0;
const CELL: f64 = 34.0;
const LINE: f64 = 22.0;
const HEAD: f64 = 42.0;
/// A drawing is not cut between pages: so many hosts on each.
const ROWS: usize = 40;
/// Columns before the first slot.
const LABELS: usize = 2;

pub(super) fn write(out: &mut String, table: &Table) {
    if table.rows.is_empty() {
        put(out, format_args!("<p class=\"small\">{}</p>\n", escaped(&table.empty)));
    }
    for rows in table.rows.chunks(ROWS) {
        draw(out, &table.columns, rows);
    }
}

fn draw(out: &mut String, columns: &[Column], rows: &[Row]) {
    let slots = columns.get(LABELS..).unwrap_or_default();
    let (width, height) = (LABEL + CELL * slots.len() as f64 + 2.0, HEAD + LINE * rows.len() as f64 + 2.0);
    // Few slots are not blown up.
    put(out, format_args!("<svg viewBox=\"0 0 {width} {height}\" style=\"max-width:{:.0}px\" role=\"img\">\n", width * 1.35));
    let mut at = 0;
    for run in slots.chunk_by(|one, next| one.group == next.group) {
        let x = LABEL + CELL * (at as f64 + run.len() as f64 / 2.0);
        let group = run[0].group.as_deref().unwrap_or_default();
        put(out, format_args!("<text x=\"{x:.1}\" y=\"16\" text-anchor=\"middle\" font-size=\"12\">{}</text>", escaped(group)));
        at += run.len();
    }
    for (index, column) in slots.iter().enumerate() {
        let x = LABEL + CELL * (index as f64 + 0.5);
        put(out, format_args!("<text x=\"{x:.1}\" y=\"34\" text-anchor=\"middle\" font-size=\"11\">{}</text>", escaped(&column.name)));
    }
    *out += "\n";
    for (index, row) in rows.iter().enumerate() {
        if let Row::Cells(cells) = row {
            line(out, cells, HEAD + LINE * index as f64);
        }
    }
    *out += "</svg>\n";
}

fn line(out: &mut String, cells: &[Cell], top: f64) {
    let name = cells.first().map(|cell| printed(&cell.value)).unwrap_or_default();
    put(
        out,
        format_args!("<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" font-size=\"12\">{}</text>", LABEL - 6.0, top + 15.5, escaped(&name)),
    );
    for (index, cell) in cells.iter().skip(LABELS).enumerate() {
        let x = LABEL + CELL * index as f64;
        let (fill, edge, weight) = match cell.tone {
            Tone::Departure => ("#fce4d6", "2", " font-weight=\"700\""),
            Tone::Depth(depth) => (DEPTHS[usize::from(depth).min(DEPTHS.len() - 1)], "0.7", ""),
            Tone::Plain | Tone::Strong | Tone::Arrival | Tone::Hue(_) => ("#ffffff", "0.7", ""),
        };
        put(
            out,
            format_args!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"#444\" stroke-width=\"{edge}\"/>",
                x + 1.0,
                top + 1.0,
                CELL - 2.0,
                LINE - 2.0
            ),
        );
        put(
            out,
            format_args!(
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"11\"{weight}>{}</text>",
                x + CELL / 2.0,
                top + 15.0,
                escaped(&printed(&cell.value))
            ),
        );
    }
    *out += "\n";
}
