//! What tables mean, beyond what is wrong with them.

mod rules;
mod support;
mod training;

use super::{Options, Validation, validate};
use crate::diagnostic::{Code, Language};
use crate::domain::*;
use crate::source::{TableKind, Tables};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Tables written as a header and rows, cells between bars.
fn tables(written: &[(&str, &str)]) -> Tables {
    let mut rows = Vec::new();
    for (name, text) in written {
        let kind = TableKind::from_name(name).unwrap();
        let mut lines = text.split('\n').map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
        let header: Vec<&str> = lines.next().unwrap().iter().map(|header| kind.column(header).unwrap().english()).collect();
        for (number, cells) in lines.enumerate() {
            let cells: Vec<(&str, &str)> = header.iter().copied().zip(cells).filter(|(_, cell)| !cell.is_empty()).collect();
            rows.push((kind.english(), number as u32 + 2, cells));
        }
    }
    Tables::from_canonical_rows("测试", rows)
}

const INSTITUTIONS: (&str, &str) = (
    "机构",
    "代码|名称|级别|上级机构|医共体|核定编制|实有在编|网格\nH1|县医院|县级||C1|||\nT1|东乡|一般卫生院|H1||5|4|东片\nT2|西乡|中心卫生院|H1||||西片",
);
const POSTS: (&str, &str) =
    ("岗位", "代码|机构|科室|派驻类型|占周转编制\nP1|T1|内科|长期派驻|\nP2|T2|外科|长期派驻|是\nP3|T1||任职|\nP4|T2||任职|");
const STAFF: (&str, &str) = (
    "人员",
    "工号|姓名|机构|人员类别|职称|编制类型|可派起|可派止\n1|甲|H1|下派专家|副高|||\n2|乙|H1|下派专家|中级|周转池|2027-03-01|2027-08-31\n3|丙|H1|下派专家|中级|编外||\n4|丁|T1|下派专家|中级|||",
);
const COMMUNITIES: (&str, &str) =
    ("医共体", "代码|名称|牵头机构|编制周转池总数|周转池|生效日期\nC1|一|H1|3|县池|\nC2|二||2|县池|\nC1|一|H1|4|县池|2027-07-01");

fn validated(more: &[(&str, &str)]) -> Validation {
    let mut written = vec![INSTITUTIONS, POSTS, STAFF, COMMUNITIES];
    written.extend_from_slice(more);
    validate(&tables(&written), &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: Some(6) })
}

fn problem(more: &[(&str, &str)]) -> Problem {
    let validation = validated(more);
    validation.problem.unwrap_or_else(|| panic!("{}", validation.report.render(Language::Chinese)))
}

/// Codes of the faults, each with its row and the English name of its column.
fn faults(more: &[(&str, &str)]) -> Vec<(Code, Option<u32>)> {
    validated(more).report.faults.iter().map(|fault| (fault.code, fault.location.row)).collect()
}

fn dates(range: DateRange) -> (String, String) {
    (range.from.to_string(), range.to.to_string())
}

#[test]
fn communities_share_a_pool_whose_size_is_the_sum_of_theirs_at_each_date() {
    let problem = problem(&[]);
    assert_eq!(problem.pools.len(), 1);
    let sizes: Vec<_> = problem.pools.values().next().unwrap().sizes.iter().map(|(from, size)| (from.to_string(), *size)).collect();
    assert_eq!(sizes, [("1900-01-01".to_owned(), 5), ("2027-07-01".to_owned(), 6)]);
    assert_eq!(problem.pool_posts.len(), 6, "as many as the pool ever has");
    assert!(problem.communities.values().all(|community| community.pool == Some(PoolId::from_index(0))));
}

#[test]
fn branches_are_members_below_the_lead_and_inherit_its_community() {
    let problem = problem(&[]);
    let branches: Vec<_> =
        problem.institutions.values().map(|institution| (institution.is_branch, institution.community.is_some())).collect();
    assert_eq!(branches, [(false, true), (true, true), (true, true)]);
}

