//! 在培: who is in which programme.

use super::builder::Builder;
use super::cells::{Cells, both, quoted};
use crate::diagnostic::{Bilingual, Code, Fault, Location};
use crate::domain::*;
use crate::source::{Column, TableKind};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn resolve(b: &mut Builder) {
    let mut by_person: BTreeMap<PersonId, Vec<(Enrolment, Cells)>> = BTreeMap::new();
    for cells in b.rows(TableKind::Enrolments) {
        cells.required(&mut b.report, Column::EnrolmentPerson);
        let person = b.person(cells, Column::EnrolmentPerson);
        let programme = programme(b, cells);
        let from = cells.required_date(&mut b.report, Column::EnrolmentFrom);
        let deadline = cells.required_date(&mut b.report, Column::EnrolmentDeadline);
        let is_ordered = cells.in_order(&mut b.report, from, deadline, Column::EnrolmentDeadline);
        let (Some(person), Some(from), Some(deadline)) = (person, from, deadline) else { continue };
        let Some(programme) = programme.filter(|_| is_ordered) else { continue };
        let progress = IndexVec::filled(ItemProgress::default(), b.problem.programmes[programme].items.len());
        by_person.entry(person).or_default().push((Enrolment { person, programme, from, deadline, progress }, cells));
    }
    let horizon = b.problem.calendar.horizon();
    for (person, mut enrolments) in by_person {
        enrolments.sort_by_key(|(enrolment, _)| enrolment.from);
        let mut overlap = false;
        for pair in enrolments.windows(2) {
            let (earlier, later) = (&pair[0].0, &pair[1].0);
            if later.from <= earlier.deadline {
                let found = Bilingual::same(format!("{} ~ {}", later.from, later.deadline));
                let (from, deadline) = (earlier.from, earlier.deadline);
                let expected = both(format!("不与 {from} ~ {deadline} 重叠"), format!("no overlap with {from} ~ {deadline}"));
                overlap = true;
                pair[1].1.fault(&mut b.report, Code::OverlappingEnrolments, Column::EnrolmentFrom, found, expected);
            }
        }
        let current = enrolments.iter().position(|(enrolment, _)| enrolment.deadline >= horizon.from).unwrap_or(enrolments.len() - 1);
        for (index, (enrolment, cells)) in enrolments.into_iter().enumerate() {
            if index == current {
                warn_of_category(b, person, cells);
                b.problem.enrolments.push(enrolment);
            } else if !overlap {
                let found = Bilingual::same(format!("{} ~ {}", enrolment.from, enrolment.deadline));
                cells.fault(&mut b.report, Code::EnrolmentNotUsed, Column::EnrolmentPerson, found, Bilingual::default());
            }
        }
    }
    warn_of_items_without_seats(b);
}

fn programme(b: &mut Builder, cells: Cells) -> Option<ProgrammeId> {
    let name = cells.required(&mut b.report, Column::EnrolmentProgramme)?;
    let versions: Vec<(ProgrammeId, String)> = b
        .problem
        .programmes
        .iter()
        .filter(|(_, programme)| programme.name == name)
        .map(|(id, programme)| (id, programme.version.clone()))
        .collect();
    let known = |versions: &[(ProgrammeId, String)]| {
        let names: Vec<&str> = versions.iter().map(|(_, version)| version.as_str()).collect();
        both(format!("版本 {} 之一", names.join("、")), format!("one of the versions {}", names.join(", ")))
    };
    match (cells.text(Column::EnrolmentVersion), versions.as_slice()) {
        (_, []) => {
            if !b.tables.is_broken(TableKind::Programmes) {
                let expected = both("“培训方案”表里的方案", "a programme of the programmes table");
                cells.reject(&mut b.report, Code::UnknownProgramme, Column::EnrolmentProgramme, expected);
            }
            None
        }
        (None, [(only, _)]) => Some(*only),
        (None, several) => {
            let expected = known(several);
            cells.fault(&mut b.report, Code::AmbiguousVersion, Column::EnrolmentVersion, Bilingual::default(), expected);
            None
        }
        (Some(version), versions) => {
            let found = versions.iter().find(|(_, known)| known == version).map(|(id, _)| *id);
            if found.is_none() {
                let expected = known(versions);
                cells.fault(&mut b.report, Code::UnknownProgramme, Column::EnrolmentVersion, Bilingual::same(quoted(version)), expected);
            }
            found
        }
    }
}

/// Training seats accept trainees only.
fn warn_of_category(b: &mut Builder, person: PersonId, cells: Cells) {
    let category = b.problem.people[person].category;
    if !matches!(category, Category::Resident | Category::AssistantGp | Category::NewHire | Category::Bonded) {
        let found = both(category.chinese(), category.english());
        let expected = both("住院医师、助理全科、新进 或 定向", "resident, assistant-GP trainee, new hire or bonded graduate");
        cells.fault(&mut b.report, Code::CategoryNotInTraining, Column::EnrolmentPerson, found, expected);
    }
}

/// Items of the programmes in use that no department with seats can give.
fn warn_of_items_without_seats(b: &mut Builder) {
    let used: BTreeSet<ProgrammeId> = b.problem.enrolments.iter().map(|enrolment| enrolment.programme).collect();
    let mut taught: BTreeSet<(StandardDepartmentId, Level)> = BTreeSet::new();
    for department in b.problem.departments.values().filter(|department| department.seats.unwrap_or(0) >= 1) {
        let level = b.problem.institutions[department.institution].level;
        taught.extend(department.standards.iter().map(|standard| (*standard, level)));
    }
    let location =
        b.tables.table(TableKind::Programmes).map_or_else(Location::default, |table| table.column_location(Column::ProgrammeStandard));
    for programme in used {
        let programme = &b.problem.programmes[programme];
        for item in programme.items.values() {
            let is_taught = |level: &Level| taught.contains(&(item.standard, *level));
            let is_possible = if item.levels.is_empty() { Level::ALL.iter().any(is_taught) } else { item.levels.iter().any(is_taught) };
            if !is_possible {
                let (name, version) = (&programme.name, &programme.version);
                let standard = &b.problem.standard_departments[item.standard];
                b.report.push(Fault {
                    location: location.clone(),
                    code: Code::ItemWithoutSeats,
                    found: both(format!("{standard}（{name}，版本 {version}）"), format!("{standard} ({name}, version {version})")),
                    expected: Bilingual::default(),
                });
            }
        }
    }
}
