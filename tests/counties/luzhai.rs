//! 鹿寨: a backbone of at least 20 in the county hospitals, appointments, quarterly inspection, new hires, assistant GPs, secondment.

use crate::county::{Book, folder};
use crate::planning::{StoredPlan, planned, planned_without};
use crate::variant::Variant;
use std::sync::LazyLock;

pub static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("luzhai"));

/// City specialists present in county hospitals, on average over the half-months.
const BACKBONE: &str = "SELECT count(*) / 24.0 FROM roster_by_month JOIN 机构 AS host ON host.名称 = institution
    JOIN 机构 AS home ON home.名称 = home_institution WHERE month LIKE '2027-%' AND host.级别 = '县级' AND home.级别 = '市三级'
    AND category = '下派专家' AND dispatch_kind IN ('长期派驻', '任职', '短期支援')";

#[test]
fn three_city_hospitals_send_to_three_county_hospitals_with_nine_township_clinics() {
    let book = Book::of_tables(&folder("luzhai"));
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 = '市三级'"), 3);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 = '县级' AND 医共体 = 'C1'"), 3);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 IN ('中心卫生院', '一般卫生院') AND 医共体 = 'C1'"), 9);
    let pairs = "SELECT count(DISTINCT institution) FROM roster JOIN 机构 AS home ON home.名称 = home_institution
        WHERE home.级别 = '市三级' AND institution_level = '县级'";
    assert_eq!(PLAN.book().count(pairs), 3);
}

#[test]
fn at_least_20_backbone_staff_are_present_on_average() {
    let book = PLAN.book();
    let average = book.figure(BACKBONE);
    assert!(average >= 20.0, "{average}");
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '县级医院骨干月均'"), Vec::<String>::new());
}

#[test]
fn without_the_demand_the_backbone_falls_below_20() {
    let variant = Variant::of("luzhai").without("需求", 1, |row| row["名称"] == "县级医院骨干月均");
    let average = planned_without("luzhai-without-backbone", variant.tables()).book().figure(BACKBONE);
    assert!(average < 20.0, "{average}");
}

#[test]
fn of_60_and_more_who_may_be_sent_20_are_associate_senior_or_above() {
    let book = PLAN.book();
    let from_the_city = "SELECT count(*) FROM 人员 JOIN 机构 ON 机构.代码 = 人员.机构 WHERE 级别 = '市三级' AND 人员类别 = '下派专家'";
    assert!(book.count(from_the_city) >= 60);
    assert!(book.count(&format!("{from_the_city} AND 职称 IN ('副高', '正高')")) >= 20);
}

#[test]
fn they_become_heads_at_county_hospitals_and_at_townships() {
    let book = PLAN.book();
    let held = "SELECT count(DISTINCT post) FROM roster JOIN 岗位 ON 代码 = post WHERE dispatch_kind = '任职'";
    assert_eq!(book.count(&format!("{held} AND institution_level = '县级' AND 名称 LIKE '%院长'")), 3);
    assert_eq!(book.count(&format!("{held} AND institution_level = '县级' AND 名称 LIKE '%主任'")), 8);
    assert_eq!(book.count(&format!("{held} AND institution_level <> '县级' AND 名称 = '副院长'")), 5);
    assert_eq!(book.count(&format!("{held} AND institution_level <> '县级' AND 名称 LIKE '%主任'")), 6);
    assert_eq!(
        book.list("SELECT post FROM roster WHERE dispatch_kind = '任职' GROUP BY post, from_date HAVING count(*) > 1"),
        Vec::<String>::new()
    );
}

#[test]
fn the_county_hospitals_inspect_every_member_each_quarter() {
    let visits = "SELECT count(DISTINCT guest.代码 || ((CAST(substr(month, 6, 2) AS INTEGER) + 2) / 3)) FROM roster_by_month
        JOIN 机构 AS guest ON guest.名称 = institution JOIN 机构 AS home ON home.名称 = home_institution
        WHERE month LIKE '2027-%' AND dispatch_kind = '巡诊' AND home.级别 = '县级' AND guest.级别 IN ('中心卫生院', '一般卫生院')";
    assert_eq!(PLAN.book().count(visits), 9 * 4);
}

#[test]
fn new_hires_rotate_across_the_whole_community() {
    let book = PLAN.book();
    let enrolled = book.count("SELECT count(*) FROM 在培 WHERE 方案 = '新进人员轮转'");
    assert_eq!(enrolled, 20);
    let stays = "FROM roster JOIN 在培 ON 工号 = person WHERE 方案 = '新进人员轮转' AND dispatch_kind = '轮转'";
    assert_eq!(book.count(&format!("SELECT count(DISTINCT person) {stays}")), enrolled);
    // They are at county hospitals and at townships, and each is away from home.
    assert!(book.count(&format!("SELECT count(DISTINCT institution) {stays} AND institution_level = '县级'")) >= 2);
    assert!(book.count(&format!("SELECT count(DISTINCT institution) {stays} AND institution_level <> '县级'")) >= 2);
    assert!(book.count(&format!("SELECT count(DISTINCT person) {stays} AND institution <> home_institution")) * 2 > enrolled);
}

#[test]
fn assistant_gps_train_at_the_county_hospital_and_bonded_graduates_serve_in_townships() {
    let book = PLAN.book();
    let trained = "SELECT count(DISTINCT person) FROM roster JOIN 在培 ON 工号 = person WHERE 方案 LIKE '助理全科%' AND institution = '鹿寨县人民医院'";
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 名称 = '鹿寨县人民医院' AND 代码 = 'H1'"), 1);
    assert!(book.count(trained) >= 25, "{}", book.count(trained));
    assert_eq!(
        book.count("SELECT count(DISTINCT post) FROM roster WHERE category = '定向' AND post LIKE 'G%' AND pool_post IS NOT NULL"),
        6
    );
}

#[test]
fn half_of_the_100_secondments_of_two_years_fall_into_this_one() {
    let book = PLAN.book();
    let sent =
        book.count("SELECT count(*) FROM roster WHERE dispatch_kind = '进修' AND category = '进修' AND institution_level = '市三级'");
    assert!(sent >= 40, "{sent}");
    let missing = book.count("SELECT coalesce(sum(missing), 0) FROM shortages WHERE requirement = '上派进修'");
    assert_eq!(missing, (50 - sent).max(0));
}
