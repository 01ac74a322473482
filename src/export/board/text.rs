//! Text measured in columns of a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Punctuation that may not begin a line.
const CLOSING: &str = "，。；：、！？）」』》”’…";

/// Columns that the text takes.
pub(in crate::export) fn width(text: &str) -> usize {
    text.width()
}

/// Without what could steer a terminal or hide text in it.
pub(in crate::export) fn tame(text: &str) -> String {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// As much of the text as fits.
pub(in crate::export) fn clip(text: &str, columns: usize) -> String {
    let mut used = 0;
    tame(text)
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .collect()
}

/// The text in exactly so many columns: an ellipsis at the end of what is too long, spaces after what is shorter.
pub(in crate::export) fn fit(text: &str, columns: usize) -> String {
    let text = tame(text);
    let text = if width(&text) <= columns { text } else { clip(&text, columns.saturating_sub(1)) + "…" };
    let spaces = columns.saturating_sub(width(&text));
    text + &" ".repeat(spaces)
}

/// The text at the right end of so many columns.
pub(in crate::export) fn right(text: &str, columns: usize) -> String {
    let text = clip(text, columns);
    " ".repeat(columns.saturating_sub(width(&text))) + &text
}

/// The text in lines of at most so many columns, `indent` before each but the first.
pub(in crate::export) fn wrap(text: &str, columns: usize, indent: usize) -> Vec<String> {
    let text = tame(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        let room = columns.max(indent + 2);
        if width(&line) + width(piece.trim_end()) > room && width(line.trim()) > 0 {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(indent);
        }
        let mut rest = piece;
        // A word longer than a line is cut.
        while width(&line) + width(rest.trim_end()) > room {
            let head = clip(rest, room - width(&line));
            rest = &rest[head.len()..];
            lines.push(line + &head);
            line = " ".repeat(indent);
        }
        line.push_str(rest);
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What is not broken: words with the spaces after them; single wide characters with the closing punctuation after them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut previous) = (0, None::<char>);
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.width().unwrap_or(0) > 1;
        let breaks = previous.is_some_and(|before| {
            let word = before == ' ' && c != ' ';
            (word || wide(before) || wide(c)) && !CLOSING.contains(c) && c != ' '
        });
        if breaks {
            pieces.push(&text[from..at]);
            from = at;
        }
        previous = Some(c);
    }
    if from < text.len() {
        pieces.push(&text[from..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_columns() {
        assert_eq!(fit("张三", 6), "张三  ");
        assert_eq!(fit("清河镇卫生院", 6), "清河… ");
        assert_eq!(fit("清河镇卫生院", 7), "清河镇…");
        assert_eq!(right("12", 4), "  12");
        assert_eq!(fit("\u{1b}[31m张\u{202e}三", 12), " [31m张 三  ");
    }

    #[test]
    fn lines_break_between_words_and_characters() {
        assert_eq!(wrap("没有人，可以来。", 6, 0), ["没有", "人，可", "以来。"]);
        assert_eq!(wrap("one two three", 8, 2), ["one two", "  three"]);
        assert_eq!(wrap("abcdefghij", 4, 0), ["abcd", "efgh", "ij"]);
        assert!(wrap("   ", 4, 0).is_empty());
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        let text = "机构 T1 的岗位 P01：可派的 3 人中，2 人请假（2027-01-01 起），1 人专业不符；no specialist of intermediate grade。";
        for columns in 10..60 {
            let lines = wrap(text, columns, 4);
            assert!(lines.iter().all(|line| width(line) <= columns), "{columns}: {lines:?}");
            let squeeze = |text: &str| text.replace(' ', "");
            assert_eq!(squeeze(&lines.concat()), squeeze(text));
        }
    }
}
