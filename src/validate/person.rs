//! 人员: people.

use super::builder::Builder;
use super::cells::{Cells, both};
use super::exemption;
use super::identity;
use super::vocabulary::{CATEGORIES, ESTABLISHMENTS, LICENCES, is_unknown_grade};
use crate::diagnostic::{Bilingual, Code, Fault};
use crate::domain::*;
use crate::source::{Column, TableKind};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Before every date of a plan.
pub(super) fn far_past() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// After every date of a plan.
pub(super) fn far_future() -> NaiveDate {
    NaiveDate::from_ymd_opt(2999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Longest grassroots experience in half-months: a working life.
const LONGEST_EXPERIENCE: i64 = 1200;

pub(super) fn resolve(b: &mut Builder) {
    let mut unknown_grades: Vec<Cells> = Vec::new();
    let mut without_establishment = 0usize;
    let mut identities: BTreeMap<&str, String> = BTreeMap::new();
    for cells in b.rows(TableKind::Staff) {
        let code = cells.required(&mut b.report, Column::PersonCode);
        let name = cells.required(&mut b.report, Column::PersonName);
        cells.required(&mut b.report, Column::PersonInstitution);
        let home = b.institution(cells, Column::PersonInstitution);
        let category = cells.required_choice(&mut b.report, Column::PersonCategory, Code::UnknownCategory, &CATEGORIES);
        let grade = read_grade(b, cells, Column::PersonGrade);
        if !cells.is_broken(Column::PersonGrade) && cells.text(Column::PersonGrade).is_none_or(is_unknown_grade) {
            unknown_grades.push(cells);
        }
        if cells.text(Column::PersonEstablishment).is_none() {
            without_establishment += 1;
        }
        if let Some(number) = cells.text(Column::PersonIdentity) {
            identity::check(b, cells, number);
            if let Some(first) = identities.insert(number, code.unwrap_or_default().to_owned()) {
                let found = Bilingual::same(format!("“{}”", identity::masked(number)));
                let expected = both(format!("与工号 {first} 不同"), format!("another number than that of {first}"));
                cells.fault(&mut b.report, Code::DuplicateIdentity, Column::PersonIdentity, found, expected);
            }
        }
        let department = home.and_then(|home| b.department(cells, Column::PersonDepartment, home));
        let specialty = cells.text(Column::PersonSpecialty).map(|name| b.specialty(name));
        let absences = absences(b, cells);
        let declared_grade = read_grade(b, cells, Column::PersonDeclaredGrade);
        let report = &mut b.report;
        let person = Person {
            code: code.unwrap_or_default().to_owned(),
            name: name.unwrap_or_default().to_owned(),
            identity: cells.text(Column::PersonIdentity).map(str::to_owned),
            home: home.unwrap_or(InstitutionId::from_index(0)),
            department,
            category: category.unwrap_or(Category::Staff),
            grade,
            specialty,
            licence: cells.choice(report, Column::PersonLicence, Code::UnknownValue, &LICENCES),
            multi_site: cells.flag(report, Column::PersonMultiSite).unwrap_or(false),
            establishment: cells
                .choice(report, Column::PersonEstablishment, Code::UnknownValue, &ESTABLISHMENTS)
                .unwrap_or(EstablishmentType::Own),
            supervisor: cells.flag(report, Column::PersonSupervisor).unwrap_or(false),
            absences,
            grassroots_half_months: cells.half_months(report, Column::PersonGrassrootsMonths, 0, LONGEST_EXPERIENCE).unwrap_or(0),
            last_dispatch_end: cells.date(report, Column::PersonLastDispatchEnd),
            declared_grade,
            declaration_date: cells.date(report, Column::PersonDeclarationDate),
            team: None,
            spouse: None,
            volunteer: cells.flag(report, Column::PersonVolunteer).unwrap_or(false),
            telephone: cells.text(Column::PersonTelephone).map(str::to_owned),
            pool_category: pool_category(b, cells, category, grade),
        };
        let Some(code) = code else { continue };
        let id = (home.is_some() && category.is_some()).then(|| b.problem.people.push(person));
        if !b.people.insert(code, id) {
            cells.reject(&mut b.report, Code::DuplicatePerson, Column::PersonCode, both("每人一个工号", "one code a person"));
        }
    }
    report_unknown_grades(b, &unknown_grades);
    if without_establishment > 0 {
        b.assume(
            format!("{without_establishment} 人没有填编制类型：按实名编制。"),
            format!("{without_establishment} people give no establishment type: they hold own establishment posts."),
        );
    }
}

/// The grade or title in the cell, reporting one that is not known; words such as 未知 mean none.
fn read_grade(b: &mut Builder, cells: Cells, column: Column) -> Option<Grade> {
    cells.text(column).filter(|text| !is_unknown_grade(text)).and_then(|_| cells.grade(&mut b.report, column))
}

/// One warning for all: they are many in most counties.
fn report_unknown_grades(b: &mut Builder, unknown: &[Cells]) {
    let Some(first) = unknown.first() else { return };
    let count = unknown.len();
    let code = first.text(Column::PersonCode).unwrap_or_default();
    b.report.push(Fault {
        location: first.table.column_location(Column::PersonGrade),
        code: Code::MissingGrade,
        found: both(format!("{count} 人，例如 {code}"), format!("{count} people, for example {code}")),
        expected: Bilingual::default(),
    });
}

/// Dates before arrival, after departure and of approved exemptions, by first day.
fn absences(b: &mut Builder, cells: Cells) -> Vec<Absence> {
    let from = cells.date(&mut b.report, Column::PersonAvailableFrom);
    let until = cells.date(&mut b.report, Column::PersonAvailableUntil);
    cells.in_order(&mut b.report, from, until, Column::PersonAvailableUntil);
    let mut absences = exemption::absences(b, cells);
    if let Some(day_before) = from.and_then(|from| from.pred_opt()) {
        let dates = DateRange::new(far_past(), day_before);
        absences.push(Absence { dates, kind: AbsenceKind::BeforeArrival, reason: "可派起之前".into() });
    }
    if let Some(day_after) = until.and_then(|until| until.succ_opt()) {
        let dates = DateRange::new(day_after, far_future());
        absences.push(Absence { dates, kind: AbsenceKind::AfterDeparture, reason: "可派止之后".into() });
    }
    absences.sort_by_key(|absence| (absence.dates, absence.kind));
    absences
}

/// The sub-quota whose name is the person's specialty, category or grade.
fn pool_category(b: &Builder, cells: Cells, category: Option<Category>, grade: Option<Grade>) -> Option<PoolCategoryId> {
    let names = [cells.text(Column::PersonSpecialty), category.map(Category::chinese), grade.map(Grade::chinese)];
    names.into_iter().flatten().find_map(|name| b.pool_categories.get(name).copied())
}
