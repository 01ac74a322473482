//! Why demands stay short, person by person.

use super::words::indented;
use super::{Answer, ExplainFailure, Stand};
use crate::diagnostic::Bilingual;
use crate::reasons::of_people;
use crate::rules::Subject;
use crate::store::ShortageRow;
use serde_json::json;

/// The plan's shortages, numbered; with a number, or a name or part of one, those alone and what keeps each person away.
///
/// # Errors
/// When no shortage has that number or name.
pub fn shortage(stand: &Stand, asked: Option<&str>) -> Result<Answer, ExplainFailure> {
    let numbered: Vec<(usize, &ShortageRow)> = stand.shortages.iter().enumerate().map(|(index, row)| (index + 1, row)).collect();
    let chosen: Vec<(usize, &ShortageRow)> = match asked.map(str::trim) {
        None => numbered.clone(),
        Some(asked) => {
            let number = asked.parse::<usize>().ok();
            let named = |row: &ShortageRow| row.requirement.contains(asked) || row.scope.contains(asked);
            let found = numbered.iter().filter(|(index, row)| number.map_or_else(|| named(row), |number| *index == number));
            found.copied().collect()
        }
    };
    if let (Some(asked), true) = (asked, chosen.is_empty()) {
        let count = numbered.len();
        return Err(ExplainFailure::Asked(Bilingual::new(
            format!("没有编号或名称为 {} 的缺口（共 {count} 个）", asked.trim()),
            format!("no shortage has the number or name {} (there are {count})", asked.trim()),
        )));
    }
    let mut lines = Vec::new();
    let mut data = Vec::new();
    if chosen.is_empty() {
        lines.push(Bilingual::new("没有缺口", "there is no shortage"));
    }
    for (number, row) in chosen {
        let ShortageRow { requirement, scope, window, required, assigned, missing, minimum, reason_zh, reason_en } = row;
        let (from, to) = (window.from, window.to);
        let kind = if *minimum { Bilingual::new("最低", "minimum") } else { Bilingual::new("目标", "target") };
        let place = stand.problem.scope_in_words(requirement, scope);
        lines.push(Bilingual::new(
            format!("{number}. {requirement} {}  {from} 至 {to}  {} {required}，有 {assigned}，缺 {missing}", place.zh, kind.zh),
            format!("{number}. {requirement} {}  {from} to {to}  {} {required}, there {assigned}, missing {missing}", place.en, kind.en),
        ));
        let reason = Bilingual::new(reason_zh.clone().unwrap_or_default(), reason_en.clone().unwrap_or_default());
        if !reason.zh.is_empty() {
            lines.push(indented(1, &reason));
        }
        let people = if asked.is_some() { people(stand, row) } else { Vec::new() };
        lines.extend(
            people.iter().map(|(who, why)| indented(2, &Bilingual::new(format!("{who}：{}", why.zh), format!("{who}: {}", why.en)))),
        );
        let people: Vec<_> = people.iter().map(|(who, why)| json!({"person": who, "why": why})).collect();
        data.push(json!({"number": number, "shortage": row, "people": people}));
    }
    Ok(Answer { lines, data: json!({"plan": stand.plan.0, "shortages": data}) })
}

/// What keeps each person of the right kind away.
fn people(stand: &Stand, row: &ShortageRow) -> Vec<(String, Bilingual)> {
    let problem = &stand.problem;
    let Some(requirement) = problem.requirements.find(|known| known.name == row.requirement && known.scope == row.scope) else {
        return Vec::new();
    };
    let told = of_people(problem, &stand.model, &stand.start.chosen, stand.checked.roster(), requirement, row.window);
    told.into_iter().map(|(person, why)| (Subject::Person(person).label(problem), why)).collect()
}
