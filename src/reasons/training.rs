//! Why trainees' months stay unmet, person by person.

use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::{CandidateId, Model, RuleCode};
use crate::roster::{PostSource, Roster, Stay};
use crate::rules::{Finding, RuleId, Subject, rules_in_force, setting};
use crate::search::{Obstacle, Trial};
use std::collections::{BTreeMap, BTreeSet};

/// What kept a free slot from being used, in the order in which it is told; where several stays were possible, the last one of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Hindrance {
    /// Every stay that could cover it meets another of the trainee's own: the gap is too short.
    Gap,
    StageOrder,
    Seats,
    Supervision,
    Blocked(RuleId),
    /// A stay would cost more elsewhere than it mends.
    Dearer,
    /// A stay would help; the search ended before it found a way.
    Open,
}

/// Explains each trainee's unmet time in a finished plan, for those people only, by person.
pub fn of_training(
    problem: &Problem,
    model: &Model,
    chosen: &[CandidateId],
    roster: &Roster,
    findings: &[Finding],
) -> Vec<(PersonId, Bilingual)> {
    let unmet: BTreeSet<PersonId> = findings
        .iter()
        .filter(|finding| finding.rule == RuleId::Curriculum)
        .filter_map(|finding| match finding.subject {
            Subject::Person(person) => Some(person),
            _ => None,
        })
        .collect();
    if unmet.is_empty() {
        return Vec::new();
    }
    Trial::new(model, chosen).run(|obstacle| {
        let explain = |person: PersonId| {
            let enrolment = problem.enrolment(person)?;
            Some((person, Explanation { problem, model, roster, enrolment }.tell(obstacle)))
        };
        unmet.into_iter().filter_map(explain).collect()
    })
}

struct Explanation<'a> {
    problem: &'a Problem,
    model: &'a Model,
    roster: &'a Roster,
    enrolment: &'a Enrolment,
}

