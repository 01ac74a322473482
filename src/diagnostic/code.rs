use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Severity {
    /// No plan can be made from this input.
    Error,
    /// The input is used, but not as it stands or not wholly.
    Warning,
}

/// The fixed words of a code.
#[derive(Clone, Copy, Debug)]
pub struct CodeText {
    pub title: Words,
    pub remedy: Words,
}

/// Fixed words in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident
        title $zh:literal / $en:literal
        remedy $rzh:literal / $ren:literal;)+) => {
        /// The closed set of things that can be wrong with the input. Each has a folder of its name under
        /// `fixtures/invalid/` and an entry in `docs/errors.md`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Code { $($name),+ }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$name),+];
            /// The code as it is printed and documented.
            pub fn code(self) -> &'static str {
                match self { $(Code::$name => $code),+ }
            }
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),+ }
            }
            /// Title and remedy.
            pub fn text(self) -> CodeText {
                match self { $(Code::$name => CodeText {
                    title: Words { zh: $zh, en: $en },
                    remedy: Words { zh: $rzh, en: $ren },
                }),+ }
            }
        }
    };
}

codes! {
    MissingTable "missing-table" Error
        title "缺少必需的表" / "a required table is missing"
        remedy "补上这张表，表名用中文或英文均可" / "add the table under its Chinese or English name";
    MissingColumn "missing-column" Error
        title "缺少必需的列" / "a required column is missing"
        remedy "在表头补上这一列" / "add the column to the header row";
    UnreadableDate "unreadable-date" Error
        title "日期无法识别" / "the date cannot be read"
        remedy "改为 2027-01-15、2027/1/15、2027年1月15日 或 202701" / "write 2027-01-15, 2027/1/15, 2027年1月15日 or 202701";
}
