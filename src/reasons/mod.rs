//! Why a demand stays short: person by person, what stood in the way, told in groups.

mod training;

pub use training::of_training;

use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::{CandidateId, Model, RuleCode, Tier};
use crate::roster::{PostSource, Roster, Stay};
use crate::rules::{Rule, RuleId, Shortage, rules_in_force, setting};
use crate::search::{Obstacle, Trial};
use std::collections::BTreeMap;

/// What kept one person from filling a demand. In the order in which groups are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Hindrance {
    /// Is there already.
    There,
    Absent,
    Grade,
    Specialty,
    /// A rule admits no stay of theirs there.
    Forbidden(RuleId),
    /// Has another stay in that time.
    Elsewhere,
    /// A stay would break this rule.
    Blocked(RuleId),
    /// A stay would cost more elsewhere than it mends here.
    Dearer(Tier),
    /// A stay would help; the search ended before it found a way.
    Open,
}

/// Explains each shortage of a finished plan, in the order given.
pub fn of_shortages(problem: &Problem, model: &Model, chosen: &[CandidateId], roster: &Roster, shortages: &[Shortage]) -> Vec<Bilingual> {
    let rules: Vec<Rule> = rules_in_force(problem).filter(|rule| setting::is_strict(problem, rule.spec)).collect();
    let mut by_post: IndexVec<PostId, Vec<CandidateId>> = IndexVec::filled(Vec::new(), problem.posts.len());
    for (candidate, stay) in model.candidates.iter() {
        by_post[stay.post].push(candidate);
    }
    let trial = Trial::new(model, chosen);
    trial.run(|obstacle| {
        let mut known: BTreeMap<(RequirementId, DateRange), Bilingual> = BTreeMap::new();
        shortages
            .iter()
            .map(|shortage| {
                let key = (shortage.requirement, shortage.dates);
                known
                    .entry(key)
                    .or_insert_with(|| Explanation { problem, model, roster, rules: &rules, by_post: &by_post, shortage }.tell(obstacle))
                    .clone()
            })
            .collect()
    })
}

struct Explanation<'a> {
    problem: &'a Problem,
    model: &'a Model,
    roster: &'a Roster,
    rules: &'a [Rule],
    by_post: &'a IndexVec<PostId, Vec<CandidateId>>,
    shortage: &'a Shortage,
}

