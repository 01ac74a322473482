//! Made-up counties of any size, as the tables that a county keeps: for trials and benchmarks.
//!
//! Nobody in them exists. What a county asks for follows from what it has: posts from the specialists that departments can spare, seats
//! from the months that trainees still owe, supervisors from the seats, the pool and the funds from the posts; each divided by the
//! tightness. The same parameters give the same tables, to the byte, on every machine.
//!
//! Larger counties have several communities, of which each trains and sends its own people; pool, funds, some training centres, a few
//! people filed for the whole county and a demand for senior people are common to all.

mod circumstances;
mod county;
mod curricula;
mod dataset;
mod draw;
mod institutions;
mod money;
mod parameters;
mod people;
mod pool;
mod posts;
mod requirements;
mod seats;
#[cfg(test)]
mod tests;
mod trainees;
mod wards;

pub use dataset::{Dataset, Sheet};
pub use parameters::{MOST_MONTHS, MOST_PEOPLE, Parameters, Refusal};

use crate::source::TableKind;
use county::County;

/// A county that was made.
#[derive(Clone, PartialEq, Debug)]
pub struct Made {
    pub dataset: Dataset,
    pub size: Size,
}

/// How much of what it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub trainees: u64,
    pub specialists: u64,
    /// Staff who are never planned, and village doctors.
    pub others: u64,
    pub communities: u64,
    pub institutions: u64,
    pub hosts: u64,
    pub posts: u64,
    pub seats: i64,
    /// Pool posts at the beginning and at the end of the plan, and those held for good.
    pub pool_at_first: i64,
    pub pool_at_last: i64,
    pub pool_held: i64,
    /// Rows of all tables.
    pub rows: u64,
}

/// Makes a county.
///
/// # Errors
/// When the parameters lie outside what can be made.
pub fn make(parameters: &Parameters) -> Result<Made, Refusal> {
    parameters.check()?;
    let mut county = County::new(*parameters);
    institutions::make(&mut county);
    wards::make(&mut county);
    trainees::make(&mut county);
    seats::make(&mut county);
    posts::make(&mut county);
    pool::holders(&mut county);
    requirements::of_the_county(&mut county);
    circumstances::make(&mut county);
    pool::write(&mut county);
    money::write(&mut county);
    institutions::write(&mut county);
    seats::write(&mut county);
    people::write(&mut county);
    let size = size(&county);
    Ok(Made { dataset: county.data, size })
}

fn size(county: &County) -> Size {
    let of = |categories: &[&str]| county.people.iter().filter(|person| categories.contains(&person.category)).count() as u64;
    let (specialists, trainees) = (of(&["下派专家"]), of(&["住院医师", "助理全科", "新进", "定向"]));
    let sizes: Vec<pool::Size> = (0..county.communities.len()).map(|community| pool::size(county, community)).collect();
    Size {
        trainees,
        specialists,
        others: county.people.len() as u64 - specialists - trainees,
        communities: county.communities.len() as u64,
        institutions: county.institutions.len() as u64,
        hosts: u64::from(county.parameters.hosts),
        posts: county.posts.len() as u64,
        seats: county.departments.iter().map(|department| department.seats).sum(),
        pool_at_first: sizes.iter().map(|size| size.first_half).sum(),
        pool_at_last: sizes.iter().map(|size| size.second_half).sum(),
        pool_held: county.communities.iter().map(|community| community.pool_standing).sum(),
        rows: TableKind::ALL.iter().map(|table| county.data.count(*table)).sum(),
    }
}
