use super::{RuleId, setting};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::{Score, Tier};
use serde::{Deserialize, Serialize};

/// What a finding or a row is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    Person(PersonId),
    Post(PostId),
    Institution(InstitutionId),
    Department(DepartmentId),
    Pool(PoolId),
    PoolPost(PoolPostId),
    PoolClass(PoolClassId),
    Requirement(RequirementId),
    /// The plan as a whole.
    Plan,
}

impl Subject {
    /// Codes and names as HR knows them, without private data.
    pub fn label(self, problem: &Problem) -> String {
        match self {
            Subject::Person(id) => format!("{} {}", problem.people[id].code, problem.people[id].name),
            Subject::Post(id) => format!("{} {}", problem.posts[id].code, problem.posts[id].name),
            Subject::Institution(id) => problem.institutions[id].name.clone(),
            Subject::Department(id) => {
                let department = &problem.departments[id];
                format!("{} {}", problem.institutions[department.institution].name, department.name)
            }
            Subject::Pool(id) => problem.pools[id].name.clone(),
            Subject::PoolPost(id) => problem.pool_posts[id].code.clone(),
            Subject::PoolClass(id) => {
                let class = &problem.pool_classes[id];
                let category = class.category.map_or("通用", |category| &problem.pool_categories[category].name);
                format!("{} {category}", problem.pools[class.pool].name)
            }
            Subject::Requirement(id) => {
                let requirement = &problem.requirements[id];
                format!("{} {}", requirement.name, requirement.scope)
            }
            Subject::Plan => problem.county.clone(),
        }
    }
}

/// Unit of a finding's amount.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Unit {
    Slots,
    HalfMonths,
    Months,
    Days,
    PersonSlots,
    People,
    Posts,
    /// Hundredths of a post: what is missing of a share.
    PostHundredths,
    Visits,
    Stays,
    Ranks,
    /// Hundredths of a full load.
    LoadHundredths,
    Points,
    Yuan,
}

impl Unit {
    pub fn words(self) -> crate::diagnostic::Words {
        let (zh, en) = match self {
            Unit::Slots => ("个时段", "slots"),
            Unit::HalfMonths => ("个半月", "half-months"),
            Unit::Months => ("个月", "months"),
            Unit::Days => ("天", "days"),
            Unit::PersonSlots => ("人·时段", "person-slots"),
            Unit::People => ("人", "people"),
            Unit::Posts => ("个编制", "posts"),
            Unit::PostHundredths => ("%个编制", "% of a post"),
            Unit::Visits => ("人次", "visits"),
            Unit::Stays => ("次", "stays"),
            Unit::Ranks => ("位次", "ranks"),
            Unit::LoadHundredths => ("%负荷", "% load"),
            Unit::Points => ("分", "points"),
            Unit::Yuan => ("元", "yuan"),
        };
        crate::diagnostic::Words { zh, en }
    }
}

/// One place where a roster leaves a rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Finding {
    pub rule: RuleId,
    /// The tier it costs in; absent for a rule that must hold.
    pub tier: Option<Tier>,
    pub subject: Subject,
    /// Dates it concerns.
    pub dates: DateRange,
    pub amount: i64,
    pub unit: Unit,
    /// Cost in the tier; 0 for a rule that must hold.
    pub cost: i64,
    pub message: Bilingual,
}

/// A demand that was not met, for the `shortages` view.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shortage {
    pub requirement: RequirementId,
    pub dates: DateRange,
    /// People (or visits) wanted in the window; for an average, person-slots.
    pub required: i64,
    pub assigned: i64,
    /// True for a strict minimum.
    pub minimum: bool,
}

/// Collects what the check of one rule finds.
#[derive(Debug)]
pub struct Findings<'a> {
    problem: &'a Problem,
    rule: RuleId,
    found: Vec<Finding>,
    shortages: Vec<Shortage>,
}

impl<'a> Findings<'a> {
    pub fn new(problem: &'a Problem, rule: RuleId) -> Self {
        Self { problem, rule, found: Vec::new(), shortages: Vec::new() }
    }
    /// A rule that must hold is broken by `amount` (at least 1). Where the county has made it flexible, each unit costs the rule's weight.
    pub fn broken(&mut self, subject: Subject, dates: DateRange, amount: i64, unit: Unit, message: Bilingual) {
        debug_assert!(amount > 0, "a finding without an amount");
        let spec = self.rule.rule().spec;
        let strict = setting::is_strict(self.problem, spec);
        let cost = if strict { 0 } else { amount * setting::weight(self.problem, spec) };
        let tier = (!strict).then_some(spec.tier);
        self.found.push(Finding { rule: self.rule, tier, subject, dates, amount, unit, cost, message });
    }
    /// A capacity, or a law inside a rule that otherwise bends, is broken by `amount` (at least 1), whatever a county has set.
    pub fn law_broken(&mut self, subject: Subject, dates: DateRange, amount: i64, unit: Unit, message: Bilingual) {
        debug_assert!(amount > 0, "a finding without an amount");
        self.found.push(Finding { rule: self.rule, tier: None, subject, dates, amount, unit, cost: 0, message });
    }
    /// Something that costs. Findings without cost are allowed: they inform.
    #[allow(clippy::too_many_arguments)]
    pub fn costs(&mut self, tier: Tier, subject: Subject, dates: DateRange, amount: i64, unit: Unit, cost: i64, message: Bilingual) {
        debug_assert!(cost >= 0, "a negative cost");
        self.found.push(Finding { rule: self.rule, tier: Some(tier), subject, dates, amount, unit, cost, message });
    }
    pub fn shortage(&mut self, shortage: Shortage) {
        self.shortages.push(shortage);
    }
    pub fn finish(self) -> (Vec<Finding>, Vec<Shortage>) {
        (self.found, self.shortages)
    }
}

/// Score of the findings: their costs by tier.
pub fn score(findings: &[Finding]) -> Score {
    let mut score = Score::default();
    for finding in findings {
        if let Some(tier) = finding.tier {
            score[tier] += finding.cost;
        }
    }
    score
}
