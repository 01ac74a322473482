//! A sheet of a document: its pages one below the other, and how they lie on paper.

use super::super::document::{Align, Block, Gauge, LegendEntry, Page, Paper, Row, Sheet, Stacking, Table, TextStyle, Value, lines, widths};
use super::super::forms::words;
use super::apart::{Fold, Tall, folds};
use super::chart;
use super::grid::Grid;
use super::measure::{height, pixels};
use super::paging::{BOTTOM, Fall, SIDE, TOP, pages, scale};
use super::style::Styles;
use crate::diagnostic::Language;
use rust_xlsxwriter::{Worksheet, XlsxError};

const A4: u8 = 9;
const A3: u8 = 8;
/// Points of half a sheet of A4 between the margins.
const HALF: f64 = (841.9 - (TOP + BOTTOM) * 72.0) / 2.0 - 2.0;
const GAUGE_ROWS: u32 = 24;
const GAUGE_ROW: f64 = 18.0;
/// Body text is larger than the table's.
const BODY: f64 = 1.4;
/// Points above a page that shares its paper.
const ABOVE: f64 = 18.0;

/// A table already written: its sheet and the row of its first line.
pub(super) type Place = Option<(String, u32)>;

pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    drawn_from: &mut Place,
    language: Language,
    model: &Sheet,
) -> Result<(), XlsxError> {
    let tables: Vec<&Table> = model.pages.iter().flat_map(tables).collect();
    let widths = widths(&tables);
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let (mut percent, mut fits) = (scale(&widths, model.paper), vec![Fold::default(); model.pages.len()]);
    if model.stacking == Stacking::Apart {
        (percent, fits) = folds(percent, model.paper, &measured(styles, &widths, language, model)?);
    }
    let mut grid = Grid::new(sheet, styles, widths);
    if model.stacking == Stacking::Bare {
        for table in &tables {
            grid.bare(table)?;
            grid.sheet.set_freeze_panes(1, table.frozen)?;
        }
        return Ok(());
    }
    let half = HALF * 100.0 / f64::from(percent);
    let mut head = None;
    for (index, (page, fit)) in model.pages.iter().zip(&fits).enumerate() {
        match model.stacking {
            Stacking::Apart if index > 0 => grid.breaks.push(grid.row),
            Stacking::Halves if index > 0 && index % 2 == 0 => grid.breaks.push(grid.row),
            Stacking::Flow | Stacking::Apart | Stacking::Halves | Stacking::Bare => {}
        }
        let from = grid.row;
        if model.stacking == Stacking::Halves {
            grid.end_row(ABOVE)?;
        }
        let rows = write_page(&mut grid, drawn_from, language, page, fit)?;
        head = head.or(rows);
        if model.stacking == Stacking::Halves {
            let left = half - grid.points(from, grid.row);
            fill(&mut grid, left, index % 2 == 0)?;
        }
    }
    paper(&mut grid, language, model, percent, head)
}

/// Points of the sheet's pages, which are written once for this alone.
fn measured(styles: &mut Styles, widths: &[f64], language: Language, model: &Sheet) -> Result<Vec<Tall>, XlsxError> {
    let mut scratch = Worksheet::new();
    let mut grid = Grid::new(&mut scratch, styles, widths.to_vec());
    let mut pages = Vec::new();
    for page in &model.pages {
        let from = grid.row;
        let head = write_page(&mut grid, &mut None, language, page, &Fold::default())?;
        let (first, behind) = head.map_or((grid.row, grid.row), |(first, last)| (first, last + 1));
        let tail = grid.tail.clamp(behind, grid.row);
        pages.push(Tall {
            above: grid.points(from, behind),
            again: grid.points(from + 1, from + 2) + grid.points(first, behind),
            rows: grid.heights.get(behind as usize..tail as usize).unwrap_or_default().to_vec(),
            below: grid.points(tail, grid.row),
        });
    }
    Ok(pages)
}

/// So many points of space up to half of the paper, with a line to cut along below the first half.
fn fill(grid: &mut Grid, left: f64, first: bool) -> Result<(), XlsxError> {
    if left > 1.0 {
        if first {
            let format = grid.styles.cut.clone();
            for column in 0..=grid.last() {
                grid.sheet.write_blank(grid.row, column, &format)?;
            }
        }
        grid.end_row(left.min(409.0))?;
    }
    Ok(())
}

