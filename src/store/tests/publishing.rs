//! Publishing: what stands then, what may follow, and what may not.

use super::*;
use crate::domain::{Published, PublishedStay};
use chrono::NaiveDate;

pub(super) fn request(plan: PlanId, through: NaiveDate) -> PublishRequest {
    PublishRequest {
        plan, through, by: "人事股".into(), note: String::new(), at: "2026-12-25 09:00:00".into(), today: day(2026, 12, 25)
    }
}

/// The example plan with A's stay from this slot for so many half-months, on top of what was published.
pub(super) fn save_on(published: Published, store: &mut Store, first: i32, half_months: i32) -> PlanId {
    let dataset = dataset().on_top_of(published);
    let problem = rebuild(&dataset).unwrap();
    let placed = holding(stay(PersonId::from_index(0), PostId::from_index(0), first, half_months), &problem, 0);
    let roster = Roster::new(carried_placements(&problem).into_iter().chain([placed]).collect());
    let plan = check(&problem, roster).unwrap();
    let record = record();
    let saved = SavedPlan { plan: &plan, problem: &problem, dataset: &dataset, record: &record, reasons: &[], finding_reasons: &[] };
    store.save(&saved).unwrap()
}

fn opened(folder: &Path) -> Store {
    Store::open(saved_file(folder), Access::ReadWrite).unwrap()
}

fn refused(store: &mut Store, request: &PublishRequest) -> PublishRefusal {
    let before = store.publications().unwrap().len();
    let events = store.events().unwrap().len();
    let Err(PublishError::Refused(refusal)) = store.publish(request) else { panic!("{request:?} is refused") };
    assert!([refusal.message(), refusal.remedy()].iter().all(|text| !text.zh.is_empty() && !text.en.is_empty()));
    assert_eq!((store.publications().unwrap().len(), store.events().unwrap().len()), (before, events), "nothing changed");
    refusal
}

fn told(stay: &PublishedStay) -> String {
    let PublishedStay { person, post, dates, pool_post, of_table, publication, plan, .. } = stay;
    format!("{person} {post} {}~{} {} {of_table} {publication} {plan}", dates.from, dates.to, pool_post.as_deref().unwrap_or("-"))
}

#[test]
fn published_stays_are_those_that_begin_by_the_last_month() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(folder.path());
    let announced = store.publish(&request(PlanId(1), day(2027, 1, 9))).unwrap();
    assert_eq!((announced.notices.as_slice(), announced.repairs), (["2027010001".to_owned()].as_slice(), false));
    assert_eq!((announced.publication.from, announced.publication.through), (day(2027, 1, 1), day(2027, 1, 31)));
    let published = store.published().unwrap();
    assert_eq!(published.frozen_through, Some(day(2027, 1, 31)));
    let stays: Vec<String> = published.stays.iter().map(told).collect();
    assert_eq!(stays, ["A P 2027-01-01~2027-03-31 ZZ001 false 1 1", "B Q 2026-12-01~2027-02-28 - true 1 1"]);
    assert_eq!(published.standing, [("Z".to_owned(), "ZZ003".to_owned())]);
    // The plan is locked, the log chained.
    let altered = store.connection.execute("UPDATE stay SET slots = 1", []).unwrap_err();
    assert!(altered.to_string().contains("never altered"), "{altered}");
    assert_eq!(store.book_problems(PlanId(1)).unwrap(), []);
}

#[test]
fn a_repair_renumbers_only_what_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(folder.path());
    store.publish(&request(PlanId(1), day(2027, 1, 1))).unwrap();
    let same = save_on(store.published().unwrap(), &mut store, 0, 6);
    let announced = store.publish(&request(same, day(2027, 2, 1))).unwrap();
    assert_eq!(announced.notices, [""; 0], "nobody is told twice");
    assert_eq!(store.published_stays(None).unwrap().iter().map(told).collect::<Vec<_>>()[0], "A P 2027-01-01~2027-03-31 ZZ001 false 1 2");

    let reopened = store.published().unwrap().reopened_after(day(2027, 1, 31));
    let repair = save_on(reopened, &mut store, 0, 12);
    assert!(matches!(refused(&mut store, &request(repair, day(2027, 2, 1))), PublishRefusal::NoReason { .. }));
    let late = PublishRequest { today: day(2027, 3, 2), note: "病假".into(), ..request(repair, day(2027, 2, 1)) };
    assert!(matches!(refused(&mut store, &late), PublishRefusal::MonthIsPast { .. }));
    assert!(matches!(refused(&mut store, &request(repair, day(2027, 1, 1))), PublishRefusal::ShortOfPublished { .. }));
    let reasoned = PublishRequest { note: "病假".into(), ..request(repair, day(2027, 2, 1)) };
    let announced = store.publish(&reasoned).unwrap();
    assert_eq!((announced.notices.as_slice(), announced.repairs), (["2027020001".to_owned()].as_slice(), true));
    let after = store.published_stays(None).unwrap();
    assert_eq!(told(&after[0]), "A P 2027-01-01~2027-06-30 ZZ001 false 3 3");
    // What was taken over before is still what it was.
    assert_eq!(told(&store.published_stays(Some(1)).unwrap()[0]), "A P 2027-01-01~2027-03-31 ZZ001 false 1 1");
    let entries = store.plan_entries().unwrap();
    assert_eq!(entries.iter().map(|entry| entry.superseded_by).collect::<Vec<_>>(), [Some(2), Some(3), None]);
    for plan in [PlanId(1), same, repair] {
        assert_eq!(store.book_problems(plan).unwrap(), []);
    }
}

