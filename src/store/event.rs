//! The event log: each entry's digest covers the one before it, so that nothing can be put in, taken out or altered unseen.

use super::contents::{digest_text, hexadecimal};
use super::publication::{month_text, publications};
use super::publish::{PUBLISHED, PublicationDetail, registered};
use super::write::PLAN_SAVED;
use super::{PlanId, Publication, Store, StoreError};
use crate::diagnostic::Bilingual;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An entry of the log: who, when, what, why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EventRow {
    /// From 1, without gaps.
    pub event: i64,
    /// Date and time of the machine's clock.
    pub at: String,
    /// Empty when unknown.
    pub actor: String,
    /// plan-saved, dataset-imported, fact-taken-back or published.
    pub action: String,
    /// Number of the plan; it stays when a draft is deleted.
    pub plan: Option<i64>,
    pub reason: String,
    /// What it was about, as JSON; entries of early versions have none.
    pub detail: Option<String>,
    /// Entries of early versions have none; the first digest covers them.
    pub digest: Option<String>,
}

/// What the log keeps of a plan.
#[derive(Deserialize)]
struct SealDetail {
    seal: String,
}

/// An entry to be written.
pub(super) struct NewEvent<'a> {
    pub at: &'a str,
    pub actor: &'a str,
    pub action: &'a str,
    pub plan: Option<i64>,
    pub reason: &'a str,
    pub detail: String,
}

/// Appends an entry, chained to the one before. Part of the caller's transaction, which has to be one that writes from its start.
pub(super) fn append(connection: &Connection, new: &NewEvent) -> rusqlite::Result<()> {
    let last: i64 = connection.query_row("SELECT coalesce(max(event), 0) FROM event", [], |row| row.get(0))?;
    let before = match connection.query_row("SELECT digest FROM event WHERE event = ?1", [last], |row| row.get(0)).optional()?.flatten() {
        Some(digest) => digest,
        // The log is empty, or of an early version as far as it goes.
        None => read(connection)?.iter().fold(String::new(), |before, event| digest(&before, event)),
    };
    let mut event = EventRow {
        event: last + 1,
        at: new.at.to_owned(),
        actor: new.actor.to_owned(),
        action: new.action.to_owned(),
        plan: new.plan,
        reason: new.reason.to_owned(),
        detail: Some(new.detail.clone()),
        digest: None,
    };
    event.digest = Some(digest(&before, &event));
    connection.execute(
        "INSERT INTO event (event, at, actor, action, plan, reason, detail, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![event.event, event.at, event.actor, event.action, event.plan, event.reason, event.detail, event.digest],
    )?;
    Ok(())
}

fn digest(before: &str, event: &EventRow) -> String {
    let mut hasher = Sha256::new();
    digest_text(&mut hasher, before);
    hasher.update(event.event.to_le_bytes());
    for text in [&event.at, &event.actor, &event.action] {
        digest_text(&mut hasher, text);
    }
    hasher.update(event.plan.unwrap_or(0).to_le_bytes());
    digest_text(&mut hasher, &event.reason);
    if let Some(detail) = &event.detail {
        digest_text(&mut hasher, detail);
    }
    hexadecimal(&hasher.finalize())
}

fn read(connection: &Connection) -> rusqlite::Result<Vec<EventRow>> {
    let mut statement = connection.prepare("SELECT event, at, actor, action, plan, reason, detail, digest FROM event ORDER BY event")?;
    let rows = statement.query_map([], |row| {
        Ok(EventRow {
            event: row.get(0)?,
            at: row.get(1)?,
            actor: row.get(2)?,
            action: row.get(3)?,
            plan: row.get(4)?,
            reason: row.get(5)?,
            detail: row.get(6)?,
            digest: row.get(7)?,
        })
    })?;
    rows.collect()
}

impl Store {
    /// The whole log, oldest first.
    pub fn events(&self) -> Result<Vec<EventRow>, StoreError> {
        read(&self.connection).map_err(|error| self.failed(&error))
    }

    /// What is wrong with the log, and where a plan is not what the log says of it.
    pub fn book_problems(&self, plan: PlanId) -> Result<Vec<Bilingual>, StoreError> {
        let problems = || -> rusqlite::Result<Vec<Bilingual>> {
            let events = read(&self.connection)?;
            let mut problems = self.chain_problems(&events)?;
            problems.extend(self.unlogged(plan, &events)?);
            Ok(problems)
        };
        problems().map_err(|error| self.failed(&error))
    }

