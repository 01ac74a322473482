//! The pool over its slots as a drawing: columns for posts in use, the branches' part hatched; lines for size and share.

use super::super::document::{Gauge, percent};
use super::super::forms::words;
use super::put;
use super::text::escaped;
use crate::diagnostic::Language;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 52.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 40.0;

pub(super) fn write(out: &mut String, language: Language, gauge: &Gauge) {
    let most = gauge.slots.iter().map(|slot| slot.size.max(slot.in_use)).max().unwrap_or(0).max(1);
    let step = step(most);
    let top = ((most + step - 1) / step * step) as f64;
    let y = |value: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - value / top);
    let room = (WIDTH - LEFT - RIGHT) / gauge.slots.len().max(1) as f64;
    let bar = room * 0.7;
    put(out, format_args!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\n", escaped(&gauge.title)));
    *out += "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternTransform=\"rotate(45)\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"6\" height=\"6\" fill=\"#bdd7ee\"/><rect width=\"2\" height=\"6\" fill=\"#1f4e79\"/></pattern></defs>\n";
    put(
        out,
        format_args!("<text x=\"{}\" y=\"16\" text-anchor=\"middle\" font-size=\"15\">{}</text>\n", WIDTH / 2.0, escaped(&gauge.title)),
    );
    let mut tick = 0;
    while tick as f64 <= top {
        let at = y(tick as f64);
        put(out, format_args!("<line x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#ccc\"/>", WIDTH - RIGHT));
        put(out, format_args!("<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" font-size=\"11\">{tick}</text>\n", LEFT - 6.0, at + 4.0));
        tick += step;
    }
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let at = y(share * top) + 4.0;
        put(out, format_args!("<text x=\"{}\" y=\"{at:.1}\" font-size=\"11\">{}%</text>\n", WIDTH - RIGHT + 6.0, share * 100.0));
    }
    let (mut size, mut shares) = (String::new(), String::new());
    for (index, slot) in gauge.slots.iter().enumerate() {
        let left = LEFT + room * index as f64 + (room - bar) / 2.0;
        let rect = |out: &mut String, value: i64, fill: &str| {
            let at = y(value as f64);
            put(
                out,
                format_args!(
                    "<rect x=\"{left:.1}\" y=\"{at:.1}\" width=\"{bar:.1}\" height=\"{:.1}\" fill=\"{fill}\" stroke=\"#444\" stroke-width=\"0.7\"/>",
                    (y(0.0) - at).max(0.0)
                ),
            );
        };
        rect(out, slot.in_use, "#dde6f0");
        rect(out, slot.at_branches, "url(#hatch)");
        let middle = left + bar / 2.0;
        put(
            out,
            format_args!(
                "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"10\">{}</text>",
                y(slot.in_use as f64) - 3.0,
                slot.in_use
            ),
        );
        put(
            out,
            format_args!(
                "<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"11\">{}</text>\n",
                HEIGHT - BOTTOM + 14.0,
                escaped(&slot.label)
            ),
        );
        let (from, to, at) = (LEFT + room * index as f64, LEFT + room * (index + 1) as f64, y(slot.size as f64));
        put(&mut size, format_args!("{from:.1},{at:.1} {to:.1},{at:.1} "));
        if let Some(share) = slot.branch_share {
            put(&mut shares, format_args!("{middle:.1},{:.1} ", y(share.clamp(0.0, 1.0) * top)));
        }
    }
    put(out, format_args!("<polyline points=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"2.2\"/>\n", size.trim_end()));
    put(
        out,
        format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#c03000\" stroke-width=\"1.8\" stroke-dasharray=\"6 4\"/>\n",
            shares.trim_end()
        ),
    );
    key(out, language, gauge);
    *out += "</svg>\n";
}

/// What bars and lines are, and the share at the end.
fn key(out: &mut String, language: Language, gauge: &Gauge) {
    let last = percent(gauge.slots.last().and_then(|slot| slot.branch_share));
    let entries = [
        (
            words::GAUGE_BRANCHES.get(language).to_owned(),
            "<rect width=\"22\" height=\"10\" y=\"-9\" fill=\"url(#hatch)\" stroke=\"#444\"/>",
        ),
        (words::GAUGE_OTHERS.get(language).to_owned(), "<rect width=\"22\" height=\"10\" y=\"-9\" fill=\"#dde6f0\" stroke=\"#444\"/>"),
        (words::GAUGE_SIZE.get(language).to_owned(), "<line x2=\"22\" y1=\"-4\" y2=\"-4\" stroke=\"#000\" stroke-width=\"2.2\"/>"),
        (
            format!("{} {last}", words::GAUGE_SHARE.get(language)),
            "<line x2=\"22\" y1=\"-4\" y2=\"-4\" stroke=\"#c03000\" stroke-width=\"1.8\" stroke-dasharray=\"6 4\"/>",
        ),
    ];
    for (index, (text, mark)) in entries.iter().enumerate() {
        let x = LEFT + 226.0 * index as f64;
        put(
            out,
            format_args!(
                "<g transform=\"translate({x} {})\">{mark}<text x=\"28\" font-size=\"12\">{}</text></g>\n",
                HEIGHT - 6.0,
                escaped(text)
            ),
        );
    }
}

/// A round step that divides an axis up to `most` into about five.
fn step(most: i64) -> i64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if most <= step * factor * 6 {
                return step * factor;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([1, 6, 7, 30, 31, 110, 700].map(step), [1, 1, 2, 5, 10, 20, 200]);
    }
}
