use crate::domain::*;
use crate::model::Tier;
use crate::roster::Stay;
use crate::rules::Emitter;
use crate::rules::travel::emit::journey;
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// One cost a candidate, and a sequence for whoever wishes for an order of stays.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let wishes = WishLists::new(emitter.problem());
    let weight = emitter.weight();
    let costs: Vec<_> = emitter
        .candidates()
        .iter()
        .filter(|(candidate, _)| !emitter.candidates().is_given(*candidate))
        .map(|(candidate, stay)| (candidate, wishes.own_ranks(stay) + wishes.host_ranks(stay)))
        .collect();
    for (candidate, ranks) in costs {
        emitter.cost(Tier::Wishes, candidate, weight * ranks);
    }
    for (person, order) in wishes.orders() {
        let members = journey(emitter, person);
        emitter.sequence(Tier::Wishes, person, members, weight * order.per_change, weight * order.per_waiting_slot);
    }
}

/// Ranks that the order of a person's stays misses.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(in crate::rules) struct OrderWish {
    pub(in crate::rules) per_change: i64,
    pub(in crate::rules) per_waiting_slot: i64,
}

/// Wishes by who has them.
pub(in crate::rules) struct WishLists<'a> {
    problem: &'a Problem,
    of_person: IndexVec<PersonId, Vec<(Wish, i64)>>,
    of_host: IndexVec<InstitutionId, Vec<(Wish, i64)>>,
}

impl<'a> WishLists<'a> {
    pub(in crate::rules) fn new(problem: &'a Problem) -> Self {
        let mut of_person = IndexVec::filled(Vec::new(), problem.people.len());
        let mut of_host = IndexVec::filled(Vec::new(), problem.institutions.len());
        for preference in &problem.preferences {
            let list = match preference.wisher {
                Wisher::Person(person) => &mut of_person[person],
                Wisher::Institution(host) => &mut of_host[host],
            };
            list.push((preference.wish, preference.rank));
        }
        Self { problem, of_person, of_host }
    }
    /// Who wishes for an order of stays, and what they then miss.
    pub(in crate::rules) fn orders(&self) -> BTreeMap<PersonId, OrderWish> {
        let mut orders: BTreeMap<PersonId, OrderWish> = BTreeMap::new();
        for (person, wishes) in self.of_person.iter() {
            for (wish, rank) in wishes {
                match wish {
                    Wish::OnePlace => orders.entry(person).or_default().per_change += rank,
                    Wish::NoWaiting => orders.entry(person).or_default().per_waiting_slot += rank,
                    Wish::Post(_) | Wish::Department(_) | Wish::Institution(_) | Wish::Month(_) | Wish::Person(_) | Wish::MissedBefore => {}
                }
            }
        }
        orders
    }
    /// Ranks that earlier plans missed of what the person wishes.
    pub(in crate::rules) fn missed_before(&self, person: PersonId) -> i64 {
        self.of_person[person].iter().filter(|(wish, _)| *wish == Wish::MissedBefore).map(|(_, rank)| rank).sum()
    }
    /// Ranks by which the stay misses what the person wishes.
    pub(in crate::rules) fn own_ranks(&self, stay: &Stay) -> i64 {
        let post = &self.problem.posts[stay.post];
        let month = self.problem.calendar.month_of(stay.first);
        let mut places = Judgement::default();
        let mut months = Judgement::default();
        let standard = if post.is_training() { self.standard(stay) } else { None };
        for (wish, rank) in &self.of_person[stay.person] {
            if post.is_training() && !standard.is_some_and(|standard| self.could_serve(wish, standard)) {
                continue;
            }
            match wish {
                Wish::Post(wanted) => places.count(*wanted == stay.post, *rank),
                Wish::Department(wanted) => places.count(post.department == Some(*wanted), *rank),
                Wish::Institution(wanted) => places.count(post.institution == *wanted, *rank),
                Wish::Month(wanted) => months.count(*wanted == month, *rank),
                Wish::Person(_) | Wish::OnePlace | Wish::NoWaiting | Wish::MissedBefore => {}
            }
        }
        places.ranks() + months.ranks()
    }
    /// What a training stay counts towards.
    fn standard(&self, stay: &Stay) -> Option<StandardDepartmentId> {
        let enrolment = self.problem.enrolment(stay.person)?;
        Some(self.problem.programmes[enrolment.programme].items[stay.item?].standard)
    }
    /// True when that could be taken at the wished place: other wishes are no yardstick for it.
    fn could_serve(&self, wish: &Wish, standard: StandardDepartmentId) -> bool {
        let teaches = |department: DepartmentId| {
            let department = &self.problem.departments[department];
            department.seats.is_some() && department.standards.contains(&standard)
        };
        match wish {
            Wish::Post(post) => self.problem.posts[*post].department.is_some_and(teaches),
            Wish::Department(department) => teaches(*department),
            Wish::Institution(institution) => {
                let mut there = self.problem.departments.iter().filter(|(_, department)| department.institution == *institution);
                there.any(|(department, _)| teaches(department))
            }
            Wish::Month(_) | Wish::Person(_) | Wish::OnePlace | Wish::NoWaiting | Wish::MissedBefore => false,
        }
    }
    /// Ranks by which the stay misses what the host wishes: hosts wish for those dispatched to them, not for trainees.
    fn host_ranks(&self, stay: &Stay) -> i64 {
        if self.problem.posts[stay.post].is_training() {
            return 0;
        }
        let mut people = Judgement::default();
        for (wish, rank) in &self.of_host[self.problem.posts[stay.post].institution] {
            match wish {
                Wish::Person(wanted) => people.count(*wanted == stay.person, *rank),
                Wish::Post(_)
                | Wish::Department(_)
                | Wish::Institution(_)
                | Wish::Month(_)
                | Wish::OnePlace
                | Wish::NoWaiting
                | Wish::MissedBefore => {}
            }
        }
        people.ranks()
    }
}

/// A list of wishes against one stay.
#[derive(Default)]
struct Judgement {
    best: Option<i64>,
    largest: i64,
}

impl Judgement {
    fn count(&mut self, matches: bool, rank: i64) {
        self.largest = self.largest.max(rank);
        if matches {
            self.best = Some(self.best.map_or(rank, |best| best.min(rank)));
        }
    }
    fn ranks(&self) -> i64 {
        self.best.map_or(self.largest, |best| best - 1).max(0)
    }
}
