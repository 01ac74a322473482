//! Backups and their way back. A copy is made beside its place, checked there, and only then takes it; what it would replace is held, so
//! that nobody works in it meanwhile.

use super::open::{Access, Standing, connect_as_it_stands, inspect, settle};
use super::pages::copy_pages;
use super::temporary::{ENDINGS, Temporary, keep_entries, with_ending};
use super::{PlanId, Store, StoreError, seal};
use crate::diagnostic::Bilingual;
use chrono::Local;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What becomes of a book that stands where the copy is to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occupied {
    /// It stays, and the copy is refused.
    Refuse,
    /// It gives way: the copy is the newer one.
    Replace,
    /// It goes beside, under a name with the time.
    KeepBeside,
}

/// A copy in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    pub path: PathBuf,
    pub bytes: u64,
    /// All that are in it, checked against their seals.
    pub plans: Vec<PlanId>,
    /// Where the book is by now that stood there.
    pub kept_beside: Option<PathBuf>,
}

/// Copies a book with all that is in it, of the same schema version, while others may read and write it.
///
/// # Errors
/// When either file cannot be used, something stands at `to` that may not be replaced, or the copy is not whole; then everything is as
/// before, and neither file is altered.
pub fn copy_book(from: &Path, to: &Path, occupied: Occupied) -> Result<Copied, StoreError> {
    if is_same_file(from, to) {
        return Err(StoreError::SameFile { path: to.to_owned() });
    }
    // A link stays a link: what it points to is replaced.
    let linked = to.is_symlink().then(|| to.canonicalize().ok()).flatten();
    let to = linked.as_deref().unwrap_or(to);
    match inspect(from)? {
        Standing::Ours => {}
        Standing::Nothing => return Err(StoreError::MissingFile { path: from.to_owned() }),
        Standing::Empty => return Err(StoreError::NotADatabase { path: from.to_owned() }),
    }
    // A book is replaced by a book; other programs' files and newer ones are refused whatever was asked for.
    let replaces = matches!(inspect(to)?, Standing::Ours);
    if replaces && occupied == Occupied::Refuse {
        return Err(StoreError::AlreadyThere { path: to.to_owned() });
    }
    let copy = Temporary::beside(to)?;
    let failed = |error: rusqlite::Error| StoreError::sqlite(to, &error);
    let (source, _) = connect_as_it_stands(from)?;
    let mut connection = Connection::open(&copy.path).map_err(failed)?;
    copy_pages(&source, &mut connection).map_err(|error| match StoreError::sqlite(to, &error) {
        StoreError::Locked { .. } => StoreError::Locked { path: from.to_owned() },
        StoreError::Corrupt { detail, .. } => StoreError::Corrupt { path: from.to_owned(), detail },
        other => other,
    })?;
    connection.close().map_err(|(_, error)| failed(error))?;
    drop(source);
    let plans = whole(&copy.path, from, to)?;
    let bytes = fs::metadata(&copy.path).map_err(|error| StoreError::io(to, &error))?.len();
    let kept_beside = match replaces {
        true => put_in_place_of(copy, to, occupied)?,
        false if copy.install(to)? => None,
        false => return Err(StoreError::AlreadyThere { path: to.to_owned() }),
    };
    Ok(Copied { path: to.to_owned(), bytes, plans, kept_beside })
}

/// Puts the copy where another book stands; the path is the one that this has by now, if it was kept.
fn put_in_place_of(copy: Temporary, to: &Path, occupied: Occupied) -> Result<Option<PathBuf>, StoreError> {
    let held = hold(to)?;
    let kept_beside = (occupied == Occupied::KeepBeside).then(|| put_beside(to, held.is_some())).transpose()?;
    // The new book must find none: it would be played into it.
    remove_journals(to)?;
    // Windows moves no open file.
    #[cfg(windows)]
    let held = held.map(drop);
    let replaced = copy.replace(to);
    drop(held);
    if let (Err(_), Some(beside)) = (&replaced, &kept_beside) {
        take_back(beside, to);
    }
    replaced.map(|()| kept_beside)
}

