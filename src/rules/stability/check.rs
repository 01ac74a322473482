use super::{FALL, NEAREST, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Roster;
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Datelike, NaiveDate};

/// One finding a person whose time differs from what was promised.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let Some(baseline) = &problem.baseline else { return };
    let calendar = &problem.calendar;
    let start = calendar.horizon().from;
    let nearest_weight = setting::whole(problem, &SPEC, NEAREST, start);
    let less = setting::whole(problem, &SPEC, FALL, start);
    let month = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let nearest = calendar.first_day(baseline.from);
    let compared: Vec<DateRange> = calendar
        .ids()
        .map(|slot| calendar.range(slot))
        .filter(|dates| nearest <= dates.from && dates.from < calendar.first_day(baseline.until))
        .collect();
    for person in problem.people.ids() {
        let promised: Vec<(PostId, DateRange)> =
            baseline.of_person(person).iter().map(|stay| (stay.post, calendar.span(stay.first, stay.slots))).collect();
        let planned: Vec<(PostId, DateRange)> =
            roster.of_person(person).iter().map(|placement| (placement.stay.post, placement.stay.dates(calendar))).collect();
        let (mut changed, mut cost) = (0, 0);
        let mut touched: Option<DateRange> = None;
        for dates in &compared {
            let posts = |stays: &[(PostId, DateRange)]| -> Vec<PostId> {
                stays.iter().filter(|(_, stay)| stay.covers(dates)).map(|(post, _)| *post).collect()
            };
            let (before, now) = (posts(&promised), posts(&planned));
            let elsewhere = now.iter().filter(|post| !before.contains(post)).count() as i64;
            let gone = (before.len() as i64 - now.len() as i64).max(0);
            if elsewhere + gone == 0 {
                continue;
            }
            let weight = (nearest_weight - less * (month(dates.from) - month(nearest))).max(1);
            changed += elsewhere + gone;
            cost += (elsewhere + gone) * weight * i64::from(dates.half_months());
            touched = Some(touched.map_or(*dates, |first| DateRange::new(first.from, dates.to)));
        }
        if let Some(dates) = touched {
            let cost = cost * setting::weight(problem, &SPEC);
            let message = Bilingual::new(
                format!("与执行中的方案相比变动 {changed} 个时段"),
                format!("{changed} slots differ from the plan in force"),
            );
            findings.costs(Tier::Stability, Subject::Person(person), dates, changed, Unit::Slots, cost, message);
        }
    }
}
