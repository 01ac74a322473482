//! Formats of cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

/// What a cell is marked as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shade {
    Example,
    Warning,
    Error,
}

impl Shade {
    fn colour(self) -> Color {
        Color::RGB(match self {
            Shade::Example => 0xEE_EEEE,
            Shade::Warning => 0xFF_EB9C,
            Shade::Error => 0xFF_C7CE,
        })
    }
}

/// How the content of a cell is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holding {
    Text,
    Date,
    Number,
}

/// The built-in format of text.
const TEXT: u8 = 49;

fn plain() -> Format {
    Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::VerticalCenter)
}

/// A cell of a table. Errors are also bold, warnings also italic, so that a print in black shows them.
pub(super) fn cell(holding: Holding, shade: Option<Shade>) -> Format {
    let format = match holding {
        Holding::Text => plain().set_num_format_index(TEXT),
        Holding::Date => plain().set_num_format("yyyy-mm-dd"),
        Holding::Number => plain(),
    };
    shaded(format, shade)
}

fn shaded(format: Format, shade: Option<Shade>) -> Format {
    let Some(shade) = shade else { return format };
    let format = format.set_background_color(shade.colour());
    match shade {
        Shade::Error => format.set_bold().set_border(FormatBorder::Thin),
        Shade::Warning => format.set_italic().set_border(FormatBorder::Thin),
        Shade::Example => format.set_italic().set_font_color(Color::RGB(0x70_7070)),
    }
}

/// A header; required ones are darker.
pub(super) fn header(is_required: bool, shade: Option<Shade>) -> Format {
    let colour = if is_required { 0xF8_CBAD } else { 0xD9_E1F2 };
    let format = plain().set_bold().set_num_format_index(TEXT).set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    match shade {
        Some(_) => shaded(format, shade),
        None => format.set_background_color(Color::RGB(colour)),
    }
}

/// On A4 across, as wide as the paper, with numbered pages.
pub(super) fn on_paper(sheet: &mut Worksheet) -> &mut Worksheet {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N")
}

/// Text on a page, wrapped.
pub(super) fn prose() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// A cell of a list on a page.
pub(super) fn listed() -> Format {
    prose().set_border(FormatBorder::Thin)
}

/// The same, marked.
pub(super) fn listed_as(shade: Shade) -> Format {
    shaded(listed(), Some(shade))
}

pub(super) fn title() -> Format {
    plain().set_font_name("黑体").set_font_size(16)
}

pub(super) fn heading() -> Format {
    plain().set_bold().set_font_size(12)
}

pub(super) fn link() -> Format {
    listed().set_font_color(Color::RGB(0x05_63C1)).set_underline(rust_xlsxwriter::FormatUnderline::Single)
}

/// Points of a row in which every text has room, given the widths of its columns.
pub(super) fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> f64 {
    let lines = cells.map(|(text, width)| (unicode_width::UnicodeWidthStr::width(text) as f64 * 1.1 / (width - 1.0)).ceil().max(1.0));
    (lines.fold(1.0, f64::max) * 15.0 + 3.0).min(400.0)
}
