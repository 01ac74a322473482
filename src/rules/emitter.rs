use super::{Spec, Subject, setting};
use crate::domain::{InstitutionId, PersonId, Problem};
use crate::model::{Activity, CandidateId, Candidates, Cost, Elastic, Extremum, Model, Order, Row, Sequence, Tier};

/// Writes one rule's primitives into the model.
pub struct Emitter<'a> {
    problem: &'a Problem,
    model: &'a mut Model,
    spec: &'static Spec,
}

impl<'a> Emitter<'a> {
    pub fn new(problem: &'a Problem, model: &'a mut Model, spec: &'static Spec) -> Self {
        Self { problem, model, spec }
    }
    pub fn problem(&self) -> &'a Problem {
        self.problem
    }
    pub fn candidates(&self) -> &Candidates {
        &self.model.candidates
    }
    /// The rule's weight in force.
    pub fn weight(&self) -> i64 {
        setting::weight(self.problem, self.spec)
    }
    /// `Σ ≤ upper` must hold; costs in the rule's tier where the county has made the rule flexible.
    pub fn at_most(&mut self, subject: Subject, terms: Vec<(CandidateId, i64)>, upper: i64) {
        self.must(subject, terms, None, Some(upper));
    }
    /// `Σ ≥ lower` must hold; see [`Emitter::at_most`].
    pub fn at_least(&mut self, subject: Subject, terms: Vec<(CandidateId, i64)>, lower: i64) {
        self.must(subject, terms, Some(lower), None);
    }
    /// `Σ = value` must hold; see [`Emitter::at_most`].
    pub fn exactly(&mut self, subject: Subject, terms: Vec<(CandidateId, i64)>, value: i64) {
        self.must(subject, terms, Some(value), Some(value));
    }
    /// `Σ ≤ upper` holds whatever a county has set: a capacity, or a law inside a rule that otherwise bends.
    pub fn law_at_most(&mut self, subject: Subject, terms: Vec<(CandidateId, i64)>, upper: i64) {
        self.row(subject, terms, None, Some(upper), None);
    }
    fn must(&mut self, subject: Subject, terms: Vec<(CandidateId, i64)>, lower: Option<i64>, upper: Option<i64>) {
        let elastic =
            (!setting::is_strict(self.problem, self.spec)).then(|| Elastic { tier: self.spec.tier, per_unit: self.weight(), limit: None });
        self.row(subject, terms, lower, upper, elastic);
    }
    /// `Σ ≥ lower`, each missing unit costing `per_unit` (from 1) in the tier.
    pub fn wants_at_least(&mut self, tier: Tier, per_unit: i64, subject: Subject, terms: Vec<(CandidateId, i64)>, lower: i64) {
        self.row(subject, terms, Some(lower), None, Some(Elastic { tier, per_unit, limit: None }));
    }
    /// `Σ ≤ upper`, each surplus unit costing `per_unit` (from 1) in the tier.
    pub fn wants_at_most(&mut self, tier: Tier, per_unit: i64, subject: Subject, terms: Vec<(CandidateId, i64)>, upper: i64) {
        self.row(subject, terms, None, Some(upper), Some(Elastic { tier, per_unit, limit: None }));
    }
    fn row(
        &mut self,
        subject: Subject,
        mut terms: Vec<(CandidateId, i64)>,
        lower: Option<i64>,
        upper: Option<i64>,
        elastic: Option<Elastic>,
    ) {
        terms.sort_unstable_by_key(|(candidate, _)| *candidate);
        terms.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        terms.retain(|(_, coefficient)| *coefficient != 0);
        let most: i64 = terms.iter().map(|(_, coefficient)| coefficient.max(&0)).sum();
        let least: i64 = terms.iter().map(|(_, coefficient)| coefficient.min(&0)).sum();
        let never_binds = lower.is_none_or(|lower| least >= lower) && upper.is_none_or(|upper| most <= upper);
        if never_binds {
            return;
        }
        debug_assert!(elastic.is_none_or(|elastic| elastic.per_unit > 0), "an elastic row that costs nothing");
        let subject = self.subject(subject);
        self.model.rows.push(Row { rule: self.spec.code, subject, terms, lower, upper, elastic });
    }
    /// Taking the candidate costs `amount` in the tier; 0 is left out.
    pub fn cost(&mut self, tier: Tier, candidate: CandidateId, amount: i64) {
        debug_assert!(amount >= 0, "a negative cost");
        if amount != 0 {
            self.model.costs.push(Cost { rule: self.spec.code, tier, candidate, amount });
        }
    }
    /// The largest of the activities (constant plus terms), never below 0, costs `weight` a unit.
    pub fn extremum(&mut self, tier: Tier, weight: i64, activities: Vec<Activity>) {
        self.extremum_with_orders(tier, weight, activities, Vec::new());
    }
    /// The same, with what the order of stays adds to activities.
    pub fn extremum_with_orders(&mut self, tier: Tier, weight: i64, activities: Vec<Activity>, orders: Vec<Order>) {
        if weight != 0 && !activities.is_empty() {
            self.model.extrema.push(Extremum { rule: self.spec.code, tier, weight, activities, orders });
        }
    }
    /// The order of one person's stays costs. Returns the number of the sequence, for extrema that look at it: several rules that speak of
    /// one person's same stays share one. None without stays.
    pub fn sequence(
        &mut self,
        tier: Tier,
        person: PersonId,
        members: Vec<(CandidateId, InstitutionId)>,
        per_change: i64,
        per_waiting_slot: i64,
    ) -> Option<u32> {
        if members.is_empty() {
            return None;
        }
        let shared = self
            .model
            .sequences
            .iter_mut()
            .enumerate()
            .find(|(_, sequence)| sequence.person == person && sequence.tier == tier && sequence.members == members);
        match shared {
            Some((number, sequence)) => {
                sequence.per_change += per_change;
                sequence.per_waiting_slot += per_waiting_slot;
                u32::try_from(number).ok()
            }
            None => {
                self.model.sequences.push(Sequence { rule: self.spec.code, tier, person, members, per_change, per_waiting_slot });
                u32::try_from(self.model.sequences.len() - 1).ok()
            }
        }
    }
    fn subject(&mut self, subject: Subject) -> u32 {
        let label = subject.label(self.problem);
        // Rows of one subject follow each other: remembering the last label is enough to keep the list short.
        if self.model.subjects.last() != Some(&label) {
            self.model.subjects.push(label);
        }
        u32::try_from(self.model.subjects.len() - 1).expect("fewer than 2^32 subjects")
    }
}
