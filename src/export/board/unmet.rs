//! Who misses training months or service credit, and why.

use super::super::unmet::{Owed, Unmet, unmet};
use super::shortages::{reason_line, rest_line};
use super::text::wrap;
use super::{WIDTH, pick};
use crate::diagnostic::Language;
use crate::store::FindingRow;

/// A section for each kind that there is, of at most so many people where a limit is given.
pub(super) fn lines(findings: &[&FindingRow], language: Language, limit: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    for owed in Owed::ALL {
        let people = unmet(findings, owed);
        if people.is_empty() {
            continue;
        }
        let informs = people.iter().filter(|person| person.only_informs()).count();
        lines.push(heading(owed, people.len(), informs, language));
        let shown = limit.unwrap_or(people.len()).min(people.len());
        for person in &people[..shown] {
            lines.extend(of_person(person, language));
        }
        lines.extend(rest_line(people.len() - shown, "人", language));
    }
    lines
}

/// How many there are, and how many of them are told for information only.
fn heading(owed: Owed, people: usize, informs: usize, language: Language) -> String {
    let short = people - informs;
    match (owed, language) {
        (Owed::Training, Language::Chinese) => format!("未完成培训 {people} 人"),
        (Owed::Credit, Language::Chinese) => format!("服务年限未达 {people} 人：申报缺月 {short}，长期派驻天数不足（仅提示）{informs}"),
        (Owed::Training, Language::English) => format!("{} with unmet training", persons(people)),
        (Owed::Credit, Language::English) => {
            format!("{} short of service credit: {short} for a promotion, {informs} of a year's days (for information)", persons(people))
        }
    }
}

fn persons(count: usize) -> String {
    if count == 1 { "1 person".into() } else { format!("{count} people") }
}

/// What is missing, then why; a reason that several findings share is told after the last of them.
fn of_person(person: &Unmet, language: Language) -> Vec<String> {
    let reason = |finding: &FindingRow| match language {
        Language::Chinese => finding.reason_zh.clone(),
        Language::English => finding.reason_en.clone(),
    };
    let mut lines = Vec::new();
    for (index, finding) in person.findings.iter().enumerate() {
        let message = pick(language, &finding.message_zh, &finding.message_en);
        // The name need not stand twice.
        let (code, name) = person.subject.split_once(' ').unwrap_or((person.subject, ""));
        let is_named = !name.is_empty() && message.starts_with(name);
        let who = if is_named { code } else { person.subject };
        let separator = if is_named { " " } else { pick(language, "：", ": ") };
        lines.extend(wrap(&format!("  {who}{separator}{message}"), WIDTH, 4));
        let shared = person.findings.get(index + 1).is_some_and(|next| reason(next) == reason(finding));
        if !shared {
            lines.extend(reason_line(reason(finding).as_deref(), language));
        }
    }
    lines
}
