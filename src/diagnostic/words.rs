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

impl Words {
    pub fn get(&self, language: super::Language) -> &'static str {
        match language {
            super::Language::Chinese => self.zh,
            super::Language::English => self.en,
        }
    }
}
