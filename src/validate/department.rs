//! 科室: departments, and the training posts that their seats make.

use super::builder::Builder;
use super::cells::{Cells, both};
use crate::diagnostic::Code;
use crate::domain::*;
use crate::source::{Column, TableKind};

pub(super) fn resolve(b: &mut Builder) {
    for cells in b.rows(TableKind::Departments) {
        cells.required(&mut b.report, Column::DepartmentInstitution);
        let institution = b.institution(cells, Column::DepartmentInstitution);
        let name = cells.required(&mut b.report, Column::DepartmentName);
        let mut standards: Vec<_> = cells.list(Column::DepartmentStandards).into_iter().map(|name| b.standard(name)).collect();
        let standard_codes = standard_codes(b, cells, &standards);
        standards.sort();
        standards.dedup();
        let report = &mut b.report;
        let seats = cells.whole(report, Column::DepartmentSeats, 0, 1000);
        let supervision_ratio = cells.whole(report, Column::DepartmentRatio, 1, 100);
        let minimum_staff = cells.whole(report, Column::DepartmentMinimumStaff, 0, 10_000);
        let minimum_grade = cells.grade(report, Column::DepartmentMinimumGrade);
        let away_percent = cells.percent(report, Column::DepartmentAwayShare, 0);
        let (Some(institution), Some(name)) = (institution, name) else { continue };
        let department = Department {
            institution,
            name: name.to_owned(),
            standards,
            standard_codes,
            seats,
            supervision_ratio,
            minimum_staff,
            minimum_grade,
            away_percent,
            teacher: cells.text(Column::DepartmentTeacher).map(str::to_owned),
        };
        if b.add_department(department).is_none() {
            let expected = both("每个机构的每个科室一行", "one row for each department of an institution");
            cells.reject(&mut b.report, Code::DuplicateDepartment, Column::DepartmentName, expected);
        }
    }
}

/// As many codes as standard departments, in their order, or none.
fn standard_codes(b: &mut Builder, cells: Cells, standards: &[StandardDepartmentId]) -> Vec<(StandardDepartmentId, String)> {
    let codes = cells.list(Column::DepartmentStandardCodes);
    if !codes.is_empty() && codes.len() != standards.len() {
        let count = standards.len();
        let expected = both(format!("{count} 个代码"), if count == 1 { "1 code".to_owned() } else { format!("{count} codes") });
        cells.reject(&mut b.report, Code::StandardCodesDiffer, Column::DepartmentStandardCodes, expected);
    }
    standards.iter().copied().zip(codes.into_iter().map(str::to_owned)).collect()
}

/// Departments with seats that name no standard department, where their own name is one.
pub(super) fn standards_by_name(b: &mut Builder) {
    let mut count = 0usize;
    for id in b.problem.departments.ids() {
        let department = &b.problem.departments[id];
        if department.seats.unwrap_or(0) < 1 || !department.standards.is_empty() {
            continue;
        }
        if let Some(standard) = b.find_standard(&department.name) {
            b.problem.departments[id].standards = vec![standard];
            count += 1;
        }
    }
    if count > 0 {
        b.assume(
            format!("{count} 个有培训容量的科室没有填标准科室，而科室名称就是标准科室：按同名标准科室。"),
            format!("{count} departments with seats name no standard department but bear the name of one: they teach that."),
        );
    }
}

/// Each department with seats becomes a training post, after those of the table.
pub(super) fn training_posts(b: &mut Builder) {
    for (id, department) in b.problem.departments.iter() {
        let Some(seats) = department.seats.filter(|seats| *seats >= 1) else { continue };
        let institution = &b.problem.institutions[department.institution];
        let code = format!("{}-{}", institution.code, department.name);
        let post = Post {
            code: code.clone(),
            name: format!("{}培训", department.name),
            institution: department.institution,
            department: Some(id),
            kind: DispatchKind::Training,
            headcount: Headcount { minimum: 0, target: 0, maximum: seats },
            minimum_grade: None,
            specialties: Vec::new(),
            categories: vec![Category::Resident, Category::AssistantGp, Category::NewHire, Category::Bonded],
            terms: Vec::new(),
            load: FULL_LOAD,
            handover: false,
            establishment: EstablishmentNeed::None,
            pool_category: None,
            from: None,
            until: None,
        };
        let post = b.problem.posts.push(post);
        // A post of the table that bears the same code keeps it.
        b.posts.insert(&code, Some(post));
    }
}
