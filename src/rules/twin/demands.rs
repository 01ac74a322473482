//! What is asked of a random county's plan: fixed stays, wishes, requirements, rule settings.

use super::Dice;
use super::county::some_day;
use crate::domain::*;
use crate::rules::{ParameterDefault, ParameterKind, ParameterSpec, RuleId, Strictness};

pub(super) fn pins(problem: &mut Problem, dice: &mut Dice, (least, most): (i64, i64)) {
    let people: Vec<PersonId> = problem.people.ids().collect();
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let departments: Vec<DepartmentId> = problem.departments.ids().collect();
    for _ in 0..dice.between(least, most) {
        let slots = problem.calendar.slots();
        let first = dice.between(0, i64::from(slots) - 1) as i32;
        let target = match dice.maybe(25, &departments) {
            Some(department) => PinTarget::Department(department),
            None if dice.chance(25) => PinTarget::Institution(dice.pick(&institutions)),
            None => PinTarget::Post(dice.pick(&posts)),
        };
        problem.pins.push(Pin {
            person: dice.pick(&people),
            target,
            first: SlotId(first),
            slots: dice.between(1, i64::from(slots - first)) as i32,
            kind: if dice.chance(40) { PinKind::Locked } else { PinKind::Forbidden },
        });
    }
}

pub(super) fn preferences(problem: &mut Problem, dice: &mut Dice) {
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    let departments: Vec<DepartmentId> = problem.departments.ids().collect();
    let people: Vec<PersonId> = problem.people.ids().collect();
    for &person in &people {
        if dice.chance(50) {
            for _ in 0..dice.between(1, 4) {
                let rank = dice.between(1, 5);
                let wish = match dice.below(7) {
                    0 => Wish::Post(dice.pick(&posts)),
                    1 if !departments.is_empty() => Wish::Department(dice.pick(&departments)),
                    2 => Wish::Institution(dice.pick(&institutions)),
                    3 => Wish::OnePlace,
                    4 => Wish::NoWaiting,
                    5 => Wish::MissedBefore,
                    _ => Wish::Month(problem.calendar.month_of(SlotId(dice.below(problem.calendar.slots() as usize) as i32))),
                };
                problem.preferences.push(Preference { wisher: Wisher::Person(person), wish, rank });
            }
        }
    }
    for &host in &institutions {
        if dice.chance(30) {
            for _ in 0..dice.between(1, 3) {
                let rank = dice.between(1, 4);
                let wish = Wish::Person(dice.pick(&people));
                problem.preferences.push(Preference { wisher: Wisher::Institution(host), wish, rank });
            }
        }
    }
}

pub(super) fn requirements(problem: &mut Problem, dice: &mut Dice) {
    let of_posts: Vec<Requirement> = problem
        .posts
        .iter()
        .filter(|(_, post)| !post.is_training())
        .map(|(id, post)| Requirement {
            name: "岗位编配".into(),
            scope: format!("{} {}", post.code, post.name),
            posts: vec![id],
            own_staff_of: Vec::new(),
            who: PersonPredicate::default(),
            measure: Measure::EachSlot,
            minimum: (post.headcount.minimum > 0).then_some(post.headcount.minimum),
            target: Some(post.headcount.target),
            maximum: Some(post.headcount.maximum),
            strict: true,
            weight: 1,
            basis: String::new(),
            from: None,
            until: None,
            of_post: Some(id),
        })
        .collect();
    for requirement in of_posts {
        problem.requirements.push(requirement);
    }
    let posts: Vec<PostId> = problem.posts.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    for number in 0..dice.between(1, 4) {
        let minimum = dice.maybe(60, &[1, 2]);
        let target = dice.maybe(60, &[2, 3]);
        let maximum = dice.maybe(40, &[3, 4]);
        problem.requirements.push(Requirement {
            name: format!("需求{number}"),
            scope: "全部".into(),
            posts: dice.some(50, &posts),
            own_staff_of: if dice.chance(40) { dice.some(50, &institutions) } else { Vec::new() },
            who: predicate(problem, dice),
            measure: dice.pick(&Measure::ALL),
            minimum,
            target,
            maximum,
            strict: dice.chance(50),
            weight: dice.between(1, 3),
            basis: String::new(),
            from: dice.chance(25).then(|| some_day(problem, dice, 5)),
            until: dice.chance(25).then(|| some_day(problem, dice, 5)),
            of_post: None,
        });
    }
}

fn predicate(problem: &Problem, dice: &mut Dice) -> PersonPredicate {
    let specialties: Vec<SpecialtyId> = problem.specialties.ids().collect();
    let institutions: Vec<InstitutionId> = problem.institutions.ids().collect();
    PersonPredicate {
        categories: if dice.chance(30) { dice.some(50, &Category::ALL) } else { Vec::new() },
        minimum_grade: dice.maybe(25, &Grade::ALL),
        specialties: dice.some(10, &specialties),
        licences: dice.some(10, &[Licence::Physician, Licence::Nurse]),
        establishments: dice.some(5, &[EstablishmentType::Own, EstablishmentType::Pool]),
        home_levels: if dice.chance(15) { dice.some(60, &Level::ALL) } else { Vec::new() },
        homes: if dice.chance(15) { dice.some(60, &institutions) } else { Vec::new() },
        supervisors_only: dice.chance(15),
    }
}

/// Strictness, weights and parameters of every rule, some of them in force from a day of the horizon on.
pub(super) fn settings(problem: &mut Problem, dice: &mut Dice) {
    for id in RuleId::ALL {
        let spec = id.rule().spec;
        let mut setting = RuleSetting { weight: dice.maybe(50, &[1, 2, 3, 7]), ..RuleSetting::default() };
        if spec.strictness == Strictness::Must {
            setting.strict = dice.maybe(80, &[true, false]);
        }
        for parameter in spec.parameters {
            for from in [None, Some(some_day(problem, dice, 0))] {
                if dice.chance(25) {
                    let value = parameter_value(parameter, dice);
                    setting.parameters.push(ParameterSetting { key: parameter.key.into(), value, from, source: "县文件".into() });
                }
            }
        }
        problem.rule_settings.insert(spec.code.into(), setting);
    }
}

fn parameter_value(parameter: &ParameterSpec, dice: &mut Dice) -> ParameterValue {
    match (parameter.kind, parameter.default) {
        (ParameterKind::Flag, _) => ParameterValue::Flag(dice.chance(50)),
        (ParameterKind::Choice(choices), _) => ParameterValue::Choice(choices[dice.below(choices.len())].0.into()),
        (ParameterKind::Whole { minimum, maximum }, ParameterDefault::Whole(default)) => {
            let near = dice.pick(&[minimum, default / 2, default - 1, default, default + 1, default * 2]);
            ParameterValue::Whole(near.clamp(minimum, maximum))
        }
        (ParameterKind::Whole { minimum, maximum }, _) => ParameterValue::Whole(dice.between(minimum, maximum)),
        (ParameterKind::Wholes { minimum, maximum }, _) => {
            let mut values: Vec<i64> = (0..dice.between(1, 3)).map(|_| dice.between(minimum, maximum.min(minimum + 12))).collect();
            values.sort_unstable();
            values.dedup();
            ParameterValue::Wholes(values)
        }
    }
}