impl Explanation<'_> {
    fn tell(&self, obstacle: &mut dyn FnMut(CandidateId) -> Obstacle) -> Bilingual {
        let owed = self.owed();
        let mut told: Vec<Bilingual> = owed.iter().filter_map(|item| self.never_offered(*item)).collect();
        told.extend(self.free_slots(&owed, obstacle));
        let join = |pick: fn(&Bilingual) -> &str, separator: &str| told.iter().map(pick).collect::<Vec<_>>().join(separator);
        Bilingual::new(join(|text| &text.zh, "；"), join(|text| &text.en, "; "))
    }

    fn programme(&self) -> &Programme {
        &self.problem.programmes[self.enrolment.programme]
    }

    fn stays(&self) -> impl Iterator<Item = &Stay> {
        self.roster.of_person(self.enrolment.person).iter().map(|placement| &placement.stay)
    }

    /// Items with time open at the end of the plan, in the programme's order; of an elective group all that may still be taken.
    fn owed(&self) -> Vec<ItemId> {
        let programme = self.programme();
        let served = |item: ItemId| -> i32 {
            let stays = self.stays().filter(|stay| stay.item == Some(item)).map(|stay| stay.slots);
            self.enrolment.progress[item].done + self.problem.calendar.half_months(stays.sum())
        };
        let is_open = |id: ItemId, item: &ProgrammeItem| match item.group {
            None => served(id) < item.half_months,
            Some(group) => {
                let members = programme.items.iter().filter(|(_, other)| other.group == Some(group));
                served(id) < item.half_months && members.map(|(id, _)| served(id)).sum::<i32>() < programme.groups[group].half_months
            }
        };
        programme.items.iter().filter(|(id, item)| is_open(*id, item)).map(|(id, _)| id).collect()
    }

    /// Why no stay of the item stood to choice at all.
    fn never_offered(&self, id: ItemId) -> Option<Bilingual> {
        let of_item = |candidate: CandidateId| self.model.candidates.stay(candidate).item == Some(id);
        let mut candidates = self.model.candidates.of_person(self.enrolment.person);
        if candidates.any(|candidate| !self.model.candidates.is_given(candidate) && of_item(candidate)) {
            return None;
        }
        let item = &self.programme().items[id];
        let name = self.problem.standard_departments.get(item.standard).map_or("", String::as_str);
        let category = self.problem.people[self.enrolment.person].category;
        let teaching: Vec<PostId> = self
            .problem
            .posts
            .iter()
            .filter(|(_, post)| post.is_training() && post.categories.contains(&category))
            .filter(|(_, post)| {
                post.department.is_some_and(|department| self.problem.departments[department].standards.contains(&item.standard))
            })
            .filter(|(_, post)| item.levels.is_empty() || item.levels.contains(&self.problem.institutions[post.institution].level))
            .map(|(post, _)| post)
            .collect();
        if teaching.is_empty() {
            return Some(Bilingual::new(format!("{name} 没有科室承担"), format!("no department teaches {name}")));
        }
        Some(match self.refusing(id, &teaching) {
            Some(RuleId::Availability) => {
                Bilingual::new(format!("{name} 因请假或豁免排不下"), format!("{name} does not fit around absences"))
            }
            Some(RuleId::StageOrder) => Bilingual::new(
                format!("{name} 须待前面阶段或先修项目完成，本期来不及"),
                format!("{name} has to wait for earlier stages or prerequisites beyond this plan"),
            ),
            Some(RuleId::Curriculum) => {
                Bilingual::new(format!("{name} 在入培与截止之间排不下"), format!("{name} does not fit between enrolment and deadline"))
            }
            Some(rule) => {
                let words = rule.rule().spec.name;
                Bilingual::new(format!("{name} 不符合「{}」", words.zh), format!("{name} is not admitted by {}", words.en))
            }
            None => Bilingual::new(format!("{name} 没有长度合适的安排"), format!("{name} has no stay of a fitting length")),
        })
    }

    /// The rule that refuses most stays of all that is left of the item: one that refuses them all before any other.
    fn refusing(&self, id: ItemId, teaching: &[PostId]) -> Option<RuleId> {
        let person = self.enrolment.person;
        let carried = self.problem.carried.iter().filter(|carried| carried.person == person && carried.item == Some(id));
        let carried: i32 = carried.map(|carried| carried.slots).sum();
        let left = self.problem.calendar.slots_of_half_months(self.enrolment.remaining(self.programme(), id)) - carried;
        let mut refused: BTreeMap<RuleId, usize> = BTreeMap::new();
        let strict =
            rules_in_force(self.problem).filter(|rule| setting::is_strict(self.problem, rule.spec) || rule.id == RuleId::Curriculum);
        for rule in strict {
            for post in teaching {
                for first in self.problem.calendar.ids() {
                    let stay = Stay { person, first, slots: left.max(1), post: *post, source: PostSource::None, item: Some(id) };
                    *refused.entry(rule.id).or_default() += usize::from(!(rule.admits)(self.problem, &stay));
                }
            }
        }
        // Of rules that refuse equally many, the first in the catalogue.
        let most = refused.values().copied().max().filter(|most| *most > 0)?;
        refused.into_iter().find(|(_, count)| *count == most).map(|(rule, _)| rule)
    }

    /// The slots in which the trainee does nothing, by what stood in the way.
    fn free_slots(&self, owed: &[ItemId], obstacle: &mut dyn FnMut(CandidateId) -> Obstacle) -> Option<Bilingual> {
        let calendar = &self.problem.calendar;
        let who = &self.problem.people[self.enrolment.person];
        let busy = |slot: SlotId| self.stays().any(|stay| stay.covers(slot) && self.problem.posts[stay.post].takes_away());
        let enrolled = |slot: SlotId| self.enrolment.from <= calendar.first_day(slot);
        let (present, absent): (BTreeSet<SlotId>, BTreeSet<SlotId>) =
            calendar.ids().filter(|slot| enrolled(*slot) && !busy(*slot)).partition(|slot| who.is_available(&calendar.range(*slot)));
        let mut nearest: BTreeMap<SlotId, Hindrance> = BTreeMap::new();
        for candidate in self.model.candidates.of_person(self.enrolment.person) {
            let stay = self.model.candidates.stay(candidate);
            let useful = stay.item.is_some_and(|item| owed.contains(&item)) && !self.model.candidates.is_given(candidate);
            if !useful || !stay.slots_within(calendar).any(|slot| present.contains(&slot)) {
                continue;
            }
            let found = match obstacle(candidate) {
                Obstacle::Nothing => Hindrance::Open,
                Obstacle::Costs(_) => Hindrance::Dearer,
                Obstacle::Rules(rules) => blocking(&rules),
            };
            for slot in stay.slots_within(calendar).filter(|slot| present.contains(slot)) {
                let entry = nearest.entry(slot).or_insert(found);
                *entry = found.max(*entry);
            }
        }
        if present.is_empty() && absent.is_empty() {
            return Some(Bilingual::new("本期各时段均已安排", "every slot of the plan is used"));
        }
        let mut groups: BTreeMap<Hindrance, usize> = BTreeMap::new();
        for hindrance in nearest.values() {
            *groups.entry(*hindrance).or_default() += 1;
        }
        let mut zh: Vec<String> = Vec::new();
        let mut en: Vec<String> = Vec::new();
        if !absent.is_empty() {
            zh.push(format!("请假、豁免或不在岗 {} 个", absent.len()));
            en.push(format!("{} absent", absent.len()));
        }
        for (hindrance, count) in groups {
            let (chinese, english) = words(hindrance);
            zh.push(format!("{chinese} {count} 个"));
            en.push(format!("{count} {english}"));
        }
        let idle = present.iter().filter(|slot| !nearest.contains_key(slot)).count();
        if idle > 0 {
            zh.push(format!("没有可排的安排 {idle} 个"));
            en.push(format!("{idle} without any stay to choose"));
        }
        let free = present.len() + absent.len();
        Some(Bilingual::new(format!("空闲 {free} 个时段：{}", zh.join("，")), format!("{free} free slots: {}", en.join(", "))))
    }
}

