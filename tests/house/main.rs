//! What holds for the project as a whole: a corpus of rosters for every rule, the one-way imports, documents that say what the program does,
//! texts in both languages.

mod architecture;
mod corpus;
mod documents;
mod rust_files;
mod texts;
