//! How much is freed at once, and in which shape. Some counties are mended by a few people, some by a whole team and everybody whom its
//! departure concerns; which, is learnt as rounds go by.

use super::blame::Blame;
use super::neighbourhood::{Circle, costly_person, draw};
use super::state::State;
use crate::domain::{IndexVec, PersonId};
use crate::model::{CandidateId, Tier};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// What a neighbourhood is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// People who meet in rows, with all that they could do.
    People,
    /// More people, with what they could do within some slots.
    Window,
    /// The people of a row that costs, and those who stand in their way.
    Row,
}

const SHAPES: [Shape; 3] = [Shape::People, Shape::Window, Shape::Row];

/// Usable candidates of a neighbourhood: at first, at least, at most.
const COLUMNS: usize = 2_500;
const FEWEST: usize = 1_000;
const MOST: usize = 7_000;
/// Most of a shape's credit.
const CREDIT: u32 = 16;

/// What was learnt about a shape.
#[derive(Clone, Copy, Debug)]
struct Lesson {
    columns: usize,
    credit: u32,
}

/// Where neighbourhoods are looked for.
pub struct Ground<'a> {
    pub tier: Tier,
    pub within: &'a IndexVec<CandidateId, bool>,
    pub blame: Option<&'a Blame<'a>>,
}

/// What rounds have taught.
#[derive(Clone, Debug)]
pub struct Reach {
    lessons: [Lesson; 3],
}

impl Default for Reach {
    fn default() -> Self {
        Self { lessons: [Lesson { columns: COLUMNS, credit: CREDIT / 4 }; 3] }
    }
}

impl Reach {
    /// Where few rows cost, theirs is the shape to begin with.
    pub fn favour_rows(&mut self) {
        self.lessons[Shape::Row as usize].credit = CREDIT;
    }

    /// A shape, those that helped more often.
    pub fn shape(&self, random: &mut Xoshiro256PlusPlus) -> Shape {
        let whole: u32 = self.lessons.iter().map(|lesson| lesson.credit).sum();
        let mut at = draw(random, whole as usize) as u32;
        for (shape, lesson) in SHAPES.iter().zip(&self.lessons) {
            if at < lesson.credit {
                return *shape;
            }
            at -= lesson.credit;
        }
        Shape::People
    }

    /// What became of a neighbourhood. One that was settled to no avail was too small; one that was not settled too large.
    pub fn learn(&mut self, shape: Shape, better: bool, finished: bool) {
        let lesson = &mut self.lessons[shape as usize];
        lesson.credit = if better { (lesson.credit + 4).min(CREDIT) } else { lesson.credit.saturating_sub(1).max(1) };
        if !finished {
            lesson.columns = (lesson.columns / 2).max(FEWEST);
        } else if !better {
            lesson.columns = (lesson.columns * 5 / 4).min(MOST);
        }
    }

    /// Candidates to be decided anew, in order.
    pub fn choose(&self, shape: Shape, ground: &Ground, state: &State, random: &mut Xoshiro256PlusPlus) -> Vec<CandidateId> {
        let from = ground.blame.filter(|_| !random.next_u32().is_multiple_of(4)).and_then(|blame| blame.somebody(state, random));
        let Some(from) = from.or_else(|| costly_person(state, ground.tier, random)) else { return Vec::new() };
        let most = self.lessons[shape as usize].columns;
        let usable = |candidate: CandidateId| ground.within[candidate] || state.is_taken(candidate);
        match shape {
            Shape::People => around(from, most, state, usable, random),
            Shape::Window => {
                let (first, end) = window(from, state, random);
                let candidates = &state.index().model.candidates;
                let inside = |candidate: CandidateId| {
                    let stay = candidates.stay(candidate);
                    usable(candidate) && stay.first.0 >= first && stay.end().0 <= end
                };
                around(from, most, state, inside, random)
            }
            Shape::Row => of_row(from, most, ground.tier, state, usable, random),
        }
    }
}

fn around(
    from: PersonId,
    most: usize,
    state: &State,
    usable: impl Fn(CandidateId) -> bool,
    random: &mut Xoshiro256PlusPlus,
) -> Vec<CandidateId> {
    let mut circle = Circle::new(state, most, usable);
    circle.add(from);
    circle.grow(usize::MAX, random);
    circle.candidates()
}

/// First and end of some slots of the person's time: a quarter to a half of it.
fn window(of: PersonId, state: &State, random: &mut Xoshiro256PlusPlus) -> (i32, i32) {
    let candidates = &state.index().model.candidates;
    let stays = || candidates.of_person(of).map(|candidate| candidates.stay(candidate));
    let first = stays().map(|stay| stay.first.0).min().unwrap_or(0);
    let end = stays().map(|stay| stay.end().0).max().unwrap_or(0).max(first + 1);
    let quarter = ((end - first) / 4).max(1);
    let length = quarter + draw(random, quarter as usize + 1) as i32;
    let from = first + draw(random, (end - first - length).max(0) as usize + 1) as i32;
    (from, from + length)
}

/// The people of a row that costs, half of the room for them; then whoever stands in the way of what they could have there.
fn of_row(
    from: PersonId,
    most: usize,
    tier: Tier,
    state: &State,
    usable: impl Fn(CandidateId) -> bool,
    random: &mut Xoshiro256PlusPlus,
) -> Vec<CandidateId> {
    let model = state.index().model;
    let rows = state.costing_rows(tier);
    let mut circle = Circle::new(state, most, &usable);
    if rows.is_empty() {
        circle.add(from);
    } else {
        let terms = &model.rows[rows[draw(random, rows.len())] as usize].terms;
        let start = draw(random, terms.len().max(1));
        let wished: Vec<CandidateId> =
            terms[start..].iter().chain(&terms[..start]).map(|(candidate, _)| *candidate).filter(|candidate| usable(*candidate)).collect();
        for candidate in &wished {
            if circle.is_half_full() {
                break;
            }
            circle.add(model.candidates.stay(*candidate).person);
        }
        for _ in 0..wished.len().min(200) {
            circle.add_in_the_way(wished[draw(random, wished.len())], random);
        }
    }
    circle.grow(usize::MAX, random);
    circle.candidates()
}
