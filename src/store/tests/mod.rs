//! A small invented county with a plan, and what its file must do.

mod copying;
mod keeping;
mod older;
mod opening;
mod pool_book;
mod publishing;
mod views;

use super::*;
use crate::check::{CheckedPlan, Rejected, check};
use crate::diagnostic::Bilingual;
use crate::domain::*;
use crate::model::{Fingerprint, Multiplier, Tier, TierOutcome, TierProof};
use crate::roster::*;
use crate::rules::fixture::*;
use crate::rules::{Finding, RuleId, Shortage, Subject, Unit};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// Tables with three people and a post that takes a pool post.
pub(crate) fn dataset() -> StoredDataset {
    let row = |table: &str, row: u32, column: &str, text: &str| DatasetRow {
        table: table.into(),
        row,
        cells: vec![(column.into(), text.into()), ("备注".into(), "引号 \" 与、顿号".into())],
    };
    let rows = vec![row("人员", 2, "工号", "A"), row("人员", 3, "工号", "B"), row("人员", 4, "工号", "Z"), row("岗位", 2, "代码", "P")];
    StoredDataset::new("示例.xlsx", rows, Some(day(2027, 1, 1)), Some(6))
}

/// The problem of [`dataset`]: its people and posts in a county that is always the same. Z brings a pool post along.
pub(crate) fn rebuild(dataset: &StoredDataset) -> Result<Problem, String> {
    let mut problem = county();
    problem.data_version = "示例1".into();
    problem.pools[PoolId::from_index(0)].branch_percent = 0;
    problem.departments[DepartmentId::from_index(0)].away_percent = Some(100);
    for row in dataset.rows() {
        match (row.table.as_str(), row.cells.first()) {
            ("人员", Some((_, code))) => {
                add_person(&mut problem, code);
            }
            ("岗位", Some((_, code))) => {
                let post = add_post(&mut problem, code);
                problem.posts[post].establishment = EstablishmentNeed::Pool;
            }
            _ => return Err(format!("unknown table {}", row.table)),
        }
    }
    let holder = problem.people.find(|person| person.code == "Z").ok_or("Z is missing")?;
    let home = InstitutionId::from_index(1);
    problem.people[holder].establishment = EstablishmentType::Pool;
    problem.people[holder].home = home;
    problem.people[holder].department = None;
    problem.people[holder].telephone = Some("000".into());
    let dates = DateRange::new(day(2027, 1, 1), day(2999, 12, 31));
    problem.standing.push(StandingOccupancy { person: holder, pool_post: PoolPostId::from_index(2), dates });
    let open = add_post(&mut problem, "Q");
    problem.posts[open].kind = DispatchKind::ResidentPosting;
    let carried = problem.people.find(|person| person.code == "B").ok_or("B is missing")?;
    // Long since ready for promotion, so that nothing is missing.
    problem.people[carried].declared_grade = Some(Grade::AssociateSenior);
    problem.people[carried].declaration_date = Some(day(2027, 6, 1));
    problem.people[carried].grassroots_half_months = 40;
    problem.rates.push(SubsidyRate { levels: Vec::new(), grades: Vec::new(), yuan: 800, basis: RateBasis::Month, from: None });
    problem.carried.push(CarriedStay {
        person: carried,
        post: open,
        first: SlotId(-2),
        slots: 6,
        pool_post: None,
        own_post: false,
        item: None,
    });
    problem.history.push(HistoryEntry {
        person: carried,
        institution: home,
        place: "P".into(),
        dates: DateRange::new(day(2025, 1, 1), day(2025, 6, 30)),
        kind: HistoryKind::Dispatch,
    });
    problem.requirements.push(Requirement {
        name: "示例需求".into(),
        scope: "全部".into(),
        posts: Vec::new(),
        own_staff_of: Vec::new(),
        who: PersonPredicate::default(),
        measure: Measure::AtEnd,
        minimum: None,
        target: None,
        maximum: None,
        strict: false,
        weight: 1,
        basis: String::new(),
        of_post: None,
    });
    problem.assumptions.push(Assumption { text: Bilingual::new("假定", "assumed") });
    Ok(problem)
}

/// A at P for the first three months with a numbered pool post; B carried in.
pub(crate) fn roster(problem: &Problem) -> Roster {
    let placed = holding(stay(PersonId::from_index(0), PostId::from_index(0), 0, 6), problem, 0);
    Roster::new(carried_placements(problem).into_iter().chain([placed]).collect())
}

