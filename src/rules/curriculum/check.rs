pub(in crate::rules) mod leave;

use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Placement, Roster};
use crate::rules::{Findings, Subject, Unit, setting};
use leave::LeaveRecord;
use std::collections::BTreeSet;

/// Reads each trainee's record of the finished roster, in half-months of the calendar.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        check_place(problem, placement, findings);
    }
    for enrolment in &problem.enrolments {
        let record = Record::new(problem, roster, enrolment);
        record.check_limits(findings);
        record.check_dues(findings);
    }
}

/// The place teaches the item, between enrolment and deadline.
fn check_place(problem: &Problem, placement: &Placement, findings: &mut Findings) {
    let stay = &placement.stay;
    let dates = stay.dates(&problem.calendar);
    let post = &problem.posts[stay.post];
    let enrolment = problem.enrolments.iter().find(|enrolment| enrolment.person == stay.person && post.is_training());
    let fault = match (enrolment, stay.item) {
        (None, None) => return,
        (None, Some(_)) => ("未入培或非轮转岗位，却计入方案项目", "counts towards an item without enrolment or training post"),
        (Some(_), None) => ("未注明方案项目", "names no item of the programme"),
        (Some(enrolment), Some(item)) => {
            let programme = &problem.programmes[enrolment.programme];
            let Some(item) = programme.items.get(item) else {
                let message = Bilingual::new("方案中没有该项目", "the programme has no such item");
                return findings.law_broken(Subject::Person(stay.person), dates, 1, Unit::Stays, message);
            };
            let teaches = post.department.map(|department| &problem.departments[department].standards);
            if !teaches.is_some_and(|standards| standards.contains(&item.standard)) {
                ("科室不教该项目", "is in a department that does not teach the item")
            } else if !item.levels.is_empty() && !item.levels.contains(&problem.institutions[post.institution].level) {
                ("机构级别不符合方案", "is at a level that the programme does not allow")
            } else if dates.from < enrolment.from || dates.to > LeaveRecord::new(problem, enrolment).deadline {
                ("在入培之前或截止之后", "lies before enrolment or after the deadline")
            } else {
                return;
            }
        }
    };
    let place = problem.post_in_words(stay.post);
    let message = Bilingual::new(format!("{}：{}", place.zh, fault.0), format!("the stay at {} {}", place.en, fault.1));
    findings.law_broken(Subject::Person(stay.person), dates, 1, Unit::Stays, message);
}

/// A stay of a trainee that counts towards an item.
struct Entry {
    item: ItemId,
    institution: InstitutionId,
    dates: DateRange,
    carried: bool,
}

struct Record<'a> {
    problem: &'a Problem,
    enrolment: &'a Enrolment,
    programme: &'a Programme,
    entries: Vec<Entry>,
    leave: LeaveRecord,
    /// Slots of the horizon wholly between enrolment and deadline.
    usable: Vec<DateRange>,
}

/// What a mandatory item or an elective group amounts to.
struct Balance {
    name: String,
    /// Half-months that progress leaves, in whole slots.
    left: i64,
    items: BTreeSet<ItemId>,
}

impl<'a> Record<'a> {
    fn new(problem: &'a Problem, roster: &Roster, enrolment: &'a Enrolment) -> Self {
        let programme = &problem.programmes[enrolment.programme];
        let mut entries = Vec::new();
        for placement in roster.of_person(enrolment.person) {
            if let Some(item) = placement.stay.item.filter(|item| item.index() < programme.items.len()) {
                let dates = placement.stay.dates(&problem.calendar);
                let institution = problem.posts[placement.stay.post].institution;
                entries.push(Entry { item, institution, dates, carried: placement.origin == Origin::CarriedIn });
            }
        }
        let slots = problem.calendar.ids().map(|slot| problem.calendar.range(slot));
        let leave = LeaveRecord::new(problem, enrolment);
        let usable = slots.filter(|dates| enrolment.from <= dates.from && dates.to <= leave.deadline).collect();
        Self { problem, enrolment, programme, entries, leave, usable }
    }

