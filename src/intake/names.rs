//! Names that sheets and files may bear.

use crate::export::{SheetNames, Taken};
use crate::source::TableKind;

/// The name of a sheet for a table or sheet of the user's. English history is a name that Excel keeps for itself.
pub(super) fn sheet_name(names: &mut SheetNames, name: &str) -> String {
    let kind = TableKind::from_name(name);
    let given = names.unique(name.trim());
    match kind {
        Some(kind) if TableKind::from_name(&given) != Some(kind) => names.unique(kind.chinese()),
        Some(_) | None => given,
    }
}

/// Stems of files given so far.
#[derive(Default)]
pub(super) struct FileNames {
    taken: Taken,
}

/// Bytes of the longest stem: file systems take 255 for a name, and there is more to come.
const LONGEST: usize = 200;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

impl FileNames {
    /// The wanted stem with characters replaced that one system or another forbids, cut, and numbered where another file has it.
    pub fn unique(&mut self, wanted: &str) -> String {
        let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
        let allowed: String = wanted.trim().chars().map(|c| if forbidden(c) { '_' } else { c }).collect();
        let allowed = allowed.trim_end_matches(['.', ' ']);
        let lower = allowed.to_lowercase();
        let is_device = DEVICES.contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit()));
        // Hidden files and those that a spreadsheet keeps open are not read as tables.
        let allowed = match allowed.chars().next() {
            None => "表".to_owned(),
            Some('.' | '~') => format!("_{allowed}"),
            Some(_) if is_device => format!("_{allowed}"),
            Some(_) => allowed.to_owned(),
        };
        self.taken.first_free(|ending| {
            let mut length = allowed.len().min(LONGEST - ending.len());
            while !allowed.is_char_boundary(length) {
                length -= 1;
            }
            format!("{}{ending}", &allowed[..length])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_a_name_that_is_read_as_theirs() {
        let mut names = SheetNames::default();
        assert_eq!(sheet_name(&mut names, "history"), "历史");
        assert_eq!(TableKind::from_name(&sheet_name(&mut names, " 历史 ")), Some(TableKind::History));
        assert_eq!(sheet_name(&mut names, "staff"), "staff");
        assert_eq!(sheet_name(&mut names, "值班/表"), "值班_表");
    }

    #[test]
    fn files_have_names_that_every_system_takes() {
        let mut names = FileNames::default();
        for (wanted, given) in [
            ("人员", "人员"),
            ("人员 ", "人员(2)"),
            ("A", "A"),
            ("a", "a(2)"),
            ("a/b:c|d", "a_b_c_d"),
            (".hidden", "_.hidden"),
            ("~$x", "_~$x"),
            ("..", "表"),
            ("COM1", "_COM1"),
            ("", "表(2)"),
        ] {
            assert_eq!(names.unique(wanted), given);
        }
        let long = "县".repeat(300);
        assert!((0..3).all(|_| names.unique(&long).len() <= LONGEST));
    }
}
