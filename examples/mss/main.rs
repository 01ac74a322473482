//! Medical student scheduling (MSS), a published rotation problem, with nothing of its own: an instance is stated as a county, planned by
//! the product's search, counted by its check.
//!
//! ```sh
//! cargo run --release --example mss -- INSTANCE.dzn --seconds 60 --threads 2 --seed 1 --out solution.csv
//! ```
//!
//! Prints score, proved upper bound, and the seconds after which the first plan stood that has no shortage and no unmet training. Exit code
//! 1 when there is no such plan.

mod county;
mod instance;

use clap::Parser;
use county::County;
use instance::Instance;
use lunzhuan::app::plan::plan;
use lunzhuan::model::{Score, Tier};
use lunzhuan::roster::Roster;
use lunzhuan::search::{Effort, Event, Observer, SearchOptions};
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

#[derive(Parser)]
struct Arguments {
    instance: PathBuf,
    /// Seconds for everything: reading, planning, checking.
    #[arg(long, default_value_t = 60.0)]
    seconds: f64,
    #[arg(long, default_value_t = 2)]
    threads: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Writes the placements as CSV: student, discipline, hospital, start.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Prints how the plan grows.
    #[arg(long)]
    progress: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let started = Instant::now();
    let arguments = Arguments::parse();
    let instance = Instance::read(&std::fs::read_to_string(&arguments.instance)?)?;
    let county = county::state(&instance)?;
    let watch = Watch { started, constant: county.constant, progress: arguments.progress, first: Mutex::new(None) };
    let left = (arguments.seconds - started.elapsed().as_secs_f64()).max(1.0);
    let options = SearchOptions { effort: Effort::Thorough, seed: arguments.seed, threads: arguments.threads, time_limit: left, gap: 0.0 };
    let planned = match plan(&county.problem, &options, &watch) {
        Ok(planned) => planned,
        Err(failure) => return Err(format!("{failure:?}").into()),
    };
    let cost = planned.plan.score();
    let legal = is_legal(&cost);
    let stays = stays(&county, planned.plan.roster());
    let score = score(&instance, &stays);
    if let Some(path) = &arguments.out {
        std::fs::write(path, as_csv(&stays))?;
    }
    if !legal {
        println!("no plan without shortages: {cost:?}, {:.1} s", started.elapsed().as_secs_f64());
        return Ok(ExitCode::FAILURE);
    }
    assert_eq!(score, county.constant - cost[Tier::Wishes], "the benchmark's score and the plan's cost go together to the point");
    let bound =
        county.constant - planned.outcome.tiers.iter().find(|tier| tier.tier == Tier::Wishes).and_then(|tier| tier.bound).unwrap_or(0);
    let first = watch.first.lock().ok().and_then(|first| *first).unwrap_or_else(|| started.elapsed().as_secs_f64());
    println!("score {score} bound {bound} first {first:.2} seconds {:.1}", started.elapsed().as_secs_f64());
    Ok(ExitCode::SUCCESS)
}

/// Nothing missing of what has to be: minimum positions and every discipline.
fn is_legal(cost: &Score) -> bool {
    Tier::ALL.iter().all(|tier| *tier == Tier::Wishes || cost[*tier] == 0)
}

struct Watch {
    started: Instant,
    constant: i64,
    progress: bool,
    /// Seconds to the first plan that has all it must.
    first: Mutex<Option<f64>>,
}

impl Observer for Watch {
    fn tell(&self, event: &Event) {
        let (score, told) = match event {
            Event::FirstPlan { score, .. } => (*score, "first plan".to_owned()),
            Event::Progress { tier, score, bound, .. } => (*score, format!("{tier:?} of at least {}", bound.unwrap_or(0))),
            Event::TierDone { .. } => return,
        };
        let seconds = self.started.elapsed().as_secs_f64();
        if self.progress {
            eprintln!("{seconds:8.2} {:?} {told}, score {}", score.0, self.constant - score[Tier::Wishes]);
        }
        if is_legal(&score)
            && let Ok(mut first) = self.first.lock()
        {
            first.get_or_insert(seconds);
        }
    }
    fn stopped(&self) -> bool {
        false
    }
}

/// A placement, counted from 0.
struct Placed {
    student: usize,
    discipline: usize,
    hospital: usize,
    start: i64,
}

fn stays(county: &County, roster: &Roster) -> Vec<Placed> {
    use lunzhuan::domain::Id as _;
    let placed = roster.stays().filter_map(|stay| {
        let student = stay.person.index();
        let discipline = county.discipline_of[student][stay.item?.index()];
        let hospital = county.problem.posts[stay.post].institution.index();
        Some(Placed { student, discipline, hospital, start: i64::from(stay.first.0) })
    });
    placed.collect()
}

/// The benchmark's objective, counted on the placements, which come by student and time.
fn score(instance: &Instance, stays: &[Placed]) -> i64 {
    let mut values = vec![0; instance.students];
    for of_student in stays.chunk_by(|one, other| one.student == other.student) {
        let student = of_student[0].student;
        let [.., change, waiting] = instance.weights[student];
        let worth: i64 = of_student.iter().map(|placed| instance.value(student, placed.discipline, placed.hospital)).sum();
        let changes = of_student.windows(2).filter(|pair| pair[0].hospital != pair[1].hospital).count() as i64;
        let duration = instance.duration as i64;
        let end = of_student.last().map_or(0, |last| last.start + duration);
        values[student] = worth + change * changes + waiting * (end - duration * of_student.len() as i64);
    }
    values.iter().sum::<i64>() + values.iter().min().unwrap_or(&0)
}

fn as_csv(stays: &[Placed]) -> String {
    let mut text = "student,discipline,hospital,start\n".to_owned();
    for placed in stays {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{},{},{},{}", placed.student, placed.discipline, placed.hospital, placed.start);
    }
    text
}
