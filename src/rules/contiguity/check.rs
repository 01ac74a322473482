use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Placement, Roster};
use crate::rules::{Findings, Subject, Unit, setting};
use std::collections::BTreeMap;

/// Reads each trainee's stays item by item, in half-months of the calendar.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let horizon = problem.calendar.horizon();
    let block_months = setting::whole(problem, &super::SPEC, super::BLOCK_MONTHS, horizon.from);
    let chunk_months = setting::whole(problem, &super::SPEC, super::MINIMUM_CHUNK, horizon.from);
    for enrolment in &problem.enrolments {
        let programme = &problem.programmes[enrolment.programme];
        let mut by_item: BTreeMap<ItemId, Vec<&Placement>> = BTreeMap::new();
        for placement in roster.of_person(enrolment.person) {
            if let Some(item) = placement.stay.item.filter(|item| item.index() < programme.items.len()) {
                by_item.entry(item).or_default().push(placement);
            }
        }
        for (id, placements) in by_item {
            let item = &programme.items[id];
            let (carried, planned): (Vec<&Placement>, Vec<&Placement>) =
                placements.into_iter().partition(|placement| placement.origin == Origin::CarriedIn);
            let length = |placement: &Placement| i64::from(placement.stay.dates(&problem.calendar).half_months());
            let served: i64 = carried.into_iter().map(length).sum();
            let one_block = !item.splittable || i64::from(item.half_months) <= block_months * 2;
            let left = Left { open: i64::from((item.half_months - enrolment.progress[id].done).max(0)) - served, problem };
            for placement in &planned {
                let whole = left.is_exactly(length(placement));
                if !whole && (one_block || length(placement) < chunk_months * 2) {
                    findings.broken(
                        Subject::Person(enrolment.person),
                        placement.stay.dates(&problem.calendar),
                        1,
                        Unit::Stays,
                        wrong_length(problem, item, length(placement), &left),
                    );
                }
            }
            if one_block && planned.len() > 1 {
                let again = planned.len() as i64 - 1;
                let name = standard(problem, item);
                let message = Bilingual::new(
                    format!("{name}：应一次连续完成，分成了 {} 段", again + 1),
                    format!("{name}: one block, split into {} stays", again + 1),
                );
                findings.broken(Subject::Person(enrolment.person), horizon, again, Unit::Stays, message);
            }
        }
    }
}

/// Half-months of an item that neither history nor a carried-in stay has served.
struct Left<'a> {
    open: i64,
    problem: &'a Problem,
}

impl Left<'_> {
    /// A stay of whole slots serves all that is left, its last slot perhaps in part only.
    fn is_exactly(&self, length: i64) -> bool {
        self.open <= length && length - self.open < i64::from(self.problem.calendar.unit().half_months())
    }
}

fn standard<'a>(problem: &'a Problem, item: &ProgrammeItem) -> &'a str {
    problem.standard_departments.get(item.standard).map_or("", String::as_str)
}

fn wrong_length(problem: &Problem, item: &ProgrammeItem, length: i64, left: &Left) -> Bilingual {
    let (name, open) = (standard(problem, item), left.open.max(0));
    Bilingual::new(
        format!("{name}：本段 {length} 个半月，尚余 {open} 个半月，长度不符"),
        format!("{name}: a stay of {length} half-months with {open} left has the wrong length"),
    )
}
