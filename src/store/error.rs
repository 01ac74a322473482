use super::PlanId;
use crate::diagnostic::Bilingual;
use rusqlite::{ErrorCode, ffi};
use std::io;
use std::path::{Path, PathBuf};

/// Why the book of record cannot be read or written. Nothing was altered.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{}: the folder does not exist", path.display())]
    MissingDirectory { path: PathBuf },
    #[error("{}: the file does not exist", path.display())]
    MissingFile { path: PathBuf },
    #[error("{}: not a database file", path.display())]
    NotADatabase { path: PathBuf },
    #[error("{}: a database of another program (application id {application_id:#x})", path.display())]
    OtherProgram { path: PathBuf, application_id: u32 },
    #[error("{}: written by a newer version (schema {found})", path.display())]
    NewerVersion { path: PathBuf, found: i64 },
    #[error("{}: cannot be written", path.display())]
    ReadOnly { path: PathBuf },
    #[error("{}: the disk is full", path.display())]
    DiskFull { path: PathBuf },
    #[error("{}: in use by another program", path.display())]
    Locked { path: PathBuf },
    #[error("{}: damaged ({detail})", path.display())]
    Corrupt { path: PathBuf, detail: String },
    #[error("{}: refused ({detail})", path.display())]
    Refused { path: PathBuf, detail: String },
    #[error("{}: there is no plan {plan}", path.display())]
    NoSuchPlan { path: PathBuf, plan: PlanId },
    #[error("{}: cannot be read or written ({detail})", path.display())]
    Io { path: PathBuf, detail: String },
    #[error("{}: something is there already", path.display())]
    AlreadyThere { path: PathBuf },
    #[error("{}: copy and original are the same file", path.display())]
    SameFile { path: PathBuf },
    #[error("{}: not whole: {}", path.display(), first_of(problems).en)]
    NotWhole { path: PathBuf, problems: Vec<Bilingual> },
}

