//! Use case: new facts, and a plan as near as possible to the one in force.

mod fact;
mod movement;
mod price;
mod rows;

pub use fact::{Fact, day};
pub use movement::{Move, PersonMoves, moves};
pub use price::{Costs, RuleCost, by_rule, differences, of_in_force, of_stored};
pub use rows::{BEFORE, TOLD, Written};

use fact::{objections, to_be_taken_back};

use super::baseline::InForce;
use super::contradiction::describe;
use super::dataset::{rebuild, row_keys, stored_dataset, tables_of, validated};
use super::plan::{PlanFailure, Planned, finish, model_of};
use crate::diagnostic::{Bilingual, Report};
use crate::domain::{Person, Post, Problem, Published};
use crate::model::Model;
use crate::roster::{PostSource, Stay};
use crate::search::{Observer, SearchOptions, Start, search_from};
use crate::source::{Tables, read};
use crate::store::{Access, PlanId, Store, StoreError, StoredDataset};
use crate::validate::Options;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is asked of a repair.
#[derive(Clone, Debug)]
pub struct Order {
    pub database: PathBuf,
    /// The plan in force; the one published last, or the newest where nothing is published, if absent.
    pub plan: Option<PlanId>,
    /// Updated tables; the stored ones if absent.
    pub input: Option<PathBuf>,
    pub options: Options,
    pub facts: Vec<Fact>,
    /// Facts of earlier repairs that hold no longer, by their options.
    pub taken_back: Vec<String>,
    pub search: SearchOptions,
    /// Search the whole plan again instead of only around what changed.
    pub thorough: bool,
}

/// Everything that a repair begins with.
pub struct Prepared {
    pub in_force: InForce,
    pub problem: Problem,
    pub dataset: StoredDataset,
    /// Facts of earlier repairs that updated tables lack, and the rows that they went into.
    pub kept: Vec<(Fact, Vec<Written>)>,
    /// Facts of earlier repairs that hold no longer.
    pub taken_back: Vec<Fact>,
    /// Rows that each fact went into.
    pub written: Vec<Vec<Written>>,
    /// Warnings about the tables.
    pub report: Report,
}

/// Why there is no repair. Nothing has been stored.
#[derive(Debug)]
pub enum ReplanFailure {
    Store(StoreError),
    /// The facts are at fault.
    Facts(Vec<Bilingual>),
    /// The tables are.
    Tables(Report),
    /// The stored tables of the plan in force give no problem any more.
    Unreadable(String),
    /// With the tables that were planned, facts included.
    Plan(PlanFailure, Box<(Problem, Tables)>),
}

impl From<StoreError> for ReplanFailure {
    fn from(error: StoreError) -> Self {
        ReplanFailure::Store(error)
    }
}

