//! Which rules admit no stay of a person at a post in a month, in the rules' own words.

use super::Stand;
use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, PersonId, PostId, SlotId};
use crate::roster::{Origin, Placement, PostSource, Roster, Stay, carried_placements};
use crate::rules::{Findings, Rule, RuleId, Strictness, rules_in_force, setting};
use std::collections::BTreeMap;

/// A rule that refuses stays.
pub(super) struct Refusal {
    pub rule: RuleId,
    /// How many of the stays that would touch the month it refuses.
    pub stays: usize,
    /// What it says of one of them.
    pub message: Option<Bilingual>,
}

/// The rules that refuse, those that refuse most first, and how many stays were tried.
pub(super) fn refusals(stand: &Stand, person: PersonId, post: PostId, month: DateRange) -> (Vec<Refusal>, usize) {
    let problem = &stand.problem;
    let calendar = &problem.calendar;
    let strict: Vec<Rule> =
        rules_in_force(problem).filter(|rule| rule.spec.strictness != Strictness::Must || setting::is_strict(problem, rule.spec)).collect();
    let (from, to) = (calendar.slot_of(month.from), calendar.slot_of(month.to));
    let terms = &problem.posts[post].terms;
    let lengths: Vec<i32> = if terms.is_empty() { vec![calendar.unit().per_month()] } else { terms.clone() };
    let mut refused: BTreeMap<RuleId, (usize, Stay)> = BTreeMap::new();
    let mut tried = 0;
    for slots in lengths {
        for first in (from.0 - slots + 1).max(problem.frozen.0)..=to.0 {
            let stay = Stay { person, first: SlotId(first), slots, post, source: PostSource::None, item: None };
            tried += 1;
            for rule in strict.iter().filter(|rule| !(rule.admits)(problem, &stay)) {
                refused.entry(rule.id).or_insert((0, stay)).0 += 1;
            }
        }
    }
    let mut refusals: Vec<Refusal> =
        refused.into_iter().map(|(rule, (stays, stay))| Refusal { rule, stays, message: message(stand, rule, stay) }).collect();
    refusals.sort_by_key(|refusal| (std::cmp::Reverse(refusal.stays), refusal.rule));
    (refusals, tried)
}

/// What the rule's check says of the stay alone.
fn message(stand: &Stand, rule: RuleId, stay: Stay) -> Option<Bilingual> {
    let problem = &stand.problem;
    let mut findings = Findings::new(problem, rule);
    let say = |placements: Vec<Placement>, findings: &mut Findings| (rule.rule().check)(problem, &Roster::new(placements), findings);
    let mut placements = carried_placements(problem);
    let mut before = Findings::new(problem, rule);
    say(placements.clone(), &mut before);
    let known = before.finish().0;
    placements.push(Placement { stay, pool_post: None, origin: Origin::Planned });
    say(placements, &mut findings);
    findings.finish().0.into_iter().find(|finding| !known.contains(finding)).map(|finding| finding.message)
}
