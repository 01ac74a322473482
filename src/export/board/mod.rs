//! A stored plan on a terminal, at most [`WIDTH`] columns wide: who is where, how full the pool is, what is
//! short or unmet, and why.

mod gauge;
mod headline;
mod hosts;
mod lanes;
mod persons;
mod shortages;
pub(super) mod text;
mod unmet;
mod window;

pub(super) use lanes::lanes;

use super::unmet::{Owed, of_kind};
use super::{ExportError, Period, PlanView};
use crate::diagnostic::Language;
use crate::store::{FindingRow, InstitutionRow, PersonRow, PoolUsageRow, RosterRow, ShortageRow};
use chrono::NaiveDate;
use window::Window;

/// Columns of the terminal that a board needs.
pub const WIDTH: usize = 80;

/// What the rows of a board are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rows {
    /// Posts with their people, under their hosts.
    Hosts,
    /// People, under their home institutions.
    People,
}

/// What to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoardRequest {
    pub rows: Rows,
    /// Code or name of the only host.
    pub institution: Option<String>,
    /// Code of the only person.
    pub person: Option<String>,
    /// First month shown; six months are shown then, else the first twelve.
    pub month: Option<NaiveDate>,
}

/// A selection from a plan, ready to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Board<'a> {
    view: &'a PlanView,
    rows: Rows,
    institution: Option<&'a InstitutionRow>,
    person: Option<&'a PersonRow>,
    window: Window,
    stays: Vec<&'a RosterRow>,
    pool: Vec<&'a PoolUsageRow>,
    shortages: Vec<&'a ShortageRow>,
    findings: Vec<&'a FindingRow>,
}

impl BoardRequest {
    /// The whole plan by host.
    pub fn everything() -> Self {
        Self { rows: Rows::Hosts, institution: None, person: None, month: None }
    }
}

impl<'a> Board<'a> {
    /// # Errors
    /// When the institution or the person does not exist or the month lies outside the plan.
    pub fn new(view: &'a PlanView, request: &BoardRequest) -> Result<Self, ExportError> {
        let institution = request.institution.as_deref().map(|asked| view.institution(asked)).transpose()?;
        let person = request.person.as_deref().map(|asked| view.person(asked)).transpose()?;
        let first = Period::new(view.summary.horizon, request.month)?.dates().from;
        let window = Window::new(&view.summary, first, request.month.is_some());
        // Without a month everything is selected, so that JSON has the whole plan; the rows show what falls into the window.
        let dates = if request.month.is_some() { window.dates() } else { view.summary.horizon };
        let wanted = |row: &&RosterRow| {
            institution.is_none_or(|institution| institution.code == row.institution_code)
                && person.is_none_or(|person| person.code == row.person)
                && row.dates.overlaps(&dates)
        };
        // Of an institution, what its own people miss.
        let own = |row: &FindingRow| {
            let of = |one: &PersonRow| row.subject == format!("{} {}", one.code, one.name);
            let at_home = |home: &InstitutionRow| view.people.iter().any(|one| of(one) && one.home == home.code);
            person.is_none_or(of) && institution.is_none_or(at_home)
        };
        let whole_plan = person.is_none();
        let concerns = |row: &ShortageRow| institution.is_none_or(|institution| view.concerns(row, institution));
        Ok(Self {
            view,
            rows: request.rows,
            institution,
            person,
            stays: view.roster.iter().filter(wanted).collect(),
            pool: view.pool.iter().filter(|row| whole_plan && row.dates.overlaps(&dates)).collect(),
            shortages: view.shortages.iter().filter(|row| whole_plan && row.window.overlaps(&dates) && concerns(row)).collect(),
            findings: view.findings.iter().filter(|row| row.window.overlaps(&dates) && own(row)).collect(),
            window,
        })
    }

    pub fn view(&self) -> &'a PlanView {
        self.view
    }
    /// The stays selected, by person and time.
    pub fn stays(&self) -> &[&'a RosterRow] {
        &self.stays
    }
    /// The pool's use in the months selected; none when one person was asked for.
    pub fn pool(&self) -> &[&'a PoolUsageRow] {
        &self.pool
    }
    /// Shortages of the months selected; none when one person was asked for.
    pub fn shortages(&self) -> &[&'a ShortageRow] {
        &self.shortages
    }
    /// Findings of the kind, of the months and people selected.
    pub fn owed(&self, owed: Owed) -> Vec<&'a FindingRow> {
        of_kind(&self.findings, owed)
    }

    /// What is short or unmet and why; of each kind only the first few where a limit is given.
    pub fn left_open(&self, language: Language, limit: Option<usize>) -> Vec<String> {
        let shortages = if self.person.is_none() { shortages::lines(self.view, &self.shortages, language, limit) } else { Vec::new() };
        shortages.into_iter().chain(unmet::lines(&self.findings, language, limit)).collect()
    }

    /// The stays that the window has room for.
    fn visible(&self) -> Vec<&'a RosterRow> {
        let dates = self.window.dates();
        self.stays.iter().copied().filter(|row| row.dates.overlaps(&dates)).collect()
    }

    /// The lines to print.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = headline::lines(&self.view.summary, language);
        lines.push(String::new());
        if self.window.is_cut() {
            let next = self.window.dates().to.succ_opt().map(|next| next.format("%Y-%m").to_string()).unwrap_or_default();
            lines.push(match language {
                Language::Chinese => format!("以后的月份：--month {next}"),
                Language::English => format!("later months: --month {next}"),
            });
        }
        match self.rows {
            Rows::Hosts => lines.extend(hosts::lines(self, language)),
            Rows::People => lines.extend(persons::lines(self, language)),
        }
        if self.person.is_some() {
            lines.extend(persons::details(self, language));
        } else {
            lines.extend(gauge::lines(&self.pool, language));
        }
        lines.extend(self.left_open(language, None));
        lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
    }
}

/// The words of the language.
fn pick<'t>(language: Language, zh: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}
