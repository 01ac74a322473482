//! The program killed at any moment: the last committed state is there whole. Some rounds are killed after a while, others by the system in the
//! middle of a write, when a file would grow past a size. `LUNZHUAN_SEEDS=500` makes as many rounds.
#![cfg(unix)]

use crate::campaign::Campaign;
use crate::county::{folder, full, three};
use crate::program::{PROGRAM, plan, query, run};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A command that writes, and the files that must be whole whenever it is killed.
struct Work {
    name: &'static str,
    arguments: fn(&Scene) -> Vec<PathBuf>,
    /// Plans in the database before, and after it is done; none where there is no file.
    plans: [Option<usize>; 2],
}

/// Tables, and databases before anything is done, as files that are copied for every round.
struct Scene {
    home: PathBuf,
}

impl Scene {
    fn at(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }
    fn database(&self) -> PathBuf {
        self.at("round/县.db")
    }
    fn backup(&self) -> PathBuf {
        self.at("round/备份.db")
    }
    /// Two plans in the database, one in the backup.
    fn new(home: &Path) -> Self {
        let scene = Self { home: home.to_owned() };
        folder(home, "三表", &three());
        folder(home, "全表", &full());
        plan(&scene.at("三表"), &scene.at("一.db"), &[]).ended(0);
        fs::copy(scene.at("一.db"), scene.at("二.db")).unwrap();
        plan(&scene.at("三表"), &scene.at("二.db"), &["--seed", "2"]).ended(0);
        fs::copy("fixtures/databases/schema-2.db", scene.at("旧.db")).unwrap();
        scene
    }
    fn prepare(&self, work: &Work) {
        let round = self.at("round");
        let _ = fs::remove_dir_all(&round);
        fs::create_dir(&round).unwrap();
        fs::copy(self.at("一.db"), self.backup()).unwrap();
        match (work.name, work.plans[0]) {
            (_, None) => 0,
            ("upgrade", _) => fs::copy(self.at("旧.db"), self.database()).unwrap(),
            (_, Some(_)) => fs::copy(self.at("二.db"), self.database()).unwrap(),
        };
    }
}

fn planning(scene: &Scene, tables: &str) -> Vec<PathBuf> {
    let mut arguments: Vec<PathBuf> = ["plan", "--effort", "quick", "--from", "2027-01", "--months", "6", "--db"].map(PathBuf::from).into();
    arguments.extend([scene.database(), scene.at(tables)]);
    arguments
}

const WORKS: [Work; 6] = [
    Work { name: "first plan", arguments: |scene| planning(scene, "全表"), plans: [None, Some(1)] },
    Work { name: "another county's tables", arguments: |scene| planning(scene, "全表"), plans: [Some(2), Some(3)] },
    Work { name: "upgrade", arguments: |scene| planning(scene, "全表"), plans: [Some(1), Some(2)] },
    Work {
        name: "publish",
        arguments: |scene| {
            let mut arguments: Vec<PathBuf> =
                ["publish", "--through", "2027-01", "--by", "示例", "--note", "示例"].map(PathBuf::from).into();
            arguments.push(scene.database());
            arguments
        },
        plans: [Some(2), Some(2)],
    },
    Work {
        name: "backup",
        arguments: |scene| vec!["backup".into(), scene.database(), scene.backup(), "--force".into()],
        plans: [Some(2), Some(2)],
    },
    Work {
        name: "restore",
        arguments: |scene| vec!["restore".into(), scene.backup(), scene.database(), "--force".into()],
        plans: [Some(2), Some(1)],
    },
];

/// Runs the program, killed after the delay.
fn killed_after(delay: Duration, arguments: &[PathBuf]) -> ExitStatus {
    let mut child = Command::new(PROGRAM).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(delay);
    // It may be done by now.
    let _ = child.kill();
    child.wait().unwrap()
}

/// Runs the program, killed by the write with which a file would grow past so many pages of 4 KiB.
fn killed_at_page(pages: u64, arguments: &[PathBuf]) -> ExitStatus {
    let script = format!("ulimit -c 0; ulimit -f {}; exec \"$@\"", pages * 8);
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh", PROGRAM]).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap()
}

