//! Comma-separated values as Chinese Excel opens them, and the roster as one flat table of them.

use super::private::unformulated;
use super::{ExportError, RosterForm};

const HEADERS: [&str; 19] = [
    "医共体",
    "接收单位代码",
    "接收单位",
    "级别",
    "科室",
    "岗位代码",
    "岗位",
    "派驻类型",
    "工号",
    "姓名",
    "人员类别",
    "职称",
    "派出单位",
    "起",
    "止",
    "周转编制号",
    "电话",
    "状态",
    "备注",
];

/// The bytes of the file.
pub fn to_csv(form: &RosterForm) -> Result<Vec<u8>, ExportError> {
    let stays = form.stays().map(|stay| {
        let row = stay.row;
        let (from, to) = (row.dates.from.to_string(), row.dates.to.to_string());
        let cells: [&str; HEADERS.len()] = [
            row.community.as_deref().unwrap_or_default(),
            &row.institution_code,
            &row.institution,
            &row.institution_level,
            row.department.as_deref().unwrap_or_default(),
            &row.post,
            &row.post_name,
            &row.dispatch_kind,
            &row.person,
            &row.person_name,
            &row.category,
            row.grade.as_deref().unwrap_or_default(),
            &row.home_institution,
            &from,
            &to,
            row.pool_post.as_deref().unwrap_or_default(),
            &stay.telephone,
            &row.status,
            &stay.remark,
        ];
        cells.map(unformulated)
    });
    written(std::iter::once(HEADERS.map(str::to_owned)).chain(stays))
}

/// Rows of cells as Chinese Excel opens them: UTF-8 with a byte-order mark, CRLF.
pub(super) fn written<Row: IntoIterator<Item: AsRef<[u8]>>>(rows: impl Iterator<Item = Row>) -> Result<Vec<u8>, ExportError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).map_err(|error| ExportError::Form { detail: error.to_string() })?;
    }
    writer.into_inner().map_err(|error| ExportError::Form { detail: error.to_string() })
}
