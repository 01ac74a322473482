//! A book copied page by page, as it stands at one moment.

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Error, ffi};

/// Copies the whole book in one step: of what others write meanwhile it holds all or nothing. In write-ahead mode nobody waits for it.
pub(super) fn copy_pages(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    // All pages at once.
    match Backup::new(from, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        // Busy or locked, after waiting as long as the connections are told to.
        _ => Err(Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None)),
    }
}
