//! Texts for users stand in both languages, where they are said: no half is missing, none is said in one language alone, none is unused.

mod tokens;

use tokens::{Node, Source, sources};

/// Files whose Chinese is no message, each with why.
const NO_MESSAGES: &[(&str, &str)] = &[
    ("source/columns.rs", "names of tables and columns, which users write; each has its English name, by the macro's type"),
    ("source/text.rs", "characters of dates"),
    ("source/unit.rs", "words that users put into headers"),
    ("validate/vocabulary.rs", "words that users write, of either language in one list"),
    ("validate/choices.rs", "lists of such words"),
    ("synth/", "tables of made-up counties: data, as a Chinese county writes it"),
    ("intake/example.rs", "names of files"),
    ("domain/history.rs", "words of the tables, which only views and forms show"),
    ("domain/person.rs", "words of the tables, which only views and forms show"),
    ("store/", "words of the views, which Chinese programs read"),
    ("app/replan/rows.rs", "rows of tables, as users write them"),
    ("export/diff.rs", "headings of the printed comparison of plans, for Chinese offices; its cells are in both languages"),
    ("export/forms/platform.rs", "headers that Chinese training platforms import"),
    ("export/comma.rs", "headers of a file that Chinese programs read"),
    ("validate/exemption.rs", "words that users write"),
    ("intake/style.rs", "names of fonts"),
    ("export/workbook/style.rs", "names of fonts"),
];

/// Texts that are data: names of what the program makes for a Chinese county, words of its tables. Each with the file and why.
const DATA: &[(&str, &str, &str)] = &[
    ("export/board/unmet.rs", "人", "the counting word of Chinese lines; English has none"),
    ("reasons/hindrance.rs", "人", "the counting word of Chinese lines; English has none"),
    ("reasons/hindrance.rs", "个", "the counting word of Chinese lines; English has none"),
    ("export/calendar.rs", "月", "a word of the views"),
    ("export/forms/words.rs", "下派", "a word of the tables"),
    ("export/workbook/mod.rs", "宋体", "name of a font"),
    ("export/workbook/name.rs", "机构", "name of a sheet that has none"),
    ("intake/names.rs", "表", "name of a file that has none"),
    ("rules/finding.rs", "通用", "the word of the table of pool posts"),
    ("rules/pool_category/check.rs", "通用", "the word of the table of pool posts"),
    ("rules/supervision/mod.rs", "全科", "name of a standard department"),
    ("rules/supervision/mod.rs", "基层实践", "name of a standard department"),
    ("source/workbook.rs", "是", "a ticked cell, as users write it"),
    ("source/workbook.rs", "否", "a ticked cell, as users write it"),
    ("validate/community.rs", "{}周转池", "name of a pool that has none"),
    ("validate/pool.rs", "{}周转池", "name of a pool that has none"),
    ("validate/department.rs", "{}培训", "name of a training post"),
    ("validate/person.rs", "可派起之前", "reason of an absence, in the words of the table"),
    ("validate/person.rs", "可派止之后", "reason of an absence, in the words of the table"),
    ("validate/rate.rs", "{} 年", "English has no word for the years of a list"),
    ("validate/requirement.rs", "岗位编配", "name of the demand that a post is"),
];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// Words of English prose outside placeholders: in small letters, so that names and commands count little.
fn english_words(text: &str) -> usize {
    let plain = without_placeholders(text);
    plain.split_whitespace().filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b',')).count()
}

fn without_placeholders(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => out.push(c),
        }
    }
    out
}

/// True for a text with a word in Latin letters outside its placeholders.
fn is_english(text: &str) -> bool {
    without_placeholders(text).split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 1)
}

/// True for what may be the English of something: words, numbers, or what is put in their place.
fn is_no_chinese(text: &str) -> bool {
    let is_put_together = !is_chinese(text) && text.contains(|c: char| c.is_ascii_alphanumeric() || c == '{');
    // English may quote words of the tables.
    is_put_together || english_words(text) > 1
}

/// True for a text that says it in both languages, as those do that the parser of arguments prints: `中文 / English`.
fn is_both(text: &str) -> bool {
    text.split_once(" / ").is_some_and(|(zh, en)| is_chinese(zh) && is_english(en))
}

/// The texts of the nodes, those inside brackets too.
fn texts(nodes: &[Node]) -> Vec<&str> {
    nodes
        .iter()
        .flat_map(|node| match node {
            Node::Text(text) => vec![text.as_str()],
            Node::Group(inside) => texts(inside),
            Node::Word(_) | Node::Mark(_) => Vec::new(),
        })
        .collect()
}