    /// Half-months rounded up to whole slots, never negative.
    fn whole_slots(&self, half_months: i32) -> i64 {
        let unit = self.problem.calendar.unit().half_months();
        let over = half_months.max(0) % unit;
        i64::from(half_months.max(0) + if over == 0 { 0 } else { unit - over })
    }
    fn balance_of_item(&self, id: ItemId) -> Balance {
        let item = &self.programme.items[id];
        let left = item.half_months - self.enrolment.progress[id].done;
        let name = self.problem.standard_departments.get(item.standard).cloned().unwrap_or_default();
        Balance { name, left: self.whole_slots(left), items: BTreeSet::from([id]) }
    }
    fn balance_of_group(&self, id: GroupId) -> Balance {
        let group = &self.programme.groups[id];
        let items: BTreeSet<ItemId> = self.programme.items.ids().filter(|item| self.programme.items[*item].group == Some(id)).collect();
        let left = items.iter().fold(group.half_months, |left, item| left - self.enrolment.progress[*item].done);
        Balance { name: group.name.clone(), left: self.whole_slots(left), items }
    }
    fn sum(&self, balance: &Balance, carried: bool, part: impl Fn(&DateRange) -> i64) -> i64 {
        let entries = self.entries.iter().filter(|entry| entry.carried == carried && balance.items.contains(&entry.item));
        entries.map(|entry| part(&entry.dates)).sum()
    }
    fn length(dates: &DateRange) -> i64 {
        i64::from(dates.half_months())
    }
    /// Half-months of the dates in which the plan can be held to account.
    fn counted(&self, dates: &DateRange) -> i64 {
        self.usable.iter().filter_map(|usable| usable.intersection(dates)).map(|shared| Self::length(&shared)).sum()
    }
    /// Half-months of the dates before the horizon.
    fn earlier(&self, dates: &DateRange) -> i64 {
        let eve = self.problem.calendar.horizon().from.pred_opt().unwrap_or(dates.from);
        Self::length(&DateRange::new(dates.from, dates.to.min(eve)))
    }
    /// Items of the group with history, and new ones with the number of their stays.
    fn electives(&self, balance: &Balance) -> (i64, Vec<i64>) {
        let begun =
            |item: ItemId| self.enrolment.progress[item].done > 0 || self.entries.iter().any(|entry| entry.carried && entry.item == item);
        let stays = |item: ItemId| self.entries.iter().filter(|entry| entry.item == item).count() as i64;
        let old = balance.items.iter().filter(|item| begun(**item)).count() as i64;
        (old, balance.items.iter().filter(|item| !begun(**item)).map(|item| stays(*item)).collect())
    }

    fn check_limits(&self, findings: &mut Findings) {
        let subject = Subject::Person(self.enrolment.person);
        let horizon = self.problem.calendar.horizon();
        let items = self.programme.items.ids().map(|id| self.balance_of_item(id));
        for balance in items.chain(self.programme.groups.ids().map(|id| self.balance_of_group(id))) {
            let planned = self.sum(&balance, false, Self::length);
            let room = (balance.left - self.sum(&balance, true, Self::length)).max(0);
            if planned > room {
                let message = Bilingual::new(
                    format!("{}：还可安排 {room} 个半月，实排 {planned} 个半月", balance.name),
                    format!("{}: {room} half-months left, {planned} planned", balance.name),
                );
                findings.law_broken(subject, horizon, planned - room, Unit::HalfMonths, message);
            }
        }
        for (id, group) in self.programme.groups.iter() {
            let (old, new) = self.electives(&self.balance_of_group(id));
            let again: i64 = new.iter().map(|stays| (stays - 1).max(0)).sum();
            if again > 0 {
                let message = Bilingual::new(
                    format!("{}：选科项目应一次完成，多排 {again} 次", group.name),
                    format!("{}: an elective is taken in one stay, {again} too many", group.name),
                );
                findings.law_broken(subject, horizon, again, Unit::Stays, message);
            }
            let (chosen, room) = (new.iter().sum::<i64>(), (i64::from(group.maximum_items) - old).max(0));
            if chosen > room {
                let message = Bilingual::new(
                    format!("{}：最多还可选 {room} 科，实选 {chosen} 科", group.name),
                    format!("{}: {room} more electives allowed, {chosen} chosen", group.name),
                );
                findings.law_broken(subject, horizon, chosen - room, Unit::Stays, message);
            }
        }
        self.check_institutions(findings);
    }

    /// More stays at one institution than the county allows.
    fn check_institutions(&self, findings: &mut Findings) {
        let horizon = self.problem.calendar.horizon();
        let most = setting::whole(self.problem, &super::SPEC, super::MOST_AT_INSTITUTION, horizon.from);
        if most == 0 {
            return;
        }
        let places: BTreeSet<InstitutionId> = self.entries.iter().map(|entry| entry.institution).collect();
        for place in places {
            let stays =
                |carried: bool| self.entries.iter().filter(|entry| entry.institution == place && entry.carried == carried).count() as i64;
            let (planned, room) = (stays(false), (most - stays(true)).max(0));
            if planned > room {
                let name = &self.problem.institutions[place].name;
                let message = Bilingual::new(
                    format!("{name}：还可轮转 {room} 次，实排 {planned} 次"),
                    format!("{name}: {room} more stays allowed, {planned} planned"),
                );
                findings.law_broken(Subject::Person(self.enrolment.person), horizon, planned - room, Unit::Stays, message);
            }
        }
    }

