//! 既定: stays that HR has fixed or forbidden.

use super::builder::{Builder, Found};
use super::cells::{Cells, both, quoted};
use super::pin_conflict;
use super::place::{self, Place};
use super::published;
use super::vocabulary::PIN_KINDS;
use crate::diagnostic::{Bilingual, Code};
use crate::domain::*;
use crate::source::{Column, TableKind};
use chrono::NaiveDate;

pub(super) fn resolve(b: &mut Builder) {
    let mut pins: Vec<(Pin, Cells)> = Vec::new();
    for cells in b.rows(TableKind::Fixed) {
        cells.required(&mut b.report, Column::FixedPerson);
        let person = b.person(cells, Column::FixedPerson);
        let target = target(b, cells);
        let from = cells.required_date(&mut b.report, Column::FixedFrom);
        let until = cells.required_date(&mut b.report, Column::FixedUntil);
        let is_ordered = cells.in_order(&mut b.report, from, until, Column::FixedUntil);
        let kind = cells.required_choice(&mut b.report, Column::FixedKind, Code::UnknownKind, &PIN_KINDS);
        let (Some(person), Some(target), Some(from), Some(until), Some(kind)) = (person, target, from, until, kind) else { continue };
        if !is_ordered || !b.has_horizon {
            continue;
        }
        if kind == PinKind::Locked && published::holds_already(b, person, target, &DateRange::new(from, until)) {
            continue;
        }
        if let Some((first, slots)) = slots(b, cells, from, until, kind) {
            let pin = Pin { person, target, first, slots, kind };
            if kind == PinKind::Locked {
                reject_over_leave(b, cells, &pin);
            }
            pins.push((pin, cells));
        }
    }
    pin_conflict::report(b, &pins);
    b.problem.pins = pins.into_iter().map(|(pin, _)| pin).collect();
    published::end_where_forbidden(b);
}

fn target(b: &mut Builder, cells: Cells) -> Option<PinTarget> {
    let text = cells.required(&mut b.report, Column::FixedTarget)?;
    let found = match place::find(b, text) {
        Found::Known(Place::Post(post)) => Found::Known(PinTarget::Post(post)),
        Found::Known(Place::Institution(institution)) => Found::Known(PinTarget::Institution(institution)),
        Found::Known(Place::Department(department)) => Found::Known(PinTarget::Department(department)),
        Found::Broken => Found::Broken,
        Found::Unknown => Found::Unknown,
    };
    let expected = ("岗位代码、机构代码，或“机构代码+科室”", "a post code, an institution code, or “institution code+department”");
    b.known(found, cells, Column::FixedTarget, Code::UnknownPlace, expected)
}

/// The whole slots that the dates touch, within what the plan can decide.
fn slots(b: &mut Builder, cells: Cells, from: NaiveDate, until: NaiveDate, kind: PinKind) -> Option<(SlotId, i32)> {
    let calendar = b.problem.calendar.clone();
    let horizon = calendar.horizon();
    let dates = Bilingual::same(format!("{from} ~ {until}"));
    let plan = || both(format!("{} ~ {} 之内", horizon.from, horizon.to), format!("within {} ~ {}", horizon.from, horizon.to));
    if until < horizon.from || from > horizon.to {
        cells.fault(&mut b.report, Code::PinOutsideHorizon, Column::FixedFrom, dates, plan());
        return None;
    }
    let mut first = calendar.slot_of(from);
    let last = calendar.slot_of(until);
    if first < SlotId(0) {
        if kind == PinKind::Locked {
            let expected = both(format!("{} 或以后", horizon.from), format!("{} or later", horizon.from));
            cells.reject(&mut b.report, Code::PinBeforeHorizon, Column::FixedFrom, expected);
            return None;
        }
        // What lies before the plan cannot be forbidden any more.
        first = SlotId(0);
    }
    let open = b.problem.frozen;
    if kind == PinKind::Locked && first < open {
        let day = calendar.first_day(open);
        let expected = both(format!("{day} 或以后"), format!("{day} or later"));
        cells.reject(&mut b.report, Code::PinInPublishedMonths, Column::FixedFrom, expected);
        return None;
    }
    let whole = DateRange::new(calendar.first_day(first), calendar.last_day(last));
    let asked = DateRange::new(from.max(horizon.from), until);
    if whole != asked {
        let expected = both(format!("{} ~ {}", whole.from, whole.to), format!("{} ~ {}", whole.from, whole.to));
        cells.fault(&mut b.report, Code::PinOffSlot, Column::FixedFrom, dates, expected);
    }
    Some((first, last - first + 1))
}

fn reject_over_leave(b: &mut Builder, cells: Cells, pin: &Pin) {
    let dates = b.problem.calendar.span(pin.first, pin.slots);
    let person = &b.problem.people[pin.person];
    let Some(absence) = person.absences.iter().find(|absence| absence.dates.overlaps(&dates)) else { return };
    let both_dates = absence.dates.intersection(&dates).unwrap_or(dates);
    let found =
        Bilingual::same(format!("{} {}", person.code, quoted(&format!("{} {} ~ {}", absence.reason, both_dates.from, both_dates.to))));
    let expected = both(format!("{} ~ {} 在岗", dates.from, dates.to), format!("presence over {} ~ {}", dates.from, dates.to));
    cells.fault(&mut b.report, Code::PinOverLeave, Column::FixedFrom, found, expected);
}
