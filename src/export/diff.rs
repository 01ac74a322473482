//! What tells two plans apart: who moves where and when, and what it does to pool, cover and costs. Compared are the days that both have.

use super::ExportError;
use super::PlanView;
use super::listing::{Entry, Listing};
use super::workbook::listings_xlsx;
use crate::diagnostic::{Bilingual, Language};
use crate::domain::DateRange;
use crate::model::Tier;
use crate::store::{PlanId, RosterRow};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where somebody is in one of the plans.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Whereabouts {
    pub institution: String,
    pub post: String,
    pub from_date: NaiveDate,
    pub to_date: NaiveDate,
    pub pool_post: Option<String>,
}

/// How a person's stay differs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MoveKind {
    /// Another post at that time.
    Moved,
    /// The same post on other dates.
    Shifted,
    /// The same stay with another pool post, or one less or more.
    Repooled,
    /// Only in the second plan.
    Added,
    /// Only in the first plan.
    Dropped,
}

impl MoveKind {
    fn words(self) -> Bilingual {
        match self {
            MoveKind::Moved => Bilingual::new("换岗", "moved"),
            MoveKind::Shifted => Bilingual::new("改期", "other dates"),
            MoveKind::Repooled => Bilingual::new("换编", "other pool post"),
            MoveKind::Added => Bilingual::new("新增", "added"),
            MoveKind::Dropped => Bilingual::new("取消", "dropped"),
        }
    }
}

/// One difference of one person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Move {
    pub person: String,
    pub person_name: String,
    pub kind: MoveKind,
    /// First day on which the person is not where the first plan has them.
    pub since: NaiveDate,
    pub before: Option<Whereabouts>,
    pub after: Option<Whereabouts>,
}

/// A pool over days on which its use differs by the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PoolDifference {
    pub community: String,
    pub from_date: NaiveDate,
    pub to_date: NaiveDate,
    pub in_use_before: i64,
    pub in_use_after: i64,
    pub at_branches_before: i64,
    pub at_branches_after: i64,
}

/// A demand that is short by another amount.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoverDifference {
    pub requirement: String,
    pub scope: String,
    /// A strict minimum, not a target.
    pub minimum: bool,
    /// People missing, summed over the windows that both plans have.
    pub missing_before: i64,
    pub missing_after: i64,
}

/// Costs of a tier, or of a rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CostDifference {
    pub what: String,
    pub before: i64,
    pub after: i64,
}

/// How the second plan differs from the first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PlanDifference {
    pub first: PlanId,
    pub second: PlanId,
    /// Days that both plans have; nothing is compared where there are none.
    pub common: Option<DateRange>,
    pub people_concerned: usize,
    pub moves: Vec<Move>,
    pub pool: Vec<PoolDifference>,
    pub cover: Vec<CoverDifference>,
    /// Every tier, of the whole of each plan.
    pub tiers: Vec<CostDifference>,
    /// Rules that cost something else, of the whole of each plan.
    pub rules: Vec<CostDifference>,
}

impl PlanDifference {
    pub fn new(first: &PlanView, second: &PlanView) -> Self {
        let common = first.summary.horizon.intersection(&second.summary.horizon);
        let moves = common.map_or_else(Vec::new, |common| moves(first, second, common));
        let people: BTreeSet<&str> = moves.iter().map(|it| it.person.as_str()).collect();
        Self {
            first: first.summary.plan,
            second: second.summary.plan,
            common,
            people_concerned: people.len(),
            pool: pool(first, second),
            cover: common.map_or_else(Vec::new, |common| cover(first, second, common)),
            tiers: tiers(first, second),
            rules: rules(first, second),
            moves,
        }
    }
}

fn moves(first: &PlanView, second: &PlanView, common: DateRange) -> Vec<Move> {
    let mut people: BTreeMap<&str, (Vec<&RosterRow>, Vec<&RosterRow>)> = BTreeMap::new();
    let touches = |row: &&RosterRow| row.dates.overlaps(&common);
    for row in first.roster.iter().filter(touches) {
        people.entry(&row.person).or_default().0.push(row);
    }
    for row in second.roster.iter().filter(touches) {
        people.entry(&row.person).or_default().1.push(row);
    }
    let mut moves = Vec::new();
    for (before, after) in people.into_values() {
        let stands = |row: &RosterRow, others: &[&RosterRow]| others.iter().any(|other| is_same(row, other));
        let gone: Vec<&RosterRow> = before.iter().copied().filter(|row| !stands(row, &after)).collect();
        let mut new: Vec<&RosterRow> = after.iter().copied().filter(|row| !stands(row, &before)).collect();
        for row in gone {
            // The successor of a stay: the same post first, then whatever overlaps it.
            let same_post = new.iter().position(|other| other.post == row.post && other.dates.overlaps(&row.dates));
            let successor = same_post.or_else(|| new.iter().position(|other| other.dates.overlaps(&row.dates)));
            let successor = successor.map(|at| new.remove(at));
            moves.push(difference(Some(row), successor, common));
        }
        moves.extend(new.into_iter().map(|row| difference(None, Some(row), common)));
    }
    moves.sort_by(|one, other| (one.since, &one.person, one.kind).cmp(&(other.since, &other.person, other.kind)));
    moves
}

