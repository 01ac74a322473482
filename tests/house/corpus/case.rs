//! Where the corpus lies: `fixtures/rosters/<rule>/county` holds the tables that all cases of the rule share, each case folder its roster
//! and the tables that stand in for the county's or are added to them.

use lunzhuan::diagnostic::{Code, Language};
use lunzhuan::domain::{Baseline, Problem, PromisedStay, SlotId};
use lunzhuan::roster::Stay;
use lunzhuan::validate::{Options, load};
use std::fs;
use std::path::{Path, PathBuf};

pub const ROSTER: &str = "roster.csv";
/// The plan in force, as a roster beside the county's tables; its horizon is the problem's and nothing of it is frozen.
const BASELINE: &str = "baseline.csv";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Legal,
    Illegal,
}

#[derive(Clone, Debug)]
pub struct Case {
    pub folder: PathBuf,
    pub county: PathBuf,
    pub kind: Kind,
}

pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rosters")
}

/// The cases of a rule, by name; none when it has no folder.
///
/// # Panics
/// At a folder whose name says neither that it is legal nor that it is not.
pub fn cases_of(code: &str) -> Vec<Case> {
    let home = corpus().join(code);
    let mut cases: Vec<Case> = files(&home)
        .into_iter()
        .filter(|folder| !folder.ends_with("county"))
        .map(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let kind = match name.split('-').next() {
                Some("legal") => Kind::Legal,
                Some("illegal") => Kind::Illegal,
                _ => panic!("{}: neither legal nor illegal", folder.display()),
            };
            Case { folder, county: home.join("county"), kind }
        })
        .collect();
    cases.sort_by(|one, other| one.folder.cmp(&other.folder));
    cases
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

impl Case {
    /// The problem that the tables give.
    pub fn problem(&self) -> Result<Problem, String> {
        let tables = tempfile::tempdir().map_err(|error| error.to_string())?;
        // The case comes second: its tables replace the county's.
        for file in [&self.county, &self.folder].into_iter().flat_map(|folder| files(folder)) {
            let name = file.file_name().unwrap_or_default().to_owned();
            if file.extension().is_some_and(|extension| extension == "csv") && name != ROSTER && name != BASELINE {
                fs::copy(&file, tables.path().join(name)).map_err(|error| error.to_string())?;
            }
        }
        let loaded = load(tables.path(), &Options::default());
        // Nobody has a grade where grades do not matter: then nobody is anybody's peer either.
        if loaded.report.faults.iter().all(|fault| fault.code == Code::MissingGrade) {
            let problem = loaded.problem.ok_or_else(|| "no problem comes out".to_string())?;
            self.promised(problem)
        } else {
            Err(loaded.report.render(Language::Chinese))
        }
    }

    fn promised(&self, mut problem: Problem) -> Result<Problem, String> {
        let file = self.county.join(BASELINE);
        if file.exists() {
            let roster = super::roster::read(&problem, &file)?;
            let promised = |stay: &Stay| PromisedStay { person: stay.person, first: stay.first, slots: stay.slots, post: stay.post };
            problem.baseline = Some(Baseline::new(roster.stays().map(promised).collect(), SlotId(0), problem.calendar.end()));
        }
        Ok(problem)
    }
}
