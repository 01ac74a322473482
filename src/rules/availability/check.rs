use crate::diagnostic::Bilingual;
use crate::domain::Problem;
use crate::roster::{Origin, Roster};
use crate::rules::{Findings, Subject, Unit};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        let stay = &placement.stay;
        let dates = stay.dates(&problem.calendar);
        for absence in &problem.people[stay.person].absences {
            if let Some(shared) = absence.dates.intersection(&dates) {
                findings.broken(
                    Subject::Person(stay.person),
                    shared,
                    shared.days(),
                    Unit::Days,
                    Bilingual::new(
                        format!("{} 期间（{}）被安排在岗位 {}", absence.reason, shared.from, problem.posts[stay.post].code),
                        format!("placed at post {} during {} ({})", problem.posts[stay.post].code, absence.reason, shared.from),
                    ),
                );
            }
        }
        let post = &problem.posts[stay.post];
        let early = post.from.map_or(0, |from| (from - dates.from).num_days()).max(0);
        let late = post.until.map_or(0, |until| (dates.to - until).num_days()).max(0);
        if early + late > 0 {
            findings.broken(
                Subject::Post(stay.post),
                dates,
                early + late,
                Unit::Days,
                Bilingual::new(
                    format!("安排超出岗位 {} 的起止日期 {} 天", post.code, early + late),
                    format!("the stay lies {} days outside the dates of post {}", early + late, post.code),
                ),
            );
        }
    }
}