    fn check_dues(&self, findings: &mut Findings) {
        let subject = Subject::Person(self.enrolment.person);
        let horizon = self.problem.calendar.horizon();
        let mandatory = self.programme.items.ids().filter(|id| self.programme.items[*id].group.is_none());
        let mut balances: Vec<Balance> = mandatory.map(|id| self.balance_of_item(id)).collect();
        balances.extend(self.programme.groups.ids().map(|id| self.balance_of_group(id)));
        let owed = |balance: &Balance| (balance.left - self.sum(balance, true, |dates| self.earlier(dates))).max(0);
        let paid = |balance: &Balance| self.sum(balance, true, |dates| self.counted(dates)).min(owed(balance));

        let absences = &self.problem.people[self.enrolment.person].absences;
        let present = self.usable.iter().filter(|dates| !absences.iter().any(|absence| absence.dates.overlaps(dates)));
        let available: i64 = present.map(Self::length).sum();
        let total = (balances.iter().map(owed).sum::<i64>() - self.leave.forgiven).max(0);
        let due = total.min(available);
        let planned: i64 = self.entries.iter().filter(|entry| !entry.carried).map(|entry| self.counted(&entry.dates)).sum();
        let taken = planned + balances.iter().map(paid).sum::<i64>();
        let still = |balance: &Balance| owed(balance) - paid(balance) - self.sum(balance, false, |dates| self.counted(dates));
        let debts = self.debts(balances.iter().map(|balance| (balance.name.as_str(), still(balance))));
        let weight = setting::weight(self.problem, &super::SPEC);
        if taken < due {
            let message = Bilingual::new(
                format!("本期应轮转 {due} 个半月，实排 {taken} 个半月；尚{}", debts.zh),
                format!("{due} half-months of training due in this plan, {taken} planned; {}", debts.en),
            );
            findings.costs(Tier::Training, subject, horizon, due - taken, Unit::HalfMonths, (due - taken) * weight, message);
        }
        let deadline = self.leave.deadline;
        if deadline < horizon.from {
            if total > 0 {
                let debts = self.debts(balances.iter().map(|balance| (balance.name.as_str(), owed(balance))));
                let message = Bilingual::new(
                    format!("培训已于 {deadline} 截止，尚{}", debts.zh),
                    format!("training ended on {deadline}; {}", debts.en),
                );
                findings.costs(Tier::Training, subject, horizon, total, Unit::HalfMonths, 0, message);
            }
        } else if deadline <= horizon.to {
            self.check_deadline(findings, total - taken, &debts);
        }
    }

    /// The deadline lies in the horizon: what is then still missing.
    fn check_deadline(&self, findings: &mut Findings, missing: i64, debts: &Bilingual) {
        let subject = Subject::Person(self.enrolment.person);
        let horizon = self.problem.calendar.horizon();
        let dates = DateRange::new(horizon.from, self.leave.deadline);
        let weight = setting::whole(self.problem, &super::SPEC, super::ITEM_WEIGHT, horizon.from);
        if missing > 0 {
            let message = Bilingual::new(
                format!("至截止日 {} 尚{}", self.leave.deadline, debts.zh),
                format!("at the deadline {}: {}", self.leave.deadline, debts.en),
            );
            findings.costs(Tier::Training, subject, dates, missing, Unit::HalfMonths, missing * weight, message);
        }
        for (id, group) in self.programme.groups.iter() {
            let (old, new) = self.electives(&self.balance_of_group(id));
            let missing = i64::from(group.minimum_items) - old - new.iter().sum::<i64>();
            if missing > 0 {
                let message = Bilingual::new(
                    format!("{}：至截止日少选 {missing} 科", group.name),
                    format!("{}: {missing} electives missing at the deadline", group.name),
                );
                findings.costs(Tier::Training, subject, dates, missing, Unit::Stays, missing * weight, message);
            }
        }
    }

    /// What is owed by item and elective group, with the leave that need not be made up.
    fn debts<'b>(&self, owed: impl Iterator<Item = (&'b str, i64)>) -> Bilingual {
        let owed: Vec<(&str, i64)> = owed.filter(|(_, half_months)| *half_months > 0).collect();
        let list = |unit: &str, separator: &str| {
            let each = owed.iter().map(|(name, half_months)| format!("{name} {}{unit}", months(*half_months)));
            each.collect::<Vec<_>>().join(separator)
        };
        let (zh, en) = match self.leave.forgiven {
            0 => (String::new(), String::new()),
            leave => (format!("（请假 {} 个月不补）", months(leave)), format!(" (leave of {} months is not made up)", months(leave))),
        };
        Bilingual::new(format!("欠 {}{zh}", list(" 个月", "、")), format!("owed: {}{en}", list(" months", ", ")))
    }
}

/// Half-months as months: 2, 0.5, 3.5.
fn months(half_months: i64) -> String {
    format!("{}{}", half_months / 2, if half_months % 2 == 0 { "" } else { ".5" })
}
