use super::{EXCLUSIVE, INDICATOR_BASIS, INDICATOR_DAYS, INDICATOR_GRADE, MONTHS, NEAR_MONTHS, SPEC};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::{Origin, Placement, Roster, Stay};
use crate::rules::{Findings, Subject, Unit, setting};
use chrono::{Datelike, Days, NaiveDate};

pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    for (person, who) in problem.people.iter() {
        if let (Some(Grade::AssociateSenior), Some(date)) = (who.declared_grade, who.declaration_date) {
            check_declaration(problem, roster, person, date, findings);
        }
    }
    for placement in roster.placements().iter().filter(|placement| placement.origin != Origin::CarriedIn) {
        check_indicator(problem, roster, placement, findings);
    }
}

/// Goes through the person's file: what they have, what the plan adds, what is missing on the day.
fn check_declaration(problem: &Problem, roster: &Roster, person: PersonId, date: NaiveDate, findings: &mut Findings) {
    let Some(Declaration { wanted, had: have, planned, .. }) = declaration(problem, roster, person, date) else { return };
    let begins = problem.calendar.horizon().from;
    let who = &problem.people[person];
    let missing = wanted - have - planned;
    if missing > 0 {
        let message = Bilingual::new(
            format!(
                "{} 拟于 {date} 申报副高，须有基层服务 {} 个月：已有 {}，计划内可得 {}，尚缺 {} 个月，须在 {date} 前补足",
                who.name,
                months(wanted),
                months(have),
                months(planned),
                months(missing)
            ),
            format!(
                "{} declares for associate senior on {date}, which takes {} months at the grassroots: {} had, {} planned, {} to be made up \
                 before {date}",
                who.name,
                months(wanted),
                months(have),
                months(planned),
                months(missing)
            ),
        );
        let cost = missing * factor(problem, begins, date) * setting::weight(problem, &SPEC);
        let dates = DateRange::new(begins, date - Days::new(1));
        findings.costs(Tier::Policy, Subject::Person(person), dates, missing, Unit::HalfMonths, cost, message);
    }
}

/// Grassroots service that a declaration for associate senior asks for, in half-months.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Declaration {
    pub person: PersonId,
    pub date: NaiveDate,
    pub wanted: i64,
    /// Before the plan's first day, by stays in progress too.
    pub had: i64,
    /// From the plan's first day on, published or not: what is still to come is not had.
    pub planned: i64,
}

/// Every declaration after the plan's first day by people who have to serve for it, by person.
pub fn declarations(problem: &Problem, roster: &Roster) -> Vec<Declaration> {
    let declares = |(person, who): (PersonId, &Person)| match (who.declared_grade, who.declaration_date) {
        (Some(Grade::AssociateSenior), Some(date)) => declaration(problem, roster, person, date),
        _ => None,
    };
    problem.people.iter().filter_map(declares).collect()
}

fn declaration(problem: &Problem, roster: &Roster, person: PersonId, date: NaiveDate) -> Option<Declaration> {
    let begins = problem.calendar.horizon().from;
    let who = &problem.people[person];
    if date <= begins || is_grassroots(problem, who.home) {
        return None;
    }
    let wanted = setting::whole(problem, &SPEC, MONTHS, date) * 2;
    let (had, planned) = service_before(problem, roster, person, date);
    Some(Declaration { person, date, wanted, had, planned })
}

/// Half-months at the grassroots that end before the date: had when the plan begins, and planned, what is under way or published by then too.
pub fn service_before(problem: &Problem, roster: &Roster, person: PersonId, date: NaiveDate) -> (i64, i64) {
    let begins = problem.calendar.horizon().from;
    let (mut have, mut planned) = (problem.people[person].grassroots_half_months, 0);
    let serving: Vec<(&Placement, DateRange)> = roster
        .of_person(person)
        .iter()
        .filter(|placement| serves_at_grassroots(problem, placement))
        .map(|placement| (placement, placement.stay.dates(&problem.calendar)))
        .collect();
    for (_, dates) in &serving {
        let last = dates.to.min(date - Days::new(1));
        have += ends_of_half_months(dates.from, last.min(begins - Days::new(1)));
        planned += ends_of_half_months(dates.from.max(begins), last);
    }
    for entry in problem.history.iter().filter(|entry| entry.person == person && is_grassroots(problem, entry.institution)) {
        let goes_on = serving.iter().any(|(placement, dates)| {
            let host = problem.posts[placement.stay.post].institution;
            placement.origin == Origin::CarriedIn && host == entry.institution && dates.intersection(&entry.dates).is_some()
        });
        let days = (begins.min(entry.dates.to + Days::new(1)) - entry.dates.from).num_days();
        if !goes_on && days > 0 {
            have += (days * 48 + 365) / 730;
        }
    }
    (have, planned)
}

fn is_grassroots(problem: &Problem, institution: InstitutionId) -> bool {
    problem.institutions[institution].level.is_grassroots()
}

