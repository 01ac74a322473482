//! Shortages and why (缺口说明).

use super::super::RosterForm;
use super::super::shortage::{merged, range_text};
use super::page::{Page, Paper, Value, fitting};
use super::style::Styles;
use rust_xlsxwriter::{Worksheet, XlsxError};

const HEADERS: [&str; 10] = ["序号", "需求", "范围", "起", "止", "口径", "需", "实", "缺", "原因"];

pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, form: &RosterForm) -> Result<(), XlsxError> {
    let spans = merged(&form.shortages);
    let requirement = fitting(spans.iter().map(|span| span.requirement.as_str()), 14.0, 26.0);
    let scope = fitting(spans.iter().map(|span| span.scope.as_str()), 14.0, 30.0);
    let mut page = Page::new(sheet, styles, vec![6.0, requirement, scope, 12.5, 12.5, 9.0, 7.0, 7.0, 7.0, 58.0])?;
    let summary = &form.view.summary;
    let title = format!("{}医共体人员安排缺口说明  {}", summary.county, form.period.title());
    let whose = form.institution.map_or(summary.county.as_str(), |institution| institution.name.as_str());
    page.title(&title, [&format!("单位：{whose}"), &format!("方案 {}（{}）", summary.plan, summary.status), "单位：人、人·时段、人次"])?;
    let head = page.row;
    page.header(&HEADERS)?;
    page.sheet.set_freeze_panes(head + 1, 0)?;
    for (number, span) in spans.iter().enumerate() {
        let measure = if span.minimum { "最低" } else { "目标" };
        page.line(&[
            (Value::Number(number as i64 + 1), &styles.number),
            (Value::Text(&span.requirement), &styles.text),
            (Value::Text(&span.scope), &styles.text),
            (Value::Date(span.dates.from), &styles.date),
            (Value::Date(span.dates.to), &styles.date),
            (Value::Text(measure), if span.minimum { &styles.departure } else { &styles.middle }),
            (Value::Owned(range_text(span.required)), &styles.middle),
            (Value::Owned(range_text(span.assigned)), &styles.middle),
            (Value::Owned(range_text(span.missing)), &styles.middle),
            (Value::Text(span.reason_zh.as_deref().unwrap_or("未注明")), &styles.text),
        ])?;
    }
    if spans.is_empty() {
        page.whole_line("本期没有缺口", &styles.middle)?;
    }
    page.finish(Paper::A4, (head, head))
}
