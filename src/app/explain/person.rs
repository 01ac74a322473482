//! Why a person is where they are, and where else they could be at what price.

use super::words::{indented, moves, price};
use super::{Answer, ExplainFailure, Stand};
use crate::app::replan::{by_rule, differences};
use crate::check::check;
use crate::diagnostic::Bilingual;
use crate::domain::{PersonId, PostId};
use crate::model::CandidateId;
use crate::roster::{Origin, Placement, Roster, Stay};
use crate::rules::{RuleId, Subject};
use crate::search::{Price, prices};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// So many other posts are planned for, for each stay.
const OTHERS: usize = 3;

/// Each stay of the person: what the plan would lack without it, and what else could be in its place.
///
/// # Errors
/// When there is no such person.
pub fn person(stand: &Stand, code: &str) -> Result<Answer, ExplainFailure> {
    let person = stand.person_of(code)?;
    let problem = &stand.problem;
    let who = &problem.people[person];
    let mut lines = vec![Bilingual::same(Subject::Person(person).label(problem))];
    let placements: Vec<Placement> = stand.in_force.roster.of_person(person).to_vec();
    let mut stays = Vec::new();
    for placement in &placements {
        let (told, data) = one_stay(stand, person, placement);
        lines.extend(told);
        stays.push(data);
    }
    if placements.is_empty() {
        lines.push(indented(1, &Bilingual::new("方案中没有安排", "nothing is planned")));
        for absence in &who.absences {
            let (reason, from, to) = (&absence.reason, absence.dates.from, absence.dates.to);
            lines.push(indented(2, &Bilingual::same(format!("{reason} {from} ~ {to}"))));
        }
        let (told, data) = others(stand, person, None);
        lines.extend(told);
        stays.push(json!({"others": data}));
    }
    Ok(Answer { lines, data: json!({"plan": stand.plan.0, "person": who.code, "name": who.name, "stays": stays}) })
}

fn one_stay(stand: &Stand, person: PersonId, placement: &Placement) -> (Vec<Bilingual>, Value) {
    let problem = &stand.problem;
    let stay = placement.stay;
    let (dates, place) = (stay.dates(&problem.calendar), problem.post_in_words(stay.post));
    let dated = |place: &str| format!("{} ~ {}  {place}", dates.from, dates.to);
    let mut lines = vec![indented(1, &Bilingual::new(dated(&place.zh), dated(&place.en)))];
    let mut data = json!({"post": problem.posts[stay.post].code, "from": dates.from, "to": dates.to});
    let why = match placement.origin {
        Origin::CarriedIn => Some(Bilingual::new("计划期开始时已在途或已发布，照旧", "under way or published: it stands")),
        Origin::Pinned => Some(Bilingual::new("既定表锁定", "fixed in the table of pins")),
        Origin::Planned => None,
    };
    if let Some(why) = why {
        lines.push(indented(2, &why));
        data["why"] = json!(why);
        return (lines, data);
    }
    let without: Vec<Placement> = stand.in_force.roster.placements().iter().filter(|other| *other != placement).copied().collect();
    let why = match check(problem, Roster::new(without)) {
        Ok(plan) => {
            let mut costs = differences(&by_rule(stand.checked.findings()), &by_rule(plan.findings()));
            // That it would be a change is no reason for the stay.
            costs.retain(|cost| cost.rule != RuleId::Stability);
            data["without"] = json!(costs);
            let cost = price(&costs);
            Bilingual::new(format!("若不安排：{}", cost.zh), format!("without it: {}", cost.en))
        }
        Err(rejected) => {
            let first = rejected.messages().into_iter().next().unwrap_or_default();
            Bilingual::new(format!("不能没有：{}", first.zh), format!("it must be: {}", first.en))
        }
    };
    lines.push(indented(2, &why));
    data["why"] = json!(why);
    let (told, others) = others(stand, person, Some(stay));
    lines.extend(told);
    data["others"] = json!(others);
    (lines, data)
}

/// What else the person could do in place of the stay, or at all: the posts that look cheapest, each planned for.
fn others(stand: &Stand, person: PersonId, stay: Option<Stay>) -> (Vec<Bilingual>, Vec<Value>) {
    let candidates = &stand.model.candidates;
    let problem = &stand.problem;
    let elsewhere: Vec<CandidateId> = candidates
        .of_person(person)
        .filter(|candidate| {
            let other = candidates.stay(*candidate);
            let instead = stay.is_none_or(|stay| other.post != stay.post && other.slots_in_window(stay.first, stay.slots) > 0);
            instead && !candidates.is_given(*candidate) && !stand.start.chosen.contains(candidate)
        })
        .collect();
    let mut by_post: BTreeMap<PostId, (Price, CandidateId)> = BTreeMap::new();
    for (candidate, price) in elsewhere.iter().zip(prices(&stand.model, &stand.start.chosen, &elsewhere)) {
        let least = by_post.entry(candidates.stay(*candidate).post).or_insert((price, *candidate));
        *least = (price, *candidate).min(*least);
    }
    let mut order: Vec<(Price, CandidateId, PostId)> =
        by_post.into_iter().map(|(post, (price, candidate))| (price, candidate, post)).collect();
    order.sort_unstable();
    let count = order.len();
    let mut found = Vec::new();
    for (_, candidate, post) in order.into_iter().take(OTHERS) {
        if let Ok(alternative) = stand.with_one_of(&[candidate]) {
            found.push((alternative.score, post, candidate, alternative));
        }
    }
    found.sort_by_key(|(score, post, ..)| (*score, *post));
    let mut lines = Vec::new();
    if count == 0 {
        lines.push(indented(2, &Bilingual::new("没有别的岗位可去", "no other post could be had")));
    } else {
        lines.push(indented(
            2,
            &Bilingual::new(format!("另有 {count} 个岗位可去，最便宜的："), format!("{count} other posts could be had; the cheapest:")),
        ));
    }
    let mut data = Vec::new();
    for (_, post, candidate, alternative) in &found {
        let (place, cost) = (problem.post_in_words(*post), price(&alternative.costs));
        let dates = candidates.stay(*candidate).dates(&problem.calendar);
        let (from, to) = (dates.from, dates.to);
        lines.push(indented(
            3,
            &Bilingual::new(format!("{} {from} ~ {to}：{}", place.zh, cost.zh), format!("{} {from} ~ {to}: {}", place.en, cost.en)),
        ));
        let code = &problem.people[person].code;
        lines.extend(alternative.moves.iter().filter(|other| other.person != *code).map(|other| indented(4, &moves(other))));
        data.push(json!({
            "post": problem.posts[*post].code, "from": from, "to": to, "costs": alternative.costs, "moves": alternative.moves,
        }));
    }
    (lines, data)
}
