use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster};
use crate::rules::curriculum::check::leave::LeaveRecord;
use crate::rules::{Findings, Subject, Unit};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Leafs through each trainee's record: what stood finished on the day when a stay began?
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for enrolment in &problem.enrolments {
        let record = Record::new(problem, roster, enrolment);
        let mut too_early: BTreeSet<usize> = BTreeSet::new();
        for demand in record.demands() {
            record.check_demand(&demand, &mut too_early, findings);
        }
        for index in too_early {
            let message = Bilingual::new(
                format!("{}：此前的时间容不下应先完成的项目", record.name(record.entries[index].item)),
                format!("{}: what has to come first does not fit before it", record.name(record.entries[index].item)),
            );
            findings.broken(Subject::Person(enrolment.person), record.entries[index].dates, 1, Unit::Stays, message);
        }
    }
}

struct Entry {
    item: ItemId,
    dates: DateRange,
    carried: bool,
}

/// What has to be finished before some items begin.
struct Demand {
    behind: BTreeSet<ItemId>,
    /// Half-months open of each item or group, with its items.
    before: Vec<(i64, BTreeSet<ItemId>)>,
    open: i64,
    label: Bilingual,
}

struct Record<'a> {
    problem: &'a Problem,
    enrolment: &'a Enrolment,
    items: &'a IndexVec<ItemId, ProgrammeItem>,
    entries: Vec<Entry>,
}

impl<'a> Record<'a> {
    fn new(problem: &'a Problem, roster: &Roster, enrolment: &'a Enrolment) -> Self {
        let items = &problem.programmes[enrolment.programme].items;
        let entry = |placement: &crate::roster::Placement| {
            let item = placement.stay.item.filter(|item| item.index() < items.len())?;
            Some(Entry { item, dates: placement.stay.dates(&problem.calendar), carried: placement.origin == Origin::CarriedIn })
        };
        Self { problem, enrolment, items, entries: roster.of_person(enrolment.person).iter().filter_map(entry).collect() }
    }

    fn name(&self, item: ItemId) -> &str {
        self.problem.standard_departments.get(self.items[item].standard).map_or("", String::as_str)
    }

    /// Half-months open of the items together, the last slot perhaps only in part.
    fn open(&self, length: i32, items: &BTreeSet<ItemId>) -> i64 {
        let mut open = i64::from(length);
        for item in items {
            open -= i64::from(self.enrolment.progress[*item].done);
        }
        let slot = match self.problem.calendar.unit() {
            SlotUnit::HalfMonth => 1,
            SlotUnit::Month => 2,
        };
        if open <= 0 { 0 } else { (open + slot - 1) / slot * slot }
    }

    fn demands(&self) -> Vec<Demand> {
        let mut demands = Vec::new();
        let mut behind_stage: BTreeMap<i32, BTreeSet<ItemId>> = BTreeMap::new();
        for (id, item) in self.items.iter() {
            behind_stage.entry(item.stage).or_default().insert(id);
            for first in item.after.iter().filter(|first| first.index() < self.items.len()) {
                let alone = BTreeSet::from([*first]);
                let open = self.open(self.items[*first].half_months, &alone);
                let name = self.name(*first);
                let label = Bilingual::new(format!("先修项目 {name}"), format!("its prerequisite {name}"));
                demands.push(Demand { behind: BTreeSet::from([id]), before: vec![(open, alone)], open, label });
            }
        }
        let forgiven = LeaveRecord::new(self.problem, self.enrolment).forgiven;
        for (stage, behind) in behind_stage {
            let mut before = Vec::new();
            for (id, item) in self.items.iter() {
                if item.group.is_none() && item.stage < stage {
                    let alone = BTreeSet::from([id]);
                    before.push((self.open(item.half_months, &alone), alone));
                }
            }
            for (group, electives) in self.problem.programmes[self.enrolment.programme].groups.iter() {
                let members: BTreeSet<ItemId> = self.items.ids().filter(|id| self.items[*id].group == Some(group)).collect();
                if !members.is_empty() && members.iter().all(|id| self.items[*id].stage < stage) {
                    before.push((self.open(electives.half_months, &members), members));
                }
            }
            let open = before.iter().map(|(open, _)| open).sum::<i64>() - forgiven;
            let label = Bilingual::new(format!("第 {stage} 阶段之前的项目"), format!("what comes before stage {stage}"));
            demands.push(Demand { behind, before, open: open.max(0), label });
        }
        demands
    }

    /// Half-months of stays ended before the day.
    fn served(&self, items: &BTreeSet<ItemId>, carried: bool, day: NaiveDate) -> i64 {
        let ended = self.entries.iter().filter(|entry| entry.carried == carried && entry.dates.to < day && items.contains(&entry.item));
        ended.map(|entry| i64::from(entry.dates.half_months())).sum()
    }

    fn check_demand(&self, demand: &Demand, too_early: &mut BTreeSet<usize>, findings: &mut Findings) {
        let mut beginning: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (index, entry) in self.entries.iter().enumerate().filter(|(_, entry)| !entry.carried) {
            if demand.behind.contains(&entry.item) {
                beginning.entry(entry.dates.from).or_default().push(index);
            }
        }
        for (day, stays) in beginning {
            let settled: i64 = demand.before.iter().map(|(open, items)| self.served(items, true, day).min(*open)).sum();
            let need = (demand.open - settled).max(0);
            let eve = day.pred_opt().unwrap_or(day);
            if need > i64::from(DateRange::new(self.problem.calendar.horizon().from, eve).half_months()) {
                too_early.extend(stays);
                continue;
            }
            let served: i64 = demand.before.iter().map(|(_, items)| self.served(items, false, day)).sum();
            let missing = need * stays.len() as i64 - served;
            if missing > 0 {
                let names: Vec<&str> = stays.iter().map(|index| self.name(self.entries[*index].item)).collect();
                let message = Bilingual::new(
                    format!("{}：{day} 开始时，{}还缺 {missing} 个半月", names.join("、"), demand.label.zh),
                    format!("{}: on {day} {missing} half-months are missing of {}", names.join(", "), demand.label.en),
                );
                let dates = self.entries[stays[0]].dates;
                findings.broken(Subject::Person(self.enrolment.person), dates, missing, Unit::HalfMonths, message);
            }
        }
    }
}
