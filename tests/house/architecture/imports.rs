//! Paths in the code: modules of our own that it names, and foreign crates.

use super::source::{SourceFile, is_word, places};
use std::collections::BTreeSet;

/// Top modules named after `crate::` or `lunzhuan::`, groups opened.
pub fn imports(code: &str) -> BTreeSet<String> {
    let roots = ["crate::", "lunzhuan::"];
    let afterwards = roots.into_iter().flat_map(|root| places(code, root).map(move |at| &code[at + root.len()..]));
    afterwards.flat_map(first_names).collect()
}

/// The name that the path begins with; of a group, that of each member.
fn first_names(path: &str) -> Vec<String> {
    let path = path.trim_start();
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut names = Vec::new();
    let (mut depth, mut begins) = (0, true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            _ if begins && is_word(character) => {
                names.push(name(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

fn name(path: &str) -> String {
    path.chars().take_while(|character| is_word(*character)).collect()
}

/// Paths that climb to the root by `super`, where no table could hold them: `crate::` says the same.
pub fn escapes(file: &SourceFile) -> Vec<String> {
    let module = file.path.trim_end_matches(".rs");
    let depth = module.strip_suffix("/mod").unwrap_or(module).split('/').count();
    let chains = places(&file.code, "super::").filter(|at| !file.code[..*at].ends_with("super::"));
    let climbs = chains.filter_map(|at| {
        let supers = file.code[at..].split("super::").skip(1).take_while(|between| between.is_empty()).count() + 1;
        // Inside a module in the file itself the root is one step further.
        let further = usize::from(file.code[..at].contains("mod tests {"));
        (supers >= depth + further).then(|| format!("{supers} × super:: reaches the root: write crate::"))
    });
    climbs.collect()
}

/// True when the code names the crate: `name::`, `use name;` or `use name as`.
pub fn crate_uses(code: &str, name: &str) -> bool {
    places(code, name).any(|at| {
        let before = code[..at].trim_end();
        let after = &code[at + name.len()..];
        let is_root = !before.ends_with("::") && !before.ends_with('.');
        is_root && (after.starts_with("::") || before.ends_with("use") && !after.starts_with('!'))
    })
}

#[test]
fn imports_are_read_from_paths_and_groups() {
    let read = |code: &str| imports(code).into_iter().collect::<Vec<_>>();
    assert_eq!(read("use crate::rules::{Rule, check};"), ["rules"]);
    assert_eq!(read("use crate::{rules::{self, Rule}, domain::*};"), ["domain", "rules"]);
    assert_eq!(read("lunzhuan::cli::run()"), ["cli"]);
    assert_eq!(read("pub(in crate::rules) fn f(x: crate::model::Tier) {}"), ["model", "rules"]);
    assert!(read("use mycrate::rules;").is_empty());
}

#[test]
fn climbing_to_the_root_is_seen() {
    let climbs = |path: &str, code: &str| !escapes(&SourceFile::new(path, code)).is_empty();
    assert!(climbs("domain/person.rs", "use super::super::rules::RuleId;"));
    assert!(climbs("domain/mod.rs", "use super::rules::RuleId;"));
    assert!(climbs("rules/term/check.rs", "use super::super::super::cli;"));
    assert!(!climbs("rules/term/check.rs", "use super::super::Findings;"));
    assert!(!climbs("domain/person.rs", "use super::DateRange;"));
    assert!(!climbs("domain/person.rs", "mod tests { use super::super::DateRange; }"));
    assert!(climbs("domain/person.rs", "mod tests { use super::super::super::cli; }"));
}

#[test]
fn foreign_crates_are_seen() {
    assert!(crate_uses("use clap::Parser;", "clap") && crate_uses("#[derive(clap::Args)]", "clap") && crate_uses("use clap as c;", "clap"));
    assert!(!crate_uses("use crate::clap::Parser;", "clap") && !crate_uses("let clap = 1;", "clap") && !crate_uses("my_clap::x", "clap"));
}
