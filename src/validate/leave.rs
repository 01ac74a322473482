//! 请假: leave. Only what is approved keeps anybody from being placed.

use super::builder::Builder;
use super::vocabulary::{APPROVALS, is_usual_leave};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{Absence, AbsenceKind, DateRange};
use crate::source::{Column, TableKind};

pub(super) fn resolve(b: &mut Builder) {
    for cells in b.rows(TableKind::Leave) {
        cells.required(&mut b.report, Column::LeavePerson);
        let person = b.person(cells, Column::LeavePerson);
        let from = cells.required_date(&mut b.report, Column::LeaveFrom);
        let until = cells.required_date(&mut b.report, Column::LeaveUntil);
        let is_ordered = cells.in_order(&mut b.report, from, until, Column::LeaveUntil);
        let approved = cells.choice(&mut b.report, Column::LeaveApproved, Code::UnknownValue, &APPROVALS);
        let is_unknown = cells.is_broken(Column::LeaveApproved) || (approved.is_none() && cells.text(Column::LeaveApproved).is_some());
        if approved != Some(true) && !is_unknown {
            let found = match cells.text(Column::LeaveApproved) {
                Some(text) => Bilingual::same(super::cells::quoted(text)),
                None => Bilingual::new("空", "empty"),
            };
            cells.fault(&mut b.report, Code::UnapprovedLeave, Column::LeaveApproved, found, Bilingual::default());
        }
        if let Some(kind) = cells.text(Column::LeaveKind).filter(|kind| !is_usual_leave(kind)) {
            cells.fault(
                &mut b.report,
                Code::UnusualLeaveKind,
                Column::LeaveKind,
                Bilingual::same(super::cells::quoted(kind)),
                Bilingual::default(),
            );
        }
        let (Some(person), Some(from), Some(until)) = (person, from, until) else { continue };
        if approved == Some(true) && is_ordered {
            let reason = cells.text(Column::LeaveKind).unwrap_or("请假").to_owned();
            let absence = Absence { dates: DateRange::new(from, until), kind: AbsenceKind::Leave, reason };
            b.problem.people[person].absences.push(absence);
        }
    }
    for (_, person) in b.problem.people.iter_mut() {
        person.absences.sort_by_key(|absence| (absence.dates, absence.kind));
    }
}
