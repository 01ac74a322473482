//! Reading plans back, as typed rows for forms and reports.

use super::{PlanId, Store, StoreError};
use crate::domain::DateRange;
use crate::model::{Score, Tier};
use crate::roster::Origin;
use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

/// A line of `plan_summary`, with what the view leaves out.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PlanSummary {
    pub plan: PlanId,
    /// 草案, 已确认, 已发布, 进行中 or 已完成.
    pub status: String,
    pub created_at: String,
    pub county: String,
    pub horizon: DateRange,
    /// 半月 or 月.
    pub slot_unit: String,
    pub people: i64,
    pub stays: i64,
    pub score: Score,
    /// By tier, in the order of [`crate::model::Tier::ALL`].
    pub bounds: [Option<i64>; Tier::COUNT],
    /// (score − bound) ÷ score of the dearest tier that is not proved best: 0 when all are, absent when nothing was proved there.
    pub gap: Option<f64>,
    pub seconds: f64,
    pub seed: u64,
    pub effort: String,
    pub threads: i64,
    pub program_version: String,
    pub work_limited: bool,
    pub interrupted: bool,
    pub safety_net: bool,
    pub dataset_hash: String,
    /// The plan that this one is a repair of, and why; absent in a plan made on its own.
    pub baseline: Option<PlanId>,
    pub repair_reason: Option<String>,
}

/// A line of `roster`, with the codes and names that the view leaves out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RosterRow {
    pub stay: i64,
    pub community: Option<String>,
    pub institution_code: String,
    pub institution: String,
    pub institution_level: String,
    pub department: Option<String>,
    /// The post's code.
    pub post: String,
    pub post_name: String,
    pub dispatch_kind: String,
    /// The person's code.
    pub person: String,
    pub person_name: String,
    pub telephone: Option<String>,
    pub category: String,
    /// Absent when unknown.
    pub grade: Option<String>,
    pub home_institution: String,
    pub dates: DateRange,
    pub pool_post: Option<String>,
    pub status: String,
    pub origin: Origin,
    /// Number of its notice, once published.
    pub notice: Option<String>,
}

impl RosterRow {
    /// True when the stay is made known or under way: no draft.
    pub fn is_public(&self) -> bool {
        is_public(&self.status)
    }
}

impl PlanSummary {
    /// True when months of the plan are made known.
    pub fn is_public(&self) -> bool {
        is_public(&self.status)
    }
}

fn is_public(status: &str) -> bool {
    matches!(status, "已发布" | "进行中" | "已完成")
}

/// Which stays: those that satisfy everything that is given.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct RosterFilter {
    /// Code or name of the host.
    pub institution: Option<String>,
    /// Any day of the month that a stay touches.
    pub month: Option<NaiveDate>,
    /// Code of the person.
    pub person: Option<String>,
}

/// A line of `pool_usage`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PoolUsageRow {
    /// Name of the pool.
    pub community: String,
    pub dates: DateRange,
    pub size: i64,
    pub in_use: i64,
    pub at_branches: i64,
    /// A fraction; absent where there is nothing to divide by.
    pub branch_share: Option<f64>,
    pub free: i64,
}

/// A line of `pool_ledger`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PoolLedgerRow {
    pub pool_post: String,
    pub person: String,
    pub institution: String,
    pub dates: DateRange,
}

/// A line of `shortages`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ShortageRow {
    pub requirement: String,
    pub scope: String,
    pub window: DateRange,
    pub required: i64,
    pub assigned: i64,
    pub missing: i64,
    /// A strict minimum, not a target.
    pub minimum: bool,
    pub reason_zh: Option<String>,
    pub reason_en: Option<String>,
}

/// A line of `findings`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FindingRow {
    pub rule: String,
    pub strictness: String,
    pub tier: Option<String>,
    pub subject: String,
    pub window: DateRange,
    pub amount: i64,
    pub unit: String,
    pub cost: i64,
    pub message_zh: String,
    pub message_en: String,
    /// Absent where nobody has said why.
    pub reason_zh: Option<String>,
    pub reason_en: Option<String>,
}

