//! Why pins and carried-in stays cannot all hold, in the words of a clerk.

mod smallest;
mod statement;
#[cfg(test)]
mod tests;

pub use smallest::{SmallestSet, smallest_sets};
pub use statement::Said;

use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, IndexVec, PersonId, Pin, PinKind, PinTarget, PostId, Problem};
use crate::model::{CandidateId, Model, Row};
use crate::roster::{PostSource, Stay};
use crate::rules::{RuleId, Subject, rules_in_force};
use crate::search::Contradiction;

/// Stands for a rule in a row that somebody asks about: one of its stays is to happen. It is not named among what stands in the way.
pub(super) const ASKED: &str = "asked";

/// The rows that cannot all hold, as rule and subject, sorted. A pin's row comes with what keeps the pin from happening.
pub(super) fn describe(problem: &Problem, model: &Model, contradiction: &Contradiction) -> Vec<Bilingual> {
    let mut lines = Vec::new();
    for row in contradiction.rows.iter().map(|row| &model.rows[*row]) {
        if row.rule == ASKED {
            lines.extend(in_the_way(model, row).into_iter().map(|other| named(model, other)));
            lines.extend(under_way(problem, model, row));
        } else if row.rule != RuleId::Pins.code() {
            lines.push(named(model, row));
        } else if row.terms.is_empty() {
            lines.extend(unoffered(problem, model, row));
        } else {
            let (name, stay) = (named(model, row), model.candidates.stay(row.terms[0].0));
            lines.push(placed(problem, &name, stay.post, stay.dates(&problem.calendar)));
            lines.extend(in_the_way(model, row).into_iter().map(|other| named(model, other)));
            lines.extend(under_way(problem, model, row));
        }
    }
    lines.sort();
    lines.dedup();
    lines
}

/// Rule and subject.
fn named(model: &Model, row: &Row) -> Bilingual {
    let subject = &model.subjects[row.subject as usize];
    let (zh, en) = RuleId::from_code(row.rule).map_or((row.rule, row.rule), |rule| (rule.rule().spec.name.zh, rule.rule().spec.name.en));
    Bilingual::new(format!("{zh}：{subject}"), format!("{en}: {subject}"))
}

fn placed(problem: &Problem, what: &Bilingual, post: PostId, dates: DateRange) -> Bilingual {
    let (place, DateRange { from, to }) = (problem.post_in_words(post), dates);
    Bilingual::new(format!("{}，{}，{from} 至 {to}", what.zh, place.zh), format!("{}, {}, {from} to {to}", what.en, place.en))
}

/// Hard rows that break when the pin's stay joins those carried in and every other pin that can only happen in one way.
fn in_the_way<'a>(model: &'a Model, pin: &Row) -> Vec<&'a Row> {
    let mut taken: IndexVec<CandidateId, bool> = model.candidates.iter().map(|(id, _)| model.candidates.is_given(id)).collect();
    for row in model.rows.iter().filter(|row| row.rule == RuleId::Pins.code()) {
        if let [(only, _)] = row.terms.as_slice() {
            taken[*only] = true;
        }
    }
    let mut found = Vec::new();
    for (candidate, _) in &pin.terms {
        let before = std::mem::replace(&mut taken[*candidate], true);
        found.extend(model.rows.iter().filter(|row| {
            row.terms.iter().any(|(term, _)| term == candidate) && {
                let activity = row.terms.iter().filter(|(term, _)| taken[*term]).map(|(_, coefficient)| coefficient).sum();
                row.elastic.map_or(Some(0), |elastic| elastic.limit).is_some_and(|limit| row.excess(activity) > limit)
            }
        }));
        taken[*candidate] = before;
    }
    found
}

/// Stays under way while the pin would last: at its posts, and of its person.
fn under_way(problem: &Problem, model: &Model, pin: &Row) -> Vec<Bilingual> {
    let wanted: Vec<Stay> = pin.terms.iter().map(|(candidate, _)| model.candidates.stay(*candidate)).collect();
    let given = model.candidates.iter().filter(|(candidate, _)| model.candidates.is_given(*candidate)).map(|(_, stay)| stay);
    given
        .filter(|stay| {
            let clashes = |wanted: &Stay| wanted.post == stay.post || wanted.person == stay.person;
            wanted.iter().any(|wanted| clashes(wanted) && stay.slots_in_window(wanted.first, wanted.slots) > 0)
        })
        .map(|stay| {
            let who = Subject::Person(stay.person).label(problem);
            let what = Bilingual::new(format!("在途安排：{who}"), format!("under way: {who}"));
            placed(problem, &what, stay.post, stay.dates(&problem.calendar))
        })
        .collect()
}

/// Pins of the row's person that are no stay at all, with the rules that refuse them.
fn unoffered(problem: &Problem, model: &Model, row: &Row) -> Vec<Bilingual> {
    let mut lines = vec![named(model, row)];
    let label = &model.subjects[row.subject as usize];
    let pins = problem.pins.iter().filter(|pin| pin.kind == PinKind::Locked && Subject::Person(pin.person).label(problem) == *label);
    for (pin, post) in pins.flat_map(|pin| posts_of(problem, pin).into_iter().map(move |post| (pin, post))) {
        if is_offered(model, pin, post) {
            continue;
        }
        let stay = Stay { person: pin.person, first: pin.first, slots: pin.slots, post, source: PostSource::None, item: None };
        let refusing = rules_in_force(problem).filter(|rule| !(rule.admits)(problem, &stay)).map(|rule| rule.spec.name);
        let (zh, en): (Vec<&str>, Vec<&str>) = refusing.map(|name| (name.zh, name.en)).unzip();
        let what = if zh.is_empty() {
            Bilingual::new(format!("没有可用的编制或培训项目：{label}"), format!("no establishment post or training item for it: {label}"))
        } else {
            Bilingual::new(format!("不合规则“{}”：{label}", zh.join("、")), format!("against {}: {label}", en.join(", ")))
        };
        lines.push(placed(problem, &what, post, problem.calendar.span(pin.first, pin.slots)));
    }
    lines
}

fn is_offered(model: &Model, pin: &Pin, post: PostId) -> bool {
    let of_person = |person: PersonId| model.candidates.of_person(person).map(|candidate| model.candidates.stay(candidate));
    of_person(pin.person).any(|stay| (stay.post, stay.first, stay.slots) == (post, pin.first, pin.slots))
}

fn posts_of(problem: &Problem, pin: &Pin) -> Vec<PostId> {
    let posts = problem.posts.iter().filter(|(id, post)| match pin.target {
        PinTarget::Post(target) => *id == target,
        PinTarget::Department(department) => post.department == Some(department),
        PinTarget::Institution(institution) => post.institution == institution,
    });
    posts.map(|(id, _)| id).collect()
}
