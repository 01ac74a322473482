use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::curriculum::emit::leave;
use crate::rules::{Emitter, Subject};
use std::collections::BTreeMap;

/// The time that has to come first would fit before the stay.
pub(in crate::rules) fn admits(problem: &Problem, stay: &Stay) -> bool {
    let Some(enrolment) = problem.enrolment(stay.person) else { return true };
    let programme = &problem.programmes[enrolment.programme];
    let Some((id, item)) = stay.item.and_then(|id| Some((id, programme.items.get(id)?))) else { return true };
    let mut gates = item.after.iter().map(|first| Gate::item(problem, enrolment, id, *first));
    gates.all(|gate| gate.fits(problem, enrolment, stay.first))
        && Gate::stage(problem, enrolment, item.stage).fits(problem, enrolment, stay.first)
}

/// One row for each trainee, gate and slot in which a stay behind the gate may begin.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    for enrolment in &problem.enrolments {
        let candidates = emitter.candidates();
        let free: Vec<(CandidateId, ItemId, Stay)> = candidates
            .of_person(enrolment.person)
            .filter(|candidate| !candidates.is_given(*candidate))
            .filter_map(|candidate| {
                let stay = candidates.stay(candidate);
                Some((candidate, stay.item?, stay))
            })
            .collect();
        for gate in gates(problem, enrolment) {
            let mut behind: BTreeMap<SlotId, Vec<CandidateId>> = BTreeMap::new();
            for (candidate, item, stay) in &free {
                if gate.behind.contains(item) {
                    behind.entry(stay.first).or_default().push(*candidate);
                }
            }
            let before: Vec<(CandidateId, Stay)> = free
                .iter()
                .filter(|(_, item, _)| gate.before.iter().any(|account| account.items.contains(item)))
                .map(|(candidate, _, stay)| (*candidate, *stay))
                .collect();
            for (slot, beginning) in behind {
                let need = gate.need(problem, enrolment, slot);
                if need == 0 || need > half_months(problem, slot.0) {
                    continue;
                }
                let mut terms: Vec<(CandidateId, i64)> = beginning.into_iter().map(|candidate| (candidate, need)).collect();
                let ended = before.iter().filter(|(_, stay)| stay.end() <= slot);
                terms.extend(ended.map(|(candidate, stay)| (*candidate, -half_months(problem, stay.slots))));
                emitter.at_most(Subject::Person(enrolment.person), terms, 0);
            }
        }
    }
}

/// What has to be over before stays of some items begin.
struct Gate {
    behind: Vec<ItemId>,
    before: Vec<Account>,
    /// Half-months that need not be made up.
    forgiven: i64,
}

/// A mandatory item, or an elective group.
struct Account {
    /// Half-months that progress leaves, in whole slots.
    left: i64,
    items: Vec<ItemId>,
}

fn gates(problem: &Problem, enrolment: &Enrolment) -> Vec<Gate> {
    let programme = &problem.programmes[enrolment.programme];
    let mut stages: Vec<i32> = programme.items.values().map(|item| item.stage).collect();
    stages.sort_unstable();
    stages.dedup();
    let items = programme.items.iter().flat_map(|(id, item)| item.after.iter().map(move |first| (id, *first)));
    let mut gates: Vec<Gate> = stages.into_iter().map(|stage| Gate::stage(problem, enrolment, stage)).collect();
    gates.extend(items.map(|(id, first)| Gate::item(problem, enrolment, id, first)));
    gates
}

impl Gate {
    fn stage(problem: &Problem, enrolment: &Enrolment, stage: i32) -> Self {
        let programme = &problem.programmes[enrolment.programme];
        let mut before = Vec::new();
        for (id, item) in programme.items.iter().filter(|(_, item)| item.group.is_none() && item.stage < stage) {
            before.push(Account::new(problem, enrolment, item.half_months, vec![id]));
        }
        for (group, electives) in programme.groups.iter() {
            let members = programme.items.iter().filter(|(_, item)| item.group == Some(group));
            let (items, stages): (Vec<ItemId>, Vec<i32>) = members.map(|(id, item)| (id, item.stage)).unzip();
            if stages.iter().max().is_some_and(|last| *last < stage) {
                before.push(Account::new(problem, enrolment, electives.half_months, items));
            }
        }
        let behind = programme.items.iter().filter(|(_, item)| item.stage == stage).map(|(id, _)| id).collect();
        let forgiven = if before.is_empty() { 0 } else { leave::forgiven(problem, enrolment) };
        Self { behind, before, forgiven }
    }

    fn item(problem: &Problem, enrolment: &Enrolment, behind: ItemId, first: ItemId) -> Self {
        let length = problem.programmes[enrolment.programme].items.get(first).map(|item| item.half_months);
        let before = length.map(|length| Account::new(problem, enrolment, length, vec![first]));
        Self { behind: vec![behind], before: before.into_iter().collect(), forgiven: 0 }
    }

    /// Half-months that the plan still has to serve before the slot.
    fn need(&self, problem: &Problem, enrolment: &Enrolment, slot: SlotId) -> i64 {
        let owed = self.owed();
        if owed == 0 {
            return 0;
        }
        let paid = |account: &Account| {
            let ended = problem.carried.iter().filter(|carried| {
                carried.person == enrolment.person
                    && carried.first + carried.slots <= slot
                    && carried.item.is_some_and(|item| account.items.contains(&item))
            });
            account.left.min(ended.map(|carried| half_months(problem, carried.slots)).sum())
        };
        (owed - self.before.iter().map(paid).sum::<i64>()).max(0)
    }

    fn owed(&self) -> i64 {
        (self.before.iter().map(|account| account.left).sum::<i64>() - self.forgiven).max(0)
    }

    fn fits(&self, problem: &Problem, enrolment: &Enrolment, slot: SlotId) -> bool {
        let room = half_months(problem, slot.0);
        // Most stays begin late enough whatever is carried in.
        self.owed() <= room || self.need(problem, enrolment, slot) <= room
    }
}

impl Account {
    fn new(problem: &Problem, enrolment: &Enrolment, length: i32, items: Vec<ItemId>) -> Self {
        let done: i32 = items.iter().map(|item| enrolment.progress[*item].done).sum();
        Self { left: half_months(problem, problem.calendar.slots_of_half_months((length - done).max(0))), items }
    }
}

fn half_months(problem: &Problem, slots: i32) -> i64 {
    i64::from(problem.calendar.half_months(slots))
}
