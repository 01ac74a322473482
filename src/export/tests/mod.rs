//! A small invented county whose stored plan is exported and shown.

mod board;
mod documents;
mod forms;
mod printing;

use super::*;
use crate::check::check;
use crate::diagnostic::{Bilingual, Language};
use crate::domain::*;
use crate::roster::*;
use crate::rules::fixture::*;
use crate::store::{Access, DatasetRow, PlanRecord, SavedPlan, Store, StoredDataset};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(in crate::export) const REASON: &str = "符合类别的人员均已安排在别处，而且这句话写得足够长，长到在八十列的终端上一行放不下，必须换行";

/// Six months from January 2027 in half-months; the lead hospital H1 sends to T1 清河镇卫生院 and T2, whose name no sheet can bear.
///
/// | person | post | months | |
/// |---|---|---|---|
/// | A `=1+1` | P at T1, pool post ZZ001 | March to May | |
/// | B 乙示例 | Q at T1 | October 2026 to March | carried in |
/// | B 乙示例 | S at T1 | April to June | follows on |
/// | C 丙示例 | R at T2 | January to March | |
/// | C 丙示例 | V at T1, a circuit | January to March | beside R |
///
/// Q stays empty from April on, and its requirement says so.
pub(crate) fn problem() -> Problem {
    let mut problem = county();
    problem.pools[PoolId::from_index(0)].branch_percent = 0;
    problem.departments[DepartmentId::from_index(0)].away_percent = Some(100);
    let (lead, branch) = (InstitutionId::from_index(0), InstitutionId::from_index(1));
    problem.institutions[lead].name = "示例县人民医院".into();
    problem.institutions[branch].name = "清河镇卫生院".into();
    let other = add_institution(&mut problem, "T2", Level::CentralTownship, Some(lead));
    problem.institutions[other].name = "示例县石宝镇[中心]卫生院：名称长得超过任何一张工作表所能容纳的三十一个字".into();
    add_institution(&mut problem, "T3", Level::Township, Some(lead));
    for (code, name, telephone) in
        [("A", "=1+1", Some("13800000000")), ("B", "乙示例", Some("+86 13900001111")), ("C", "丙示例", None), ("D", "丁示例", None)]
    {
        let person = add_person(&mut problem, code);
        problem.people[person].name = name.into();
        problem.people[person].telephone = telephone.map(str::to_owned);
        problem.people[person].identity = Some("000000000000000000".into());
    }
    for code in ["P", "Q", "R", "S", "V"] {
        add_post(&mut problem, code);
    }
    let post = |index| PostId::from_index(index);
    problem.posts[post(0)].establishment = EstablishmentNeed::Pool;
    problem.posts[post(2)].institution = other;
    for (index, kind, load) in [(2, DispatchKind::ShortSupport, 80), (4, DispatchKind::Circuit, 20)] {
        problem.posts[post(index)].kind = kind;
        problem.posts[post(index)].load = load;
    }
    let before = CarriedStay {
        person: PersonId::from_index(1),
        post: post(1),
        first: SlotId(-6),
        slots: 12,
        pool_post: None,
        own_post: false,
        item: None,
    };
    problem.carried.push(before);
    problem.requirements.push(Requirement {
        name: "岗位编配".into(),
        scope: "Q 岗位Q".into(),
        posts: vec![post(1)],
        own_staff_of: Vec::new(),
        who: PersonPredicate::default(),
        measure: Measure::EachSlot,
        minimum: None,
        target: Some(1),
        maximum: None,
        strict: true,
        weight: 1,
        basis: String::new(),
        from: None,
        until: None,
        of_post: Some(post(1)),
    });
    problem
}

pub(in crate::export) fn roster(problem: &Problem) -> Roster {
    let (person, post) = (PersonId::from_index, PostId::from_index);
    let placed = [
        holding(stay(person(0), post(0), 4, 6), problem, 0),
        stay(person(1), post(3), 6, 6),
        stay(person(2), post(2), 0, 6),
        stay(person(2), post(4), 0, 6),
    ];
    Roster::new(carried_placements(problem).into_iter().chain(placed).collect())
}