#[test]
fn a_pool_type_person_holds_a_post_from_arrival_to_departure_or_expiry() {
    let standing = |more| problem(more).standing[0].clone();
    let free = standing(&[]);
    assert_eq!(dates(free.dates), ("2027-03-01".to_owned(), "2027-08-31".to_owned()));
    let named = standing(&[("周转编制", "编号|占用人|医共体|到期\nZ1||C1|\nZ2|2|C1|2027-04-30")]);
    assert_eq!((named.pool_post.index(), dates(named.dates)), (1, ("2027-03-01".to_owned(), "2027-04-30".to_owned())));
}

#[test]
fn carried_stays_take_own_or_pool_posts_as_their_posts_need() {
    let rows =
        "工号|机构|科室或岗位|起|止|类型\n1|T1|P3|2026-07-01|2027-06-30|下派\n3|T2|P2|2026-10-16||下派\n4|T2|P4|2026-07-01|2027-06-30|下派";
    let problem = problem(&[("历史", rows)]);
    let held: Vec<_> =
        problem.carried.iter().map(|stay| (stay.first.0, stay.slots, stay.own_post, stay.pool_post.map(|post| post.index()))).collect();
    // The host of P3 has one free own post; P2 always takes a pool post; the host of P4 has no free own post. Post 0 of the pool is
    // held by the pool-type person.
    assert_eq!(held, [(-12, 24, true, None), (-5, 17, false, Some(1)), (-12, 24, false, Some(2))]);
    assert!(problem.history.is_empty());
}

#[test]
fn scopes_intersect_clauses_and_split_into_parts() {
    let rows = "名称|范围|人员条件|口径|最低\na|级别:一般卫生院、中心卫生院；派驻类型:长期派驻||每时段|1\nb|每个网格:派驻类型:任职；含本单位|职称>=中级；派出机构:H1|期末|1\nc|每个机构:级别:一般卫生院||全期人次|1\nd|科室:内科|带教:是|每时段|1";
    let problem = problem(&[("需求", rows)]);
    let made: Vec<_> = problem
        .requirements
        .values()
        .filter(|requirement| requirement.of_post.is_none())
        .map(|requirement| {
            let posts: Vec<_> = requirement.posts.iter().map(|post| problem.posts[*post].code.as_str()).collect();
            (requirement.name.as_str(), requirement.scope.as_str(), posts, requirement.own_staff_of.len())
        })
        .collect();
    assert_eq!(
        made,
        [
            ("a", "级别:一般卫生院、中心卫生院；派驻类型:长期派驻", vec!["P1", "P2"], 0),
            ("b", "东片", vec!["P3"], 1),
            ("b", "西片", vec!["P4"], 1),
            ("c", "东乡", vec!["P1", "P3"], 0),
            ("d", "科室:内科", vec!["P1"], 0),
        ]
    );
    let who = &problem.requirements.values().find(|requirement| requirement.name == "b").unwrap().who;
    assert_eq!((who.minimum_grade, who.homes.len()), (Some(Grade::Intermediate), 1));
}

#[test]
fn three_thousand_people_are_no_trouble() {
    let mut staff = STAFF.1.to_owned();
    let mut leave = "工号|起|止|审批".to_owned();
    for number in 5..3005 {
        staff += &format!("\n{number}|某{number}|T1|下派专家|中级|||");
        leave += &format!("\n{number}|2027-02-01|2027-02-10|是");
    }
    let validation = validate(
        &tables(&[INSTITUTIONS, POSTS, ("人员", &staff), COMMUNITIES, ("请假", &leave)]),
        &Options { from: NaiveDate::from_ymd_opt(2027, 1, 1), months: None },
    );
    assert_eq!(validation.problem.map(|problem| problem.people.len()), Some(3004));
}
