//! What is short, and why.

use super::super::shortage::{ShortageSpan, merged, range_text};
use super::text::wrap;
use super::{WIDTH, pick};
use crate::diagnostic::Language;
use crate::store::ShortageRow;

pub(super) fn lines(rows: &[&ShortageRow], language: Language) -> Vec<String> {
    let spans = merged(rows.iter().copied());
    if spans.is_empty() {
        return vec![pick(language, "没有缺口", "No shortages").to_owned()];
    }
    let minimum = spans.iter().filter(|span| span.minimum).count();
    let (all, target) = (spans.len(), spans.len() - minimum);
    let mut lines = vec![match language {
        Language::Chinese => format!("缺口 {all} 项：最低需求 {minimum}，目标 {target}"),
        Language::English => format!("{all} shortages: {minimum} of minimums, {target} of targets"),
    }];
    for span in &spans {
        lines.extend(wrap(&statement(span, language), WIDTH, 4));
        let reason = match language {
            Language::Chinese => span.reason_zh.as_deref().map(|reason| format!("    原因：{reason}")),
            Language::English => span.reason_en.as_deref().map(|reason| format!("    why: {reason}")),
        };
        if let Some(reason) = reason {
            lines.extend(wrap(&reason, WIDTH, 4));
        }
    }
    lines
}

fn statement(span: &ShortageSpan, language: Language) -> String {
    let (required, assigned, missing) = (range_text(span.required), range_text(span.assigned), range_text(span.missing));
    let (from, to) = (span.dates.from, span.dates.to);
    let measure = if span.minimum { pick(language, "最低", "minimum") } else { pick(language, "目标", "target") };
    match language {
        Language::Chinese => {
            format!("  {} {}  {from}～{to}  {measure} {required}，实 {assigned}，缺 {missing}", span.requirement, span.scope)
        }
        Language::English => {
            format!("  {} {}  {from} to {to}  {measure} {required}, there {assigned}, missing {missing}", span.requirement, span.scope)
        }
    }
}
