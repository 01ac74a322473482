//! What HR has said that a plan must hold, statement by statement, and where it was said.

use crate::diagnostic::{Bilingual, Location};
use crate::domain::{Absence, AbsenceKind, DateRange, PersonId, Pin, PinKind, PinTarget, PoolClass, PoolPostId, Problem, RuleSetting};
use crate::rules::{RuleId, Strictness, Subject, rules_in_force, setting};
use crate::source::{Column, TableKind, Tables};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Something that can be taken back by itself. Indices are those of the problem.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Statement {
    Pin(usize),
    Carried(usize),
    Absence(PersonId, usize),
    /// The approval of a pool post ends within the plan.
    Approval(PoolPostId),
    /// A rule that a county may make flexible, and has not.
    Strict(RuleId),
}

/// A statement in the user's words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Said {
    pub text: Bilingual,
    /// Where it was said; absent for what no table says.
    pub location: Option<Location>,
}

/// Everything that was said and can be taken back, what has to be believed most first. Absences count where something is fixed for the
/// person: those of others only keep people away.
pub fn statements(problem: &Problem) -> Vec<Statement> {
    let fixed: BTreeSet<PersonId> = problem.pins.iter().filter(|pin| pin.kind == PinKind::Locked).map(|pin| pin.person).collect();
    let strict = rules_in_force(problem)
        .filter(|rule| rule.spec.strictness == Strictness::Must && setting::is_strict(problem, rule.spec))
        .map(|rule| Statement::Strict(rule.id));
    let carried = (0..problem.carried.len()).map(Statement::Carried);
    let absences =
        fixed.iter().flat_map(|person| (0..problem.people[*person].absences.len()).map(|index| Statement::Absence(*person, index)));
    let last_day = problem.calendar.horizon().to;
    let approvals =
        problem.pool_posts.iter().filter(|(_, post)| problem.pool_classes[post.class].until.is_some_and(|until| until < last_day));
    let approvals = approvals.map(|(post, _)| Statement::Approval(post));
    let pins = (0..problem.pins.len()).map(Statement::Pin);
    strict.chain(carried).chain(absences).chain(approvals).chain(pins).collect()
}

/// The problem with no more said than this. Rules whose costs forbid nothing are left out: only whether it can hold is asked.
pub fn saying(problem: &Problem, said: &BTreeSet<Statement>, all: &[Statement]) -> Problem {
    let is_said = |statement: Statement| said.contains(&statement);
    let mut problem = problem.clone();
    let keep = |index: &mut usize| {
        *index += 1;
        *index - 1
    };
    let mut index = 0;
    problem.pins.retain(|_| is_said(Statement::Pin(keep(&mut index))));
    index = 0;
    problem.carried.retain(|_| is_said(Statement::Carried(keep(&mut index))));
    let people: BTreeSet<PersonId> =
        all.iter().filter_map(|one| if let Statement::Absence(person, _) = one { Some(*person) } else { None }).collect();
    for person in people {
        index = 0;
        problem.people[person].absences.retain(|_| is_said(Statement::Absence(person, keep(&mut index))));
    }
    for one in all {
        if let Statement::Strict(rule) = one
            && !is_said(*one)
        {
            set(&mut problem.rule_settings, *rule, |setting| setting.strict = Some(false));
        }
        if let Statement::Approval(post) = one
            && !is_said(*one)
        {
            approve_for_good(&mut problem, *post);
        }
    }
    for rule in [RuleId::Preferences, RuleId::Rest, RuleId::FairShare, RuleId::Travel, RuleId::Stability] {
        set(&mut problem.rule_settings, rule, |setting| setting.enabled = Some(false));
    }
    problem
}

/// The post goes over to the class of posts that are like it and do not expire.
fn approve_for_good(problem: &mut Problem, post: PoolPostId) {
    let old = problem.pool_posts[post].class;
    let like = PoolClass { until: None, posts: Vec::new(), ..problem.pool_classes[old].clone() };
    let known = problem.pool_classes.find(|class| PoolClass { posts: Vec::new(), ..class.clone() } == like);
    let new = known.unwrap_or_else(|| problem.pool_classes.push(like));
    problem.pool_classes[old].posts.retain(|other| *other != post);
    problem.pool_classes[new].posts.push(post);
    problem.pool_posts[post].class = new;
}

fn set(settings: &mut BTreeMap<String, RuleSetting>, rule: RuleId, change: impl Fn(&mut RuleSetting)) {
    change(settings.entry(rule.code().to_owned()).or_default());
}

impl Statement {
    /// Its words, and the row that says it.
    pub fn said(self, problem: &Problem, tables: &Tables) -> Said {
        match self {
            Statement::Pin(index) => pin(problem, tables, &problem.pins[index]),
            Statement::Carried(index) => carried(problem, tables, index),
            Statement::Absence(person, index) => absence(problem, tables, person, &problem.people[person].absences[index]),
            Statement::Approval(post) => approval(problem, tables, post),
            Statement::Strict(rule) => {
                let name = rule.rule().spec.name;
                let named = |text: &str| [rule.code(), name.zh, name.en].iter().any(|known| known.eq_ignore_ascii_case(text));
                let location = locate(tables, TableKind::Rules, &[(Column::RuleName, &named)]);
                Said { text: Bilingual::new(format!("规则「{}」为严格", name.zh), format!("rule {} is strict", name.en)), location }
            }
        }
    }
}