/// The plans of the copy, when all of it is whole. What is not whole is the source; what cannot be written is the place.
fn whole(copy: &Path, from: &Path, to: &Path) -> Result<Vec<PlanId>, StoreError> {
    let named = |error: StoreError| match error {
        StoreError::DiskFull { .. } | StoreError::ReadOnly { .. } | StoreError::Io { .. } => error.about(to),
        other => StoreError::NotWhole { path: from.to_owned(), problems: vec![other.about(from).message()] },
    };
    let store = Store::open(copy, Access::ReadOnly).map_err(named)?;
    let problems = store.wholeness().map_err(named)?;
    if !problems.is_empty() {
        return Err(StoreError::NotWhole { path: from.to_owned(), problems });
    }
    Ok(store.plans().map_err(named)?.into_iter().map(|summary| summary.plan).collect())
}

impl Store {
    /// Everything that shows without counting the rules again: pages, references, schema, tables against their hashes, plans against
    /// their seals, the log against its digests.
    pub fn wholeness(&self) -> Result<Vec<Bilingual>, StoreError> {
        let mut problems = self.integrity()?;
        let mut seen = BTreeSet::new();
        for plan in self.plans()?.into_iter().map(|summary| summary.plan) {
            // The log is told of with each plan, and once is enough.
            for problem in self.book_problems(plan)? {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
            let dataset = self.dataset(plan)?;
            if seal(dataset.hash(), &self.contents(plan)?) != self.stored_seal(plan)? {
                problems.push(Bilingual::new(
                    format!("方案 {plan} 的内容与保存时的封印不符：有数据被改动"),
                    format!("the contents of plan {plan} do not match its seal: something was altered"),
                ));
            }
            if seen.insert(dataset.hash().to_owned()) && dataset.hash() != dataset.content_hash() {
                problems.push(Bilingual::new(
                    format!("方案 {plan} 的数据表与其内容校验值不符：有数据行被改动"),
                    format!("the tables of plan {plan} do not match their content hash: a row was altered"),
                ));
            }
        }
        Ok(problems)
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Nobody else has the book open as long as this lives, and it has no journal: what was in one is in the file. A book that is damaged
/// cannot be held, and need not be.
fn hold(path: &Path) -> Result<Option<Connection>, StoreError> {
    let exclusively = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        settle(&connection)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        connection.execute_batch("BEGIN EXCLUSIVE; ROLLBACK")?;
        Ok(connection)
    };
    match exclusively().map_err(|error| StoreError::sqlite(path, &error)) {
        Ok(connection) => Ok(Some(connection)),
        Err(StoreError::Corrupt { .. } | StoreError::NotADatabase { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Gives the book another name besides its own: `luxian-replaced-2027-01-05-101500.db`. Journals that could not be taken in go along.
fn put_beside(path: &Path, journals_are_taken_in: bool) -> Result<PathBuf, StoreError> {
    let failed = |error: std::io::Error| StoreError::io(path, &error);
    let beside = free_name(path, "replaced");
    // Where there are no links the place is empty for a moment.
    fs::hard_link(path, &beside).or_else(|_| fs::rename(path, &beside)).map_err(failed)?;
    for ending in ENDINGS[1..].iter().filter(|_| !journals_are_taken_in) {
        match fs::rename(with_ending(path, ending), with_ending(&beside, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
            Ok(()) | Err(_) => {}
        }
    }
    keep_entries(path);
    Ok(beside)
}

/// Undoes it as far as the disk allows; under one name or the other, the book is there.
fn take_back(beside: &Path, path: &Path) {
    for ending in &ENDINGS[1..] {
        let _ = fs::rename(with_ending(beside, ending), with_ending(path, ending));
    }
    let _ = if path.exists() { fs::remove_file(beside) } else { fs::rename(beside, path) };
}

fn remove_journals(path: &Path) -> Result<(), StoreError> {
    for ending in &ENDINGS[1..] {
        match fs::remove_file(with_ending(path, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(StoreError::io(path, &error)),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// A name beside the path that nothing has, with the word and the time in it.
pub fn free_name(path: &Path, word: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let time = Local::now().format("%Y-%m-%d-%H%M%S");
    let mut name = path.with_file_name(format!("{stem}-{word}-{time}{ending}"));
    let mut further = 1;
    while name.symlink_metadata().is_ok() {
        further += 1;
        name = path.with_file_name(format!("{stem}-{word}-{time}-{further}{ending}"));
    }
    name
}
