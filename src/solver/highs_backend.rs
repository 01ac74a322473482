//! HiGHS behind good_lp. Statuses, bounds and multipliers come from the HiGHS model itself.

use super::interrupt::{Watch, listen};
use super::{Backend, Limits, MipAnswer, Program, Relaxation, translate};
use good_lp::highs as good_lp_highs;
use highs::{HighsModelStatus, HighsSolutionStatus};

pub(super) const BACKEND: Backend = Backend { name: "HiGHS", minimise: minimise_columns, relax };

fn model(program: &Program, integers: bool) -> Option<(highs::Model, Vec<usize>)> {
    let (problem, _, row_of_constraint) = translate(program, integers, None, good_lp_highs);
    let mut model = problem.try_into_inner().ok()?;
    model.make_quiet();
    Some((model, row_of_constraint))
}

/// Minimises; `start` is a complete feasible solution by column.
fn minimise_columns(program: &Program, start: Option<&[f64]>, limits: &Limits) -> MipAnswer {
    let nothing = MipAnswer::default();
    let Some((mut model, _)) = model(program, true) else { return nothing };
    let options = model.try_set_option("threads", 1).and(model.try_set_option("parallel", "off"));
    let options = options.and(model.try_set_option("random_seed", limits.seed));
    let options =
        options.and(model.try_set_option("mip_rel_gap", 0.0)).and(model.try_set_option("mip_abs_gap", program.grain() as f64 - 0.01));
    let options = options.and(model.try_set_option("mip_max_nodes", limits.nodes));
    if options.and(model.try_set_option("time_limit", limits.seconds)).is_err() {
        return nothing;
    }
    if let Some(start) = start {
        model.set_solution(Some(start), None, None, None);
    }
    let watch = Watch::new(limits);
    listen(&mut model, &watch);
    let Ok(solved) = model.try_solve() else { return nothing };
    let status = solved.status();
    let infeasible = matches!(status, HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible);
    let feasible = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let bound = if program.columns.iter().any(|column| column.integer) {
        solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite() && bound.abs() < 1e20)
    } else {
        // Nothing left to branch on: HiGHS solves it as a plain linear program, whose optimum is its own bound.
        (status == HighsModelStatus::Optimal).then(|| solved.objective_value())
    };
    MipAnswer {
        values: feasible.then(|| solved.get_solution().columns().to_vec()),
        bound,
        timed_out: match status {
            HighsModelStatus::ReachedTimeLimit => true,
            HighsModelStatus::ReachedInterrupt => !watch.is_spent() && !watch.is_answered(),
            _ => false,
        },
        finished: infeasible || status == HighsModelStatus::Optimal,
        infeasible,
        steps: solved.int_info_value(c"simplex_iteration_count").unwrap_or(0).max(0),
    }
}

/// Solves the relaxation by interior point without crossover: rough multipliers, quickly. What `presolve` takes out of the program comes
/// back with multipliers that can be far off; without it the solve takes longer.
fn relax(program: &Program, limits: &Limits, presolve: bool) -> Option<Relaxation> {
    if program.columns.is_empty() {
        return None;
    }
    let (mut model, row_of_constraint) = model(program, false)?;
    model.try_set_option("threads", 1).ok()?;
    model.try_set_option("parallel", "off").ok()?;
    model.try_set_option("solver", "ipm").ok()?;
    model.try_set_option("run_crossover", "off").ok()?;
    model.try_set_option("presolve", if presolve { "choose" } else { "off" }).ok()?;
    model.try_set_option("time_limit", limits.seconds).ok()?;
    let watch = Watch::new(limits);
    listen(&mut model, &watch);
    let solved = model.try_solve().ok()?;
    let solution = solved.get_solution();
    if solution.dual_rows().len() != row_of_constraint.len() || solution.columns().len() != program.columns.len() {
        return None;
    }
    let mut multipliers = vec![0.0; program.rows.len()];
    for (constraint, row) in row_of_constraint.into_iter().enumerate() {
        multipliers[row] += solution.dual_rows()[constraint];
    }
    let finite = multipliers.iter().chain(solution.columns()).all(|value| value.is_finite());
    finite.then(|| Relaxation { multipliers, values: solution.columns().to_vec() })
}
