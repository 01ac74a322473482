//! Use case: the model of a plan as an MPS file, for other solvers.

use super::plan::Planned;
use crate::diagnostic::Bilingual;
use crate::domain::Problem;
use crate::export::{ExportError, write_file};
use crate::model::Tier;
use crate::mps::{ModelText, Reference, write};
use std::io;
use std::path::{Path, PathBuf};

/// Why no model is written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ModelFileError {
    #[error("{}: this is the county's database, which a model must not replace", path.display())]
    IsTheDatabase { path: PathBuf },
    #[error("{}: this is where the tables are, which a model must not replace", path.display())]
    IsTheDataset { path: PathBuf },
    #[error("{}: this is a folder, not a file", path.display())]
    IsDirectory { path: PathBuf },
    #[error(transparent)]
    File(#[from] ExportError),
}

impl ModelFileError {
    /// What is wrong.
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            ModelFileError::IsTheDatabase { path } => format!("{}：这是县域数据库，不能被模型文件覆盖", path.display()),
            ModelFileError::IsTheDataset { path } => format!("{}：这里是数据表，不能被模型文件覆盖", path.display()),
            ModelFileError::IsDirectory { path } => format!("{}：这是文件夹，不是文件", path.display()),
            ModelFileError::File(error) => return error.message(),
        };
        Bilingual::new(zh, self.to_string())
    }
    /// What to do about it.
    pub fn remedy(&self) -> Bilingual {
        match self {
            ModelFileError::File(error) => error.remedy(),
            ModelFileError::IsTheDatabase { .. } | ModelFileError::IsTheDataset { .. } | ModelFileError::IsDirectory { .. } => {
                Bilingual::new("用 --write-model 另取文件名；什么也没有改动", "name another file with --write-model; nothing was altered")
            }
        }
    }
}

/// Refuses, before any work, a file that could not be written after it, or that would take the place of tables or database.
///
/// # Errors
/// When the path is or lies in the dataset, is the database, is a folder or lies in none.
pub fn refuse_unwritable(path: &Path, input: &Path, database: &Path) -> Result<(), ModelFileError> {
    let path_given = || path.to_owned();
    let Some(place) = place(path) else {
        return Err(if path.is_dir() {
            ModelFileError::IsDirectory { path: path_given() }
        } else {
            ExportError::MissingDirectory { path: path_given() }.into()
        });
    };
    if self::place(database).is_some_and(|database| beside(&database).contains(&place)) {
        return Err(ModelFileError::IsTheDatabase { path: path_given() });
    }
    if input.canonicalize().is_ok_and(|input| place.starts_with(input)) {
        return Err(ModelFileError::IsTheDataset { path: path_given() });
    }
    if place.is_dir() {
        return Err(ModelFileError::IsDirectory { path: path_given() });
    }
    let is_protected = place.metadata().is_ok_and(|standing| standing.permissions().readonly());
    if is_protected {
        let detail = io::Error::from(io::ErrorKind::PermissionDenied).to_string();
        return Err(ExportError::Unwritable { path: path_given(), detail }.into());
    }
    Ok(())
}

/// Where the file is, or would be if its folder exists, without links.
fn place(path: &Path) -> Option<PathBuf> {
    if let Ok(place) = path.canonicalize() {
        return Some(place);
    }
    let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?;
    let folder = folder.canonicalize().ok().filter(|folder| folder.is_dir())?;
    Some(folder.join(path.file_name()?))
}

/// The database and the files that SQLite keeps beside it.
fn beside(database: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|ending| {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

/// Writes the model that the plan was searched in: all tiers weighed, or one with the earlier ones held.
///
/// # Errors
/// When the file cannot be written; what stood there is unaltered.
pub fn write_model(problem: &Problem, planned: &Planned, only: Option<Tier>, path: &Path) -> Result<ModelText, ModelFileError> {
    let plan = Reference { score: planned.outcome.score, outcomes: &planned.outcome.tiers };
    let text = write(problem, &planned.model, &plan, only);
    write_file(path, &text.bytes)?;
    Ok(text)
}