fn tables(page: &Page) -> impl Iterator<Item = &Table> {
    page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) | Block::Heat(table) => Some(table),
        Block::Text(_) | Block::Legend(_) | Block::Gauge(_) => None,
    })
}

/// Left, middle and right: whose the page is.
fn particulars(grid: &mut Grid, page: &Page) -> Result<(), XlsxError> {
    let parts = grid.spread(&[0.36, 0.70, 1.0]);
    let formats = [&grid.styles.left, &grid.styles.centre, &grid.styles.right].map(|format| format.clone().set_text_wrap());
    let mut most = 1;
    for (((from, to), text), format) in parts.into_iter().zip(&page.particulars).zip(&formats) {
        grid.across(from, to, text, format)?;
        most = most.max(lines(text, grid.width(from, to)));
    }
    grid.end_row(height(most).max(22.0))
}

/// First and last row of the head of the table.
fn write_page(
    grid: &mut Grid,
    drawn_from: &mut Place,
    language: Language,
    page: &Page,
    fit: &Fold,
) -> Result<Option<(u32, u32)>, XlsxError> {
    let title = grid.styles.title.clone();
    grid.across(0, grid.last(), &page.title, &title)?;
    grid.end_row(34.0)?;
    particulars(grid, page)?;
    let mut head = None;
    for block in &page.blocks {
        match block {
            Block::Table(table) | Block::Heat(table) => {
                let rows = grid.header(table)?;
                head = head.or(Some((rows, table.frozen)));
                *drawn_from = Some((grid.sheet.name(), grid.row));
                grid.tail = grid.row;
                for (index, row) in table.rows.iter().enumerate() {
                    if fit.begins.contains(&index) {
                        grid.breaks.push(grid.row);
                        particulars(grid, page)?;
                        grid.header(table)?;
                    }
                    grid.line(table, row)?;
                    grid.lower(fit.lower)?;
                    if matches!(row, Row::Cells(_)) {
                        grid.tail = grid.row;
                    }
                }
                if table.rows.is_empty() {
                    let format = grid.styles.cell(&Value::Text(String::new()), super::super::document::Tone::Plain, Align::Centre).clone();
                    grid.whole_line(&table.empty, &format, 1.0)?;
                }
            }
            Block::Text(text) => {
                let format = grid.styles.text(text.style).clone();
                match text.style {
                    TextStyle::Body => grid.whole_line(&format!("　　{}", text.text), &format, BODY)?,
                    TextStyle::Strong => grid.whole_line(&text.text, &format, BODY)?,
                    TextStyle::Small => {
                        let format = format.set_text_wrap();
                        grid.whole_line(&text.text, &format, 1.0)?;
                    }
                    TextStyle::Right => {
                        grid.across(0, grid.last(), &text.text, &format)?;
                        grid.end_row(36.0)?;
                    }
                }
            }
            Block::Legend(entries) => legend(grid, language, entries)?,
            Block::Gauge(gauge) => {
                if let Some((sheet, first)) = drawn_from.as_ref() {
                    draw(grid, language, gauge, sheet, first + gauge.first_line)?;
                }
            }
        }
    }
    if page.signed {
        sign(grid, language)?;
    }
    if let Some((rows, frozen)) = head
        && rows.0 <= 6
    {
        grid.sheet.set_freeze_panes(rows.1 + 1, frozen)?;
    }
    Ok(head.map(|(rows, _)| rows))
}

/// Entries side by side, as many as the paper has room for.
fn legend(grid: &mut Grid, language: Language, entries: &[LegendEntry]) -> Result<(), XlsxError> {
    if entries.is_empty() {
        return Ok(());
    }
    let longest = entries.iter().map(|entry| entry.name.chars().count()).max().unwrap_or(0) as f64 * 2.0 + 8.0;
    let parts = shelves(&grid.widths, longest);
    let format = grid.styles.left.clone();
    grid.whole_line(words::LEGEND.get(language), &format, 1.0)?;
    for line in entries.chunks(parts.len()) {
        let mut most = 1;
        for ((from, to), entry) in parts.iter().copied().zip(line) {
            let format = grid.styles.cell(&Value::Text(String::new()), entry.tone, Align::Left).clone();
            let text = format!("{}  {}", entry.code, entry.name);
            most = most.max(lines(&text, grid.width(from, to)));
            grid.across(from, to, &text, &format)?;
        }
        grid.end_row(height(most))?;
    }
    Ok(())
}

