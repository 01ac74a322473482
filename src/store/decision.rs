//! What was decided and what it costs: the rows of a checked plan.

use super::ledger::{LEDGER_TABLES, ledgers};
use super::pool_book::{holdings, uses};
use super::proof::{PROOF, proofs};
use super::snapshot::{number, row};
use super::tier::number_of;
use super::{Cell, Contents, SavedPlan, Table};
use crate::check::CheckedPlan;
use crate::diagnostic::Bilingual;
use crate::domain::{Id, Problem, SlotUnit};
use crate::model::{Tier, TierOutcome};
use crate::roster::{Origin, PostSource};

/// One row a plan: it has no key but the plan's number.
pub(super) const PLAN: Table = Table {
    name: "plan",
    chinese: "方案",
    columns: &[
        "dataset",
        "created_at",
        "county",
        "horizon_from",
        "horizon_to",
        "slot_unit",
        "option_from",
        "option_months",
        "seed",
        "effort",
        "threads",
        "seconds",
        "program_version",
        "work_limited",
        "interrupted",
        "safety_net",
        "people",
        "stays",
        "baseline",
        "repair_reason",
    ],
    key: 0,
    told_once: &[
        "dataset",
        "created_at",
        "option_from",
        "option_months",
        "seed",
        "effort",
        "threads",
        "seconds",
        "program_version",
        "work_limited",
        "interrupted",
        "safety_net",
        "baseline",
        "repair_reason",
    ],
};
const TIER: Table = Table { name: "tier", chinese: "评分", columns: &["tier", "code", "score", "bound"], key: 1, told_once: &["bound"] };
const STAY: Table = Table {
    name: "stay",
    chinese: "安排",
    columns: &[
        "stay",
        "person",
        "post",
        "first_slot",
        "slots",
        "from_date",
        "to_date",
        "source",
        "pool_class",
        "pool_post",
        "item",
        "origin",
    ],
    key: 1,
    told_once: &[],
};
const POOL_USE: Table =
    Table {
        name: "pool_use", chinese: "周转池使用", columns: &["pool", "slot", "size", "in_use", "at_branches"], key: 2, told_once: &[]
    };
const POOL_HOLDING: Table = Table {
    name: "pool_holding",
    chinese: "周转编制台账",
    columns: &["holding", "pool_post", "person", "institution", "from_date", "to_date"],
    key: 1,
    told_once: &[],
};
const FINDING: Table = Table {
    name: "finding",
    chinese: "冲突与代价",
    columns: &[
        "finding",
        "rule",
        "strictness",
        "tier",
        "subject",
        "from_date",
        "to_date",
        "amount",
        "unit",
        "cost",
        "message_zh",
        "message_en",
        "reason_zh",
        "reason_en",
    ],
    key: 1,
    told_once: &["message_zh", "message_en", "reason_zh", "reason_en"],
};
const SHORTAGE: Table = Table {
    name: "shortage",
    chinese: "缺口",
    columns: &["shortage", "requirement", "scope", "from_date", "to_date", "required", "assigned", "minimum", "reason_zh", "reason_en"],
    key: 1,
    told_once: &["reason_zh", "reason_en"],
};
const NOTE: Table =
    Table { name: "note", chinese: "说明", columns: &["note", "text_zh", "text_en"], key: 1, told_once: &["text_zh", "text_en"] };
const ASSUMPTION: Table = Table {
    name: "assumption",
    chinese: "假定",
    columns: &["assumption", "text_zh", "text_en"],
    key: 1,
    told_once: &["text_zh", "text_en"],
};

/// At most one row a plan.
const TAKEOVER: Table = Table {
    name: "takeover",
    chinese: "所依据的发布",
    columns: &["takeover", "publication", "frozen_through"],
    key: 1,
    told_once: &["publication", "frozen_through"],
};

pub(super) const DECISION_TABLES: [&Table; 7] = [&PLAN, &TIER, &STAY, &POOL_USE, &POOL_HOLDING, &FINDING, &SHORTAGE];
pub(super) const TOLD_TABLES: [&Table; 2] = [&NOTE, &ASSUMPTION];
/// Tables of later migrations: plans from before them have no rows there, and were sealed without them.
pub(super) const LATER_TABLES: [&Table; 5] = [&PROOF, &TAKEOVER, LEDGER_TABLES[0], LEDGER_TABLES[1], LEDGER_TABLES[2]];

