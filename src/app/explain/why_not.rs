//! Why a person is not at a post in a month: the rule that forbids it, or the plan that would result.

use super::refusal::refusals;
use super::words::{indented, moves, price};
use super::{Answer, ExplainFailure, Stand};
use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, PersonId, PostId};
use crate::model::CandidateId;
use crate::rules::Subject;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Why the person is not at the post in the month that begins on the day.
///
/// # Errors
/// When there is no such person or post, or the month lies outside the plan.
pub fn why_not(stand: &Stand, person: &str, post: &str, month: NaiveDate) -> Result<Answer, ExplainFailure> {
    let (person, post, month) = (stand.person_of(person)?, stand.post_of(post)?, stand.month_of(month)?);
    let problem = &stand.problem;
    let (who, place) = (Subject::Person(person).label(problem), problem.post_in_words(post));
    let asked = month.from.format("%Y-%m").to_string();
    let about = json!({"plan": stand.plan.0, "person": problem.people[person].code, "post": problem.posts[post].code, "month": asked});
    let answer = |lines: Vec<Bilingual>, more: Value| {
        let mut data = about.clone();
        if let (Value::Object(data), Value::Object(more)) = (&mut data, more) {
            data.extend(more);
        }
        Answer { lines, data }
    };
    let there = stand
        .in_force
        .roster
        .of_person(person)
        .iter()
        .map(|placement| placement.stay)
        .find(|stay| stay.post == post && stay.dates(&problem.calendar).overlaps(&month));
    if let Some(stay) = there {
        let DateRange { from, to } = stay.dates(&problem.calendar);
        let line = Bilingual::new(format!("{who} 就在 {}：{from} 至 {to}", place.zh), format!("{who} is at {}: {from} to {to}", place.en));
        return Ok(answer(vec![line], json!({"answer": "there", "from": from, "to": to})));
    }
    if let Some(line) = stand.decided(month) {
        return Ok(answer(vec![line], json!({"answer": "published"})));
    }
    let candidates = stand.candidates_at(person, post, month);
    if candidates.is_empty() {
        let (lines, rules) = forbidden(stand, person, post, month, &who, &place);
        return Ok(answer(lines, json!({"answer": "forbidden", "rules": rules})));
    }
    Ok(match stand.with_one_of(&candidates) {
        Ok(alternative) => {
            let cost = price(&alternative.costs);
            let mut lines = vec![
                Bilingual::new(
                    format!("可以：若 {asked} 让 {who} 到 {}，比现方案", place.zh),
                    format!("possible: with {who} at {} in {asked}, against the stored plan", place.en),
                ),
                indented(1, &Bilingual::new(format!("价格：{}", cost.zh), format!("price: {}", cost.en))),
            ];
            lines.extend(alternative.moves.iter().map(|person| indented(1, &moves(person))));
            answer(lines, json!({"answer": "possible", "costs": alternative.costs, "moves": alternative.moves}))
        }
        Err(reasons) => {
            let mut lines = vec![Bilingual::new(
                format!("不行：{who} {asked} 到 {} 与下列要求不能同时成立", place.zh),
                format!("impossible: {who} at {} in {asked} cannot hold together with", place.en),
            )];
            lines.extend(reasons.iter().map(|reason| indented(1, reason)));
            answer(lines, json!({"answer": "impossible", "reasons": reasons}))
        }
    })
}

/// Lines and data about the rules that admit no such stay.
fn forbidden(
    stand: &Stand,
    person: PersonId,
    post: PostId,
    month: DateRange,
    who: &str,
    place: &Bilingual,
) -> (Vec<Bilingual>, Vec<Value>) {
    let (refusals, tried) = refusals(stand, person, post, month);
    let mut lines = vec![Bilingual::new(
        format!("不行：规则不允许 {who} 到 {}", place.zh),
        format!("impossible: the rules admit no stay of {who} at {}", place.en),
    )];
    let mut rules = Vec::new();
    for refusal in &refusals {
        let name = refusal.rule.rule().spec.name;
        let message = refusal.message.clone().unwrap_or_else(|| Bilingual::new(name.zh, name.en));
        let share = if refusal.stays == tried {
            Bilingual::default()
        } else {
            let stays = refusal.stays;
            Bilingual::new(format!("（{tried} 种安排中的 {stays} 种）"), format!(" ({stays} of {tried} possible stays)"))
        };
        lines.push(indented(
            1,
            &Bilingual::new(format!("「{}」{}：{}", name.zh, share.zh, message.zh), format!("{}{}: {}", name.en, share.en, message.en)),
        ));
        rules.push(json!({"rule": refusal.rule.code(), "stays_refused": refusal.stays, "stays": tried, "message": message}));
    }
    if refusals.is_empty() {
        let text = if stand.problem.posts[post].is_training() {
            Bilingual::new("培训方案里没有这个科室尚未完成的内容", "the programme has nothing left to do in that department")
        } else {
            Bilingual::new(
                "岗位不收这一类人员，或没有可用的编制",
                "the post takes no people of that category, or no establishment post is there",
            )
        };
        lines.push(indented(1, &text));
        rules.push(json!({"message": text}));
    }
    (lines, rules)
}

impl Stand {
    /// Candidates of the person at the post that touch the dates and are not carried in.
    pub(super) fn candidates_at(&self, person: PersonId, post: PostId, dates: DateRange) -> Vec<CandidateId> {
        let candidates = &self.model.candidates;
        let fits = |candidate: &CandidateId| {
            let stay = candidates.stay(*candidate);
            stay.post == post && !candidates.is_given(*candidate) && stay.dates(&self.problem.calendar).overlaps(&dates)
        };
        candidates.of_person(person).filter(fits).collect()
    }
}
