use super::private::{discreet, masked};
use super::{Bilingual, Code, Language, Severity};
use serde::{Deserialize, Serialize};

/// Where something stands in the user's files. Row and column count as a spreadsheet shows them: row 1 is the first line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
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
    /// What stands there; empty where nothing does.
    pub found: Bilingual,
    /// What was expected instead; empty where the title says it all.
    pub expected: Bilingual,
}

/// Everything found in one reading.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    pub faults: Vec<Fault>,
}

impl Report {
    /// Takes the fault; numbers of people in what stands there are not kept whole.
    pub fn push(&mut self, mut fault: Fault) {
        (fault.found, fault.expected) = (discreet(&fault.found), discreet(&fault.expected));
        // A table without its header has people in its place.
        fault.location.header = fault.location.header.as_deref().map(masked);
        self.faults.push(fault);
    }
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(|fault| fault.code.severity() == Severity::Error)
    }
    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.faults.iter().filter(|fault| fault.code.severity() == Severity::Error).count()
    }
    /// Number of warnings and notes.
    pub fn warnings(&self) -> usize {
        self.faults.len() - self.errors()
    }
    /// Takes over what another step found, and puts all in order.
    pub fn merge(&mut self, other: Report) {
        self.faults.extend(other.faults);
        self.sort();
    }
    /// By place, then code: the order in which a clerk walks through the tables.
    pub fn sort(&mut self) {
        let column = |fault: &Fault| fault.location.column.as_ref().map_or((0, String::new()), |letters| (letters.len(), letters.clone()));
        self.faults.sort_by_cached_key(|fault| {
            let Location { file, sheet, row, .. } = &fault.location;
            (file.clone(), sheet.clone(), *row, column(fault), fault.clone())
        });
        self.faults.dedup();
    }
}

impl Fault {
    /// The title of the code, what stands there, what was expected and what to do, in one language.
    pub fn message(&self, language: Language) -> String {
        let text = self.code.text();
        let (found, expected) = (self.found.get(language), self.expected.get(language));
        let mut message = text.title.get(language).to_owned();
        let [before_found, before_expected, before_remedy, stop] = match language {
            Language::Chinese => ["：", "；应为：", "。处理：", "。"],
            Language::English => [": ", "; expected ", ". To do: ", "."],
        };
        if !found.is_empty() {
            message += before_found;
            message += found;
        }
        if !expected.is_empty() {
            message += before_expected;
            message += expected;
        }
        message + before_remedy + text.remedy.get(language) + stop
    }
}
