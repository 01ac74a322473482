//! Files that are whole or not there.

use super::ExportError;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder that the file or folder lies in, `.` for a bare name; none above the root.
pub(super) fn folder_above(path: &Path) -> Option<&Path> {
    path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
}

/// Writes the bytes under another name beside the target, then renames: what stood there before stays until all is written.
///
/// # Errors
/// When the folder is missing, the target is a folder, is write-protected or cannot be written; then it is unaltered.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let failed = |error: io::Error| ExportError::unwritable(path, &error);
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(standing) if standing.is_dir() => return Err(ExportError::IsDirectory { path: path.to_owned() }),
        Ok(standing) if standing.is_file() && standing.permissions().readonly() => {
            return Err(failed(io::Error::from(io::ErrorKind::PermissionDenied)));
        }
        // A device or a pipe is written to, not replaced.
        Ok(standing) if !standing.is_file() => {
            return fs::OpenOptions::new().write(true).open(&target).and_then(|mut file| file.write_all(bytes)).map_err(failed);
        }
        Ok(_) | Err(_) => {}
    }
    let folder = folder_above(&target).ok_or_else(|| ExportError::IsDirectory { path: path.to_owned() })?;
    if !folder.is_dir() {
        return Err(ExportError::MissingDirectory { path: path.to_owned() });
    }
    let Some(name) = target.file_name() else { return Err(ExportError::IsDirectory { path: path.to_owned() }) };
    let (mut file, temporary) = reserve(folder, name).map_err(failed)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let placed = written.and_then(|()| fs::rename(&temporary, &target));
    if placed.is_err() {
        // It is ours and incomplete; if it cannot be removed either, the first failure is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    placed.map_err(failed)
}

/// Writes the bytes as [`write_file`] does; what stands there already is replaced only with `replace`.
///
/// # Errors
/// As [`write_file`], and when something stands there.
pub fn write_new_file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), ExportError> {
    if !replace && path.symlink_metadata().is_ok() {
        return Err(ExportError::AlreadyThere { path: path.to_owned() });
    }
    write_file(path, bytes)
}

/// A folder being filled under another name beside its place: it is whole or not there.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    temporary: PathBuf,
    /// A folder of forms stands there and makes room.
    replaces: bool,
    placed: bool,
}

/// Endings of the files that a folder of forms holds.
const FORMS: [&str; 5] = ["xlsx", "html", "csv", "json", "ics"];

impl Folder {
    /// With `replace` a folder that holds nothing but folders of forms makes room once the new one is whole.
    ///
    /// # Errors
    /// When something else is there already, or the folder above it is missing or cannot be written.
    pub fn begin(path: &Path, replace: bool) -> Result<Self, ExportError> {
        let taken = || ExportError::FolderTaken { path: path.to_owned() };
        let mut replaces = false;
        if fs::symlink_metadata(path).is_ok() {
            if path.is_symlink() || !path.is_dir() {
                return Err(taken());
            }
            replaces = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
            if replaces && !replace {
                return Err(taken());
            }
            if let Some(entry) = foreign(path).map_err(|error| ExportError::unwritable(path, &error))? {
                return Err(ExportError::OtherThanForms { path: path.to_owned(), entry });
            }
        }
        let parent = folder_above(path).ok_or_else(|| ExportError::FolderTaken { path: path.to_owned() })?;
        if !parent.is_dir() {
            return Err(ExportError::MissingDirectory { path: path.to_owned() });
        }
        let name = path.file_name().ok_or_else(|| ExportError::FolderTaken { path: path.to_owned() })?;
        let temporary = reserve_folder(parent, name, "new").map_err(|error| ExportError::unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), temporary, replaces, placed: false })
    }

    /// Writes a file into a folder of the folder; both names are [`super::file_name`]s.
    pub fn write(&self, folder: &str, file: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let inner = self.temporary.join(folder);
        let written = fs::create_dir_all(&inner).and_then(|()| fs::write(inner.join(file), bytes));
        written.map_err(|error| ExportError::unwritable(&self.path, &error))
    }

    /// Puts it in its place.
    pub fn place(mut self) -> Result<(), ExportError> {
        let placed = if self.replaces { replace_folder(&self.temporary, &self.path) } else { fs::rename(&self.temporary, &self.path) };
        self.placed = placed.is_ok();
        placed.map_err(|error| ExportError::unwritable(&self.path, &error))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.placed {
            // It is ours and incomplete; if it cannot be removed, an earlier failure is the one to tell.
            let _ = fs::remove_dir_all(&self.temporary);
        }
    }
}

/// What in a folder of forms is neither a folder nor a form in one.
fn foreign(path: &Path) -> io::Result<Option<String>> {
    let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if !entry.file_type()?.is_dir() {
            return Ok(Some(name(&entry)));
        }
        for form in fs::read_dir(entry.path())? {
            let form = form?;
            let ours = form.path().extension().is_some_and(|ending| FORMS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
            if !form.file_type()?.is_file() || !ours {
                return Ok(Some(format!("{}/{}", name(&entry), name(&form))));
            }
        }
    }
    Ok(None)
}

/// Puts a new folder where another stands, which steps aside first and comes back if the new one cannot take its place.
pub(super) fn replace_folder(new: &Path, path: &Path) -> io::Result<()> {
    let (parent, name) = (folder_above(path).unwrap_or(Path::new(".")), path.file_name().unwrap_or_default());
    let old = reserve_folder(parent, name, "old")?;
    let aside = old.join(name);
    fs::rename(path, &aside)?;
    let moved = fs::rename(new, path);
    if moved.is_err() {
        let _ = fs::rename(&aside, path);
    }
    // What could not be removed does no harm beside the new folder.
    let _ = fs::remove_dir_all(&old);
    moved
}

/// A new folder of a name that nobody uses, beside the target and so on the same disk.
pub(super) fn reserve_folder(parent: &Path, name: &OsStr, ending: &str) -> io::Result<PathBuf> {
    reserved(parent, name, ending, |path| fs::create_dir(path)).map(|((), path)| path)
}

/// A new file of a name that nobody uses, in the same folder and so on the same disk.
fn reserve(folder: &Path, name: &OsStr) -> io::Result<(File, PathBuf)> {
    reserved(folder, name, "new", |path| File::create_new(path))
}

/// Makes something under the first hidden name that is free, and gives its path.
fn reserved<T>(folder: &Path, name: &OsStr, ending: &str, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(T, PathBuf)> {
    let mut attempt = 0;
    loop {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.{ending}", std::process::id()));
        let candidate = folder.join(hidden);
        match make(&candidate) {
            Ok(made) => return Ok((made, candidate)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}
