use super::{LONG_MINIMUM, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::roster::{Origin, Roster, Stay};
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::Datelike;

/// One finding a stay, so that a flexible rule costs one unit a stay.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        let stay = &placement.stay;
        let post = &problem.posts[stay.post];
        if post.is_training() || is_fixed(problem, stay) {
            continue;
        }
        let dates = stay.dates(&problem.calendar);
        let length = half_months(&dates);
        let options: Vec<i64> = post.terms.iter().map(|term| i64::from(term * problem.calendar.unit().half_months())).collect();
        let least = match post.kind {
            DispatchKind::ResidentPosting => 2 * setting::whole(problem, &SPEC, LONG_MINIMUM, dates.from),
            _ => 0,
        };
        if length < least || !options.contains(&length) {
            let listed = options.iter().map(|option| months(*option)).collect::<Vec<_>>();
            let place = problem.post_in_words(stay.post);
            let message = Bilingual::new(
                format!("{}任期选项为 {} 个月，最短 {} 个月，实际 {} 个月", place.zh, listed.join("、"), months(least), months(length)),
                format!(
                    "{} has terms of {} months and lasts at least {} months, this stay {} months",
                    place.en,
                    listed.join(", "),
                    months(least),
                    months(length)
                ),
            );
            findings.broken(Subject::Person(stay.person), dates, 1, Unit::Stays, message);
        }
    }
}

/// Half-months from the first day to the last: a month has two, the second begins with the 16th.
fn half_months(dates: &DateRange) -> i64 {
    let number = |date: chrono::NaiveDate| (i64::from(date.year()) * 12 + i64::from(date.month())) * 2 + i64::from(date.day() > 15);
    number(dates.to) - number(dates.from) + 1
}

/// Half-months as months: 3 and 3.5.
fn months(half_months: i64) -> String {
    let whole = half_months / 2;
    if half_months % 2 == 0 { whole.to_string() } else { format!("{whole}.5") }
}

/// True when HR has fixed exactly this stay.
fn is_fixed(problem: &Problem, stay: &Stay) -> bool {
    let dates = stay.dates(&problem.calendar);
    let post = &problem.posts[stay.post];
    problem
        .pins
        .iter()
        .filter(|pin| pin.person == stay.person && pin.kind == PinKind::Locked)
        .filter(|pin| problem.calendar.span(pin.first, pin.slots) == dates)
        .any(|pin| {
            pin.target == PinTarget::Post(stay.post)
                || pin.target == PinTarget::Institution(post.institution)
                || post.department.is_some_and(|department| pin.target == PinTarget::Department(department))
        })
}
