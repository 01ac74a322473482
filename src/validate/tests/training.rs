//! 科室, 培训方案, 在培 and 历史 together: local departments, standard departments and what trainees have done.

use super::*;

const TRAINEE: (&str, &str) = ("人员", "工号|姓名|机构|人员类别|职称\n1|甲|H1|住院医师|初级");
/// Two departments of one hospital share a standard, one department teaches two, and a township has a name of its own for one.
const DEPARTMENTS: (&str, &str) = (
    "科室",
    "机构|本院科室|标准科室|培训容量\nH1|心内一科|心血管|2\nH1|心内二科|心血管、重症|2\nH1|综合内科|消化、呼吸|3\nT1|大内科|消化|1\nH1|急诊|急诊|1\nH1|皮肤|皮肤|1",
);
const PROGRAMME: (&str, &str) =
    ("培训方案", "方案|年限|标准科室|月数\n内科|3|心血管|4\n内科|3|消化|3\n内科|3|呼吸|3\n内科|3|重症|2\n内科|3|急诊|3.5\n内科|3|皮肤|0.5");
const ENROLMENT: (&str, &str) = ("在培", "工号|方案|入培日期|截止日期\n1|内科|2025-09-01|2028-08-31");

fn trained(more: &[(&str, &str)]) -> Problem {
    let mut written = vec![INSTITUTIONS, POSTS, TRAINEE, DEPARTMENTS, PROGRAMME, ENROLMENT];
    written.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    written.extend_from_slice(more);
    let validation = validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) });
    validation.problem.unwrap_or_else(|| panic!("{}", validation.report.render(Language::Chinese)))
}

/// Half-months done, by item: 心血管, 消化, 呼吸, 重症, 急诊, 皮肤.
fn done(history: &str) -> Vec<i32> {
    let rows = format!("工号|机构|科室或岗位|起|止|类型\n{history}");
    trained(&[("历史", &rows)]).enrolments[0].progress.values().map(|progress| progress.done).collect()
}

#[test]
fn departments_and_standards_are_many_to_many() {
    let problem = trained(&[]);
    let standards: Vec<_> = problem
        .departments
        .values()
        .map(|department| {
            let names = department.standards.iter().map(|standard| problem.standard_departments[*standard].as_str());
            (department.name.as_str(), names.collect::<BTreeSet<_>>())
        })
        .collect();
    let of = |name: &str| standards.iter().find(|(other, _)| *other == name).unwrap().1.iter().copied().collect::<Vec<_>>();
    assert_eq!((of("心内一科"), of("心内二科"), of("综合内科")), (vec!["心血管"], vec!["心血管", "重症"], vec!["呼吸", "消化"]));
    // One training post a department, whatever it teaches.
    let seats: Vec<_> = problem.posts.values().filter(|post| post.is_training()).map(|post| post.headcount.maximum).collect();
    assert_eq!(seats, [2, 2, 3, 1, 1, 1]);
    let lengths: Vec<_> = problem.programmes.values().next().unwrap().items.values().map(|item| item.half_months).collect();
    assert_eq!(lengths, [8, 6, 6, 4, 7, 1]);
}

#[test]
fn history_counts_under_whatever_name_the_place_is_given() {
    // A training post's code, a local department, a standard department, and a name that only another institution's department bears.
    for place in ["H1|H1-心内一科", "H1|心内一科", "H1|心血管", "T2|心内一科"] {
        assert_eq!(done(&format!("1|{place}|2026-01-01|2026-02-28|轮转")), [4, 0, 0, 0, 0, 0], "{place}");
    }
    // The township's own department teaches one of the two standards that the hospital's does.
    assert_eq!(done("1|T1|大内科|2026-01-01|2026-02-28|轮转"), [0, 4, 0, 0, 0, 0]);
    // A dispatch, or a rotation of somebody else's kind, is no training.
    assert_eq!(done("1|H1|心内一科|2026-01-01|2026-02-28|下派"), [0; 6]);
}

#[test]
fn a_department_of_several_standards_fills_the_items_in_programme_order() {
    // Seven half-months: six of 消化, one of 呼吸.
    assert_eq!(done("1|H1|综合内科|2026-01-01|2026-04-15|轮转"), [0, 6, 1, 0, 0, 0]);
    // 心血管 first, then 重症 with the rest; two departments add up to one item.
    let mixture = "1|H1|H1-心内一科|2026-01-01|2026-03-31|轮转\n1|H1|心内二科|2026-04-01|2026-05-31|轮转";
    assert_eq!(done(mixture), [8, 0, 0, 2, 0, 0]);
    // The order of the rows does not matter, that of the dates does.
    let turned = "1|H1|心内二科|2026-04-01|2026-05-31|轮转\n1|H1|H1-心内一科|2026-01-01|2026-03-31|轮转";
    assert_eq!(done(turned), done(mixture));
}

