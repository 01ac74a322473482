use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, Problem};
use crate::roster::Roster;
use crate::rules::{Findings, Subject, Unit};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let mut attended: Vec<Vec<DateRange>> = vec![Vec::new(); problem.departments.len()];
    let departments: Vec<_> = problem.departments.iter().collect();
    for stay in roster.stays() {
        let post = &problem.posts[stay.post];
        let position = departments.iter().position(|(id, _)| Some(*id) == post.department);
        if let (true, Some(position)) = (post.is_training(), position) {
            attended[position].push(stay.dates(&problem.calendar));
        }
    }
    for ((id, department), attended) in departments.iter().zip(&attended) {
        let seats = department.seats.unwrap_or(0);
        for slot in problem.calendar.ids() {
            let dates = problem.calendar.range(slot);
            let trainees = attended.iter().filter(|attended| attended.overlaps(&dates)).count() as i64;
            if trainees > seats {
                findings.law_broken(
                    Subject::Department(*id),
                    dates,
                    trainees - seats,
                    Unit::People,
                    Bilingual::new(
                        format!("{}：容量 {seats} 人，轮转 {trainees} 人", department.name),
                        format!("{}: {seats} seats, {trainees} trainees", department.name),
                    ),
                );
            }
        }
    }
}