impl Explanation<'_> {
    fn tell(&self, obstacle: &mut dyn FnMut(CandidateId) -> Obstacle) -> Bilingual {
        let requirement = &self.problem.requirements[self.shortage.requirement];
        let posts = &requirement.posts;
        if posts.is_empty() {
            return Bilingual::new("范围内没有可安排的岗位", "its scope has no post that could be filled");
        }
        let mut groups: BTreeMap<Hindrance, usize> = BTreeMap::new();
        let mut candidates = 0;
        for (person, who) in self.problem.people.iter() {
            let wanted = posts.iter().any(|post| self.problem.posts[*post].categories.contains(&who.category));
            if wanted && requirement.who.holds(self.problem, who) {
                candidates += 1;
                *groups.entry(self.hindrance(person, posts, obstacle)).or_default() += 1;
            }
        }
        if candidates == 0 {
            return Bilingual::new("没有符合类别和条件的人员", "nobody has the category and meets the conditions");
        }
        let told = |text: &dyn Fn(Hindrance, usize) -> String, separator: &str| {
            groups.iter().map(|(hindrance, count)| text(*hindrance, *count)).collect::<Vec<_>>().join(separator)
        };
        Bilingual::new(
            format!("符合类别 {candidates} 人：{}", told(&chinese, "，")),
            format!("{candidates} candidates: {}", told(&english, ", ")),
        )
    }

    fn hindrance(&self, person: PersonId, posts: &[PostId], obstacle: &mut dyn FnMut(CandidateId) -> Obstacle) -> Hindrance {
        let dates = self.shortage.dates;
        let calendar = &self.problem.calendar;
        let stays = || self.roster.of_person(person).iter().map(|placement| &placement.stay);
        let touching = |stay: &Stay| stay.dates(calendar).overlaps(&dates);
        if stays().any(|stay| touching(stay) && posts.contains(&stay.post)) {
            return Hindrance::There;
        }
        let who = &self.problem.people[person];
        let open = || posts.iter().map(|post| &self.problem.posts[*post]).filter(|post| post.categories.contains(&who.category));
        let grade = |post: &Post| post.minimum_grade.is_none_or(|least| who.grade.is_some_and(|grade| grade >= least));
        let specialty = |post: &Post| post.specialties.is_empty() || who.specialty.is_some_and(|own| post.specialties.contains(&own));
        if !open().any(grade) {
            return Hindrance::Grade;
        }
        if !open().any(|post| grade(post) && specialty(post)) {
            return Hindrance::Specialty;
        }
        let mut nearest: Option<Hindrance> = None;
        for post in posts {
            for candidate in &self.by_post[*post] {
                let stay = self.model.candidates.stay(*candidate);
                if stay.person != person || !touching(&stay) {
                    continue;
                }
                let found = match obstacle(*candidate) {
                    Obstacle::Nothing => Hindrance::Open,
                    Obstacle::Costs(tier) => Hindrance::Dearer(tier),
                    Obstacle::Rules(rules) => self.blocking(&rules),
                };
                // The candidate that comes nearest to standing tells best what is in the way.
                nearest = nearest.max(Some(found));
            }
        }
        if let Some(nearest) = nearest {
            return nearest;
        }
        if who.absences.iter().any(|absence| absence.dates.covers(&dates)) {
            return Hindrance::Absent;
        }
        self.forbidding(person, posts)
    }

    /// Being elsewhere explains more than what else would break.
    fn blocking(&self, rules: &std::collections::BTreeSet<RuleCode>) -> Hindrance {
        if rules.contains(RuleId::OnePlace.code()) {
            return Hindrance::Elsewhere;
        }
        let first = RuleId::ALL.iter().find(|id| rules.contains(id.code()));
        first.map_or(Hindrance::Open, |id| Hindrance::Blocked(*id))
    }

    /// The rule that admits none of the stays that would touch the window.
    fn forbidding(&self, person: PersonId, posts: &[PostId]) -> Hindrance {
        let calendar = &self.problem.calendar;
        let (from, to) = (calendar.slot_of(self.shortage.dates.from), calendar.slot_of(self.shortage.dates.to));
        let mut offered = 0;
        let mut refused: BTreeMap<RuleId, usize> = BTreeMap::new();
        for &post in posts.iter().filter(|post| self.problem.posts[**post].categories.contains(&self.problem.people[person].category)) {
            for &slots in &self.problem.posts[post].terms {
                for first in (from.0 - slots + 1).max(0)..=to.0 {
                    let stay = Stay { person, first: SlotId(first), slots, post, source: PostSource::None, item: None };
                    offered += 1;
                    for rule in self.rules.iter().filter(|rule| !(rule.admits)(self.problem, &stay)) {
                        *refused.entry(rule.id).or_default() += 1;
                    }
                }
            }
        }
        let all = refused.iter().find(|(_, count)| **count == offered);
        match all.or(refused.iter().max_by_key(|(_, count)| **count)) {
            Some((RuleId::Availability, _)) => Hindrance::Absent,
            Some((rule, _)) => Hindrance::Forbidden(*rule),
            // Stays would be admitted, but no pool post of the right kind exists for them.
            None => Hindrance::Blocked(RuleId::PoolCategory),
        }
    }
}

fn chinese(hindrance: Hindrance, count: usize) -> String {
    match hindrance {
        Hindrance::There => format!("{count} 人已在岗"),
        Hindrance::Absent => format!("{count} 人请假、豁免或岗位未开放"),
        Hindrance::Grade => format!("{count} 人职称不够或未知"),
        Hindrance::Specialty => format!("{count} 人专业不符"),
        Hindrance::Forbidden(rule) => format!("{count} 人不符合「{}」", rule.rule().spec.name.zh),
        Hindrance::Elsewhere => format!("{count} 人已安排在别处"),
        Hindrance::Blocked(rule) => format!("{count} 人受「{}」限制", rule.rule().spec.name.zh),
        Hindrance::Dearer(tier) => format!("{count} 人若来则「{}」更差", tier.chinese()),
        Hindrance::Open => format!("{count} 人或可安排，本次搜索未及"),
    }
}

fn english(hindrance: Hindrance, count: usize) -> String {
    match hindrance {
        Hindrance::There => format!("{count} already there"),
        Hindrance::Absent => format!("{count} on leave, exempt, or the post not open"),
        Hindrance::Grade => format!("{count} lack the grade"),
        Hindrance::Specialty => format!("{count} of another specialty"),
        Hindrance::Forbidden(rule) => format!("{count} not admitted by {}", rule.rule().spec.name.en),
        Hindrance::Elsewhere => format!("{count} placed elsewhere"),
        Hindrance::Blocked(rule) => format!("{count} held back by {}", rule.rule().spec.name.en),
        Hindrance::Dearer(tier) => format!("{count} would worsen {}", tier.english()),
        Hindrance::Open => format!("{count} might be placed, not reached by this search"),
    }
}
