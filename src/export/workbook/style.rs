//! Formats of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Points of the table's text.
const SIZE: f64 = 10.5;

pub(super) struct Styles {
    pub title: Format,
    pub left: Format,
    pub centre: Format,
    pub right: Format,
    pub header: Format,
    pub text: Format,
    pub middle: Format,
    pub number: Format,
    pub percent: Format,
    pub date: Format,
    pub total: Format,
    pub note: Format,
    pub arrival: Format,
    pub departure: Format,
    pub dispatch: Format,
    pub training: Format,
    pub seal: Format,
}

impl Styles {
    pub fn new() -> Self {
        let plain = Format::new().set_font_name("宋体").set_font_size(SIZE).set_align(FormatAlign::VerticalCenter);
        let framed = plain.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let middle = framed.clone().set_align(FormatAlign::Center);
        let filled = |colour: u32| middle.clone().set_background_color(Color::RGB(colour));
        Self {
            title: plain.clone().set_font_name("黑体").set_font_size(18).set_align(FormatAlign::Center),
            left: plain.clone().set_align(FormatAlign::Left),
            centre: plain.clone().set_align(FormatAlign::Center),
            right: plain.clone().set_align(FormatAlign::Right),
            header: filled(0xE7_ECF3).set_bold(),
            text: framed.clone().set_align(FormatAlign::Left).set_indent(1),
            number: middle.clone().set_num_format("0"),
            percent: middle.clone().set_num_format("0.0%"),
            date: middle.clone().set_num_format("yyyy-mm-dd"),
            total: framed.clone().set_align(FormatAlign::Left).set_indent(1).set_bold(),
            note: framed.set_align(FormatAlign::Left).set_indent(1),
            arrival: filled(0xDF_F0D8),
            departure: filled(0xFC_E4D6),
            dispatch: filled(0xDD_EBF7),
            training: filled(0xE2_F0D9),
            seal: plain.set_align(FormatAlign::Right).set_align(FormatAlign::VerticalCenter),
            middle,
        }
    }
}
