//! A document as one page of HTML: nothing is fetched, no script runs, and it prints as the workbook does.

mod fitting;
mod gauge;
mod heat;
mod text;

use super::document::{
    Align, Block, Cell, Document, HUES, LegendEntry, Page, Paper, Row, Sheet, Stacking, Table, Text, TextStyle, Tone, Value, widths,
};
use super::forms::words;
use crate::diagnostic::Language;
use fitting::Fit;
use std::fmt::Write;
use text::escaped;

const STYLE: &str = include_str!("style.css");
/// Points of both sides, and of top and bottom together, as the style sheet has them.
const MARGINS: (f64, f64) = (57.0, 74.0);
const DEPTHS: [&str; 5] = ["#ffffff", "#e8f1fa", "#cfe2f3", "#a9cbe8", "#7fb0db"];

/// The bytes of the file.
pub fn to_html(document: &Document) -> Vec<u8> {
    let language = match document.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n",
        escaped(&document.title),
        hues() + &page_numbers(document.language)
    );
    for sheet in &document.sheets {
        for (index, page) in sheet.pages.iter().enumerate() {
            write_page(&mut out, document.language, sheet, index, page);
        }
    }
    out += "</body>\n</html>\n";
    out.into_bytes()
}

fn hues() -> String {
    let hue = |(index, colour): (usize, &u32)| format!(".h{index} {{ background: #{colour:06x}; }}\n");
    let depth = |(index, colour): (usize, &&str)| format!(".d{index} {{ background: {colour}; }}\n");
    HUES.iter().enumerate().map(hue).chain(DEPTHS.iter().enumerate().map(depth)).collect()
}

/// Below every page but letters, as in workbooks.
fn page_numbers(language: Language) -> String {
    let text = words::footer(language).trim_start_matches("&C").replace("&P", "\" counter(page) \"").replace("&N", "\" counter(pages) \"");
    ["a4l", "a3l"].map(|paper| format!("@page {paper} {{ @bottom-center {{ content: \"{text}\"; font-size: 9pt; }} }}\n")).concat()
}

/// Points between the margins, across and from top to bottom.
fn room(paper: Paper) -> (f64, f64) {
    let (wide, tall) = paper.inches();
    ((wide * 72.0).round() - MARGINS.0, (tall * 72.0).round() - MARGINS.1)
}

/// Points of a table's letters at which its columns, so many characters in all, are as wide as the paper.
fn print_size(wide: f64, paper: Paper) -> f64 {
    // Widths count letters of half an em.
    (room(paper).0 * 0.97 / (wide / 2.0).max(1.0)).clamp(5.0, 10.5)
}

/// Widths of a table's columns; none of any other block.
fn block_widths(block: &Block) -> Vec<f64> {
    if let Block::Table(table) = block { widths(&[table]) } else { Vec::new() }
}

/// How the page, with columns of these widths in its blocks, is printed.
fn print_fit(sheet: &Sheet, page: &Page, widths: &[Vec<f64>]) -> Fit {
    let tables = page.blocks.iter().zip(widths);
    let mut tables = tables.filter_map(|(block, widths)| if let Block::Table(table) = block { Some((table, widths)) } else { None });
    match (sheet.stacking, tables.next(), tables.next()) {
        (Stacking::Apart | Stacking::Flow, Some((table, widths)), None) => {
            fitting::fit(page, sheet.paper, table, widths, print_size(widths.iter().sum(), sheet.paper))
        }
        _ => Fit::LOOSE,
    }
}

// Writing into a String cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments) {
    let _ = out.write_fmt(text);
}

fn write_page(out: &mut String, language: Language, sheet: &Sheet, index: usize, page: &Page) {
    let paper = match sheet.paper {
        Paper::A4Landscape => "a4l",
        Paper::A4Portrait => "a4p",
        Paper::A3Landscape => "a3l",
    };
    let stacking = match sheet.stacking {
        Stacking::Flow | Stacking::Apart => "",
        Stacking::Halves if index.is_multiple_of(2) => " half first",
        Stacking::Halves => " half second",
        Stacking::Bare => " bare",
    };
    let widths: Vec<Vec<f64>> = page.blocks.iter().map(block_widths).collect();
    let Fit { share, tight } = print_fit(sheet, page, &widths);
    let smaller = if share < 1.0 { format!(" style=\"--share:{share:.2}\"") } else { String::new() };
    let tight = if tight { " tight" } else { "" };
    put(out, format_args!("<section class=\"page {paper}{stacking}{tight}\"{smaller}>\n"));
    if sheet.stacking != Stacking::Bare {
        put(out, format_args!("<h1>{}</h1>\n<div class=\"particulars\">", escaped(&page.title)));
        for text in &page.particulars {
            put(out, format_args!("<span>{}</span>", escaped(text)));
        }
        *out += "</div>\n";
    }
    for (block, widths) in page.blocks.iter().zip(&widths) {
        match block {
            Block::Table(table) => write_table(out, sheet.paper, table, widths),
            Block::Heat(table) => heat::write(out, table),
            Block::Text(text) => write_text(out, text),
            Block::Legend(entries) => write_legend(out, language, entries),
            Block::Gauge(gauge) => gauge::write(out, language, gauge),
        }
    }
    if page.signed {
        *out += "<div class=\"signatures\">";
        for text in [words::PREPARED, words::REVIEWED, words::APPROVED, words::DATED] {
            put(out, format_args!("<span>{}</span>", escaped(text.get(language))));
        }
        put(out, format_args!("</div>\n<p class=\"seal\">{}</p>\n", escaped(words::SEAL.get(language))));
    }
    *out += "</section>\n";
}

