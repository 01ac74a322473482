//! Why trainees' months stay unmet, person by person.

use super::Ask;
use super::hindrance::{Counted, Groups, Hindrance, number};
use super::place::Places;
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::{PostSource, Stay};
use crate::rules::{RuleId, rules_in_force, setting, training_deadline};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Explains the trainee's unmet time.
pub(super) fn explain(places: &Places, person: PersonId, ask: Ask) -> Option<Bilingual> {
    let enrolment = places.problem.enrolment(person)?;
    let deadline = training_deadline(places.problem, enrolment);
    Some(Explanation { places, problem: places.problem, enrolment, deadline }.tell(ask))
}

struct Explanation<'a> {
    places: &'a Places<'a>,
    problem: &'a Problem,
    enrolment: &'a Enrolment,
    /// The deadline in force, long leave added.
    deadline: NaiveDate,
}

impl Explanation<'_> {
    fn tell(&self, ask: Ask) -> Bilingual {
        if self.deadline < self.problem.calendar.horizon().from {
            return Bilingual::new("截止日在本期之前，须先延长培训截止日期", "the deadline lies before this plan: extend it first");
        }
        let owed = self.owed();
        let mut told: Vec<Bilingual> = owed.iter().filter_map(|item| self.never_offered(*item)).collect();
        told.extend(self.free_slots(&owed, ask));
        let join = |pick: fn(&Bilingual) -> &str, separator: &str| told.iter().map(pick).collect::<Vec<_>>().join(separator);
        Bilingual::new(join(|text| &text.zh, "；"), join(|text| &text.en, "; "))
    }

    fn programme(&self) -> &Programme {
        &self.problem.programmes[self.enrolment.programme]
    }

    fn stays(&self) -> impl Iterator<Item = &Stay> {
        self.places.stays(self.enrolment.person)
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
        let of_item = |candidate: CandidateId| self.places.model.candidates.stay(candidate).item == Some(id);
        let mut candidates = self.places.model.candidates.of_person(self.enrolment.person);
        if candidates.any(|candidate| !self.places.model.candidates.is_given(candidate) && of_item(candidate)) {
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

    /// The slots between enrolment and deadline in which the trainee does nothing, by what stood in the way.
    fn free_slots(&self, owed: &[ItemId], ask: Ask) -> Option<Bilingual> {
        let calendar = &self.problem.calendar;
        let candidates = &self.places.model.candidates;
        let who = &self.problem.people[self.enrolment.person];
        let busy = |slot: SlotId| self.stays().any(|stay| stay.covers(slot) && self.problem.posts[stay.post].takes_away());
        let in_training = |slot: SlotId| self.enrolment.from <= calendar.first_day(slot) && calendar.last_day(slot) <= self.deadline;
        let free = calendar.ids().filter(|slot| in_training(*slot) && !busy(*slot));
        let (present, absent): (BTreeSet<SlotId>, BTreeSet<SlotId>) = free.partition(|slot| who.is_available(&calendar.range(*slot)));
        if present.is_empty() && absent.is_empty() {
            return Some(Bilingual::new(
                "可用时段均已排满，剩余时间不够补足所欠",
                "every slot that can be used is used: the time left is too short for what is owed",
            ));
        }
        let mut nearest: BTreeMap<SlotId, Hindrance> = BTreeMap::new();
        for candidate in candidates.of_person(self.enrolment.person) {
            let stay = candidates.stay(candidate);
            let useful = stay.item.is_some_and(|item| owed.contains(&item)) && !candidates.is_given(candidate);
            if !useful || !stay.slots_within(calendar).any(|slot| present.contains(&slot)) {
                continue;
            }
            let found = Hindrance::of(&ask(candidate));
            for slot in stay.slots_within(calendar).filter(|slot| present.contains(slot)) {
                let entry = nearest.entry(slot).or_insert(found);
                *entry = found.max(*entry);
            }
        }
        let mut groups = Groups::default();
        absent.iter().for_each(|_| groups.add(Hindrance::Absent));
        nearest.values().for_each(|hindrance| groups.add(*hindrance));
        let mut told = groups.told(Counted::Slots);
        let idle = present.iter().filter(|slot| !nearest.contains_key(slot)).count();
        if idle > 0 {
            let others = !told.zh.is_empty();
            told.zh += &format!("{}{idle} 个没有可排的项目", if others { "，" } else { "" });
            told.en += &format!("{}{idle} without any item to choose", if others { ", " } else { "" });
        }
        let free = present.len() + absent.len();
        Some(Bilingual::new(
            format!("空闲 {free} 个时段：{}", told.zh),
            format!("{}: {}", number(free, "free slot", "free slots"), told.en),
        ))
    }
}
