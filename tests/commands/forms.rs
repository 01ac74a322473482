//! Forms of a stored plan: drafts give no notices, published stays keep their numbers, a folder has all of them.

use crate::county::full;
use crate::program::{planned, query, run};
use std::fs;
use std::path::Path;

fn publish(database: &Path) {
    run(&[&"publish", &database, &"--through", &"2027-03", &"--by", &"张三"]).ended(0);
}

/// Numbers of the notices, as the file has them.
fn numbers(file: &Path) -> Vec<String> {
    let bytes = fs::read(file).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
    reader.records().map(|row| row.unwrap()[0].to_owned()).collect()
}

#[test]
fn notices_keep_their_numbers() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    let file = home.path().join("通知单.csv");
    let export = |more: &[&str]| {
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> =
            vec![&"export", &"notice", &"--db", &database, &"--format", &"csv", &"--output", &file];
        arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<std::ffi::OsStr>));
        run(&arguments)
    };
    let refused = export(&[]).ended(1);
    assert!(refused.err.contains("没有已发布的安排") && !file.exists(), "{}", refused.err);
    publish(&database);
    export(&[]).ended(0);
    let first = numbers(&file);
    let register: Vec<String> = query(&database, "SELECT DISTINCT number FROM notice ORDER BY number")
        .into_iter()
        .map(|row| row[0].chars().filter(char::is_ascii_digit).collect::<String>())
        .collect();
    assert_eq!(first.len(), register.len());
    assert!(first.len() > 2 && first.iter().all(|number| number.len() == 10 && number.starts_with("20270")), "{first:?}");
    export(&[]).ended(0);
    assert_eq!(numbers(&file), first);
    export(&["--month", "2027-01"]).ended(0);
    let january = numbers(&file);
    assert!(!january.is_empty() && january.len() < first.len() && january.iter().all(|number| number.starts_with("202701")), "{january:?}");
}

#[test]
fn every_form_for_every_institution_in_a_folder() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    publish(&database);
    let folder = home.path().join("表格");
    for format in ["xlsx", "html", "csv", "json"] {
        let told = run(&[&"export", &"all", &"--db", &database, &"--output", &folder, &"--format", &format, &"--json"]).ended(0).json();
        let names = |folder: &Path| -> Vec<String> {
            let mut names: Vec<String> =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&folder), ["东乡卫生院", "示例县", "示例县人民医院", "西乡卫生院"]);
        // Every form but the roster, which repeats some.
        let of_county = names(&folder.join("示例县"));
        assert_eq!(of_county.len(), 11, "{of_county:?}");
        assert!(of_county.contains(&format!("通知单-示例县-2027-01至2027-06.{format}")), "{of_county:?}");
        let files: usize = names(&folder).iter().map(|name| names(&folder.join(name)).len()).sum();
        assert_eq!(told["files"].as_u64(), Some(files as u64));
        let again = run(&[&"export", &"all", &"--db", &database, &"--output", &folder]).ended(1);
        assert!(again.err.contains("已经有内容"), "{}", again.err);
        // A folder of forms makes room when asked; whatever else is in it stays.
        let own = folder.join("示例县").join("我的.docx");
        let forced = || run(&[&"export", &"all", &"--db", &database, &"--output", &folder, &"--format", &format, &"--force"]);
        fs::write(&own, "").unwrap();
        assert!(forced().ended(1).err.contains("示例县/我的.docx"));
        assert_eq!(names(&folder.join("示例县")).len(), 12);
        fs::remove_file(&own).unwrap();
        fs::write(folder.join("示例县").join(format!("旧表.{format}")), "").unwrap();
        forced().ended(0);
        assert_eq!(names(&folder.join("示例县")), of_county);
        assert_eq!(names(home.path()).iter().filter(|name| name.contains("表格")).count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }
}

#[test]
fn forms_are_chinese_whatever_the_terminal_speaks_unless_asked() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    let file = home.path().join("pool.html");
    let export = |language: &[&str]| {
        let mut command = assert_cmd::Command::new(crate::program::PROGRAM);
        command.env("LC_ALL", "en_US.UTF-8").args(["export", "pool", "--format", "html", "--db"]).arg(&database).arg("--output").arg(&file);
        command.args(language).assert().success();
        fs::read_to_string(&file).unwrap()
    };
    assert!(export(&[]).contains("<h1>示例县编制周转池使用表"));
    let english = export(&["--lang", "en"]);
    assert!(english.contains("<html lang=\"en\">") && english.contains("use of the staffing pool"));
}

#[test]
fn private_numbers_only_where_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let database = planned(home.path(), &full());
    let file = home.path().join("人员.json");
    for (more, shown) in [(&[][..], false), (&["--with-private"][..], true)] {
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> =
            vec![&"export", &"person", &"--person", &"001", &"--db", &database, &"--format", &"json", &"--output", &file];
        arguments.extend(more.iter().map(|argument| argument as &dyn AsRef<std::ffi::OsStr>));
        run(&arguments).ended(0);
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!((text.contains("13900000001"), text.contains("139****0001")), (shown, !shown), "{text}");
    }
}
