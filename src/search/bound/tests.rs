use super::*;
use crate::campaign::Campaign;
use crate::search::neighbourhood::draw;
use crate::solver::Column;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

fn column(cost: f64, upper: f64) -> Column {
    Column { cost, lower: 0.0, upper, integer: true }
}

/// min x0 + 2 x1 + 3 s with x0 + x1 + s ≥ 2, x ≤ 1: the best is 3.
fn program() -> Program {
    let terms = vec![(0, 1.0), (1, 1.0), (2, 1.0)];
    Program {
        columns: vec![column(1.0, 1.0), column(2.0, 1.0), column(3.0, f64::INFINITY)],
        rows: vec![ProgramRow { terms, lower: Some(2.0), upper: None }],
    }
}

fn bound(multiplier: f64) -> Bound {
    evaluate(&program(), &Relaxation { multipliers: vec![multiplier], values: vec![0.0; 3] }).expect("a bound")
}

#[test]
fn right_multipliers_prove_the_best() {
    let bound = bound(2.0);
    assert_eq!((bound.least(), bound.value), (3, 3.0));
    assert!(!bound.excludes(0, 3) && !bound.excludes(1, 3) && bound.excludes(2, 3));
}

#[test]
fn no_multiplier_proves_too_much() {
    for step in -100..=100 {
        let multiplier = f64::from(step) / 10.0;
        let bound = bound(multiplier);
        assert!(bound.least() <= 3, "{multiplier} proves {}", bound.value);
    }
    assert_eq!(bound(7.0).least(), 3, "shrinking keeps what the slack pays for");
    for beyond in [f64::MAX, f64::MIN, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(bound(beyond).least() <= 3);
    }
}

#[test]
fn a_bound_just_above_a_whole_number_is_rounded_up() {
    let mut program = program();
    // Half a unit for each of 2 units, and one part in 2²⁴ more.
    let just_above = [(0, Multiplier(Multiplier::UNIT / 2 + 1))];
    assert_eq!(replay(&program, &just_above).expect("a bound").least(), 2);
    assert_eq!(replay(&program, &[(0, Multiplier(Multiplier::UNIT / 2))]).expect("a bound").least(), 1);
    program.columns[0].cost = 2.0;
    program.columns[2].cost = 4.0;
    assert_eq!(replay(&program, &just_above).expect("a bound").least(), 2, "costs are even");
}

#[test]
fn room_given_to_a_cap_proves_nothing_less() {
    // min x0 + x1 with 2 x0 + x1 ≥ 3 and a cap on x0: without the cap 2, with it still 2.
    let cap = |room: f64| Program {
        columns: vec![column(1.0, 1.0), column(1.0, 3.0)],
        rows: vec![
            ProgramRow { terms: vec![(0, 2.0), (1, 1.0)], lower: Some(3.0), upper: None },
            ProgramRow { terms: vec![(0, 1.0)], lower: None, upper: Some(room) },
        ],
    };
    let multipliers = [(0, Multiplier(Multiplier::UNIT)), (1, Multiplier(-Multiplier::UNIT))];
    let (with, without) = (replay(&cap(0.1), &multipliers), replay(&cap(0.0), &multipliers));
    assert_eq!(with.expect("a bound").least(), 3);
    assert_eq!(without.expect("a bound").least(), 3);
}

#[test]
fn what_is_not_whole_proves_nothing() {
    let mut program = program();
    program.rows[0].terms[0].1 = 0.5;
    assert!(replay(&program, &[(0, Multiplier(1))]).is_none());
    assert!(plain(&program).is_some(), "without its multiplier the row does not count");
    program.columns[0].cost = f64::NAN;
    assert!(plain(&program).is_none());
}

