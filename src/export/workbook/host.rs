//! One host's roster (接收单位表).

use super::super::form::{HostRoster, HostStay};
use super::super::{Movement, Period, RosterForm};
use super::page::{Page, Paper, Value, fitting};
use super::style::Styles;
use rust_xlsxwriter::{Worksheet, XlsxError};

const HEADERS: [&str; 14] =
    ["序号", "姓名", "工号", "人员类别", "职称", "派出单位", "科室", "岗位", "派驻类型", "起", "止", "周转编制号", "电话", "备注"];

pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, form: &RosterForm, host: &HostRoster) -> Result<(), XlsxError> {
    let mut page = Page::new(sheet, styles, widths(host))?;
    let (institution, summary) = (host.institution, &form.view.summary);
    let left = format!("接收单位：{}（{}）", institution.name, institution.level);
    page.title(&form.title(), [&left, &format!("方案 {}（{}）", summary.plan, summary.status), "单位：人"])?;
    let head = page.row;
    page.header(&HEADERS)?;
    page.sheet.set_freeze_panes(head + 1, 2)?;
    for (number, stay) in host.stays.iter().enumerate() {
        line(&mut page, number + 1, stay)?;
    }
    if host.stays.is_empty() {
        page.whole_line("本期没有派驻、轮转人员", &styles.middle)?;
    } else {
        page.whole_line(&totals(form, host), &styles.total)?;
    }
    if matches!(form.period, Period::Month(_)) {
        let arrivals = names(host.arrivals(), |stay| stay.row.dates.from.format("%m-%d").to_string());
        let departures = names(host.departures(), |stay| stay.row.dates.to.format("%m-%d").to_string());
        page.whole_line(&format!("本月到岗（{} 人次）：{arrivals}", host.arrivals().count()), &styles.note)?;
        page.whole_line(&format!("本月离岗（{} 人次）：{departures}", host.departures().count()), &styles.note)?;
    }
    page.finish(Paper::A4, (head, head))
}

fn line(page: &mut Page, number: usize, stay: &HostStay) -> Result<(), XlsxError> {
    let (row, styles) = (stay.row, page.styles);
    let remark = match (stay.departure, stay.arrival) {
        (Some(Movement::Elsewhere), _) => &styles.departure,
        (_, Some(Movement::Elsewhere)) => &styles.arrival,
        _ => &styles.middle,
    };
    page.line(&[
        (Value::Number(number as i64), &styles.number),
        (Value::Text(&row.person_name), &styles.middle),
        (Value::Text(&row.person), &styles.middle),
        (Value::Text(&row.category), &styles.middle),
        (Value::Text(row.grade.as_deref().unwrap_or("未知")), &styles.middle),
        (Value::Text(&row.home_institution), &styles.text),
        (Value::Text(row.department.as_deref().unwrap_or_default()), &styles.text),
        (Value::Text(&row.post_name), &styles.text),
        (Value::Text(&row.dispatch_kind), &styles.middle),
        (Value::Date(row.dates.from), &styles.date),
        (Value::Date(row.dates.to), &styles.date),
        (Value::Text(row.pool_post.as_deref().unwrap_or_default()), &styles.middle),
        (Value::Text(&stay.telephone), &styles.middle),
        (Value::Text(&stay.remark), remark),
    ])
}

fn widths(host: &HostRoster) -> Vec<f64> {
    let rows = || host.stays.iter().map(|stay| stay.row);
    vec![
        6.0,
        fitting(rows().map(|row| row.person_name.as_str()), 9.0, 16.0),
        fitting(rows().map(|row| row.person.as_str()), 9.0, 16.0),
        11.0,
        7.0,
        fitting(rows().map(|row| row.home_institution.as_str()), 14.0, 28.0),
        fitting(rows().filter_map(|row| row.department.as_deref()), 10.0, 18.0),
        fitting(rows().map(|row| row.post_name.as_str()), 12.0, 28.0),
        11.0,
        12.5,
        12.5,
        fitting(rows().filter_map(|row| row.pool_post.as_deref()), 12.5, 22.0),
        fitting(host.stays.iter().map(|stay| stay.telephone.as_str()), 10.0, 18.0),
        fitting(host.stays.iter().map(|stay| stay.remark.as_str()), 12.0, 22.0),
    ]
}

fn totals(form: &RosterForm, host: &HostRoster) -> String {
    let (stays, people, pool) = (host.stays.len(), host.people(), host.pool_posts());
    let moved = match form.period {
        Period::Month(_) => format!("，其中本月到岗 {} 人次、本月离岗 {} 人次", host.arrivals().count(), host.departures().count()),
        Period::Horizon(_) => String::new(),
    };
    format!("合计：{people} 人，{stays} 段安排{moved}；占用周转编制 {pool} 个")
}

fn names<'a>(stays: impl Iterator<Item = &'a HostStay<'a>>, date: impl Fn(&HostStay) -> String) -> String {
    let names: Vec<String> = stays.map(|stay| format!("{}（{}）", stay.row.person_name, date(stay))).collect();
    if names.is_empty() { "无".into() } else { names.join("、") }
}
