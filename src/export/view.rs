//! One stored plan, read once.

use super::ExportError;
use super::closest::closest;
use crate::diagnostic::Language;
use crate::domain::place_in_words;
use crate::store::{
    FindingRow, InstitutionRow, PersonRow, PlanId, PlanSummary, PoolLedgerRow, PoolUsageRow, PostRow, RosterFilter, RosterRow, ShortageRow,
    Store,
};

/// Everything that forms and boards are made from.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanView {
    pub summary: PlanSummary,
    /// In the order of the county's table.
    pub institutions: Vec<InstitutionRow>,
    /// In the order of the county's table, training seats last.
    pub posts: Vec<PostRow>,
    pub people: Vec<PersonRow>,
    /// By person and time.
    pub roster: Vec<RosterRow>,
    /// By pool and slot.
    pub pool: Vec<PoolUsageRow>,
    /// By pool post and date.
    pub ledger: Vec<PoolLedgerRow>,
    pub shortages: Vec<ShortageRow>,
    pub findings: Vec<FindingRow>,
}

impl PlanView {
    /// Reads the plan, the newest where none is named.
    pub fn read(store: &Store, plan: Option<PlanId>) -> Result<Self, ExportError> {
        let plan = match plan {
            Some(plan) => plan,
            None => store.latest_plan()?.ok_or_else(|| ExportError::NoPlan { path: store.path().to_owned() })?,
        };
        Ok(Self {
            summary: store.summary(plan)?,
            institutions: store.institutions(plan)?,
            posts: store.posts(plan)?,
            people: store.people(plan)?,
            roster: store.roster(plan, &RosterFilter::default())?,
            pool: store.pool_usage(plan)?,
            ledger: store.pool_ledger(plan)?,
            shortages: store.shortages(plan)?,
            findings: store.findings(plan)?,
        })
    }

    /// The institution of this code, else the only one of this name.
    pub fn institution(&self, asked: &str) -> Result<&InstitutionRow, ExportError> {
        let asked = asked.trim();
        if let Some(found) = self.institutions.iter().find(|institution| institution.code == asked) {
            return Ok(found);
        }
        let named: Vec<&InstitutionRow> = self.institutions.iter().filter(|institution| institution.name == asked).collect();
        match named.as_slice() {
            [found] => Ok(found),
            [] => Err(ExportError::UnknownInstitution {
                asked: asked.to_owned(),
                closest: closest(asked, self.institutions.iter().map(|it| (it.code.as_str(), it.name.as_str()))),
            }),
            several => Err(ExportError::AmbiguousInstitution {
                asked: asked.to_owned(),
                codes: several.iter().map(|institution| institution.code.clone()).collect(),
            }),
        }
    }

    /// The person of this code. A name is no answer: names repeat.
    pub fn person(&self, asked: &str) -> Result<&PersonRow, ExportError> {
        let asked = asked.trim();
        self.people.iter().find(|person| person.code == asked).ok_or_else(|| ExportError::UnknownPerson {
            asked: asked.to_owned(),
            closest: closest(asked, self.people.iter().map(|it| (it.code.as_str(), it.name.as_str()))),
        })
    }

    /// The name without the county's at its front, where that leaves enough to know the institution by.
    pub fn short_name<'a>(&self, name: &'a str) -> &'a str {
        let county = self.summary.county.as_str();
        let short = name.strip_prefix(county).filter(|rest| !county.is_empty() && rest.chars().count() > 2);
        let unique = |short: &str| self.institutions.iter().filter(|it| it.name.ends_with(short)).count() <= 1;
        short.filter(|short| unique(short)).unwrap_or(name)
    }

    /// What a stored shortage or finding is about, in words: of a post, where it is, its name and its code; all else as it is stored.
    pub(super) fn in_words(&self, about: &str, language: Language) -> String {
        let known = about.split_once(' ').and_then(|(code, name)| self.posts.iter().find(|post| post.code == code && post.name == name));
        let Some(post) = known else { return about.to_owned() };
        let home = self.institutions.iter().find(|it| it.code == post.institution_code).map_or("", |it| it.name.as_str());
        place_in_words(home, post.department.as_deref().unwrap_or_default(), &post.name, &post.code).get(language).to_owned()
    }

    /// True when the shortage is about the institution itself or one of its posts.
    pub(super) fn concerns(&self, shortage: &ShortageRow, institution: &InstitutionRow) -> bool {
        shortage.scope == institution.name
            || self
                .posts
                .iter()
                .filter(|post| post.institution_code == institution.code)
                .any(|post| shortage.scope == format!("{} {}", post.code, post.name))
    }
}
