//! Who comes and who goes.

use super::Period;
use super::forms::words;
use crate::diagnostic::{Language, Words};
use crate::store::RosterRow;
use chrono::NaiveDate;

/// Where somebody comes from, or goes to, at an end of a stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Movement {
    /// Another institution, or none.
    Elsewhere,
    /// Another post of the same host, without a day between.
    SameHost,
}

/// The movements of a stay inside a month: on its first day, after its last one.
pub(super) fn movements(stay: &RosterRow, of_person: &[&RosterRow], period: Period) -> (Option<Movement>, Option<Movement>) {
    let Period::Month(month) = period else { return (None, None) };
    let there = |day: Option<NaiveDate>| {
        let same = |other: &&&RosterRow| other.stay != stay.stay && other.institution_code == stay.institution_code;
        of_person.iter().filter(same).any(|other| day.is_some_and(|day| other.dates.contains(day)))
    };
    let kind = |day| if there(day) { Movement::SameHost } else { Movement::Elsewhere };
    let arrival = month.contains(stay.dates.from).then(|| kind(stay.dates.from.pred_opt()));
    let departure = month.contains(stay.dates.to).then(|| kind(stay.dates.to.succ_opt()));
    (arrival, departure)
}

/// The remark (备注) that says so on a form.
pub(super) fn remark(
    stay: &RosterRow,
    arrival: Option<Movement>,
    departure: Option<Movement>,
    period: Period,
    language: Language,
) -> String {
    let words: Vec<Words> = match period {
        Period::Month(_) => {
            let arrival = arrival.map(|movement| match movement {
                Movement::Elsewhere => words::ARRIVES,
                Movement::SameHost => words::TURNS_IN,
            });
            let departure = departure.map(|movement| match movement {
                Movement::Elsewhere => words::LEAVES,
                Movement::SameHost => words::TURNS_OUT,
            });
            let moved: Vec<Words> = arrival.into_iter().chain(departure).collect();
            if moved.is_empty() { vec![words::PRESENT] } else { moved }
        }
        Period::Horizon(horizon) => {
            let before = (stay.dates.from < horizon.from).then_some(words::HERE_BEFORE);
            let after = (stay.dates.to > horizon.to).then_some(words::HERE_AFTER);
            before.into_iter().chain(after).collect()
        }
    };
    words.into_iter().map(|words| words.get(language)).collect::<Vec<_>>().join(words::comma(language))
}
