//! Ledgers that follow from a plan: subsidies by fund and month, declarations, and the year's indicator. And their reading back.

use super::read::date;
use super::snapshot::{number, row};
use super::{Contents, PlanId, Store, StoreError, Table};
use crate::domain::{DateRange, Problem};
use crate::roster::Roster;
use crate::rules::{declarations, long_posting, subsidies};
use chrono::NaiveDate;
use rusqlite::Row;
use serde::Serialize;
use std::collections::BTreeMap;

const SUBSIDY: Table = Table {
    name: "subsidy",
    chinese: "补贴台账",
    columns: &["subsidy", "month", "person", "institution", "fund", "half_yuan"],
    key: 1,
    told_once: &[],
};
const DECLARATION: Table = Table {
    name: "declaration",
    chinese: "申报台账",
    columns: &["declaration", "person", "declared_on", "wanted", "had", "planned"],
    key: 1,
    told_once: &[],
};
const LONG_POSTING: Table =
    Table { name: "long_posting", chinese: "长期派驻天数", columns: &["stay", "year", "days", "wanted"], key: 1, told_once: &[] };

pub(super) const LEDGER_TABLES: [&Table; 3] = [&SUBSIDY, &DECLARATION, &LONG_POSTING];

/// The rows of the ledgers.
pub(super) fn ledgers(problem: &Problem, roster: &Roster) -> Vec<Contents> {
    let subsidies = subsidies(problem, roster).into_iter().enumerate().map(|(index, it)| {
        let fund = it.fund.map(|fund| problem.funds[fund].name.clone());
        row![index as i64 + 1, it.month.format("%Y-%m").to_string(), number(it.person), number(it.institution), fund, it.half_yuan]
    });
    let declared = declarations(problem, roster)
        .into_iter()
        .enumerate()
        .map(|(index, it)| row![index as i64 + 1, number(it.person), it.date, it.wanted, it.had, it.planned]);
    let long = roster.stays().enumerate().filter_map(|(index, stay)| {
        let long = long_posting(problem, stay, roster.stays_of(stay.person))?;
        Some(row![index as i64 + 1, long.year, long.days, long.wanted])
    });
    vec![
        Contents { table: &SUBSIDY, rows: subsidies.collect() },
        Contents { table: &DECLARATION, rows: declared.collect() },
        Contents { table: &LONG_POSTING, rows: long.collect() },
    ]
}

/// A numbered pool post, or another that is held, in a month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PoolMonthRow {
    /// `2027-01`
    pub month: String,
    pub plan: PlanId,
    /// Absent where the month is not published.
    pub publication: Option<i64>,
    /// Name of the pool.
    pub community: String,
    pub pool_post: String,
    pub category: Option<String>,
    /// Code of the holder; nobody holds it where absent.
    pub person: Option<String>,
    pub person_name: Option<String>,
    pub institution: Option<String>,
    /// Of the holding.
    pub dates: Option<DateRange>,
    /// The holding begins in the month, and does not go on from the plan before or from another institution.
    pub taken: bool,
    /// The holding ends in the month: 人走编收.
    pub returned: bool,
    /// Last day of the post's approval.
    pub expires: Option<NaiveDate>,
    /// Code of the post that the holder works at; absent for those who bring the pool post along.
    pub post: Option<String>,
}

/// Time that a person has served, or will.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ServiceRow {
    pub person: String,
    pub person_name: String,
    pub institution: String,
    pub dates: DateRange,
    pub months: f64,
    pub counts_as_grassroots: bool,
    /// imported: before the plan, from the county's history or from publications; carried: the part before the plan of a stay in progress;
    /// planned: within the plan and after it.
    pub source: String,
}

/// A line of `promotion_readiness`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReadinessRow {
    pub person: String,
    pub person_name: String,
    pub grade: Option<String>,
    pub declared_on: NaiveDate,
    pub months_wanted: f64,
    pub months_had: f64,
    pub months_planned: f64,
    pub months_missing: f64,
}

