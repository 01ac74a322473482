//! What training platforms import: a wide sheet (36 months × two halves) and a long one. Headers stay Chinese: they are the platforms'.

use super::super::ExportError;
use super::super::document::{Align, Block, Cell, Column, Page, Paper, Row, Sheet, Stacking, Table};
use super::request::{Desk, Tables};
use super::training::{Past, Training, past_part, past_standard, standard, standard_code, teacher};
use super::words;
use crate::domain::{DateRange, Person, PersonId};
use crate::store::{PersonRow, RosterRow};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeMap;

/// Months of a wide sheet.
pub(super) const MONTHS: u32 = 36;
pub(super) const WIDE_HEADERS: [&str; 5] = ["学员姓名", "身份证号", "专业", "年级", "年限"];
pub(super) const LONG_HEADERS: [&str; 12] = [
    "姓名",
    "证件号",
    "年级",
    "培训专业",
    "培养年限",
    "标准科室",
    "标准科室代码",
    "轮转科室",
    "轮转科室代码",
    "开始时间",
    "结束时间",
    "带教老师",
];

/// A stretch of training, past or planned.
struct Stretch<'a> {
    dates: DateRange,
    standard: &'a str,
    department: String,
    /// The program's own code of the department's seats, where it has any.
    code: String,
    standard_code: &'a str,
    teacher: &'a str,
}

struct Trainee<'a> {
    row: &'a PersonRow,
    id: PersonId,
    person: &'a Person,
    training: Training<'a>,
    /// By date.
    stretches: Vec<Stretch<'a>>,
}

fn trainees<'a>(desk: &Desk<'a>, with_history: bool) -> Result<Vec<Trainee<'a>>, ExportError> {
    let tables = desk.tables()?;
    let stays = desk.stays_by_person();
    let past = Past::of(tables);
    let mut trainees = Vec::new();
    for (row, id, person) in desk.people()? {
        let Some(training) = Training::of(tables, id) else { continue };
        if desk.institution().is_some_and(|institution| institution.code != row.home) {
            continue;
        }
        let mut stretches = Vec::new();
        if with_history {
            for entry in past.entries(id) {
                if let Some(dates) = past_part(tables, entry) {
                    let host = tables.problem.institutions[entry.institution].name.as_str();
                    let department = named(desk, person, host, past.place(entry), tables);
                    stretches.push(Stretch {
                        dates,
                        standard: past_standard(tables, entry),
                        department,
                        code: String::new(),
                        standard_code: "",
                        teacher: "",
                    });
                }
            }
        }
        for stay in stays.get(row.code.as_str()).into_iter().flatten() {
            let place = stay.department.as_deref().unwrap_or(&stay.post_name);
            let department = named(desk, person, &stay.institution, place, tables);
            stretches.push(Stretch {
                dates: stay.dates,
                standard: standard(desk, stay),
                department,
                code: code(stay),
                standard_code: standard_code(desk, stay),
                teacher: teacher(desk, stay),
            });
        }
        stretches.sort_by_key(|stretch| stretch.dates);
        trainees.push(Trainee { row, id, person, training, stretches });
    }
    Ok(trainees)
}

/// The department; with its institution where that is not the trainee's own.
fn named(desk: &Desk, person: &Person, host: &str, place: &str, tables: &Tables) -> String {
    let home = tables.problem.institutions[person.home].name.as_str();
    if host == home { place.to_owned() } else { format!("{}{place}", desk.view.short_name(host)) }
}

fn code(stay: &RosterRow) -> String {
    if stay.department.is_some() { stay.post.clone() } else { String::new() }
}

fn bare(name: String, table: Table) -> Sheet {
    let page = Page { blocks: vec![Block::Table(table)], ..Page::default() };
    Sheet { name, paper: Paper::A3Landscape, stacking: Stacking::Bare, numbered: true, pages: vec![page] }
}

