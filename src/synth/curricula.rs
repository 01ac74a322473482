//! Training programmes, one version a community: invented ones, with the proportions of real ones.

use super::county::County;
use super::wards::{PRACTICE, standard};
use crate::source::{Column, TableKind};

pub(super) struct Item {
    /// Without the community.
    pub name: &'static str,
    pub half_months: i64,
    pub stage: i64,
    pub is_splittable: bool,
    pub is_elective: bool,
    pub after: Option<&'static str>,
}

pub(super) struct Curriculum {
    pub name: &'static str,
    pub category: &'static str,
    pub years: i64,
    /// Months after a year's end that the deadline lies; half of the intake begins with the plan where there are any.
    pub grace: i64,
    pub items: Vec<Item>,
    /// Sets of electives, one of which a trainee takes.
    pub electives: Vec<Vec<&'static str>>,
}

fn item(name: &'static str, half_months: i64) -> Item {
    Item { name, half_months, stage: 1, is_splittable: false, is_elective: false, after: None }
}
fn split(name: &'static str, half_months: i64) -> Item {
    Item { is_splittable: true, ..item(name, half_months) }
}
fn elective(name: &'static str, half_months: i64) -> Item {
    Item { is_elective: true, ..item(name, half_months) }
}

pub(super) const ELECTIVES: &str = "选修";

/// 33 months, of which six at the grassroots.
pub(super) fn general_practice() -> Curriculum {
    let rehabilitation = Item { after: Some("神经内科"), ..item("康复科", 1) };
    let items = vec![
        split("内科", 24),
        item("神经内科", 4),
        item("儿科", 4),
        item("外科", 4),
        item("妇产科", 2),
        item("急诊科", 7),
        item("皮肤科", 1),
        item("眼科", 1),
        item("耳鼻喉科", 1),
        item("感染科", 1),
        item("精神科", 2),
        rehabilitation,
        item("中医科", 1),
        elective("影像科", 1),
        elective("老年医学科", 1),
        item(PRACTICE, 12),
    ];
    let electives = vec![vec!["影像科"], vec!["老年医学科"]];
    Curriculum { name: "全科", category: "住院医师", years: 3, grace: 0, items, electives }
}

/// 31 months.
pub(super) fn internal_medicine() -> Curriculum {
    let items = vec![
        split("心血管内科", 8),
        item("呼吸内科", 6),
        item("消化内科", 6),
        item("急诊科", 6),
        item("感染科", 4),
        item("内分泌科", 6),
        item("肾内科", 6),
        item("神经内科", 4),
        Item { after: Some("急诊科"), ..item("重症医学科", 6) },
        item("全科门诊", 4),
        elective("影像科", 2),
        elective("皮肤科", 2),
        elective("老年医学科", 4),
    ];
    let electives = vec![vec!["影像科", "老年医学科"], vec!["皮肤科", "老年医学科"]];
    Curriculum { name: "内科", category: "住院医师", years: 3, grace: 0, items, electives }
}

/// 22 months in two years.
pub(super) fn assistant() -> Curriculum {
    let items = vec![
        split("内科", 10),
        item("外科", 4),
        item("急诊科", 4),
        item("儿科", 3),
        item("妇产科", 2),
        item("中医科", 2),
        item("精神科", 1),
        item("皮肤科", 1),
        item("影像科", 1),
        item("公共卫生", 2),
        item("全科门诊", 4),
        elective("康复科", 2),
        elective("老年医学科", 2),
        Item { stage: 2, ..item(PRACTICE, 8) },
    ];
    let electives = vec![vec!["康复科"], vec!["老年医学科"]];
    Curriculum { name: "助理全科", category: "助理全科", years: 2, grace: 0, items, electives }
}

/// A county's own year for new hires: 11 months within 14.
pub(super) fn new_hires() -> Curriculum {
    let items = vec![
        item("内科", 6),
        item("外科", 4),
        item("妇产科", 2),
        item("急诊科", 4),
        item("公共卫生", 2),
        Item { stage: 2, ..item(PRACTICE, 4) },
    ];
    Curriculum { name: "新进人员轮转", category: "新进", years: 1, grace: 2, items, electives: Vec::new() }
}

/// Version of the community's programmes.
pub(super) fn version(community: usize) -> String {
    format!("示例基地{:02}", community + 1)
}

pub(super) fn write(county: &mut County, community: usize, curriculum: &Curriculum) {
    for item in &curriculum.items {
        let name = standard(county, community, item.name);
        let after = item.after.map(|after| standard(county, community, after));
        let row = county.data.row(TableKind::Programmes);
        let row = row.set(Column::ProgrammeName, curriculum.name).set(Column::ProgrammeVersion, version(community));
        let row = row.set(Column::ProgrammeYears, curriculum.years);
        let row = row.set(Column::ProgrammeStage, item.stage).set(Column::ProgrammeStandard, name);
        let row = row.set(Column::ProgrammeMonths, months(item.half_months)).flag(Column::ProgrammeSplittable, item.is_splittable);
        let row = row.set_some(Column::ProgrammeAfter, after).set_some(Column::ProgrammeLevels, (item.name == PRACTICE).then_some("基层"));
        if item.is_elective {
            let chosen = &curriculum.electives[0];
            let total = curriculum.items.iter().filter(|item| chosen.contains(&item.name)).map(|item| item.half_months).sum::<i64>();
            let row = row.set(Column::ProgrammeGroup, ELECTIVES).set(Column::ProgrammeGroupMinimum, chosen.len());
            row.set(Column::ProgrammeGroupMaximum, chosen.len()).set(Column::ProgrammeGroupMonths, months(total));
        }
    }
}

/// Months as users write them: 2 or 3.5.
fn months(half_months: i64) -> String {
    if half_months % 2 == 0 { (half_months / 2).to_string() } else { format!("{}.5", half_months / 2) }
}
