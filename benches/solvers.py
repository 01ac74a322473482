#!/usr/bin/env python3
"""Plans a dataset, then gives the very same model to other solvers for the same time, and prints one table.

Usage: benches/solvers.py BINARY DATASET [--seconds 60] [--threads 2] [--tier TIER] [-- more arguments of `plan`]

Without --tier the objective is the weighted sum of all tiers; its comments say what a smaller sum means. With it, one tier is minimised
while the earlier ones are held at what the plan costs in them.

Other solvers are used where their Python packages are installed: highspy (HiGHS), ortools (CP-SAT). The program itself needs neither.
Every solution is counted again here, on the MPS text and in whole numbers, whatever its solver says of it. Ours is counted by the tiers' costs
that the program reports, which its tests hold to be the cost in the text.
"""

import argparse
import json
import math
import multiprocessing
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

TIERS = ["minimum", "target", "training", "policy", "wishes"]


class Malformed(Exception):
    pass


@dataclass
class Model:
    """What the text says, in whole numbers."""

    columns: list[str] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int | None] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    sides: list[list[int | None]] = field(default_factory=list)
    terms: list[dict[int, int]] = field(default_factory=list)
    # Objective and free rows: costs by column, and their constants.
    costs: dict[str, dict[int, int]] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def read(path):
        model, row_at, column_at = Model(), {}, {}
        section, integer = None, False
        for line in open(path, encoding="ascii"):
            words = line.split()
            if line.startswith("*"):
                key, separator, value = line[1:].strip().partition(": ")
                if separator:
                    model.comments[key] = value
            elif not line.startswith(" "):
                section = words[0]
            elif section == "ROWS":
                kind, name = words
                if kind == "N":
                    model.costs[name], model.constants[name] = {}, 0
                else:
                    row_at[name] = len(model.rows)
                    model.rows.append(name)
                    model.terms.append({})
                    model.sides.append([None if kind == "L" else 0, None if kind == "G" else 0])
            elif section == "COLUMNS" and words[1] == "'MARKER'":
                integer = words[2] == "'INTORG'"
            elif section == "COLUMNS":
                name, row, value = words
                if name not in column_at:
                    column_at[name] = len(model.columns)
                    model.columns.append(name)
                    model.integer.append(integer)
                    model.lower.append(0)
                    model.upper.append(None)
                into = model.costs[row] if row in model.costs else model.terms[row_at[row]]
                into[column_at[name]] = int(value)
            elif section == "RHS":
                _, row, value = words
                if row in model.constants:
                    model.constants[row] = -int(value)
                else:
                    sides = model.sides[row_at[row]]
                    sides[:] = [None if side is None else int(value) for side in sides]
            elif section == "RANGES":
                _, row, value = words
                sides = model.sides[row_at[row]]
                sides[1] = sides[0] + int(value)
            elif section == "BOUNDS":
                kind, _, name, *value = words
                limits = {"LO": model.lower, "UP": model.upper}.get(kind)
                if limits is not None:
                    limits[column_at[name]] = int(value[0])
                elif kind != "PL":
                    raise Malformed(line)
            else:
                raise Malformed(line)
        return model

    def count(self, values):
        """Cost and costs by tier of a solution, once its values are rounded; a solution that breaks a row is refused."""
        whole = [round(value) for value in values]
        for column, (value, near) in enumerate(zip(whole, values)):
            upper = self.upper[column]
            if abs(value - near) > 1e-4 or value < self.lower[column] or upper is not None and value > upper:
                raise Malformed(f"{self.columns[column]} = {near}")
        for row, terms in enumerate(self.terms):
            activity = sum(coefficient * whole[column] for column, coefficient in terms.items())
            lower, upper = self.sides[row]
            if lower is not None and activity < lower or upper is not None and activity > upper:
                raise Malformed(f"{self.rows[row]}: {activity}, not within {lower}, {upper}")

        def cost(name):
            return self.constants[name] + sum(amount * whole[column] for column, amount in self.costs[name].items())

        return cost("cost"), {tier: cost(f"tier_{tier}") for tier in TIERS}


@dataclass
class Answer:
    who: str
    seconds: float
    cost: int | None = None
    tiers: dict[str, int] | None = None
    bound: float | None = None
    note: str = ""


def ours(arguments, work):
    model = Path(work) / "model.mps"
    command = [arguments.binary, "plan", arguments.dataset, "--db", str(Path(work) / "plan.db"), "--json", "--write-model", str(model)]
    command += ["--time-limit", str(arguments.seconds), "--threads", str(arguments.threads), "--gap", "0%"]
    command += ["--model-tier", arguments.tier] if arguments.tier else []
    done = subprocess.run(command + arguments.more, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}")
    told = json.loads(done.stdout)
    costs = {tier["tier"]: tier["cost"] for tier in told["tiers"]}
    bounds = {tier["tier"]: tier["bound"] for tier in told["tiers"]}
    written = told["model_file"]
    cost = sum(written["weights"][tier] * costs[tier] for tier in TIERS)
    # A tier's bound holds where earlier tiers are as good as can be. Up to the first tier that is not proved best, bounds add up to one of the sum.
    bound = 0
    for tier in TIERS:
        bound += written["weights"][tier] * (bounds[tier] or 0)
        if bounds[tier] != costs[tier]:
            bound = None if arguments.tier not in (None, tier) and TIERS.index(tier) < TIERS.index(arguments.tier) else bound
            break
    if written["order"] == "not-exact":
        bound = None
    return model, written, Answer(f"lunzhuan, {arguments.threads} threads", told["seconds"], cost, costs, bound)