fn parts(nodes: &[Node], at: impl Fn(char) -> bool) -> Vec<&[Node]> {
    nodes.split(|node| matches!(node, Node::Mark(mark) if at(*mark))).collect()
}

fn has_word(nodes: &[Node], word: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Word(there) => there == word,
        Node::Group(inside) => has_word(inside, word),
        Node::Text(_) | Node::Mark(_) => false,
    })
}

/// Chinese texts that have no English beside them: in the next or the last argument, field, side of a stroke, arm or function of the
/// other language. At the top of a file there are items, not arguments.
fn lonely(nodes: &[Node], is_top: bool, is_paired: bool, found: &mut Vec<String>) {
    let by_language = !is_top && has_word(nodes, "Chinese") && has_word(nodes, "English");
    // The English of an error is what it displays.
    let by_error = !is_top && ["Bilingual", "self", "to_string"].into_iter().all(|word| has_word(nodes, word));
    let has_english = nodes.windows(2).any(|pair| pair == [Node::Word("fn".into()), Node::Word("english".into())]);
    let is_paired = is_paired || by_language || by_error;
    let items = parts(nodes, |mark| mark == ',' || mark == ';');
    for (at, item) in items.iter().enumerate() {
        let strokes = parts(item, |mark| mark == '/' || mark == '|');
        for (side, stroke) in strokes.iter().enumerate() {
            let is_english_part = |part: Option<&&[Node]>| part.is_some_and(|part| texts(part).into_iter().any(is_no_chinese));
            let across = is_english_part(strokes.get(side + 1)) || side > 0 && is_english_part(strokes.get(side - 1));
            let beside = is_english_part(items.get(at + 1)) || at > 0 && is_english_part(items.get(at - 1));
            let is_paired = is_paired || !is_top && (across || beside);
            let mut function = "";
            for (index, node) in stroke.iter().enumerate() {
                match node {
                    Node::Text(text) if is_chinese(text) && !is_paired && !is_both(text) && english_words(text) < 2 => {
                        found.push(text.clone());
                    }
                    Node::Word(word) if index > 0 && stroke[index - 1] == Node::Word("fn".into()) => function = word,
                    Node::Group(inside) => {
                        let by_function = has_english && matches!(function, "chinese" | "name" | "zh");
                        lonely(inside, false, is_paired || by_function, found);
                    }
                    Node::Text(_) | Node::Word(_) | Node::Mark(_) => {}
                }
            }
        }
    }
}

fn said_in_chinese_only(source: &Source) -> Vec<String> {
    if NO_MESSAGES.iter().any(|(path, reason)| source.path.starts_with(path) && !reason.is_empty()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    lonely(&source.nodes, true, false, &mut found);
    let is_data = |text: &String| DATA.iter().any(|(path, data, reason)| *path == source.path && data == text && !reason.is_empty());
    found.into_iter().filter(|text| !is_data(text)).collect()
}

/// Calls of the function or struct, and their argument lists.
fn calls<'a>(nodes: &'a [Node], name: &str, found: &mut Vec<&'a [Node]>) {
    for (at, node) in nodes.iter().enumerate() {
        if let Node::Group(inside) = node {
            let is_defined = at > 1 && matches!(&nodes[at - 2], Node::Word(word) if word == "fn" || word == "struct");
            if !is_defined && at > 0 && matches!(&nodes[at - 1], Node::Word(word) if word == name) {
                found.push(inside);
            }
            calls(inside, name, found);
        }
    }
}

/// The only text of an argument: a text itself or that of a `format!`.
fn only_text(nodes: &[Node]) -> Option<&str> {
    match texts(nodes).as_slice() {
        [text] => Some(text),
        _ => None,
    }
}

/// Names of functions that take a text in Chinese and in English, side by side.
const PAIRS: [&str; 5] = ["new", "both", "pick", "say", "words"];

