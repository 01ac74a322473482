//! What plans cost, rule by rule.

use crate::app::baseline::InForce;
use crate::check::findings_of;
use crate::domain::Problem;
use crate::model::Tier;
use crate::rules::{Finding, RuleId};
use crate::store::FindingRow;
use serde::Serialize;
use std::collections::BTreeMap;

/// Cost of a rule in a tier, before and now. By tier, dearest first, then in the order of the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleCost {
    pub tier: Tier,
    pub rule: RuleId,
    pub before: i64,
    pub now: i64,
}

impl RuleCost {
    pub fn change(&self) -> i64 {
        self.now - self.before
    }
}

/// For machines.
impl Serialize for RuleCost {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Plain {
            tier: &'static str,
            rule: &'static str,
            before: i64,
            now: i64,
            change: i64,
        }
        let RuleCost { tier, rule, before, now } = *self;
        Plain { tier: tier.code(), rule: rule.code(), before, now, change: now - before }.serialize(serializer)
    }
}

/// Cost by tier and rule.
pub type Costs = BTreeMap<(Tier, RuleId), i64>;

/// Of a checked plan.
pub fn by_rule(findings: &[Finding]) -> Costs {
    let mut costs = Costs::new();
    for finding in findings {
        if let Some(tier) = finding.tier {
            *costs.entry((tier, finding.rule)).or_default() += finding.cost;
        }
    }
    costs
}

/// Of the plan in force, by the rules and the count of the problem that repairs it: what is decided by now costs neither plan anything.
/// None where that problem does not know what the plan names.
pub fn of_in_force(in_force: &InForce, problem: &Problem) -> Option<Costs> {
    let mut costs = by_rule(&findings_of(problem, &in_force.roster_in(problem))?);
    costs.retain(|(_, rule), _| *rule != RuleId::Stability);
    Some(costs)
}

/// Of a stored one. Rules of other versions are left out, and what it cost to change the plan before it.
pub fn of_stored(findings: &[FindingRow]) -> Costs {
    let mut costs = Costs::new();
    for finding in findings {
        let tier = finding.tier.as_deref().and_then(|code| Tier::ALL.into_iter().find(|tier| tier.code() == code));
        let rule = RuleId::from_code(&finding.rule).filter(|rule| *rule != RuleId::Stability);
        if let (Some(tier), Some(rule)) = (tier, rule) {
            *costs.entry((tier, rule)).or_default() += finding.cost;
        }
    }
    costs
}

/// What differs.
pub fn differences(before: &Costs, now: &Costs) -> Vec<RuleCost> {
    let mut keys: Vec<(Tier, RuleId)> = before.keys().chain(now.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let of = |costs: &Costs, key: (Tier, RuleId)| costs.get(&key).copied().unwrap_or(0);
    let costs = keys.into_iter().map(|key| RuleCost { tier: key.0, rule: key.1, before: of(before, key), now: of(now, key) });
    costs.filter(|cost| cost.change() != 0).collect()
}
