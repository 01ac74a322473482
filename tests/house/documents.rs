//! Documents that are made from the program, and commands that they show.
//!
//! `UPDATE_EXPECTED=1` rewrites the catalogue of rules.

use assert_cmd::Command;
use lunzhuan::app::catalogue::document;
use lunzhuan::diagnostic::Language;
use std::fs;
use std::path::{Path, PathBuf};

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_catalogue_of_rules_is_current() {
    for (path, language) in [("docs/rules.md", Language::English), ("docs/rules.zh-CN.md", Language::Chinese)] {
        let current = document(None, language);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(project(path), &current).unwrap();
        }
        let kept = fs::read_to_string(project(path)).unwrap_or_default();
        assert!(kept == current, "{path} is not what `lunzhuan rules` prints: UPDATE_EXPECTED=1 cargo test --test house");
    }
}

/// Arguments of each `lunzhuan …` line in the fenced blocks.
fn commands(page: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut in_block = false;
    let mut continued = String::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
            continue;
        }
        let line = format!("{continued}{}", line.trim().trim_start_matches("$ "));
        continued.clear();
        match line.strip_suffix('\\') {
            Some(begun) if in_block => continued = format!("{begun} "),
            _ if in_block => commands.extend(line.split("&&").filter_map(command)),
            _ => {}
        }
    }
    commands
}

/// The arguments, when this is a call of the program; comments, pipes and redirections are the shell's.
fn command(line: &str) -> Option<Vec<String>> {
    let mut words = words(line).into_iter();
    let program = words.next()?;
    if program == "cargo" {
        // `cargo run … -- arguments`
        let is_run = words.next()? == "run";
        return is_run.then(|| words.skip_while(|word| word != "--").skip(1).collect());
    }
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    (name == "lunzhuan" || name == "lunzhuan.exe").then(|| words.collect())
}

fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '|' | '>' | '<' | ';') => break,
            (None, '#') if words.last().is_some_and(String::is_empty) => break,
            (None, _) if character.is_whitespace() => words.push(String::new()),
            _ => words.last_mut().expect("one word at least").push(character),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What is wrong with a command: files of the project that it names are there, and every argument up to the end is understood, so that
/// the request for help at the very end is answered.
fn fault(arguments: &[String]) -> Option<String> {
    let ours = arguments.iter().filter(|argument| ["fixtures/", "examples/", "docs/"].iter().any(|folder| argument.starts_with(folder)));
    if let Some(missing) = ours.into_iter().find(|path| !project(path).exists()) {
        return Some(format!("{missing} does not exist"));
    }
    let output = Command::new(env!("CARGO_BIN_EXE_lunzhuan")).args(arguments).arg("--help").output().unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn commands_in_the_documents_are_understood() {
    let folder = fs::read_dir(project("docs")).unwrap().map(|entry| entry.unwrap().path());
    let pages = folder.chain([project("README.md"), project("README.zh-CN.md")]);
    let mut wrong = Vec::new();
    for page in pages.filter(|page| page.extension().is_some_and(|extension| extension == "md") && page.exists()) {
        let found = commands(&fs::read_to_string(&page).unwrap());
        let is_readme = page.file_name().is_some_and(|name| name.to_string_lossy().starts_with("README"));
        if is_readme && found.is_empty() {
            wrong.push(format!("{}: shows no command", page.display()));
        }
        let faults =
            found.iter().filter_map(|arguments| Some(format!("{}: {}: {}", page.display(), arguments.join(" "), fault(arguments)?)));
        wrong.extend(faults);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn commands_are_read_from_fenced_blocks_only() {
    let page = "lunzhuan nothing\n```sh\n$ lunzhuan check '我的 县' --from 2027-01  # 检查\ncargo run --release -- rules | less\n\
                make build && ./target/release/lunzhuan plan \\\n  A --db b.db > out.txt\ncargo test\n```\nlunzhuan nothing\n";
    let expected: [&[&str]; 3] = [&["check", "我的 县", "--from", "2027-01"], &["rules"], &["plan", "A", "--db", "b.db"]];
    assert_eq!(commands(page), expected);
}

#[test]
fn a_command_that_does_not_exist_is_a_fault() {
    let fault = |arguments: &[&str]| fault(&arguments.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>());
    assert_eq!(fault(&["rules"]), None);
    assert_eq!(fault(&["check", "fixtures/luxian", "--from", "2027-01"]), None);
    assert!(fault(&["check", "fixtures/没有这个县"]).is_some());
    assert!(fault(&["frobnicate"]).is_some());
    assert!(fault(&["check", "A", "--frobnicate"]).is_some());
    assert!(fault(&["check", "A", "--from", "never"]).is_some());
}
