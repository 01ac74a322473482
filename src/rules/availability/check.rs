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
                let place = problem.post_in_words(stay.post);
                findings.broken(
                    Subject::Person(stay.person),
                    shared,
                    shared.days(),
                    Unit::Days,
                    Bilingual::new(
                        format!("{} 期间（{}）被安排在 {}", absence.reason, shared.from, place.zh),
                        format!("placed at {} during {} ({})", place.en, absence.reason, shared.from),
                    ),
                );
            }
        }
        let post = &problem.posts[stay.post];
        let early = post.from.map_or(0, |from| (from - dates.from).num_days()).max(0);
        let late = post.until.map_or(0, |until| (dates.to - until).num_days()).max(0);
        if early + late > 0 {
            let place = problem.post_in_words(stay.post);
            findings.broken(
                Subject::Post(stay.post),
                dates,
                early + late,
                Unit::Days,
                Bilingual::new(
                    format!("安排超出 {}的起止日期 {} 天", place.zh, early + late),
                    format!("the stay lies {} days outside the dates of {}", early + late, place.en),
                ),
            );
        }
    }
}
