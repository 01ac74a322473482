//! `lunzhuan replan`: new facts, and a plan as near as possible to the one in force.

use super::arguments::ReplanArguments;
use super::plan::{STOP, no_plan, record, stop_on_interrupt};
use super::progress::ProgressDisplay;
use super::rescue::rescued;
use super::{Ending, Voice, not_possible, print_error, print_line, refused, store_failed};
use crate::app::replan::{
    Fact, Move, Order, PersonMoves, Prepared, ReplanFailure, RuleCost, Written, by_rule, differences, of_in_force, of_stored, open,
    prepare, replan,
};
use crate::diagnostic::{Bilingual, Language, without_numbers};
use crate::domain::Problem;
use crate::export::{Owed, Unmet, grown, unmet};
use crate::search::Effort;
use crate::store::{FindingRow, PlanId, PlanRecord, Repair, SavedPlan, ShortageRow, Store, StoreError};
use crate::validate::Options;
use serde_json::{Value, json};

pub fn run(arguments: &ReplanArguments, voice: Voice) -> Ending {
    let facts = [&arguments.leave, &arguments.resign, &arguments.pin, &arguments.forbid, &arguments.add_post];
    let order = Order {
        database: arguments.file.clone(),
        plan: arguments.plan.map(PlanId),
        input: arguments.input.clone(),
        options: Options { from: arguments.from, months: arguments.months },
        facts: facts.into_iter().flatten().cloned().collect(),
        taken_back: arguments.take_back.clone(),
        search: arguments.search.options(arguments.effort.map_or(Effort::Quick, Into::into)),
        thorough: arguments.effort.is_some(),
    };
    match repair(&order, arguments, voice) {
        Ok(ending) => ending,
        Err(failure) => failed(&failure, voice),
    }
}

fn repair(order: &Order, arguments: &ReplanArguments, voice: Voice) -> Result<Ending, ReplanFailure> {
    let mut store = open(&order.database)?;
    let prepared = prepare(&store, order)?;
    if !prepared.report.faults.is_empty() {
        print_error(prepared.report.render(voice.language).trim_end());
    }
    stop_on_interrupt();
    let progress = ProgressDisplay::new(voice.language, &STOP);
    let replanned = replan(&prepared, order, &progress);
    progress.finish();
    let replanned = replanned?;
    let baseline = prepared.in_force.plan;
    let taken_back = prepared.taken_back.iter().map(Fact::option).collect();
    // The book keeps it for good, and its views are read by others.
    let repair = Some(Repair { baseline, reason: without_numbers(arguments.reason.trim()), taken_back });
    let record = PlanRecord { repair, ..record(&replanned.planned, &order.search) };
    let planned = &replanned.planned;
    let saved = SavedPlan {
        plan: &planned.plan,
        problem: &prepared.problem,
        dataset: &prepared.dataset,
        record: &record,
        reasons: &planned.reasons.shortages,
        finding_reasons: &planned.reasons.findings,
    };
    let id = match store.save(&saved) {
        Ok(id) => id,
        Err(error) => return Ok(rescued(&store, &saved, &error, voice)),
    };
    let before = match of_in_force(&prepared.in_force, &prepared.problem) {
        Some(costs) => costs,
        None => of_stored(&store.findings(baseline)?),
    };
    let costs = differences(&before, &by_rule(planned.plan.findings()));
    let told = Told {
        id,
        moves: &replanned.moves,
        costs,
        shortages: shortages(&store, baseline, id)?,
        unmet: (store.findings(baseline)?, store.findings(id)?),
        seconds: planned.outcome.seconds,
        interrupted: planned.outcome.interrupted,
    };
    match voice.json {
        true => print_line(&told.as_json(order, &prepared, arguments).to_string()),
        false => told.print(order, &prepared, arguments, voice),
    }
    Ok(Ending::Done)
}

/// Shortages before and now, and those that are new or have grown.
struct Shortages {
    before: usize,
    now: usize,
    grown: Vec<ShortageRow>,
}

fn shortages(store: &Store, before: PlanId, now: PlanId) -> Result<Shortages, StoreError> {
    let (before, now) = (store.shortages(before)?, store.shortages(now)?);
    let known = |row: &ShortageRow| {
        let same = before.iter().filter(|old| {
            (&old.requirement, &old.scope, old.window, old.minimum) == (&row.requirement, &row.scope, row.window, row.minimum)
        });
        same.map(|old| old.missing).max().unwrap_or(0)
    };
    let mut grown: Vec<ShortageRow> = Vec::new();
    for row in now.iter().filter(|row| row.missing > known(row)) {
        // Windows that follow each other and lack the same are told as one.
        let continues = |last: &&mut ShortageRow| {
            let alike = |row: &ShortageRow| {
                (row.requirement.clone(), row.scope.clone(), row.required, row.assigned, row.minimum, row.reason_zh.clone())
            };
            alike(last) == alike(row) && last.window.to.succ_opt() == Some(row.window.from)
        };
        match grown.last_mut().filter(continues) {
            Some(last) => last.window.to = row.window.to,
            None => grown.push(row.clone()),
        }
    }
    Ok(Shortages { before: before.len(), now: now.len(), grown })
}