/// Pairs of which a half is empty or in the wrong language.
fn halves(source: &Source) -> Vec<String> {
    let mut lists = Vec::new();
    for name in PAIRS.into_iter().chain(["Words", "Bilingual"]) {
        calls(&source.nodes, name, &mut lists);
    }
    let mut wrong = Vec::new();
    for list in lists {
        let arguments: Vec<&[Node]> = parts(list, |mark| mark == ',').into_iter().filter(|part| !part.is_empty()).collect();
        let [zh, en] = arguments.as_slice() else { continue };
        let (Some(zh), Some(en)) = (only_text(zh), only_text(en)) else { continue };
        let has_letters = |text: &str| without_placeholders(text).chars().any(char::is_alphabetic);
        if !has_letters(zh) && !has_letters(en) {
            continue;
        }
        let is_prose = is_chinese(zh) || is_chinese(en) || zh.is_empty() || en.is_empty();
        if is_prose && (!is_chinese(zh) && is_chinese(en) || zh.is_empty()) {
            wrong.push(format!("no Chinese half: “{zh}” / “{en}”"));
        }
        if is_prose && is_chinese(zh) && !is_english(en) && has_letters(en) || en.is_empty() {
            wrong.push(format!("no English half: “{zh}” / “{en}”"));
        }
    }
    wrong
}

/// Words said without a choice of language: printed as they stand, or called the same in both.
fn said_in_english_only(source: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    unchosen(&source.nodes, &mut wrong);
    wrong
}

fn unchosen(nodes: &[Node], wrong: &mut Vec<String>) {
    for (at, node) in nodes.iter().enumerate() {
        let Node::Group(inside) = node else { continue };
        // Arms of the two languages, or a helper that takes both.
        if has_word(inside, "Chinese") && has_word(inside, "English") || has_word(inside, "pick") {
            continue;
        }
        let name = at.checked_sub(1).map(|before| &nodes[before]);
        if matches!(name, Some(Node::Word(word)) if ["print_line", "print_error", "same"].contains(&word.as_str())) {
            wrong.extend(texts(inside).into_iter().filter(|text| english_words(text) > 1).map(str::to_owned));
        } else {
            unchosen(inside, wrong);
        }
    }
}

/// Lines of help that lack a language: a line of documentation on an argument, `English · 中文`.
fn half_help(source: &Source) -> Vec<String> {
    if source.path != "cli/arguments.rs" {
        return Vec::new();
    }
    let lines: Vec<&str> = source.raw.lines().collect();
    let mut wrong = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(help) = line.trim().strip_prefix("///") else { continue };
        let subject = lines[at + 1..].iter().map(|line| line.trim()).find(|line| !line.starts_with("///") && !line.starts_with("#["));
        let is_function = subject.is_some_and(|subject| subject.starts_with("fn ") || subject.starts_with("pub fn "));
        let is_bilingual = help.split_once(" · ").is_some_and(|(en, zh)| is_english(en) && is_chinese(zh));
        if !is_function && !is_bilingual {
            wrong.push(help.trim().to_owned());
        }
    }
    wrong
}

