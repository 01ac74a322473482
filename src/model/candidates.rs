//! Candidate stays: everything that may be chosen, enumerated once.

use super::CandidateId;
use crate::domain::*;
use crate::roster::{PostSource, Stay, carried_placements};

/// The candidate stays, ordered by person, first slot, length, post: each person's are consecutive.
#[derive(Clone, Debug)]
pub struct Candidates {
    stays: IndexVec<CandidateId, Stay>,
    /// Stands in every roster: carried in.
    given: IndexVec<CandidateId, bool>,
    /// Where each person's candidates begin, by person; one more at the end.
    firsts: Vec<usize>,
}

impl Candidates {
    /// Orders the stays; `given` ones stand in every roster.
    pub fn new(free: Vec<Stay>, given: Vec<Stay>) -> Self {
        let mut all: Vec<(Stay, bool)> = given.into_iter().map(|stay| (stay, true)).collect();
        all.extend(free.into_iter().map(|stay| (stay, false)));
        all.sort_by_key(|(stay, given)| (*stay, !given));
        all.dedup_by_key(|(stay, _)| *stay);
        let people = all.last().map_or(0, |(stay, _)| stay.person.index() + 1);
        let firsts = (0..=people).map(|person| all.partition_point(|(stay, _)| stay.person.index() < person)).collect();
        Self { stays: all.iter().map(|(stay, _)| *stay).collect(), given: all.iter().map(|(_, given)| *given).collect(), firsts }
    }
    pub fn len(&self) -> usize {
        self.stays.len()
    }
    pub fn is_empty(&self) -> bool {
        self.stays.is_empty()
    }
    pub fn stay(&self, candidate: CandidateId) -> Stay {
        self.stays[candidate]
    }
    pub fn is_given(&self, candidate: CandidateId) -> bool {
        self.given[candidate]
    }
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (CandidateId, &Stay)> + ExactSizeIterator {
        self.stays.iter()
    }
    /// The candidate that is exactly this stay.
    pub fn find(&self, stay: &Stay) -> Option<CandidateId> {
        self.stays.values().as_slice().binary_search(stay).ok().map(CandidateId::from_index)
    }
    /// One above the highest number of a person who has candidates.
    pub fn people(&self) -> usize {
        self.firsts.len() - 1
    }
    /// The person's candidates, as a range of ids.
    pub fn of_person(&self, person: PersonId) -> impl DoubleEndedIterator<Item = CandidateId> + ExactSizeIterator + Clone + use<> {
        self.range(person).map(CandidateId::from_index)
    }
    /// The person's candidates that begin in slots `from` to before `to`, as a range of ids.
    pub fn beginning(
        &self,
        person: PersonId,
        from: SlotId,
        to: SlotId,
    ) -> impl DoubleEndedIterator<Item = CandidateId> + ExactSizeIterator + Clone + use<> {
        let all = self.range(person);
        let own = &self.stays.values().as_slice()[all.clone()];
        let before = |slot: SlotId| all.start + own.partition_point(|stay| stay.first < slot);
        (before(from)..before(to).max(before(from))).map(CandidateId::from_index)
    }
    fn range(&self, person: PersonId) -> std::ops::Range<usize> {
        let first = |at: usize| self.firsts.get(at).copied().unwrap_or(self.stays.len());
        first(person.index())..first(person.index() + 1)
    }
}

/// Chunks of a splittable item, in months, that are offered besides the whole of what remains.
const CHUNK_MONTHS: [i32; 5] = [1, 2, 3, 4, 6];

/// Stays of 3 months and more begin with a month: it is how terms are agreed, and it keeps their number in check.
const MONTH_START_FROM_MONTHS: i32 = 3;

/// Enumerates every stay that the rules admit, and those carried in.
pub fn enumerate(problem: &Problem, admits: &dyn Fn(&Stay) -> bool) -> Candidates {
    let given: Vec<Stay> = carried_placements(problem).iter().map(|placement| placement.stay).collect();
    let mut free = Vec::new();
    let mut offer = |stay: Stay| {
        // Decided months have the stays that they have.
        if stay.first < problem.frozen {
            return;
        }
        for source in sources(problem, &stay) {
            let stay = Stay { source, ..stay };
            if admits(&stay) {
                free.push(stay);
            }
        }
    };
    let posts_of_category =
        |category: Category| problem.posts.iter().filter(move |(_, post)| post.categories.contains(&category)).map(|(id, _)| id);
    for (person, who) in problem.people.iter() {
        for post in posts_of_category(who.category) {
            if problem.posts[post].is_training() {
                offer_training(problem, person, post, &mut offer);
            } else {
                offer_dispatch(problem, person, post, &mut offer);
            }
        }
    }
    offer_pins(problem, &mut offer);
    Candidates::new(free, given)
}

fn offer_dispatch(problem: &Problem, person: PersonId, post: PostId, offer: &mut impl FnMut(Stay)) {
    let calendar = &problem.calendar;
    for first in calendar.ids() {
        for &slots in &problem.posts[post].terms {
            let long = slots >= MONTH_START_FROM_MONTHS * calendar.unit().per_month();
            if !long || calendar.opens_month(first) {
                offer(Stay { person, first, slots, post, source: PostSource::None, item: None });
            }
        }
    }
}