/// Reads the plan in force and the tables, and writes the facts into them. Nothing is stored.
pub fn prepare(store: &Store, order: &Order) -> Result<Prepared, ReplanFailure> {
    let newest = store.latest_plan()?.ok_or_else(|| StoreError::NoSuchPlan { path: order.database.clone(), plan: PlanId(1) })?;
    let published = store.published()?;
    let last = store.publications()?.pop().map(|publication| publication.plan);
    let baseline = order.plan.or(last).unwrap_or(newest);
    let in_force = InForce::read(store, baseline, &rebuild)?.map_err(ReplanFailure::Unreadable)?;
    // Facts of earlier repairs are rows of the newest tables.
    let known = store.dataset(order.plan.unwrap_or(newest))?;
    let options = Options { from: order.options.from.or(known.from()), months: order.options.months.or(known.months()) };
    let horizon = in_force.problem.calendar.horizon();
    let mut known_rows = known.rows().to_vec();
    let taken_back =
        to_be_taken_back(&order.taken_back, &rows::told(&known_rows), &order.facts, &published).map_err(ReplanFailure::Facts)?;
    if !taken_back.is_empty() {
        rows::take_back(&mut known_rows, &taken_back, horizon);
    }
    // What was said once need not be typed into the tables too.
    let mut kept = rows::told(&known_rows);
    let (source, mut rows, mut report) = match &order.input {
        Some(input) => read_tables(input, &options)?,
        None => (known.source().to_owned(), known_rows, Report::default()),
    };
    kept.retain(|fact| rows::is_missing_in(&rows, fact));
    let places = rows::write(&mut rows, &kept, horizon);
    let kept = kept.into_iter().zip(places).collect();
    let without = StoredDataset::new(source.clone(), rows.clone(), options.from, options.months).on_top_of(published.clone());
    let before = validated(&without);
    let Some(problem) = before.problem else { return Err(ReplanFailure::Tables(before.report)) };
    let objections = objections(&order.facts, &problem);
    if !objections.is_empty() {
        return Err(ReplanFailure::Facts(objections));
    }
    if order.facts.is_empty() {
        let dataset = without.keyed_by(row_keys());
        return Ok(with_baseline(Prepared { in_force, problem, dataset, kept, taken_back, written: Vec::new(), report }));
    }
    let published = reopened(published, &order.facts, &problem);
    let written = rows::write(&mut rows, &order.facts, problem.calendar.horizon());
    let dataset = StoredDataset::new(source, rows, options.from, options.months).on_top_of(published).keyed_by(row_keys());
    let validation = validated(&dataset);
    let Some(problem) = validation.problem else { return Err(ReplanFailure::Tables(validation.report)) };
    // What the facts alone gave rise to; what the tables say was said when they were planned.
    report.merge(Report { faults: validation.report.faults.into_iter().filter(|fault| !before.report.faults.contains(fault)).collect() });
    Ok(with_baseline(Prepared { in_force, problem, dataset, kept, taken_back, written, report }))
}

/// Facts of earlier repairs that hold, as the newest tables of the book have them.
///
/// # Errors
/// When the book cannot be read.
pub fn told_facts(store: &Store) -> Result<Vec<Fact>, StoreError> {
    let Some(newest) = store.latest_plan()? else { return Ok(Vec::new()) };
    Ok(rows::told(store.dataset(newest)?.rows()))
}

/// Facts of earlier repairs that these tables lack: what a plan made from them alone forgets.
pub fn forgotten(store: &Store, tables: &StoredDataset) -> Result<Vec<Fact>, StoreError> {
    let mut facts = told_facts(store)?;
    facts.retain(|fact| rows::is_missing_in(tables.rows(), fact));
    Ok(facts)
}

fn with_baseline(mut prepared: Prepared) -> Prepared {
    prepared.problem.baseline = Some(prepared.in_force.promised_in(&prepared.problem));
    prepared
}

fn read_tables(input: &Path, options: &Options) -> Result<(String, Vec<crate::store::DatasetRow>, Report), ReplanFailure> {
    let reading = read(input);
    if reading.report.has_errors() || reading.tables.is_empty() {
        return Err(ReplanFailure::Tables(reading.report));
    }
    let dataset = stored_dataset(&reading.tables, input, options);
    Ok((dataset.source().to_owned(), dataset.rows().to_vec(), reading.report))
}

/// What was published may be decided again from the slot on in which the first fact begins; where somebody goes within a slot, from the
/// next one on: whoever had begun it has been there.
fn reopened(published: Published, facts: &[Fact], problem: &Problem) -> Published {
    let first = |fact: &Fact| {
        let day = fact.first_day()?;
        let slot = problem.calendar.slot_of(day);
        let has_begun = fact.takes_away() && problem.calendar.first_day(slot) < day;
        Some(problem.calendar.first_day(if has_begun { slot + 1 } else { slot }))
    };
    match facts.iter().filter_map(first).min() {
        Some(first) => published.reopened_after(fact::eve(first)),
        None => published,
    }
}

/// A repaired plan with what it changes.
pub struct Replanned {
    pub planned: Planned,
    /// Who moves, by code.
    pub moves: Vec<PersonMoves>,
}

