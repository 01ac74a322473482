//! `lunzhuan plan`: from tables to a checked plan in the county's database.

use super::arguments::PlanArguments;
use super::check::{at_fault, overview};
use super::progress::{ProgressDisplay, gap_text};
use super::rescue::rescued;
use super::{Ending, Voice, model_file, print_error, print_line, refused};
use crate::app::contradiction::{SmallestSet, smallest_sets};
use crate::app::dataset::stored_dataset;
use crate::app::model_file::{refuse_unwritable, write_model};
use crate::app::plan::{ModelSize, PlanFailure, Planned, plan};
use crate::app::publish::published;
use crate::app::replan::{Fact, forgotten};
use crate::diagnostic::{Bilingual, Language, Location, without_numbers};
use crate::domain::{Problem, Published};
use crate::export::{Board, BoardRequest, ExportError, Owed, PlanView};
use crate::model::TierOutcome;
use crate::mps::ModelText;
use crate::search::SearchOptions;
use crate::source::Tables;
use crate::store::{Access, PlanRecord, SavedPlan, Store};
use crate::validate::{Options, load_onto};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set by Ctrl-C; the search looks at it.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

pub fn run(arguments: &PlanArguments, voice: Voice) -> Ending {
    let options = Options { from: arguments.input.from, months: arguments.input.months };
    // A file that cannot be read is told of once the tables are known to be sound.
    let on_top_of = published(&arguments.db);
    let loaded = load_onto(&arguments.input.input, &options, on_top_of.as_ref().unwrap_or(&Published::default()));
    let Some(problem) = &loaded.problem else {
        return at_fault(&loaded, voice);
    };
    if !loaded.report.faults.is_empty() {
        print_error(loaded.report.render(voice.language).trim_end());
    }
    // A file or a database that cannot take what is to be written is said before the work, not after it.
    if let Some(path) = &arguments.write_model
        && let Err(error) = refuse_unwritable(path, &arguments.input.input, &arguments.db)
    {
        return refused(&error.message(), &error.remedy(), voice);
    }
    let on_top_of = match on_top_of {
        Ok(published) => published,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    let mut store = match Store::open(&arguments.db, Access::ReadWrite) {
        Ok(store) => store,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    let dataset = stored_dataset(&loaded.tables, &arguments.input.input, &options).on_top_of(on_top_of);
    match forgotten(&store, &dataset) {
        Ok(facts) => remind(&facts, voice),
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    }
    if !voice.json {
        for line in overview(problem, voice) {
            print_error(&line);
        }
    }
    stop_on_interrupt();
    let search = arguments.search.options(arguments.effort.into());
    let progress = ProgressDisplay::new(voice.language, &STOP);
    let planned = plan(problem, &search, &progress);
    progress.finish();
    let planned = match planned {
        Ok(planned) => planned,
        Err(failure) => return no_plan(&failure, problem, &loaded.tables, voice),
    };
    let record = record(&planned, &search);
    let saved = SavedPlan {
        plan: &planned.plan,
        problem,
        dataset: &dataset,
        record: &record,
        reasons: &planned.reasons.shortages,
        finding_reasons: &planned.reasons.findings,
    };
    let id = match store.save(&saved) {
        Ok(id) => id,
        Err(error) => return rescued(&store, &saved, &error, voice),
    };
    // The plan is kept by now, whatever becomes of the model.
    let only = arguments.model_tier.map(Into::into);
    let written = match arguments.write_model.as_deref().map(|path| write_model(problem, &planned, only, path)).transpose() {
        Ok(written) => written,
        Err(error) => return refused(&error.message(), &error.remedy(), voice),
    };
    match PlanView::read(&store, Some(id)).and_then(|view| tell(&view, &planned, problem, written.as_ref(), arguments, voice)) {
        Ok(()) => Ending::Done,
        Err(error) => refused(&error.message(), &error.remedy(), voice),
    }
}

/// Facts that a plan from these tables leaves out, and what to do about it.
pub(super) fn remind(facts: &[Fact], voice: Voice) {
    if facts.is_empty() {
        return;
    }
    print_error(voice.pick(
        "先前用 replan 告知、这份表里没有的，本次不计入（请写进表里，或改用 replan 数据库 表）：",
        "Told to replan before and not in these tables, so left out (write it into the tables, or use replan DATABASE TABLES):",
    ));
    facts.iter().for_each(|fact| print_error(&format!("  {}", without_numbers(&fact.option()))));
}

/// Statements of which one has to be taken back, each with the row that says it.
pub(super) fn print_set(set: &SmallestSet, voice: Voice) {
    print_error(match (set.is_verified(), set.statements.len()) {
        (true, 1) => voice.pick("这一条本身就不能成立（撤回即可）：", "this alone cannot hold; without it the rest can:"),
        (true, _) => voice.pick(
            "下列各条互相矛盾，撤回任何一条其余即可成立：",
            "these contradict each other; without any one of them the others can hold:",
        ),
        (false, _) => voice.pick("下列各条互相矛盾：", "these contradict each other:"),
    });
    for said in &set.statements {
        let place = said.location.as_ref().map_or(String::new(), |location| {
            let Location { file, sheet, row, .. } = location;
            let sheet = sheet.as_deref().map_or(String::new(), |sheet| format!(" “{sheet}”"));
            let row = row.map_or(String::new(), |row| match voice.language {
                Language::Chinese => format!(" 第 {row} 行"),
                Language::English => format!(" row {row}"),
            });
            format!("  [{file}{sheet}{row}]")
        });
        print_error(&format!("  {}{place}", voice.text(&said.text)));
    }
}

/// Lets the first Ctrl-C end the search and the second one the program.
pub(super) fn stop_on_interrupt() {
    // Without a handler Ctrl-C simply ends the program before anything is written.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
}

pub(super) fn record(planned: &Planned, search: &SearchOptions) -> PlanRecord {
    let outcome = &planned.outcome;
    let proved = outcome.tiers.iter().all(|tier| tier.gap() == Some(0.0));
    PlanRecord {
        created_at: chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string(),
        actor: std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default(),
        seed: search.seed,
        effort: search.effort.code().into(),
        threads: u32::try_from(search.threads).unwrap_or(u32::MAX),
        seconds: outcome.seconds,
        outcomes: outcome.tiers.clone(),
        proofs: outcome.proofs.clone(),
        work_limited: !proved && !outcome.interrupted && !outcome.clock_bit,
        interrupted: outcome.interrupted,
        safety_net: outcome.clock_bit,
        notes: Vec::new(),
        repair: None,
    }
}

/// So many of the plan's shortages, unmet months and missed credits are told at once.
const TOLD: usize = 3;

fn tell(
    view: &PlanView,
    planned: &Planned,
    problem: &Problem,
    written: Option<&ModelText>,
    arguments: &PlanArguments,
    voice: Voice,
) -> Result<(), ExportError> {
    let written = arguments.write_model.as_deref().zip(written);
    let (id, outcome) = (view.summary.plan, &planned.outcome);
    let board = Board::new(view, &BoardRequest::everything())?;
    if voice.json {
        let tiers: Vec<_> = outcome
            .tiers
            .iter()
            .map(|tier| {
                let by_duals = outcome.by_duals[tier.tier];
                json!({"tier": tier.tier.code(), "cost": tier.cost, "bound": tier.bound, "bound_by_duals": by_duals, "gap": tier.gap()})
            })
            .collect();
        let mut value = json!({
            "plan": id.0, "database": arguments.db, "people": problem.people.len(), "stays": planned.plan.roster().placements().len(),
            "tiers": tiers, "shortages": board.shortages().len(),
            "unmet_training": board.owed(Owed::Training).len(), "missed_credits": board.owed(Owed::Credit).len(), "first_plan_seconds": outcome.first_seconds,
            "seconds": outcome.seconds, "interrupted": outcome.interrupted, "clock_limited": outcome.clock_bit,
            "candidates": planned.size.candidates, "rows": planned.size.rows, "solver": crate::solver::NAME,
        });
        if let Some((path, text)) = written {
            value["model_file"] = model_file::as_json(path, text);
        }
        print_line(&value.to_string());
        return Ok(());
    }
    let stays = planned.plan.roster().placements().len();
    let file = arguments.db.display();
    match voice.language {
        Language::Chinese => print_line(&format!("方案 {id} 已核对并存入 {file}：{stays} 段安排，用时 {:.1} 秒", outcome.seconds)),
        Language::English => print_line(&format!("plan {id} checked and stored in {file}: {stays} stays, {:.1} s", outcome.seconds)),
    }
    if outcome.interrupted {
        print_line(voice.pick("  已按要求提前结束：存入的是当时最好的方案", "  stopped at your request: this is the best plan so far"));
    }
    if outcome.clock_bit {
        let text =
            voice.pick("  到时限而止：换一台机器或再算一次，结果可能不同", "  the time limit ended it: another run may give another plan");
        print_line(text);
    }
    for tier in &outcome.tiers {
        print_line(&tier_line(tier, voice));
    }
    board.left_open(voice.language, Some(TOLD)).iter().for_each(|line| print_line(line));
    if !board.shortages().is_empty() || Owed::ALL.iter().any(|owed| !board.owed(*owed).is_empty()) {
        print_line(&match voice.language {
            Language::Chinese => format!("全部缺口和安排：lunzhuan show {file}"),
            Language::English => format!("everything: lunzhuan show {file}"),
        });
    }
    if arguments.verbose {
        print_line(&size_line(&planned.size, outcome.parts, outcome.first_seconds, voice));
    }
    if let Some((path, text)) = written {
        model_file::tell(path, text, voice);
    }
    Ok(())
}

/// Cost, bound and gap of a tier; what was not proved is said.
pub fn tier_line(outcome: &TierOutcome, voice: Voice) -> String {
    let bound = outcome.bound.map_or("-".to_string(), |bound| bound.to_string());
    let (gap, cost) = (gap_text(outcome), outcome.cost);
    match voice.language {
        Language::Chinese => {
            let proved = if outcome.gap() == Some(0.0) { "已证最优" } else { "未证最优" };
            format!("  {}：代价 {cost}，下界 {bound}，差距 {gap}，{proved}", outcome.tier.chinese())
        }
        Language::English => {
            let proved = if outcome.gap() == Some(0.0) { "proved best" } else { "not proved best" };
            format!("  {}: cost {cost}, bound {bound}, gap {gap}, {proved}", outcome.tier.english())
        }
    }
}

fn size_line(size: &ModelSize, parts: usize, first: f64, voice: Voice) -> String {
    let ModelSize { candidates, dispatch_candidates, training_candidates, rows, costs, extrema, sequences, milliseconds } = size;
    match voice.language {
        Language::Chinese => format!(
            "  模型：候选安排 {candidates}（下派 {dispatch_candidates}，轮转 {training_candidates}），行 {rows}，代价项 {costs}，极值 {extrema}，顺序 {sequences}，\
             独立部分 {parts}；建模 {milliseconds} 毫秒，首个方案 {first:.2} 秒"
        ),
        Language::English => format!(
            "  model: {candidates} candidate stays ({dispatch_candidates} dispatch, {training_candidates} training), {rows} rows, {costs} costs, \
             {extrema} extrema, {sequences} sequences, {parts} independent parts; written in {milliseconds} ms, first plan after {first:.2} s"
        ),
    }
}

pub(super) fn no_plan(failure: &PlanFailure, problem: &Problem, tables: &Tables, voice: Voice) -> Ending {
    let sets = match failure {
        PlanFailure::Contradiction { .. } => smallest_sets(problem, tables),
        PlanFailure::Defect(_) => Vec::new(),
    };
    let (head, lines, ending) = match failure {
        PlanFailure::Contradiction { lines, proved } => {
            let head = if *proved {
                Bilingual::new(
                    "既定安排与在途安排互相矛盾，下列要求不能同时成立：",
                    "pins and carried-in stays contradict each other; these cannot all hold:",
                )
            } else {
                Bilingual::new(
                    "没有找到同时满足下列要求的方案（未证明不存在）：",
                    "no plan was found that holds all of these (not proved impossible):",
                )
            };
            (head, lines, Ending::Contradiction)
        }
        PlanFailure::Defect(lines) => {
            let head = Bilingual::new(
                "程序内部错误：核对未通过，未写入任何内容：",
                "internal error: our own check refused the plan, nothing was written:",
            );
            (head, lines, Ending::Failed)
        }
    };
    if voice.json {
        let lines: Vec<_> = lines.iter().map(|line| voice.text(line)).collect();
        print_line(&json!({"error": voice.text(&head), "lines": lines, "smallest_sets": sets}).to_string());
    } else {
        print_error(voice.text(&head));
        for line in lines {
            print_error(&format!("  {}", voice.text(line)));
        }
        sets.iter().for_each(|set| print_set(set, voice));
    }
    ending
}
