//! 泸县: a pool of 110, 60 % of it at branches, 38 sent by the lead hospitals, 16 new departments; each taken away once.

use crate::county::{Book, folder};
use crate::planning::{StoredPlan, planned, planned_without};
use crate::variant::{Row, Variant};
use std::sync::LazyLock;

static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("luxian"));

const MOST_IN_USE: &str = "SELECT max(in_use) FROM pool_usage";
const LEAST_SHARE: &str = "SELECT min(branch_share) FROM pool_usage";
/// Postings from lead hospitals to branches in the year, those under way when it begins included, as the demand counts them.
const DISPATCHED: &str = "SELECT count(*) FROM roster JOIN 机构 AS home ON home.名称 = home_institution
    WHERE category = '下派专家' AND home.级别 = '县级' AND institution_level IN ('中心卫生院', '一般卫生院', '延伸服务点')
    AND dispatch_kind IN ('长期派驻', '短期支援') AND to_date >= '2027-01-01'";
/// New departments with somebody at the end of the year.
const OPENED: &str = "SELECT count(DISTINCT post) FROM roster JOIN 岗位 ON 代码 = post WHERE 名称 LIKE '新设%' AND to_date >= '2027-12-31'";

#[test]
fn three_communities_led_by_three_hospitals_share_one_pool() {
    let book = PLAN.book();
    assert_eq!(
        Book::of_tables(&folder("luxian")).list("SELECT 机构.名称 FROM 医共体 JOIN 机构 ON 机构.代码 = 牵头机构 ORDER BY 机构.代码"),
        ["泸县人民医院", "泸县第二人民医院", "泸县中医医院"]
    );
    assert_eq!(book.list("SELECT DISTINCT community FROM pool_usage"), ["泸县周转池"]);
    assert_eq!(book.count("SELECT count(*) FROM pool_usage"), 24);
}

#[test]
fn never_more_than_110_pool_posts_are_in_use() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT min(size) FROM pool_usage"), 110);
    assert!(book.count(MOST_IN_USE) <= 110);
    // By the ledger, day by day, no post is held twice.
    let ledger =
        "SELECT max(held) FROM (SELECT count(*) AS held FROM slots JOIN pool_ledger ON from_date <= slot_from AND to_date >= slot_to
        GROUP BY slot_from)";
    assert_eq!(book.count(ledger), book.count(MOST_IN_USE));
    let twice = "SELECT pool_post || ' ' || slot_from FROM slots JOIN pool_ledger ON from_date <= slot_to AND to_date >= slot_from
        GROUP BY pool_post, slot_from HAVING count(*) > 1";
    assert_eq!(book.list(twice), Vec::<String>::new());
}

#[test]
fn at_least_60_percent_of_the_pool_is_at_branches_in_every_slot() {
    let book = PLAN.book();
    assert_eq!(book.list("SELECT slot_from FROM pool_usage WHERE at_branches * 10 < in_use * 6"), Vec::<String>::new());
    assert!(book.figure(LEAST_SHARE) >= 0.6);
}

#[test]
fn all_38_are_dispatched_in_the_year() {
    let book = PLAN.book();
    assert!(book.count(DISPATCHED) >= 38, "{}", book.count(DISPATCHED));
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '牵头医院下派人次'"), Vec::<String>::new());
}

#[test]
fn sixteen_new_departments_are_open_at_the_end_of_the_year() {
    let book = PLAN.book();
    assert_eq!(book.count(OPENED), 16);
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '新设科室年末在岗'"), Vec::<String>::new());
}

/// Postings to branches, new departments that are open and the least share of the pool at branches, where none of them is asked for: each
/// that is missing sends fewer people to branches, so that none stands in for another.
static WITHOUT_DEMANDS: LazyLock<(i64, i64, f64)> = LazyLock::new(|| {
    let demand = |row: &Row| ["牵头医院下派人次", "新设科室年末在岗"].contains(&row["名称"].as_str());
    let variant = Variant::of("luxian").without("需求", 17, demand).with("医共体", 3, |_| true, "分院占比下限", "0%");
    let book = planned_without("luxian-without-demands", variant.tables()).book();
    (book.count(DISPATCHED), book.count(OPENED), book.figure(LEAST_SHARE))
});

#[test]
fn with_a_larger_pool_more_than_110_are_in_use() {
    let variant = Variant::of("luxian").with("医共体", 1, |row| row["代码"] == "C1", "编制周转池总数", "70");
    let most = planned_without("luxian-larger-pool", variant.tables()).book().count(MOST_IN_USE);
    assert!(most > 110, "{most}");
}

#[test]
fn without_the_demand_for_38_fewer_are_dispatched() {
    let (dispatched, ..) = *WITHOUT_DEMANDS;
    assert!(dispatched < 38, "{dispatched}");
}

#[test]
fn without_the_demand_for_new_departments_fewer_than_16_are_open() {
    let (_, opened, _) = *WITHOUT_DEMANDS;
    assert!(opened < 16, "{opened}");
}

#[test]
fn without_the_branch_share_less_than_60_percent_is_at_branches() {
    let (.., share) = *WITHOUT_DEMANDS;
    assert!(share < 0.6, "{share}");
}
