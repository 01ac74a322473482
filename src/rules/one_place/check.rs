use crate::diagnostic::Bilingual;
use crate::domain::{DateRange, FULL_LOAD, Problem};
use crate::roster::Roster;
use crate::rules::{Findings, Subject, Unit};
use chrono::{Days, NaiveDate};

/// Walks through each person's dates: the load changes only where a stay begins or has ended.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let horizon = problem.calendar.horizon();
    for (person, who) in problem.people.iter() {
        let stays: Vec<(DateRange, i64)> = roster
            .of_person(person)
            .iter()
            .filter_map(|placement| {
                let dates = placement.stay.dates(&problem.calendar).intersection(&horizon)?;
                Some((dates, problem.posts[placement.stay.post].load))
            })
            .collect();
        let mut changes: Vec<NaiveDate> = stays.iter().flat_map(|(dates, _)| [dates.from, dates.to + Days::new(1)]).collect();
        changes.sort_unstable();
        changes.dedup();
        for span in changes.windows(2) {
            let dates = DateRange::new(span[0], span[1] - Days::new(1));
            let load: i64 = stays.iter().filter(|(stay, _)| stay.contains(dates.from)).map(|(_, load)| load).sum();
            if load > FULL_LOAD {
                findings.broken(
                    Subject::Person(person),
                    dates,
                    load - FULL_LOAD,
                    Unit::LoadHundredths,
                    Bilingual::new(
                        format!("{} 同时安排在多处，负荷合计 {load}%", who.name),
                        format!("{} is in several places at once: {load} % load in all", who.name),
                    ),
                );
            }
        }
    }
}