fn is_same(one: &RosterRow, other: &RosterRow) -> bool {
    (&one.post, one.dates, &one.pool_post) == (&other.post, other.dates, &other.pool_post)
}

fn difference(before: Option<&RosterRow>, after: Option<&RosterRow>, common: DateRange) -> Move {
    let (kind, since) = match (before, after) {
        (Some(one), Some(other)) if one.post != other.post => (MoveKind::Moved, one.dates.from.min(other.dates.from)),
        (Some(one), Some(other)) if one.dates != other.dates => {
            let ends = one.dates.to.min(other.dates.to);
            let since =
                if one.dates.from == other.dates.from { ends.succ_opt().unwrap_or(ends) } else { one.dates.from.min(other.dates.from) };
            (MoveKind::Shifted, since)
        }
        (Some(one), Some(_)) => (MoveKind::Repooled, one.dates.from),
        (None, Some(other)) => (MoveKind::Added, other.dates.from),
        (Some(one), None) => (MoveKind::Dropped, one.dates.from),
        (None, None) => (MoveKind::Dropped, common.from),
    };
    let whereabouts = |row: &RosterRow| Whereabouts {
        institution: row.institution.clone(),
        post: row.post.clone(),
        from_date: row.dates.from,
        to_date: row.dates.to,
        pool_post: row.pool_post.clone(),
    };
    let who = before.or(after);
    Move {
        person: who.map_or_else(String::new, |row| row.person.clone()),
        person_name: who.map_or_else(String::new, |row| row.person_name.clone()),
        kind,
        since: since.max(common.from),
        before: before.map(whereabouts),
        after: after.map(whereabouts),
    }
}

fn pool(first: &PlanView, second: &PlanView) -> Vec<PoolDifference> {
    let mut differences: Vec<PoolDifference> = Vec::new();
    for row in &first.pool {
        let Some(other) = second.pool.iter().find(|other| (&other.community, other.dates) == (&row.community, row.dates)) else { continue };
        let uses = (row.in_use, other.in_use, row.at_branches, other.at_branches);
        if (row.in_use, row.at_branches) == (other.in_use, other.at_branches) {
            continue;
        }
        let follows = |it: &&mut PoolDifference| {
            it.community == row.community
                && it.to_date.succ_opt() == Some(row.dates.from)
                && (it.in_use_before, it.in_use_after, it.at_branches_before, it.at_branches_after) == uses
        };
        if let Some(last) = differences.last_mut().filter(follows) {
            last.to_date = row.dates.to;
            continue;
        }
        differences.push(PoolDifference {
            community: row.community.clone(),
            from_date: row.dates.from,
            to_date: row.dates.to,
            in_use_before: uses.0,
            in_use_after: uses.1,
            at_branches_before: uses.2,
            at_branches_after: uses.3,
        });
    }
    differences
}

fn cover(first: &PlanView, second: &PlanView, common: DateRange) -> Vec<CoverDifference> {
    let mut missing: BTreeMap<(&str, &str, bool), (i64, i64)> = BTreeMap::new();
    for row in first.shortages.iter().filter(|row| row.window.overlaps(&common)) {
        missing.entry((&row.requirement, &row.scope, row.minimum)).or_default().0 += row.missing;
    }
    for row in second.shortages.iter().filter(|row| row.window.overlaps(&common)) {
        missing.entry((&row.requirement, &row.scope, row.minimum)).or_default().1 += row.missing;
    }
    missing
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|((requirement, scope, minimum), (missing_before, missing_after))| CoverDifference {
            requirement: requirement.to_owned(),
            scope: scope.to_owned(),
            minimum,
            missing_before,
            missing_after,
        })
        .collect()
}

fn tiers(first: &PlanView, second: &PlanView) -> Vec<CostDifference> {
    let costs = |tier: Tier| (first.summary.score[tier], second.summary.score[tier]);
    Tier::ALL
        .into_iter()
        .map(|tier| {
            let (before, after) = costs(tier);
            CostDifference { what: tier.code().to_owned(), before, after }
        })
        .collect()
}

fn rules(first: &PlanView, second: &PlanView) -> Vec<CostDifference> {
    let mut costs: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for finding in &first.findings {
        costs.entry(&finding.rule).or_default().0 += finding.cost;
    }
    for finding in &second.findings {
        costs.entry(&finding.rule).or_default().1 += finding.cost;
    }
    costs
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(rule, (before, after))| CostDifference { what: rule.to_owned(), before, after })
        .collect()
}

