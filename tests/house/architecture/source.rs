//! Source files without what is not code: comments and the contents of strings are blanked out.

use crate::rust_files::rust_files;

pub struct SourceFile {
    /// Under `src`, with slashes.
    pub path: String,
    /// Without comments and strings.
    pub code: String,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), code: code_of(text) }
    }
    /// The module at the top: `rules` of `rules/term/mod.rs`.
    pub fn module(&self) -> &str {
        let top = self.path.split('/').next().unwrap_or_default();
        top.strip_suffix(".rs").unwrap_or(top)
    }
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

pub fn source_files() -> Vec<SourceFile> {
    rust_files().iter().map(|(path, text)| SourceFile::new(path, text)).collect()
}

/// The text with comments and the contents of strings taken out; line ends stay.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            quoted(rest)
        } else if let Some(length) = raw_string(rest).filter(|_| !code.ends_with(is_word)) {
            length
        } else if first == '\'' {
            character(rest)
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.push(' ');
        code.extend(rest[..taken].chars().filter(|character| *character == '\n'));
        rest = &rest[taken..];
    }
    code
}

/// Length of the string that the text begins with.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !escaped => return at + 1,
            _ => escaped = character == '\\' && !escaped,
        }
    }
    text.len()
}

/// Length of the raw string that the text begins with.
fn raw_string(text: &str) -> Option<usize> {
    let marks = text.strip_prefix('r')?;
    let hashes = marks.len() - marks.trim_start_matches('#').len();
    marks[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let begin = 2 + hashes;
    Some(text[begin..].find(&end).map_or(text.len(), |at| begin + at + end.len()))
}

/// Length of the character that the text begins with, 1 for a lifetime's tick.
fn character(text: &str) -> usize {
    let mut rest = text.char_indices().skip(1);
    match (rest.next(), rest.next()) {
        (Some((_, '\\')), _) => text[2..].char_indices().skip(1).find(|(_, end)| *end == '\'').map_or(1, |(at, _)| at + 3),
        (_, Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Where the word stands in the code, not as part of a longer one.
pub fn places<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let goes_on = word.ends_with(is_word) && code[at + word.len()..].starts_with(is_word);
        !goes_on && !code[..*at].ends_with(is_word)
    })
}

pub fn has_word(code: &str, word: &str) -> bool {
    places(code, word).next().is_some()
}

#[test]
fn comments_and_strings_are_no_code() {
    let text = "a /* b */ c // d\ne \"f \\\" g\" h r#\"i \" j\"# k 'l' m '\\'' n<'o> p '\\u{FEFF}' q";
    let words: Vec<String> = code_of(text).split_whitespace().map(str::to_owned).collect();
    assert_eq!(words, ["a", "c", "e", "h", "k", "m", "n<", "o>", "p", "q"]);
    assert!(has_word("use a::HashMap;", "HashMap") && !has_word("use a::MyHashMap;", "HashMap") && !has_word("HashMapping", "HashMap"));
}
