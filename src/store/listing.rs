//! The plans of the file as a list: which tables each was made from, on top of which publication, and what became of it.

use super::{PlanId, PlanSummary, Publication, Store, StoreError, Takeover};
use serde::Serialize;

/// A plan and its place in the book.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PlanEntry {
    pub summary: PlanSummary,
    /// Version of the tables, from 1.
    pub dataset: i64,
    /// What it was made on top of.
    pub takeover: Option<Takeover>,
    /// Its own publications, oldest first.
    pub publications: Vec<Publication>,
    /// A publication of another plan that leaves nothing of this one to be published, or takes the place of some of its months.
    pub superseded_by: Option<i64>,
}

impl Store {
    /// Every plan, oldest first.
    pub fn plan_entries(&self) -> Result<Vec<PlanEntry>, StoreError> {
        let datasets: Vec<(i64, i64)> = self.list("SELECT plan, dataset FROM plan", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let publications = self.publications()?;
        let mut entries = Vec::new();
        for summary in self.plans()? {
            let plan = summary.plan;
            let own: Vec<Publication> = publications.iter().filter(|it| it.plan == plan).cloned().collect();
            let takeover = self.takeover(plan)?;
            let superseded_by = superseded_by(plan, takeover, &own, &publications);
            let dataset = datasets.iter().find(|(known, _)| *known == plan.0).map_or(0, |(_, dataset)| *dataset);
            entries.push(PlanEntry { summary, dataset, takeover, publications: own, superseded_by });
        }
        Ok(entries)
    }
}

fn superseded_by(plan: PlanId, takeover: Option<Takeover>, own: &[Publication], all: &[Publication]) -> Option<i64> {
    let since = match own.last() {
        Some(last) => last.publication,
        None => takeover.map_or(0, |takeover| takeover.publication),
    };
    all.iter().find(|later| later.publication > since && later.plan != plan).map(|later| later.publication)
}
