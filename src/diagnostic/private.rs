//! Numbers of people in cells that are told about: whatever the column, they are not repeated whole.

use super::Bilingual;

/// Digits of an identity number, of old and of today.
const IDENTITY: [usize; 2] = [15, 18];
/// Digits of a mobile telephone's number.
const MOBILE: usize = 11;

/// The text with what looks like an identity number or a mobile telephone's shown by its ends only.
pub(super) fn discreet(text: &Bilingual) -> Bilingual {
    Bilingual::new(masked(&text.zh), masked(&text.en))
}

/// One text with what looks like an identity number or a mobile telephone's shown by its ends only.
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    // A character that belongs to no number ends the last one.
    for character in text.chars().chain(['\0']) {
        let joins = character.is_ascii_digit() || (!run.is_empty() && matches!(character, '-' | 'X' | 'x'));
        if joins {
            run.push(character);
            continue;
        }
        out += &masked_number(&run);
        run.clear();
        if character != '\0' {
            out.push(character);
        }
    }
    out
}

/// A run that begins with a digit and goes on with digits, hyphens and X.
fn masked_number(run: &str) -> String {
    let length = run.chars().filter(|character| *character != '-').count();
    let is_mobile = length == MOBILE && run.starts_with('1');
    if !is_mobile && !IDENTITY.contains(&length) {
        return run.to_owned();
    }
    let mut seen = 0;
    run.chars()
        .map(|character| {
            if character == '-' {
                return character;
            }
            seen += 1;
            if seen <= 3 || seen + 2 > length { character } else { '*' }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_shown_by_their_ends() {
        for (text, shown) in [
            ("“000000199001010017”不是日期", "“000*************17”不是日期"),
            ("00000019900101001X", "000*************1X"),
            ("000000900101001", "000**********01"),
            ("电话 13900000001、13900000002。", "电话 139******01、139******02。"),
            ("139-0000-0001", "139-****-**01"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }

    #[test]
    fn dates_months_and_codes_are_not() {
        for text in ["2027-01-01 至 2027-06-30", "202701", "2027-01-01-101500", "A13900", "1-2-3", "", "X", "20271234567", "周转01"] {
            assert_eq!(masked(text), text);
        }
    }
}
