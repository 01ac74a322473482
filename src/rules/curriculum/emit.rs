pub(in crate::rules) mod leave;

use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A trainee's stay teaches an item of the programme, at a level the item allows, between enrolment and deadline.
pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let post = &problem.posts[stay.post];
    let Some(enrolment) = problem.enrolment(stay.person).filter(|_| post.is_training()) else {
        return stay.item.is_none();
    };
    let programme = &problem.programmes[enrolment.programme];
    let Some(item) = stay.item.and_then(|item| programme.items.get(item)) else { return false };
    let taught = post.department.is_some_and(|department| problem.departments[department].standards.contains(&item.standard));
    let level = item.levels.is_empty() || item.levels.contains(&problem.institutions[post.institution].level);
    taught && level && DateRange::new(enrolment.from, leave::deadline(problem, enrolment)).covers(&stay.dates(&problem.calendar))
}

pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    for enrolment in &problem.enrolments {
        let trainee = Trainee::new(problem, emitter, enrolment);
        trainee.limits(emitter);
        trainee.dues(emitter);
    }
}

/// One trainee's stays by item, in slots.
struct Trainee<'a> {
    problem: &'a Problem,
    enrolment: &'a Enrolment,
    programme: &'a Programme,
    /// The deadline in force, long leave added.
    deadline: NaiveDate,
    /// Slots of the horizon that lie wholly between enrolment and deadline, as first and end.
    window: (SlotId, SlotId),
    free: IndexVec<ItemId, Vec<(CandidateId, Stay)>>,
    given: IndexVec<ItemId, Vec<Stay>>,
}

/// A mandatory item, or an elective group with its items.
struct Account {
    /// Slots of the whole account that progress leaves.
    left: i32,
    items: Vec<ItemId>,
}

impl<'a> Trainee<'a> {
    fn new(problem: &'a Problem, emitter: &Emitter, enrolment: &'a Enrolment) -> Self {
        let programme = &problem.programmes[enrolment.programme];
        let mut free = IndexVec::filled(Vec::new(), programme.items.len());
        let mut given = IndexVec::filled(Vec::new(), programme.items.len());
        let candidates = emitter.candidates();
        for candidate in candidates.of_person(enrolment.person) {
            let stay = candidates.stay(candidate);
            match stay.item.filter(|item| programme.items.get(*item).is_some()) {
                Some(item) if candidates.is_given(candidate) => given[item].push(stay),
                Some(item) => free[item].push((candidate, stay)),
                None => {}
            }
        }
        let calendar = &problem.calendar;
        let first = calendar.slot_of(enrolment.from);
        let first = if calendar.first_day(first) == enrolment.from { first } else { first + 1 };
        let deadline = leave::deadline(problem, enrolment);
        let last = calendar.slot_of(deadline);
        let end = if calendar.last_day(last) == deadline { last + 1 } else { last };
        Self { problem, enrolment, programme, deadline, window: (first.max(SlotId(0)), end.min(calendar.end())), free, given }
    }

    fn slots_left(&self, half_months: i32) -> i32 {
        self.problem.calendar.slots_of_half_months(half_months.max(0))
    }
    fn half_months(&self, slots: i32) -> i64 {
        i64::from(self.problem.calendar.half_months(slots))
    }
    fn in_window(&self, stay: &Stay) -> i32 {
        stay.slots_in_window(self.window.0, self.window.1 - self.window.0)
    }
    fn carried(&self, items: &[ItemId], slots: impl Fn(&Stay) -> i32) -> i32 {
        items.iter().flat_map(|item| &self.given[*item]).map(slots).sum()
    }
    /// Terms in half-months of the items' stays that the plan may choose.
    fn terms(&self, items: &[ItemId], slots: impl Fn(&Stay) -> i32) -> Vec<(CandidateId, i64)> {
        let stays = items.iter().flat_map(|item| &self.free[*item]);
        stays.map(|(candidate, stay)| (*candidate, self.half_months(slots(stay)))).collect()
    }

    fn items_of(&self, group: GroupId) -> Vec<ItemId> {
        self.programme.items.iter().filter(|(_, item)| item.group == Some(group)).map(|(id, _)| id).collect()
    }
    fn group(&self, group: GroupId) -> Account {
        let items = self.items_of(group);
        let done: i32 = items.iter().map(|item| self.enrolment.progress[*item].done).sum();
        Account { left: self.slots_left(self.programme.groups[group].half_months - done), items }
    }
    fn item(&self, item: ItemId) -> Account {
        Account { left: self.slots_left(self.enrolment.remaining(self.programme, item)), items: vec![item] }
    }
    fn accounts(&self) -> Vec<Account> {
        let mandatory = self.programme.items.iter().filter(|(_, item)| item.group.is_none()).map(|(id, _)| self.item(id));
        mandatory.chain(self.programme.groups.ids().map(|group| self.group(group))).collect()
    }
    /// True for an item begun before the plan.
    fn is_begun(&self, item: ItemId) -> bool {
        self.enrolment.progress[item].done > 0 || !self.given[item].is_empty()
    }

