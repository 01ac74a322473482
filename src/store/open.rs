//! Opening: whose file it is, before SQLite touches it.

use super::migrations::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::pages::copy_pages;
use super::temporary::{Temporary, folder_of, with_ending};
use super::{StoreError, integrity};
use crate::diagnostic::Bilingual;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A writer waits so many seconds for another one.
pub const BUSY_SECONDS: u64 = 5;

/// What the file is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// The file is made with its first plan when it does not exist, and upgraded when it is older.
    ReadWrite,
    /// The file is left as it is; an older one is read as it would be after its upgrade.
    ReadOnly,
}

/// A county's book of record.
#[derive(Debug)]
pub struct Store {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
    /// There is no file yet (or an empty one): the connection is to a blank book in memory, so that reading finds no plans.
    pub(super) awaited: bool,
    /// Pages that a new file may have, for trying out a full disk.
    #[cfg(test)]
    pub(super) page_limit: Option<i64>,
}

/// What stands at the path.
pub(super) enum Standing {
    Nothing,
    Empty,
    Ours,
}

impl Store {
    /// Opens the file. For writing, a missing file is made with the first plan saved.
    ///
    /// # Errors
    /// Another program's file, a newer one, one that is no database and one that cannot be opened are refused and left byte for byte as
    /// they were.
    pub fn open(path: impl AsRef<Path>, access: Access) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let failed = |error: rusqlite::Error| StoreError::sqlite(path, &error);
        let (connection, awaited) = match (inspect(path)?, access) {
            (Standing::Nothing, Access::ReadOnly) => return Err(StoreError::MissingFile { path: path.to_owned() }),
            (Standing::Empty, Access::ReadOnly) => return Err(StoreError::NotADatabase { path: path.to_owned() }),
            (Standing::Nothing | Standing::Empty, Access::ReadWrite) => {
                // Found out now that the folder cannot be written, not after an hour's search.
                Temporary::beside(path)?;
                (migrations::blank().map_err(failed)?, true)
            }
            (Standing::Ours, Access::ReadWrite) => (connect_for_writing(path)?, false),
            (Standing::Ours, Access::ReadOnly) => (connect_for_reading(path)?, false),
        };
        Ok(Self {
            path: path.to_owned(),
            connection,
            awaited,
            #[cfg(test)]
            page_limit: None,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn failed(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::sqlite(&self.path, error)
    }

    /// What SQLite's own checks and a comparison of the schema with a fresh one find.
    pub fn integrity(&self) -> Result<Vec<Bilingual>, StoreError> {
        integrity::problems(&self.connection).map_err(|error| self.failed(&error))
    }
}

/// Reads the first bytes of the file, nothing else. Our mark is there from the moment the file is, never only in a journal.
pub(super) fn inspect(path: &Path) -> Result<Standing, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound || error.kind() == io::ErrorKind::NotADirectory => {
            return match folder_of(path) {
                Some(folder) if folder.is_dir() => Ok(Standing::Nothing),
                _ => Err(StoreError::MissingDirectory { path: path.to_owned() }),
            };
        }
        Err(error) => return Err(StoreError::io(path, &error)),
    };
    if path.is_dir() {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    let mut header = Vec::new();
    file.by_ref().take(100).read_to_end(&mut header).map_err(|error| StoreError::io(path, &error))?;
    if header.is_empty() {
        return Ok(Standing::Empty);
    }
    let Some(header) = header.first_chunk::<100>().filter(|header| header.starts_with(b"SQLite format 3\0")) else {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    };
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let (version, application_id) = (number(60), number(68));
    if application_id != APPLICATION_ID {
        return Err(StoreError::OtherProgram { path: path.to_owned(), application_id });
    }
    refuse_newer(path, i64::from(version))?;
    Ok(Standing::Ours)
}

fn refuse_newer(path: &Path, found: i64) -> Result<(), StoreError> {
    if found > SCHEMA_VERSION { Err(StoreError::NewerVersion { path: path.to_owned(), found }) } else { Ok(()) }
}

pub(super) fn connect_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let failed = |error: rusqlite::Error| StoreError::sqlite(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    // A newer version's migration may stand in the journal only; it must not reach the file through our closing it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(failed)?;
    settle(&connection).map_err(failed)?;
    if connection.is_readonly("main").map_err(failed)? {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    refuse_newer(path, migrations::version(&connection).map_err(failed)?)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;
    migrations::upgrade(&mut connection).map_err(failed)?;
    write_ahead(&connection).map_err(failed)?;
    Ok(connection)
}

fn connect_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let (connection, found) = connect_as_it_stands(path)?;
    if found == SCHEMA_VERSION {
        return Ok(connection);
    }
    upgraded_copy(&connection).map_err(|error| StoreError::sqlite(path, &error))
}

/// The book as it would be after its upgrade, in memory: whoever only reads alters no file, and need not be able to.
fn upgraded_copy(connection: &Connection) -> rusqlite::Result<Connection> {
    let mut copy = Connection::open_in_memory()?;
    copy_pages(connection, &mut copy)?;
    settle(&copy)?;
    migrations::upgrade(&mut copy)?;
    copy.pragma_update(None, "query_only", true)?;
    Ok(copy)
}

/// For reading, with the version of its schema. A reader that may write leaves no journal behind: SQLite lets only such a one tidy up
/// after itself.
pub(super) fn connect_as_it_stands(path: &Path) -> Result<(Connection, i64), StoreError> {
    let failed = |error: rusqlite::Error| StoreError::sqlite(path, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let unchanging = || connect_unchanging(path).map_err(failed);
    let (connection, found) = if is_write_protected(path) && !has_journal(path) {
        unchanging()?
    } else {
        match Connection::open_with_flags(path, flags).and_then(readable) {
            Err(error) if is_unwritable_place(&error) && !has_journal(path) => unchanging()?,
            other => other.map_err(failed)?,
        }
    };
    refuse_newer(path, found)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;
    Ok((connection, found))
}

/// Write-ahead files need a little shared memory beside them; where that cannot be made, the file is read as one that nobody changes.
pub(super) fn connect_unchanging(path: &Path) -> rusqlite::Result<(Connection, i64)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    readable(Connection::open_with_flags(unchanging_uri(path), flags)?)
}

fn readable(connection: Connection) -> rusqlite::Result<(Connection, i64)> {
    // As for writing: a newer version's journal stays its own.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    settle(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    let found = migrations::version(&connection)?;
    Ok((connection, found))
}

/// Write-protected, or without room for as much as the shared memory.
fn is_unwritable_place(error: &rusqlite::Error) -> bool {
    let without_room = [ffi::SQLITE_IOERR_SHMOPEN, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_SHMMAP, ffi::SQLITE_IOERR_WRITE];
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::DiskFull))
        || error.sqlite_error().is_some_and(|error| without_room.contains(&error.extended_code))
}

/// Nobody may write it, so nobody does.
fn is_write_protected(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.permissions().readonly())
}

fn has_journal(path: &Path) -> bool {
    std::fs::metadata(with_ending(path, "-wal")).is_ok_and(|journal| journal.len() > 0)
}

fn unchanging_uri(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file:");
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

pub(super) fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(BUSY_SECONDS))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "trusted_schema", false)
}

/// Where the disk does not support it, the file keeps its rollback journal: slower for readers, as safe.
pub(super) fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
}
