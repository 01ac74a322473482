//! 身份证号: 18 characters whose last is a check digit (GB 11643). Never shown whole.

use super::builder::Builder;
use super::cells::{Cells, both};
use crate::diagnostic::{Bilingual, Code};
use crate::source::Column;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: &[u8; 11] = b"10X98765432";

/// Warns of a number that fails its check digit; a slip there harms no plan.
pub(super) fn check(b: &mut Builder, cells: Cells, number: &str) {
    if !is_valid(number) {
        let found = Bilingual::same(format!("“{}”", masked(number)));
        let expected = both("18 位、末位校验相符的号码", "18 characters with the right check digit");
        cells.fault(&mut b.report, Code::InvalidIdentity, Column::PersonIdentity, found, expected);
    }
}

fn is_valid(number: &str) -> bool {
    let bytes = number.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECK_DIGITS[(sum % 11) as usize] == bytes[17].to_ascii_uppercase()
}

/// The first three and the last two characters; the rest, or all of a short number, as stars.
pub(super) fn masked(number: &str) -> String {
    let length = number.chars().count();
    let is_shown = |index: usize| length >= 10 && (index < 3 || index + 2 >= length);
    number.chars().enumerate().map(|(index, character)| if is_shown(index) { character } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_counted() {
        // Invented: no region has the code 000000.
        assert!(is_valid("000000190001010009"));
        assert!(!is_valid("000000190001010008"));
        for number in ["", "00000019000101000", "00000019000101000九", "0000001900010100090", "张三张三张三"] {
            assert!(!is_valid(number), "{number}");
        }
    }

    #[test]
    fn hardly_anything_of_a_number_is_shown() {
        assert_eq!(masked("000000190001010009"), "000*************09");
        assert_eq!(masked("12345"), "*****");
    }
}
