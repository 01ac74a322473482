//! Whatever the input is made of, the program says what is wrong with it.

use crate::county::{full, workbook};
use crate::program::run;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() }
}

/// Checks the input: at fault, and said so.
fn is_at_fault(input: &Path) {
    let told = run(&[&"check", &input, &"--from", &"2027-01"]).ended(2);
    assert!(told.out.contains("错误"), "{}", told.out);
    let json = run(&[&"check", &input, &"--json"]).ended(2).json();
    assert_eq!(json["ok"], false);
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn bytes_for_a_workbook(bytes in proptest::collection::vec(any::<u8>(), 0..2000), extension in "xlsx|xls|ods|xlsm|csv|txt|") {
        let home = tempfile::tempdir().unwrap();
        for magic in [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
            let file = home.path().join(format!("数据.{extension}"));
            fs::write(&file, [magic, &bytes].concat()).unwrap();
            is_at_fault(&file);
        }
    }

    #[test]
    fn bytes_for_tables(tables in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..600), 3)) {
        let home = tempfile::tempdir().unwrap();
        for (name, bytes) in ["机构", "岗位", "人员"].iter().zip(&tables) {
            fs::write(home.path().join(format!("{name}.csv")), bytes).unwrap();
        }
        is_at_fault(home.path());
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// A workbook that was good once.
    #[test]
    fn a_damaged_workbook(damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), end in any::<prop::sample::Index>(), cut in any::<bool>()) {
        let home = tempfile::tempdir().unwrap();
        let file = workbook(home.path(), "数据.xlsx", &full());
        let mut bytes = fs::read(&file).unwrap();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        fs::write(&file, bytes).unwrap();
        let told = run(&[&"check", &file]);
        // Damage may have struck where nothing is read.
        prop_assert!(matches!(told.code, Some(0 | 2)), "{told:?}");
    }
}
