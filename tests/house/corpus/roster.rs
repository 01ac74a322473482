//! A roster as a table: 工号, 岗位, 起, 止, and where they matter 条目 (the standard department that a training stay counts towards), 来源 (无,
//! 自有, 周转) and 周转编制 (the number of the pool post). Stays in progress are not listed: they come from 历史.

use chrono::NaiveDate;
use lunzhuan::domain::{DateRange, ItemId, PersonId, Problem};
use lunzhuan::roster::{Origin, Placement, PostSource, Roster, Stay, carried_placements};
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// Reads the roster, carried-in stays added.
pub fn read(problem: &Problem, file: &Path) -> Result<Roster, String> {
    let mut reader = csv::Reader::from_path(file).map_err(|error| error.to_string())?;
    let mut placements = carried_placements(problem);
    for (index, row) in reader.deserialize::<Row>().enumerate() {
        let row = row.map_err(|error| error.to_string())?;
        placements.push(placement(problem, &row).map_err(|why| format!("row {}: {why}", index + 2))?);
    }
    Ok(Roster::new(placements))
}

fn placement(problem: &Problem, row: &Row) -> Result<Placement, String> {
    let known = ["工号", "岗位", "起", "止", "条目", "来源", "周转编制"];
    if let Some(other) = row.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("a roster has no column {other}"));
    }
    let cell = |key: &str| row.get(key).map_or("", String::as_str);
    let person = problem.people.find(|person| person.code == cell("工号")).ok_or_else(|| format!("no person {}", cell("工号")))?;
    let post = problem.posts.find(|post| post.code == cell("岗位")).ok_or_else(|| format!("no post {}", cell("岗位")))?;
    let dates = DateRange::new(day(cell("起"))?, day(cell("止"))?);
    let first = problem.calendar.slot_of(dates.from);
    let slots = problem.calendar.slot_of(dates.to) - first + 1;
    if slots < 1 || problem.calendar.span(first, slots) != dates {
        return Err(format!("{} to {} are not whole slots", dates.from, dates.to));
    }
    let item = if cell("条目").is_empty() { None } else { Some(item(problem, person, cell("条目"))?) };
    let pool_post = match cell("周转编制") {
        "" => None,
        code => Some(problem.pool_posts.find(|post| post.code == code).ok_or_else(|| format!("no pool post {code}"))?),
    };
    let source = match (cell("来源"), pool_post) {
        ("" | "无", None) => PostSource::None,
        ("自有", None) => PostSource::Own,
        ("周转", Some(number)) => PostSource::Pool(problem.pool_posts[number].class),
        (source, _) => return Err(format!("来源 {source} and 周转编制 {} do not go together", cell("周转编制"))),
    };
    Ok(Placement { stay: Stay { person, first, slots, post, source, item }, pool_post, origin: Origin::Planned })
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("{text} is no date"))
}

/// The first item of the person's programme in the standard department.
fn item(problem: &Problem, person: PersonId, standard: &str) -> Result<ItemId, String> {
    let enrolment = problem.enrolment(person).ok_or("not enrolled")?;
    let items = &problem.programmes[enrolment.programme].items;
    items
        .find(|item| problem.standard_departments[item.standard] == standard)
        .ok_or_else(|| format!("the programme has no item in {standard}"))
}
