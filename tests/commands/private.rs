//! Identity numbers and telephones stand in no output that nobody asked to have them in.

use crate::county::{Dataset, folder, full};
use crate::program::{PROGRAM, Run, plan, run};
use calamine::{Reader, open_workbook_auto};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Invented: no region has the code 000000, and the check digits are wrong.
const IDENTITIES: [&str; 9] = [
    "000000199001010011",
    "000000199001010022",
    "000000199001010033",
    "000000199001010044",
    "000000199001010055",
    "00000019900101006X",
    "000000199001010077",
    "000000199001010088",
    "000000199001010099",
];
const TELEPHONES: [&str; 9] = [
    "13900000001",
    "13900000002",
    "13900000003",
    "13900000004",
    "139-0000-0005",
    "13900000006",
    "13900000007",
    "13900000008",
    "13900000009",
];

/// Everybody has both.
fn planted() -> Dataset {
    let mut dataset = full();
    let people = &mut dataset.iter_mut().find(|(name, _)| *name == "人员").unwrap().1;
    people[0].push("身份证号");
    for (index, row) in people[1..].iter_mut().enumerate() {
        row.resize(8, "");
        row.extend([TELEPHONES[index], IDENTITIES[index]]);
    }
    dataset
}

/// Faults whose messages repeat what stands in the cell: numbers in the wrong columns, twice, and where a code belongs.
fn misplaced() -> Vec<Dataset> {
    let with = |table: &str, change: &dyn Fn(&mut Vec<Vec<&'static str>>)| {
        let mut dataset = planted();
        change(&mut dataset.iter_mut().find(|(name, _)| *name == table).unwrap().1);
        dataset
    };
    let column = |rows: &[Vec<&str>], header: &str| rows[0].iter().position(|cell| *cell == header).unwrap();
    let mut all = Vec::new();
    for header in ["姓名", "机构", "科室", "人员类别", "职称", "带教资格", "可派起"] {
        all.push(with("人员", &|rows| {
            let at = column(rows, header);
            (rows[2][at], rows[3][at], rows[4][at]) = (IDENTITIES[1], TELEPHONES[2], TELEPHONES[4]);
        }));
    }
    all.push(with("请假", &|rows| rows.extend([vec![IDENTITIES[0], TELEPHONES[0], "2027-03-01", TELEPHONES[1], IDENTITIES[2]]])));
    all.push(with("历史", &|rows| {
        rows.extend([vec![IDENTITIES[0], TELEPHONES[0], IDENTITIES[3], "2027-03-01", "2027-03-01", TELEPHONES[1]]])
    }));
    all.push(with("岗位", &|rows| {
        rows.extend([vec![TELEPHONES[0], IDENTITIES[0], "内科", TELEPHONES[1], IDENTITIES[1], "1", "1", "是"]])
    }));
    all.push(with("人员", &|rows| {
        // Two with the same number, two with the same code, and a table that has lost its header.
        let last = rows[0].len() - 1;
        rows[2][last] = IDENTITIES[0];
        rows[3][0] = "002";
    }));
    all.push(with("人员", &|rows| drop(rows.remove(0))));
    all
}

/// Fails with the number that is in the text.
fn discreet(text: &str, context: &str) {
    for number in IDENTITIES.iter().chain(&TELEPHONES) {
        assert!(!text.contains(number), "{context} tells {number}: {text}");
    }
}

fn discreet_run(arguments: &[&str]) -> Run {
    let mut command = Command::new(PROGRAM);
    let run = Run::of(&command.args(arguments).output().unwrap());
    let context = arguments.join(" ");
    discreet(&run.out, &context);
    discreet(&run.err, &context);
    run
}

