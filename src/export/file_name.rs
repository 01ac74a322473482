//! Names of files that every system takes, each of them once in its folder.

use super::taken::Taken;

/// Bytes of a name without its ending: Linux takes 255 in all.
const LONGEST: usize = 180;
/// Windows keeps these for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The text as a name without an ending: what a system forbids becomes an underscore, the end of a long one is cut off.
pub fn file_name(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let forbidden = |c: char| c.is_control() || c.is_whitespace() || hidden(c) || "/\\:*?\"<>|".contains(c);
    let mut name = String::new();
    for c in text.trim().chars().map(|c| if forbidden(c) { '_' } else { c }) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    // Windows drops points at the end; at the beginning they hide a file.
    let name = name.trim_matches('.');
    let device = name.split('.').next().is_some_and(|stem| DEVICES.contains(&stem.to_lowercase().as_str()));
    match name {
        "" => "_".to_owned(),
        name if device || name.starts_with('-') => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// The names given so far in a folder.
#[derive(Default)]
pub struct FileNames {
    taken: Taken,
}

impl FileNames {
    /// The name of the text, numbered where another has it already, in capitals or not.
    pub fn unique(&mut self, text: &str) -> String {
        let wanted = file_name(text);
        self.taken.first_free(|ending| format!("{wanted}{ending}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_system_takes() {
        for (text, name) in [
            ("清河镇/卫生院:?*", "清河镇_卫生院___"),
            ("..", "_"),
            ("", "_"),
            ("con", "_con"),
            ("NUL.txt", "_NUL.txt"),
            ("-rf", "_-rf"),
            ("../../etc", "_.._etc"),
            (" a b. ", "a_b"),
            ("甲\u{202e}乙", "甲_乙"),
        ] {
            assert_eq!(file_name(text), name, "{text:?}");
        }
        assert!(file_name(&"镇".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn the_same_name_is_numbered() {
        let mut names = FileNames::default();
        assert_eq!([names.unique("A院"), names.unique("a院"), names.unique("A院")], ["A院", "a院(2)", "A院(3)"]);
    }
}