/// Plans the prepared problem near the plan in force.
pub fn replan(prepared: &Prepared, order: &Order, observer: &dyn Observer) -> Result<Replanned, ReplanFailure> {
    let Prepared { in_force, problem, .. } = prepared;
    let (model, size) = model_of(problem);
    let start = start_of(problem, &model, in_force);
    let outcome = search_from(&model, &start, order.thorough, &order.search, observer).map_err(|contradiction| {
        let lines = describe(problem, &model, &contradiction);
        let failure = PlanFailure::Contradiction { lines, proved: contradiction.proved };
        ReplanFailure::Plan(failure, Box::new((problem.clone(), tables_of(&prepared.dataset))))
    })?;
    let planned = finish(problem, model, size, outcome)
        .map_err(|failure| ReplanFailure::Plan(failure, Box::new((problem.clone(), tables_of(&prepared.dataset)))))?;
    let moves = moves(in_force, problem, planned.plan.roster());
    Ok(Replanned { planned, moves })
}

/// The plan in force as candidates of the model; what is none any more is lost.
pub fn start_of(problem: &Problem, model: &Model, in_force: &InForce) -> Start {
    let mut start = Start { cost: is_comparable(&in_force.problem, problem).then_some(in_force.score), ..Start::default() };
    let open = |stay: &Stay| stay.end() > problem.frozen && problem.calendar.contains(stay.first.max(problem.frozen));
    for stay in in_force.stays_in(problem) {
        let alike = model.candidates.beginning(stay.person, stay.first, stay.first + 1).filter(|candidate| {
            let other = model.candidates.stay(*candidate);
            (other.slots, other.post) == (stay.slots, stay.post)
        });
        // The same item and the same kind of establishment post before others.
        let unlike = |other: Stay| (other.item != stay.item, kind(other.source) != kind(stay.source), other.source != stay.source);
        match alike.min_by_key(|candidate| (unlike(model.candidates.stay(*candidate)), *candidate)) {
            Some(candidate) => start.chosen.push(candidate),
            None if open(&stay) => start.lost.push(stay),
            None => {}
        }
    }
    let old = &in_force.problem;
    let posts: BTreeMap<&str, &Post> = old.posts.values().map(|post| (post.code.as_str(), post)).collect();
    let asks_alike = |post: &Post| posts.get(post.code.as_str()).is_some_and(|known| asks(known) == asks(post));
    start.posts = problem.posts.iter().filter(|(_, post)| !asks_alike(post)).map(|(id, _)| id).collect();
    let people: BTreeMap<&str, &Person> = old.people.values().map(|person| (person.code.as_str(), person)).collect();
    let is_as_before = |person: &Person| people.get(person.code.as_str()).is_some_and(|known| can(known) == can(person));
    start.people = problem.people.iter().filter(|(_, person)| !is_as_before(person)).map(|(id, _)| id).collect();
    start
}

/// True where a plan of the one costs no more than in the other for what the other no longer asks: the same time, the same rules, and
/// nothing gone of what asks for something.
fn is_comparable(before: &Problem, now: &Problem) -> bool {
    let asks = |problem: &Problem| [problem.requirements.len(), problem.enrolments.len(), problem.people.len(), problem.preferences.len()];
    before.calendar == now.calendar
        && before.rule_settings == now.rule_settings
        && asks(before).iter().zip(asks(now)).all(|(before, now)| *before <= now)
}

/// What a post asks for, as far as a repair looks at it.
fn asks(post: &Post) -> impl PartialEq + use<'_> {
    (post.headcount, post.minimum_grade, &post.categories, &post.terms, (post.load, post.establishment, post.from, post.until))
}

/// What a person can do, as far as a repair looks at it.
fn can(person: &Person) -> impl PartialEq + use<'_> {
    (&person.absences, person.category, person.grade, person.licence, (person.multi_site, person.establishment, person.supervisor))
}

fn kind(source: PostSource) -> u8 {
    match source {
        PostSource::None => 0,
        PostSource::Own => 1,
        PostSource::Pool(_) => 2,
    }
}

/// Opens the file for a repair.
///
/// # Errors
/// When there is no such file, or it cannot be written.
pub fn open(database: &Path) -> Result<Store, StoreError> {
    if !database.exists() {
        return Err(StoreError::MissingFile { path: database.to_owned() });
    }
    Store::open(database, Access::ReadWrite)
}
