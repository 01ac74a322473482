//! Everybody on one sheet (总表): people down, months with their halves across; a sheet for each twelve months.

use super::super::calendar::calendar_of;
use super::super::{Period, RosterForm};
use super::page::{Page, Paper, Value, fitting, height, lines};
use super::style::Styles;
use crate::domain::{Calendar, SlotId, SlotUnit};
use crate::store::RosterRow;
use chrono::Datelike;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeMap;

const HEADERS: [&str; 6] = ["序号", "姓名", "工号", "派出单位", "人员类别", "职称"];
const MONTHS_ON_A_SHEET: i32 = 12;

/// Consecutive slots on one sheet.
pub(super) struct Part {
    pub name: String,
    calendar: Calendar,
    first: SlotId,
    slots: i32,
}

pub(super) fn parts(form: &RosterForm) -> Vec<Part> {
    let calendar = calendar_of(&form.view.summary);
    let dates = form.period.dates();
    let (from, to) = (calendar.slot_of(dates.from), calendar.slot_of(dates.to));
    let most = MONTHS_ON_A_SHEET * calendar.unit().per_month();
    let mut parts = Vec::new();
    let mut first = from;
    while first <= to {
        let slots = most.min(to - first + 1);
        let year = calendar.first_day(first).year();
        let name =
            if to - from < most { "总表".to_owned() } else { format!("总表{year}年{}月起", calendar.first_day(first).month()) };
        parts.push(Part { name, calendar: calendar.clone(), first, slots });
        first = first + slots;
    }
    parts
}

pub(super) fn write(sheet: &mut Worksheet, styles: &Styles, form: &RosterForm, part: &Part) -> Result<(), XlsxError> {
    let people = people(form, part);
    let mut page = Page::new(sheet, styles, widths(&people, part))?;
    let summary = &form.view.summary;
    let whose = form.institution.map_or(summary.county.as_str(), |institution| institution.name.as_str());
    let left = format!("单位：{whose}");
    page.title(&form.title(), [&left, &format!("方案 {}（{}）", summary.plan, summary.status), "蓝：下派、进修　绿：轮转"])?;
    let head = page.row;
    header(&mut page, part)?;
    page.sheet.set_freeze_panes(page.row, 3)?;
    for (number, person) in people.iter().enumerate() {
        for (lane, stays) in person.lanes.iter().enumerate() {
            line(&mut page, form, part, (lane == 0).then_some(number + 1), stays)?;
        }
    }
    let stays: usize = people.iter().flat_map(|person| &person.lanes).map(Vec::len).sum();
    page.whole_line(&format!("合计：{} 人，{stays} 段安排", people.len()), &styles.total)?;
    let paper = if matches!(form.period, Period::Month(_)) { Paper::A4 } else { Paper::A3 };
    page.finish(paper, (head, head + 1))
}

struct Person<'a> {
    /// Never empty; stays of one lane do not overlap.
    lanes: Vec<Vec<&'a RosterRow>>,
}

/// By home institution and the order of the roster.
fn people<'a>(form: &'a RosterForm<'a>, part: &Part) -> Vec<Person<'a>> {
    let dates = part.calendar.span(part.first, part.slots);
    let home = |name: &str| form.view.institutions.iter().position(|institution| institution.name == name);
    let mut of_person: BTreeMap<(Option<usize>, i64, &str), Vec<&RosterRow>> = BTreeMap::new();
    let mut first_stay: BTreeMap<&str, i64> = BTreeMap::new();
    let mut rows: Vec<&RosterRow> = form.stays().map(|stay| stay.row).filter(|row| row.dates.overlaps(&dates)).collect();
    rows.sort_by_key(|row| row.stay);
    for row in rows {
        let order = *first_stay.entry(row.person.as_str()).or_insert(row.stay);
        of_person.entry((home(&row.home_institution), order, row.person.as_str())).or_default().push(row);
    }
    of_person.into_values().map(|stays| Person { lanes: super::super::board::lanes(&stays) }).collect()
}

