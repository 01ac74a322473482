//! What is short, and why.

use super::super::PlanView;
use super::super::shortage::{ShortageSpan, merged, range_text};
use super::text::wrap;
use super::{WIDTH, pick};
use crate::diagnostic::Language;
use crate::store::ShortageRow;

/// All shortages, those of minimums first, or the first of them where a limit is given.
pub(super) fn lines(view: &PlanView, rows: &[&ShortageRow], language: Language, limit: Option<usize>) -> Vec<String> {
    let mut spans = merged(rows.iter().copied());
    spans.sort_by_key(|span| !span.minimum);
    if spans.is_empty() {
        return vec![pick(language, "没有缺口", "No shortages").to_owned()];
    }
    let minimum = spans.iter().filter(|span| span.minimum).count();
    let (all, target) = (spans.len(), spans.len() - minimum);
    let mut lines = vec![match language {
        Language::Chinese => format!("缺口 {all} 项：最低需求 {minimum}，目标 {target}"),
        Language::English => {
            let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
            format!("{}: {}, {}", plural(all, "shortage"), plural(minimum, "minimum"), plural(target, "target"))
        }
    }];
    let shown = limit.unwrap_or(all).min(all);
    for span in &spans[..shown] {
        lines.extend(wrap(&statement(view, span, language), WIDTH, 4));
        let reason = match language {
            Language::Chinese => span.reason_zh.as_deref(),
            Language::English => span.reason_en.as_deref(),
        };
        lines.extend(reason_line(reason, language));
    }
    lines.extend(rest_line(all - shown, "项", language));
    lines
}

/// Why it is so, where somebody has said so.
pub(super) fn reason_line(reason: Option<&str>, language: Language) -> Vec<String> {
    let line = reason.map(|reason| format!("    {}{reason}", pick(language, "原因：", "why: ")));
    line.map(|line| wrap(&line, WIDTH, 4)).unwrap_or_default()
}

/// How many more there are than were shown.
pub(super) fn rest_line(more: usize, unit: &str, language: Language) -> Option<String> {
    (more > 0).then(|| match language {
        Language::Chinese => format!("  ……另有 {more} {unit}"),
        Language::English => format!("  … and {more} more"),
    })
}

fn statement(view: &PlanView, span: &ShortageSpan, language: Language) -> String {
    let (required, assigned, missing) = (range_text(span.required), range_text(span.assigned), range_text(span.missing));
    let (from, to) = (span.dates.from, span.dates.to);
    let (requirement, place) = (&span.requirement, view.in_words(&span.scope, language));
    let measure = if span.minimum { pick(language, "最低", "minimum") } else { pick(language, "目标", "target") };
    match language {
        Language::Chinese => {
            format!("  {requirement} {place}  {from}～{to}  {measure} {required}，实 {assigned}，缺 {missing}")
        }
        Language::English => {
            format!("  {requirement} {place}  {from} to {to}  {measure} {required}, there {assigned}, missing {missing}")
        }
    }
}
