//! Every roster of a small county, judged by the check alone: no candidates, no rows, no search.

use super::stays::askable_stays;
use crate::check::{CheckedPlan, Rejected, check};
use crate::domain::*;
use crate::model::Score;
use crate::roster::{Origin, Placement, PostSource, Roster, Stay, carried_placements, number_pool_posts};
use crate::rules::{Finding, Findings, RuleId, Subject};
use std::collections::BTreeSet;

/// Rules that speak of one stay by itself: what one of them refuses, no other stay makes good.
const OF_ONE_STAY: &[RuleId] = &[
    RuleId::Availability,
    RuleId::Eligibility,
    RuleId::Direction,
    RuleId::Term,
    RuleId::Curriculum,
    RuleId::Contiguity,
    RuleId::PoolCategory,
    RuleId::Pins,
];

/// True for a finding that no other stay makes good.
fn is_final(stay: &Stay, finding: &Finding) -> bool {
    // Whoever brings a pool post along can leave an institution and make room under its cap, but not for an own post.
    let approval = matches!(finding.subject, Subject::PoolPost(_)) || stay.source == PostSource::Own;
    OF_ONE_STAY.contains(&finding.rule) || finding.rule == RuleId::PoolInstitution && approval
}

/// A small county with every roster that could be a plan.
pub(super) struct Rosters<'a> {
    problem: &'a Problem,
    /// Stays that could stand in a plan.
    pub(super) possible: Vec<Stay>,
    /// Stays that the check refuses by themselves.
    pub(super) refused: Vec<Stay>,
    /// For each person, every set of their possible stays that they can be at.
    lives: Vec<Vec<Vec<Stay>>>,
    refusing: BTreeSet<RuleId>,
}

/// What the check says of all the rosters.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) rosters: usize,
    pub(super) best: Option<Score>,
    /// Stays of all the plans.
    pub(super) planned: BTreeSet<Stay>,
    /// Rules that must hold and did not in some roster.
    pub(super) forbidding: BTreeSet<RuleId>,
    /// Rules that cost something in some plan.
    pub(super) costing: BTreeSet<RuleId>,
}

impl<'a> Rosters<'a> {
    /// None when there are more than `most`.
    pub(super) fn new(problem: &'a Problem, most: usize) -> Option<Self> {
        let mut rosters = Self { problem, possible: Vec::new(), refused: Vec::new(), lives: Vec::new(), refusing: BTreeSet::new() };
        let before = hard_findings(rosters.judge(&[]));
        for stay in askable_stays(problem) {
            let refusing = rosters.refusing(&stay, &before);
            match &refusing {
                None => rosters.possible.push(stay),
                Some(_) => rosters.refused.push(stay),
            }
            rosters.refusing.extend(refusing.into_iter().flatten());
        }
        let mut count = 1;
        for person in problem.people.ids() {
            let own: Vec<Stay> = rosters.possible.iter().copied().filter(|stay| stay.person == person).collect();
            let mut lives = Vec::new();
            rosters.collect_lives(&own, &mut Vec::new(), &mut lives, most)?;
            count *= lives.len();
            rosters.lives.push(lives);
            if count > most {
                return None;
            }
        }
        Some(rosters)
    }

    /// The rules that refuse the stay by itself, none of them where its establishment post is at fault; `None` when nothing does.
    fn refusing(&self, stay: &Stay, before: &[Finding]) -> Option<Vec<RuleId>> {
        let rejected = match self.judge(&[*stay]) {
            None => return Some(Vec::new()),
            Some(Ok(_)) => return None,
            Some(Err(rejected)) => rejected,
        };
        let defective = !rejected.defects.is_empty();
        let new = rejected.findings.into_iter().filter(|finding| is_final(stay, finding) && !before.contains(finding));
        let rules: Vec<RuleId> = new.map(|finding| finding.rule).collect();
        (defective || !rules.is_empty()).then_some(rules)
    }