#[test]
fn what_may_not_be_published() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(folder.path());
    let early = save_on(Published::default(), &mut store, 0, 6);
    assert!(matches!(refused(&mut store, &request(PlanId(9), day(2027, 1, 1))), PublishRefusal::NoSuchPlan { .. }));
    let nobody = PublishRequest { by: " ".into(), ..request(PlanId(1), day(2027, 1, 1)) };
    assert_eq!(refused(&mut store, &nobody), PublishRefusal::Nobody);
    for month in [day(2026, 12, 1), day(2027, 7, 1)] {
        assert!(matches!(refused(&mut store, &request(PlanId(1), month)), PublishRefusal::OutsideHorizon { .. }));
    }
    store.publish(&request(PlanId(1), day(2027, 2, 1))).unwrap();
    for month in [day(2027, 1, 1), day(2027, 2, 28)] {
        assert!(matches!(refused(&mut store, &request(PlanId(1), month)), PublishRefusal::Backwards { .. }));
    }
    assert!(matches!(refused(&mut store, &request(early, day(2027, 3, 1))), PublishRefusal::Superseded { by: 1, .. }));
    // It was made on top of the publication, and yet says something else of the decided months.
    let other = save_on(store.published().unwrap(), &mut store, 2, 6);
    let PublishRefusal::NotHeld { broken, .. } = refused(&mut store, &request(other, day(2027, 3, 1))) else { panic!("not held") };
    assert_eq!(
        broken.iter().map(|(stay, way)| (stay.person.as_str(), *way)).collect::<Vec<_>>(),
        [("A", WayOfBreaking::Missing), ("A", WayOfBreaking::Added)]
    );
    // Beyond the decided months it may.
    let longer = save_on(store.published().unwrap(), &mut store, 0, 12);
    assert!(store.publish(&request(longer, day(2027, 3, 1))).is_ok());
}

#[test]
fn numbers_go_on_within_the_month() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = opened(folder.path());
    store.publish(&request(PlanId(1), day(2027, 1, 1))).unwrap();
    for (half_months, number) in [(12, "2027010002"), (6, "2027010003")] {
        let reopened = store.published().unwrap().reopened_after(day(2026, 12, 31));
        let repair = save_on(reopened, &mut store, 0, half_months);
        let reasoned = PublishRequest { note: "调整".into(), ..request(repair, day(2027, 1, 1)) };
        assert_eq!(store.publish(&reasoned).unwrap().notices, [number]);
    }
    let numbers: Vec<String> = store.list("SELECT notice FROM roster WHERE person = 'A' ORDER BY plan", [], |row| row.get(0)).unwrap();
    assert_eq!(numbers, ["2027010001", "2027010002", "2027010003"]);
}

#[test]
fn an_altered_log_or_register_shows() {
    for (sql, words) in [
        ("UPDATE event SET actor = '别人' WHERE action = 'published'", "does not fit its chain"),
        ("UPDATE event SET detail = replace(detail, '2027-01', '2027-02') WHERE action = 'published'", "not what the log says"),
        ("DELETE FROM event WHERE event = 2", "lacks entries"),
        ("DELETE FROM event WHERE event = (SELECT max(event) FROM event)", "lacks its entries from"),
        ("UPDATE notice SET number = '2027010009'", "not what the log says"),
        ("UPDATE publication SET through_month = '2027-05'", "not what the log says"),
        ("UPDATE publication SET published_by = '李四'", "not what the log says"),
        ("UPDATE publication SET note = '别的原因'", "not what the log says"),
        ("UPDATE publication SET published_at = '2020-01-01T00:00:00'", "not what the log says"),
        ("DELETE FROM publication", "a publication that is not there"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut store = opened(folder.path());
        store.publish(&request(PlanId(1), day(2027, 1, 1))).unwrap();
        let path = store.path().to_owned();
        drop(store);
        tamper(&path, sql);
        let problems = Store::open(&path, Access::ReadOnly).unwrap().book_problems(PlanId(1)).unwrap();
        assert!(problems.iter().any(|problem| problem.en.contains(words)), "{sql}: {problems:?}");
    }
}

#[test]
fn a_log_from_before_is_covered_by_the_first_digest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("county.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/databases/schema-1.db"), &path).unwrap();
    let mut store = Store::open(&path, Access::ReadWrite).unwrap();
    let old = store.events().unwrap().len();
    assert!(old > 0 && store.events().unwrap().iter().all(|event| event.digest.is_none()));
    save(&mut store).unwrap();
    assert_eq!(store.book_problems(PlanId(1)).unwrap(), []);
    drop(store);
    tamper(&path, "UPDATE event SET actor = '别人' WHERE event = 1");
    let problems = Store::open(&path, Access::ReadOnly).unwrap().book_problems(PlanId(1)).unwrap();
    assert!(problems.iter().any(|problem| problem.en.contains("does not fit its chain")), "{problems:?}");
}
