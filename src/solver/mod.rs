//! The only place that names a solver. Programs go down through good_lp to HiGHS, or to microlp where the program is built without C++.

mod lowering;
mod program;

#[cfg(feature = "highs")]
mod highs_backend;
#[cfg(feature = "highs")]
use highs_backend as backend;
#[cfg(feature = "highs")]
mod interrupt;
#[cfg(all(feature = "microlp", not(feature = "highs")))]
mod microlp_backend;
#[cfg(all(feature = "microlp", not(feature = "highs")))]
use microlp_backend as backend;

#[cfg(not(any(feature = "highs", feature = "microlp")))]
compile_error!("choose a solver: --features highs (the default) or --features microlp");

pub use backend::{NAME, relax};
pub use lowering::{Lowered, Stage, lower};
pub use program::{Column, Limits, MipAnswer, Program, ProgramRow, Relaxation, least_multiple};

use good_lp::variable::UnsolvedProblem;
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, constraint, variable};

/// Minimises the program; `start` is a complete feasible solution by column.
pub fn minimise(program: &Program, start: Option<&[f64]>, limits: &Limits) -> MipAnswer {
    if program.columns.is_empty() {
        // Nothing is left to decide: what solvers make of an empty program differs, so they are not asked.
        return MipAnswer { values: Some(Vec::new()), bound: Some(0.0), timed_out: false, infeasible: false };
    }
    backend::minimise_columns(program, start, limits)
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