    /// Every set of the stays, added in order, that does not ask for two whole people. None when there are more than `most`.
    fn collect_lives(&mut self, own: &[Stay], life: &mut Vec<Stay>, lives: &mut Vec<Vec<Stay>>, most: usize) -> Option<()> {
        let mut findings = Findings::new(self.problem, RuleId::OnePlace);
        let placed = life.iter().map(|stay| Placement { stay: *stay, pool_post: None, origin: Origin::Planned });
        let roster = Roster::new(carried_placements(self.problem).into_iter().chain(placed).collect());
        (RuleId::OnePlace.rule().check)(self.problem, &roster, &mut findings);
        let person = life.last().map(|stay| stay.person);
        let torn = |finding: &Finding| person.is_some_and(|person| finding.subject == Subject::Person(person));
        if findings.finish().0.iter().any(torn) {
            self.refusing.insert(RuleId::OnePlace);
            return Some(());
        }
        lives.push(life.clone());
        if lives.len() > most {
            return None;
        }
        for (index, stay) in own.iter().enumerate() {
            life.push(*stay);
            self.collect_lives(&own[index + 1..], life, lives, most)?;
            life.pop();
        }
        Some(())
    }

    /// The check's word on these stays beside those carried in; none where no numbers of pool posts go round.
    fn judge(&self, stays: &[Stay]) -> Option<Result<CheckedPlan, Rejected>> {
        let carried = carried_placements(self.problem).into_iter().map(|placement| (placement.stay, Origin::CarriedIn));
        let all: Vec<(Stay, Origin)> = carried.chain(stays.iter().map(|stay| (*stay, Origin::Planned))).collect();
        Some(check(self.problem, Roster::new(number_pool_posts(self.problem, all)?)))
    }

    /// Judges every roster.
    pub(super) fn judge_all(&self) -> Verdict {
        let mut verdict = Verdict { forbidding: self.refusing.clone(), ..Verdict::default() };
        let mut at = vec![0; self.lives.len()];
        loop {
            let stays: Vec<Stay> = self.lives.iter().zip(&at).flat_map(|(lives, at)| lives[*at].iter().copied()).collect();
            verdict.rosters += 1;
            match self.judge(&stays) {
                Some(Ok(plan)) => {
                    verdict.planned.extend(&stays);
                    verdict.costing.extend(plan.findings().iter().filter(|finding| finding.cost > 0).map(|finding| finding.rule));
                    let score = plan.score();
                    verdict.best = Some(verdict.best.map_or(score, |best| best.min(score)));
                }
                Some(Err(rejected)) => verdict.forbidding.extend(rejected.findings.iter().map(|finding| finding.rule)),
                None => self.assert_no_numbers_serve(&stays),
            }
            let Some(person) = (0..at.len()).find(|person| at[*person] + 1 < self.lives[*person].len()) else { return verdict };
            at[person] += 1;
            at[..person].fill(0);
        }
    }

    /// Where numbering gives up, the check refuses whatever numbers the stays are given.
    fn assert_no_numbers_serve(&self, stays: &[Stay]) {
        let mut numberings: Vec<Vec<Placement>> = vec![carried_placements(self.problem)];
        for stay in stays {
            let numbers: Vec<Option<PoolPostId>> = match stay.source {
                PostSource::None | PostSource::Own => vec![None],
                PostSource::Pool(class) => self.problem.pool_classes[class].posts.iter().copied().map(Some).collect(),
            };
            let longer = |numbering: &Vec<Placement>| {
                let one_more = |pool_post: &Option<PoolPostId>| {
                    let placement = Placement { stay: *stay, pool_post: *pool_post, origin: Origin::Planned };
                    numbering.iter().copied().chain([placement]).collect::<Vec<_>>()
                };
                numbers.iter().map(one_more).collect::<Vec<_>>()
            };
            numberings = numberings.iter().flat_map(longer).collect();
        }
        for numbering in numberings {
            let roster = Roster::new(numbering);
            assert!(check(self.problem, roster.clone()).is_err(), "these numbers serve after all: {roster:#?}");
        }
    }
}

fn hard_findings(judged: Option<Result<CheckedPlan, Rejected>>) -> Vec<Finding> {
    match judged {
        Some(Err(rejected)) => rejected.findings,
        Some(Ok(_)) | None => Vec::new(),
    }
}
