//! `lunzhuan check`: every fault of the tables at once, what was assumed, what was read, and whether pins and carried-in stays can all hold.

use super::arguments::CheckArguments;
use super::plan::{print_set, remind};
use super::{Ending, Voice, print_error, print_line, refused};
use crate::app::contradiction::{SmallestSet, smallest_sets};
use crate::app::convert::mark_faults;
use crate::app::dataset::stored_dataset;
use crate::app::publish::in_book;
use crate::app::replan::{Fact, forgotten};
use crate::diagnostic::{Language, without_numbers};
use crate::domain::{Problem, Published};
use crate::store::StoreError;
use crate::validate::{Loaded, Options, load_onto};
use serde_json::json;
use std::path::Path;

pub fn run(arguments: &CheckArguments, voice: Voice) -> Ending {
    let input = &arguments.input;
    let options = Options { from: input.from, months: input.months };
    let (loaded, left_out) = match read(&input.input, &options, arguments.db.as_deref()) {
        Ok(read) => read,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    // A plan of these would end with the same sets.
    let sets = loaded.problem.as_ref().map_or_else(Vec::new, |problem| smallest_sets(problem, &loaded.tables));
    let ending = match (&loaded.problem, sets.is_empty()) {
        (None, _) => Ending::InputAtFault,
        (Some(_), false) => Ending::Contradiction,
        (Some(_), true) => Ending::Done,
    };
    let marked = arguments.report.as_ref().map(|out| (out, mark_faults(&input.input, &loaded.report, out, voice.forms, arguments.force)));
    let marked = match marked {
        Some((_, Err(error))) => {
            // What was found is told all the same; that it could not be written is the graver news.
            if !voice.json {
                print_line(loaded.report.render(voice.language).trim_end());
            }
            return refused(&error.message(), &error.remedy(), voice);
        }
        Some((out, Ok(marked))) => Some((out.display(), marked)),
        None => None,
    };
    if voice.json {
        print_line(&as_json(&loaded, &left_out, &sets, voice));
        return ending;
    }
    print_line(loaded.report.render(voice.language).trim_end());
    if let Some((out, marked)) = marked {
        print_line(&match voice.language {
            Language::Chinese => format!("已另存 {out}：{} 处问题，标出 {} 格。", marked.faults, marked.cells),
            Language::English => format!("Written to {out}: {} problems, {} cells marked.", marked.faults, marked.cells),
        });
    }
    if let Some(problem) = &loaded.problem {
        print_line("");
        for line in overview(problem, voice) {
            print_line(&line);
        }
    }
    remind(&left_out, voice);
    sets.iter().for_each(|set| print_set(set, voice));
    ending
}

/// The tables, on top of what the book has published where one is named, and the facts told before that they leave out.
fn read(input: &Path, options: &Options, book: Option<&Path>) -> Result<(Loaded, Vec<Fact>), StoreError> {
    let Some(book) = book else { return Ok((load_onto(input, options, &Published::default()), Vec::new())) };
    let (store, published) = in_book(book)?;
    let loaded = load_onto(input, options, &published);
    let left_out = forgotten(&store, &stored_dataset(&loaded.tables, input, options))?;
    Ok((loaded, left_out))
}

/// The report, what was assumed and how much was read, for machines.
fn as_json(loaded: &Loaded, left_out: &[Fact], sets: &[SmallestSet], voice: Voice) -> String {
    let faults: Vec<_> = loaded
        .report
        .faults
        .iter()
        .map(|fault| {
            json!({
                "code": fault.code.code(), "severity": format!("{:?}", fault.code.severity()).to_lowercase(),
                "location": fault.location, "found": voice.text(&fault.found), "expected": voice.text(&fault.expected),
                "message": fault.message(voice.language),
            })
        })
        .collect();
    let assumptions: Vec<_> = loaded.problem.iter().flat_map(|problem| &problem.assumptions).map(|line| voice.text(&line.text)).collect();
    let sizes = loaded.problem.as_ref().map(|problem| {
        json!({
            "institutions": problem.institutions.len(), "people": problem.people.len(), "posts": problem.posts.len(),
            "pool_posts": problem.pool_posts.len(), "trainees": problem.enrolments.len(), "slots": problem.calendar.slots(),
        })
    });
    let left_out: Vec<_> = left_out.iter().map(|fact| without_numbers(&fact.option())).collect();
    json!({
        "ok": loaded.problem.is_some() && sets.is_empty(), "smallest_sets": sets, "facts_left_out": left_out, "faults": faults, "assumptions": assumptions, "read": sizes,
        "dataset_hash": loaded.tables.content_hash(),
    })
    .to_string()
}

/// An input that another command cannot go on with.
pub fn at_fault(loaded: &Loaded, voice: Voice) -> Ending {
    if voice.json {
        print_line(&as_json(loaded, &[], &[], voice));
    } else {
        print_error(loaded.report.render(voice.language).trim_end());
    }
    Ending::InputAtFault
}

/// What was read and what was assumed, in a few lines.
pub fn overview(problem: &Problem, voice: Voice) -> Vec<String> {
    let horizon = problem.calendar.horizon();
    let counted = problem.posts.values().filter(|post| !post.is_training()).count();
    let mut lines = vec![voice.pick("读入", "Read").to_string()];
    let (people, institutions, pool) = (problem.people.len(), problem.institutions.len(), problem.pool_posts.len());
    let (trainees, months) = (problem.enrolments.len(), problem.calendar.months());
    lines.push(match voice.language {
        crate::diagnostic::Language::Chinese => format!(
            "  {}：{} 至 {}，共 {months} 个月；{institutions} 个机构，{people} 人（在培 {trainees} 人），{counted} 个岗位，{pool} 个周转编制",
            problem.county, horizon.from, horizon.to
        ),
        crate::diagnostic::Language::English => format!(
            "  {}: {} to {}, {months} months; {institutions} institutions, {people} people ({trainees} in training), {counted} posts, {pool} pool posts",
            problem.county, horizon.from, horizon.to
        ),
    });
    if !problem.assumptions.is_empty() {
        lines.push(voice.pick("未给出、按下列取值", "Not given, assumed").to_string());
        lines.extend(problem.assumptions.iter().map(|assumption| format!("  {}", voice.text(&assumption.text))));
    }
    lines
}
