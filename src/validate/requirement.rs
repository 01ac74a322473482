//! 需求: demands for people, those that the posts' own headcounts make first.

use super::builder::Builder;
use super::cells::{Cells, both, quoted};
use super::post::ordered_bounds;
use super::scope::Part;
use super::vocabulary::{MEASURES, STRICTNESS};
use super::{condition, scope};
use crate::diagnostic::{Bilingual, Code, counted};
use crate::domain::*;
use crate::source::{Column, TableKind};

/// Most people or visits that a demand may want.
const MOST: i64 = 1_000_000;
/// Largest weight.
const HEAVIEST: i64 = 1000;

pub(super) fn resolve(b: &mut Builder) {
    of_posts(b);
    for cells in b.rows(TableKind::Requirements) {
        let name = cells.required(&mut b.report, Column::RequirementName);
        let text = cells.required(&mut b.report, Column::RequirementScope);
        let scope = scope::read(b, cells);
        let who = condition::read(b, cells);
        let measure = cells.required_choice(&mut b.report, Column::RequirementMeasure, Code::UnknownValue, &MEASURES);
        let report = &mut b.report;
        let minimum = cells.whole(report, Column::RequirementMinimum, 0, MOST);
        let target = cells.whole(report, Column::RequirementTarget, 0, MOST);
        let maximum = cells.whole(report, Column::RequirementMaximum, 0, MOST);
        let strict = cells.choice(report, Column::RequirementStrict, Code::UnknownValue, &STRICTNESS).unwrap_or(true);
        let weight = cells.whole(report, Column::RequirementWeight, 1, HEAVIEST).unwrap_or(1);
        let from = cells.date(report, Column::RequirementFrom);
        let until = cells.date(report, Column::RequirementUntil);
        cells.in_order(report, from, until, Column::RequirementUntil);
        ordered_bounds(b, cells, minimum, target, maximum, [Column::RequirementTarget, Column::RequirementMaximum]);
        let numbers = [Column::RequirementMinimum, Column::RequirementTarget, Column::RequirementMaximum];
        if numbers.iter().all(|column| cells.text(*column).is_none() && !cells.is_broken(*column)) {
            cells.fault(
                &mut b.report,
                Code::RequirementWithoutNumbers,
                Column::RequirementMinimum,
                Bilingual::default(),
                Bilingual::default(),
            );
        }
        let (Some(name), Some(text), Some(scope), Some(measure)) = (name, text, scope, measure) else { continue };
        let parts = scope.parts(&b.problem);
        warn_of_empty_parts(b, cells, text, &parts);
        for part in parts {
            b.problem.requirements.push(Requirement {
                name: name.to_owned(),
                scope: if part.label.is_empty() { text.to_owned() } else { part.label },
                posts: part.posts,
                own_staff_of: part.own_staff_of,
                who: who.clone(),
                measure,
                minimum,
                target,
                maximum,
                strict,
                weight,
                basis: cells.words(Column::RequirementBasis),
                from,
                until,
                of_post: None,
            });
        }
    }
}

/// A demand without posts is kept, so that it shows as a shortage, but not without a word.
fn warn_of_empty_parts(b: &mut Builder, cells: Cells, scope: &str, parts: &[Part]) {
    let empty: Vec<&str> =
        parts.iter().filter(|part| part.posts.is_empty() && part.own_staff_of.is_empty()).map(|part| part.label.as_str()).collect();
    let found = match empty.as_slice() {
        [] if !parts.is_empty() => return,
        [] | [""] => Bilingual::same(quoted(scope)),
        [first, ..] => {
            let count = empty.len();
            both(format!("{count} 处，例如 {first}"), format!("{}, for example {first}", counted(count, "part")))
        }
    };
    cells.fault(&mut b.report, Code::ScopeWithoutPosts, Column::RequirementScope, found, Bilingual::default());
}

/// Each post of the table wants its own headcount in each slot.
fn of_posts(b: &mut Builder) {
    for (id, post) in b.problem.posts.iter().filter(|(_, post)| !post.is_training()) {
        b.problem.requirements.push(Requirement {
            name: "岗位编配".into(),
            scope: format!("{} {}", post.code, post.name),
            posts: vec![id],
            own_staff_of: Vec::new(),
            who: PersonPredicate::default(),
            measure: Measure::EachSlot,
            minimum: (post.headcount.minimum > 0).then_some(post.headcount.minimum),
            target: Some(post.headcount.target),
            maximum: Some(post.headcount.maximum),
            strict: true,
            weight: 1,
            basis: String::new(),
            from: None,
            until: None,
            of_post: Some(id),
        });
    }
}
