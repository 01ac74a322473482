//! How much room text takes.

use unicode_width::UnicodeWidthStr;

/// Points of one line of text, and what is added above and below.
const LINE: f64 = 15.0;
const AIR: f64 = 6.0;

/// Points for so many lines; Excel allows no more than 409.
pub(super) fn height(lines: usize) -> f64 {
    (lines as f64 * LINE + AIR).min(409.0)
}

/// Lines that the text takes in a column; a little room is left, as fonts differ.
pub(super) fn lines(text: &str, width: f64) -> usize {
    let room = (width - 1.5).max(2.0);
    text.lines().map(|line| ((line.width() as f64 * 1.04 / room).ceil() as usize).max(1)).sum::<usize>().max(1)
}

/// Pixels of a column of so many characters, as Excel draws it.
pub(super) fn pixels(width: f64) -> f64 {
    width * 8.0 + 5.0
}
