//! The only place that names a solver. Programs go down through good_lp to HiGHS, or to microlp where the program is built without C++.

mod lowering;
mod program;

#[cfg(feature = "highs")]
mod highs_backend;
// Tests compare the solvers.
#[cfg(any(test, all(feature = "microlp", not(feature = "highs"))))]
mod microlp_backend;
#[cfg(test)]
mod tests;

#[cfg(not(any(feature = "highs", feature = "microlp")))]
compile_error!("choose a solver: --features highs (the default) or --features microlp");

pub use lowering::{Lowered, Stage, lower};
pub use program::{Column, Limits, MipAnswer, Program, ProgramRow, Relaxation};

#[cfg(all(test, feature = "highs"))]
pub(crate) use tests::{Agreement, agreement};

use good_lp::{Expression, ProblemVariables, Variable, constraint, variable};

/// A solver that is built in.
struct Backend {
    name: &'static str,
    minimise: fn(&Program, Option<&[f64]>, &Limits) -> MipAnswer,
    relax: fn(&Program, f64, bool) -> Option<Relaxation>,
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
pub fn relax(program: &Program, seconds: f64, presolve: bool) -> Option<Relaxation> {
    (BACKENDS[0].relax)(program, seconds, presolve)
}

/// Minimises the program; `start` is a complete feasible solution by column.
pub fn minimise(program: &Program, start: Option<&[f64]>, limits: &Limits) -> MipAnswer {
    if program.columns.is_empty() {
        // Nothing is left to decide: what solvers make of an empty program differs, so they are not asked.
        return MipAnswer { values: Some(Vec::new()), bound: Some(0.0), timed_out: false, infeasible: false };
    }
    (BACKENDS[0].minimise)(program, start, limits)
}

/// The program in good_lp's words: variables, objective, constraints. A row with two sides that differ becomes two constraints.
fn translate(
    program: &Program,
    integers: bool,
    start: Option<&[f64]>,
) -> (ProblemVariables, Expression, Vec<good_lp::Constraint>, Vec<usize>) {
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
    let mut constraints = Vec::new();
    let mut row_of_constraint = Vec::new();
    for (index, row) in program.rows.iter().enumerate() {
        let left = || {
            let mut expression = Expression::with_capacity(row.terms.len());
            for (column, coefficient) in &row.terms {
                expression.add_mul(*coefficient, columns[*column]);
            }
            expression
        };
        match (row.lower, row.upper) {
            (Some(lower), Some(upper)) if lower == upper => constraints.push(constraint::eq(left(), lower)),
            (lower, upper) => {
                if let Some(lower) = lower {
                    constraints.push(constraint::geq(left(), lower));
                }
                if let Some(upper) = upper {
                    constraints.push(constraint::leq(left(), upper));
                }
            }
        }
        row_of_constraint.resize(constraints.len(), index);
    }
    (variables, objective, constraints, row_of_constraint)
}
