//! The command line: arguments, one file a command, progress. Everything it does is a call into `app`.

mod arguments;
mod audit;
mod backup;
mod check;
mod convert;
mod diff;
mod explain;
mod export;
mod list;
mod model_file;
mod new;
mod plan;
mod progress;
mod publish;
mod replan;
mod rescue;
mod rules;
mod show;
mod synth;
mod usage;

use crate::diagnostic::{Bilingual, Language, without_numbers};
use crate::export::{ExportError, Listing};
use crate::store::StoreError;
use arguments::{Arguments, Command};
use clap::Parser;
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use std::sync::OnceLock;

/// How a command ended; the numbers are the program's exit codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    Done = 0,
    /// Wrong usage, or something outside the input failed.
    Failed = 1,
    /// The input is at fault.
    InputAtFault = 2,
    /// Pins and carried-in stays cannot all hold together.
    Contradiction = 3,
}

/// What every command needs to speak.
#[derive(Clone, Copy, Debug)]
struct Voice {
    language: Language,
    /// Language of forms and workbooks: Chinese unless English is asked for.
    forms: Language,
    json: bool,
}

impl Voice {
    fn text<'a>(&self, text: &'a Bilingual) -> &'a str {
        text.get(self.language)
    }
    /// Chinese or English.
    fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(usage::refuse(&error) as u8),
    };
    let language = arguments.lang.map_or_else(language_of_locale, Language::from);
    // Forms and workbooks are read by others: they do not follow the terminal's locale.
    let forms = arguments.lang.map_or(Language::Chinese, Language::from);
    let voice = Voice { language, forms, json: arguments.json };
    let ending = match &arguments.command {
        Command::New(arguments) => new::run(arguments, voice),
        Command::Convert(arguments) => convert::run(arguments, voice),
        Command::Check(arguments) => check::run(arguments, voice),
        Command::Plan(arguments) => plan::run(arguments, voice),
        Command::List(arguments) => list::run(arguments, voice),
        Command::Diff(arguments) => diff::run(arguments, voice),
        Command::Explain(arguments) => explain::run(arguments, voice),
        Command::Replan(arguments) => replan::run(arguments, voice),
        Command::Publish(arguments) => publish::run(arguments, voice),
        Command::Show(arguments) => show::run(arguments, voice),
        Command::Export(arguments) => export::run(arguments, voice.forms, voice),
        Command::Audit(arguments) => audit::run(arguments, voice),
        Command::Backup(arguments) => backup::run(arguments, voice),
        Command::Restore(arguments) => backup::run_restore(arguments, voice),
        Command::Rules(arguments) => rules::run(arguments, voice),
        Command::Synth(arguments) => synth::run(arguments, voice),
    };
    ExitCode::from(said(ending, voice) as u8)
}

/// Something outside the input failed: what it was, and what to do.
fn refused(message: &Bilingual, remedy: &Bilingual, voice: Voice) -> Ending {
    say_why_not(message, remedy, voice);
    Ending::Failed
}

/// What was asked for is not possible: why, and what to do.
fn not_possible(message: &Bilingual, remedy: &Bilingual, voice: Voice) -> Ending {
    say_why_not(message, remedy, voice);
    Ending::InputAtFault
}

/// A use case that failed over the database: what was asked for is not there, or something outside the input failed.
fn store_failed(error: &StoreError, voice: Voice) -> Ending {
    match error {
        StoreError::NoSuchPlan { .. } => not_possible(&error.message(), &error.remedy(), voice),
        _ => refused(&error.message(), &error.remedy(), voice),
    }
}

/// The same over something to be shown or written.
fn export_failed(error: &ExportError, voice: Voice) -> Ending {
    match error {
        ExportError::Store(error) => store_failed(error, voice),
        ExportError::UnknownInstitution { .. }
        | ExportError::AmbiguousInstitution { .. }
        | ExportError::UnknownPerson { .. }
        | ExportError::MonthOutside { .. } => not_possible(&error.message(), &error.remedy(), voice),
        _ => refused(&error.message(), &error.remedy(), voice),
    }
}

/// Whatever was typed for a code or a name, numbers of people are not repeated whole.
fn say_why_not(message: &Bilingual, remedy: &Bilingual, voice: Voice) {
    let (message, remedy) = (without_numbers(voice.text(message)), without_numbers(voice.text(remedy)));
    if voice.json {
        print_line(&json!({"error": message, "remedy": remedy}).to_string());
    } else {
        print_error(&message);
        print_error(&remedy);
    }
}

/// What was done but could not be told is no success.
fn said(ending: Ending, voice: Voice) -> Ending {
    match UNWRITTEN.get() {
        Some(error) => {
            print_error(&format!("{}{error}", voice.pick("输出未能写出：", "the output could not be written: ")));
            if ending == Ending::Done { Ending::Failed } else { ending }
        }
        None => ending,
    }
}

/// Chinese where the locale says so, else English.
fn language_of_locale() -> Language {
    match sys_locale::get_locale() {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

/// What kept stdout from being written, such as a full disk.
static UNWRITTEN: OnceLock<String> = OnceLock::new();

/// Prints tables one under the other.
fn print_listings(listings: &[Listing], voice: Voice) {
    print_line(&listing_text(listings, voice));
}

/// Tables one under the other, an empty line between; without the last line's end.
fn listing_text(listings: &[Listing], voice: Voice) -> String {
    let tables: Vec<String> = listings.iter().map(|listing| listing.lines(voice.language).join("\n")).collect();
    tables.join("\n\n")
}

/// Prints a line to stdout; a reader that has gone away (a closed pipe) ends the printing, not the program.
fn print_line(text: &str) {
    let mut out = std::io::stdout();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => drop(UNWRITTEN.set(error.to_string())),
        Ok(()) | Err(_) => {}
    }
}

/// Prints a line to stderr. Where that cannot be written there is nobody left to tell.
fn print_error(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
