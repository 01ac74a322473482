//! Starting from a choice that was made for another model: what of it still holds is kept, what broke is mended near by.

use super::Contradiction;
use super::anneal::{Annealing, Lanes};
use super::construct::insert_greedily;
use super::neighbourhood::{carry_out_above, decide_above, in_the_way};
use super::parts::Part;
use super::progress::SearchOptions;
use super::reach::{Ground, Reach, Shape};
use super::repair::hold_every_row;
use super::shake::Shake;
use super::state::{Index, State, Value};
use super::tiers::{PartResult, send_nobody_for_nothing};
use crate::domain::{IndexVec, PersonId, PostId};
use crate::model::{CandidateId, Model, Score, Tier};
use crate::roster::Stay;
use crate::solver::Limits;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use std::collections::{BTreeMap, BTreeSet};

/// A choice to start from.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Candidates that were chosen, in any order. They need not hold together any more.
    pub chosen: Vec<CandidateId>,
    /// Stays that were chosen and are no candidates any more: where something has to be mended.
    pub lost: Vec<Stay>,
    /// Posts that are new or ask for something else, and people who are new or can do something else.
    pub posts: BTreeSet<PostId>,
    pub people: BTreeSet<PersonId>,
    /// What the whole choice cost where it was made. A tier that costs no more is left as it is: what could have been better then is no
    /// reason to move anybody now. Absent, every tier is made as good as it can be near by.
    pub cost: Option<Score>,
}

impl Start {
    /// What of it lies in an independent part of the model, in the part's own candidates.
    pub(super) fn within(&self, part: &Part) -> Start {
        let chosen: BTreeSet<CandidateId> = self.chosen.iter().copied().collect();
        let here = part.origin.iter().filter(|(_, whole)| chosen.contains(whole)).map(|(candidate, _)| candidate);
        let candidates = &part.model.candidates;
        let concerns = |lost: &Stay| candidates.iter().any(|(_, stay)| stay.person == lost.person || stay.post == lost.post);
        let lost = self.lost.iter().filter(|lost| concerns(lost)).copied().collect();
        Start { chosen: here.collect(), lost, posts: self.posts.clone(), people: self.people.clone(), cost: self.cost }
    }
}

/// What a part may cost in each tier for the whole to cost what it did before; changes themselves are kept to the fewest.
pub fn aim(part: Score, whole: Score, before: Option<Score>) -> Score {
    let mut aim = Score::default();
    for tier in Tier::ALL.into_iter().filter(|tier| *tier != Tier::Stability) {
        if let Some(before) = before {
            aim[tier] = (part[tier] - (whole[tier] - before[tier]).max(0)).max(0);
        }
    }
    aim
}

/// What of a start holds every hard row.
pub struct Settled {
    pub choice: Vec<CandidateId>,
    pub score: Score,
}

/// Steps of mending before the program is asked.
const STEPS: usize = 500;
/// Rounds of filling what fell open: who steps in leaves a place of their own.
const ROUNDS: usize = 4;
/// Rounds without a gain after which unmet cover is left.
const QUIET: usize = 2;
/// People decided together, those concerned first.
const PEOPLE: usize = 36;
/// Of those who could step in, so many come before the rest of those concerned.
const ABLE: usize = 12;
/// Stays to choose among after which nobody is added.
const COLUMNS: usize = 4_000;
/// Among more stays than this, tiers after stability are not decided: wishes are not worth the wait.
const LATER: usize = 600;
/// Attempts of a shake of each tier.
const SHAKES: usize = 2_000;
/// Nodes of a program.
const NODES: i32 = 50;
/// Simplex steps of a program.
const ITERATIONS: i64 = 500;
/// Work of all programs together after which targets stay as they are: half a second to a second of it. Minimums are mended whatever it takes.
const WORK: i64 = 400_000;