pub(super) const NO_SOURCE: &str = "none";
pub(super) const OWN_SOURCE: &str = "own";
pub(super) const POOL_SOURCE: &str = "pool";

pub(super) fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::CarriedIn => "carried",
        Origin::Pinned => "pinned",
        Origin::Planned => "planned",
    }
}

/// What is stored of a checked plan, without the circumstances of its making: those cells are absent.
pub fn decisions(problem: &Problem, plan: &CheckedPlan) -> Vec<Contents> {
    let holdings = holdings(problem, plan.roster());
    let uses = uses(problem, &holdings).into_iter().map(|it| row![number(it.pool), it.slot.0, it.size, it.in_use, it.at_branches]);
    let held = holdings.iter().enumerate().map(|(index, it)| {
        let (person, institution) = (number(it.person), number(it.institution));
        row![index as i64, number(it.pool_post), person, institution, it.dates.from, it.dates.to]
    });
    let mut contents = vec![
        Contents { table: &PLAN, rows: vec![plan_row(problem, plan)] },
        tiers(problem, plan, &[]),
        stays(problem, plan),
        Contents { table: &POOL_USE, rows: uses.collect() },
        Contents { table: &POOL_HOLDING, rows: held.collect() },
        findings(problem, plan, &[]),
        shortages(problem, plan, &[]),
    ];
    contents.extend(ledgers(problem, plan.roster()));
    contents
}

/// The same with the circumstances, and everything that is told with the plan.
pub(super) fn made(saved: &SavedPlan, dataset_number: i64) -> Vec<Contents> {
    let SavedPlan { plan, problem, dataset, record, reasons, finding_reasons } = *saved;
    let mut contents = decisions(problem, plan);
    let repair = record.repair.as_ref();
    for table in &mut contents {
        match table.table.name {
            "plan" => {
                let circumstances: [(&str, Cell); 14] = [
                    ("dataset", dataset_number.into()),
                    ("created_at", record.created_at.as_str().into()),
                    ("option_from", dataset.from().into()),
                    ("option_months", dataset.months().into()),
                    // The bits are kept: seeds from 2^63 on show as negative numbers.
                    ("seed", record.seed.cast_signed().into()),
                    ("effort", record.effort.as_str().into()),
                    ("threads", i64::from(record.threads).into()),
                    ("seconds", Cell::Real(if record.seconds.is_finite() { record.seconds } else { 0.0 })),
                    ("program_version", env!("CARGO_PKG_VERSION").into()),
                    ("work_limited", record.work_limited.into()),
                    ("interrupted", record.interrupted.into()),
                    ("safety_net", record.safety_net.into()),
                    ("baseline", repair.map(|repair| repair.baseline.0).into()),
                    ("repair_reason", repair.map(|repair| repair.reason.as_str()).into()),
                ];
                for (column, cell) in circumstances {
                    for (index, _) in PLAN.columns.iter().enumerate().filter(|(_, name)| **name == column) {
                        table.rows[0][index] = cell.clone();
                    }
                }
            }
            "tier" => *table = tiers(problem, plan, &record.outcomes),
            "finding" => *table = findings(problem, plan, finding_reasons),
            "shortage" => *table = shortages(problem, plan, reasons),
            _ => {}
        }
    }
    contents.push(proofs(&record.proofs));
    let published = dataset.published();
    let taken = published.publication.zip(published.frozen_through);
    let rows = taken.map(|(publication, frozen_through)| row![1, publication, frozen_through]).into_iter().collect();
    contents.push(Contents { table: &TAKEOVER, rows });
    contents.push(texts(&NOTE, record.notes.iter()));
    contents.push(texts(&ASSUMPTION, problem.assumptions.iter().map(|assumption| &assumption.text)));
    contents
}

