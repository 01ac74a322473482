//! What a plan's views need of the problem, so that they stand by themselves whatever becomes of the tables.

use super::{Contents, Table};
use crate::domain::*;

const SLOT: Table =
    Table { name: "slot", chinese: "时段", columns: &["slot", "month", "half", "slot_from", "slot_to"], key: 1, told_once: &[] };
const COMMUNITY: Table = Table { name: "community", chinese: "医共体", columns: &["community", "code", "name"], key: 1, told_once: &[] };
const INSTITUTION: Table = Table {
    name: "institution",
    chinese: "机构",
    columns: &["institution", "code", "name", "level", "parent", "community", "is_branch"],
    key: 1,
    told_once: &[],
};
const DEPARTMENT: Table =
    Table { name: "department", chinese: "科室", columns: &["department", "institution", "name"], key: 1, told_once: &[] };
const POST: Table = Table {
    name: "post",
    chinese: "岗位",
    columns: &["post", "code", "name", "institution", "department", "kind"],
    key: 1,
    told_once: &[],
};
const PERSON: Table = Table {
    name: "person",
    chinese: "人员",
    columns: &["person", "code", "name", "category", "grade", "home", "department", "telephone"],
    key: 1,
    told_once: &[],
};
const POOL: Table =
    Table { name: "pool", chinese: "周转池", columns: &["pool", "name", "branch_percent", "basis"], key: 1, told_once: &[] };
const POOL_POST: Table = Table {
    name: "pool_post",
    chinese: "周转编制",
    columns: &["pool_post", "code", "pool", "pool_class", "category", "numbered", "valid_from", "valid_until"],
    key: 1,
    // Plans stored before these were kept have none.
    told_once: &["valid_from", "valid_until"],
};
const SERVICE: Table = Table {
    name: "service",
    chinese: "服务履历",
    columns: &["service", "person", "institution", "from_date", "to_date", "half_months", "counts_as_grassroots", "source"],
    key: 1,
    told_once: &[],
};

pub(super) const SNAPSHOT_TABLES: [&Table; 9] = [&SLOT, &COMMUNITY, &INSTITUTION, &DEPARTMENT, &POST, &PERSON, &POOL, &POOL_POST, &SERVICE];

/// The position of an item as it is stored.
pub(super) fn number<I: Id>(id: I) -> i64 {
    id.index() as i64
}

macro_rules! row {
    ($($cell:expr),+ $(,)?) => { vec![$($crate::store::Cell::from($cell)),+] };
}
pub(super) use row;

/// The contents of the snapshot tables, in the order of the base tables' references.
pub fn snapshot(problem: &Problem) -> Vec<Contents> {
    let pool_category = |class: PoolClassId| {
        problem.pool_classes.get(class).and_then(|class| class.category).map(|category| problem.pool_categories[category].name.clone())
    };
    let slots = problem.calendar.ids().map(|slot| {
        let dates = problem.calendar.range(slot);
        let half = match (problem.calendar.unit(), problem.calendar.opens_month(slot)) {
            (SlotUnit::Month, _) => "全月",
            (SlotUnit::HalfMonth, true) => "上半月",
            (SlotUnit::HalfMonth, false) => "下半月",
        };
        row![slot.0, dates.from.format("%Y-%m").to_string(), half, dates.from, dates.to]
    });
    let communities = problem.communities.iter().map(|(id, it)| row![number(id), it.code.as_str(), it.name.as_str()]);
    let institutions = problem.institutions.iter().map(|(id, it)| {
        let (parent, community) = (it.parent.map(number), it.community.map(number));
        row![number(id), it.code.as_str(), it.name.as_str(), it.level.chinese(), parent, community, it.is_branch]
    });
    let departments = problem.departments.iter().map(|(id, it)| row![number(id), number(it.institution), it.name.as_str()]);
    let posts = problem.posts.iter().map(|(id, it)| {
        let (institution, department) = (number(it.institution), it.department.map(number));
        row![number(id), it.code.as_str(), it.name.as_str(), institution, department, it.kind.chinese()]
    });
    let people = problem.people.iter().map(|(id, it)| {
        let (category, grade) = (it.category.chinese(), it.grade.map(Grade::chinese));
        let (home, department) = (number(it.home), it.department.map(number));
        row![number(id), it.code.as_str(), it.name.as_str(), category, grade, home, department, it.telephone.clone()]
    });
    let pools = problem.pools.iter().map(|(id, it)| {
        let basis = match it.basis {
            PoolShareBasis::Total => "total",
            PoolShareBasis::InUse => "in-use",
        };
        row![number(id), it.name.as_str(), it.branch_percent, basis]
    });
    let pool_posts = problem.pool_posts.iter().map(|(id, it)| {
        let class = &problem.pool_classes[it.class];
        row![number(id), it.code.as_str(), number(it.pool), number(it.class), pool_category(it.class), it.numbered, class.from, class.until]
    });
    vec![
        Contents { table: &SLOT, rows: slots.collect() },
        Contents { table: &COMMUNITY, rows: communities.collect() },
        Contents { table: &INSTITUTION, rows: institutions.collect() },
        Contents { table: &DEPARTMENT, rows: departments.collect() },
        Contents { table: &POST, rows: posts.collect() },
        Contents { table: &PERSON, rows: people.collect() },
        Contents { table: &POOL, rows: pools.collect() },
        Contents { table: &POOL_POST, rows: pool_posts.collect() },
        service(problem),
    ]
}

/// Service before the horizon: the imported history, and of stays in progress the part already served.
fn service(problem: &Problem) -> Contents {
    let calendar = &problem.calendar;
    let mut served: Vec<(PersonId, DateRange, InstitutionId, i64, &str)> = Vec::new();
    for carried in problem.carried.iter().filter(|carried| carried.first < SlotId(0)) {
        let slots = carried.slots.min(-carried.first.0).max(1);
        let institution = problem.posts[carried.post].institution;
        let half_months = i64::from(calendar.half_months(slots));
        served.push((carried.person, calendar.span(carried.first, slots), institution, half_months, "carried"));
    }
    let in_progress = served.clone();
    for entry in &problem.history {
        let counted_above = in_progress
            .iter()
            .any(|(person, dates, at, ..)| (*person, *at) == (entry.person, entry.institution) && dates.overlaps(&entry.dates));
        if !counted_above {
            served.push((entry.person, entry.dates, entry.institution, entry.half_months(), "imported"));
        }
    }
    served.sort();
    let rows = served.into_iter().enumerate().map(|(index, (person, dates, institution, half_months, source))| {
        let grassroots = problem.institutions[institution].level.is_grassroots();
        row![index as i64, number(person), number(institution), dates.from, dates.to, half_months, grassroots, source]
    });
    Contents { table: &SERVICE, rows: rows.collect() }
}
