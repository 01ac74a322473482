//! `lunzhuan check`: every fault of the tables at once, what was assumed, and what was read.

use super::arguments::CheckArguments;
use super::{Ending, Voice, print_error, print_line, refused};
use crate::app::convert::mark_faults;
use crate::diagnostic::Language;
use crate::domain::Problem;
use crate::validate::{Loaded, Options, load};
use serde_json::json;

pub fn run(arguments: &CheckArguments, voice: Voice) -> Ending {
    let input = &arguments.input;
    let loaded = load(&input.input, &Options { from: input.from, months: input.months });
    let ending = if loaded.problem.is_some() { Ending::Done } else { Ending::InputAtFault };
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
        print_line(&as_json(&loaded, voice));
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
    ending
}

/// The report, what was assumed and how much was read, for machines.
fn as_json(loaded: &Loaded, voice: Voice) -> String {
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
    json!({
        "ok": loaded.problem.is_some(), "faults": faults, "assumptions": assumptions, "read": sizes,
        "dataset_hash": loaded.tables.content_hash(),
    })
    .to_string()
}

/// An input that another command cannot go on with.
pub fn at_fault(loaded: &Loaded, voice: Voice) -> Ending {
    if voice.json {
        print_line(&as_json(loaded, voice));
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
