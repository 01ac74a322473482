//! Use cases: a book copied to a safe place, and back.

use crate::store::{Copied, Occupied, StoreError, copy_book, free_name};
use std::path::Path;

/// Copies the book to a file, or into a folder under a name with the time; an earlier backup of that name is replaced only with `replace`.
///
/// # Errors
/// When the book is not whole, the copy cannot be written, or something stands in its place; then everything is as before.
pub fn backup(file: &Path, to: &Path, replace: bool) -> Result<Copied, StoreError> {
    let occupied = if replace { Occupied::Replace } else { Occupied::Refuse };
    match file.file_name().filter(|_| to.is_dir()) {
        Some(name) => copy_book(file, &free_name(&to.join(name), "backup"), occupied),
        None => copy_book(file, to, occupied),
    }
}

/// Brings a backup back to its place; a book that stands there is refused, or with `replace` kept beside it under another name.
///
/// # Errors
/// When the backup is not whole, the place cannot be written, or the book there is in use; then everything is as before.
pub fn restore(from: &Path, file: &Path, replace: bool) -> Result<Copied, StoreError> {
    copy_book(from, file, if replace { Occupied::KeepBeside } else { Occupied::Refuse })
}
