//! Located cells to a [`Problem`], collecting every fault of every table on the way. One file a table or noun.

mod assumption;
mod builder;
mod carried;
mod cells;
mod choices;
mod community;
mod condition;
mod couple;
mod department;
mod distance;
mod enrolment;
mod exemption;
mod fund;
mod history;
mod holiday;
mod identity;
mod institution;
mod leave;
mod person;
mod pin;
mod pin_conflict;
mod place;
mod pool;
mod pool_post;
mod post;
mod preference;
mod prerequisite;
mod programme;
mod progress;
mod published;
mod rate;
mod requirement;
mod rule;
mod scope;
mod settings;
mod standing;
mod team;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use choices::{Choices, choices};

use crate::diagnostic::Report;
use crate::domain::{Problem, Published};
use crate::source::{Tables, read};
use builder::Builder;
use chrono::NaiveDate;
use std::path::Path;

/// What the command line says about the plan; it comes before the settings table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Any day of the first month.
    pub from: Option<NaiveDate>,
    /// Months of the horizon, 1 to 120.
    pub months: Option<i32>,
}

/// The problem, when there is no error, and everything worth saying about the tables.
#[derive(Clone, PartialEq, Debug)]
pub struct Validation {
    pub problem: Option<Problem>,
    pub report: Report,
}

/// A dataset read and validated in one go.
#[derive(Clone, PartialEq, Debug)]
pub struct Loaded {
    pub tables: Tables,
    /// Present exactly when the report has no errors.
    pub problem: Option<Problem>,
    /// What reading and validation found together.
    pub report: Report,
}

/// Reads and validates the workbook or folder.
pub fn load(path: &Path, options: &Options) -> Loaded {
    load_onto(path, options, &Published::default())
}

/// The same on top of what was published.
pub fn load_onto(path: &Path, options: &Options, published: &Published) -> Loaded {
    let reading = read(path);
    let mut report = reading.report;
    // Where nothing could be read there is nothing to say about what is missing.
    if reading.tables.is_empty() {
        return Loaded { tables: reading.tables, problem: None, report };
    }
    let validation = validate_onto(&reading.tables, options, published);
    report.merge(validation.report);
    let problem = validation.problem.filter(|_| !report.has_errors());
    Loaded { tables: reading.tables, problem, report }
}

/// Resolves the tables, collecting every fault. No problem comes out while there is an error, nor from tables whose reading found one.
pub fn validate(tables: &Tables, options: &Options) -> Validation {
    validate_onto(tables, options, &Published::default())
}

/// The same on top of what was published, which is history that nobody types again.
pub fn validate_onto(tables: &Tables, options: &Options, published: &Published) -> Validation {
    let mut builder = Builder::new(tables, settings::horizon(tables, options, published), published);
    let b = &mut builder;
    b.require_tables();
    settings::resolve(b);
    rule::resolve(b);
    pool_post::categories(b);
    let communities = community::register(b);
    institution::resolve(b);
    community::resolve(b, communities);
    institution::members(b);
    department::resolve(b);
    post::resolve(b);
    department::training_posts(b);
    b.index_posts();
    person::resolve(b);
    couple::resolve(b);
    team::resolve(b);
    leave::resolve(b);
    programme::resolve(b);
    department::standards_by_name(b);
    b.index_aliases();
    enrolment::resolve(b);
    pool_post::resolve(b);
    history::resolve(b);
    standing::resolve(b);
    carried::take_pool_posts(b);
    standing::check_occupants(b);
    pin::resolve(b);
    preference::resolve(b);
    requirement::resolve(b);
    distance::resolve(b);
    holiday::resolve(b);
    fund::resolve(b);
    rate::resolve(b);
    assumption::complete(b);
    let (problem, mut report) = builder.finish();
    report.sort();
    let problem = (!report.has_errors() && !tables.has_fault()).then_some(problem);
    Validation { problem, report }
}
