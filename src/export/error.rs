use crate::diagnostic::Bilingual;
use crate::domain::DateRange;
use crate::store::StoreError;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// Why nothing was exported or shown.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{}: there is no plan in it yet", path.display())]
    NoPlan { path: PathBuf },
    #[error("no institution has the code or name {asked:?}")]
    UnknownInstitution { asked: String, closest: Vec<String> },
    #[error("{} institutions are named {asked:?}", codes.len())]
    AmbiguousInstitution { asked: String, codes: Vec<String> },
    #[error("nobody has the code {asked:?}")]
    UnknownPerson { asked: String, closest: Vec<String> },
    #[error("{} lies outside the plan", month.format("%Y-%m"))]
    MonthOutside { month: NaiveDate, horizon: DateRange },
    #[error("{}: the folder does not exist", path.display())]
    MissingDirectory { path: PathBuf },
    #[error("{}: this is a folder, not a file", path.display())]
    IsDirectory { path: PathBuf },
    #[error("{}: this is the county's database, which an export must not replace", path.display())]
    IsTheDatabase { path: PathBuf },
    #[error("{}: cannot be written ({detail})", path.display())]
    Unwritable { path: PathBuf, detail: String },
    #[error("{}: something is there already", path.display())]
    AlreadyThere { path: PathBuf },
    #[error("{}: there is more in it than exported forms, such as {entry}", path.display())]
    OtherThanForms { path: PathBuf, entry: String },
    #[error("{}: there is more in it than tables, such as {entry}", path.display())]
    OtherFiles { path: PathBuf, entry: String },
    #[error("the table {table} has {rows} rows, a sheet of a workbook holds {most}")]
    TooManyRows { table: String, rows: usize, most: usize },
    #[error("{table}, row {row}, column {column}: {length} characters, a cell of a workbook holds {most}")]
    CellTooLong { table: String, row: u32, column: String, length: usize, most: usize },
    #[error("the table {table} has {columns} columns, a sheet of a workbook holds {most}")]
    TooManyColumns { table: String, columns: u32, most: u32 },
    #[error("{}: this is the input, which is never replaced", path.display())]
    IsTheInput { path: PathBuf },
    #[error("{}: only .xlsx workbooks are written", path.display())]
    NotXlsx { path: PathBuf },
    #[error("{}: something is there already", path.display())]
    FolderTaken { path: PathBuf },
    #[error("the plan's tables no longer give a problem ({detail})")]
    Tables { detail: String },
    #[error("a calendar is made for one person or one host")]
    CalendarOfWhom,
    #[error("no calendar is made of the form {form}")]
    NoCalendar { form: &'static str },
    #[error("no published stay is on this form")]
    NothingPublished,
    #[error("the form could not be made ({detail})")]
    Form { detail: String },
}

