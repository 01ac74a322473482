//! microlp behind good_lp: pure Rust. It gives no multipliers, so large parts keep no proved bound.

use super::{Backend, Limits, MipAnswer, Program, Relaxation, translate};
use good_lp::{ResolutionError, Solution, SolverModel, WithTimeLimit, microlp, solvers::SolutionStatus};

pub(super) const BACKEND: Backend = Backend { name: "microlp", minimise: minimise_columns, relax };

/// Larger programs are left to the local search: the solver's dense steps would take minutes.
const LARGEST: usize = 1_500;

/// Minimises; `start` is a complete feasible solution by column. Once begun it cannot be stopped; programs of this size take moments.
fn minimise_columns(program: &Program, start: Option<&[f64]>, limits: &Limits) -> MipAnswer {
    let nothing = MipAnswer::default();
    if program.columns.len() > LARGEST {
        return nothing;
    }
    if (limits.stop)() {
        return MipAnswer { timed_out: true, ..nothing };
    }
    let (problem, columns, _) = translate(program, true, start, microlp);
    match problem.with_time_limit(limits.seconds).solve() {
        Ok(solution) => {
            let values: Vec<f64> = columns.iter().map(|column| solution.value(*column)).collect();
            let cost: f64 = program.columns.iter().zip(&values).map(|(column, value)| column.cost * value).sum();
            let proved = matches!(solution.status(), SolutionStatus::Optimal);
            MipAnswer { values: Some(values), bound: proved.then_some(cost), timed_out: !proved, finished: proved, ..nothing }
        }
        Err(ResolutionError::Infeasible) => MipAnswer { infeasible: true, finished: true, ..nothing },
        Err(_) => MipAnswer { timed_out: true, ..nothing },
    }
}

/// microlp gives no multipliers.
fn relax(_: &Program, _: &Limits, _: bool) -> Option<Relaxation> {
    None
}