/// Everything that can be read in a file but the databases, which keep the tables whole.
fn discreet_files(folder: &Path, context: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = match path.extension().and_then(|ending| ending.to_str()) {
            _ if path.is_dir() => {
                discreet_files(&path, context);
                continue;
            }
            Some("xlsx") => {
                let mut book = open_workbook_auto(&path).unwrap();
                let sheets = book.sheet_names();
                let cells = |sheet: &String| -> Vec<String> {
                    book.worksheet_range(sheet).unwrap().used_cells().map(|(_, _, cell)| cell.to_string()).collect()
                };
                sheets.iter().flat_map(cells).collect::<Vec<_>>().join("\n")
            }
            _ => {
                let bytes = fs::read(&path).unwrap();
                if bytes.starts_with(b"SQLite format 3\0") {
                    continue;
                }
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        discreet(&text, &format!("{context}: {}", path.display()));
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Names of the commands, as `--help` lists them.
fn commands() -> Vec<String> {
    let help = run(&[&"--help"]).ended(0).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<String> = listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next().map(str::to_owned)).collect();
    assert!(commands.len() >= 9, "{help}");
    commands
}

/// What may stand in the place of the question mark, as the refusal lists it.
fn values(arguments: &[&str]) -> Vec<String> {
    let refused = discreet_run(arguments).ended(2).err;
    let listed = refused.split_once("expected one of ").and_then(|(_, rest)| rest.split_once('\n'));
    listed.unwrap_or_else(|| panic!("{refused}")).0.split(", ").map(str::to_owned).collect()
}

#[test]
fn no_command_tells_numbers_of_people() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &planted());
    let database = home.path().join("县.db");
    let out = home.path().join("输出");
    fs::create_dir(&out).unwrap();
    let model = out.join("模型.mps");
    for language in ["zh", "en"] {
        discreet_run(&["check", text(&input), "--lang", language]);
        discreet_run(&["rules", text(&input), "--lang", language]);
        discreet_run(&[
            "plan",
            text(&input),
            "--db",
            text(&database),
            "--effort",
            "quick",
            "--write-model",
            text(&model),
            "--lang",
            language,
        ])
        .ended(0);
    }
    // What they tell is true of people who have numbers: the roster gives masked ones.
    discreet_run(&["publish", text(&database), "--through", "2027-01", "--by", "示例"]).ended(0);
    // Every form there is, in every format that it knows.
    let (forms, formats) = (values(&["export", "?"]), values(&["export", "roster", "--format", "?"]));
    for (form, format) in forms.iter().flat_map(|form| formats.iter().map(move |format| (form, format))) {
        let file = out.join(format!("{form}.{format}"));
        discreet_run(&["export", form, "--db", text(&database), "--format", format, "--output", text(&file)]);
        assert!(form != "roster" || !["xlsx", "csv", "json"].contains(&format.as_str()) || file.exists(), "{form} as {format}");
    }
    assert!(fs::read_to_string(out.join("roster.csv")).unwrap().contains("139****000"));
    discreet_run(&["show", text(&database), "--by", "person"]).ended(0);
    discreet_run(&["audit", text(&database), "--lang", "en"]).ended(0);
    discreet_files(&out, "export");
    // The next version of the tables has other numbers, one of them new, and somebody without.
    let mut changed = planted();
    let people = &mut changed.iter_mut().find(|(name, _)| *name == "人员").unwrap().1;
    (people[1][8], people[2][8], people[3][8]) = (TELEPHONES[1], TELEPHONES[0], "");
    (people[1][9], people[2][9], people[3][9]) = (IDENTITIES[1], IDENTITIES[0], "");
    let changed = folder(home.path(), "改", &changed);
    discreet_run(&["plan", text(&changed), "--db", text(&database), "--effort", "quick"]).ended(0);
    let moves = out.join("对比.xlsx");
    for json in [false, true] {
        let calls: [&[&str]; 6] = [
            &["list", text(&database), "--datasets"],
            &["diff", text(&database), "1", "2"],
            &["diff", text(&database), "1", "2", "--format", "xlsx", "--output", text(&moves)],
            &["show", text(&database), "--ledger", "pool"],
            &["show", text(&database), "--ledger", "service"],
            &["show", text(&database), "--ledger", "subsidies"],
        ];
        for call in calls {
            let mut arguments = call.to_vec();
            arguments.extend(json.then_some("--json"));
            discreet_run(&arguments).ended(0);
        }
    }
    let versions = run(&[&"list", &database, &"--datasets"]).ended(0).out;
    assert!(versions.contains("电话") && versions.contains("身份证号"), "the change is told, without the numbers: {versions}");
    discreet_files(&out, "diff");
    // Every other command, too, in whatever way it is meant to be called.
    let copy = home.path().join("抄.db");
    for command in commands() {
        for json in [false, true] {
            let calls: [&[&str]; 5] = [
                &[text(&copy)],
                &["--db", text(&copy)],
                &[text(&input), "--db", text(&copy)],
                &[text(&input)],
                &[text(&copy), text(&input)],
            ];
            for call in calls {
                fs::copy(&database, &copy).unwrap();
                let mut arguments = vec![command.as_str()];
                arguments.extend(call);
                arguments.extend(json.then_some("--json"));
                discreet_run(&arguments);
            }
        }
    }
}

#[test]
fn no_fault_repeats_numbers_of_people() {
    for (index, dataset) in misplaced().into_iter().enumerate() {
        let home = tempfile::tempdir().unwrap();
        let input = folder(home.path(), "数据", &dataset);
        for language in ["zh", "en"] {
            let told = discreet_run(&["check", text(&input), "--lang", language]);
            assert!(told.out.contains("***") || told.out.contains("000001"), "dataset {index} is not told of: {}", told.out);
            discreet_run(&["check", text(&input), "--json", "--lang", language]);
        }
        discreet_run(&["plan", text(&input), "--db", text(&home.path().join("县.db")), "--effort", "quick"]);
    }
}

/// The other way round: who asks for telephones gets them, and altered tables are told of without them.
#[test]
fn numbers_are_there_when_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let input = folder(home.path(), "数据", &planted());
    let database = home.path().join("县.db");
    plan(&input, &database, &[]).ended(0);
    let file = home.path().join("花名册.csv");
    run(&[&"export", &"roster", &"--db", &database, &"--format", &"csv", &"--private", &"--output", &file]).ended(0);
    let told = fs::read_to_string(&file).unwrap();
    assert!(TELEPHONES.iter().any(|telephone| told.contains(telephone)), "{told}");
    assert!(!IDENTITIES.iter().any(|identity| told.contains(identity)), "{told}");
}