fn serves_at_grassroots(problem: &Problem, placement: &Placement) -> bool {
    let post = &problem.posts[placement.stay.post];
    let is_dispatch = !matches!(post.kind, DispatchKind::Training | DispatchKind::Secondment);
    is_dispatch && post.load >= FULL_LOAD / 2 && is_grassroots(problem, post.institution)
}

/// Days of the range on which a half-month ends: stays begin with half-months.
fn ends_of_half_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let ends = |day: &NaiveDate| day.day() == 15 || (*day + Days::new(1)).day() == 1;
    from.iter_days().take_while(|day| *day <= to).filter(ends).count() as i64
}

/// The plan begins on the first of a month: whole months from then to the date, a begun one counted.
fn factor(problem: &Problem, begins: NaiveDate, date: NaiveDate) -> i64 {
    let years = i64::from(date.year() - begins.year());
    let months = years * 12 + i64::from(date.month()) - i64::from(begins.month()) + i64::from(date.day() > 1);
    let mut factor = 1;
    for step in setting::wholes(problem, &SPEC, NEAR_MONTHS, begins) {
        factor += i64::from(months <= step);
    }
    factor
}

/// Half-months as months.
fn months(half_months: i64) -> String {
    format!("{}{}", half_months / 2, if half_months % 2 == 0 { "" } else { ".5" })
}

/// The calendar year of a long posting in which its person has most days of long postings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LongPosting {
    pub year: i32,
    /// Days in that year of all the person's long postings, by the county's basis.
    pub days: i64,
    /// Days that the county wants in a year.
    pub wanted: i64,
}

/// What the stay and the person's other ones have of the year's indicator; nothing for stays that are no long postings or of people below the
/// grade. Postings before the plan count as far as they are known to have been long ones.
pub fn long_posting<'a>(problem: &Problem, stay: &Stay, others: impl IntoIterator<Item = &'a Stay>) -> Option<LongPosting> {
    let dates = stay.dates(&problem.calendar);
    let least = setting::choice(problem, &SPEC, INDICATOR_GRADE, dates.from);
    let grade = problem.people[stay.person].grade;
    let counts = Grade::ALL.into_iter().find(|grade| grade.english() == least).is_some_and(|least| grade >= Some(least));
    if problem.posts[stay.post].kind != DispatchKind::ResidentPosting || !counts {
        return None;
    }
    let wanted = setting::whole(problem, &SPEC, INDICATOR_DAYS, dates.from);
    let without_first = i64::from(setting::choice(problem, &SPEC, INDICATOR_BASIS, dates.from) == EXCLUSIVE);
    let long = others.into_iter().filter(|other| problem.posts[other.post].kind == DispatchKind::ResidentPosting);
    let past = problem.history.iter().filter(|entry| entry.person == stay.person && was_long(problem, entry)).map(|entry| entry.dates);
    let stretches = one_after_the_other(long.map(|other| other.dates(&problem.calendar)).chain(past).chain([dates]).collect());
    let of_year = |year: i32| {
        let whole = DateRange::new(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
        let days = stretches.iter().filter_map(|stretch| whole.intersection(stretch)).map(|dates| dates.days() - without_first).sum();
        Some(LongPosting { year, days, wanted })
    };
    // Of years with the same number of days, the first.
    (dates.from.year()..=dates.to.year()).filter_map(of_year).max_by_key(|long| (long.days, -long.year))
}

/// True for an entry at a post that is there for long postings.
fn was_long(problem: &Problem, entry: &HistoryEntry) -> bool {
    let is_it = |post: &Post| post.code == entry.place && post.institution == entry.institution;
    let long = |id: PostId| problem.posts[id].kind == DispatchKind::ResidentPosting;
    entry.kind == HistoryKind::Dispatch && problem.posts.find(is_it).is_some_and(long)
}

/// The ranges as stretches without a gap.
fn one_after_the_other(mut ranges: Vec<DateRange>) -> Vec<DateRange> {
    ranges.sort();
    let mut stretches: Vec<DateRange> = Vec::new();
    for range in ranges {
        match stretches.last_mut().filter(|last| range.from <= last.to + Days::new(1)) {
            Some(last) => last.to = last.to.max(range.to),
            None => stretches.push(range),
        }
    }
    stretches
}

fn check_indicator(problem: &Problem, roster: &Roster, placement: &Placement, findings: &mut Findings) {
    let stay = placement.stay;
    let Some(LongPosting { year, days, wanted }) = long_posting(problem, &stay, roster.stays_of(stay.person)) else { return };
    if days < wanted {
        let dates = stay.dates(&problem.calendar);
        let who = &problem.people[stay.person];
        let host = &problem.institutions[problem.posts[stay.post].institution].name;
        let message = Bilingual::new(
            format!("{} 在{host}的长期派驻 {} 至 {}，{year} 年内合计 {days} 天，不满 {wanted} 天", who.name, dates.from, dates.to),
            format!(
                "{}'s long posting at {host} from {} to {} makes {days} days in {year}, fewer than {wanted}",
                who.name, dates.from, dates.to
            ),
        );
        findings.costs(Tier::Policy, Subject::Person(stay.person), dates, wanted - days, Unit::Days, 0, message);
    }
}
