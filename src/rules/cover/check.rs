use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::Tier;
use crate::roster::Roster;
use crate::rules::{Findings, Shortage, Subject, Unit, leadership, setting};
use std::collections::{BTreeMap, BTreeSet};

/// Counts heads on the finished roster, day range by day range.
pub(in crate::rules) fn check(problem: &Problem, roster: &Roster, findings: &mut Findings) {
    let mut attendance = Attendance { problem, at_post: BTreeMap::new(), of_person: BTreeMap::new() };
    for stay in roster.stays() {
        let dates = stay.dates(&problem.calendar);
        attendance.at_post.entry(stay.post).or_default().push((stay.person, dates));
        attendance.of_person.entry(stay.person).or_default().push((stay.post, dates));
    }
    for (id, requirement) in problem.requirements.iter() {
        let (posts, own) = (attendance.posts(requirement), attendance.own_people(requirement));
        for (first, slots) in requirement.windows(problem) {
            let open: Vec<DateRange> = (0..slots)
                .map(|slot| problem.calendar.range(first + slot))
                .filter(|dates| attendance.demands(requirement, dates))
                .collect();
            if open.is_empty() {
                continue;
            }
            let dates = problem.calendar.span(first, slots);
            let (assigned, times) = if requirement.measure.counts_visits() {
                (attendance.visits(requirement, &posts, &dates), 1)
            } else {
                let heads = open.iter().map(|dates| attendance.heads(requirement, &posts, &own, dates)).sum();
                (heads, if requirement.measure.is_average() { open.len() as i64 } else { 1 })
            };
            report(problem, findings, id, Window { dates, assigned, times });
        }
    }
}

struct Window {
    dates: DateRange,
    assigned: i64,
    /// Slots that an average is taken over, else 1.
    times: i64,
}

fn report(problem: &Problem, findings: &mut Findings, id: RequirementId, window: Window) {
    let requirement = &problem.requirements[id];
    let Window { dates, assigned, times } = window;
    let subject = Subject::Requirement(id);
    let cost = requirement.weight * setting::weight(problem, &super::SPEC);
    let unit = if requirement.measure.counts_visits() { Unit::Visits } else { Unit::PersonSlots };
    let about = problem.demand_in_words(id);
    let mut short = |required: i64, minimum: bool| {
        let tier = if minimum { Tier::CoverMinimum } else { Tier::CoverTarget };
        if assigned < required {
            let missing = required - assigned;
            findings.costs(tier, subject, dates, missing, unit, missing * cost, needed(requirement, &about, required, assigned, times));
            findings.shortage(Shortage { requirement: id, dates, required, assigned, minimum });
        }
    };
    if let Some(minimum) = requirement.minimum {
        short(minimum * times, requirement.strict);
    }
    match (requirement.minimum, requirement.target) {
        (Some(minimum), Some(target)) if target <= minimum => {}
        (_, Some(target)) => short(target * times, false),
        (_, None) => {}
    }
    let most = if overlaps_at_handover(problem, requirement) { None } else { requirement.maximum.map(|maximum| maximum * times) };
    if let Some(most) = most.filter(|most| assigned > *most) {
        let (zh, en) = counted(requirement, times);
        let message = Bilingual::new(
            format!("{} {}：最多 {most} {zh}，实 {assigned} {zh}", requirement.name, about.zh),
            format!("{} {}: at most {most} {en}, {assigned} there", requirement.name, about.en),
        );
        findings.law_broken(subject, dates, assigned - most, unit, message);
    }
}

/// Predecessor and successor of a leadership post with hand-over are there together: leadership, not cover, says how many there may be.
fn overlaps_at_handover(problem: &Problem, requirement: &Requirement) -> bool {
    let Some(post) = requirement.of_post.map(|post| &problem.posts[post]) else { return false };
    match post.kind {
        DispatchKind::Leadership => post.handover && setting::is_enabled(problem, &leadership::SPEC),
        DispatchKind::ResidentPosting
        | DispatchKind::ShortSupport
        | DispatchKind::Circuit
        | DispatchKind::Team
        | DispatchKind::Secondment
        | DispatchKind::Training => false,
    }
}

fn needed(requirement: &Requirement, about: &Bilingual, required: i64, assigned: i64, times: i64) -> Bilingual {
    let (zh, en) = counted(requirement, times);
    Bilingual::new(
        format!("{} {}：需 {required} {zh}，实 {assigned} {zh}", requirement.name, about.zh),
        format!("{} {}: {required} {en} wanted, {assigned} there", requirement.name, about.en),
    )
}

fn counted(requirement: &Requirement, times: i64) -> (&'static str, &'static str) {
    if requirement.measure.counts_visits() {
        ("人次", "visits")
    } else if requirement.measure.is_average() && times > 1 {
        ("人·时段", "person-slots")
    } else {
        ("人", "people")
    }
}

/// Who is at which post, when.
struct Attendance<'a> {
    problem: &'a Problem,
    at_post: BTreeMap<PostId, Vec<(PersonId, DateRange)>>,
    of_person: BTreeMap<PersonId, Vec<(PostId, DateRange)>>,
}

impl Attendance<'_> {
    fn posts(&self, requirement: &Requirement) -> BTreeSet<PostId> {
        requirement.posts.iter().copied().collect()
    }
    fn counts(&self, requirement: &Requirement, person: PersonId) -> bool {
        requirement.who.holds(self.problem, &self.problem.people[person])
    }
    /// The institutions' own people who count, none where visits are counted.
    fn own_people(&self, requirement: &Requirement) -> BTreeSet<PersonId> {
        if requirement.measure.counts_visits() || requirement.own_staff_of.is_empty() {
            return BTreeSet::new();
        }
        let people = self.problem.people.iter().filter(|(_, person)| requirement.own_staff_of.contains(&person.home));
        people.map(|(id, _)| id).filter(|id| self.counts(requirement, *id)).collect()
    }
    fn demands(&self, requirement: &Requirement, dates: &DateRange) -> bool {
        if !requirement.measure.counts_visits() && !requirement.own_staff_of.is_empty() {
            return true;
        }
        requirement.posts.iter().any(|post| self.problem.posts[*post].is_open(dates))
    }
    fn visits(&self, requirement: &Requirement, posts: &BTreeSet<PostId>, dates: &DateRange) -> i64 {
        let stays = posts.iter().filter_map(|post| self.at_post.get(post)).flatten();
        stays.filter(|(person, stayed)| stayed.overlaps(dates) && self.counts(requirement, *person)).count() as i64
    }
    /// People there on the dates: those placed, and own people at home.
    fn heads(&self, requirement: &Requirement, posts: &BTreeSet<PostId>, own: &BTreeSet<PersonId>, dates: &DateRange) -> i64 {
        let at_home = |person: &PersonId| own.contains(person) && self.problem.people[*person].is_available(dates);
        let placed = posts.iter().filter_map(|post| self.at_post.get(post)).flatten();
        let placed = placed.filter(|(person, stayed)| stayed.overlaps(dates) && self.counts(requirement, *person) && !at_home(person));
        let mut heads = placed.count() as i64;
        for person in own.iter().filter(|person| at_home(person)) {
            heads += 1;
            let home = self.problem.people[*person].home;
            let stays = self.of_person.get(person).map_or(&[][..], Vec::as_slice);
            for (post, _) in stays.iter().filter(|(_, stayed)| stayed.overlaps(dates)) {
                let place = &self.problem.posts[*post];
                if place.institution != home && place.takes_away() && !posts.contains(post) {
                    heads -= 1;
                }
            }
        }
        heads
    }
}
