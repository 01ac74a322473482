//! Who comes and who goes.

use super::Period;
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
pub(super) fn remark(stay: &RosterRow, arrival: Option<Movement>, departure: Option<Movement>, period: Period) -> String {
    let words: Vec<&str> = match period {
        Period::Month(_) => {
            let arrival = arrival.map(|movement| match movement {
                Movement::Elsewhere => "本月到岗",
                Movement::SameHost => "本月转入",
            });
            let departure = departure.map(|movement| match movement {
                Movement::Elsewhere => "本月离岗",
                Movement::SameHost => "本月转出",
            });
            let moved: Vec<&str> = arrival.into_iter().chain(departure).collect();
            if moved.is_empty() { vec!["在岗"] } else { moved }
        }
        Period::Horizon(horizon) => {
            let before = (stay.dates.from < horizon.from).then_some("计划期前已到岗");
            let after = (stay.dates.to > horizon.to).then_some("延至计划期后");
            before.into_iter().chain(after).collect()
        }
    };
    words.join("、")
}
