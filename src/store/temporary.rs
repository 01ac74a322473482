//! A file on its way to its place: made beside it under another name, readable by its owner only.

use super::StoreError;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Endings of a database's own files: itself, and its journals.
pub(super) const ENDINGS: [&str; 4] = ["", "-journal", "-wal", "-shm"];

/// What a killed run left is cleared away by a later one after so long: no file is on its way for an hour without being written to.
const ABANDONED: Duration = Duration::from_secs(3600);

/// A file of our own beside the place of a new one; gone when dropped, its journals with it.
#[derive(Debug)]
pub(super) struct Temporary {
    pub path: PathBuf,
}

impl Temporary {
    /// Reserves a name by making an empty file. Journals that SQLite makes beside it get its permissions.
    pub fn beside(path: &Path) -> Result<Self, StoreError> {
        let missing = || StoreError::MissingDirectory { path: path.to_owned() };
        let (folder, name) = (folder_of(path).ok_or_else(missing)?, path.file_name().ok_or_else(missing)?);
        clear_abandoned(folder, name);
        let mut attempt = 0;
        loop {
            let mut hidden = beginning(name);
            hidden.push(format!("{}-{attempt}.new", std::process::id()));
            let candidate = folder.join(hidden);
            match for_its_owner().open(&candidate) {
                Ok(_) => return Ok(Self { path: candidate }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => attempt += 1,
                // The folder has gone since it was looked at.
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing()),
                Err(error) => return Err(StoreError::io(path, &error)),
            }
        }
    }

    /// Puts the finished file in its place. False when a file has come to stand there meanwhile.
    pub fn install(self, path: &Path) -> Result<bool, StoreError> {
        let taken = || fs::metadata(path).is_ok_and(|standing| standing.len() > 0);
        let empty = || fs::metadata(path).is_ok_and(|standing| standing.len() == 0);
        let moved = match fs::hard_link(&self.path, path) {
            Ok(()) => Ok(()),
            Err(_) if taken() => return Ok(false),
            // An empty file gives way; so does nothing, on disks without hard links.
            Err(_) if empty() || !path.exists() => fs::rename(&self.path, path),
            Err(error) => Err(error),
        };
        moved.map_err(|error| StoreError::io(path, &error))?;
        keep_entries(path);
        Ok(true)
    }

    /// Puts the finished file in the place of another, at once: whoever looks sees the one or the other.
    pub fn replace(self, path: &Path) -> Result<(), StoreError> {
        fs::rename(&self.path, path).map_err(|error| StoreError::io(path, &error))?;
        keep_entries(path);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        for ending in ENDINGS {
            // Most of them do not exist; what cannot be removed is no plan and harms none.
            let _ = fs::remove_file(with_ending(&self.path, ending));
        }
    }
}

/// The folder's entries have to survive a power cut as the file does; not every system lets a folder be synced.
pub(super) fn keep_entries(path: &Path) {
    if let Some(Ok(folder)) = folder_of(path).map(File::open) {
        let _ = folder.sync_all();
    }
}

/// Path of the database's own file with that ending.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut file = path.as_os_str().to_owned();
    file.push(ending);
    PathBuf::from(file)
}

pub(super) fn folder_of(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// Identity numbers and telephones stand in it.
fn for_its_owner() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn beginning(name: &OsStr) -> OsString {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(".");
    hidden
}

/// Removes what earlier runs for the same place left when they were killed.
fn clear_abandoned(folder: &Path, name: &OsStr) {
    let beginning = beginning(name);
    let is_ours = |found: &OsStr| {
        let rest = found.as_encoded_bytes().strip_prefix(beginning.as_encoded_bytes()).and_then(|rest| std::str::from_utf8(rest).ok());
        let rest = rest.map(|rest| ENDINGS.iter().rev().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest));
        let numbers = rest.and_then(|rest| rest.strip_suffix(".new")).and_then(|rest| rest.split_once('-'));
        numbers.is_some_and(|(process, attempt)| process.parse::<u32>().is_ok() && attempt.parse::<u32>().is_ok())
    };
    let is_old = |entry: &fs::DirEntry| {
        let written = entry.metadata().and_then(|standing| standing.modified());
        written.is_ok_and(|written| written.elapsed().is_ok_and(|age| age > ABANDONED))
    };
    // Where the folder cannot be read nothing can be cleared, and nothing is lost.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_ours(&entry.file_name()) && is_old(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
