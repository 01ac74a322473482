//! What a random county has to spend, how far its places are apart, who is married to whom.

use super::Dice;
use super::county::some_day;
use crate::domain::*;
use chrono::{Datelike, Days};

pub(super) fn money(problem: &mut Problem, dice: &mut Dice) {
    let horizon = problem.calendar.horizon();
    for year in horizon.from.year() - 1..=horizon.to.year() {
        for number in 0..dice.between(0, 3) {
            let levels = if dice.chance(60) { dice.some(40, &Level::ALL) } else { Vec::new() };
            let yuan = dice.pick(&[0, 501, 3000, 9000, 30_000, 300_000]);
            problem.funds.push(Fund { name: format!("经费{number}"), year, yuan, levels });
        }
    }
    for _ in 0..dice.between(0, 4) {
        let basis = dice.pick(&[RateBasis::Month, RateBasis::WorkingDay]);
        problem.rates.push(SubsidyRate {
            levels: if dice.chance(60) { dice.some(50, &Level::ALL) } else { Vec::new() },
            grades: if dice.chance(50) { dice.some(60, &Grade::ALL) } else { Vec::new() },
            yuan: match basis {
                RateBasis::Month => dice.pick(&[0, 1000, 1501, 3000]),
                RateBasis::WorkingDay => dice.pick(&[1, 50, 101]),
            },
            basis,
            from: dice.chance(40).then(|| some_day(problem, dice, 10)),
        });
    }
    for _ in 0..dice.between(0, 3) {
        let (date, working) = (some_day(problem, dice, 5), dice.chance(50));
        problem.day_overrides.push(DayOverride { date, working });
    }
    problem.day_overrides.sort();
    problem.day_overrides.dedup_by_key(|day| day.date);
}

pub(super) fn distances(problem: &mut Problem, dice: &mut Dice) {
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    for (index, one) in institutions.iter().enumerate() {
        for other in &institutions[index + 1..] {
            if dice.chance(60) {
                let (one, other) = if dice.chance(50) { (*one, *other) } else { (*other, *one) };
                let kilometres = dice.pick(&[5, 30, 31, 50, 51, 120]);
                problem.distances.push(Distance { one, other, kilometres, minutes: dice.maybe(50, &[10, 15, 60]) });
            }
        }
    }
}

/// Couples, not all of whom name each other both ways.
pub(super) fn couples(problem: &mut Problem, dice: &mut Dice) {
    let people: Vec<PersonId> = problem.people.ids().collect();
    for pair in people.chunks_exact(2) {
        if dice.chance(50) {
            let [one, other] = if dice.chance(50) { [pair[0], pair[1]] } else { [pair[1], pair[0]] };
            problem.people[one].spouse = Some(other);
            if dice.chance(60) {
                problem.people[other].spouse = Some(one);
            }
        }
    }
}

/// Declarations before the plan, in it and up to three years after; few of them for another grade.
pub(super) fn declarations(problem: &mut Problem, dice: &mut Dice) {
    let start = problem.calendar.horizon().from - Days::new(30);
    for (_, person) in problem.people.iter_mut() {
        let declares = dice.chance(40);
        person.declared_grade = declares.then(|| if dice.chance(90) { Grade::AssociateSenior } else { Grade::Senior });
        let days = if dice.chance(50) { dice.between(0, 240) } else { dice.between(0, 1100) };
        // Many fall on the first of a month, where the counting of half-months turns.
        let date = start + Days::new(days as u64);
        person.declaration_date = declares.then(|| if dice.chance(40) { date.with_day(1).unwrap_or(date) } else { date });
    }
}
