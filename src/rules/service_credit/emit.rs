use super::{MONTHS, NEAR_MONTHS, SPEC};
use crate::domain::*;
use crate::model::{CandidateId, Tier};
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};
use chrono::{Datelike, Days, Months, NaiveDate};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One elastic row for each person who declares.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let start = problem.calendar.horizon().from;
    for (person, who) in problem.people.iter() {
        let Some(date) = who.declaration_date.filter(|date| *date > start && who.declared_grade == Some(Grade::AssociateSenior)) else {
            continue;
        };
        if problem.institutions[who.home].level.is_grassroots() {
            continue;
        }
        let service = Service { emitter, person, until: half_of(problem, date) };
        let missing = 2 * setting::whole(problem, &SPEC, MONTHS, date) - who.grassroots_half_months - service.before_the_plan();
        let terms = service.stays();
        let per_half_month = emitter.weight() * nearness(problem, date);
        emitter.wants_at_least(Tier::Policy, per_half_month, Subject::Person(person), terms, missing);
    }
}

/// One more than the steps that the date lies within.
fn nearness(problem: &Problem, date: NaiveDate) -> i64 {
    let start = problem.calendar.horizon().from;
    let steps = setting::wholes(problem, &SPEC, NEAR_MONTHS, start);
    let within = |months: &&i64| {
        let last = u32::try_from(**months).ok().and_then(|months| start.checked_add_months(Months::new(months)));
        last.is_none_or(|last| date <= last)
    };
    1 + steps.iter().filter(within).count() as i64
}

/// Half-month that the date lies in, counted from the plan's start.
fn half_of(problem: &Problem, date: NaiveDate) -> i32 {
    let calendar = &problem.calendar;
    let slot = calendar.slot_of(date).0;
    match calendar.unit() {
        SlotUnit::HalfMonth => slot,
        SlotUnit::Month => 2 * slot + i32::from(date.day() > 15),
    }
}

/// One person's service at the grassroots before a half-month.
struct Service<'a, 'b> {
    emitter: &'a Emitter<'b>,
    person: PersonId,
    until: i32,
}

impl Service<'_, '_> {
    fn counts(&self, stay: &Stay) -> bool {
        let problem = self.emitter.problem();
        let post = &problem.posts[stay.post];
        post.kind.is_dispatch() && post.takes_away() && problem.institutions[post.institution].level.is_grassroots()
    }
    /// The person's stays that count, with their half-months.
    fn stays(&self) -> Vec<(CandidateId, i64)> {
        let problem = self.emitter.problem();
        let candidates = self.emitter.candidates();
        let half_months = |stay: Stay| {
            let (first, end) = (problem.calendar.half_months(stay.first.0), problem.calendar.half_months(stay.end().0));
            i64::from((end.min(self.until) - first).max(0))
        };
        let of_person = candidates.of_person(self.person).map(|candidate| (candidate, candidates.stay(candidate)));
        of_person.filter(|(_, stay)| self.counts(stay)).map(|(candidate, stay)| (candidate, half_months(stay))).collect()
    }
    /// Half-months of history, without what a carried-in stay continues.
    fn before_the_plan(&self) -> i64 {
        let problem = self.emitter.problem();
        let candidates = self.emitter.candidates();
        let eve = problem.calendar.horizon().from - Days::new(1);
        let carried: Vec<Stay> = candidates
            .of_person(self.person)
            .filter(|candidate| candidates.is_given(*candidate))
            .map(|candidate| candidates.stay(candidate))
            .filter(|stay| self.counts(stay))
            .collect();
        let is_continued = |entry: &HistoryEntry| {
            let same = |stay: &Stay| problem.posts[stay.post].institution == entry.institution;
            carried.iter().any(|stay| same(stay) && stay.dates(&problem.calendar).overlaps(&entry.dates))
        };
        problem
            .history
            .iter()
            .filter(|entry| entry.person == self.person && problem.institutions[entry.institution].level.is_grassroots())
            .filter(|entry| entry.dates.from <= eve && !is_continued(entry))
            .map(|entry| {
                let dates = DateRange::new(entry.dates.from, entry.dates.to.min(eve));
                HistoryEntry { dates, ..entry.clone() }.half_months()
            })
            .sum()
    }
}
