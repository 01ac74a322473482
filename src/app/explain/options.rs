//! Who else could be at a post in a month, by price.

use super::words::{indented, moves, price};
use super::{Answer, ExplainFailure, Stand};
use crate::diagnostic::Bilingual;
use crate::domain::PersonId;
use crate::model::CandidateId;
use crate::rules::Subject;
use crate::search::{Price, prices};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeMap;

/// The candidates for a post in the month that begins on the day: the `most` that look cheapest are planned for, each, and ranked by the plan
/// that would result.
///
/// # Errors
/// When there is no such post, or the month lies outside the plan.
pub fn options(stand: &Stand, post: &str, month: NaiveDate, most: usize) -> Result<Answer, ExplainFailure> {
    let (post, month) = (stand.post_of(post)?, stand.month_of(month)?);
    let problem = &stand.problem;
    let place = problem.post_in_words(post);
    let asked = month.from.format("%Y-%m").to_string();
    let there: Vec<PersonId> = stand
        .in_force
        .roster
        .stays()
        .filter(|stay| stay.post == post && stay.dates(&problem.calendar).overlaps(&month))
        .map(|stay| stay.person)
        .collect();
    let mut own: BTreeMap<PersonId, Vec<CandidateId>> = BTreeMap::new();
    for person in problem.people.ids().filter(|person| !there.contains(person)) {
        let candidates = stand.candidates_at(person, post, month);
        if !candidates.is_empty() {
            own.insert(person, candidates);
        }
    }
    let all: Vec<CandidateId> = own.values().flatten().copied().collect();
    let mut cheapest: BTreeMap<PersonId, Price> = BTreeMap::new();
    for (candidate, price) in all.iter().zip(prices(&stand.model, &stand.start.chosen, &all)) {
        let least = cheapest.entry(stand.model.candidates.stay(*candidate).person).or_insert(price);
        *least = price.min(*least);
    }
    let mut order: Vec<PersonId> = own.keys().copied().collect();
    order.sort_by_key(|person| (cheapest.get(person).copied(), *person));
    let mut ranked = Vec::new();
    let mut impossible = Vec::new();
    for person in order.iter().take(most) {
        match stand.with_one_of(&own[person]) {
            Ok(alternative) => ranked.push((alternative.score, *person, alternative)),
            Err(reasons) => impossible.push((*person, reasons)),
        }
    }
    ranked.sort_by_key(|(score, person, _)| (*score, *person));
    let label = |person: PersonId| Subject::Person(person).label(problem);
    let decided = stand.decided(month);
    let mut lines = vec![match &decided {
        Some(_) => Bilingual::new(format!("{}，{asked}", place.zh), format!("{}, {asked}", place.en)),
        None => Bilingual::new(
            format!("{}，{asked}：可用 {} 人，列出 {} 人", place.zh, own.len(), ranked.len() + impossible.len()),
            format!("{}, {asked}: {} people could be there, {} told", place.en, own.len(), ranked.len() + impossible.len()),
        ),
    }];
    for person in &there {
        let who = label(*person);
        lines.push(indented(1, &Bilingual::new(format!("现安排：{who}"), format!("there now: {who}"))));
    }
    lines.extend(decided.iter().map(|line| indented(1, line)));
    for (rank, (_, person, alternative)) in ranked.iter().enumerate() {
        let (who, cost) = (label(*person), price(&alternative.costs));
        lines.push(indented(1, &Bilingual::new(format!("{}. {who}：{}", rank + 1, cost.zh), format!("{}. {who}: {}", rank + 1, cost.en))));
        lines.extend(alternative.moves.iter().map(|person| indented(3, &moves(person))));
    }
    for (person, reasons) in &impossible {
        let who = label(*person);
        let reason = reasons.first().cloned().unwrap_or_default();
        lines.push(indented(1, &Bilingual::new(format!("不行：{who}：{}", reason.zh), format!("impossible: {who}: {}", reason.en))));
    }
    let code = |person: PersonId| problem.people[person].code.as_str();
    let ranked: Vec<_> = ranked
        .iter()
        .map(|(_, person, alternative)| {
            json!({"person": code(*person), "name": problem.people[*person].name, "costs": alternative.costs, "moves": alternative.moves})
        })
        .collect();
    let impossible: Vec<_> = impossible.iter().map(|(person, reasons)| json!({"person": code(*person), "reasons": reasons})).collect();
    let there: Vec<_> = there.iter().map(|person| code(*person)).collect();
    let data = json!({
        "plan": stand.plan.0, "post": problem.posts[post].code, "month": asked, "there": there, "able": own.len(), "options": ranked,
        "impossible": impossible, "published": decided.is_some(),
    });
    Ok(Answer { lines, data })
}