/// The check, with a finding and a shortage more, so that there are some whatever rules there are.
pub(crate) fn costly_check(problem: &Problem, roster: Roster) -> Result<CheckedPlan, Rejected> {
    let dates = DateRange::new(day(2027, 3, 1), day(2027, 3, 15));
    let finding = Finding {
        rule: RuleId::PoolSize,
        tier: Some(Tier::Policy),
        subject: Subject::Plan,
        dates,
        amount: 2,
        unit: Unit::Posts,
        cost: 6,
        message: Bilingual::new("示例代价", "an example of a cost"),
    };
    let requirement = RequirementId::from_index(0);
    let shortage = Shortage { requirement, dates, required: 3, assigned: 1, minimum: true };
    Ok(check(problem, roster)?.having(vec![finding], vec![shortage]))
}

pub(crate) fn record() -> PlanRecord {
    let proved = |tier, bound| TierOutcome { tier, cost: 0, bound };
    PlanRecord {
        created_at: "2026-12-20T09:00:00".into(),
        actor: "示例县人事股".into(),
        seed: u64::MAX,
        effort: "quick".into(),
        threads: 2,
        seconds: 1.5,
        outcomes: vec![
            proved(Tier::CoverMinimum, Some(0)),
            proved(Tier::CoverTarget, Some(0)),
            proved(Tier::Training, Some(0)),
            proved(Tier::Policy, Some(3)),
        ],
        proofs: Vec::new(),
        work_limited: true,
        interrupted: false,
        safety_net: false,
        notes: vec![Bilingual::new("说明", "a note")],
    }
}

/// A proof with everything in it. It belongs to no program.
pub(crate) fn proof() -> TierProof {
    let multipliers = vec![(0, Multiplier(5)), (9, Multiplier(-(1 << 30)))];
    TierProof { part: 0, tier: Tier::Policy, caps: vec![0, 4, 0], left: Some(6), multipliers, bound: 3, program: Fingerprint("ab".into()) }
}

/// Saves the example plan.
pub(crate) fn save(store: &mut Store) -> Result<PlanId, StoreError> {
    save_with(store, &record())
}

fn save_with(store: &mut Store, record: &PlanRecord) -> Result<PlanId, StoreError> {
    with_example(record, |saved| store.save(saved))
}

/// Rescues the example plan from a store that could not take it.
fn rescue(store: &Store) -> Result<Rescued, Vec<StoreError>> {
    with_example(&record(), |saved| store.rescue(saved))
}

fn with_example<T>(record: &PlanRecord, then: impl FnOnce(&SavedPlan) -> T) -> T {
    let dataset = dataset();
    let problem = rebuild(&dataset).expect("the example is sound");
    let plan = costly_check(&problem, roster(&problem)).expect("the example breaks no rule");
    let reasons = vec![Bilingual::new("原因", "why"); plan.shortages().len()];
    let finding_reasons: Vec<Option<Bilingual>> = plan
        .findings()
        .iter()
        .map(|finding| (finding.rule == RuleId::PoolSize).then(|| Bilingual::new("周转池已满", "the pool is full")))
        .collect();
    let (plan, problem) = (&plan, &problem);
    then(&SavedPlan { plan, problem, dataset: &dataset, record, reasons: &reasons, finding_reasons: &finding_reasons })
}

/// A new file with the example plan, closed.
pub(crate) fn saved_file(folder: &Path) -> PathBuf {
    saved_file_with(folder, &record())
}

pub(crate) fn saved_file_with(folder: &Path, record: &PlanRecord) -> PathBuf {
    let path = folder.join("county.db");
    let mut store = Store::open(&path, Access::ReadWrite).expect("a new file");
    save_with(&mut store, record).expect("saved");
    path
}

/// What somebody with another program does, triggers notwithstanding; the schema is as before afterwards.
pub(crate) fn tamper(path: &Path, sql: &str) {
    let connection = Connection::open(path).expect("opens");
    let triggers: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("triggers");
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
    }
    connection.pragma_update(None, "foreign_keys", false).expect("no references");
    connection.execute_batch(sql).expect("tampered");
    assert!(connection.changes() > 0, "{sql} changed nothing");
    for (_, sql) in &triggers {
        connection.execute_batch(sql).expect("put back");
    }
}

/// Names of the files in the folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Runs a statement as another program would.
pub(crate) fn run(path: &Path, sql: &str) {
    Connection::open(path).and_then(|connection| connection.execute_batch(sql)).expect(sql);
}
