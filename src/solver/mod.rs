//! The only place that names a solver. Programs go down through good_lp to HiGHS, or to microlp where the program is built without C++.

mod lowering;
mod program;

#[cfg(feature = "highs")]
mod highs_backend;
#[cfg(feature = "highs")]
mod interrupt;
// Tests compare the solvers.
#[cfg(any(test, all(feature = "microlp", not(feature = "highs"))))]
mod microlp_backend;
#[cfg(test)]
mod tests;

#[cfg(not(any(feature = "highs", feature = "microlp")))]
compile_error!("choose a solver: --features highs (the default) or --features microlp");

pub use lowering::{Lowered, Origin, Path, Paths, Stage, Ways, Whole, lower, lower_whole};
pub use program::{Column, Limits, MipAnswer, Program, ProgramRow, Relaxation, common_divisor};

#[cfg(all(test, feature = "highs"))]
pub(crate) use tests::{Agreement, agreement};

use good_lp::variable::UnsolvedProblem;
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, constraint, variable};

/// A solver that is built in.
struct Backend {
    name: &'static str,
    minimise: fn(&Program, Option<&[f64]>, &Limits) -> MipAnswer,
    relax: fn(&Program, &Limits, bool) -> Option<Relaxation>,
}

/// The first is used.
const BACKENDS: &[Backend] = &[
    #[cfg(feature = "highs")]
    highs_backend::BACKEND,
    #[cfg(any(test, all(feature = "microlp", not(feature = "highs"))))]
    microlp_backend::BACKEND,
];

/// Name of the solver, for records.
pub const NAME: &str = BACKENDS[0].name;

/// Solves the relaxation: rough multipliers, quickly, where the solver gives any. What `presolve` takes out of the program comes back with
/// multipliers that can be far off; without it the solve takes longer.
pub fn relax(program: &Program, limits: &Limits, presolve: bool) -> Option<Relaxation> {
    (BACKENDS[0].relax)(program, limits, presolve)
}

/// Minimises the program; `start` is a complete feasible solution by column.
pub fn minimise(program: &Program, start: Option<&[f64]>, limits: &Limits) -> MipAnswer {
    if program.columns.is_empty() {
        // Nothing is left to decide: what solvers make of an empty program differs, so they are not asked.
        return MipAnswer { values: Some(Vec::new()), bound: Some(0.0), finished: true, ..MipAnswer::default() };
    }
    (BACKENDS[0].minimise)(program, start, limits)
}

/// The program in good_lp's words, for a solver: with its variables by column, and the row that each constraint stands for. A row with two
/// sides that differ becomes two constraints. Constraints are handed over one by one: all of them at once would take a large program's memory again.
fn translate<M: SolverModel>(
    program: &Program,
    integers: bool,
    start: Option<&[f64]>,
    solver: impl FnMut(UnsolvedProblem) -> M,
) -> (M, Vec<Variable>, Vec<usize>) {
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = program
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let mut definition = variable().min(column.lower).max(column.upper);
            if integers && column.integer {
                definition = definition.integer();
            }
            if let Some(start) = start {
                definition = definition.initial(start[index]);
            }
            variables.add(definition)
        })
        .collect();
    let mut objective = Expression::with_capacity(program.columns.len());
    for (column, variable) in program.columns.iter().zip(&columns) {
        if column.cost != 0.0 {
            objective.add_mul(column.cost, *variable);
        }
    }
    let mut problem = variables.minimise(objective).using(solver);
    let mut row_of_constraint = Vec::new();
    for (index, row) in program.rows.iter().enumerate() {
        let left = || {
            let mut expression = Expression::with_capacity(row.terms.len());
            for (column, coefficient) in &row.terms {
                expression.add_mul(*coefficient, columns[*column]);
            }
            expression
        };
        let mut add = |constraint| {
            problem.add_constraint(constraint);
            row_of_constraint.push(index);
        };
        match (row.lower, row.upper) {
            (Some(lower), Some(upper)) if lower == upper => add(constraint::eq(left(), lower)),
            (lower, upper) => {
                if let Some(lower) = lower {
                    add(constraint::geq(left(), lower));
                }
                if let Some(upper) = upper {
                    add(constraint::leq(left(), upper));
                }
            }
        }
    }
    (problem, columns, row_of_constraint)
}
