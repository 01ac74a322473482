use super::{FREE_KILOMETRES, KILOMETRES_PER_POINT, PER_CHANGE, PER_SEPARATION, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Placement, Roster};
use crate::rules::{Findings, Subject, Unit, setting};
use std::collections::BTreeMap;

/// Follows each person from stay to stay, measures each way, and looks in on each couple slot by slot.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for person in problem.people.ids() {
        follow(problem, roster, person, findings);
    }
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        measure(problem, placement, findings);
    }
    for (person, who) in problem.people.iter() {
        if let Some(spouse) = who.spouse.filter(|spouse| *spouse != person) {
            // A couple that names each other both ways is looked in on once.
            let named_before = spouse < person && problem.people[spouse].spouse == Some(person);
            if !named_before {
                look_in(problem, roster, person, spouse, findings);
            }
        }
    }
}

/// Reports points in the tier of wishes; none, none.
fn report(problem: &Problem, findings: &mut Findings, person: PersonId, dates: DateRange, points: i64, message: Bilingual) {
    if points > 0 {
        let cost = points * setting::weight(problem, &SPEC);
        findings.costs(Tier::Wishes, Subject::Person(person), dates, points, Unit::Points, cost, message);
    }
}

fn follow(problem: &Problem, roster: &Roster, person: PersonId, findings: &mut Findings) {
    let points = setting::whole(problem, &SPEC, PER_CHANGE, problem.calendar.horizon().from);
    let mut before: Option<InstitutionId> = None;
    for placement in roster.of_person(person) {
        let post = &problem.posts[placement.stay.post];
        if post.kind == DispatchKind::Circuit || post.load <= FULL_LOAD / 2 {
            continue;
        }
        if let Some(before) = before.filter(|before| *before != post.institution) {
            let (from, to) = (&problem.institutions[before].name, &problem.institutions[post.institution].name);
            let dates = placement.stay.dates(&problem.calendar);
            let name = &problem.people[person].name;
            let message = Bilingual::new(
                format!("{name} {} 由{from}换到{to}", dates.from),
                format!("{name} moves from {from} to {to} on {}", dates.from),
            );
            report(problem, findings, person, dates, points, message);
        }
        before = Some(post.institution);
    }
}

fn measure(problem: &Problem, placement: &Placement, findings: &mut Findings) {
    let person = placement.stay.person;
    let (home, host) = (problem.people[person].home, problem.posts[placement.stay.post].institution);
    let joins = |distance: &&Distance| [(home, host), (host, home)].contains(&(distance.one, distance.other));
    let Some(kilometres) = problem.distances.iter().filter(joins).map(|distance| distance.kilometres).min() else { return };
    let dates = placement.stay.dates(&problem.calendar);
    let free = setting::whole(problem, &SPEC, FREE_KILOMETRES, dates.from);
    let per_point = setting::whole(problem, &SPEC, KILOMETRES_PER_POINT, dates.from);
    if home == host || kilometres <= free {
        return;
    }
    let (whole, rest) = ((kilometres - free) / per_point, (kilometres - free) % per_point);
    let (name, place) = (&problem.people[person].name, &problem.institutions[host].name);
    let message = Bilingual::new(
        format!("{name} 到{place}，离本单位 {kilometres} 公里，超过 {free} 公里"),
        format!("{name} goes to {place}, {kilometres} km from home, more than {free}"),
    );
    report(problem, findings, person, dates, whole + i64::from(rest > 0), message);
}

/// A run of slots in which a couple is apart.
struct Apart {
    dates: DateRange,
    slots: i64,
}

fn look_in(problem: &Problem, roster: &Roster, one: PersonId, other: PersonId, findings: &mut Findings) {
    let mut run: Option<Apart> = None;
    for slot in problem.calendar.ids() {
        let dates = problem.calendar.range(slot);
        let alone = times_alone(problem, roster, [one, other], &dates);
        match &mut run {
            Some(apart) if alone > 0 => {
                apart.dates.to = dates.to;
                apart.slots += alone;
            }
            None if alone > 0 => run = Some(Apart { dates, slots: alone }),
            _ => {
                if let Some(apart) = run.take() {
                    tell(problem, one, other, &apart, findings);
                }
            }
        }
    }
    if let Some(apart) = run {
        tell(problem, one, other, &apart, findings);
    }
}

/// Stays of either on the dates, at institutions of neither, that the other's stays there do not match.
fn times_alone(problem: &Problem, roster: &Roster, couple: [PersonId; 2], dates: &DateRange) -> i64 {
    let homes = couple.map(|person| problem.people[person].home);
    let mut unmatched: BTreeMap<InstitutionId, i64> = BTreeMap::new();
    for (person, sign) in couple.into_iter().zip([1, -1]) {
        for placement in roster.of_person(person) {
            let post = &problem.posts[placement.stay.post];
            let is_there = placement.stay.dates(&problem.calendar).overlaps(dates) && post.load >= FULL_LOAD / 2;
            if is_there && post.institution != homes[0] && post.institution != homes[1] {
                *unmatched.entry(post.institution).or_default() += sign;
            }
        }
    }
    unmatched.values().map(|difference| difference.abs()).sum()
}

fn tell(problem: &Problem, one: PersonId, other: PersonId, apart: &Apart, findings: &mut Findings) {
    let points = apart.slots * setting::whole(problem, &SPEC, PER_SEPARATION, problem.calendar.horizon().from);
    let names = [one, other].map(|person| &problem.people[person].name);
    let message = Bilingual::new(
        format!("{} 与配偶 {} 因派驻分居 {} 至 {}", names[0], names[1], apart.dates.from, apart.dates.to),
        format!("{} and {}, a couple, are apart from {} to {} because of stays", names[0], names[1], apart.dates.from, apart.dates.to),
    );
    report(problem, findings, one, apart.dates, points, message);
}
