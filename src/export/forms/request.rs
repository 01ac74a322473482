//! What a form is made from, and what of it was asked for.

use super::super::calendar::calendar_of;
use super::super::private::masked;
use super::super::{ExportError, Period, PlanView, RosterForm, RosterRequest};
use super::{FormKind, words};
use crate::diagnostic::{Language, Words};
use crate::domain::{Calendar, Person, PersonId, Problem};
use crate::roster::{Placement, Roster};
use crate::store::{InstitutionRow, PersonRow, RosterRow};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A stored plan, and where a form needs them the tables that it was made from.
#[derive(Clone, PartialEq, Debug)]
pub struct FormSource {
    pub view: PlanView,
    pub tables: Option<Tables>,
}

/// The plan's dataset as a problem, and its stays.
#[derive(Clone, PartialEq, Debug)]
pub struct Tables {
    pub problem: Problem,
    pub roster: Roster,
}

/// What to put on a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormRequest {
    pub roster: RosterRequest,
    pub language: Language,
    /// The legal basis on certificates, where the default is not wanted.
    pub basis: Option<String>,
    /// Certificates tell of no day after it, unless a month is asked for.
    pub today: NaiveDate,
}

/// The request against the plan, with what several forms look up.
pub(super) struct Desk<'a> {
    pub kind: FormKind,
    pub view: &'a PlanView,
    tables: Option<&'a Tables>,
    pub form: RosterForm<'a>,
    pub person: Option<&'a PersonRow>,
    pub period: Period,
    pub calendar: Calendar,
    pub language: Language,
    pub private: bool,
    pub basis: Option<&'a str>,
    /// Last day that certificates tell of: of the month asked for, else today at the latest.
    pub certified_until: NaiveDate,
    ids: BTreeMap<&'a str, PersonId>,
}

impl<'a> Desk<'a> {
    pub fn new(kind: FormKind, source: &'a FormSource, request: &'a FormRequest, form: RosterForm<'a>) -> Result<Self, ExportError> {
        let view = &source.view;
        let person = request.roster.person.as_deref().map(|asked| view.person(asked)).transpose()?;
        let tables = source.tables.as_ref();
        let ids = tables.iter().flat_map(|tables| tables.problem.people.iter()).map(|(id, person)| (person.code.as_str(), id)).collect();
        Ok(Self {
            kind,
            view,
            tables,
            person,
            period: form.period,
            calendar: calendar_of(&view.summary),
            language: request.language,
            private: request.roster.private,
            basis: request.basis.as_deref(),
            certified_until: form.period.dates().to.min(request.today),
            form,
            ids,
        })
    }

    /// The tables.
    ///
    /// # Errors
    /// When the caller has not brought them.
    pub fn tables(&self) -> Result<&'a Tables, ExportError> {
        self.tables.ok_or_else(|| ExportError::Tables { detail: "not read".into() })
    }
    pub fn say(&self, words: Words) -> &'static str {
        words.get(self.language)
    }
    pub fn institution(&self) -> Option<&'a InstitutionRow> {
        self.form.institution
    }
    /// The institution asked for, else the county.
    pub fn whose(&self) -> &'a str {
        self.institution().map_or(self.view.summary.county.as_str(), |institution| institution.name.as_str())
    }
    /// `方案 1（草案）`; of a published plan also that its later months are not.
    pub fn plan(&self) -> String {
        let summary = &self.view.summary;
        let dates = self.period.dates();
        let is_draft = |row: &&RosterRow| !row.is_public() && row.dates.overlaps(&dates);
        let partly = summary.is_public() && self.view.roster.iter().any(|row| is_draft(&row));
        words::plan(self.language, summary.plan.0, &summary.status, partly)
    }
    /// Title of a form of the county for the period.
    pub fn title(&self, words: Words) -> String {
        words::title(self.language, &self.view.summary.county, self.say(words), &self.period.title(self.language))
    }
    /// Of the file: form, whose, period.
    pub fn file_title(&self) -> String {
        let whose = self.person.map_or(self.whose(), |person| person.code.as_str());
        format!("{}-{whose}-{}", self.say(self.kind.name()), self.period.label(self.language))
    }
    pub fn id(&self, code: &str) -> Option<PersonId> {
        self.ids.get(code).copied()
    }
    /// Code, name and home of the person, and what the tables say.
    pub fn people(&self) -> Result<Vec<(&'a PersonRow, PersonId, &'a Person)>, ExportError> {
        let tables = self.tables()?;
        let wanted = |row: &&PersonRow| self.person.is_none_or(|person| person.code == row.code);
        let found = |row: &'a PersonRow| self.id(&row.code).map(|id| (row, id, &tables.problem.people[id]));
        Ok(self.view.people.iter().filter(wanted).filter_map(found).collect())
    }
    /// The stays of everybody, or of the person asked for, by person in the order of the roster.
    pub fn stays_by_person(&self) -> BTreeMap<&'a str, Vec<&'a RosterRow>> {
        let mut stays: BTreeMap<&str, Vec<&RosterRow>> = BTreeMap::new();
        for row in self.view.roster.iter().filter(|row| self.person.is_none_or(|person| person.code == row.person)) {
            stays.entry(row.person.as_str()).or_default().push(row);
        }
        stays
    }
    /// The placement that the row shows.
    pub fn placement(&self, row: &RosterRow) -> Option<&'a Placement> {
        let index = usize::try_from(row.stay.checked_sub(1)?).ok()?;
        self.tables?.roster.placements().get(index)
    }
    /// True when the institution asked for has to do with somebody: home or host.
    pub fn concerns(&self, home: &str, stays: &[&RosterRow]) -> bool {
        self.institution()
            .is_none_or(|institution| institution.code == home || stays.iter().any(|stay| stay.institution_code == institution.code))
    }
    /// An identity number or a telephone as it may be shown.
    pub fn shown(&self, number: Option<&str>) -> String {
        let number = number.unwrap_or_default();
        if self.private { number.to_owned() } else { masked(number) }
    }
}