/// Keeps as much of the start as holds every hard row.
pub fn settle(model: &Model, start: &Start, options: &SearchOptions) -> Result<Settled, Contradiction> {
    let index = Index::new(model);
    let mut state = State::new(&index);
    state.become_choice_with_given(&start.chosen);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(options.seed);
    if !mend(&mut state, &mut random) {
        state.become_choice_with_given(&[]);
        if state.value().broken > 0 {
            hold_every_row(&mut state)?;
        }
        for candidate in &start.chosen {
            if !state.is_taken(*candidate) && state.gain(*candidate).is_some() {
                state.flip(*candidate);
            }
        }
    }
    Ok(Settled { choice: state.chosen(), score: state.value().score })
}

/// Mends broken hard rows step by step: each step gives up a stay, or takes one and gives up those in its way, whatever leaves least broken
/// at least cost. True when nothing is broken any more.
fn mend(state: &mut State, random: &mut Xoshiro256PlusPlus) -> bool {
    let model = state.index().model;
    for _ in 0..STEPS {
        let before = state.value();
        if before.broken == 0 {
            return true;
        }
        let mut best: Option<(Value, Vec<CandidateId>)> = None;
        let mut offer = |state: &mut State, step: Vec<CandidateId>| {
            step.iter().for_each(|candidate| state.flip(*candidate));
            let after = state.value();
            step.iter().for_each(|candidate| state.flip(*candidate));
            if after.broken < before.broken && best.as_ref().is_none_or(|(value, _)| after < *value) {
                best = Some((after, step));
            }
        };
        for row in state.broken_rows() {
            for (candidate, _) in &model.rows[row].terms {
                if model.candidates.is_given(*candidate) {
                    continue;
                }
                let mut step = vec![*candidate];
                if !state.is_taken(*candidate) {
                    step.extend(in_the_way(state, *candidate, random));
                }
                offer(state, step);
            }
        }
        match best {
            Some((_, step)) => step.iter().for_each(|candidate| state.flip(*candidate)),
            None => return false,
        }
    }
    state.value().broken == 0
}

/// Fills what fell open and finds the people concerned another place, and touches nobody else: who steps in may leave a place of their own,
/// which is filled in the next round. A tier that costs no more than its aim is left as it is. Nothing is proved.
pub fn stay_near(
    model: &Model,
    start: &Start,
    settled: &Settled,
    aim: &Score,
    options: &SearchOptions,
    stopped: &(dyn Fn() -> bool + Sync),
) -> PartResult {
    let index = Index::new(model);
    let mut repair = Repair::new(&index, start, settled, aim, options, stopped);
    let open = repair.fill_what_is_open();
    // What comes after has its turn once, among the people of the last round.
    if (1..=LATER).contains(&open.usable.len()) {
        let usable = open.usable(model);
        for tier in Tier::ALL.into_iter().filter(|tier| *tier > Tier::Stability) {
            if repair.wants(tier) {
                repair.decide_open(tier, &open, &usable);
            }
        }
    }
    repair.restore(&open.people);
    // Strict minimums however that came; targets that were met before.
    repair.mend_cover(Tier::CoverMinimum, 0);
    if start.cost.is_some() {
        repair.mend_cover(Tier::CoverTarget, aim[Tier::CoverTarget]);
    }
    send_nobody_for_nothing(&mut repair.state);
    repair.restore(&model.candidates.iter().map(|(_, stay)| stay.person).collect());
    repair.result.chosen = repair.state.chosen();
    repair.result
}