#[test]
fn half_months_are_counted_and_what_fits_no_item_is_said() {
    assert_eq!(done("1|H1|皮肤|2026-06-01|2026-06-15|轮转\n1|H1|急诊|2026-06-16|2026-07-31|轮转"), [0, 0, 0, 0, 3, 1]);
    let rows = "工号|机构|科室或岗位|起|止|类型\n1|H1|皮肤|2026-06-01|2026-07-15|轮转";
    let written = [INSTITUTIONS, POSTS, TRAINEE, DEPARTMENTS, PROGRAMME, ENROLMENT, ("历史", rows)];
    let validation = validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) });
    let fault = validation.report.faults.iter().find(|fault| fault.code == Code::HistoryWithoutItem).unwrap();
    assert_eq!(fault.found.zh, "皮肤，1 个月未计入");
    assert_eq!(validation.problem.unwrap().enrolments[0].progress[ItemId::from_index(5)].done, 1);
}

#[test]
fn a_rotation_that_goes_on_is_carried_in_with_the_item_still_open() {
    // 消化 is full from before, so the stay counts towards 呼吸; the slots before the plan belong to the stay.
    let rows = "工号|机构|科室或岗位|起|止|类型\n1|T1|大内科|2026-01-01|2026-03-31|轮转\n1|H1|综合内科|2026-12-01|2027-01-31|轮转";
    let problem = trained(&[("历史", rows)]);
    let carried = &problem.carried[0];
    assert_eq!((carried.item.map(|item| item.index()), carried.first.0, carried.slots), (Some(2), -2, 4));
    assert_eq!(problem.posts[carried.post].code, "H1-综合内科");
    let done: Vec<_> = problem.enrolments[0].progress.values().map(|progress| progress.done).collect();
    assert_eq!(done, [0, 6, 0, 0, 0, 0]);
    // Two departments of the hospital teach 心血管: a standard department does not say at which the trainee is.
    let rows = "工号|机构|科室或岗位|起|止|类型\n1|H1|心血管|2026-12-01|2027-01-31|轮转";
    let written = [INSTITUTIONS, POSTS, TRAINEE, DEPARTMENTS, PROGRAMME, ENROLMENT, ("历史", rows)];
    let report = validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) }).report;
    assert!(report.faults.iter().any(|fault| fault.code == Code::CarriedInWithoutPost), "{report:?}");
}

#[test]
fn a_department_that_bears_the_name_of_a_standard_teaches_it() {
    let departments = DEPARTMENTS.1.replace("H1|急诊|急诊|1", "H1|急诊||1").replace("H1|皮肤|皮肤|1", "H1|皮肤科||1");
    let problem = trained(&[("科室", &departments)]);
    let of = |name: &str| problem.departments.values().find(|department| department.name == name).unwrap().standards.len();
    assert_eq!((of("急诊"), of("皮肤科")), (1, 0));
    assert!(problem.assumptions.iter().any(|assumption| assumption.text.zh.starts_with("1 个有培训容量的科室没有填标准科室")));
}

#[test]
fn a_name_that_departments_do_not_agree_on_means_nothing() {
    let departments = format!("{}\nT2|心内一科|重症|", DEPARTMENTS.1);
    let rows = "工号|机构|科室或岗位|起|止|类型\n1|T1|心内一科|2026-01-01|2026-02-28|轮转";
    let problem = trained(&[("科室", &departments), ("历史", rows)]);
    assert!(problem.enrolments[0].progress.values().all(|progress| progress.done == 0));
}

#[test]
fn items_name_what_comes_before_them() {
    let rows = "方案|年限|阶段|标准科室|月数|先修\n内科|3|2|心血管|4|消化、呼吸\n内科|3|1|消化|3|\n内科|3|1|呼吸|3|消化\n内科|3|3|消化|1|心血管、消化";
    let problem = trained(&[("培训方案", rows)]);
    let items = &problem.programmes.values().next().unwrap().items;
    let after: Vec<_> = items.values().map(|item| item.after.iter().map(|item| item.index()).collect::<Vec<_>>()).collect();
    // In the order of the stages: 消化, 呼吸, 心血管, 消化 again, which comes after its own first part.
    assert_eq!(after, [vec![], vec![0], vec![0, 1], vec![0, 2]]);
}

#[test]
fn orders_that_cannot_be_kept_are_reported_once() {
    let faults = |rows: &str| {
        let rows = format!("方案|阶段|标准科室|月数|先修\n{rows}");
        let written = [INSTITUTIONS, POSTS, TRAINEE, ("培训方案", rows.as_str())];
        let report = validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) }).report;
        report.faults.into_iter().map(|fault| (fault.code, fault.location.row, fault.found.zh)).collect::<Vec<_>>()
    };
    let impossible = |row: u32, found: &str| (Code::ImpossiblePrerequisite, Some(row), found.to_owned());
    // A circle with a tail, and another one.
    let circles = "全科|1|内科|3|外科\n全科|1|外科|3|儿科\n全科|1|儿科|3|外科\n全科|1|眼科|1|皮肤\n全科|1|皮肤|1|眼科";
    assert_eq!(faults(circles), [impossible(3, "外科 → 儿科 → 外科（箭头指向先修）"), impossible(5, "眼科 → 皮肤 → 眼科（箭头指向先修）")]);
    assert_eq!(faults("全科|1|内科|3|内科"), [impossible(2, "“内科”")]);
    assert_eq!(faults("全科|1|内科|3|外科\n全科|2|外科|3|"), [impossible(2, "“外科”")]);
    // Another programme's items are none of this one's.
    let unknown = (Code::UnknownPrerequisite, Some(2), "“外科”".to_owned());
    assert_eq!(faults("全科|1|内科|3|外科\n内科|1|外科|3|"), [unknown]);
}
