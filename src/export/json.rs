//! JSON with the column names of the public views.

use super::unmet::Owed;
use super::{Board, ExportError, RosterForm};
use crate::model::Tier;
use crate::roster::Origin;
use crate::store::{FindingRow, PlanSummary, PoolUsageRow, RosterRow, ShortageRow};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// The view `plan_summary`, and what it leaves out.
#[derive(Serialize)]
struct Summary<'a> {
    plan: i64,
    status: &'a str,
    created_at: &'a str,
    county: &'a str,
    horizon_from: NaiveDate,
    horizon_to: NaiveDate,
    people: i64,
    stays: i64,
    /// `score_minimum` … `bound_wishes`.
    #[serde(flatten)]
    tiers: BTreeMap<String, Option<i64>>,
    gap: Option<f64>,
    seconds: f64,
    seed: u64,
    interrupted: bool,
    work_limited: bool,
    safety_net: bool,
    dataset_hash: &'a str,
}

/// The view `roster`, with codes and names that it leaves out.
#[derive(Serialize)]
struct Stay<'a> {
    plan: i64,
    stay: i64,
    community: Option<&'a str>,
    institution_code: &'a str,
    institution: &'a str,
    institution_level: &'a str,
    department: Option<&'a str>,
    post: &'a str,
    post_name: &'a str,
    dispatch_kind: &'a str,
    person: &'a str,
    person_name: &'a str,
    category: &'a str,
    grade: Option<&'a str>,
    home_institution: &'a str,
    from_date: NaiveDate,
    to_date: NaiveDate,
    pool_post: Option<&'a str>,
    status: &'a str,
    /// carried, pinned or planned.
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
}

/// The view `pool_usage`.
#[derive(Serialize)]
struct PoolUse<'a> {
    plan: i64,
    community: &'a str,
    slot_from: NaiveDate,
    slot_to: NaiveDate,
    size: i64,
    in_use: i64,
    at_branches: i64,
    branch_share: Option<f64>,
    free: i64,
}

/// The view `shortages`.
#[derive(Serialize)]
struct Shortage<'a> {
    plan: i64,
    requirement: &'a str,
    scope: &'a str,
    window_from: NaiveDate,
    window_to: NaiveDate,
    required: i64,
    assigned: i64,
    missing: i64,
    minimum: bool,
    reason: Option<&'a str>,
    reason_en: Option<&'a str>,
}

/// The view `findings`, with the English words.
#[derive(Serialize)]
struct Finding<'a> {
    plan: i64,
    rule: &'a str,
    strictness: &'a str,
    tier: Option<&'a str>,
    subject: &'a str,
    window_from: NaiveDate,
    window_to: NaiveDate,
    amount: i64,
    unit: &'a str,
    message: &'a str,
    message_en: &'a str,
    reason: Option<&'a str>,
    reason_en: Option<&'a str>,
}

#[derive(Serialize)]
struct Document<'a> {
    plan_summary: Summary<'a>,
    roster: Vec<Stay<'a>>,
    pool_usage: Vec<PoolUse<'a>>,
    shortages: Vec<Shortage<'a>>,
    /// Only of a board: what a host gets printed is no place for what others' careers miss.
    #[serde(skip_serializing_if = "Option::is_none")]
    unmet_training: Option<Vec<Finding<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missed_credits: Option<Vec<Finding<'a>>>,
}

/// The roster form, indented, with a line break at its end.
pub fn roster_json(form: &RosterForm) -> Result<Vec<u8>, ExportError> {
    let plan = form.view.summary.plan.0;
    let stays = form.stays().map(|stay| Stay {
        telephone: Some(stay.telephone.as_str()).filter(|telephone| !telephone.is_empty()),
        remark: Some(stay.remark.as_str()),
        ..self::stay(plan, stay.row)
    });
    let document = document(&form.view.summary, stays.collect(), form.pool.iter().copied(), &form.shortages);
    let text = serde_json::to_string_pretty(&document).map_err(|error| ExportError::Form { detail: error.to_string() })?;
    Ok((text + "\n").into_bytes())
}

