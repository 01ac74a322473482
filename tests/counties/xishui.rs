//! 习水: "2+5+N" on five levels, extension points and stations without posts of their own, 土城分院 and its deputy head.

use crate::county::{Book, folder};
use crate::planning::{StoredPlan, planned};
use std::sync::LazyLock;

static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("xishui"));

#[test]
fn two_hospitals_five_central_townships_and_n_townships_on_five_levels() {
    let book = Book::of_tables(&folder("xishui"));
    assert_eq!(book.count("SELECT count(DISTINCT 级别) FROM 机构"), 5);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 = '县级'"), 2);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 = '中心卫生院'"), 5);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 = '一般卫生院'"), 14);
    // People go to every level below the county hospitals.
    assert_eq!(PLAN.book().count("SELECT count(DISTINCT institution_level) FROM roster WHERE institution_level <> '县级'"), 4);
}

#[test]
fn extension_points_and_villages_own_no_posts_and_are_staffed_from_a_parent_or_the_pool() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 IN ('延伸服务点', '村卫生室') AND 核定编制 <> ''"), 0);
    // All 32, or all but the one that the pool has no post for all year: which stations wait, and how long each, costs the same.
    let staffed = book.count("SELECT count(DISTINCT institution) FROM roster WHERE institution_level IN ('延伸服务点', '村卫生室')");
    assert!([31, 32].contains(&staffed), "{staffed}");
    let neither = "SELECT person || ' ' || institution FROM roster JOIN 机构 AS host ON host.名称 = institution
        JOIN 机构 AS parent ON parent.代码 = host.上级机构
        WHERE institution_level IN ('延伸服务点', '村卫生室') AND home_institution <> parent.名称 AND pool_post IS NULL";
    assert_eq!(book.list(neither), Vec::<String>::new());
    // Both ways are in use.
    let pooled = "SELECT count(DISTINCT institution) FROM roster WHERE institution_level IN ('延伸服务点', '村卫生室') AND pool_post IS";
    assert!(book.count(&format!("{pooled} NOT NULL")) >= 10);
    assert!(book.count(&format!("{pooled} NULL")) >= 10);
}

#[test]
fn one_station_at_a_time_stays_empty_for_want_of_a_pool_post() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT sum(missing) FROM shortages"), 24);
    assert_eq!(book.count("SELECT count(DISTINCT window_from) FROM shortages WHERE missing = 1"), 24);
    let reasons = book.list("SELECT DISTINCT reason FROM shortages");
    assert!(reasons.iter().all(|reason| reason.contains("周转")), "{reasons:?}");
}

#[test]
fn the_branch_has_a_deputy_head_throughout_and_both_at_the_hand_over() {
    let book = PLAN.book();
    assert_eq!(book.list("SELECT DISTINCT institution FROM roster WHERE post = 'R01'").len(), 1);
    assert_eq!(book.count("SELECT count(DISTINCT month || half) FROM roster_by_month WHERE post = 'R01' AND month LIKE '2027-%'"), 24);
    let both = "SELECT count(*) FROM (SELECT 1 FROM roster_by_month WHERE post = 'R01' GROUP BY month, half HAVING count(*) = 2)";
    assert_eq!(book.count(both), 1);
    // The pairing has run since 2023.
    assert_eq!(book.count("SELECT min(起) LIKE '2023-%' FROM 历史 WHERE 科室或岗位 = 'R01'"), 1);
}

#[test]
fn each_township_has_a_fixed_physician_at_all_times() {
    let book = PLAN.book();
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '乡镇固定医师'"), Vec::<String>::new());
    // Those without a physician of their own are sent one for every half-month.
    let sent = "SELECT count(DISTINCT institution || month || half) FROM roster_by_month JOIN 机构 ON 名称 = institution
        WHERE 代码 IN ('T17', 'T18', 'T19') AND dispatch_kind = '长期派驻'";
    assert_eq!(book.count(sent), 3 * 24);
}

#[test]
fn the_pool_is_never_overdrawn_and_60_percent_of_it_is_at_branches() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(*) FROM pool_usage"), 24);
    assert_eq!(book.count("SELECT count(*) FROM pool_usage WHERE in_use > size OR size <> 28"), 0);
    assert!(book.figure("SELECT min(branch_share) FROM pool_usage") >= 0.6);
}