fn widths(people: &[Person], part: &Part) -> Vec<f64> {
    let rows = || people.iter().flat_map(|person| person.lanes.iter().flatten());
    let mut widths = vec![
        6.0,
        fitting(rows().map(|row| row.person_name.as_str()), 9.0, 16.0),
        fitting(rows().map(|row| row.person.as_str()), 9.0, 16.0),
        fitting(rows().map(|row| row.home_institution.as_str()), 14.0, 24.0),
        11.0,
        7.0,
    ];
    let slot = (150.0 / f64::from(part.slots)).clamp(6.0, 34.0);
    widths.extend(std::iter::repeat_n(slot, part.slots as usize));
    widths
}

fn header(page: &mut Page, part: &Part) -> Result<(), XlsxError> {
    let styles = page.styles;
    for (column, name) in HEADERS.iter().enumerate() {
        page.sheet.merge_range(page.row, column as u16, page.row + 1, column as u16, name, &styles.header)?;
    }
    let halves = part.calendar.unit() == SlotUnit::HalfMonth;
    for index in 0..part.slots {
        let (slot, column) = (part.first + index, column(index));
        let day = part.calendar.first_day(slot);
        let name =
            if index == 0 || day.month() == 1 { format!("{}年{}月", day.year(), day.month()) } else { format!("{}月", day.month()) };
        if part.calendar.opens_month(slot) {
            page.across(column, column + u16::from(halves), &name, &styles.header)?;
        }
        let half = match (halves, part.calendar.opens_month(slot)) {
            (false, _) => "全月",
            (true, true) => "上",
            (true, false) => "下",
        };
        page.sheet.write_string_with_format(page.row + 1, column, half, &styles.header)?;
    }
    page.sheet.set_row_height(page.row, 24)?.set_row_height(page.row + 1, 20)?;
    page.row += 2;
    Ok(())
}

fn column(index: i32) -> u16 {
    HEADERS.len() as u16 + index.max(0) as u16
}

fn line(page: &mut Page, form: &RosterForm, part: &Part, number: Option<usize>, stays: &[&RosterRow]) -> Result<(), XlsxError> {
    let (styles, row) = (page.styles, stays[0]);
    let at = page.row;
    page.line(&[
        (number.map_or(Value::Text(""), |number| Value::Number(number as i64)), &styles.number),
        (Value::Text(&row.person_name), &styles.middle),
        (Value::Text(&row.person), &styles.middle),
        (Value::Text(&row.home_institution), &styles.text),
        (Value::Text(&row.category), &styles.middle),
        (Value::Text(row.grade.as_deref().unwrap_or("未知")), &styles.middle),
    ])?;
    // The table's row again: the slots stand beside the particulars.
    page.row = at;
    let mut most_lines = lines(&row.home_institution, page.width(3, 3));
    let mut next = 0;
    for stay in stays {
        let first = (part.calendar.slot_of(stay.dates.from) - part.first).max(0);
        let end = (part.calendar.slot_of(stay.dates.to) - part.first + 1).min(part.slots);
        if end <= first || first < next {
            continue;
        }
        blank(page, next, first)?;
        let text = place(form, stay);
        let format = if stay.dispatch_kind == "轮转" { &styles.training } else { &styles.dispatch };
        most_lines = most_lines.max(lines(&text, page.width(column(first), column(end - 1))));
        page.across(column(first), column(end - 1), &text, format)?;
        next = end;
    }
    blank(page, next, part.slots)?;
    page.sheet.set_row_height(page.row, height(most_lines))?;
    page.row += 1;
    Ok(())
}

fn blank(page: &mut Page, from: i32, to: i32) -> Result<(), XlsxError> {
    for index in from..to {
        page.sheet.write_blank(page.row, column(index), &page.styles.middle)?;
    }
    Ok(())
}

/// The department at home, elsewhere the host and the department or post.
fn place(form: &RosterForm, row: &RosterRow) -> String {
    let within = row.department.as_deref().unwrap_or(&row.post_name);
    if row.institution == row.home_institution { within.to_owned() } else { format!("{} {within}", form.view.short_name(&row.institution)) }
}