fn offer_training(problem: &Problem, person: PersonId, post: PostId, offer: &mut impl FnMut(Stay)) {
    let calendar = &problem.calendar;
    for (item, lengths) in teachable_items(problem, person, post) {
        for first in calendar.ids() {
            for &slots in &lengths {
                offer(Stay { person, first, slots, post, source: PostSource::None, item: Some(item) });
            }
        }
    }
}

/// Items of the person's programme that the post's department teaches, with the lengths offered, in slots.
fn teachable_items(problem: &Problem, person: PersonId, post: PostId) -> Vec<(ItemId, Vec<i32>)> {
    let (Some(enrolment), Some(department)) = (problem.enrolment(person), problem.posts[post].department) else {
        return Vec::new();
    };
    let programme = &problem.programmes[enrolment.programme];
    let standards = &problem.departments[department].standards;
    programme
        .items
        .iter()
        .filter(|(_, item)| standards.contains(&item.standard))
        .filter_map(|(id, item)| {
            let carried: i32 = problem
                .carried
                .iter()
                .filter(|carried| carried.person == person && carried.item == Some(id))
                .map(|carried| problem.calendar.half_months(carried.slots))
                .sum();
            let remaining = problem.calendar.slots_of_half_months(enrolment.remaining(programme, id) - carried);
            if remaining <= 0 {
                return None;
            }
            let mut lengths = vec![remaining];
            if item.splittable {
                let per_month = problem.calendar.unit().per_month();
                lengths.extend(CHUNK_MONTHS.iter().map(|months| months * per_month).filter(|slots| *slots < remaining));
                // What remains of an odd number of half-months has to come off in one of the chunks.
                if remaining % per_month != 0 {
                    lengths.extend(CHUNK_MONTHS.iter().map(|months| months * per_month + 1).filter(|slots| *slots < remaining));
                }
            }
            lengths.sort_unstable();
            lengths.dedup();
            Some((id, lengths))
        })
        .collect()
}

/// Stays that HR has fixed are offered whatever their length and start.
fn offer_pins(problem: &Problem, offer: &mut impl FnMut(Stay)) {
    for pin in problem.pins.iter().filter(|pin| pin.kind == PinKind::Locked) {
        for (post, what) in problem.posts.iter() {
            let matches = match pin.target {
                PinTarget::Post(target) => target == post,
                PinTarget::Department(department) => what.department == Some(department),
                PinTarget::Institution(institution) => what.institution == institution,
            };
            if !matches {
                continue;
            }
            let stay = Stay { person: pin.person, first: pin.first, slots: pin.slots, post, source: PostSource::None, item: None };
            if what.is_training() && problem.enrolment(pin.person).is_some() {
                for (item, _) in teachable_items(problem, pin.person, post) {
                    offer(Stay { item: Some(item), ..stay });
                }
            } else {
                offer(stay);
            }
        }
    }
}

/// Establishment posts that the stay may hold: who takes a pool post (DOMAIN §4, definition).
fn sources(problem: &Problem, stay: &Stay) -> Vec<PostSource> {
    match establishment_of(problem, stay.person, stay.post) {
        EstablishmentDemand::None => vec![PostSource::None],
        EstablishmentDemand::Pool => pool_sources(problem, stay),
        EstablishmentDemand::OwnOrPool => {
            let host = problem.posts[stay.post].institution;
            // An own post that a carried-in stay holds is free again once that stay has ended.
            let returned = problem.carried.iter().any(|carried| carried.own_post && problem.posts[carried.post].institution == host);
            let own = returned || problem.institutions[host].free_own_posts() > 0;
            own.then_some(PostSource::Own).into_iter().chain(pool_sources(problem, stay)).collect()
        }
    }
}

/// Every class of the host's pool; what a class is approved for is for the rules to say.
fn pool_sources(problem: &Problem, stay: &Stay) -> Vec<PostSource> {
    let Some(pool) = problem.pool_of(problem.posts[stay.post].institution) else { return Vec::new() };
    problem.pool_classes.iter().filter(|(_, class)| class.pool == pool).map(|(id, _)| PostSource::Pool(id)).collect()
}

/// What establishment post a placement needs beyond what the person holds anyway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum EstablishmentDemand {
    None,
    Pool,
    OwnOrPool,
}

fn establishment_of(problem: &Problem, person: PersonId, post: PostId) -> EstablishmentDemand {
    if problem.standing_of(person).is_some() {
        // A pool-type person's post comes along.
        return EstablishmentDemand::None;
    }
    let post = &problem.posts[post];
    match post.establishment {
        EstablishmentNeed::None => EstablishmentDemand::None,
        EstablishmentNeed::Pool => EstablishmentDemand::Pool,
        EstablishmentNeed::Establishment if post.kind == DispatchKind::Leadership => EstablishmentDemand::OwnOrPool,
        EstablishmentNeed::Establishment => match problem.people[person].establishment {
            EstablishmentType::Contract => EstablishmentDemand::Pool,
            EstablishmentType::Own | EstablishmentType::Registered | EstablishmentType::Pool => EstablishmentDemand::None,
        },
    }
}