    /// What never bends: lengths of items and groups, number of electives.
    fn limits(&self, emitter: &mut Emitter) {
        let subject = Subject::Person(self.enrolment.person);
        let whole = |stay: &Stay| stay.slots;
        let accounts = self.programme.items.ids().map(|item| self.item(item));
        for account in accounts.chain(self.programme.groups.ids().map(|group| self.group(group))) {
            let left = (account.left - self.carried(&account.items, whole)).max(0);
            emitter.law_at_most(subject, self.terms(&account.items, whole), self.half_months(left));
        }
        for (group, electives) in self.programme.groups.iter() {
            let (begun, new): (Vec<ItemId>, Vec<ItemId>) = self.items_of(group).into_iter().partition(|item| self.is_begun(*item));
            for item in &new {
                emitter.law_at_most(subject, self.chosen(&[*item]), 1);
            }
            let more = i64::from(electives.maximum_items) - begun.len() as i64;
            emitter.law_at_most(subject, self.chosen(&new), more.max(0));
        }
        self.limit_institutions(emitter);
    }

    /// Stays at each institution, where the county limits their number.
    fn limit_institutions(&self, emitter: &mut Emitter) {
        let most = setting::whole(self.problem, &super::SPEC, super::MOST_AT_INSTITUTION, self.problem.calendar.horizon().from);
        if most == 0 {
            return;
        }
        let institution = |stay: &Stay| self.problem.posts[stay.post].institution;
        let mut by_institution: BTreeMap<InstitutionId, Vec<(CandidateId, i64)>> = BTreeMap::new();
        for (candidate, stay) in self.free.values().flatten() {
            by_institution.entry(institution(stay)).or_default().push((*candidate, 1));
        }
        for (place, terms) in by_institution {
            let carried = self.given.values().flatten().filter(|stay| institution(stay) == place).count() as i64;
            emitter.law_at_most(Subject::Person(self.enrolment.person), terms, (most - carried).max(0));
        }
    }

    /// One for each stay of the items.
    fn chosen(&self, items: &[ItemId]) -> Vec<(CandidateId, i64)> {
        items.iter().flat_map(|item| &self.free[*item]).map(|(candidate, _)| (*candidate, 1)).collect()
    }

    /// What costs: half-months not used while time is owed, and at the deadline what is still owed.
    fn dues(&self, emitter: &mut Emitter) {
        let subject = Subject::Person(self.enrolment.person);
        let accounts = self.accounts();
        let before = |stay: &Stay| stay.slots_in_window(stay.first, -stay.first.0);
        let owed: Vec<i32> = accounts.iter().map(|account| (account.left - self.carried(&account.items, before)).max(0)).collect();
        let paid: Vec<i32> = accounts
            .iter()
            .zip(&owed)
            .map(|(account, owed)| self.carried(&account.items, |stay| self.in_window(stay)).min(*owed))
            .collect();
        let who = &self.problem.people[self.enrolment.person];
        let window = (self.window.0.0..self.window.1.0).map(SlotId);
        let available = window.filter(|slot| who.is_available(&self.problem.calendar.range(*slot))).count() as i32;
        let owed = (self.half_months(owed.iter().sum()) - leave::forgiven(self.problem, self.enrolment)).max(0);
        let paid = self.half_months(paid.iter().sum());
        let all: Vec<ItemId> = self.programme.items.ids().collect();
        let terms = self.terms(&all, |stay| self.in_window(stay));
        let due = owed.min(self.half_months(available));
        emitter.wants_at_least(Tier::Training, emitter.weight(), subject, terms.clone(), due - paid);

        if !self.problem.calendar.horizon().contains(self.deadline) {
            return;
        }
        let item_weight = setting::whole(self.problem, &super::SPEC, super::ITEM_WEIGHT, self.problem.calendar.horizon().from);
        // No account can be overdone, so all of them together tell what is missing of each.
        emitter.wants_at_least(Tier::Training, item_weight, subject, terms, owed - paid);
        for (group, electives) in self.programme.groups.iter() {
            let (begun, new): (Vec<ItemId>, Vec<ItemId>) = self.items_of(group).into_iter().partition(|item| self.is_begun(*item));
            let missing = i64::from(electives.minimum_items) - begun.len() as i64;
            emitter.wants_at_least(Tier::Training, item_weight, subject, self.chosen(&new), missing);
        }
    }
}
