//! Bytes of a CSV file to text: UTF-8 with or without byte order mark, else GB18030 as Chinese Excel saves it, else nothing.

/// Why the bytes are not text that we read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NotText {
    Utf16,
    Unknown,
}

pub(super) fn decode(bytes: &[u8]) -> Result<String, NotText> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(NotText::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if bytes.contains(&0) {
        // No table holds a zero byte; every second byte of UTF-16 digits is one.
        let zeros = bytes.iter().filter(|byte| **byte == 0).count();
        return Err(if zeros * 8 >= bytes.len() { NotText::Utf16 } else { NotText::Unknown });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or(NotText::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_encodings_give_the_same_text_and_others_are_refused() {
        let text = "工号,姓名\nP1,张三\n";
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(&encoding_rs::GB18030.encode(text).0).as_deref(), Ok(text));
        let wide = |with_mark: bool| -> Vec<u8> {
            with_mark.then_some(0xFEFF).into_iter().chain("code,name\n".encode_utf16()).flat_map(u16::to_le_bytes).collect()
        };
        assert_eq!(decode(&wide(true)), Err(NotText::Utf16));
        assert_eq!(decode(&wide(false)), Err(NotText::Utf16));
        assert_eq!(decode(&[0x81, 0x20, 0xFF, 0xFF]), Err(NotText::Unknown));
    }
}