impl ExportError {
    pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unwritable { path: path.to_owned(), detail: error.to_string() }
    }

    /// What is wrong.
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            ExportError::Store(error) => return error.message(),
            ExportError::NoPlan { path } => format!("{}：里面还没有方案", path.display()),
            ExportError::UnknownInstitution { asked, .. } => format!("没有代码或名称为「{asked}」的机构"),
            ExportError::AmbiguousInstitution { asked, codes } => format!("有 {} 个机构名为「{asked}」", codes.len()),
            ExportError::UnknownPerson { asked, .. } => format!("没有工号为「{asked}」的人员"),
            ExportError::MonthOutside { month, .. } => format!("{} 不在计划期内", month.format("%Y-%m")),
            ExportError::MissingDirectory { path } => format!("{}：文件夹不存在", path.display()),
            ExportError::IsDirectory { path } => format!("{}：这是文件夹，不是文件", path.display()),
            ExportError::IsTheDatabase { path } => format!("{}：这是县域数据库，不能被导出的表覆盖", path.display()),
            ExportError::Unwritable { path, detail } => format!("{}：不能写入（{detail}）", path.display()),
            ExportError::AlreadyThere { path } => format!("{}：已经有内容", path.display()),
            ExportError::OtherThanForms { path, entry } => format!("{}：里面不只有导出的表格，例如 {entry}", path.display()),
            ExportError::OtherFiles { path, entry } => format!("{}：里面不只有表格，例如 {entry}", path.display()),
            ExportError::TooManyRows { table, rows, most } => format!("“{table}”表有 {rows} 行，工作表最多 {most} 行"),
            ExportError::CellTooLong { table, row, column, length, most } => {
                format!("“{table}”表第 {row} 行 {column} 列有 {length} 个字符，工作簿的一格最多 {most} 个")
            }
            ExportError::TooManyColumns { table, columns, most } => format!("“{table}”表有 {columns} 列，工作表最多 {most} 列"),
            ExportError::IsTheInput { path } => format!("{}：这是输入本身，不会覆盖", path.display()),
            ExportError::NotXlsx { path } => format!("{}：只能写出 .xlsx 工作簿", path.display()),
            ExportError::FolderTaken { path } => format!("{}：已经有内容", path.display()),
            ExportError::Tables { detail } => format!("方案的数据表已不能还原（{detail}）"),
            ExportError::CalendarOfWhom => "日历只能导出一个人或一个接收单位".to_owned(),
            ExportError::NoCalendar { form } => format!("“{form}”不能导出为日历"),
            ExportError::NothingPublished => "这里没有已发布的安排，通知单只为已发布的安排开具".to_owned(),
            ExportError::Form { detail } => format!("表格生成失败（{detail}）"),
        };
        Bilingual::new(zh, self.to_string())
    }

    /// What to do about it.
    pub fn remedy(&self) -> Bilingual {
        let (zh, en) = match self {
            ExportError::Store(error) => return error.remedy(),
            ExportError::NoPlan { .. } => ("先用 plan 命令排班并入库".into(), "make a plan with the plan command first".into()),
            ExportError::UnknownInstitution { closest, .. } => alike(closest, "机构", "institution"),
            ExportError::AmbiguousInstitution { codes, .. } => {
                (format!("改用机构代码：{}", codes.join("、")), format!("name it by its code: {}", codes.join(", ")))
            }
            ExportError::UnknownPerson { closest, .. } => alike(closest, "人员", "person"),
            ExportError::MonthOutside { horizon, .. } => {
                let (from, to) = (horizon.from.format("%Y-%m"), horizon.to.format("%Y-%m"));
                (format!("计划期为 {from} 至 {to}"), format!("the plan goes from {from} to {to}"))
            }
            ExportError::MissingDirectory { .. } => {
                ("先建立该文件夹，或改用已有的文件夹".into(), "make the folder first, or name one that exists".into())
            }
            ExportError::IsDirectory { .. } | ExportError::IsTheDatabase { .. } => {
                ("用 --output 另取文件名；什么也没有改动".into(), "name another file with --output; nothing was altered".into())
            }
            ExportError::Unwritable { .. } => (
                "检查写入权限和磁盘空间；若文件正在 Excel 或 WPS 中打开，先关闭它；原有文件未被改动".into(),
                "check permissions and free space; close the file if Excel or WPS has it open; the file that stood there is unaltered"
                    .into(),
            ),
            ExportError::AlreadyThere { .. } => (
                "换一个位置，或用 --force 替换；什么也没有改动".into(),
                "name another place, or replace it with --force; nothing was altered".into(),
            ),
            ExportError::OtherThanForms { .. } => (
                "换一个文件夹，或先移走其余文件；什么也没有改动".into(),
                "name another folder, or move the other files away; nothing was altered".into(),
            ),
            ExportError::OtherFiles { .. } => (
                "换一个位置，或先移走其余文件；只替换全是 CSV 的文件夹".into(),
                "name another place, or move the other files away; only a folder of CSV files is replaced".into(),
            ),
            ExportError::FolderTaken { .. } => (
                "换一个还不存在的文件夹，或用 --force 替换以前导出的表格；什么也没有改动".into(),
                "name a folder that does not exist, or replace forms exported before with --force; nothing was altered".into(),
            ),
            ExportError::Tables { .. } => ("用 audit 命令检查数据库".into(), "check the database with the audit command".into()),
            ExportError::CalendarOfWhom => {
                ("加上 --person 工号 或 --institution 代码".into(), "add --person CODE or --institution CODE".into())
            }
            ExportError::NoCalendar { .. } => (
                "用 person、host 或 roster 导出日历，其他表用 xlsx、html、csv、json".into(),
                "export a calendar with person, host or roster; other forms as xlsx, html, csv or json".into(),
            ),
            ExportError::NothingPublished => (
                "先发布方案，或换一个月份、机构、人员".into(),
                "publish the plan first, or ask for another month, institution or person".into(),
            ),
            ExportError::TooManyRows { .. } => {
                ("改为输出 CSV 文件夹，或减少人数".into(), "write a folder of CSV files instead, or fewer people".into())
            }
            ExportError::CellTooLong { .. } => ("缩短这一格，或改为 CSV 文件夹".into(), "shorten it, or keep a folder of CSV files".into()),
            ExportError::TooManyColumns { .. } => {
                ("删去多余的列，或改为 CSV 文件夹".into(), "remove columns, or keep a folder of CSV files".into())
            }
            ExportError::IsTheInput { .. } => ("换一个位置；什么也没有改动".into(), "name another place; nothing was altered".into()),
            ExportError::NotXlsx { .. } => ("文件名改为以 .xlsx 结尾".into(), "give it a name that ends in .xlsx".into()),
            ExportError::Form { .. } => ("这是程序的缺陷，请报告".into(), "this is a defect of the program, please report it".into()),
        };
        Bilingual { zh, en }
    }
}

fn alike(closest: &[String], zh: &str, en: &str) -> (String, String) {
    if closest.is_empty() {
        return (format!("请核对{zh}的代码或名称"), format!("check the code or name of the {en}"));
    }
    (format!("是否为：{}", closest.join("、")), format!("did you mean: {}", closest.join(", ")))
}
