//! What has been published: read back as publications, and as the stays that follow from them.

use super::evidence::{optional_id, origin, word};
use super::read::date;
use super::{PlanId, Store, StoreError};
use crate::domain::{DateRange, DispatchKind, ItemId, Published, PublishedStay, PublishedSubsidy};
use crate::roster::Origin;
use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use serde::Serialize;
use std::collections::BTreeMap;

/// Months of a plan that were confirmed and made known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Publication {
    /// From 1.
    pub publication: i64,
    pub plan: PlanId,
    /// First day of the first month that it says something new about.
    pub from: NaiveDate,
    /// Last day of its last month.
    pub through: NaiveDate,
    pub published_at: String,
    pub published_by: String,
    pub note: String,
    /// First day of the plan.
    pub horizon_from: NaiveDate,
}

/// What a plan was made on top of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Takeover {
    pub publication: i64,
    /// Last day that the plan had to leave as published.
    pub frozen_through: NaiveDate,
}

/// `2027-01`.
pub(super) fn month_text(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

/// First day of a month such as `2027-01`.
fn month_start(text: &str, column: usize) -> rusqlite::Result<NaiveDate> {
    date(format!("{text}-01"), column)
}

impl Store {
    /// Every publication, oldest first.
    pub fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        publications(&self.connection).map_err(|error| self.failed(&error))
    }

    /// The stays as they stand after a publication, the last where none is named: those of its plan that begin by its last month, and
    /// earlier ones that had ended when that plan begins. By person and date.
    pub fn published_stays(&self, as_of: Option<i64>) -> Result<Vec<PublishedStay>, StoreError> {
        published_stays(&self.connection, as_of).map_err(|error| self.failed(&error))
    }

    /// What a new plan takes over: the stays after the last publication, every published month decided.
    pub fn published(&self) -> Result<Published, StoreError> {
        let last = self.publications()?.pop();
        let Some(last) = last else { return Ok(Published::default()) };
        as_it_was(&self.connection, last.publication, last.through).map_err(|error| self.failed(&error))
    }

    /// What the plan was made on top of; none where nothing had been published.
    pub fn takeover(&self, plan: PlanId) -> Result<Option<Takeover>, StoreError> {
        takeover(&self.connection, plan).map_err(|error| self.failed(&error))
    }
}

pub(super) fn takeover(connection: &Connection, plan: PlanId) -> rusqlite::Result<Option<Takeover>> {
    let sql = "SELECT publication, frozen_through FROM takeover WHERE plan = ?1";
    let read = |row: &Row<'_>| Ok(Takeover { publication: row.get(0)?, frozen_through: date(row.get(1)?, 1)? });
    let mut statement = connection.prepare(sql)?;
    statement.query_map([plan.0], read)?.next().transpose()
}

/// What the plan took over, as it was then.
pub(super) fn taken_over(connection: &Connection, plan: PlanId) -> rusqlite::Result<Published> {
    Ok(match takeover(connection, plan)? {
        None => Published::default(),
        Some(Takeover { publication, frozen_through }) => as_it_was(connection, publication, frozen_through)?,
    })
}

fn as_it_was(connection: &Connection, publication: i64, frozen_through: NaiveDate) -> rusqlite::Result<Published> {
    let sql = "SELECT DISTINCT person.code, pool_post.code
        FROM pool_holding AS holding
        JOIN publication ON publication.plan = holding.plan AND publication.publication = ?1
        JOIN person ON person.plan = holding.plan AND person.person = holding.person
        JOIN pool_post ON pool_post.plan = holding.plan AND pool_post.pool_post = holding.pool_post
        WHERE NOT EXISTS (SELECT 1 FROM stay
            WHERE stay.plan = holding.plan AND stay.person = holding.person AND stay.pool_post = holding.pool_post)
        ORDER BY person.code, pool_post.code";
    let mut statement = connection.prepare(sql)?;
    let standing = statement.query_map([publication], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let through = publications(connection)?.iter().find(|known| known.publication == publication).map(|known| known.through);
    Ok(Published {
        through,
        publication: Some(publication),
        stays: published_stays(connection, Some(publication))?,
        standing: standing.collect::<rusqlite::Result<_>>()?,
        subsidies: published_subsidies(connection, publication)?,
        frozen_through: Some(frozen_through),
    })
}

/// What the funds pay for the months that had been published by then.
fn published_subsidies(connection: &Connection, as_of: i64) -> rusqlite::Result<Vec<PublishedSubsidy>> {
    let sql = "SELECT subsidy.fund, subsidy.month, sum(subsidy.half_yuan) FROM publication
        JOIN subsidy ON subsidy.plan = publication.plan AND subsidy.month BETWEEN publication.from_month AND publication.through_month
        WHERE publication.publication <= ?1 AND subsidy.fund IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM publication AS later WHERE later.publication > publication.publication AND later.publication <= ?1
                AND later.from_month <= subsidy.month AND later.through_month >= subsidy.month)
        GROUP BY subsidy.month, subsidy.fund ORDER BY subsidy.month, subsidy.fund";
    let read = |row: &Row<'_>| {
        let month: String = row.get(1)?;
        Ok(PublishedSubsidy { fund: row.get(0)?, month: month_start(&month, 1)?, half_yuan: row.get(2)? })
    };
    connection.prepare(sql)?.query_map([as_of], read)?.collect()
}

