//! Colours that differ, light enough to print on and to write on; letters say which is which without them.

/// Backgrounds, as 0xRRGGBB. Neighbours in the list are far apart in lightness or hue.
pub(in crate::export) const HUES: [u32; 12] =
    [0xBD_D7EE, 0xF8_CBAD, 0xC6_E0B4, 0xFF_E699, 0xD9_C6EC, 0xB7_DEE8, 0xF4_B6C2, 0xE2_EFDA, 0xFC_E4D6, 0xDD_D9C3, 0xCC_E5FF, 0xEA_D1DC];

/// `A` … `Z`, `AA` … for the entry of a legend.
pub(in crate::export) fn code_letters(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        more => code_letters(more - 1) + &letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted_as_columns_are() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(code_letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
