//! What a plan leaves open of somebody's training or service: unmet months, missed credit.

use crate::rules::RuleId;
use crate::store::FindingRow;

/// A kind of thing owed to one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owed {
    /// Months and electives of a training programme.
    Training,
    /// Grassroots service before a declaration, days of a long posting.
    Credit,
}

impl Owed {
    pub const ALL: [Owed; 2] = [Owed::Training, Owed::Credit];

    fn rule(self) -> RuleId {
        match self {
            Owed::Training => RuleId::Curriculum,
            Owed::Credit => RuleId::ServiceCredit,
        }
    }
}

/// What one person misses: every finding, and each reason once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unmet<'a> {
    /// Code and name.
    pub subject: &'a str,
    pub findings: Vec<&'a FindingRow>,
}

/// The findings of the kind, in their order.
pub(super) fn of_kind<'a>(findings: &[&'a FindingRow], owed: Owed) -> Vec<&'a FindingRow> {
    // A rule that must hold is never broken in a plan; what costs or informs has a tier.
    findings.iter().copied().filter(|finding| finding.rule == owed.rule().code() && finding.tier.is_some()).collect()
}

impl Unmet<'_> {
    /// Nothing that costs: told for information.
    pub fn only_informs(&self) -> bool {
        self.findings.iter().all(|finding| finding.cost == 0)
    }
}

/// The findings of the kind by person: who misses something that costs first, then in the order of the first finding of each.
pub fn unmet<'a>(findings: &[&'a FindingRow], owed: Owed) -> Vec<Unmet<'a>> {
    let mut people: Vec<Unmet> = Vec::new();
    for finding in of_kind(findings, owed) {
        match people.iter_mut().find(|person| person.subject == finding.subject) {
            Some(person) => person.findings.push(finding),
            None => people.push(Unmet { subject: &finding.subject, findings: vec![finding] }),
        }
    }
    people.sort_by_key(Unmet::only_informs);
    people
}

/// Who misses more now than in the earlier findings, of what costs.
pub fn grown<'a>(before: &[&FindingRow], now: &[&'a FindingRow], owed: Owed) -> Vec<Unmet<'a>> {
    let missed = |person: &Unmet| person.findings.iter().map(|finding| finding.amount).sum::<i64>();
    let known = unmet(before, owed);
    let had = |subject: &str| known.iter().find(|person| person.subject == subject).map_or(0, missed);
    unmet(now, owed).into_iter().filter(|person| !person.only_informs() && missed(person) > had(person.subject)).collect()
}