/// What a board shows, on one line.
pub fn board_json(board: &Board) -> Result<String, ExportError> {
    let summary = &board.view().summary;
    let stays = board.stays().iter().map(|row| stay(summary.plan.0, row)).collect();
    let document = document(summary, stays, board.pool().iter().copied(), board.shortages().iter().copied());
    let owed = |owed: Owed| Some(board.owed(owed).into_iter().map(|row| finding(summary.plan.0, row)).collect());
    let document = Document { unmet_training: owed(Owed::Training), missed_credits: owed(Owed::Credit), ..document };
    serde_json::to_string(&document).map_err(|error| ExportError::Form { detail: error.to_string() })
}

fn document<'a>(
    summary: &'a PlanSummary,
    roster: Vec<Stay<'a>>,
    pool: impl Iterator<Item = &'a PoolUsageRow>,
    shortages: impl IntoIterator<Item = &'a ShortageRow>,
) -> Document<'a> {
    let plan = summary.plan.0;
    let pool_usage = pool.map(|row| PoolUse {
        plan,
        community: &row.community,
        slot_from: row.dates.from,
        slot_to: row.dates.to,
        size: row.size,
        in_use: row.in_use,
        at_branches: row.at_branches,
        branch_share: row.branch_share,
        free: row.free,
    });
    let shortages = shortages.into_iter().map(|row| Shortage {
        plan,
        requirement: &row.requirement,
        scope: &row.scope,
        window_from: row.window.from,
        window_to: row.window.to,
        required: row.required,
        assigned: row.assigned,
        missing: row.missing,
        minimum: row.minimum,
        reason: row.reason_zh.as_deref(),
        reason_en: row.reason_en.as_deref(),
    });
    Document {
        plan_summary: self::summary(summary),
        roster,
        pool_usage: pool_usage.collect(),
        shortages: shortages.collect(),
        unmet_training: None,
        missed_credits: None,
    }
}

fn finding(plan: i64, row: &FindingRow) -> Finding<'_> {
    Finding {
        plan,
        rule: &row.rule,
        strictness: &row.strictness,
        tier: row.tier.as_deref(),
        subject: &row.subject,
        window_from: row.window.from,
        window_to: row.window.to,
        amount: row.amount,
        unit: &row.unit,
        message: &row.message_zh,
        message_en: &row.message_en,
        reason: row.reason_zh.as_deref(),
        reason_en: row.reason_en.as_deref(),
    }
}

fn summary(summary: &PlanSummary) -> Summary<'_> {
    let scores = Tier::ALL.iter().map(|tier| (format!("score_{}", tier.code()), Some(summary.score[*tier])));
    let bounds = Tier::ALL.iter().zip(summary.bounds).map(|(tier, bound)| (format!("bound_{}", tier.code()), bound));
    Summary {
        plan: summary.plan.0,
        status: &summary.status,
        created_at: &summary.created_at,
        county: &summary.county,
        horizon_from: summary.horizon.from,
        horizon_to: summary.horizon.to,
        people: summary.people,
        stays: summary.stays,
        tiers: scores.chain(bounds).collect(),
        gap: summary.gap,
        seconds: summary.seconds,
        seed: summary.seed,
        interrupted: summary.interrupted,
        work_limited: summary.work_limited,
        safety_net: summary.safety_net,
        dataset_hash: &summary.dataset_hash,
    }
}

fn stay(plan: i64, row: &RosterRow) -> Stay<'_> {
    Stay {
        plan,
        stay: row.stay,
        community: row.community.as_deref(),
        institution_code: &row.institution_code,
        institution: &row.institution,
        institution_level: &row.institution_level,
        department: row.department.as_deref(),
        post: &row.post,
        post_name: &row.post_name,
        dispatch_kind: &row.dispatch_kind,
        person: &row.person,
        person_name: &row.person_name,
        category: &row.category,
        grade: row.grade.as_deref(),
        home_institution: &row.home_institution,
        from_date: row.dates.from,
        to_date: row.dates.to,
        pool_post: row.pool_post.as_deref(),
        status: &row.status,
        origin: match row.origin {
            Origin::CarriedIn => "carried",
            Origin::Pinned => "pinned",
            Origin::Planned => "planned",
        },
        telephone: None,
        remark: None,
    }
}