/// What explains most of several broken rules.
fn blocking(rules: &BTreeSet<RuleCode>) -> Hindrance {
    let has = |rule: RuleId| rules.contains(rule.code());
    if has(RuleId::OnePlace) {
        return Hindrance::Gap;
    }
    if has(RuleId::StageOrder) {
        return Hindrance::StageOrder;
    }
    if has(RuleId::Seats) {
        return Hindrance::Seats;
    }
    if has(RuleId::Supervision) {
        return Hindrance::Supervision;
    }
    RuleId::ALL.iter().find(|rule| has(**rule)).map_or(Hindrance::Open, |rule| Hindrance::Blocked(*rule))
}

fn words(hindrance: Hindrance) -> (String, String) {
    match hindrance {
        Hindrance::Gap => ("前后安排之间空档不够".into(), "in gaps too short".into()),
        Hindrance::StageOrder => ("前面阶段或先修项目未完".into(), "waiting for earlier stages or prerequisites".into()),
        Hindrance::Seats => ("科室容量已满".into(), "with all seats taken".into()),
        Hindrance::Supervision => ("带教不足".into(), "short of supervisors".into()),
        Hindrance::Blocked(rule) => {
            let name = rule.rule().spec.name;
            (format!("受「{}」限制", name.zh), format!("held back by {}", name.en))
        }
        Hindrance::Dearer => ("若排则别处更差".into(), "at a higher price elsewhere".into()),
        Hindrance::Open => ("或可安排，本次搜索未及".into(), "that this search did not reach".into()),
    }
}

#[cfg(test)]
mod tests;