const SUMMARY: &str = "SELECT s.plan, s.status, s.created_at, p.county, s.horizon_from, s.horizon_to, p.slot_unit, s.people, s.stays,
    s.score_minimum, s.score_target, s.score_training, coalesce(s.score_stability, 0), s.score_policy, s.score_wishes,
    s.bound_minimum, s.bound_target, s.bound_training, CASE WHEN s.score_stability IS NULL THEN 0 ELSE s.bound_stability END,
    s.bound_policy, s.bound_wishes,
    s.gap, s.seconds, s.seed, p.effort, p.threads, p.program_version, p.work_limited, p.interrupted, p.safety_net, s.dataset_hash,
    p.baseline, p.repair_reason
    FROM plan_summary AS s JOIN plan AS p ON p.plan = s.plan";

impl Store {
    /// The newest plan, if there is any.
    pub fn latest_plan(&self) -> Result<Option<PlanId>, StoreError> {
        let newest = self.connection.query_row("SELECT max(plan) FROM plan", [], |row| row.get::<_, Option<i64>>(0));
        Ok(newest.map_err(|error| self.failed(&error))?.map(PlanId))
    }

    /// Every plan, oldest first.
    pub fn plans(&self) -> Result<Vec<PlanSummary>, StoreError> {
        self.list(&format!("{SUMMARY} WHERE ?1 IS NULL ORDER BY s.plan"), params![None::<i64>], summary)
    }

    pub fn summary(&self, plan: PlanId) -> Result<PlanSummary, StoreError> {
        let found = self.connection.query_row(&format!("{SUMMARY} WHERE s.plan = ?1"), [plan.0], summary).optional();
        match found.map_err(|error| self.failed(&error))? {
            Some(summary) => Ok(summary),
            None => {
                self.existing(plan)?;
                Err(StoreError::Corrupt { path: self.path.clone(), detail: format!("plan {plan} lacks its scores or its dataset") })
            }
        }
    }

    /// By person and time.
    pub fn roster(&self, plan: PlanId, filter: &RosterFilter) -> Result<Vec<RosterRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT r.stay, r.community, i.code, r.institution, r.institution_level, r.department, r.post, q.name, r.dispatch_kind,
            r.person, r.person_name, p.telephone, r.category, r.grade, r.home_institution, r.from_date, r.to_date, r.pool_post, r.status, s.origin, r.notice
            FROM roster AS r JOIN stay AS s ON s.plan = r.plan AND s.stay = r.stay
            JOIN post AS q ON q.plan = s.plan AND q.post = s.post
            JOIN institution AS i ON i.plan = s.plan AND i.institution = q.institution
            JOIN person AS p ON p.plan = s.plan AND p.person = s.person
            WHERE r.plan = ?1 AND (?2 IS NULL OR i.code = ?2 OR i.name = ?2) AND (?3 IS NULL OR r.person = ?3)
                AND (?4 IS NULL OR (strftime('%Y-%m', r.from_date) <= ?4 AND strftime('%Y-%m', r.to_date) >= ?4))
            ORDER BY r.stay";
        let month = filter.month.map(|month| month.format("%Y-%m").to_string());
        self.list(sql, params![plan.0, filter.institution, filter.person, month], |row| {
            Ok(RosterRow {
                stay: row.get(0)?,
                community: row.get(1)?,
                institution_code: row.get(2)?,
                institution: row.get(3)?,
                institution_level: row.get(4)?,
                department: row.get(5)?,
                post: row.get(6)?,
                post_name: row.get(7)?,
                dispatch_kind: row.get(8)?,
                person: row.get(9)?,
                person_name: row.get(10)?,
                telephone: row.get(11)?,
                category: row.get(12)?,
                grade: row.get(13)?,
                home_institution: row.get(14)?,
                dates: dates(row, 15)?,
                pool_post: row.get(17)?,
                status: row.get(18)?,
                origin: super::evidence::origin(row, 19)?,
                notice: row.get(20)?,
            })
        })
    }

    /// By pool and slot.
    pub fn pool_usage(&self, plan: PlanId) -> Result<Vec<PoolUsageRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT community, slot_from, slot_to, size, in_use, at_branches, branch_share, free FROM pool_usage
            WHERE plan = ?1 ORDER BY community, slot_from";
        self.list(sql, params![plan.0], |row| {
            Ok(PoolUsageRow {
                community: row.get(0)?,
                dates: dates(row, 1)?,
                size: row.get(3)?,
                in_use: row.get(4)?,
                at_branches: row.get(5)?,
                branch_share: row.get(6)?,
                free: row.get(7)?,
            })
        })
    }

    /// By pool post and date.
    pub fn pool_ledger(&self, plan: PlanId) -> Result<Vec<PoolLedgerRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT pool_post, person, institution, from_date, to_date FROM pool_ledger
            WHERE plan = ?1 ORDER BY pool_post, from_date, person";
        self.list(sql, params![plan.0], |row| {
            Ok(PoolLedgerRow { pool_post: row.get(0)?, person: row.get(1)?, institution: row.get(2)?, dates: dates(row, 3)? })
        })
    }

    /// In the checker's order.
    pub fn shortages(&self, plan: PlanId) -> Result<Vec<ShortageRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT requirement, scope, from_date, to_date, required, assigned, required - assigned, minimum, reason_zh, reason_en
            FROM shortage WHERE plan = ?1 ORDER BY shortage";
        self.list(sql, params![plan.0], |row| {
            Ok(ShortageRow {
                requirement: row.get(0)?,
                scope: row.get(1)?,
                window: dates(row, 2)?,
                required: row.get(4)?,
                assigned: row.get(5)?,
                missing: row.get(6)?,
                minimum: row.get(7)?,
                reason_zh: row.get(8)?,
                reason_en: row.get(9)?,
            })
        })
    }

    /// In the checker's order.
    pub fn findings(&self, plan: PlanId) -> Result<Vec<FindingRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT rule, strictness, tier, subject, from_date, to_date, amount, unit, cost, message_zh, message_en,
            reason_zh, reason_en FROM finding WHERE plan = ?1 ORDER BY finding";
        self.list(sql, params![plan.0], |row| {
            Ok(FindingRow {
                rule: row.get(0)?,
                strictness: row.get(1)?,
                tier: row.get(2)?,
                subject: row.get(3)?,
                window: dates(row, 4)?,
                amount: row.get(6)?,
                unit: row.get(7)?,
                cost: row.get(8)?,
                message_zh: row.get(9)?,
                message_en: row.get(10)?,
                reason_zh: row.get(11)?,
                reason_en: row.get(12)?,
            })
        })
    }

    /// Fails when the file has no such plan.
    pub(super) fn existing(&self, plan: PlanId) -> Result<(), StoreError> {
        let found = self.connection.query_row("SELECT 1 FROM plan WHERE plan = ?1", [plan.0], |_| Ok(())).optional();
        found.map_err(|error| self.failed(&error))?.ok_or_else(|| self.no_such(plan))
    }

    pub(super) fn no_such(&self, plan: PlanId) -> StoreError {
        StoreError::NoSuchPlan { path: self.path.clone(), plan }
    }

    pub(super) fn list<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = || -> rusqlite::Result<Vec<T>> { self.connection.prepare(sql)?.query_map(parameters, read)?.collect() };
        rows().map_err(|error| self.failed(&error))
    }
}