/// One part being repaired.
struct Repair<'a> {
    state: State<'a>,
    start: &'a Start,
    /// What was chosen in the start.
    had: BTreeSet<CandidateId>,
    /// What a tier may cost without anybody being touched for it.
    aim: &'a Score,
    random: Xoshiro256PlusPlus,
    result: PartResult,
    /// Work that programs may still do.
    work_left: i64,
    stopped: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Repair<'a> {
    fn new(
        index: &'a Index<'a>,
        start: &'a Start,
        settled: &Settled,
        aim: &'a Score,
        options: &SearchOptions,
        stopped: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        let mut state = State::new(index);
        state.become_choice_with_given(&settled.choice);
        Self {
            state,
            start,
            had: start.chosen.iter().copied().collect(),
            aim,
            random: Xoshiro256PlusPlus::seed_from_u64(options.seed),
            result: PartResult { chosen: settled.choice.clone(), bounds: [0; Tier::COUNT], proofs: Vec::new(), clock_bit: false },
            work_left: WORK,
            stopped,
        }
    }

    /// True while there is time and the tier costs more than its aim.
    fn wants(&self, tier: Tier) -> bool {
        !(self.stopped)() && self.state.value().score[tier] > self.aim[tier]
    }

    /// The tiers up to stability, round by round; what is open in the end.
    fn fill_what_is_open(&mut self) -> Open {
        let mut open = Open::of(self);
        for _ in 0..ROUNDS {
            if open.usable.is_empty() || self.work_left <= 0 {
                break;
            }
            let usable = open.usable(self.state.index().model);
            let begun = self.state.value().above(self.aim).up_to(Tier::Stability);
            insert_greedily(&mut self.state, &open.usable, 0, &mut self.random);
            for tier in Tier::ALL.into_iter().filter(|tier| *tier <= Tier::Stability) {
                if self.wants(tier) {
                    let shake = Shake { tier, usable: &usable, others_stand: true };
                    let stopped = self.stopped;
                    let annealing = Annealing {
                        attempts: SHAKES,
                        enough: self.aim[tier],
                        seconds: f64::INFINITY,
                        lanes: Lanes::One,
                        out_of_time: stopped,
                    };
                    annealing.run(&shake, &mut self.state, &mut self.random);
                    self.restore(&open.people);
                }
                if self.wants(tier) {
                    self.decide_open(tier, &open, &usable);
                }
            }
            self.restore(&open.people);
            let gained = self.state.value().above(self.aim).up_to(Tier::Stability) < begun;
            let next = Open::of(self);
            if !gained || next == open {
                break;
            }
            open = next;
        }
        open
    }

    /// Decides what is open anew in the tier.
    fn decide_open(&mut self, tier: Tier, open: &Open, usable: &IndexVec<CandidateId, bool>) {
        let free = self.state.free_or_taken(&open.people, |candidate| usable[candidate]);
        self.decide(tier, &free);
    }

    /// Decides these candidates anew in the tier, and does it where nothing below the aim counts.
    fn decide(&mut self, tier: Tier, candidates: &[CandidateId]) {
        let limits = Limits { nodes: NODES, iterations: ITERATIONS, ..Limits::of_seconds(20.0, self.stopped) };
        if let Some(decision) = decide_above(&self.state, tier, self.aim, candidates, &limits) {
            self.result.note_clock(decision.timed_out, self.stopped);
            self.work_left -= decision.work;
            carry_out_above(&mut self.state, self.aim, &decision);
        }
    }

    /// Cover that stays unmet is worth touching others: the people of such a row, and those in their way, are decided anew, what comes
    /// first in the order of tiers first, down to what their changes cost; until the tier costs no more than `least`.
    fn mend_cover(&mut self, cover: Tier, least: i64) {
        let within = IndexVec::filled(true, self.state.index().model.candidates.len());
        let ground = Ground { tier: cover, within: &within, blame: None };
        let reach = Reach::default();
        let mut quiet = 0;
        let may_go_on = |repair: &Self| !(repair.stopped)() && (cover == Tier::CoverMinimum || repair.work_left > 0);
        while self.state.value().score[cover] > least && quiet < QUIET && may_go_on(self) {
            let before = self.state.value().score[cover];
            let freed = reach.choose(Shape::Row, &ground, &self.state, &mut self.random);
            for tier in Tier::ALL.into_iter().filter(|tier| (cover..=Tier::Stability).contains(tier)) {
                if self.state.value().score[tier] <= if tier == cover { least } else { self.aim[tier] } {
                    continue;
                }
                self.decide(tier, &freed);
                if tier == cover && self.state.value().score[tier] == before {
                    break;
                }
            }
            quiet = if self.state.value().score[cover] < before { 0 } else { quiet + 1 };
        }
    }

    /// Gives people back what they had in the start, one after another, as long as that makes the plan better; nothing below
    /// the aim counts.
    fn restore(&mut self, region: &BTreeSet<PersonId>) {
        let Self { state, had, aim, .. } = self;
        let candidates = &state.index().model.candidates;
        let mut better = true;
        while better {
            better = false;
            for person in region {
                let free = candidates.of_person(*person).filter(|candidate| !candidates.is_given(*candidate));
                let step: Vec<CandidateId> = free.filter(|candidate| state.is_taken(*candidate) != had.contains(candidate)).collect();
                if step.is_empty() {
                    continue;
                }
                let before = state.value().above(aim);
                step.iter().for_each(|candidate| state.flip(*candidate));
                if state.value().above(aim) < before {
                    better = true;
                } else {
                    step.iter().for_each(|candidate| state.flip(*candidate));
                }
            }
        }
    }
}

