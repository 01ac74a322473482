//! Use of the staffing pool by half-month (编制周转池使用表).

use super::super::RosterForm;
use super::super::calendar::slot_name;
use super::page::{Page, Paper, Value, fitting};
use super::style::Styles;
use rust_xlsxwriter::{Worksheet, XlsxError};

const HEADERS: [&str; 9] = ["周转池", "时段", "起", "止", "编制总数", "在用", "其中分院在用", "分院占比", "空余"];

pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, form: &RosterForm) -> Result<(), XlsxError> {
    let name = fitting(form.pool.iter().map(|row| row.community.as_str()), 18.0, 36.0);
    let mut page = Page::new(sheet, styles, vec![name, 20.0, 13.0, 13.0, 12.0, 12.0, 15.0, 12.0, 12.0])?;
    let summary = &form.view.summary;
    let title = format!("{}编制周转池使用表  {}", summary.county, form.period.title());
    page.title(&title, [&format!("单位：{}", summary.county), &format!("方案 {}（{}）", summary.plan, summary.status), "单位：个"])?;
    let head = page.row;
    page.header(&HEADERS)?;
    page.sheet.set_freeze_panes(head + 1, 0)?;
    for row in &form.pool {
        page.line(&[
            (Value::Text(&row.community), &styles.text),
            (Value::Owned(slot_name(row.dates)), &styles.middle),
            (Value::Date(row.dates.from), &styles.date),
            (Value::Date(row.dates.to), &styles.date),
            (Value::Number(row.size), &styles.number),
            (Value::Number(row.in_use), &styles.number),
            (Value::Number(row.at_branches), &styles.number),
            (Value::Percent(row.branch_share), &styles.percent),
            (Value::Number(row.free), &styles.number),
        ])?;
    }
    if form.pool.is_empty() {
        page.whole_line("没有编制周转池", &styles.middle)?;
    }
    page.finish(Paper::A4, (head, head))
}
