use super::*;
use crate::export::stored_example;

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
