//! How much room lines and columns take.

/// Points of one line of text, and what is added above and below.
const LINE: f64 = 15.0;
const AIR: f64 = 6.0;

/// Points for so many lines; Excel allows no more than 409.
pub(super) fn height(lines: usize) -> f64 {
    (lines as f64 * LINE + AIR).min(409.0)
}

/// Pixels of a column of so many characters, as Excel draws it.
pub(super) fn pixels(width: f64) -> f64 {
    width * 8.0 + 5.0
}