pub(super) fn publications(connection: &Connection) -> rusqlite::Result<Vec<Publication>> {
    let sql = "SELECT publication, publication.plan, from_month, through_month, published_at, published_by, note, plan.horizon_from
        FROM publication JOIN plan ON plan.plan = publication.plan ORDER BY publication";
    let read = |row: &Row<'_>| {
        Ok(Publication {
            publication: row.get(0)?,
            plan: PlanId(row.get(1)?),
            from: month_start(&row.get::<_, String>(2)?, 2)?,
            through: DateRange::month_of(month_start(&row.get::<_, String>(3)?, 3)?).to,
            published_at: row.get(4)?,
            published_by: row.get(5)?,
            note: row.get(6)?,
            horizon_from: date(row.get(7)?, 7)?,
        })
    };
    connection.prepare(sql)?.query_map([], read)?.collect()
}

pub(super) fn published_stays(connection: &Connection, as_of: Option<i64>) -> rusqlite::Result<Vec<PublishedStay>> {
    let mut standing: Vec<PublishedStay> = Vec::new();
    let known = publications(connection)?;
    for publication in known.iter().filter(|publication| as_of.is_none_or(|as_of| publication.publication <= as_of)) {
        let told = stays_by(connection, publication.plan, publication.publication, publication.through)?;
        standing = followed(standing, told, publication.horizon_from);
    }
    Ok(standing)
}

/// What stands once a plan's stays have been published on top of what stood before.
pub(super) fn followed(before: Vec<PublishedStay>, told: Vec<PublishedStay>, horizon_from: NaiveDate) -> Vec<PublishedStay> {
    let earlier = by_beginning(&before);
    let mut after: Vec<PublishedStay> = told
        .into_iter()
        .map(|stay| match earlier.get(&beginning(&stay)) {
            Some(earlier) => {
                let publication = if is_unchanged(earlier, &stay) { earlier.publication } else { stay.publication };
                PublishedStay { of_table: earlier.of_table, publication, ..stay }
            }
            None => stay,
        })
        .collect();
    after.extend(before.into_iter().filter(|stay| stay.dates.to < horizon_from));
    after.sort();
    after
}

/// Who, where and since when: what a stay keeps when it is cut or prolonged.
type Beginning = (String, String, NaiveDate);

pub(super) fn beginning(stay: &PublishedStay) -> Beginning {
    (stay.person.clone(), stay.post.clone(), stay.dates.from)
}

pub(super) fn by_beginning(stays: &[PublishedStay]) -> BTreeMap<Beginning, &PublishedStay> {
    stays.iter().map(|stay| (beginning(stay), stay)).collect()
}

/// The same person at the same post on the same dates, with the same pool post.
pub(super) fn is_unchanged(one: &PublishedStay, other: &PublishedStay) -> bool {
    (&one.person, &one.post, one.dates, &one.pool_post) == (&other.person, &other.post, other.dates, &other.pool_post)
}

/// The plan's stays that begin by the day, as if published for the first time; a stay that was in progress is the table's own.
pub(super) fn stays_by(
    connection: &Connection,
    plan: PlanId,
    publication: i64,
    through: NaiveDate,
) -> rusqlite::Result<Vec<PublishedStay>> {
    let sql = "SELECT person.code, person.name, stay.from_date, stay.to_date, post.code, institution.code, post.kind, pool_post.code,
            stay.source, stay.item, stay.origin, stay.stay
        FROM stay
        JOIN person ON person.plan = stay.plan AND person.person = stay.person
        JOIN post ON post.plan = stay.plan AND post.post = stay.post
        JOIN institution ON institution.plan = stay.plan AND institution.institution = post.institution
        LEFT JOIN pool_post ON pool_post.plan = stay.plan AND pool_post.pool_post = stay.pool_post
        WHERE stay.plan = ?1 AND stay.from_date <= ?2";
    let read = |row: &Row<'_>| {
        let (kind, source): (String, String) = (row.get(6)?, row.get(8)?);
        Ok(PublishedStay {
            person: row.get(0)?,
            person_name: row.get(1)?,
            dates: DateRange::new(date(row.get(2)?, 2)?, date(row.get(3)?, 3)?),
            post: row.get(4)?,
            institution: row.get(5)?,
            kind: word(&DispatchKind::ALL, &kind, 6, DispatchKind::chinese)?,
            pool_post: row.get(7)?,
            own_post: source == super::decision::OWN_SOURCE,
            item: optional_id::<ItemId>(row, 9)?,
            of_table: origin(row, 10)? == Origin::CarriedIn,
            publication,
            plan: plan.0,
            stay: row.get(11)?,
        })
    };
    let mut stays: Vec<PublishedStay> =
        connection.prepare(sql)?.query_map(rusqlite::params![plan.0, through.to_string()], read)?.collect::<rusqlite::Result<_>>()?;
    stays.sort();
    Ok(stays)
}
