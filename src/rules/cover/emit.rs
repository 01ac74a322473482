use crate::domain::*;
use crate::model::{CandidateId, Candidates, Tier};
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, leadership, setting};

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// Up to three rows a window: minimum, target, maximum.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let mut by_post: IndexVec<PostId, Vec<CandidateId>> = IndexVec::filled(Vec::new(), problem.posts.len());
    for (candidate, stay) in emitter.candidates().iter() {
        by_post[stay.post].push(candidate);
    }
    for (id, requirement) in problem.requirements.iter() {
        for sum in Sums::of(problem, emitter.candidates(), &by_post, requirement) {
            write(emitter, id, requirement, sum);
        }
    }
}

fn write(emitter: &mut Emitter, id: RequirementId, requirement: &Requirement, sum: Sum) {
    let subject = Subject::Requirement(id);
    let per_unit = requirement.weight * emitter.weight();
    if let Some(minimum) = requirement.minimum {
        let tier = if requirement.strict { Tier::CoverMinimum } else { Tier::CoverTarget };
        emitter.wants_at_least(tier, per_unit, subject, sum.terms.clone(), minimum * sum.factor - sum.constant);
    }
    if let Some(target) = requirement.target.filter(|target| requirement.minimum.is_none_or(|minimum| minimum < *target)) {
        emitter.wants_at_least(Tier::CoverTarget, per_unit, subject, sum.terms.clone(), target * sum.factor - sum.constant);
    }
    if let Some(maximum) = requirement.maximum.filter(|_| !is_limited_by_leadership(emitter.problem(), requirement)) {
        emitter.law_at_most(subject, sum.terms, maximum * sum.factor - sum.constant);
    }
}

/// True for the headcount of a leadership post with hand-over while the rule of leadership limits its holders.
fn is_limited_by_leadership(problem: &Problem, requirement: &Requirement) -> bool {
    let hands_over = |post: &Post| post.handover && post.kind == DispatchKind::Leadership;
    requirement.of_post.is_some_and(|post| hands_over(&problem.posts[post])) && setting::is_enabled(problem, &leadership::SPEC)
}

/// What is counted in one window that demands something.
#[derive(Clone, Default)]
struct Sum {
    /// By how much the bounds are multiplied: the demanding slots for an average, else 1; 0 where nothing is demanded.
    factor: i64,
    constant: i64,
    terms: Vec<(CandidateId, i64)>,
}

/// The sums of one requirement's windows while they grow.
struct Sums {
    /// Window that a demanding slot belongs to.
    window_of: Vec<Option<usize>>,
    windows: Vec<Sum>,
}

impl Sums {
    fn of(problem: &Problem, candidates: &Candidates, by_post: &IndexVec<PostId, Vec<CandidateId>>, requirement: &Requirement) -> Vec<Sum> {
        let mut at_posts = IndexVec::filled(false, problem.posts.len());
        requirement.posts.iter().for_each(|post| at_posts[*post] = true);
        let own_institutions = if requirement.measure.counts_visits() { &[][..] } else { &requirement.own_staff_of };
        let who: IndexVec<PersonId, bool> = problem.people.values().map(|person| requirement.who.holds(problem, person)).collect();
        let own = |person: PersonId| own_institutions.contains(&problem.people[person].home);
        let mut sums = Sums::new(problem, requirement);

        for post in problem.posts.ids().filter(|post| at_posts[*post]) {
            for &candidate in &by_post[post] {
                let stay = candidates.stay(candidate);
                if who[stay.person] && !own(stay.person) {
                    sums.add_stay(requirement, candidate, stay.first.0, stay.end().0);
                }
            }
        }
        for person in problem.people.ids().filter(|person| who[*person] && own(*person)) {
            sums.add_own(problem, candidates, &at_posts, person);
        }
        sums.windows.retain(|sum| sum.factor > 0);
        sums.windows
    }

    fn new(problem: &Problem, requirement: &Requirement) -> Self {
        let calendar = &problem.calendar;
        let demands: Vec<bool> = calendar
            .ids()
            .map(|slot| {
                let dates = calendar.range(slot);
                let open = requirement.posts.iter().any(|post| problem.posts[*post].is_open(&dates));
                open || (!requirement.own_staff_of.is_empty() && !requirement.measure.counts_visits())
            })
            .collect();
        let mut window_of = vec![None; demands.len()];
        let mut windows = Vec::new();
        for (number, (first, slots)) in requirement.windows(problem).into_iter().enumerate() {
            let inside = first.0 as usize..(first.0 + slots) as usize;
            let demanding = demands[inside.clone()].iter().filter(|demands| **demands).count() as i64;
            let factor = if requirement.measure.is_average() { demanding } else { demanding.min(1) };
            for slot in inside {
                // Visits are counted over the whole window, people only where a slot demands them.
                if factor > 0 && (demands[slot] || requirement.measure.counts_visits()) {
                    window_of[slot] = Some(number);
                }
            }
            windows.push(Sum { factor, ..Sum::default() });
        }
        Self { window_of, windows }
    }

    /// One for each demanding slot that the stay covers; once a window for visits.
    fn add_stay(&mut self, requirement: &Requirement, candidate: CandidateId, first: i32, end: i32) {
        let mut counted: Vec<(usize, i64)> = Vec::new();
        let covered = first.max(0) as usize..end.clamp(0, self.window_of.len() as i32) as usize;
        for window in self.window_of.get(covered).unwrap_or_default().iter().flatten() {
            match counted.last_mut() {
                Some((last, count)) if last == window => *count += i64::from(!requirement.measure.counts_visits()),
                _ => counted.push((*window, 1)),
            }
        }
        for (window, count) in counted {
            self.windows[window].terms.push((candidate, count));
        }
    }

    /// A person of the institution itself: present in every slot without an absence, less the stays that take them away.
    fn add_own(&mut self, problem: &Problem, candidates: &Candidates, at_posts: &IndexVec<PostId, bool>, person: PersonId) {
        let who = &problem.people[person];
        let present: Vec<bool> = problem.calendar.ids().map(|slot| who.is_available(&problem.calendar.range(slot))).collect();
        for (slot, present) in present.iter().enumerate() {
            if let Some(window) = self.window_of[slot].filter(|_| *present) {
                self.windows[window].constant += 1;
            }
        }
        for candidate in candidates.of_person(person) {
            let stay = candidates.stay(candidate);
            let post = &problem.posts[stay.post];
            let at_post = i64::from(at_posts[stay.post]);
            let away = i64::from(post.takes_away() && post.institution != who.home);
            for slot in stay.slots_within(&problem.calendar) {
                let coefficient = if present[slot.0 as usize] { at_post * away - away } else { at_post };
                if let Some(window) = self.window_of[slot.0 as usize].filter(|_| coefficient != 0) {
                    self.windows[window].terms.push((candidate, coefficient));
                }
            }
        }
    }
}