fn none(found: impl Fn(&Source) -> Vec<String>) {
    let sources = sources();
    assert!(sources.len() > 100);
    let offences: Vec<String> =
        sources.iter().flat_map(|source| found(source).into_iter().map(|what| format!("{}: {what}", source.path))).collect();
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn no_text_is_in_chinese_only() {
    none(said_in_chinese_only);
}

#[test]
fn every_exception_is_there() {
    let sources = sources();
    for (path, text, _) in DATA {
        let source = sources.iter().find(|source| source.path == *path);
        assert!(source.is_some_and(|source| texts(&source.nodes).contains(text)), "{path}: {text}");
    }
}

#[test]
fn no_text_is_in_english_only() {
    none(said_in_english_only);
    none(half_help);
}

#[test]
fn no_half_of_a_text_is_missing_or_in_the_wrong_language() {
    none(halves);
}

/// Names of constants and functions that are texts.
fn named_texts(nodes: &[Node], found: &mut Vec<String>) {
    let word = |at: usize| match nodes.get(at) {
        Some(Node::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    for at in 0..nodes.len() {
        if let Node::Group(inside) = &nodes[at] {
            named_texts(inside, found);
        }
        let Some(name) = word(at + 1) else { continue };
        let is_text = |from: usize, to: char| {
            let declared = nodes[from..].iter().take_while(|node| !matches!(node, Node::Mark(mark) if *mark == to));
            declared.take(12).any(|node| matches!(node, Node::Word(word) if word == "Words" || word == "Bilingual"))
        };
        match word(at) {
            Some("const" | "static") if nodes.get(at + 2) == Some(&Node::Mark(':')) && is_text(at + 3, '=') => found.push(name.to_owned()),
            Some("fn") => {
                let returns = nodes[at..].iter().take(12).position(|node| *node == Node::Mark('>')).map(|arrow| at + arrow);
                if returns
                    .is_some_and(|arrow| matches!(nodes.get(arrow + 1), Some(Node::Word(word)) if word == "Words" || word == "Bilingual"))
                {
                    found.push(name.to_owned());
                }
            }
            _ => {}
        }
    }
}

fn count(nodes: &[Node], wanted: &str) -> usize {
    let of = |node: &Node| match node {
        Node::Word(word) => usize::from(word == wanted),
        Node::Group(inside) => count(inside, wanted),
        // Inside of a text: `{name}`.
        Node::Text(_) | Node::Mark(_) => 0,
    };
    nodes.iter().map(of).sum()
}

/// Texts that nobody says, among these files.
fn unused(sources: &[Source]) -> Vec<String> {
    let mut names = Vec::new();
    for source in sources {
        named_texts(&source.nodes, &mut names);
    }
    names.sort();
    names.dedup();
    let declared_only = |name: &String| {
        let mut declared = Vec::new();
        sources.iter().for_each(|source| named_texts(&source.nodes, &mut declared));
        let declared = declared.into_iter().filter(|other| other == name).count();
        sources.iter().map(|source| count(&source.nodes, name)).sum::<usize>() <= declared
    };
    names.into_iter().filter(declared_only).collect()
}

#[test]
fn no_text_is_unused() {
    let sources = sources();
    assert_eq!(unused(&sources), Vec::<String>::new());
    // Codes of faults: each is found somewhere, not only listed.
    let listed = sources.iter().find(|source| source.path == "diagnostic/code.rs").unwrap();
    let mut unfound = Vec::new();
    for code in lunzhuan::diagnostic::Code::ALL {
        let name = format!("{code:?}");
        assert_eq!(count(&listed.nodes, &name), 1);
        if sources.iter().map(|source| count(&source.nodes, &name)).sum::<usize>() < 2 {
            unfound.push(name);
        }
    }
    assert_eq!(unfound, Vec::<String>::new());
}

#[test]
fn each_of_these_tests_can_fail() {
    let source = |text: &str| Source::new("app/x.rs", text);
    for good in [
        "fn f() { Bilingual::new(format!(\"第 {row} 行\"), format!(\"row {row}\")) }",
        "fn f() { match language { Language::Chinese => \"甲\".into(), Language::English => g() } }",
        "codes! { A \"a\" Error title \"找不到\" / \"not found\"; }",
        "static A: Words = Words { zh: \"甲\", en: \"first\" };",
        "fn f() { match key { \"岗位\" | \"posts\" => 1 } }",
        "impl A { fn chinese(self) -> &str { \"甲\" } fn english(self) -> &str { \"first\" } }",
        "fn f() -> String { \"应为年月 / expected a month\".into() }",
        "fn f() { match language { Language::Chinese => print_line(\"甲\"), Language::English => print_line(\"nothing is there\") } }",
    ] {
        assert_eq!(said_in_chinese_only(&source(good)), Vec::<String>::new(), "{good}");
        assert_eq!(halves(&source(good)), Vec::<String>::new(), "{good}");
        assert_eq!(said_in_english_only(&source(good)), Vec::<String>::new(), "{good}");
    }
    assert_eq!(said_in_chinese_only(&source("fn f() { print_line(\"没有\"); }")), ["没有"]);
    assert_eq!(said_in_chinese_only(&source("fn f() { Bilingual::new(\"没有\", name) }")), ["没有"]);
    assert_eq!(said_in_chinese_only(&source("impl A { fn chinese(self) -> &str { \"甲\" } }")), ["甲"]);
    assert_eq!(halves(&source("fn f() { Bilingual::new(\"没有\", \"\") }")).len(), 1);
    assert_eq!(halves(&source("fn f() { pick(\"\", \"none\") }")).len(), 1);
    assert_eq!(halves(&source("fn f() { pick(\"none\", \"没有 any\") }")).len(), 1);
    assert_eq!(halves(&source("static A: Words = Words { zh: \"没有\", en: \"没有\" };")).len(), 1);
    assert_eq!(said_in_english_only(&source("fn f() { Bilingual::same(\"nothing there\") }")).len(), 1);
    assert_eq!(said_in_english_only(&source("fn f() { print_line(\"nothing there\") }")).len(), 1);
    assert_eq!(
        half_help(&Source::new("cli/arguments.rs", "/// Database\npub db: PathBuf,\n/// Database · 数据库\npub db: PathBuf,")),
        ["Database"]
    );
    assert_eq!(unused(&[source("const A: Words = B; const C: Bilingual = A; fn f() -> Words { A }")]), ["C", "f"]);
}
