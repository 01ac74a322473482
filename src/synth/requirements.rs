//! Demands beyond the posts' own headcounts.

use super::county::County;
use crate::source::{Column, TableKind};

/// One row of the table, with the numbers that it has.
struct Demand<'a> {
    name: &'a str,
    scope: String,
    who: &'a str,
    measure: &'a str,
    minimum: Option<i64>,
    target: Option<i64>,
    is_strict: bool,
}

fn add(county: &mut County, demand: Demand) {
    let row =
        county.data.row(TableKind::Requirements).set(Column::RequirementName, demand.name).set(Column::RequirementScope, demand.scope);
    let row = row.set(Column::RequirementWho, demand.who).set(Column::RequirementMeasure, demand.measure);
    let row = row.set_some(Column::RequirementMinimum, demand.minimum).set_some(Column::RequirementTarget, demand.target);
    let row = row.set(Column::RequirementStrict, if demand.is_strict { "严格" } else { "弹性" });
    row.set(Column::RequirementBasis, "生成的示例");
}

fn codes(county: &County, posts: &[usize]) -> String {
    posts.iter().map(|post| county.posts[*post].code.as_str()).collect::<Vec<_>>().join("、")
}

/// The whole team goes once.
pub(super) fn team(county: &mut County, name: &str, leader: usize, member: usize, count: i64) {
    let scope = format!("岗位:{}", codes(county, &[leader, member]));
    let (minimum, target) = (None, Some(count));
    add(county, Demand { name: &format!("{name}下派"), scope, who: "", measure: "全期人次", minimum, target, is_strict: true });
    let row = county.data.row(TableKind::Teams).set(Column::TeamName, name).set(Column::TeamMinimum, (count - 1).max(1));
    row.set(Column::TeamMaximum, count).set(Column::TeamLeaderPost, &county.posts[leader].code);
}

/// Each township has its half-year, and so much of all of them lies in the plan.
pub(super) fn flexible(county: &mut County, community: usize, posts: &[usize]) {
    if posts.is_empty() {
        return;
    }
    let scope = codes(county, posts);
    let mean = posts.len() as i64 * 12.min(county.parameters.halves()) / county.parameters.halves();
    let name = format!("县管乡用（医共体{}）", community + 1);
    if mean > 0 {
        let (minimum, target) = (None, Some(mean));
        add(county, Demand { name: &name, scope: format!("岗位:{scope}"), who: "", measure: "全期平均", minimum, target, is_strict: true });
    }
    let (scope, target) = (format!("每个机构:岗位:{scope}"), Some(1));
    add(county, Demand { name: &name, scope, who: "", measure: "全期人次", minimum: None, target, is_strict: true });
}

/// What the whole county asks for.
pub(super) fn of_the_county(county: &mut County) {
    let demand = |name, scope: &str, who, measure| Demand {
        name,
        scope: scope.into(),
        who,
        measure,
        minimum: None,
        target: Some(1),
        is_strict: true,
    };
    let inspection = demand("季度督导", "每个机构:级别:中心卫生院、一般卫生院；派驻类型:巡诊", "派出级别:县级", "每季人次");
    add(county, Demand { minimum: Some(1), ..inspection });
    let stations = demand("村卫生室有人服务", "每个机构:级别:村卫生室", "类别:乡村医生", "每时段");
    add(county, Demand { minimum: Some(1), ..stations });
    let grids = demand("急救网格", "每个网格:级别:中心卫生院、一般卫生院；含本单位", "专业:急诊科", "每时段");
    add(county, Demand { is_strict: false, ..grids });
    // Across communities: what one cannot spare another may.
    let able: i64 = county.departments.iter().map(|department| department.away).sum();
    let seniors = demand("副高以上下沉", "级别:中心卫生院、一般卫生院", "职称>=副高；类别:下派专家", "每季平均");
    let target = Some(((able as f64 * county.parameters.tightness.min(1.0)) as i64 / 3).max(1));
    add(county, Demand { target, is_strict: false, ..seniors });
}
