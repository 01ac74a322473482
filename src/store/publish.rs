//! Publishing: months of a plan are confirmed. What may not be published is refused with the reason, and nothing is changed.

use super::event::{NewEvent, append};
use super::publication::{beginning, by_beginning, followed, is_unchanged, month_text, publications, published_stays, stays_by, takeover};
use super::read::date;
use super::{PlanId, Publication, PublishRefusal, Store, StoreError, Takeover, WayOfBreaking};
use crate::domain::{DateRange, PublishedStay};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishRequest {
    pub plan: PlanId,
    /// Any day of the last month to be published.
    pub through: NaiveDate,
    /// Who publishes.
    pub by: String,
    /// Why; what changes published months has to give a reason.
    pub note: String,
    /// ISO date and time.
    pub at: String,
    /// Months before this day's are past.
    pub today: NaiveDate,
}

/// What was published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Announced {
    pub publication: Publication,
    /// Stays that stand published now, with their notices' numbers; those of the county's own history have none.
    pub stays: usize,
    /// Numbers of the new notices, ascending.
    pub notices: Vec<String>,
    /// True when months that had been published were published anew.
    pub repairs: bool,
}

/// Why nothing was published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PublishError {
    Refused(PublishRefusal),
    Store(StoreError),
}

impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        PublishError::Store(error)
    }
}

enum Failure {
    Refused(PublishRefusal),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::Sqlite(error)
    }
}

/// What must be known of the plan.
struct Candidate {
    plan: PlanId,
    horizon: DateRange,
    takeover: Option<Takeover>,
}

impl Store {
    /// Publishes the months of the plan that are not published yet, or, with a plan that was made to repair them, those from its first
    /// reopened month on.
    ///
    /// # Errors
    /// When the file cannot be written, or the request goes backwards, past the plan, past another publication or against what is published.
    /// Nothing is changed then.
    pub fn publish(&mut self, request: &PublishRequest) -> Result<Announced, PublishError> {
        if self.awaited {
            return Err(StoreError::MissingFile { path: self.path.clone() }.into());
        }
        match publish(&mut self.connection, request) {
            Ok(announced) => Ok(announced),
            Err(Failure::Refused(refusal)) => Err(PublishError::Refused(refusal)),
            Err(Failure::Sqlite(error)) => Err(self.failed(&error).into()),
        }
    }
}

fn publish(connection: &mut Connection, request: &PublishRequest) -> Result<Announced, Failure> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    let candidate = candidate(&transaction, request.plan)?;
    let last = publications(&transaction)?.pop();
    let before = published_stays(&transaction, None)?;
    let through = DateRange::month_of(request.through).to;
    let from = first_month(&transaction, request, &candidate, last.as_ref(), &before, through)?;
    let repairs = last.as_ref().is_some_and(|last| from <= last.through);

    let number = last.as_ref().map_or(1, |last| last.publication + 1);
    let publication = Publication {
        publication: number,
        plan: request.plan,
        from,
        through,
        published_at: request.at.clone(),
        published_by: request.by.trim().to_owned(),
        note: request.note.trim().to_owned(),
        horizon_from: candidate.horizon.from,
    };
    transaction.execute(
        "UPDATE plan SET status = 'published' WHERE plan = ?1 AND (SELECT locked FROM status WHERE code = plan.status) = 0",
        [request.plan.0],
    )?;
    transaction.execute(
        "INSERT INTO publication (publication, plan, from_month, through_month, published_at, published_by, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            number,
            request.plan.0,
            month_text(from),
            month_text(through),
            publication.published_at,
            publication.published_by,
            publication.note
        ],
    )?;
    let told = stays_by(&transaction, request.plan, number, through)?;
    let stays = followed(before.clone(), told, candidate.horizon.from);
    let notices = give_numbers(&transaction, &publication, &before, &stays)?;
    let seal: String = transaction.query_row("SELECT seal FROM plan WHERE plan = ?1", [request.plan.0], |row| row.get(0))?;
    let detail = PublicationDetail {
        publication: number,
        from: month_text(from),
        through: month_text(through),
        seal,
        notices: registered(&transaction, request.plan)?,
    };
    let detail = serde_json::to_string(&detail).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let (at, actor, plan, reason) = (&publication.published_at, &publication.published_by, Some(request.plan.0), &publication.note);
    append(&transaction, &NewEvent { at, actor, action: PUBLISHED, plan, reason, detail })?;
    transaction.commit()?;
    Ok(Announced { publication, stays: stays.len(), notices, repairs })
}

pub(super) const PUBLISHED: &str = "published";

/// What the log keeps of a publication.
#[derive(Serialize, Deserialize)]
pub(super) struct PublicationDetail {
    pub publication: i64,
    pub from: String,
    pub through: String,
    /// Of the plan.
    pub seal: String,
    /// Stay and number.
    pub notices: Vec<(i64, String)>,
}

fn candidate(connection: &Connection, plan: PlanId) -> Result<Candidate, Failure> {
    let sql = "SELECT horizon_from, horizon_to FROM plan WHERE plan = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok(DateRange::new(date(row.get(0)?, 0)?, date(row.get(1)?, 1)?));
    let Some(horizon) = connection.query_row(sql, [plan.0], read).optional()? else {
        return Err(Failure::Refused(PublishRefusal::NoSuchPlan { plan }));
    };
    Ok(Candidate { plan, horizon, takeover: takeover(connection, plan)? })
}