fn summary(row: &Row<'_>) -> rusqlite::Result<PlanSummary> {
    let mut score = Score::default();
    let mut bounds = [None; Tier::COUNT];
    for (tier, (cost, bound)) in score.0.iter_mut().zip(&mut bounds).enumerate() {
        *cost = row.get(9 + tier)?;
        *bound = row.get(9 + Tier::COUNT + tier)?;
    }
    Ok(PlanSummary {
        plan: PlanId(row.get(0)?),
        status: row.get(1)?,
        created_at: row.get(2)?,
        county: row.get(3)?,
        horizon: dates(row, 4)?,
        slot_unit: row.get(6)?,
        people: row.get(7)?,
        stays: row.get(8)?,
        score,
        bounds,
        gap: row.get(21)?,
        seconds: row.get(22)?,
        seed: row.get::<_, i64>(23)?.cast_unsigned(),
        effort: row.get(24)?,
        threads: row.get(25)?,
        program_version: row.get(26)?,
        work_limited: row.get(27)?,
        interrupted: row.get(28)?,
        safety_net: row.get(29)?,
        dataset_hash: row.get(30)?,
        baseline: row.get::<_, Option<i64>>(31)?.map(PlanId),
        repair_reason: row.get(32)?,
    })
}

/// The two ISO dates from this column on.
fn dates(row: &Row<'_>, column: usize) -> rusqlite::Result<DateRange> {
    Ok(DateRange::new(date(row.get(column)?, column)?, date(row.get(column + 1)?, column + 1)?))
}

pub(super) fn date(text: String, column: usize) -> rusqlite::Result<NaiveDate> {
    text.parse().map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}