/// A sheet for each class: its 36 months from the first enrolment on, history and plan. Where a month is asked for, one sheet of
/// everybody from that month on.
pub(super) fn wide(desk: &Desk) -> Result<Vec<Sheet>, ExportError> {
    let tables = desk.tables()?;
    let trainees = trainees(desk, true)?;
    let name = desk.say(words::PLATFORM_WIDE);
    if !desk.period.is_whole() || trainees.is_empty() {
        return Ok(vec![wide_sheet(desk, tables, name.to_owned(), desk.period.dates().from, &trainees.iter().collect::<Vec<_>>())]);
    }
    let mut classes: BTreeMap<i32, Vec<&Trainee>> = BTreeMap::new();
    for trainee in &trainees {
        classes.entry(trainee.training.from.year()).or_default().push(trainee);
    }
    let sheet = |(class, trainees): (i32, Vec<&Trainee>)| {
        let first = trainees.iter().map(|trainee| trainee.training.from).min().unwrap_or(desk.period.dates().from);
        wide_sheet(desk, tables, words::class(desk.language, class), first, &trainees)
    };
    Ok(classes.into_iter().map(sheet).collect())
}

fn wide_sheet(desk: &Desk, tables: &Tables, name: String, from: NaiveDate, trainees: &[&Trainee]) -> Sheet {
    let first = from.with_day(1).unwrap_or(from);
    let mut columns: Vec<Column> = WIDE_HEADERS.iter().map(|name| Column::new(name, *name, (10.0, 22.0), Align::Left)).collect();
    let mut halves: Vec<DateRange> = Vec::new();
    for month in (0..MONTHS).filter_map(|index| first.checked_add_months(Months::new(index))) {
        for (dates, half) in halves_of(month) {
            halves.push(dates);
            for what in ["标准科室", "轮转科室"] {
                let name = format!("{}年{}月{half}{what}", month.year(), month.month());
                columns.push(Column::new(&name, &name, (14.0, 24.0), Align::Left));
            }
        }
    }
    let mut rows = Vec::new();
    for trainee in trainees {
        let mut cells = vec![
            Cell::text(&trainee.row.name),
            Cell::text(desk.shown(trainee.person.identity.as_deref())),
            Cell::text(&trainee.training.programme.name),
            Cell::text(trainee.training.class()),
            Cell::text(trainee.training.years(tables, trainee.id).to_string()),
        ];
        for half in &halves {
            let there: Vec<&Stretch> = trainee.stretches.iter().filter(|stretch| stretch.dates.overlaps(half)).collect();
            let joined = |text: &dyn Fn(&Stretch) -> String| {
                let mut texts: Vec<String> = there.iter().map(|stretch| text(stretch)).filter(|text| !text.is_empty()).collect();
                texts.dedup();
                texts.join("/")
            };
            cells.push(Cell::text(joined(&|stretch| stretch.standard.to_owned())));
            cells.push(Cell::text(joined(&|stretch| stretch.department.clone())));
        }
        rows.push(Row::Cells(cells));
    }
    bare(name, Table { columns, rows, frozen: 1, empty: String::new() })
}

fn halves_of(month: NaiveDate) -> Vec<(DateRange, &'static str)> {
    let last = DateRange::month_of(month).to;
    let (Some(middle), Some(second)) = (month.with_day(15), month.with_day(16)) else { return Vec::new() };
    vec![(DateRange::new(month, middle), "上半月"), (DateRange::new(second, last), "下半月")]
}

/// A line for each stay of the period.
pub(super) fn long(desk: &Desk) -> Result<Vec<Sheet>, ExportError> {
    let tables = desk.tables()?;
    let columns = LONG_HEADERS.iter().map(|name| Column::new(name, *name, (10.0, 24.0), Align::Left)).collect();
    let dates = desk.period.dates();
    let mut rows = Vec::new();
    for trainee in trainees(desk, false)? {
        for stretch in trainee.stretches.iter().filter(|stretch| stretch.dates.overlaps(&dates)) {
            rows.push(Row::Cells(vec![
                Cell::text(&trainee.row.name),
                Cell::text(desk.shown(trainee.person.identity.as_deref())),
                Cell::text(trainee.training.class()),
                Cell::text(&trainee.training.programme.name),
                Cell::text(trainee.training.years(tables, trainee.id).to_string()),
                Cell::text(stretch.standard),
                Cell::text(stretch.standard_code),
                Cell::text(&stretch.department),
                Cell::text(&stretch.code),
                Cell::text(stretch.dates.from.to_string()),
                Cell::text(stretch.dates.to.to_string()),
                Cell::text(stretch.teacher),
            ]));
        }
    }
    Ok(vec![bare(desk.say(words::PLATFORM_LONG).to_owned(), Table { columns, rows, frozen: 1, empty: String::new() })])
}
