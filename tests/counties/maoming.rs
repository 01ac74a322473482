//! 茂名: a team goes to one hospital together; village doctors serve vacant stations under their township; the size of 高州.

use crate::county::{Book, folder};
use crate::planning::{StoredPlan, planned, read};
use std::sync::LazyLock;

static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("maoming"));

#[test]
fn gaozhou_has_28_township_units_and_439_village_stations() {
    let book = Book::of_tables(&folder("maoming"));
    assert_eq!(book.count("SELECT count(*) FROM 医共体"), 5);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 医共体 = 'C3' AND 级别 IN ('中心卫生院', '一般卫生院')"), 28);
    let stations = "SELECT count(*) FROM 机构 AS station JOIN 机构 AS town ON town.代码 = station.上级机构
        WHERE station.级别 = '村卫生室' AND town.医共体 = 'C3' AND town.级别 IN ('中心卫生院', '一般卫生院')";
    assert_eq!(book.count(stations), 439);
    let vacant = "SELECT count(*) FROM 机构 WHERE 级别 = '村卫生室' AND NOT EXISTS (SELECT 1 FROM 人员 WHERE 机构 = 代码)";
    assert_eq!(book.count(vacant), 120);
}

#[test]
fn the_tables_are_read_whole() {
    let (loaded, problem) = read(&folder("maoming"));
    let book = Book::of_tables(&folder("maoming"));
    let found = [problem.institutions.len(), problem.people.len(), problem.communities.len(), problem.teams.len()];
    let rows =
        ["机构", "人员", "医共体", "团队"].map(|table| usize::try_from(book.count(&format!("SELECT count(*) FROM {table}"))).unwrap());
    assert_eq!(found, rows);
    assert!(!loaded.tables.canonical_rows().is_empty());
}

#[test]
fn a_head_and_24_specialists_go_to_one_hospital_together() {
    let book = PLAN.book();
    book.define("CREATE TEMP VIEW gone AS SELECT * FROM roster JOIN 人员 ON 工号 = person JOIN 团队 USING (团队)");
    assert_eq!(book.count("SELECT count(DISTINCT person) FROM gone"), 25);
    assert_eq!(book.count("SELECT count(*) FROM gone"), 25);
    let places = book.list("SELECT DISTINCT institution || ' ' || from_date || ' ' || to_date FROM gone");
    assert_eq!(places.len(), 1, "{places:?}");
    assert_eq!(book.count("SELECT count(*) FROM gone WHERE dispatch_kind = '任职' AND post = 负责人岗位"), 1);
    assert_eq!(book.count("SELECT count(*) FROM gone WHERE dispatch_kind = '组团'"), 24);
}

#[test]
fn vacant_stations_are_served_by_village_doctors_of_their_township() {
    let book = PLAN.book();
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '村卫生站有人服务'"), Vec::<String>::new());
    let served = "SELECT count(DISTINCT institution || month) FROM roster_by_month JOIN 机构 ON 名称 = institution
        WHERE 级别 = '村卫生室' AND NOT EXISTS (SELECT 1 FROM 人员 WHERE 机构 = 代码)";
    assert_eq!(book.count(served), 120 * 12);
    let elsewhere = "SELECT person || ' ' || institution FROM roster JOIN 机构 AS host ON host.名称 = institution
        JOIN 机构 AS home ON home.名称 = home_institution
        WHERE institution_level = '村卫生室' AND (category <> '乡村医生' OR home.上级机构 <> host.上级机构 AND home.代码 <> host.上级机构)";
    assert_eq!(book.list(elsewhere), Vec::<String>::new());
}

#[test]
fn no_station_has_a_resident_and_a_circuit_at_once() {
    let both = "SELECT institution || month FROM roster_by_month JOIN 机构 ON 名称 = institution WHERE 级别 = '村卫生室'
        GROUP BY institution, month HAVING count(DISTINCT dispatch_kind) > 1";
    assert_eq!(PLAN.book().list(both), Vec::<String>::new());
}
