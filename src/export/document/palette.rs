//! Colours that differ, light enough to print on and to write on; letters say which is which without them.

/// Backgrounds, as 0xRRGGBB. Neighbours in the list are far apart in lightness or hue.
pub(in crate::export) const HUES: [u32; 20] = [
    0x9D_C3E6, 0xF4_B183, 0xA9_D18E, 0xFF_E699, 0xC9_B1E4, 0x8F_D6D2, 0xF5_A3B5, 0xD6_DCE5, 0xE2_C4A0, 0xD3_F0C0, 0xF7_D3EC, 0xBF_EFFF,
    0xFF_D9C2, 0xD0_D08C, 0xE8_DBFF, 0xC4_C4C4, 0xF0_B0F0, 0x9F_E6BE, 0xFF_F7C2, 0xB0_B8F0,
];

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

    /// Far enough apart for two squares side by side, light enough for black letters.
    #[test]
    fn colours_differ() {
        let parts = |colour: u32| [colour >> 16, colour >> 8 & 0xFF, colour & 0xFF].map(i64::from);
        for (index, one) in HUES.iter().enumerate() {
            let [red, green, blue] = parts(*one);
            assert!(3 * red + 6 * green + blue > 1600, "{one:06x}");
            for other in &HUES[index + 1..] {
                let apart: i64 = parts(*one).iter().zip(parts(*other)).map(|(a, b)| (a - b) * (a - b)).sum();
                assert!(apart > 24 * 24, "{one:06x} {other:06x}");
            }
        }
    }

    #[test]
    fn letters_are_counted_as_columns_are() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(code_letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