struct Told<'a> {
    id: PlanId,
    moves: &'a [PersonMoves],
    costs: Vec<RuleCost>,
    shortages: Shortages,
    /// Findings before and now.
    unmet: (Vec<FindingRow>, Vec<FindingRow>),
    seconds: f64,
    interrupted: bool,
}

impl Told<'_> {
    fn as_json(&self, order: &Order, prepared: &Prepared, arguments: &ReplanArguments) -> Value {
        let told = |fact: &Fact, rows: &[Written]| {
            let rows: Vec<Value> = rows.iter().map(|row| json!({"table": row.table.english(), "row": row.row})).collect();
            json!({"zh": without_numbers(&fact.words().zh), "en": without_numbers(&fact.words().en), "rows": rows})
        };
        let taken_back: Vec<String> = prepared.taken_back.iter().map(|fact| without_numbers(&fact.option())).collect();
        let facts: Vec<Value> = order.facts.iter().zip(&prepared.written).map(|(fact, rows)| told(fact, rows)).collect();
        let kept: Vec<Value> = prepared.kept.iter().map(|(fact, rows)| told(fact, rows)).collect();
        json!({
            "plan": self.id.0, "repairs": prepared.in_force.plan.0, "database": order.database, "reason": without_numbers(arguments.reason.trim()),
            "facts": facts, "kept_facts": kept, "taken_back": taken_back, "people_affected": self.moves.len(), "slots_changed": self.moves.iter().map(|person| person.slots).sum::<usize>(),
            "moves": self.moves, "costs": self.costs,
            "shortages": {"before": self.shortages.before, "now": self.shortages.now, "new": self.shortages.grown},
            "unmet_training": self.unmet_as_json(Owed::Training), "missed_credits": self.unmet_as_json(Owed::Credit),
            "seconds": self.seconds, "interrupted": self.interrupted,
        })
    }

    fn unmet_as_json(&self, owed: Owed) -> Value {
        let (had, has, more) = self.unmet_of(owed);
        let more: Vec<&str> = more.iter().map(|person| person.subject).collect();
        json!({"before": had, "now": has, "more": more})
    }

    /// How many miss something of their training or service before and now, and who misses more.
    fn unmet_of(&self, owed: Owed) -> (usize, usize, Vec<Unmet<'_>>) {
        let (before, now): (Vec<&FindingRow>, Vec<&FindingRow>) = (self.unmet.0.iter().collect(), self.unmet.1.iter().collect());
        let short = |findings: &[&FindingRow]| unmet(findings, owed).iter().filter(|person| !person.only_informs()).count();
        (short(&before), short(&now), grown(&before, &now, owed))
    }

    fn print(&self, order: &Order, prepared: &Prepared, arguments: &ReplanArguments, voice: Voice) {
        let (id, baseline, file) = (self.id, prepared.in_force.plan, order.database.display());
        let (people, slots) = (self.moves.len(), self.moves.iter().map(|person| person.slots).sum::<usize>());
        print_line(&match voice.language {
            Language::Chinese => {
                format!(
                    "方案 {id}（修补方案 {baseline}）已核对并存入 {file}：影响 {people} 人，变动 {slots} 个时段，用时 {:.1} 秒",
                    self.seconds
                )
            }
            Language::English => format!(
                "plan {id}, a repair of plan {baseline}, checked and stored in {file}: {people} people affected, {slots} slots changed, {:.1} s",
                self.seconds
            ),
        });
        let reason = without_numbers(arguments.reason.trim());
        if !reason.is_empty() {
            print_line(&format!("{}{reason}", voice.pick("  原因：", "  reason: ")));
        }
        for fact in &prepared.taken_back {
            print_line(&format!("{}{}", voice.pick("  收回：", "  taken back: "), without_numbers(&fact.option())));
        }
        let kept = prepared
            .kept
            .iter()
            .map(|(fact, rows)| (fact, rows, voice.pick("（先前告知，表中没有，沿用）", " (told before, not in these tables, kept)")));
        let new = order.facts.iter().zip(&prepared.written).map(|(fact, rows)| (fact, rows, ""));
        for (fact, rows, since) in kept.chain(new) {
            let rows: Vec<String> = rows
                .iter()
                .map(|row| match voice.language {
                    Language::Chinese => format!("{}表第 {} 行", row.table.chinese(), row.row),
                    Language::English => format!("{}, row {}", row.table.english(), row.row),
                })
                .collect();
            print_line(&format!(
                "  {}  [{}]",
                format_args!("{}{since}", without_numbers(voice.text(&fact.words()).trim())),
                rows.join(voice.pick("，", "; "))
            ));
        }
        print_line("");
        if self.moves.is_empty() {
            print_line(voice.pick("没有人受影响", "nobody is affected"));
        } else {
            print_line(voice.pick("受影响的人", "Who is affected"));
            self.moves.iter().for_each(|person| print_moves(person, voice));
        }
        print_line("");
        print_costs(&self.costs, voice);
        let Shortages { before, now, grown } = &self.shortages;
        print_line(&match voice.language {
            Language::Chinese => format!("缺口：{before} → {now}"),
            Language::English => format!("shortages: {before} → {now}"),
        });
        for row in grown {
            print_line(&shortage_line(row, &prepared.problem, voice));
        }
        Owed::ALL.iter().for_each(|owed| self.print_unmet(*owed, voice));
    }

    fn print_unmet(&self, owed: Owed, voice: Voice) {
        let (had, has, more) = self.unmet_of(owed);
        if had == 0 && has == 0 {
            return;
        }
        print_line(&match (owed, voice.language) {
            (Owed::Training, Language::Chinese) => format!("未完成培训：{had} 人 → {has} 人"),
            (Owed::Credit, Language::Chinese) => format!("服务年限未达：{had} 人 → {has} 人"),
            (Owed::Training, Language::English) => format!("people with unmet training: {had} → {has}"),
            (Owed::Credit, Language::English) => format!("people short of service credit: {had} → {has}"),
        });
        for finding in more.iter().flat_map(|person| &person.findings) {
            let message = voice.pick(&finding.message_zh, &finding.message_en);
            let why = why(finding.reason_zh.as_deref(), finding.reason_en.as_deref(), voice);
            print_line(&format!("  {}{}{message}{why}", finding.subject, voice.pick("：", ": ")));
        }
    }
}