fn plans(database: &Path) -> Option<usize> {
    let sound = database.exists().then(|| run(&[&"audit", &database]).ended(0));
    sound.map(|_| query(database, "SELECT plan FROM plan_summary").len())
}

/// Whatever happened, the files are as before the work or as after it, and can be worked on.
fn whole(scene: &Scene, work: &Work, ended: ExitStatus, context: &str) {
    let found = plans(&scene.database());
    assert!(work.plans.contains(&found), "{context}: {found:?} plans");
    assert!(!ended.success() || found == work.plans[1], "{context}: done, and {found:?} plans");
    if found.is_some() {
        let datasets = "SELECT dataset FROM dataset WHERE dataset NOT IN (SELECT dataset FROM plan)";
        assert_eq!(query(&scene.database(), datasets), Vec::<Vec<String>>::new(), "{context}: tables without their plan");
    }
    let mut published = 0;
    if work.name == "publish" {
        published = query(&scene.database(), "SELECT publication FROM publications").len();
        assert!(published == 1 || (published == 0 && !ended.success()), "{context}: {published} publications");
        let stored = "SELECT (SELECT count(*) FROM plan_summary WHERE status = '已发布'), (SELECT min(count(*), 1) FROM notice)";
        assert_eq!(query(&scene.database(), stored), [[format!("Integer({published})"), format!("Integer({published})")]], "{context}");
    }
    let in_backup = plans(&scene.backup());
    assert!(in_backup == Some(1) || (work.name == "backup" && in_backup == Some(2)), "{context}: {in_backup:?} plans in the backup");
    if work.name == "restore" && found == Some(1) {
        let kept = fs::read_dir(scene.at("round")).unwrap().map(|entry| entry.unwrap().path());
        let kept: Vec<PathBuf> = kept.filter(|path| path.to_string_lossy().contains("-replaced-")).collect();
        assert!(kept.iter().any(|path| plans(path) == Some(2)), "{context}: the replaced database is gone: {kept:?}");
    }
    // What is published is not published again.
    let next = if published == 1 { planning(scene, "三表") } else { (work.arguments)(scene) };
    let next = Command::new(PROGRAM).args(next).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(next.success(), "{context}: nothing can be done any more");
}

#[test]
fn killed_at_any_moment_the_last_committed_state_is_whole() {
    let home = tempfile::tempdir().unwrap();
    let scene = Scene::new(home.path());
    let campaign = Campaign::new("kills", 30);
    // How long each takes when it is left alone.
    let durations: Vec<Duration> = WORKS
        .iter()
        .map(|work| {
            scene.prepare(work);
            let started = Instant::now();
            assert!(
                Command::new(PROGRAM)
                    .args((work.arguments)(&scene))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status()
                    .unwrap()
                    .success()
            );
            let taken = started.elapsed();
            assert_eq!(plans(&scene.database()), work.plans[1], "{}", work.name);
            taken
        })
        .collect();
    let (mut killed, mut done) = (0, 0);
    for seed in campaign.seeds() {
        let at = (seed % WORKS.len() as u64) as usize;
        let (work, duration) = (&WORKS[at], durations[at]);
        scene.prepare(work);
        let arguments = (work.arguments)(&scene);
        // Points that spread evenly however many there are.
        let point = (seed as f64 * 0.618_033_988_75).fract();
        let round = seed / WORKS.len() as u64;
        let (ended, context) = if round.is_multiple_of(2) {
            let delay = duration.mul_f64(point * 1.1);
            (killed_after(delay, &arguments), format!("seed {seed}, {} killed after {delay:?} of {duration:?}", work.name))
        } else {
            let pages = (point * 64.0) as u64;
            (killed_at_page(pages, &arguments), format!("seed {seed}, {} killed at page {pages}", work.name))
        };
        killed += usize::from(ended.signal().is_some());
        done += usize::from(ended.success());
        whole(&scene, work, ended, &context);
    }
    campaign.report(&[("killed", killed), ("done before", done)]);
    assert!(campaign.is_short() || killed * 2 > campaign.len() as usize, "{killed} were killed");
}