/// What may be decided again.
#[derive(PartialEq, Eq)]
struct Open {
    people: BTreeSet<PersonId>,
    /// Everything that whoever lost or got a stay could do, and what others could do in place of a stay that is gone or at a new post.
    usable: Vec<CandidateId>,
}

impl Open {
    /// The same, by candidate.
    fn usable(&self, model: &Model) -> IndexVec<CandidateId, bool> {
        let mut usable = IndexVec::filled(false, model.candidates.len());
        self.usable.iter().for_each(|candidate| usable[*candidate] = true);
        usable
    }
    fn of(repair: &Repair) -> Self {
        let Repair { state, start, had, .. } = repair;
        let candidates = &state.index().model.candidates;
        let mut gone = start.lost.clone();
        gone.extend(had.iter().filter(|candidate| !state.is_taken(**candidate)).map(|candidate| candidates.stay(*candidate)));
        let is_new = |candidate: &CandidateId| !candidates.is_given(*candidate) && !had.contains(candidate);
        let moved = state.chosen().into_iter().filter(is_new).map(|candidate| candidates.stay(candidate).person);
        let concerned: BTreeSet<PersonId> = gone.iter().map(|stay| stay.person).chain(moved).chain(start.people.iter().copied()).collect();
        let fills = |stay: &Stay| {
            start.posts.contains(&stay.post)
                || gone.iter().any(|lost| lost.post == stay.post && stay.slots_in_window(lost.first, lost.slots) > 0)
        };
        // Who is free then comes first among those who could step in.
        let mut able: BTreeMap<PersonId, i32> = BTreeMap::new();
        for (_, stay) in candidates.iter().filter(|(candidate, stay)| !candidates.is_given(*candidate) && fills(stay)) {
            if !concerned.contains(&stay.person) {
                let taken = state.taken_by(stay.person).iter();
                let busy: i32 = taken.map(|candidate| candidates.stay(*candidate).slots_in_window(stay.first, stay.slots)).sum();
                able.entry(stay.person).and_modify(|least| *least = busy.min(*least)).or_insert(busy);
            }
        }
        let mut able: Vec<(i32, PersonId)> = able.into_iter().map(|(person, busy)| (busy, person)).collect();
        able.sort_unstable();
        let mut people = BTreeSet::new();
        let mut columns = 0;
        let first = start.people.iter().chain(gone.iter().map(|stay| &stay.person));
        // Whoever could step in has few stays to choose among; whoever has moved is as well off as before.
        let able: Vec<PersonId> = able.into_iter().map(|(_, person)| person).collect();
        let (near, far) = able.split_at(able.len().min(ABLE));
        for person in first.chain(near).chain(&concerned).chain(far) {
            if people.len() >= PEOPLE || columns >= COLUMNS {
                break;
            }
            if people.insert(*person) {
                let theirs = candidates.of_person(*person);
                let all = concerned.contains(person);
                columns += theirs.filter(|candidate| all || fills(&candidates.stay(*candidate))).count();
            }
        }
        let usable = candidates.iter().filter(|(candidate, stay)| {
            !candidates.is_given(*candidate) && people.contains(&stay.person) && (concerned.contains(&stay.person) || fills(stay))
        });
        let usable = usable.map(|(candidate, _)| candidate).collect();
        Self { people, usable }
    }
}
