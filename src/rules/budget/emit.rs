use super::SPEC;
use crate::domain::*;
use crate::model::CandidateId;
use crate::roster::Stay;
use crate::rules::{Emitter, Subject, setting};
use chrono::{Datelike, Days};
use std::collections::BTreeMap;

pub(in crate::rules) fn admits(_: &Problem, _: &Stay) -> bool {
    true
}

/// For each year with funds, one row for each set of levels that binds by itself; an extremum over them where the rule is flexible.
pub(in crate::rules) fn emit(emitter: &mut Emitter) {
    let problem = emitter.problem();
    let horizon = problem.calendar.horizon();
    for year in horizon.from.year()..=horizon.to.year() {
        let funds: Vec<&Fund> = problem.funds.values().filter(|fund| fund.year == year).collect();
        if funds.is_empty() {
            continue;
        }
        let subsidies = subsidies(emitter, year);
        let sums: Vec<Sum> = binding_sets(&subsidies, &funds).into_iter().map(|set| Sum::of(&subsidies, &funds, set)).collect();
        if setting::is_strict(problem, &SPEC) {
            let unpaid_before = sums.iter().map(|sum| sum.given(emitter) - sum.funds).max().unwrap_or(0).max(0);
            for sum in sums {
                emitter.at_most(Subject::Plan, sum.terms, sum.funds + unpaid_before);
            }
        } else {
            let activities = sums.into_iter().filter(Sum::can_exceed).map(|sum| (-sum.funds, sum.terms)).collect();
            emitter.extremum(SPEC.tier, emitter.weight(), activities);
        }
    }
}

/// A set of levels, a bit for each in the order of [`Level::ALL`].
type Levels = u8;

fn bit(level: Level) -> Levels {
    1 << level as u8
}

/// What the year pays for a candidate, in half-yuan, and at which level.
struct Subsidy {
    candidate: CandidateId,
    level: Level,
    half_yuan: i64,
}

fn subsidies(emitter: &Emitter, year: i32) -> Vec<Subsidy> {
    let problem = emitter.problem();
    let mut pay_of: BTreeMap<(Level, Option<Grade>), Vec<i64>> = BTreeMap::new();
    let mut subsidies = Vec::new();
    for (candidate, stay) in emitter.candidates().iter() {
        let post = &problem.posts[stay.post];
        if !post.kind.is_dispatch() {
            continue;
        }
        let level = problem.institutions[post.institution].level;
        let grade = problem.people[stay.person].grade;
        let by_slot = pay_of.entry((level, grade)).or_insert_with(|| {
            let pay = |slot: SlotId| if problem.calendar.month_of(slot).year() == year { pay(problem, level, grade, slot) } else { 0 };
            problem.calendar.ids().map(pay).collect()
        });
        let half_yuan = stay.slots_within(&problem.calendar).map(|slot| by_slot[slot.0 as usize]).sum();
        if half_yuan > 0 {
            subsidies.push(Subsidy { candidate, level, half_yuan });
        }
    }
    subsidies
}

/// Half-yuan for one slot of the horizon.
fn pay(problem: &Problem, level: Level, grade: Option<Grade>, slot: SlotId) -> i64 {
    let dates = problem.calendar.range(slot);
    let halves = match problem.calendar.unit() {
        SlotUnit::HalfMonth => vec![dates],
        SlotUnit::Month => {
            vec![DateRange::new(dates.from, dates.from + Days::new(14)), DateRange::new(dates.from + Days::new(15), dates.to)]
        }
    };
    let fits = |rate: &&SubsidyRate, half: &DateRange| {
        (rate.levels.is_empty() || rate.levels.contains(&level))
            && (rate.grades.is_empty() || grade.is_some_and(|grade| rate.grades.contains(&grade)))
            && rate.from.is_none_or(|from| from <= half.from)
    };
    halves
        .iter()
        .filter_map(|half| {
            let rate = problem.rates.iter().find(|rate| fits(rate, half))?;
            Some(match rate.basis {
                RateBasis::Month => rate.yuan,
                RateBasis::WorkingDay => 2 * rate.yuan * working_days(&problem.day_overrides, half),
            })
        })
        .sum()
}

fn may_pay(fund: &Fund, levels: Levels) -> bool {
    fund.levels.is_empty() || fund.levels.iter().any(|level| levels & bit(*level) != 0)
}

/// Sets of levels with subsidies that cannot be enlarged without another fund coming in: any other set binds less than one of these.
fn binding_sets(subsidies: &[Subsidy], funds: &[&Fund]) -> Vec<Levels> {
    let paid = subsidies.iter().fold(0, |levels, subsidy| levels | bit(subsidy.level));
    let payers = |levels: Levels| -> Vec<bool> { funds.iter().map(|fund| may_pay(fund, levels)).collect() };
    let is_closed = |levels: Levels| {
        let outside = Level::ALL.into_iter().map(bit).filter(|level| paid & level != 0 && levels & level == 0);
        outside.into_iter().all(|level| payers(levels | level) != payers(levels))
    };
    (1..1 << Level::ALL.len()).filter(|levels| levels & !paid == 0 && is_closed(*levels)).collect()
}

/// Subsidies at a set of levels against the funds that may pay there, in half-yuan.
struct Sum {
    terms: Vec<(CandidateId, i64)>,
    funds: i64,
}

impl Sum {
    fn of(subsidies: &[Subsidy], funds: &[&Fund], levels: Levels) -> Self {
        let inside = subsidies.iter().filter(|subsidy| levels & bit(subsidy.level) != 0);
        Self {
            terms: inside.map(|subsidy| (subsidy.candidate, subsidy.half_yuan)).collect(),
            funds: funds.iter().filter(|fund| may_pay(fund, levels)).map(|fund| 2 * fund.yuan).sum(),
        }
    }
    /// Of it, what carried-in stays are paid.
    fn given(&self, emitter: &Emitter) -> i64 {
        self.terms.iter().filter(|(candidate, _)| emitter.candidates().is_given(*candidate)).map(|(_, half_yuan)| half_yuan).sum()
    }
    fn can_exceed(&self) -> bool {
        self.terms.iter().map(|(_, half_yuan)| half_yuan).sum::<i64>() > self.funds
    }
}