/// Saves the plan in a new file of a new folder.
pub(crate) fn stored() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("示例.db");
    save(&path);
    (folder, path)
}

pub(in crate::export) fn save(path: &Path) {
    let problem = problem();
    save_problem(path, &problem, roster(&problem));
}

pub(in crate::export) fn save_problem(path: &Path, problem: &Problem, roster: Roster) {
    let plan = check(problem, roster).unwrap_or_else(|rejected| panic!("{:#?}", rejected.messages()));
    let row = DatasetRow { table: "人员".into(), row: 2, cells: vec![("工号".into(), "A".into())] };
    let dataset = StoredDataset::new("示例.xlsx", vec![row], None, None);
    let record = PlanRecord { created_at: "2026-12-20 09:00:00".into(), effort: "quick".into(), threads: 1, ..PlanRecord::default() };
    let reasons = vec![Bilingual::new(REASON, "everybody of the category is elsewhere"); plan.shortages().len()];
    let saved = SavedPlan { plan: &plan, problem, dataset: &dataset, record: &record, reasons: &reasons, finding_reasons: &[] };
    Store::open(path, Access::ReadWrite).expect("a store").save(&saved).expect("saved");
}

pub(in crate::export) fn view() -> PlanView {
    let (_folder, path) = stored();
    PlanView::read(&Store::open(path, Access::ReadOnly).expect("a store"), None).expect("a plan")
}

pub(in crate::export) fn without_tables(view: &PlanView) -> FormSource {
    FormSource { view: view.clone(), tables: None }
}

/// The plan with the tables that it was made from.
pub(in crate::export) fn with_tables() -> FormSource {
    let problem = problem();
    let roster = roster(&problem);
    FormSource { view: view(), tables: Some(Tables { problem, roster }) }
}

pub(in crate::export) fn asked(roster: &RosterRequest) -> FormRequest {
    FormRequest { roster: roster.clone(), language: Language::Chinese, basis: None, today: day(2027, 6, 1) }
}

pub(in crate::export) fn made(kind: FormKind, source: &FormSource, roster: &RosterRequest) -> Document {
    document(kind, source, &asked(roster)).expect("a form")
}

#[test]
fn institutions_by_code_or_only_name() {
    let mut view = view();
    assert_eq!(view.institution(" T1 ").expect("by code").name, "清河镇卫生院");
    assert_eq!(view.institution("清河镇卫生院").expect("by name").code, "T1");
    let error = view.institution("青河镇卫生院").expect_err("no such name");
    assert_eq!(error, ExportError::UnknownInstitution { asked: "青河镇卫生院".into(), closest: vec!["T1 清河镇卫生院".into()] });
    assert!(error.remedy().zh.contains("清河镇卫生院") && error.remedy().en.contains("T1"));
    view.institutions[2].name = "清河镇卫生院".into();
    let ambiguous = ExportError::AmbiguousInstitution { asked: "清河镇卫生院".into(), codes: vec!["T1".into(), "T2".into()] };
    assert_eq!(view.institution("清河镇卫生院"), Err(ambiguous));
    assert!(matches!(view.person("乙示例"), Err(ExportError::UnknownPerson { closest, .. }) if closest == ["B 乙示例"]));
}

#[test]
fn a_county_in_front_of_a_name_is_left_out_where_the_rest_is_unmistakable() {
    let mut view = view();
    assert_eq!(view.short_name("示例县人民医院"), "人民医院");
    assert_eq!(view.short_name("清河镇卫生院"), "清河镇卫生院");
    view.institutions[1].name = "另一县人民医院".into();
    assert_eq!(view.short_name("示例县人民医院"), "示例县人民医院");
}

#[test]
fn an_empty_book_has_no_plan_to_show() {
    let (_folder, path) = stored();
    let store = Store::open(&path, Access::ReadOnly).expect("a store");
    let missing = PlanView::read(&store, Some(crate::store::PlanId(7)));
    assert!(matches!(missing, Err(ExportError::Store(_))));
    let fresh = Store::open(path.with_file_name("fresh.db"), Access::ReadWrite).expect("a store");
    assert!(matches!(PlanView::read(&fresh, None), Err(ExportError::NoPlan { .. })));
}
