//! Formats of cells.

use super::super::document::{Align, HUES, TextStyle, Tone, Value};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::collections::BTreeMap;

/// Points of the table's text.
const SIZE: f64 = 10.5;
const DEPTHS: [u32; 5] = [0xFF_FFFF, 0xE8_F1FA, 0xCF_E2F3, 0xA9_CBE8, 0x7F_B0DB];

/// What a cell holds, as far as its format goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Left,
    Centre,
    Whole,
    Halves,
    Percent,
    Date,
}

pub(super) struct Styles {
    pub title: Format,
    pub left: Format,
    pub centre: Format,
    pub right: Format,
    signed: Format,
    pub header: Format,
    pub seal: Format,
    pub cut: Format,
    body: Format,
    strong: Format,
    bare: Format,
    cells: BTreeMap<(Tone, Kind), Format>,
}

impl Styles {
    pub fn new() -> Self {
        let plain = Format::new().set_font_name("宋体").set_font_size(SIZE).set_align(FormatAlign::VerticalCenter);
        let header = plain.clone().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Center).set_bold();
        Self {
            title: plain.clone().set_font_name("黑体").set_font_size(18).set_align(FormatAlign::Center),
            left: plain.clone().set_align(FormatAlign::Left),
            centre: plain.clone().set_align(FormatAlign::Center),
            right: plain.clone().set_align(FormatAlign::Right),
            signed: plain.clone().set_font_size(12).set_align(FormatAlign::Right),
            header: header.set_background_color(Color::RGB(0xE7_ECF3)),
            seal: plain.clone().set_align(FormatAlign::Right).set_indent(6),
            cut: plain.clone().set_border_bottom(FormatBorder::Dashed),
            body: plain.clone().set_font_size(14).set_align(FormatAlign::Left).set_text_wrap(),
            strong: plain.clone().set_font_size(14).set_align(FormatAlign::Left).set_text_wrap().set_bold(),
            bare: plain.set_num_format("@"),
            cells: BTreeMap::new(),
        }
    }

    /// Of a cell of an import sheet: text and nothing else.
    pub fn bare(&self) -> &Format {
        &self.bare
    }

    pub fn text(&self, style: TextStyle) -> &Format {
        match style {
            TextStyle::Body => &self.body,
            TextStyle::Strong => &self.strong,
            TextStyle::Small => &self.left,
            TextStyle::Right => &self.signed,
        }
    }

    pub fn cell(&mut self, value: &Value, tone: Tone, align: Align) -> &Format {
        let kind = match (value, align) {
            (Value::Number(_), _) => Kind::Whole,
            (Value::HalfMonths(_), _) => Kind::Halves,
            (Value::Percent(_), _) => Kind::Percent,
            (Value::Date(_), _) => Kind::Date,
            (Value::Text(_) | Value::Empty, Align::Left) => Kind::Left,
            (Value::Text(_) | Value::Empty, Align::Centre) => Kind::Centre,
        };
        self.cells.entry((tone, kind)).or_insert_with(|| format(tone, kind))
    }
}

fn format(tone: Tone, kind: Kind) -> Format {
    let framed = Format::new()
        .set_font_name("宋体")
        .set_font_size(SIZE)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_text_wrap();
    let aligned = match kind {
        Kind::Left => framed.set_align(FormatAlign::Left).set_indent(1),
        Kind::Centre => framed.set_align(FormatAlign::Center),
        Kind::Whole => framed.set_align(FormatAlign::Center).set_num_format("0"),
        Kind::Halves => framed.set_align(FormatAlign::Center).set_num_format("0.#"),
        Kind::Percent => framed.set_align(FormatAlign::Center).set_num_format("0.0%"),
        Kind::Date => framed.set_align(FormatAlign::Center).set_num_format("yyyy-mm-dd"),
    };
    match tone {
        Tone::Plain => aligned,
        Tone::Strong => aligned.set_bold(),
        Tone::Arrival => aligned.set_background_color(Color::RGB(0xDF_F0D8)),
        // Also readable where colours are not printed.
        Tone::Departure => aligned.set_background_color(Color::RGB(0xFC_E4D6)).set_bold(),
        Tone::Hue(index) => aligned.set_background_color(Color::RGB(HUES[usize::from(index) % HUES.len()])),
        Tone::Depth(0) => aligned,
        Tone::Depth(depth) => aligned.set_background_color(Color::RGB(DEPTHS[usize::from(depth).min(DEPTHS.len() - 1)])),
    }
}
