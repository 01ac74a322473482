//! What the program says about its input: a closed set of codes, places in files, reports, in Chinese and English.
//! A leaf: it knows nothing of the rest of the program.

mod code;
mod fault;
mod language;
mod private;
mod render;
mod words;

pub use code::Code;
pub use fault::{Fault, Location, Report};
pub use language::{Bilingual, Language, counted};
pub use private::masked as without_numbers;
pub use words::{CodeText, Severity, Words};
