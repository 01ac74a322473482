//! 阜新: ten alliances cover 84 centres; dispatch counts as grassroots experience; one pool an alliance; 400,000 a lead hospital.

use crate::planning::{StoredPlan, planned};
use std::sync::LazyLock;

static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("fuxin"));

#[test]
fn all_84_centres_of_ten_alliances_are_covered() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(*) FROM 医共体"), 10);
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 IN ('中心卫生院', '一般卫生院')"), 84);
    let quarters = "SELECT count(DISTINCT institution || ((CAST(substr(month, 6, 2) AS INTEGER) + 2) / 3)) FROM roster_by_month
        JOIN 机构 ON 名称 = institution WHERE 级别 IN ('中心卫生院', '一般卫生院') AND month LIKE '2027-%' AND category = '下派专家'";
    assert_eq!(book.count(quarters), 4 * 84);
    let residents = "SELECT count(DISTINCT institution) FROM roster
        WHERE institution_level IN ('中心卫生院', '一般卫生院') AND dispatch_kind = '长期派驻' AND category = '下派专家'";
    assert_eq!(book.count(residents), 84);
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement LIKE '基层机构%'"), Vec::<String>::new());
}

#[test]
fn dispatch_counts_as_grassroots_experience() {
    let book = PLAN.book();
    let uncounted = "SELECT person FROM service_ledger JOIN 机构 ON 名称 = institution
        WHERE 级别 IN ('中心卫生院', '一般卫生院') AND NOT counts_as_grassroots";
    assert_eq!(book.list(uncounted), Vec::<String>::new());
    // Months on whole terms at the centres that end before the declaration, and those from before the plan.
    book.define(
        "CREATE TEMP VIEW candidates AS
             SELECT 工号, CAST(累计基层月数 AS REAL) AS earlier,
                 (SELECT count(*) / 2.0 FROM slots JOIN roster ON slot_from >= from_date AND slot_to <= to_date WHERE person = 工号
                      AND institution_level NOT IN ('县级', '市三级') AND dispatch_kind <> '巡诊' AND slot_to < 拟申报日期) AS planned
             FROM 人员 WHERE 拟申报职称 = '副高'",
    );
    assert!(book.count("SELECT count(*) FROM candidates WHERE earlier < 12") >= 20);
    assert!(book.count("SELECT count(*) FROM candidates WHERE planned > 0") >= 20);
    let short = "SELECT 工号 || ' ' || earlier || '+' || planned FROM candidates WHERE planned > 0 AND earlier + planned < 12";
    assert_eq!(book.list(short), Vec::<String>::new());
}

#[test]
fn county_and_township_establishment_is_used_as_one() {
    let book = PLAN.book();
    let appointments = "SELECT count(*) FROM roster JOIN 岗位 ON 代码 = post WHERE 占周转编制 = '是' AND pool_post IS";
    assert!(book.count(&format!("{appointments} NOT NULL")) >= 25);
    assert_eq!(book.count(&format!("{appointments} NULL")), 0);
    assert_eq!(book.count("SELECT count(DISTINCT community) FROM pool_usage"), 10);
    assert_eq!(book.count("SELECT count(*) FROM pool_usage WHERE in_use > size"), 0);
    assert!(book.figure("SELECT min(branch_share) FROM pool_usage") >= 0.6);
}

#[test]
fn subsidies_keep_within_400_000_for_each_lead_hospital() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(*) FROM 经费 WHERE 金额 = '400000'"), 10);
    assert_eq!(book.list("SELECT DISTINCT 计发方式 FROM 补贴"), ["月"]);
    let paid = "SELECT sum(yuan) FROM (SELECT stay, max(CAST(标准 AS INTEGER))
            * (SELECT count(*) FROM slots WHERE slot_from >= from_date AND slot_to <= to_date) / 2.0 AS yuan
        FROM roster JOIN 补贴 WHERE instr(机构级别, institution_level) AND instr(职称, grade) GROUP BY stay)";
    let paid = book.figure(paid);
    assert!((1.0..=4_000_000.0).contains(&paid), "{paid}");
}