/// Up to six columns of few values, an open one or two among them, and rows of every kind with whole numbers.
fn random_program(random: &mut Xoshiro256PlusPlus) -> Program {
    let mut below = |limit: usize| draw(random, limit);
    let columns: Vec<Column> = (0..2 + below(5))
        .map(|_| {
            let lower = below(2) as f64;
            let upper = if below(4) == 0 { f64::INFINITY } else { lower + below(3) as f64 };
            Column { cost: below(6) as f64, lower, upper, integer: true }
        })
        .collect();
    let rows = (0..1 + below(5))
        .map(|_| {
            let terms = (0..columns.len()).filter(|_| below(2) == 0).collect::<Vec<_>>();
            let terms = terms.into_iter().map(|column| (column, below(7) as f64 - 3.0)).filter(|(_, a)| *a != 0.0).collect();
            let lower = (below(2) == 0).then(|| below(7) as f64 - 3.0);
            let upper = (below(2) == 0).then(|| lower.unwrap_or(-2.0) + below(4) as f64);
            ProgramRow { terms, lower, upper }
        })
        .collect();
    Program { columns, rows }
}

/// Every solution with open columns up to 4.
fn solutions(program: &Program) -> Vec<Vec<i64>> {
    let mut all = vec![Vec::new()];
    for column in &program.columns {
        let range = column.lower as i64..=column.upper.min(4.0) as i64;
        all = all.iter().flat_map(|some| range.clone().map(|value| some.iter().copied().chain([value]).collect())).collect();
    }
    let holds = |row: &ProgramRow, values: &[i64]| {
        let activity: f64 = row.terms.iter().map(|(column, a)| a * values[*column] as f64).sum();
        row.lower.is_none_or(|lower| activity >= lower) && row.upper.is_none_or(|upper| activity <= upper)
    };
    all.into_iter().filter(|values| program.rows.iter().all(|row| holds(row, values))).collect()
}

/// Few and small, or anything at all.
fn garbage(random: &mut Xoshiro256PlusPlus, rows: usize) -> Vec<(u32, Multiplier)> {
    (0..rows + 1)
        .map(|_| {
            let wild = random.next_u64().cast_signed();
            let tame = wild % (4 * Multiplier::UNIT);
            let multiplier = match draw(random, 8) {
                0 => wild,
                1 => [i64::MIN, i64::MAX, 1, -1][draw(random, 4)],
                _ => tame,
            };
            (draw(random, rows + 2) as u32, Multiplier(multiplier))
        })
        .collect()
}

#[test]
fn no_garbage_proves_more_than_the_best_solution_costs() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
    let (mut proved, mut excluded, mut tight) = (0, 0, 0);
    for seed in Campaign::new("garbage against all solutions", 400).seeds() {
        let program = random_program(&mut random);
        let solutions = solutions(&program);
        let cost =
            |values: &Vec<i64>| -> i64 { program.columns.iter().zip(values).map(|(column, value)| column.cost as i64 * value).sum() };
        for _ in 0..30 {
            let proof = garbage(&mut random, program.rows.len());
            let Some(bound) = replay(&program, &proof) else { continue };
            proved += 1;
            let again = replay(&program, &bound.proof()).expect("the same");
            assert_eq!((again.least(), again.proof()), (bound.least(), bound.proof()), "seed {seed}");
            let Some(best) = solutions.iter().map(cost).min() else { continue };
            assert!(bound.least() <= best, "seed {seed}: {proof:?} proves {} of {best}", bound.least());
            tight += u64::from(bound.least() == best && best > 0);
            for column in (0..program.columns.len()).filter(|column| program.columns[*column].lower == 0.0) {
                if bound.excludes(column, best + 1) {
                    excluded += 1;
                    let contrary = solutions.iter().find(|values| values[column] > 0 && cost(values) <= best + 1);
                    assert_eq!(contrary, None, "seed {seed}: {proof:?} excludes column {column}");
                }
            }
        }
    }
    assert!(proved > 0 && excluded > 0 && tight > 0, "the garbage is too wild: {proved} {excluded} {tight}");
}