    /// Seal and publications of the plan that are not those that were logged. Plans of early versions were logged without.
    fn unlogged(&self, plan: PlanId, events: &[EventRow]) -> rusqlite::Result<Vec<Bilingual>> {
        let mut problems = Vec::new();
        let seal =
            self.connection.query_row("SELECT seal FROM plan WHERE plan = ?1", [plan.0], |row| row.get::<_, String>(0)).optional()?;
        let Some(seal) = seal else { return Ok(problems) };
        // The entries with details that the log keeps of an action of the plan.
        let logged = |action: &'static str| {
            events.iter().filter(move |event| event.action == action && event.plan == Some(plan.0) && event.detail.is_some())
        };
        let detail_of = |entry: &EventRow| serde_json::from_str::<SealDetail>(entry.detail.as_deref().unwrap_or_default());
        let sealed_as = |entry: &EventRow| detail_of(entry).is_ok_and(|detail| detail.seal == seal);
        if logged(PLAN_SAVED).next().is_some() && !logged(PLAN_SAVED).any(sealed_as) {
            problems.push(Bilingual::new("方案的封印与日志所记不同", "the plan's seal is not the one in the log"));
        }
        let mut logged = logged(PUBLISHED);
        let publications: Vec<Publication> = publications(&self.connection)?.into_iter().filter(|it| it.plan == plan).collect();
        for (index, publication) in publications.iter().enumerate() {
            // The register grows with each publication of the plan: what was logged last has all of it.
            let notices = if index + 1 == publications.len() { Some(registered(&self.connection, plan)?) } else { None };
            let number = publication.publication;
            let entry = logged.next();
            let said = entry.and_then(|entry| Some((serde_json::from_str::<PublicationDetail>(entry.detail.as_deref()?).ok()?, entry)));
            let is_it = said.is_some_and(|(detail, entry)| {
                let by_whom = (&entry.at, &entry.actor, &entry.reason);
                let months = (detail.from.as_str(), detail.through.as_str());
                detail.publication == number
                    && by_whom == (&publication.published_at, &publication.published_by, &publication.note)
                    && months == (month_text(publication.from).as_str(), month_text(publication.through).as_str())
                    && notices.is_none_or(|notices| notices == detail.notices)
            });
            if !is_it {
                problems.push(Bilingual::new(
                    format!("第 {number} 次发布与日志所记不同"),
                    format!("publication {number} is not what the log says of it"),
                ));
            }
        }
        if logged.next().is_some() {
            problems.push(Bilingual::new("日志所记的发布已不存在", "the log has a publication that is not there"));
        }
        Ok(problems)
    }

    fn chain_problems(&self, events: &[EventRow]) -> rusqlite::Result<Vec<Bilingual>> {
        let mut problems = Vec::new();
        let (mut before, mut chained, mut expected) = (String::new(), false, 1);
        for event in events {
            let number = event.event;
            if number != expected {
                problems.push(Bilingual::new(
                    format!("日志在第 {number} 条之前缺少记录"),
                    format!("the log lacks entries before entry {number}"),
                ));
            }
            expected = number + 1;
            let should = digest(&before, event);
            match &event.digest {
                Some(is) if *is == should => {}
                None if !chained => {}
                Some(_) | None => problems.push(Bilingual::new(
                    format!("日志第 {number} 条与校验链不符：它或它之前的记录被改动"),
                    format!("entry {number} of the log does not fit its chain: it or one before it was altered"),
                )),
            }
            chained |= event.digest.is_some();
            // One altered entry is said once.
            before = event.digest.clone().unwrap_or(should);
        }
        let sequence = "SELECT seq FROM sqlite_sequence WHERE name = 'event'";
        let written: i64 = self.connection.query_row(sequence, [], |row| row.get(0)).optional()?.unwrap_or(0);
        if written >= expected {
            problems.push(Bilingual::new(
                format!("日志缺少第 {expected} 条起的记录，曾写到第 {written} 条"),
                format!("the log lacks its entries from {expected} on; it had {written}"),
            ));
        }
        Ok(problems)
    }
}
