//! 豁免: `哺乳期(2027-01-01~2027-12-31)已批准；退休前(2028-06-30)已批准`.

use super::builder::Builder;
use super::cells::{Cells, both, quoted};
use super::person::{far_future, far_past};
use crate::diagnostic::{Bilingual, Code};
use crate::domain::{Absence, AbsenceKind, DateRange};
use crate::source::{Column, date};
use chrono::{Months, NaiveDate};

/// Months of lactation from its first day.
const LACTATION_MONTHS: u32 = 12;
/// Months before retirement in which nobody is sent away.
const RETIREMENT_MONTHS: u32 = 24;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Pregnancy,
    Lactation,
    Illness,
    Retirement,
    Other,
}

const KINDS: [(Kind, &str, &str); 5] = [
    (Kind::Pregnancy, "孕期", "pregnancy"),
    (Kind::Lactation, "哺乳期", "lactation"),
    (Kind::Illness, "病休", "illness"),
    (Kind::Retirement, "退休前", "retirement"),
    (Kind::Other, "其他", "other"),
];

/// One exemption as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Exemption {
    kind: Kind,
    dates: Option<DateRange>,
    is_approved: bool,
}

/// The dates of the approved exemptions in the cell.
pub(super) fn absences(b: &mut Builder, cells: Cells) -> Vec<Absence> {
    let mut absences = Vec::new();
    let text = cells.text(Column::PersonExemption).unwrap_or_default();
    for written in text.split([';', '；']).map(str::trim).filter(|written| !written.is_empty()) {
        let found = Bilingual::same(quoted(written));
        match parse(written) {
            Err(Unreadable::Form) => {
                let expected = both(
                    "类别（孕期、哺乳期、病休、退休前、其他）、括号内日期、已批准",
                    "a kind (孕期, 哺乳期, 病休, 退休前, 其他), dates in brackets, 已批准",
                );
                cells.fault(&mut b.report, Code::UnreadableExemption, Column::PersonExemption, found, expected);
            }
            Err(Unreadable::EndBeforeStart) => {
                let expected = both("起日在前，止日在后", "the first day before the last");
                cells.fault(&mut b.report, Code::EndBeforeStart, Column::PersonExemption, found, expected);
            }
            Ok(exemption) if !exemption.is_approved => {
                cells.fault(&mut b.report, Code::UnapprovedExemption, Column::PersonExemption, found, Bilingual::default());
            }
            Ok(exemption) => {
                let reason = KINDS.iter().find(|(kind, ..)| *kind == exemption.kind).map_or("", |(_, zh, _)| zh);
                let dates = exemption.dates.unwrap_or(DateRange::new(far_past(), far_future()));
                absences.push(Absence { dates, kind: AbsenceKind::Exemption, reason: reason.into() });
            }
        }
    }
    absences
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unreadable {
    Form,
    EndBeforeStart,
}

fn parse(written: &str) -> Result<Exemption, Unreadable> {
    let bare = written.strip_suffix("已批准").or_else(|| written.strip_suffix("approved"));
    let is_approved = bare.is_some();
    let bare = bare.unwrap_or(written).trim();
    let bare = bare.strip_suffix("未批准").or_else(|| bare.strip_suffix("待批")).unwrap_or(bare).trim();
    let (name, dates) = match bare.split_once(['(', '（']) {
        None => (bare, None),
        Some((name, rest)) => (name.trim(), Some(rest.strip_suffix([')', '）']).ok_or(Unreadable::Form)?)),
    };
    let lower = name.to_lowercase();
    let kind = KINDS.iter().find(|(_, zh, en)| *zh == name || *en == lower).map(|(kind, ..)| *kind).ok_or(Unreadable::Form)?;
    let dates = dates.map(|dates| range(kind, dates)).transpose()?;
    // Nobody is exempt before a retirement whose date is not known.
    if kind == Kind::Retirement && dates.is_none() {
        return Err(Unreadable::Form);
    }
    Ok(Exemption { kind, dates, is_approved })
}

/// `2027-01-01~2027-12-31`, or one date, whose meaning depends on the kind.
fn range(kind: Kind, dates: &str) -> Result<DateRange, Unreadable> {
    let read = |text: &str, last: bool| date(text.trim(), last).ok_or(Unreadable::Form);
    if let Some((from, to)) = dates.split_once(['~', '～', '至']) {
        let range = DateRange::new(read(from, false)?, read(to, true)?);
        return if range.to < range.from { Err(Unreadable::EndBeforeStart) } else { Ok(range) };
    }
    Ok(match kind {
        Kind::Retirement => {
            let retires = read(dates, true)?;
            DateRange::new(months_before(retires, RETIREMENT_MONTHS), far_future())
        }
        Kind::Lactation => {
            let from = read(dates, false)?;
            let end = from.checked_add_months(Months::new(LACTATION_MONTHS)).and_then(|end| end.pred_opt());
            DateRange::new(from, end.unwrap_or(from))
        }
        Kind::Pregnancy | Kind::Illness | Kind::Other => DateRange::new(read(dates, false)?, far_future()),
    })
}

fn months_before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(written: &str) -> Option<(String, String)> {
        parse(written).unwrap().dates.map(|dates| (dates.from.to_string(), dates.to.to_string()))
    }

    #[test]
    fn the_forms_of_exemptions() {
        let between = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(dates("哺乳期(2027-01-01~2027-12-31)已批准"), between("2027-01-01", "2027-12-31"));
        assert_eq!(dates("哺乳期(2027-03-10)已批准"), between("2027-03-10", "2028-03-09"));
        assert_eq!(dates("退休前(2028-06-30)已批准"), between("2026-06-30", "2999-12-31"));
        assert_eq!(dates("孕期已批准"), None);
        assert!(parse("孕期已批准").unwrap().is_approved);
        assert!(!parse("病休(2027-01-01至2027-02-01)").unwrap().is_approved);
        assert_eq!(parse("病休(2027-03-01~2027-02-01)已批准"), Err(Unreadable::EndBeforeStart));
        for written in ["照顾已批准", "哺乳期(明年)已批准", "哺乳期(2027-01-01已批准", "退休前已批准", "已批准"]
        {
            assert_eq!(parse(written), Err(Unreadable::Form), "{written}");
        }
    }
}