/// A line of `long_postings`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LongPostingRow {
    pub person: String,
    pub person_name: String,
    pub institution: String,
    pub dates: DateRange,
    pub year: i64,
    pub days: i64,
    pub wanted: i64,
    pub reached: bool,
}

/// A line of `subsidies`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SubsidyRow {
    /// `2027-01`
    pub month: String,
    pub plan: PlanId,
    pub publication: Option<i64>,
    /// Absent where no fund can pay.
    pub fund: Option<String>,
    pub person: String,
    pub person_name: String,
    pub grade: Option<String>,
    pub institution: String,
    pub institution_level: String,
    pub yuan: f64,
}

impl Store {
    /// By pool post and month, the plan in force for each month.
    pub fn pool_months(&self) -> Result<Vec<PoolMonthRow>, StoreError> {
        let sql = "SELECT month, plan, publication, community, pool_post, category, person, person_name, institution, from_date, to_date,
            taken, returned, expires, post FROM pool_months ORDER BY community, pool_post, month, from_date, person";
        self.list(sql, [], |row| {
            let dates = optional_date(row, 9)?.zip(optional_date(row, 10)?).map(|(from, to)| DateRange::new(from, to));
            Ok(PoolMonthRow {
                month: row.get(0)?,
                plan: PlanId(row.get(1)?),
                publication: row.get(2)?,
                community: row.get(3)?,
                pool_post: row.get(4)?,
                category: row.get(5)?,
                person: row.get(6)?,
                person_name: row.get(7)?,
                institution: row.get(8)?,
                dates,
                taken: row.get(11)?,
                returned: row.get(12)?,
                expires: optional_date(row, 13)?,
                post: row.get(14)?,
            })
        })
    }

