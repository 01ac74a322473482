use super::*;
use crate::diagnostic::Language;
use crate::export::{RosterRequest, stored_example};
use crate::store::StoredDataset;
use chrono::NaiveDate;

/// The example's dataset is no county's.
fn rebuild(_: &StoredDataset) -> Result<crate::domain::Problem, String> {
    Err("示例".into())
}

fn request(roster: RosterRequest) -> FormRequest {
    FormRequest { roster, language: Language::Chinese, basis: None, today: NaiveDate::default() }
}

fn export_roster(
    database: &Path,
    plan: Option<PlanId>,
    roster: &RosterRequest,
    format: Format,
    output: Option<&Path>,
) -> Result<Exported, ExportError> {
    export_form(database, plan, FormKind::Roster, &request(roster.clone()), format, output, &rebuild)
}

#[test]
fn written_under_the_name_that_was_given() {
    let (folder, database) = stored_example();
    for (format, start) in [(Format::Xlsx, &b"PK"[..]), (Format::Csv, "\u{feff}".as_bytes()), (Format::Json, b"{")] {
        let output = folder.path().join(format!("表.{}", format.extension()));
        let exported = export_roster(&database, None, &RosterRequest::default(), format, Some(&output)).expect("exported");
        assert_eq!((exported.plan, exported.hosts, exported.stays, &exported.path), (PlanId(1), 2, 5, &output));
        assert!(std::fs::read(&output).expect("a file").starts_with(start));
    }
}

#[test]
fn the_database_is_never_overwritten() {
    let (folder, database) = stored_example();
    let before = std::fs::read(&database).expect("a file");
    let roundabout = folder.path().join(".").join("示例.db");
    let refused = export_roster(&database, None, &RosterRequest::default(), Format::Csv, Some(&roundabout));
    assert!(matches!(refused, Err(ExportError::IsTheDatabase { .. })));
    assert_eq!(std::fs::read(&database).expect("a file"), before);
}

#[test]
fn nothing_is_written_when_the_request_is_wrong() {
    let (folder, database) = stored_example();
    let output = folder.path().join("表.xlsx");
    let unknown = RosterRequest { institution: Some("没有".into()), ..RosterRequest::default() };
    assert!(export_roster(&database, None, &unknown, Format::Xlsx, Some(&output)).is_err());
    assert!(!output.exists());
    let missing = folder.path().join("none.db");
    assert!(matches!(export_roster(&missing, None, &unknown, Format::Xlsx, Some(&output)), Err(ExportError::Store(_))));
}

#[test]
fn forms_that_need_the_tables_say_when_they_are_lost() {
    let (folder, database) = stored_example();
    let output = folder.path().join("表.xlsx");
    let lost = export_form(&database, None, FormKind::Person, &request(RosterRequest::default()), Format::Xlsx, Some(&output), &rebuild);
    assert_eq!(lost, Err(ExportError::Tables { detail: "示例".into() }));
    let all = folder.path().join("全部");
    assert!(export_all(&database, None, &request(RosterRequest::default()), Format::Csv, Some(&all), false, &rebuild).is_err());
    assert!(!output.exists() && !all.exists());
}

#[test]
fn a_draft_gives_no_notices_and_a_calendar_is_of_somebody() {
    let (folder, database) = stored_example();
    let output = folder.path().join("表");
    let export =
        |kind, roster: RosterRequest, format| export_form(&database, None, kind, &request(roster), format, Some(&output), &rebuild);
    assert_eq!(export(FormKind::Notice, RosterRequest::default(), Format::Xlsx), Err(ExportError::NothingPublished));
    assert_eq!(export(FormKind::Host, RosterRequest::default(), Format::Ics), Err(ExportError::CalendarOfWhom));
    let host = RosterRequest { institution: Some("T1".into()), ..RosterRequest::default() };
    assert_eq!(export(FormKind::Pool, host.clone(), Format::Ics), Err(ExportError::NoCalendar { form: "pool" }));
    assert!(!output.exists());
    assert_eq!(export(FormKind::Host, host, Format::Ics).expect("exported").stays, 4);
    assert!(std::fs::read(&output).expect("a file").starts_with(b"BEGIN:VCALENDAR"));
}

#[test]
fn a_folder_with_something_in_it_is_not_filled() {
    let (folder, database) = stored_example();
    let refused = export_all(&database, None, &request(RosterRequest::default()), Format::Csv, Some(folder.path()), false, &|_| {
        Ok(crate::export::example_problem())
    });
    assert_eq!(refused, Err(ExportError::FolderTaken { path: folder.path().to_owned() }));
    let all = folder.path().join("全部");
    let done = export_all(&database, None, &request(RosterRequest::default()), Format::Csv, Some(&all), false, &|_| {
        Ok(crate::export::example_problem())
    });
    let done = done.expect("exported");
    let folders: Vec<String> = std::fs::read_dir(&all)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(folders.contains(&"示例县".to_owned()) && folders.contains(&"清河镇卫生院".to_owned()), "{folders:?}");
    let files: usize = folders.iter().map(|name| std::fs::read_dir(all.join(name)).expect("a folder").count()).sum();
    assert_eq!(files, done.files);
    assert!(done.empty > 0);
}