def highs(path, model, arguments):
    import highspy

    solver = highspy.Highs()
    options = {"output_flag": False, "time_limit": float(arguments.seconds), "threads": arguments.threads, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
    for option, value in options.items():
        solver.setOptionValue(option, value)
    started = time.monotonic()
    if solver.readModel(str(path)) == highspy.HighsStatus.kError:
        raise Malformed("HiGHS does not read the file")
    solver.run()
    answer = Answer(f"HiGHS {solver.version()}, {arguments.threads} threads", time.monotonic() - started)
    info = solver.getInfo()
    answer.bound = info.mip_dual_bound
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        # By name: a reader may order columns as it likes.
        values = dict(zip(solver.getLp().col_names_, solver.getSolution().col_value))
        counted(answer, model, [values[name] for name in model.columns], info.objective_function_value)
    return answer


def needed(model):
    """An upper limit for every column: CP-SAT takes none without. An open column is a slack or a largest value, and a best solution has no use
    for more of it than the row that asks for most can ask; rows over several open columns only hold them down."""
    upper = list(model.upper)
    is_open = [limit is None for limit in model.upper]
    for column, open_here in enumerate(is_open):
        if open_here:
            upper[column] = model.lower[column]
    for terms, (lower, most) in zip(model.terms, model.sides):
        open_here = [column for column in terms if is_open[column]]
        if len(open_here) != 1:
            continue
        column = open_here[0]
        others = [(coefficient * model.lower[other], coefficient * model.upper[other]) for other, coefficient in terms.items() if other != column]
        asked = []
        if lower is not None and terms[column] > 0:
            asked.append(-((sum(map(min, others)) - lower) // terms[column]))
        if most is not None and terms[column] < 0:
            asked.append(-((most - sum(map(max, others))) // -terms[column]))
        upper[column] = max([upper[column], *asked])
    return upper


def cp_sat(path, model, arguments):
    from ortools.sat.python import cp_model
    import ortools

    program = cp_model.CpModel()

    # All that is continuous takes whole values in the best solutions: every coefficient is whole.
    upper = needed(model)
    variables = [program.new_int_var(model.lower[column], upper[column], name) for column, name in enumerate(model.columns)]
    for terms, (lower, most) in zip(model.terms, model.sides):
        ends = [(coefficient * model.lower[column], coefficient * upper[column]) for column, coefficient in terms.items()]
        lower = sum(map(min, ends)) if lower is None else lower
        most = sum(map(max, ends)) if most is None else most
        if lower > most:
            # Nothing holds the row; an empty range says so.
            program.add_bool_or([])
            continue
        chosen = [variables[column] for column in terms]
        program.add_linear_constraint(cp_model.LinearExpr.weighted_sum(chosen, list(terms.values())), lower, most)
    costs = {column: amount for column, amount in model.costs["cost"].items() if amount}
    program.minimize(cp_model.LinearExpr.weighted_sum([variables[column] for column in costs], list(costs.values())) + model.constants["cost"])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = arguments.seconds
    solver.parameters.num_workers = arguments.threads
    started = time.monotonic()
    status = solver.solve(program)
    answer = Answer(f"CP-SAT {ortools.__version__}, {arguments.threads} workers", time.monotonic() - started)
    answer.note = "" if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else solver.status_name(status).lower()
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        counted(answer, model, [solver.value(variable) for variable in variables], solver.objective_value)
    if status != cp_model.MODEL_INVALID:
        answer.bound = solver.best_objective_bound
    return answer


def counted(answer, model, values, said):
    try:
        answer.cost, answer.tiers = model.count(values)
    except Malformed as wrong:
        answer.note = f"solution refused: {wrong}"
        return
    if abs(answer.cost - said) > max(0.5, 1e-9 * abs(said)):
        answer.note = f"says {said:.0f}"


def row(answer):
    cost = "-" if answer.cost is None else f"{answer.cost:,}"
    bound, gap = "-", "-"
    if answer.bound is not None and math.isfinite(answer.bound):
        bound = f"{answer.bound:,.0f}"
        if answer.cost is not None:
            gap = "0 %" if answer.cost <= answer.bound + 0.5 else f"{(answer.cost - answer.bound) / answer.cost:.2%}"
    tiers = "-" if answer.tiers is None else " ".join(str(answer.tiers[tier]) for tier in TIERS)
    note = f" ({answer.note})" if answer.note else ""
    return f"| {answer.who}{note} | {answer.seconds:.1f} | {cost} | {bound} | {gap} | {tiers} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("dataset")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tier", choices=TIERS)
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    arguments = parser.parse_args(words[:split])
    arguments.more = words[split + 1 :]
    with tempfile.TemporaryDirectory() as work:
        path, written, own = ours(arguments, work)
        model = Model.read(path)
        print(f"{arguments.dataset}: {written['columns']:,} columns, {written['rows']:,} rows, {arguments.seconds:g} s each")
        print(f"weights: {model.comments['weights']}")
        print(f"order: {model.comments['order']}", end="\n\n")
        print("| who | seconds | cost | bound | gap | tiers: " + " ".join(TIERS) + " |\n|---|---|---|---|---|---|")
        print(row(own), flush=True)
        for package, solve in [("highspy", highs), ("ortools", cp_sat)]:
            try:
                # Each in a process of its own: these packages bring libraries that do not stand one another.
                with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                    answer = process.submit(solve, path, model, arguments).result()
            except ModuleNotFoundError:
                print(f"| {package}: not installed | | | | | |")
                continue
            except Malformed as wrong:
                answer = Answer(package, 0.0, note=str(wrong))
            print(row(answer), flush=True)


if __name__ == "__main__":
    main()
