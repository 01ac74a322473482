//! The forms that hospitals print, post on the wall, forward and import: one file each. A form is a [`Document`] made of a stored plan.

mod board;
mod certificate;
mod cover;
mod department;
mod host;
mod ledger;
mod legend;
mod notice;
mod overview;
mod person;
mod platform;
mod pool;
mod request;
mod shortage;
mod training;
pub(super) mod words;

pub use request::{FormRequest, FormSource, Tables};

use super::ExportError;
use super::document::{Document, Page, Paper, Sheet, Stacking};
use crate::diagnostic::Words;
use request::Desk;

/// The forms. Codes are an interface: they are never changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FormKind {
    /// 花名册: overview, hosts, pool and shortages in one file.
    Roster,
    /// 总表
    Overview,
    /// 接收单位表
    Host,
    /// 科室月表
    Department,
    /// 个人轮转表
    Person,
    /// 通知单
    Notice,
    /// 派驻台账
    DispatchLedger,
    /// 基层服务证明
    Certificate,
    /// 编制周转池使用表
    Pool,
    /// 缺口与冲突说明
    Shortage,
    /// 平台导入宽表
    PlatformWide,
    /// 平台导入长表
    PlatformLong,
}

/// What a form makes of the tables that the plan was made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UseOfTables {
    None,
    /// Names of teachers stay empty without them.
    Welcome,
    Needed,
}

impl FormKind {
    pub const ALL: [FormKind; 12] = [
        FormKind::Roster,
        FormKind::Overview,
        FormKind::Host,
        FormKind::Department,
        FormKind::Person,
        FormKind::Notice,
        FormKind::DispatchLedger,
        FormKind::Certificate,
        FormKind::Pool,
        FormKind::Shortage,
        FormKind::PlatformWide,
        FormKind::PlatformLong,
    ];

    /// As on the command line and in JSON.
    pub fn code(self) -> &'static str {
        match self {
            FormKind::Roster => "roster",
            FormKind::Overview => "overview",
            FormKind::Host => "host",
            FormKind::Department => "department",
            FormKind::Person => "person",
            FormKind::Notice => "notice",
            FormKind::DispatchLedger => "dispatch-ledger",
            FormKind::Certificate => "certificate",
            FormKind::Pool => "pool",
            FormKind::Shortage => "shortage",
            FormKind::PlatformWide => "platform-wide",
            FormKind::PlatformLong => "platform-long",
        }
    }

    pub fn name(self) -> Words {
        match self {
            FormKind::Roster => words::ROSTER,
            FormKind::Overview => words::OVERVIEW,
            FormKind::Host => words::HOST,
            FormKind::Department => words::DEPARTMENT,
            FormKind::Person => words::PERSON,
            FormKind::Notice => words::NOTICE,
            FormKind::DispatchLedger => words::DISPATCH_LEDGER,
            FormKind::Certificate => words::CERTIFICATE,
            FormKind::Pool => words::POOL,
            FormKind::Shortage => words::SHORTAGE,
            FormKind::PlatformWide => words::PLATFORM_WIDE,
            FormKind::PlatformLong => words::PLATFORM_LONG,
        }
    }

    /// What the form says beyond the views.
    pub fn use_of_tables(self) -> UseOfTables {
        match self {
            FormKind::Overview | FormKind::Notice | FormKind::Pool | FormKind::Shortage => UseOfTables::None,
            FormKind::Roster | FormKind::Host => UseOfTables::Welcome,
            FormKind::Department
            | FormKind::Person
            | FormKind::DispatchLedger
            | FormKind::Certificate
            | FormKind::PlatformWide
            | FormKind::PlatformLong => UseOfTables::Needed,
        }
    }
}

/// The form of the plan.
///
/// # Errors
/// When the institution, the person or the month does not exist, or the form needs the tables and they are not at hand.
pub fn document(kind: FormKind, source: &FormSource, request: &FormRequest) -> Result<Document, ExportError> {
    let desk = Desk::new(kind, source, request)?;
    let sheets = match kind {
        FormKind::Roster => {
            let mut sheets = overview::sheets(&desk);
            sheets.extend(host::sheets(&desk));
            sheets.extend(pool::usage(&desk));
            sheets.extend(shortage::shortages(&desk));
            sheets
        }
        FormKind::Overview => {
            let mut sheets = overview::sheets(&desk);
            sheets.extend(board::sheets(&desk));
            sheets.extend(cover::sheets(&desk));
            sheets
        }
        FormKind::Host => host::sheets(&desk),
        FormKind::Department => department::sheets(&desk)?,
        FormKind::Person => person::sheets(&desk)?,
        FormKind::Notice => notice::sheets(&desk),
        FormKind::DispatchLedger => ledger::sheets(&desk)?,
        FormKind::Certificate => certificate::sheets(&desk)?,
        FormKind::Pool => {
            let mut sheets = pool::usage(&desk);
            sheets.extend(pool::holders(&desk));
            sheets
        }
        FormKind::Shortage => {
            let mut sheets = shortage::shortages(&desk);
            sheets.extend(shortage::conflicts(&desk));
            sheets
        }
        FormKind::PlatformWide => platform::wide(&desk)?,
        FormKind::PlatformLong => platform::long(&desk)?,
    };
    Ok(Document { kind, language: desk.language, title: desk.file_title(), summary: source.view.summary.clone(), sheets })
}

/// A signed table on one page of any length.
fn flowing(name: impl Into<String>, paper: Paper, page: Page) -> Sheet {
    Sheet { name: name.into(), paper, stacking: Stacking::Flow, numbered: true, pages: vec![page] }
}
