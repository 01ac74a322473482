//! 寿光: village clinics run by their township clinic, six new extension points, five rebuilt township clinics.

use crate::planning::{StoredPlan, planned};
use std::sync::LazyLock;

static PLAN: LazyLock<StoredPlan> = LazyLock::new(|| planned("shouguang"));

#[test]
fn village_clinics_are_outside_departments_of_their_township_clinic() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(*) FROM 机构 WHERE 级别 = '村卫生室'"), 45);
    let elsewhere = "SELECT person || ' ' || institution FROM roster JOIN 机构 AS host ON host.名称 = institution
        JOIN 机构 AS parent ON parent.代码 = host.上级机构 WHERE institution_level = '村卫生室' AND home_institution <> parent.名称";
    assert_eq!(book.list(elsewhere), Vec::<String>::new());
    let department = "SELECT person FROM roster JOIN 人员 ON 工号 = person WHERE institution_level = '村卫生室' AND 科室 <> '院外科室'";
    assert_eq!(book.list(department), Vec::<String>::new());
}

#[test]
fn every_village_clinic_has_a_resident_or_a_circuit_and_never_both() {
    let book = PLAN.book();
    let served =
        "SELECT count(DISTINCT institution || month || half) FROM roster_by_month JOIN 机构 ON 名称 = institution WHERE 级别 = '村卫生室'";
    assert_eq!(book.count(served), 45 * 24);
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '村卫生室由本院派员'"), Vec::<String>::new());
    let both = "SELECT institution || month || half FROM roster_by_month JOIN 机构 ON 名称 = institution WHERE 级别 = '村卫生室'
        GROUP BY institution, month, half HAVING count(DISTINCT dispatch_kind) > 1";
    assert_eq!(book.list(both), Vec::<String>::new());
}

#[test]
fn six_new_extension_points_are_staffed_by_their_parent_from_the_opening_on() {
    let book = PLAN.book();
    assert_eq!(book.count("SELECT count(DISTINCT institution) FROM roster WHERE institution_level = '延伸服务点'"), 6);
    let missing = "SELECT 代码 || ' ' || slot_from FROM 岗位 JOIN slots ON slot_from >= 起 WHERE 代码 LIKE 'Y%'
        AND NOT EXISTS (SELECT 1 FROM roster JOIN 机构 AS host ON host.名称 = institution JOIN 机构 AS parent ON parent.代码 = host.上级机构
                        WHERE host.代码 = 岗位.机构 AND home_institution = parent.名称 AND from_date <= slot_from AND to_date >= slot_to)";
    assert_eq!(book.list(missing), Vec::<String>::new());
    assert_eq!(book.list("SELECT scope FROM shortages WHERE requirement = '延伸服务点由上级单位派员'"), Vec::<String>::new());
}

#[test]
fn five_rebuilt_clinics_have_people_at_the_end_of_the_year_and_none_before_they_open() {
    let book = PLAN.book();
    let staffed =
        "SELECT count(DISTINCT institution) FROM roster JOIN 岗位 ON 代码 = post WHERE 名称 LIKE '新院区%' AND to_date >= '2027-12-31'";
    assert_eq!(book.count(staffed), 5);
    assert!(book.count("SELECT count(*) FROM 岗位 WHERE 名称 LIKE '新院区%' AND 起 > '2027-01-01'") >= 5);
    let early = "SELECT person || ' ' || post FROM roster JOIN 岗位 ON 代码 = post WHERE 起 <> '' AND from_date < 起";
    assert_eq!(book.list(early), Vec::<String>::new());
}

#[test]
fn posts_stay_empty_only_for_want_of_the_dentist_and_the_gynaecologist() {
    let book = PLAN.book();
    let specialties =
        "SELECT DISTINCT 专业 FROM shortages JOIN 岗位 ON instr(scope, 代码) = 1 WHERE requirement = '岗位编配' ORDER BY 专业";
    assert_eq!(book.list(specialties), ["口腔科", "妇产科"]);
}
