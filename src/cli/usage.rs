//! A command line that cannot be understood. What is typed for an option is input: where that is at fault, nothing else is wrong.

use super::{Ending, Voice, language_of_locale, not_possible};
use crate::diagnostic::{Bilingual, Language};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;

/// Says what is wrong, or what was asked for.
pub(super) fn refuse(error: &clap::Error) -> Ending {
    match error.kind() {
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let remedy = Bilingual::new(
                "什么也没有改动；改正后重来，--help 有例子。",
                "Nothing was changed; correct it and try again, --help has examples.",
            );
            not_possible(&bad_value(error), &remedy, voice())
        }
        ErrorKind::ArgumentConflict => {
            let remedy = Bilingual::new("什么也没有改动；只留其一。", "Nothing was changed; keep one of them.");
            not_possible(&conflict(error), &remedy, voice())
        }
        kind => {
            let voice = voice();
            // Clap goes on in English.
            if let (Language::Chinese, Some(line)) = (voice.language, misspelt(error)) {
                super::print_error(voice.text(&line));
            }
            // A reader that has gone away is no reason to fail.
            let _ = error.print();
            if matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) { Ending::Done } else { Ending::Failed }
        }
    }
}

/// The arguments that an error names.
fn named(error: &clap::Error, kind: ContextKind, between: &str) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(between)),
        _ => None,
    }
}

/// What is missing or unknown.
fn misspelt(error: &clap::Error) -> Option<Bilingual> {
    let named = |kind| named(error, kind, "、");
    let unknown = |what: String| Bilingual::new(format!("没有“{what}”；用法："), format!("there is no “{what}”; usage:"));
    match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            let missing = named(ContextKind::InvalidArg)?;
            Some(Bilingual::new(format!("命令没有写全，缺少 {missing}；用法："), format!("the command lacks {missing}; usage:")))
        }
        ErrorKind::UnknownArgument => named(ContextKind::InvalidArg).map(unknown),
        ErrorKind::InvalidSubcommand => named(ContextKind::InvalidSubcommand).map(unknown),
        _ => None,
    }
}

/// `--through “2027-13”：应为年月，例如 2027-01`
fn bad_value(error: &clap::Error) -> Bilingual {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    // `--through <THROUGH>`
    let argument = text(ContextKind::InvalidArg);
    let option = argument.split(' ').next().unwrap_or(argument);
    let value = text(ContextKind::InvalidValue);
    let Bilingual { zh, en } = match (error.source(), error.get(ContextKind::ValidValue)) {
        (Some(why), _) => in_both(&why.to_string()),
        (None, Some(ContextValue::Strings(valid))) if !valid.is_empty() => {
            let valid = valid.join("、");
            Bilingual::new(format!("应为 {valid} 之一"), format!("expected one of {}", valid.replace('、', ", ")))
        }
        (None, _) => Bilingual::new("缺少取值", "a value is missing"),
    };
    Bilingual::new(format!("{option} “{value}”：{zh}"), format!("{option} “{value}”: {en}"))
}

/// What a parser of ours says, Chinese before English.
fn in_both(text: &str) -> Bilingual {
    match text.split_once(" / ") {
        Some((zh, en)) => Bilingual::new(zh, en),
        // Clap's own parsers of numbers: `0 is not in 1..=120`.
        None => match text.rsplit_once(" is not in ") {
            Some((_, range)) => {
                let range = range.replace("..=", "–");
                Bilingual::new(format!("应为 {range} 之内的整数"), format!("expected a whole number, {range}"))
            }
            None => Bilingual::new("应为整数", "expected a whole number"),
        },
    }
}

fn conflict(error: &clap::Error) -> Bilingual {
    let names = |kind| named(error, kind, ", ").unwrap_or_default();
    let (one, others) = (names(ContextKind::InvalidArg), names(ContextKind::PriorArg));
    Bilingual::new(format!("{one} 不能与 {others} 同时使用"), format!("{one} cannot be used with {others}"))
}

/// The arguments are not understood, but how they want to be answered can be.
fn voice() -> Voice {
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let asked = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(at + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let language = match asked.as_deref() {
        Some("zh") => Language::Chinese,
        Some("en") => Language::English,
        Some(_) | None => language_of_locale(),
    };
    Voice { language, forms: language, json: words.iter().any(|word| word == "--json") }
}
