//! The pool over its slots: columns in patterns, lines for size and share.

use super::super::document::Gauge;
use super::super::forms::words;
use crate::diagnostic::Language;
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartPatternFill, ChartPatternFillType, ChartSolidFill,
    ChartType, Color,
};

/// Columns of the table of use.
const SLOT: u16 = 1;
const SIZE: u16 = 4;
const IN_USE: u16 = 5;
const AT_BRANCHES: u16 = 6;
const SHARE: u16 = 7;

/// Drawn from the rows of the table on the sheet, which begin at `first`.
pub(super) fn gauge(language: Language, gauge: &Gauge, sheet: &str, first: u32, width: u32, height: u32) -> Chart {
    let last = first + gauge.slots.len().max(1) as u32 - 1;
    let cells = |column: u16| (sheet, first, column, last, column);
    let mut columns = Chart::new(ChartType::Column);
    let mut solid = ChartFormat::new()
        .set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(0xDD_E6F0)))
        .set_border(ChartLine::new().set_color(Color::RGB(0x40_4040)).set_width(0.75))
        .clone();
    let mut hatched = ChartFormat::new()
        .set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                .set_foreground_color(Color::RGB(0x1F_4E79))
                .set_background_color(Color::RGB(0xBD_D7EE)),
        )
        .set_border(ChartLine::new().set_color(Color::RGB(0x40_4040)).set_width(0.75))
        .clone();
    // The branches' part stands in front of the whole.
    columns
        .add_series()
        .set_name(words::IN_USE.get(language))
        .set_categories(cells(SLOT))
        .set_values(cells(IN_USE))
        .set_format(&mut solid)
        .set_overlap(100)
        .set_gap(40);
    columns
        .add_series()
        .set_name(words::GAUGE_BRANCHES.get(language))
        .set_categories(cells(SLOT))
        .set_values(cells(AT_BRANCHES))
        .set_format(&mut hatched);
    let mut lines = Chart::new(ChartType::Line);
    lines
        .add_series()
        .set_name(words::GAUGE_SIZE.get(language))
        .set_categories(cells(SLOT))
        .set_values(cells(SIZE))
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(0x00_0000)).set_width(2.25)));
    lines
        .add_series()
        .set_name(words::GAUGE_SHARE.get(language))
        .set_categories(cells(SLOT))
        .set_values(cells(SHARE))
        .set_secondary_axis(true)
        .set_format(
            ChartFormat::new()
                .set_line(ChartLine::new().set_color(Color::RGB(0xC0_3000)).set_width(1.75).set_dash_type(ChartLineDashType::Dash)),
        );
    columns.combine(&lines);
    columns.title().set_name(&gauge.title);
    columns.legend().set_position(ChartLegendPosition::Bottom);
    columns.y_axis().set_min(0);
    columns.y2_axis().set_min(0).set_max(1).set_num_format("0%");
    columns.set_width(width).set_height(height);
    columns
}
