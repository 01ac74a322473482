use super::{SPEC, WORST_OFF, price};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Roster};
use crate::rules::preferences::check::{missed_before, missed_by_person, missed_order};
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Datelike, Days, NaiveDate};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    check_months(problem, roster, findings);
    check_wishes(problem, roster, findings);
}

/// A finding for each group of peers, about whoever is furthest above the mean.
fn check_months(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let weight = setting::weight(problem, &SPEC);
    for peers in peer_groups(problem) {
        let past: Vec<i64> = peers.iter().map(|person| past_half_months(problem, *person)).collect();
        let experienced: Vec<i64> = past.iter().copied().filter(|time| *time > 0).collect();
        let newcomer = if experienced.is_empty() { 0 } else { experienced.iter().sum::<i64>() / experienced.len() as i64 };
        let times: Vec<i64> = peers
            .iter()
            .zip(&past)
            .map(|(person, past)| if *past > 0 { *past } else { newcomer } + planned_half_months(problem, roster, *person))
            .collect();
        let (size, sum) = (peers.len() as i64, times.iter().sum::<i64>());
        let Some((time, worst)) = times.iter().zip(&peers).max_by_key(|(time, person)| (**time, std::cmp::Reverse(**person))) else {
            continue;
        };
        let excess = time * size - sum;
        if excess > 0 {
            let tenths = excess * 10 / size;
            let over = format!("{}.{}", tenths / 10, tenths % 10);
            let message = Bilingual::new(
                format!("{} 累计下派 {time} 个半月，比同组 {size} 人的平均多 {over} 个半月", problem.people[*worst].name),
                format!("{} is away {time} half-months in all, {over} more than the mean of {size} peers", problem.people[*worst].name),
            );
            let cost = excess * price(size) * weight;
            let amount = (excess + size - 1) / size;
            findings.costs(Tier::Wishes, Subject::Person(*worst), problem.calendar.horizon(), amount, Unit::HalfMonths, cost, message);
        }
    }
}

/// A finding about the person who misses most ranks of their wishes.
fn check_wishes(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let horizon = problem.calendar.horizon();
    let missed = |person: PersonId| -> i64 {
        let own = roster.of_person(person).iter().filter(|placement| placement.origin != Origin::CarriedIn);
        let (changes, waiting) = missed_order(problem, roster, person);
        own.map(|placement| missed_by_person(problem, &placement.stay)).sum::<i64>() + changes + waiting + missed_before(problem, person)
    };
    let mut worst: Option<(PersonId, i64)> = None;
    for person in problem.people.ids() {
        let ranks = missed(person);
        if ranks > worst.map_or(0, |(_, most)| most) {
            worst = Some((person, ranks));
        }
    }
    if let Some((person, ranks)) = worst {
        let per_rank = setting::whole(problem, &SPEC, WORST_OFF, horizon.from) * setting::weight(problem, &SPEC);
        let name = &problem.people[person].name;
        let message = Bilingual::new(
            format!("{name} 的意愿落空最多：合计 {ranks} 个位次"),
            format!("{name} fares worst with wishes: {ranks} ranks missed in all"),
        );
        findings.costs(Tier::Wishes, Subject::Person(person), horizon, ranks, Unit::Ranks, ranks * per_rank, message);
    }
}

/// People who compare with one another, in the order of the first of each group.
fn peer_groups(problem: &Problem) -> Vec<Vec<PersonId>> {
    let are_peers = |one: &Person, other: &Person| {
        one.grade == other.grade && one.department == other.department && (one.department.is_some() || one.home == other.home)
    };
    let mut groups: Vec<Vec<PersonId>> = Vec::new();
    for (id, person) in problem.people.iter() {
        if person.category != Category::Specialist || person.grade.is_none() {
            continue;
        }
        match groups.iter_mut().find(|group| are_peers(&problem.people[group[0]], person)) {
            Some(group) => group.push(id),
            None => groups.push(vec![id]),
        }
    }
    groups.retain(|group| group.len() >= 2);
    groups
}

/// Dispatch days before the horizon as half-months, entry by entry: 730 days are 48.
fn past_half_months(problem: &Problem, person: PersonId) -> i64 {
    let begins = problem.calendar.horizon().from;
    let mut sum = 0;
    for entry in &problem.history {
        if entry.person == person && entry.kind == HistoryKind::Dispatch {
            let days = (begins.min(entry.dates.to + Days::new(1)) - entry.dates.from).num_days();
            sum += if days > 0 { (days * 48 + 365) / 730 } else { 0 };
        }
    }
    sum
}

/// Half-months of the horizon that the person spends on dispatches of at least half a load.
fn planned_half_months(problem: &Problem, roster: &Roster, person: PersonId) -> i64 {
    let half = |date: NaiveDate| (i64::from(date.year()) * 12 + i64::from(date.month())) * 2 + i64::from(date.day() >= 16);
    roster
        .of_person(person)
        .iter()
        .filter(|placement| {
            let post = &problem.posts[placement.stay.post];
            post.kind.is_dispatch() && post.load >= FULL_LOAD / 2
        })
        .filter_map(|placement| placement.stay.dates(&problem.calendar).intersection(&problem.calendar.horizon()))
        .map(|dates| half(dates.to) - half(dates.from) + 1)
        .sum()
}
