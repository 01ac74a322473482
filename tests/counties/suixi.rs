//! 濉溪: grid areas with emergency cover within 15 minutes and three-level teams; the training fund drives dispatch.

use crate::county::Book;
use crate::planning::{StoredPlan, planned};
use std::sync::LazyLock;

static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("suixi"));

/// Grid areas and half-months without an emergency physician: neither own ones who are not on leave nor ones sent there.
const UNCOVERED: &str = "SELECT area.网格 || ' ' || slot_from FROM slots JOIN (SELECT DISTINCT 网格 FROM 机构 WHERE 网格 <> '') AS area
    WHERE NOT EXISTS (SELECT 1 FROM 人员 JOIN 机构 ON 机构.代码 = 人员.机构 WHERE 专业 = '急诊科' AND 机构.网格 = area.网格
                      AND NOT EXISTS (SELECT 1 FROM 请假 WHERE 请假.工号 = 人员.工号 AND 审批 = '是' AND 起 <= slot_to AND 止 >= slot_from))";
const SENT: &str = "AND NOT EXISTS (SELECT 1 FROM roster JOIN 人员 ON 工号 = person JOIN 机构 ON 名称 = institution
    WHERE 专业 = '急诊科' AND 网格 = area.网格 AND from_date <= slot_from AND to_date >= slot_to)";

#[test]
fn every_grid_area_lies_within_15_minutes() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(DISTINCT 网格) FROM 机构 WHERE 网格 <> ''"), 6);
    let farthest = "SELECT max(CAST(分钟 AS INTEGER)) FROM 距离 JOIN 机构 AS one ON one.代码 = 机构甲
        JOIN 机构 AS other ON other.代码 = 机构乙 WHERE one.网格 = other.网格 AND one.网格 <> ''";
    assert!((1..=15).contains(&book.count(farthest)));
    let unknown = "SELECT one.代码 || ' ' || other.代码 FROM 机构 AS one JOIN 机构 AS other
        ON one.网格 = other.网格 AND one.网格 <> '' AND one.代码 < other.代码
        WHERE NOT EXISTS (SELECT 1 FROM 距离 WHERE (机构甲, 机构乙) IN ((one.代码, other.代码), (other.代码, one.代码)))";
    assert_eq!(book.list(unknown), Vec::<String>::new());
}

#[test]
fn every_grid_area_has_emergency_cover_in_every_half_month() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(*) FROM slots"), 24);
    assert_eq!(book.list(&format!("{UNCOVERED} {SENT}")), Vec::<String>::new());
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '15分钟急救网格'"), Vec::<String>::new());
    // Without those sent, three areas would have none all year and more for some months.
    assert!(book.list(UNCOVERED).len() > 3 * 24);
}

#[test]
fn every_grid_area_has_a_county_town_and_village_team() {
    let book = PLAN.book();
    assert_eq!(book.list("SELECT requirement || scope FROM shortages WHERE requirement LIKE '网格团队%'"), Vec::<String>::new());
    let county = "SELECT count(DISTINCT guest.网格 || month || half) FROM roster_by_month JOIN 机构 AS guest ON guest.名称 = institution
        JOIN 机构 AS home ON home.名称 = home_institution
        WHERE guest.网格 <> '' AND home.级别 = '县级' AND dispatch_kind IN ('长期派驻', '短期支援')";
    assert_eq!(book.count(county), 6 * 24);
}

#[test]
fn vacant_village_stations_are_served() {
    let book = PLAN.book();
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '村卫生室有人服务'"), Vec::<String>::new());
    let vacant = "SELECT count(*) FROM 机构 WHERE 级别 = '村卫生室' AND NOT EXISTS (SELECT 1 FROM 人员 WHERE 机构 = 代码)";
    assert!(book.count(vacant) >= 5);
}

/// Subsidies by stay, counted day by day.
fn with_subsidies() -> Book {
    let book = PLAN.book();
    book.define(
        "CREATE TEMP VIEW working AS SELECT date FROM days
             WHERE coalesce((SELECT 类型 = '班' FROM 节假日 WHERE 日期 = date), strftime('%w', date) NOT IN ('0', '6'));
         CREATE TEMP VIEW subsidies AS
             SELECT stay, max(CAST(标准 AS INTEGER)) * (SELECT count(*) FROM working WHERE date BETWEEN from_date AND to_date) AS yuan
             FROM roster JOIN 补贴 WHERE instr(机构级别, institution_level) AND instr(职称, grade) GROUP BY stay;",
    );
    book
}

#[test]
fn the_training_fund_drives_dispatch() {
    let book = with_subsidies();
    assert_eq!(book.list("SELECT DISTINCT 计发方式 FROM 补贴"), ["工作日"]);
    let (spent, fund) = (book.count("SELECT sum(yuan) FROM subsidies"), book.count("SELECT sum(CAST(金额 AS INTEGER)) FROM 经费"));
    // The fund is nearly used up, and posts stay empty for want of money.
    assert!(spent <= fund && spent * 10 >= fund * 9, "{spent} of {fund}");
    assert!(book.count("SELECT coalesce(sum(missing), 0) FROM shortages WHERE requirement = '岗位编配'") >= 1);
}