/// The tables that tell the difference: moves, pool, cover, tiers, rules.
pub fn difference_listings(difference: &PlanDifference) -> Vec<Listing> {
    let PlanDifference { first, second, common, people_concerned, .. } = difference;
    let days = common.map_or_else(
        || Bilingual::new("没有共同的日期，不作比较", "no days in common, nothing to compare"),
        |common| {
            Bilingual::new(
                format!("共同的日期 {} 至 {}", common.from, common.to),
                format!("days in common: {} to {}", common.from, common.to),
            )
        },
    );
    let count = difference.moves.len();
    let title = Bilingual::new(
        format!("方案 {first} 与方案 {second}：{people_concerned} 人 {count} 处变动（{}）", days.zh),
        format!("Plans {first} and {second}: {count} changes of {people_concerned} people ({})", days.en),
    );
    let same = || Bilingual::new("没有不同", "no difference");
    let mut moves = Listing::new(
        title,
        &[("自", "since"), ("工号", "code"), ("姓名", "name"), ("变动", "change"), ("原安排", "before"), ("新安排", "after")],
        same(),
    );
    for it in &difference.moves {
        let told = |place: &Option<Whereabouts>| {
            place.as_ref().map(|place| {
                let pool_post = place.pool_post.as_ref().map_or_else(String::new, |number| format!(" [{number}]"));
                format!("{} {} {}～{}{pool_post}", place.institution, place.post, place.from_date, place.to_date)
            })
        };
        let (person, name) = (it.person.as_str(), it.person_name.as_str());
        moves.rows.push(vec![
            it.since.into(),
            person.into(),
            name.into(),
            it.kind.words().into(),
            told(&it.before).into(),
            told(&it.after).into(),
        ]);
    }
    let mut pool = Listing::new(
        Bilingual::new("编制周转池使用", "Use of the pool"),
        &[
            ("周转池", "pool"),
            ("起", "from"),
            ("止", "to"),
            ("原在用", "in use before"),
            ("现在用", "after"),
            ("原分院", "at branches before"),
            ("现分院", "after"),
        ],
        same(),
    );
    for it in &difference.pool {
        let counts = [it.in_use_before, it.in_use_after, it.at_branches_before, it.at_branches_after].map(Entry::Number);
        pool.rows.push([it.community.as_str().into(), it.from_date.into(), it.to_date.into()].into_iter().chain(counts).collect());
    }
    let mut cover = Listing::new(
        Bilingual::new("需求缺口（人·时段）", "Shortages (people and windows)"),
        &[("需求", "demand"), ("范围", "scope"), ("口径", "bound"), ("原缺", "missing before"), ("现缺", "after")],
        same(),
    );
    for it in &difference.cover {
        let bound = if it.minimum { Bilingual::new("最低", "minimum") } else { Bilingual::new("目标", "target") };
        let (before, after) = (Entry::Number(it.missing_before), Entry::Number(it.missing_after));
        cover.rows.push(vec![it.requirement.as_str().into(), it.scope.as_str().into(), bound.into(), before, after]);
    }
    let mut tiers = Listing::new(
        Bilingual::new("代价（各按全期）", "Costs (of the whole of each)"),
        &[("层级", "tier"), ("原", "before"), ("现", "after"), ("增减", "difference")],
        same(),
    );
    for (tier, it) in Tier::ALL.into_iter().zip(&difference.tiers) {
        let name = Bilingual::new(tier.chinese(), tier.english());
        tiers.rows.push(vec![name.into(), it.before.into(), it.after.into(), (it.after - it.before).into()]);
    }
    let mut rules = Listing::new(
        Bilingual::new("各规则的代价", "Costs by rule"),
        &[("规则", "rule"), ("原", "before"), ("现", "after"), ("增减", "difference")],
        same(),
    );
    for it in &difference.rules {
        let name = crate::rules::RuleId::from_code(&it.what).map(|rule| rule.rule().spec.name);
        let name = name.map_or_else(|| Bilingual::same(it.what.clone()), |name| Bilingual::new(name.zh, name.en));
        rules.rows.push(vec![name.into(), it.before.into(), it.after.into(), (it.after - it.before).into()]);
    }
    vec![moves, pool, cover, tiers, rules]
}

/// The tables as a workbook: the same plans give the same bytes.
pub fn difference_xlsx(difference: &PlanDifference, county: &str) -> Result<Vec<u8>, ExportError> {
    let under = format!("{county}  方案 {} → 方案 {}", difference.first, difference.second);
    let names = ["人员变动", "周转池", "需求", "代价", "规则"];
    let sheets: Vec<(&str, String, Listing)> = names
        .into_iter()
        .zip(difference_listings(difference))
        .map(|(name, mut listing)| {
            // The heading of a printed page is short; what is compared stands below it.
            let under = if name == "人员变动" {
                let told = listing.title.get(Language::Chinese).to_owned();
                listing.title = Bilingual::same("方案对比：人员变动");
                told
            } else {
                under.clone()
            };
            (name, under, listing)
        })
        .collect();
    listings_xlsx(&sheets)
}
