//! Source as a tree of brackets, words and texts, without comments and without tests.

use crate::rust_files::rust_files;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    Group(Vec<Node>),
    Text(String),
    Word(String),
    Mark(char),
}

pub struct Source {
    /// Under `src`, with slashes.
    pub path: String,
    pub raw: String,
    pub nodes: Vec<Node>,
}

impl Source {
    pub fn new(path: &str, raw: &str) -> Self {
        let mut rest = raw;
        Self { path: path.to_owned(), raw: raw.to_owned(), nodes: without_tests(nodes(&mut rest)) }
    }
}

/// Every file of the program that is no test.
pub fn sources() -> Vec<Source> {
    let tested =
        |path: &str| path.ends_with("/tests.rs") || path.contains("/tests/") || TEST_ONLY.iter().any(|start| path.starts_with(start));
    rust_files().iter().filter(|(path, _)| !tested(path)).map(|(path, text)| Source::new(path, text)).collect()
}

/// Modules that are built for tests alone.
const TEST_ONLY: [&str; 3] = ["campaign.rs", "rules/twin/", "rules/fixture.rs"];

/// Nodes up to the bracket that closes the group, which is taken off too.
fn nodes(rest: &mut &str) -> Vec<Node> {
    let mut out = Vec::new();
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            *rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            *rest = &rest[rest.find("*/").map_or(rest.len(), |end| end + 2)..];
        } else if "([{".contains(first) {
            *rest = &rest[1..];
            out.push(Node::Group(nodes(rest)));
        } else if ")]}".contains(first) {
            *rest = &rest[1..];
            return out;
        } else if first == '"' {
            out.push(text(rest));
        } else if let Some(length) = raw_text(rest) {
            out.push(Node::Text(rest[..length].trim_matches(['r', '#', '"']).to_owned()));
            *rest = &rest[length..];
        } else if first == '\'' {
            *rest = &rest[character(rest)..];
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            out.push(Node::Word(rest[..end].to_owned()));
            *rest = &rest[end..];
        } else {
            if !first.is_whitespace() {
                out.push(Node::Mark(first));
            }
            *rest = &rest[first.len_utf8()..];
        }
    }
    out
}

fn text(rest: &mut &str) -> Node {
    let mut out = String::new();
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            '"' if !escaped => {
                *rest = &rest[at + 1..];
                return Node::Text(out);
            }
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            _ => out.push(character),
        }
        escaped = false;
    }
    *rest = "";
    Node::Text(out)
}

fn raw_text(text: &str) -> Option<usize> {
    let marks = text.strip_prefix('r')?;
    let hashes = marks.len() - marks.trim_start_matches('#').len();
    marks[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(text[2 + hashes..].find(&end).map_or(text.len(), |at| 2 + hashes + at + end.len()))
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

/// Without what stands behind `#[cfg(test)]`.
fn without_tests(nodes: Vec<Node>) -> Vec<Node> {
    let test = Node::Group(vec![Node::Word("cfg".into()), Node::Group(vec![Node::Word("test".into())])]);
    let mut out: Vec<Node> = Vec::new();
    let mut nodes = nodes.into_iter();
    while let Some(node) = nodes.next() {
        if node == test {
            out.pop();
            // Up to the end of the item: a body or a semicolon.
            for skipped in nodes.by_ref() {
                if matches!(skipped, Node::Group(_) | Node::Mark(';')) {
                    break;
                }
            }
        } else {
            out.push(node);
        }
    }
    out
}

#[test]
fn source_is_read_as_a_tree_without_comments_and_tests() {
    let source = Source::new("a.rs", "f(\"甲 \\\"乙\", 'x') // \"丙\"\n#[cfg(test)]\nmod tests { g(\"丁\") }\nlet a = r#\"戊\"#;");
    let word = |text: &str| Node::Word(text.into());
    let group = Node::Group(vec![Node::Text("甲 \"乙".into()), Node::Mark(',')]);
    let expected = [word("f"), group, word("let"), word("a"), Node::Mark('='), Node::Text("戊".into()), Node::Mark(';')];
    assert_eq!(source.nodes, expected);
}