fn write_text(out: &mut String, text: &Text) {
    let class = match text.style {
        TextStyle::Body => "body",
        TextStyle::Small => "small",
        TextStyle::Strong => "strong",
        TextStyle::Right => "right",
    };
    put(out, format_args!("<p class=\"{class}\">{}</p>\n", escaped(&text.text)));
}

fn write_legend(out: &mut String, language: Language, entries: &[LegendEntry]) {
    if entries.is_empty() {
        return;
    }
    put(out, format_args!("<p class=\"small key\">{}</p>\n<ul class=\"legend\">", escaped(words::LEGEND.get(language))));
    for entry in entries {
        put(out, format_args!("<li class=\"{}\"><b>{}</b>{}</li>", tone(entry.tone), entry.code, escaped(&entry.name)));
    }
    *out += "</ul>\n";
}

fn write_table(out: &mut String, paper: Paper, table: &Table, widths: &[f64]) {
    let wide: f64 = widths.iter().sum();
    let (size, ems) = (print_size(wide, paper), wide / 2.0);
    put(out, format_args!("<table style=\"--size:{size:.1}pt;--wide:{ems:.0}em\">\n<colgroup>"));
    for width in widths {
        put(out, format_args!("<col style=\"width:{:.2}%\">", width * 100.0 / wide.max(1.0)));
    }
    *out += "</colgroup>\n<thead>\n";
    write_head(out, table);
    *out += "</thead>\n<tbody>\n";
    for row in &table.rows {
        match row {
            Row::Across(text, of) => {
                put(
                    out,
                    format_args!(
                        "<tr><td class=\"across {}\" colspan=\"{}\">{}</td></tr>\n",
                        tone(*of),
                        table.columns.len(),
                        escaped(text)
                    ),
                );
            }
            Row::Cells(cells) => write_line(out, table, cells),
        }
    }
    if table.rows.is_empty() {
        put(out, format_args!("<tr><td class=\"none\" colspan=\"{}\">{}</td></tr>\n", table.columns.len(), escaped(&table.empty)));
    }
    *out += "</tbody>\n</table>\n";
}

fn write_head(out: &mut String, table: &Table) {
    let names = |out: &mut String, only_grouped: bool| {
        for column in table.columns.iter().filter(|column| !only_grouped || column.group.is_some()) {
            put(out, format_args!("<th>{}</th>", escaped(&column.name)));
        }
    };
    *out += "<tr>";
    if table.is_grouped() {
        for run in table.columns.chunk_by(|one, next| one.group == next.group) {
            match &run[0].group {
                Some(group) => put(out, format_args!("<th colspan=\"{}\">{}</th>", run.len(), escaped(group))),
                None => run.iter().for_each(|column| put(out, format_args!("<th rowspan=\"2\">{}</th>", escaped(&column.name)))),
            }
        }
        *out += "</tr>\n<tr>";
        names(out, true);
    } else {
        names(out, false);
    }
    *out += "</tr>\n";
}

fn write_line(out: &mut String, table: &Table, cells: &[Cell]) {
    *out += "<tr>";
    let mut column = 0;
    for cell in cells {
        let left = table.columns.get(column).is_some_and(|it| it.align == Align::Left) && matches!(cell.value, Value::Text(_));
        let mut classes = tone(cell.tone);
        if left {
            classes = format!("l {classes}").trim_end().to_owned();
        } else if matches!(cell.value, Value::Date(_)) {
            classes = format!("n {classes}").trim_end().to_owned();
        }
        *out += "<td";
        if !classes.is_empty() {
            put(out, format_args!(" class=\"{classes}\""));
        }
        if cell.span > 1 {
            put(out, format_args!(" colspan=\"{}\"", cell.span));
        }
        put(out, format_args!(">{}</td>", escaped(&cell.shown())));
        column += usize::from(cell.span);
    }
    *out += "</tr>\n";
}

fn tone(tone: Tone) -> String {
    match tone {
        Tone::Plain => String::new(),
        Tone::Strong => "strong".to_owned(),
        Tone::Arrival => "arrival".to_owned(),
        Tone::Departure => "departure".to_owned(),
        Tone::Hue(index) => format!("h{}", usize::from(index) % HUES.len()),
        Tone::Depth(depth) => format!("d{}", usize::from(depth).min(DEPTHS.len() - 1)),
    }
}