fn who(problem: &Problem, person: PersonId) -> String {
    Subject::Person(person).label(problem)
}

fn pin(problem: &Problem, tables: &Tables, pin: &Pin) -> Said {
    let calendar = &problem.calendar;
    let dates = calendar.span(pin.first, pin.slots);
    let (who, place, DateRange { from, to }) = (who(problem, pin.person), problem.target_in_words(pin.target), dates);
    let text = match pin.kind {
        PinKind::Locked => {
            Bilingual::new(format!("锁定：{who} 在 {}，{from} 至 {to}", place.zh), format!("fixed: {who} at {}, {from} to {to}", place.en))
        }
        PinKind::Forbidden => Bilingual::new(
            format!("禁止：{who} 在 {}，{from} 至 {to}", place.zh),
            format!("forbidden: {who} at {}, {from} to {to}", place.en),
        ),
    };
    let code = &problem.people[pin.person].code;
    let names_place = |text: &str| match pin.target {
        PinTarget::Post(post) => problem.posts[post].code == text,
        PinTarget::Institution(institution) => problem.institutions[institution].code == text,
        PinTarget::Department(department) => text.ends_with(problem.departments[department].name.as_str()),
    };
    let within = |text: &str| day(text).is_some_and(|day| day <= to);
    let until = |text: &str| day(text).is_some_and(|day| calendar.slot_of(day) + 1 == pin.first + pin.slots);
    let location = locate(
        tables,
        TableKind::Fixed,
        &[
            (Column::FixedPerson, &|text| text == code),
            (Column::FixedTarget, &names_place),
            (Column::FixedFrom, &within),
            (Column::FixedUntil, &until),
        ],
    );
    Said { text, location }
}

fn carried(problem: &Problem, tables: &Tables, index: usize) -> Said {
    let stay = &problem.carried[index];
    let calendar = &problem.calendar;
    let DateRange { from, to } = calendar.span(stay.first, stay.slots);
    let (who, Bilingual { zh, en }) = (who(problem, stay.person), problem.post_in_words(stay.post));
    let code = &problem.people[stay.person].code;
    let begins = |text: &str| day(text).is_some_and(|day| calendar.slot_of(day) == stay.first);
    let location = locate(tables, TableKind::History, &[(Column::HistoryPerson, &|text| text == code), (Column::HistoryFrom, &begins)]);
    let text = match location {
        Some(_) => Bilingual::new(format!("在途：{who} 在 {zh}，{from} 至 {to}"), format!("under way: {who} at {en}, {from} to {to}")),
        None => Bilingual::new(format!("已发布：{who} 在 {zh}，{from} 至 {to}"), format!("published: {who} at {en}, {from} to {to}")),
    };
    Said { text, location }
}

fn absence(problem: &Problem, tables: &Tables, person: PersonId, absence: &Absence) -> Said {
    let (who, DateRange { from, to }) = (who(problem, person), absence.dates);
    let code = problem.people[person].code.as_str();
    let is_person = |text: &str| text == code;
    let begins = |text: &str| day(text) == Some(from);
    let reason = &absence.reason;
    let (text, location) = match absence.kind {
        AbsenceKind::Leave => (
            Bilingual::new(format!("请假：{who} {reason}，{from} 至 {to}"), format!("leave: {who} {reason}, {from} to {to}")),
            locate(tables, TableKind::Leave, &[(Column::LeavePerson, &is_person), (Column::LeaveFrom, &begins)]),
        ),
        AbsenceKind::Exemption => (
            Bilingual::new(format!("豁免：{who} {reason}，{from} 至 {to}"), format!("exempt: {who} {reason}, {from} to {to}")),
            locate(tables, TableKind::Staff, &[(Column::PersonCode, &is_person)]),
        ),
        AbsenceKind::BeforeArrival => (
            Bilingual::new(format!("{who} {to} 以前未到岗"), format!("{who} has not arrived before {to}")),
            locate(tables, TableKind::Staff, &[(Column::PersonCode, &is_person)]),
        ),
        AbsenceKind::AfterDeparture => (
            Bilingual::new(format!("{who} 自 {from} 起离岗"), format!("{who} is gone from {from}")),
            locate(tables, TableKind::Staff, &[(Column::PersonCode, &is_person)]),
        ),
    };
    Said { text, location }
}

fn approval(problem: &Problem, tables: &Tables, post: PoolPostId) -> Said {
    let what = &problem.pool_posts[post];
    let until = problem.pool_classes[what.class].until.map_or(String::new(), |until| until.to_string());
    let code = what.code.as_str();
    Said {
        text: Bilingual::new(format!("周转编制 {code} 于 {until} 到期"), format!("pool post {code} expires on {until}")),
        location: locate(tables, TableKind::PoolPosts, &[(Column::PoolPostCode, &|text| text == code)]),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    crate::app::replan::day(text)
}

/// A column, and what its cell has to be.
type Test<'a> = (Column, &'a dyn Fn(&str) -> bool);

/// The first row of the table whose cells all pass.
fn locate(tables: &Tables, kind: TableKind, tests: &[Test]) -> Option<Location> {
    let table = tables.table(kind)?;
    let passes =
        |row: &&crate::source::Row| tests.iter().all(|(column, test)| table.cell(row, *column).is_some_and(|cell| test(&cell.text)));
    let row = table.rows().iter().find(passes)?;
    tests.first().map(|(column, _)| table.cell_location(row, *column))
}
