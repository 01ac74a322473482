//! Names of sheets: what Excel and WPS allow, each of them once.

use super::super::taken::Taken;

/// Excel counts UTF-16 units.
const LONGEST: usize = 31;

/// The names given so far.
#[derive(Default)]
pub struct SheetNames {
    taken: Taken,
}

impl SheetNames {
    /// The wanted name with forbidden characters replaced and its end cut off, numbered where another sheet has it already.
    pub fn unique(&mut self, wanted: &str) -> String {
        let forbidden = |c: char| c.is_control() || "[]:*?/\\".contains(c);
        let allowed: String = wanted.chars().map(|c| if forbidden(c) { '_' } else { c }).collect();
        let allowed = allowed.trim().trim_matches('\'');
        // History is a name that Excel keeps for itself.
        let allowed = if allowed.is_empty() || allowed.eq_ignore_ascii_case("history") { "机构" } else { allowed };
        self.taken.first_free(|ending| cut(allowed, LONGEST - ending.len()) + ending)
    }
}

fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = if fits { left - c.len_utf16() } else { 0 };
        fits
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_short_and_unique() {
        let mut names = SheetNames::default();
        assert_eq!(names.unique("清河镇卫生院"), "清河镇卫生院");
        assert_eq!(names.unique("清河镇卫生院"), "清河镇卫生院(2)");
        assert_eq!(names.unique("甲/乙[丙]:*?\\"), "甲_乙_丙_____");
        assert_eq!(names.unique("''"), "机构");
        assert_eq!(names.unique("History"), "机构(2)");
        assert_eq!((names.unique("AB"), names.unique("ab")), ("AB".into(), "ab(2)".into()));
        let long = "𠮷".repeat(40);
        for _ in 0..12 {
            let name = names.unique(&long);
            assert!(name.encode_utf16().count() <= 31, "{name}");
        }
    }
}