/// Neighbouring columns put together until a text so long fits in, at most eight such parts; what is left over belongs to the last.
fn shelves(widths: &[f64], longest: f64) -> Vec<(u16, u16)> {
    let least = longest.max(widths.iter().sum::<f64>() / 8.0);
    let (mut parts, mut from, mut sum) = (Vec::new(), 0, 0.0);
    for (column, width) in (0u16..).zip(widths) {
        sum += width;
        if sum >= least {
            parts.push((from, column));
            (from, sum) = (column + 1, 0.0);
        }
    }
    let last = widths.len().max(1) as u16 - 1;
    match parts.last_mut() {
        Some(part) => part.1 = last,
        None => parts.push((0, last)),
    }
    parts
}

/// The chart of a pool whose rows begin at `first` of the sheet.
fn draw(grid: &mut Grid, language: Language, gauge: &Gauge, sheet: &str, first: u32) -> Result<(), XlsxError> {
    let wide: f64 = grid.widths.iter().copied().map(pixels).sum();
    let tall = f64::from(GAUGE_ROWS) * GAUGE_ROW * 96.0 / 72.0;
    let chart = chart::gauge(language, gauge, sheet, first, wide as u32 - 4, tall as u32 - 10);
    grid.sheet.insert_chart(grid.row, 0, &chart)?;
    for _ in 0..GAUGE_ROWS {
        grid.end_row(GAUGE_ROW)?;
    }
    Ok(())
}

/// Signatures, date and room for the seal.
fn sign(grid: &mut Grid, language: Language) -> Result<(), XlsxError> {
    let format = grid.styles.left.clone();
    let signatures = [words::PREPARED, words::REVIEWED, words::APPROVED, words::DATED];
    for ((from, to), text) in grid.spread(&[0.25, 0.5, 0.75, 1.0]).into_iter().zip(signatures) {
        grid.across(from, to, text.get(language), &format)?;
    }
    grid.end_row(34.0)?;
    let seal = grid.styles.seal.clone();
    grid.across(0, grid.last(), words::SEAL.get(language), &seal)?;
    grid.end_row(56.0)
}

fn paper(grid: &mut Grid, language: Language, model: &Sheet, percent: u16, head: Option<(u32, u32)>) -> Result<(), XlsxError> {
    let (last, end) = (grid.last(), grid.row.saturating_sub(1));
    let repeated = head.map_or(0.0, |(from, to)| grid.points(from, to + 1));
    let flows = model.stacking == Stacking::Flow;
    let pages = pages(&grid.widths, model.paper, grid.points(0, grid.row), repeated);
    let mut fits = false;
    if flows {
        let fall = Fall { rows: &grid.heights, head: repeated, tail: grid.tail as usize };
        fits = !fall.is_lonely(&grid.widths, model.paper, pages);
        if !fits {
            grid.breaks.extend(fall.early_end(percent, model.paper).map(|row| row as u32));
        }
    }
    let sheet = &mut *grid.sheet;
    let size = match model.paper {
        Paper::A4Landscape | Paper::A4Portrait => A4,
        Paper::A3Landscape => A3,
    };
    sheet.set_paper_size(size).set_print_center_horizontally(true);
    match model.paper {
        Paper::A4Landscape | Paper::A3Landscape => sheet.set_landscape(),
        Paper::A4Portrait => sheet.set_portrait(),
    };
    sheet.set_margins(SIDE, SIDE, TOP, BOTTOM, 0.3, 0.35).set_print_area(0, 0, end, last)?;
    if model.numbered {
        sheet.set_footer(words::footer(language));
    }
    // Spreadsheets that fit pages to the paper ignore breaks, and repeat the same rows above all pages.
    if fits {
        sheet.set_print_fit_to_pages(1, pages);
    } else {
        sheet.set_print_scale(percent).set_page_breaks(&grid.breaks)?;
    }
    if let (true, Some((from, to))) = (flows, head) {
        sheet.set_repeat_rows(from, to)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_a_legend_has_room() {
        assert_eq!(shelves(&[6.0, 9.0, 9.0, 20.0, 75.0, 75.0], 18.0), [(0, 3), (4, 4), (5, 5)]);
        assert_eq!(shelves(&[6.0, 6.0, 20.0, 6.0], 18.0), [(0, 3)]);
        assert_eq!(shelves(&[4.0], 18.0), [(0, 0)]);
    }
}
