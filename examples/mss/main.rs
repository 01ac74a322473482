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

use clap::{Parser, ValueEnum};
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
    /// What seconds are counted by. Processor time, of all threads together, for machines that others use too: an idle machine does at
    /// least as much in as many seconds.
    #[arg(long, value_enum, default_value_t = Clock::Wall)]
    clock: Clock,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Clock {
    Wall,
    Processor,
}

impl Clock {
    /// Seconds since the program began.
    fn seconds(self, started: Instant) -> f64 {
        match self {
            Clock::Wall => started.elapsed().as_secs_f64(),
            Clock::Processor => processor_seconds().unwrap_or_else(|| started.elapsed().as_secs_f64()),
        }
    }
}

/// Processor time of the program so far, as Linux tells it, in hundredths: the 14th and 15th word about a process, two of them before the
/// closing bracket of its name.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let words = text.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
    Some(words.filter_map(|word| word.parse::<f64>().ok()).sum::<f64>() / 100.0)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let started = Instant::now();
    let arguments = Arguments::parse();
    let instance = Instance::read(&std::fs::read_to_string(&arguments.instance)?)?;
    let county = county::state(&instance)?;
    let Arguments { seconds, clock, threads, seed, progress, .. } = arguments;
    let watch = Watch { started, clock, seconds, constant: county.constant, progress, first: Mutex::new(None) };
    // The watch ends it, as the search's own clock begins only after the county has been written as a model; but the search should know
    // how long it has. How fast processor time goes by it cannot know.
    let time_limit = if clock == Clock::Wall { seconds - clock.seconds(started) } else { 20.0 * seconds };
    let options = SearchOptions { effort: Effort::Thorough, seed, threads, time_limit, gap: 0.0 };
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
        println!("no plan without shortages: {cost:?}, {:.1} s", clock.seconds(started));
        return Ok(ExitCode::FAILURE);
    }
    assert_eq!(score, county.constant - cost[Tier::Wishes], "the benchmark's score and the plan's cost go together to the point");
    let bound =
        county.constant - planned.outcome.tiers.iter().find(|tier| tier.tier == Tier::Wishes).and_then(|tier| tier.bound).unwrap_or(0);
    let now = clock.seconds(started);
    let first = watch.first.lock().ok().and_then(|first| *first).unwrap_or(now);
    println!("score {score} bound {bound} first {first:.2} seconds {now:.1} processor {:.1}", processor_seconds().unwrap_or(0.0));
    Ok(ExitCode::SUCCESS)
}

/// Nothing missing of what has to be: minimum positions and every discipline.
fn is_legal(cost: &Score) -> bool {
    Tier::ALL.iter().all(|tier| *tier == Tier::Wishes || cost[*tier] == 0)
}

struct Watch {
    started: Instant,
    clock: Clock,
    /// Seconds for everything; a little is left for counting and writing.
    seconds: f64,
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
        let seconds = self.clock.seconds(self.started);
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
        self.clock.seconds(self.started) > self.seconds - 0.2
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