impl StoreError {
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => StoreError::MissingFile { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => StoreError::DiskFull { path },
            _ => StoreError::Io { path, detail: error.to_string() },
        }
    }

    pub(super) fn sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let detail = error.to_string();
        let path = path.to_owned();
        // Shared memory is a small file beside the book.
        let no_room_for_shared_memory = error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_SHMSIZE);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::DiskFull { path },
            Some(ErrorCode::SystemIoFailure) if no_room_for_shared_memory => StoreError::DiskFull { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => StoreError::Locked { path },
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase { path },
            Some(ErrorCode::ConstraintViolation) => StoreError::Refused { path, detail },
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied | ErrorCode::OutOfMemory) => {
                StoreError::Io { path, detail }
            }
            // A table, a column or a value is not what this version wrote.
            _ => StoreError::Corrupt { path, detail },
        }
    }

    /// The same, of another file.
    pub(super) fn about(mut self, other: &Path) -> Self {
        match &mut self {
            StoreError::MissingDirectory { path }
            | StoreError::MissingFile { path }
            | StoreError::NotADatabase { path }
            | StoreError::OtherProgram { path, .. }
            | StoreError::NewerVersion { path, .. }
            | StoreError::ReadOnly { path }
            | StoreError::DiskFull { path }
            | StoreError::Locked { path }
            | StoreError::Corrupt { path, .. }
            | StoreError::Refused { path, .. }
            | StoreError::NoSuchPlan { path, .. }
            | StoreError::Io { path, .. }
            | StoreError::AlreadyThere { path }
            | StoreError::SameFile { path }
            | StoreError::NotWhole { path, .. } => *path = other.to_owned(),
        }
        self
    }

    /// What is wrong.
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            StoreError::MissingDirectory { path } => format!("{}：文件夹不存在", path.display()),
            StoreError::MissingFile { path } => format!("{}：文件不存在", path.display()),
            StoreError::NotADatabase { path } => format!("{}：不是数据库文件", path.display()),
            StoreError::OtherProgram { path, application_id } => {
                format!("{}：是其他程序的数据库（应用标识 {application_id:#x}）", path.display())
            }
            StoreError::NewerVersion { path, found } => format!("{}：由更新的版本写成（结构版本 {found}）", path.display()),
            StoreError::ReadOnly { path } => format!("{}：不能写入", path.display()),
            StoreError::DiskFull { path } => format!("{}：磁盘已满", path.display()),
            StoreError::Locked { path } => format!("{}：正被其他程序使用", path.display()),
            StoreError::Corrupt { path, detail } => format!("{}：文件已损坏（{detail}）", path.display()),
            StoreError::Refused { path, detail } => format!("{}：数据库拒绝写入（{detail}）", path.display()),
            StoreError::NoSuchPlan { path, plan } => format!("{}：没有编号为 {plan} 的方案", path.display()),
            StoreError::Io { path, detail } => format!("{}：读写失败（{detail}）", path.display()),
            StoreError::AlreadyThere { path } => format!("{}：这里已经有文件", path.display()),
            StoreError::SameFile { path } => format!("{}：副本与原文件是同一个文件", path.display()),
            StoreError::NotWhole { path, problems } => format!("{}：内容不完好：{}", path.display(), first_of(problems).zh),
        };
        Bilingual::new(zh, self.to_string())
    }

    /// What to do about it.
    pub fn remedy(&self) -> Bilingual {
        let (zh, en) = match self {
            StoreError::MissingDirectory { .. } => ("先建立该文件夹，或改用已有的文件夹", "make the folder first, or name one that exists"),
            StoreError::MissingFile { .. } => ("检查文件名和路径", "check the file's name and folder"),
            StoreError::NotADatabase { .. } => ("另选一个文件名；该文件未被改动", "choose another file name; this file was left as it was"),
            StoreError::OtherProgram { .. } => ("另选一个文件名；该文件未被改动", "choose another file name; this file was left as it was"),
            StoreError::NewerVersion { .. } => {
                ("升级本程序后再打开；该文件未被改动", "open it with the newer version; this file was left as it was")
            }
            StoreError::ReadOnly { .. } => (
                "检查文件和文件夹的写入权限及只读属性，或保存到别处",
                "check permissions and the read-only attribute of the file and its folder, or save elsewhere",
            ),
            StoreError::DiskFull { .. } => {
                ("腾出磁盘空间后重试；已有的方案完好", "free some space and try again; the plans already stored are whole")
            }
            StoreError::Locked { .. } => ("关闭正在使用它的程序后重试", "close the program that uses it and try again"),
            StoreError::Corrupt { .. } => ("用备份恢复，或保存到新文件", "restore a backup, or save to a new file"),
            StoreError::Refused { .. } => (
                "已发布的方案、导入的数据和日志不可更改；请另存为新方案",
                "published plans, imported data and the log are never altered; save a new plan",
            ),
            StoreError::NoSuchPlan { .. } => ("先查看文件中有哪些方案", "look up which plans the file has"),
            StoreError::Io { .. } => {
                ("检查磁盘（包括剩余空间）和连接后重试", "check the disk, its free space and the connection to it, then try again")
            }
            StoreError::AlreadyThere { .. } => (
                "换一个位置；或加 --force：备份时替换旧备份，恢复时把现有的库改名留在旁边。什么也没有改动",
                "name another place; or with --force a backup replaces the earlier one, and a restore keeps the standing file beside under another name. nothing was altered",
            ),
            StoreError::SameFile { .. } => ("换一个位置", "name another place"),
            StoreError::NotWhole { .. } => (
                "用 lunzhuan audit 查看全部问题，改用别的备份；什么也没有改动",
                "lunzhuan audit lists everything that is wrong; use another copy. nothing was altered",
            ),
        };
        Bilingual::new(zh, en)
    }
}

/// The first problem, and how many more there are.
fn first_of(problems: &[Bilingual]) -> Bilingual {
    let Some(first) = problems.first() else { return Bilingual::same(String::new()) };
    match problems.len() - 1 {
        0 => first.clone(),
        more => Bilingual::new(format!("{}（另有 {more} 项）", first.zh), format!("{} (and {more} more)", first.en)),
    }
}
