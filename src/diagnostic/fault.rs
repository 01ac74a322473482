use super::{Bilingual, Code, Language, Severity};
use serde::{Deserialize, Serialize};

/// Where something stands in the user's files. Row and column count as a spreadsheet shows them: row 1 is the first line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Location {
    /// File name as the user gave it, or the file inside the folder.
    pub file: String,
    pub sheet: Option<String>,
    pub row: Option<u32>,
    /// Spreadsheet letters, for example `C`.
    pub column: Option<String>,
    /// Header of the column.
    pub header: Option<String>,
}

/// One thing wrong, or worth knowing, about the input.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Fault {
    pub location: Location,
    pub code: Code,
    /// What stands there.
    pub found: Bilingual,
    /// What was expected instead.
    pub expected: Bilingual,
}

/// Everything found in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    pub faults: Vec<Fault>,
}

impl Report {
    pub fn push(&mut self, fault: Fault) {
        self.faults.push(fault);
    }
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }
    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.code.severity() == Severity::Error).count()
    }
    /// Number of warnings and notes.
    pub fn warnings(&self) -> usize {
        self.faults.len() - self.errors()
    }
    /// By place, then code: the order in which a clerk walks through the tables.
    pub fn sort(&mut self) {
        self.faults.sort();
        self.faults.dedup();
    }
}

impl Fault {
    /// The title of the code, what stands there, what was expected and what to do, in one language.
    pub fn message(&self, language: Language) -> String {
        let text = self.code.text();
        match language {
            Language::Chinese => {
                format!("{}：此处为「{}」，应为{}。处理：{}", text.title.zh, self.found.zh, self.expected.zh, text.remedy.zh)
            }
            Language::English => {
                format!("{}: found “{}”, expected {}. To do: {}", text.title.en, self.found.en, self.expected.en, text.remedy.en)
            }
        }
    }
}
