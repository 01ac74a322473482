//! Seats for what trainees ask for, and supervisors for the seats: so many that none can be sent without being missed when a department
//! is full.

use super::county::County;
use super::wards::add_staff;
use crate::source::{Column, TableKind};

/// Of the specialists of a department at most so many in a hundred teach: the others can be sent without touching the training.
const TEACHING_SPECIALISTS: usize = 60;
/// From so many teachers on, one may be missing for a while.
const ENOUGH_TEACHERS: usize = 3;

pub(super) fn make(county: &mut County) {
    let halves = county.parameters.halves() as f64;
    for index in 0..county.departments.len() {
        let department = &county.departments[index];
        if department.standards.is_empty() {
            continue;
        }
        let seats = county.parameters.capacity(department.demand / halves).max(department.carried);
        county.departments[index].seats = seats;
        supervise(county, index, (seats as usize).div_ceil(county.departments[index].ratio as usize));
    }
}

fn supervise(county: &mut County, index: usize, needed: usize) {
    let department = &county.departments[index];
    let mut specialists = department.specialists.clone();
    // The higher grades first; who was counted first of equal ones.
    specialists.sort_by_key(|person| !county.people[*person].is_associate_senior());
    specialists.truncate(specialists.len() * TEACHING_SPECIALISTS / 100);
    let mut teachers: Vec<usize> = specialists.into_iter().chain(department.staff.clone()).take(needed).collect();
    while teachers.len() < needed {
        teachers.push(add_staff(county, index, "中级"));
    }
    for person in teachers {
        let who = &mut county.people[person];
        (who.supervisor, who.is_needed) = (true, needed < ENOUGH_TEACHERS);
    }
}

pub(super) fn write(county: &mut County) {
    for department in &county.departments {
        let row = county.data.row(TableKind::Departments);
        let row = row.set(Column::DepartmentInstitution, &county.institutions[department.institution].code);
        let row = row.set(Column::DepartmentName, department.name);
        let row = if department.standards.is_empty() {
            row
        } else {
            let row = row.set(Column::DepartmentStandards, department.standards.join("、"));
            row.set(Column::DepartmentSeats, department.seats).set(Column::DepartmentRatio, department.ratio)
        };
        if !department.specialists.is_empty() {
            let staff = department.specialists.len() + department.staff.len();
            let row = row.set(Column::DepartmentMinimumStaff, staff * 6 / 10).set(Column::DepartmentMinimumGrade, "中级");
            row.set(Column::DepartmentAwayShare, format!("{}%", (100 * department.away as usize).div_ceil(staff)));
        }
    }
}