pub(super) fn print_moves(person: &PersonMoves, voice: Voice) {
    print_line(&format!("  {} {}", person.person, person.name));
    let line = |word: &str, stretch: &Move| {
        let Move { dates, institution, post, post_name } = stretch;
        print_line(&format!("    {word} {} ~ {}  {institution}  {post} {post_name}", dates.from, dates.to));
    };
    person.gone.iter().for_each(|stretch| line(voice.pick("取消", "not"), stretch));
    person.new.iter().for_each(|stretch| line(voice.pick("改为", "now"), stretch));
}

/// What the change costs, rule by rule.
pub(super) fn print_costs(costs: &[RuleCost], voice: Voice) {
    if costs.is_empty() {
        print_line(voice.pick("代价不变", "at no cost"));
        return;
    }
    print_line(voice.pick("代价（逐条规则，变动前 → 变动后）", "Cost by rule, before → after"));
    for cost in costs {
        let name = cost.rule.rule().spec.name;
        let name = Bilingual::new(format!("{}·{}", cost.tier.chinese(), name.zh), format!("{}, {}", cost.tier.english(), name.en));
        print_line(&format!("  {}  {} → {}（{:+}）", voice.text(&name), cost.before, cost.now, cost.change()));
    }
}

/// The reason, where there is one, as the end of a line.
fn why(zh: Option<&str>, en: Option<&str>, voice: Voice) -> String {
    let reason = match voice.language {
        Language::Chinese => zh,
        Language::English => en,
    };
    reason.map_or(String::new(), |reason| format!("{}{reason}", voice.pick("；", "; ")))
}

fn shortage_line(row: &ShortageRow, problem: &Problem, voice: Voice) -> String {
    let ShortageRow { requirement, scope, window, required, assigned, missing, .. } = row;
    let (from, to, place) = (window.from, window.to, problem.scope_in_words(requirement, scope));
    let place = voice.text(&place);
    let why = why(row.reason_zh.as_deref(), row.reason_en.as_deref(), voice);
    match voice.language {
        Language::Chinese => format!("  {requirement} {place}  {from} 至 {to}  需 {required}，有 {assigned}，缺 {missing}{why}"),
        Language::English => {
            format!("  {requirement} {place}  {from} to {to}  wanted {required}, there {assigned}, missing {missing}{why}")
        }
    }
}

/// Says why there is no repair.
pub(super) fn failed(failure: &ReplanFailure, voice: Voice) -> Ending {
    match failure {
        ReplanFailure::Store(error) => store_failed(error, voice),
        ReplanFailure::Facts(lines) => {
            let join = |lines: Vec<&str>, by: &str| lines.join(by);
            let message = Bilingual::new(
                join(lines.iter().map(|line| line.zh.as_str()).collect(), "\n"),
                join(lines.iter().map(|line| line.en.as_str()).collect(), "\n"),
            );
            let remedy = Bilingual::new("什么也没有改动；改正后重来。", "Nothing was changed; correct it and try again.");
            not_possible(&message, &remedy, voice)
        }
        ReplanFailure::Tables(report) => {
            if voice.json {
                print_line(&json!({"error": report.render(voice.language).trim_end()}).to_string());
            } else {
                print_error(report.render(voice.language).trim_end());
            }
            Ending::InputAtFault
        }
        ReplanFailure::Unreadable(why) => {
            let message = Bilingual::new(
                format!("存档的数据表已不能还原为计划问题：{why}"),
                format!("the stored tables no longer give a problem: {why}"),
            );
            let remedy = Bilingual::new("请用更新后的数据表重新 plan。", "Plan anew from updated tables.");
            refused(&message, &remedy, voice)
        }
        ReplanFailure::Plan(failure, asked) => no_plan(failure, &asked.0, &asked.1, voice),
    }
}
