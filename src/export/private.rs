//! What must not leave the office by accident.

/// Digits shown at the end of a number, and at its beginning.
const SHOWN: (usize, usize) = (4, 3);
/// At least so many are hidden.
const HIDDEN: usize = 4;

/// A telephone or identity number as anybody may see it, `138****0000`: at least four characters are hidden, at most three shown before them and four after; separators stay.
pub(super) fn masked(number: &str) -> String {
    let counts = |c: &char| c.is_alphanumeric();
    let length = number.chars().filter(counts).count();
    let hidden = length.saturating_sub(SHOWN.0 + SHOWN.1).max(HIDDEN.min(length));
    let tail = SHOWN.0.min(length - hidden);
    let head = length - hidden - tail;
    let mut seen = 0;
    number
        .chars()
        .map(|c| {
            if !counts(&c) {
                return c;
            }
            seen += 1;
            if seen <= head || seen > length - tail { c } else { '*' }
        })
        .collect()
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before text that begins like one, in half or full width.
pub(super) fn unformulated(text: &str) -> String {
    let risky = matches!(text.chars().next(), Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_keep_head_and_tail_only() {
        for (number, shown) in [
            ("13800000000", "138****0000"),
            ("138-0000-1234", "138-****-1234"),
            ("8123456", "****456"),
            ("123", "***"),
            ("", ""),
            ("+86 13800001234", "+86 1******1234"),
            ("510524199001011234", "510***********1234"),
        ] {
            assert_eq!(masked(number), shown);
        }
    }

    #[test]
    fn formulas_become_text() {
        for text in ["=1+1", "+86", "-1", "@x", "\t=1", "\r=1", "＝1"] {
            assert_eq!(unformulated(text), format!("'{text}"));
        }
        assert_eq!(unformulated("张三=1"), "张三=1");
        assert_eq!(unformulated(""), "");
    }
}