/// First day of the first month that the publication says something new about, once nothing stands against it.
fn first_month(
    connection: &Connection,
    request: &PublishRequest,
    candidate: &Candidate,
    last: Option<&Publication>,
    before: &[PublishedStay],
    through: NaiveDate,
) -> Result<NaiveDate, Failure> {
    let (plan, horizon) = (candidate.plan, candidate.horizon);
    let refuse = |refusal| Err(Failure::Refused(refusal));
    if request.by.trim().is_empty() {
        return refuse(PublishRefusal::Nobody);
    }
    if through < horizon.from || through > horizon.to {
        return refuse(PublishRefusal::OutsideHorizon { plan, through, horizon });
    }
    let Some(last) = last else { return Ok(horizon.from) };
    let next = last.through.succ_opt().unwrap_or(last.through);
    if last.plan == plan {
        return if through <= last.through { refuse(PublishRefusal::Backwards { through, published: last.through }) } else { Ok(next) };
    }
    let Some(takeover) = candidate.takeover.filter(|takeover| takeover.publication == last.publication) else {
        return refuse(PublishRefusal::Superseded { plan, by: last.publication, by_plan: last.plan });
    };
    let first = if takeover.frozen_through >= last.through {
        if through <= last.through {
            return refuse(PublishRefusal::Backwards { through, published: last.through });
        }
        if horizon.from > next {
            return refuse(PublishRefusal::Gap { plan, horizon, missing: next });
        }
        next
    } else {
        let reopened = takeover.frozen_through.succ_opt().unwrap_or(takeover.frozen_through);
        let first = reopened.with_day(1).unwrap_or(reopened).max(horizon.from);
        if through < last.through {
            return refuse(PublishRefusal::ShortOfPublished { through, published: last.through });
        }
        if first < request.today.with_day(1).unwrap_or(request.today) {
            return refuse(PublishRefusal::MonthIsPast { month: first });
        }
        if request.note.trim().is_empty() {
            return refuse(PublishRefusal::NoReason { from: first, published: last.through });
        }
        first
    };
    let broken = broken(connection, candidate, takeover.frozen_through, before)?;
    if broken.is_empty() { Ok(first) } else { refuse(PublishRefusal::NotHeld { plan, frozen_through: takeover.frozen_through, broken }) }
}

/// Where the plan does not say of the decided days what was published.
fn broken(
    connection: &Connection,
    candidate: &Candidate,
    frozen_through: NaiveDate,
    before: &[PublishedStay],
) -> Result<Vec<(PublishedStay, WayOfBreaking)>, Failure> {
    let decided = DateRange::new(candidate.horizon.from, frozen_through);
    let told = stays_by(connection, candidate.plan, 0, frozen_through)?;
    // Person, post, days within those that are decided, and pool post.
    let within = |stay: &PublishedStay| {
        let shared = stay.dates.intersection(&decided)?;
        Some((stay.person.clone(), stay.post.clone(), shared, stay.pool_post.clone()))
    };
    let keys = |stays: &[PublishedStay]| stays.iter().filter_map(within).collect::<BTreeSet<_>>();
    let (is, should) = (keys(&told), keys(before));
    let missing = before.iter().filter(|stay| within(stay).is_some_and(|key| !is.contains(&key)));
    let added = told.iter().filter(|stay| within(stay).is_some_and(|key| !should.contains(&key)));
    let missing = missing.map(|stay| (stay.clone(), WayOfBreaking::Missing));
    Ok(missing.chain(added.map(|stay| (stay.clone(), WayOfBreaking::Added))).collect())
}

/// Numbers the stays of the plan that stand published and have no number: those that a publication has left as they were keep theirs, the
/// others get the next ones of the month in which they begin (or change), in the order of the plan. The new numbers are returned.
fn give_numbers(
    connection: &Connection,
    publication: &Publication,
    before: &[PublishedStay],
    stays: &[PublishedStay],
) -> rusqlite::Result<Vec<String>> {
    let plan = publication.plan;
    let has: BTreeSet<i64> =
        connection.prepare("SELECT stay FROM notice WHERE plan = ?1")?.query_map([plan.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut next: BTreeMap<String, i64> = BTreeMap::new();
    let mut given = Vec::new();
    let mut insert = connection.prepare("INSERT INTO notice (plan, stay, number, publication) VALUES (?1, ?2, ?3, ?4)")?;
    let mut due: Vec<&PublishedStay> =
        stays.iter().filter(|stay| stay.plan == plan.0 && !stay.of_table && !has.contains(&stay.stay)).collect();
    due.sort_by_key(|stay| stay.stay);
    let earlier = by_beginning(before);
    for stay in due {
        let kept = earlier.get(&beginning(stay)).filter(|earlier| is_unchanged(earlier, stay));
        let kept = kept.map(|earlier| {
            let sql = "SELECT number, publication FROM notice WHERE plan = ?1 AND stay = ?2";
            connection.query_row(sql, [earlier.plan, earlier.stay], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).optional()
        });
        if let Some((number, first)) = kept.transpose()?.flatten() {
            insert.execute(params![plan.0, stay.stay, number, first])?;
            continue;
        }
        let month = stay.dates.from.max(publication.from);
        let month = format!("{:04}{:02}", month.year(), month.month());
        let last = match next.get(&month) {
            Some(last) => *last,
            None => connection.query_row(
                "SELECT coalesce(max(CAST(substr(number, 7) AS INTEGER)), 0) FROM notice WHERE substr(number, 1, 6) = ?1",
                [&month],
                |row| row.get(0),
            )?,
        };
        let number = format!("{month}{:04}", last + 1);
        next.insert(month, last + 1);
        insert.execute(params![plan.0, stay.stay, number, publication.publication])?;
        given.push(number);
    }
    given.sort();
    Ok(given)
}

/// Stay and number, of every stay of the plan that has one.
pub(super) fn registered(connection: &Connection, plan: PlanId) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare("SELECT stay, number FROM notice WHERE plan = ?1 ORDER BY stay")?;
    statement.query_map([plan.0], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