    /// Everybody's service before the plan and by the plan's dispatches, by person and date.
    pub fn service(&self, plan: PlanId) -> Result<Vec<ServiceRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT person.code, person.name, institution.name, from_date, to_date, months, grassroots, source FROM (
                SELECT plan, person, institution, from_date, to_date, half_months / 2.0 AS months, counts_as_grassroots AS grassroots, source
                FROM service
                UNION ALL
                SELECT stay.plan, stay.person, post.institution, max(stay.from_date, plan.horizon_from), stay.to_date,
                    (stay.slots + min(stay.first_slot, 0)) / CASE plan.slot_unit WHEN '月' THEN 1.0 ELSE 2.0 END,
                    institution.level IN ('中心卫生院', '一般卫生院', '延伸服务点', '村卫生室'), 'planned'
                FROM stay JOIN plan ON plan.plan = stay.plan JOIN post ON post.plan = stay.plan AND post.post = stay.post
                JOIN institution ON institution.plan = stay.plan AND institution.institution = post.institution
                WHERE post.kind NOT IN ('轮转', '进修')
            ) AS served
            JOIN person ON person.plan = served.plan AND person.person = served.person
            JOIN institution ON institution.plan = served.plan AND institution.institution = served.institution
            WHERE served.plan = ?1 ORDER BY served.person, from_date, to_date, source";
        self.list(sql, [plan.0], |row| {
            Ok(ServiceRow {
                person: row.get(0)?,
                person_name: row.get(1)?,
                institution: row.get(2)?,
                dates: DateRange::new(date(row.get(3)?, 3)?, date(row.get(4)?, 4)?),
                months: row.get(5)?,
                counts_as_grassroots: row.get(6)?,
                source: row.get(7)?,
            })
        })
    }

    /// What the plan's declarations for associate senior ask for and have, by person.
    pub fn readiness(&self, plan: PlanId) -> Result<Vec<ReadinessRow>, StoreError> {
        self.existing(plan)?;
        let sql = "SELECT person, person_name, grade, declared_on, months_wanted, months_had, months_planned, months_missing
            FROM promotion_readiness WHERE plan = ?1 ORDER BY declared_on, person";
        self.list(sql, [plan.0], |row| {
            Ok(ReadinessRow {
                person: row.get(0)?,
                person_name: row.get(1)?,
                grade: row.get(2)?,
                declared_on: date(row.get(3)?, 3)?,
                months_wanted: row.get(4)?,
                months_had: row.get(5)?,
                months_planned: row.get(6)?,
                months_missing: row.get(7)?,
            })
        })
    }

    /// Long postings of the plan, and published ones that had ended before it, by person and date.
    pub fn long_postings(&self, plan: PlanId) -> Result<Vec<LongPostingRow>, StoreError> {
        let horizon = self.summary(plan)?.horizon;
        let sql = "SELECT person, person_name, institution, from_date, to_date, year, days, wanted, reached, stay FROM long_postings
            WHERE plan = ?1 ORDER BY person, from_date";
        let of_plan = |plan: i64| {
            self.list(sql, [plan], |row| {
                let found = LongPostingRow {
                    person: row.get(0)?,
                    person_name: row.get(1)?,
                    institution: row.get(2)?,
                    dates: DateRange::new(date(row.get(3)?, 3)?, date(row.get(4)?, 4)?),
                    year: row.get(5)?,
                    days: row.get(6)?,
                    wanted: row.get(7)?,
                    reached: row.get(8)?,
                };
                Ok((row.get::<_, i64>(9)?, found))
            })
        };
        let mut postings: Vec<LongPostingRow> = of_plan(plan.0)?.into_iter().map(|(_, row)| row).collect();
        let rests_on = self.takeover(plan)?.map(|takeover| takeover.publication);
        let ended = match rests_on {
            Some(publication) => self.published_stays(Some(publication))?,
            None => Vec::new(),
        };
        let mut ended: Vec<(i64, i64)> =
            ended.iter().filter(|stay| stay.dates.to < horizon.from).map(|stay| (stay.plan, stay.stay)).collect();
        ended.sort_unstable();
        for of_one in ended.chunk_by(|one, other| one.0 == other.0) {
            let rows = of_plan(of_one[0].0)?;
            postings.extend(rows.into_iter().filter(|(stay, _)| of_one.iter().any(|(_, ended)| ended == stay)).map(|(_, row)| row));
        }
        // What came later in a year counts for what was published before it.
        let mut most: BTreeMap<(String, i64), i64> = BTreeMap::new();
        for posting in &postings {
            let days = most.entry((posting.person.clone(), posting.year)).or_default();
            *days = posting.days.max(*days);
        }
        for posting in &mut postings {
            posting.days = most.get(&(posting.person.clone(), posting.year)).copied().unwrap_or(posting.days);
            posting.reached = posting.days >= posting.wanted;
        }
        postings.sort_by(|one, other| (&one.person, one.dates).cmp(&(&other.person, other.dates)));
        Ok(postings)
    }

    /// Subsidies by month, fund and person, the plan in force for each month.
    pub fn subsidies(&self) -> Result<Vec<SubsidyRow>, StoreError> {
        let sql = "SELECT month, plan, publication, fund, person, person_name, grade, institution, institution_level, yuan FROM subsidies
            ORDER BY month, fund IS NULL, fund, person, institution";
        self.list(sql, [], |row| {
            Ok(SubsidyRow {
                month: row.get(0)?,
                plan: PlanId(row.get(1)?),
                publication: row.get(2)?,
                fund: row.get(3)?,
                person: row.get(4)?,
                person_name: row.get(5)?,
                grade: row.get(6)?,
                institution: row.get(7)?,
                institution_level: row.get(8)?,
                yuan: row.get(9)?,
            })
        })
    }
}

fn optional_date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    row.get::<_, Option<String>>(column)?.map(|text| date(text, column)).transpose()
}