fn plan_row(problem: &Problem, plan: &CheckedPlan) -> Vec<Cell> {
    let horizon = problem.calendar.horizon();
    let unit = match problem.calendar.unit() {
        SlotUnit::HalfMonth => "半月",
        SlotUnit::Month => "月",
    };
    let cell = |column: &&str| match *column {
        "county" => problem.county.as_str().into(),
        "horizon_from" => horizon.from.into(),
        "horizon_to" => horizon.to.into(),
        "slot_unit" => unit.into(),
        "people" => (problem.people.len() as i64).into(),
        "stays" => (plan.roster().placements().len() as i64).into(),
        _ => Cell::Absent,
    };
    PLAN.columns.iter().map(cell).collect()
}

/// By number. Stability has a row in repairs only.
fn tiers(problem: &Problem, plan: &CheckedPlan, outcomes: &[TierOutcome]) -> Contents {
    let mut tiers: Vec<Tier> = Tier::ALL.into_iter().filter(|tier| *tier != Tier::Stability || problem.baseline.is_some()).collect();
    tiers.sort_by_key(|tier| number_of(*tier));
    let rows = tiers.into_iter().map(|tier| {
        let bound = outcomes.iter().find(|outcome| outcome.tier == tier).and_then(|outcome| outcome.bound);
        row![number_of(tier), tier.code(), plan.score()[tier], bound]
    });
    Contents { table: &TIER, rows: rows.collect() }
}

fn stays(problem: &Problem, plan: &CheckedPlan) -> Contents {
    let rows = plan.roster().placements().iter().enumerate().map(|(index, placement)| {
        let stay = &placement.stay;
        let dates = stay.dates(&problem.calendar);
        let (source, class) = match stay.source {
            PostSource::None => (NO_SOURCE, None),
            PostSource::Own => (OWN_SOURCE, None),
            PostSource::Pool(class) => (POOL_SOURCE, Some(number(class))),
        };
        row![
            index as i64 + 1,
            number(stay.person),
            number(stay.post),
            stay.first.0,
            stay.slots,
            dates.from,
            dates.to,
            source,
            class,
            placement.pool_post.map(number),
            stay.item.map(|item| item.index() as i64),
            origin_word(placement.origin),
        ]
    });
    Contents { table: &STAY, rows: rows.collect() }
}

fn findings(problem: &Problem, plan: &CheckedPlan, reasons: &[Option<Bilingual>]) -> Contents {
    let rows = plan.findings().iter().enumerate().map(|(index, finding)| {
        let reason = reasons.get(index).and_then(Option::as_ref);
        row![
            index as i64 + 1,
            finding.rule.code(),
            if finding.tier.is_none() { "严格" } else { "弹性" },
            finding.tier.map(Tier::code),
            finding.subject.label(problem),
            finding.dates.from,
            finding.dates.to,
            finding.amount,
            finding.unit.words().zh,
            finding.cost,
            finding.message.zh.as_str(),
            finding.message.en.as_str(),
            reason.map(|reason| reason.zh.as_str()),
            reason.map(|reason| reason.en.as_str()),
        ]
    });
    Contents { table: &FINDING, rows: rows.collect() }
}

fn shortages(problem: &Problem, plan: &CheckedPlan, reasons: &[Bilingual]) -> Contents {
    let rows = plan.shortages().iter().enumerate().map(|(index, shortage)| {
        let requirement = &problem.requirements[shortage.requirement];
        let reason = reasons.get(index).filter(|reason| !reason.zh.is_empty());
        row![
            index as i64 + 1,
            requirement.name.as_str(),
            requirement.scope.as_str(),
            shortage.dates.from,
            shortage.dates.to,
            shortage.required,
            shortage.assigned,
            shortage.minimum,
            reason.map(|reason| reason.zh.as_str()),
            reason.map(|reason| reason.en.as_str()),
        ]
    });
    Contents { table: &SHORTAGE, rows: rows.collect() }
}

fn texts<'a>(table: &'static Table, texts: impl Iterator<Item = &'a Bilingual>) -> Contents {
    let rows = texts.enumerate().map(|(index, text)| row![index as i64 + 1, text.zh.as_str(), text.en.as_str()]);
    Contents { table, rows: rows.collect() }
}
