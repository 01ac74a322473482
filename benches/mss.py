#!/usr/bin/env python3
"""Runs the example `mss` on instances of the medical student scheduling benchmark and prints one table.

Usage: benches/mss.py BINARY FOLDER [--set generated am40 am80 | names of instances] [--seconds 10 60] [--seeds 1 2 3 4 5] [--threads 2]
       [--clock wall|processor]

FOLDER holds `evaluate.py` and `instances/am`, `instances/generated`. Every solution is evaluated by `evaluate.py`; one whose score there is
another than the example's, or that breaks a rule, stops the run. Figures are medians over the seeds. Instances are taken one after another.
Gap: (bound - score) / bound. Best: the best published score, found by annealing of 50 million moves, best of many runs.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PUBLISHED = {
    "I40_12_1": 4127, "I40_12_4": 2862, "I40_24_2": 7303, "I80_12_2": 7206, "I80_24_1": 16453, "I80_24_4": 12704, "I160_12_1": 17748,
    "I160_12_4": 14002, "I160_24_2": 35579, "I240_12_2": 23183, "I240_24_1": 50278, "I320_12_1": 31897, "I320_12_4": 32281, "I320_24_2": 67772,
}
LINE = re.compile(r"^score (-?\d+) bound (-?\d+) first ([\d.]+) seconds ([\d.]+) processor ([\d.]+)$", re.M)


def students(path):
    return int(re.search(r"Students\s*=\s*(\d+)", path.read_text())[1])


def chosen(folder, wanted):
    paths = sorted((folder / "instances").glob("*/*.dzn"), key=lambda path: (path.parent.name, students(path), path.stem))
    def fits(path):
        of_am = path.parent.name == "am"
        return path.stem in wanted or path.parent.name in wanted or (of_am and f"am{students(path)}" in wanted)
    return [path for path in paths if fits(path)]


def run(arguments, path, seconds, seed):
    """Score, bound, seconds to the first plan, seconds in all; none where no plan was found."""
    with tempfile.TemporaryDirectory() as work:
        solution = str(Path(work) / "solution.csv")
        command = [arguments.binary, str(path), "--seconds", str(seconds), "--threads", str(arguments.threads), "--seed", str(seed)]
        command += ["--clock", arguments.clock, "--out", solution]
        answer = subprocess.run(command, capture_output=True, text=True)
        found = LINE.search(answer.stdout)
        if not found:
            print(f"{path.stem}, {seconds} s, seed {seed}: {(answer.stdout + answer.stderr).strip()[:200]}", file=sys.stderr)
            return None
        judged = subprocess.run([sys.executable, str(arguments.folder / "evaluate.py"), str(path), solution], capture_output=True, text=True)
        if judged.returncode != 0 or not judged.stdout.startswith(f"score {found[1]} "):
            sys.exit(f"{path.stem}: the example says {found[0]}, the evaluator {judged.stdout}")
    return int(found[1]), int(found[2]), float(found[3]), float(found[4]), float(found[5])


def cell(runs):
    there = [run for run in runs if run is not None]
    if not there:
        return "no plan | - | - "
    score, bound = (statistics.median_low(run[at] for run in there) for at in (0, 1))
    missing = f" ({len(runs) - len(there)} of {len(runs)} without plan)" if len(there) < len(runs) else ""
    gap = "0, proved" if bound == score else f"{(bound - score) / bound:.2%}"
    return f"{score}{missing} | {bound} | {gap} "


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", nargs="+", default=["generated", "am40", "am80"])
    parser.add_argument("--seconds", type=int, nargs="+", default=[10, 60])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--clock", choices=["wall", "processor"], default="wall")
    arguments = parser.parse_args()
    print(f"Seconds of {'processor time, all threads together' if arguments.clock == 'processor' else 'the clock'}; load {os.getloadavg()[1]:.1f} "
          f"on {os.cpu_count()} processors. Medians of seeds {', '.join(map(str, arguments.seeds))}; {arguments.threads} threads.\n")
    print("| instance | published best | first plan |" + "".join(f" score at {s} s | bound | gap |" for s in arguments.seconds) + " seconds used (of processors) |")
    print("|---|---|---|" + "---|---|---|" * len(arguments.seconds) + "---|", flush=True)
    reached = above = proved = compared = count = 0
    for path in chosen(arguments.folder, arguments.set):
        runs = [[run(arguments, path, seconds, seed) for seed in arguments.seeds] for seconds in arguments.seconds]
        best = PUBLISHED.get(path.stem)
        there = [one for of_limit in runs for one in of_limit if one]
        first = f"{statistics.median(one[2] for one in there):.2f} s" if there else "-"
        spent = lambda at: f"{statistics.median(one[at] for one in runs[-1] if one):.0f}"
        used = f"{spent(3)} ({spent(4)})" if any(runs[-1]) else "-"
        print(f"| {path.stem} | {best or '-'} | {first} | " + "| ".join(map(cell, runs)) + f"| {used} |", flush=True)
        last = [one for one in runs[-1] if one]
        if last:
            count += 1
            score, bound = (statistics.median_low(one[at] for one in last) for at in (0, 1))
            proved += score == bound
            if best:
                compared += 1
                reached += score >= best
                above += score > best
    print(f"\nAt {arguments.seconds[-1]} s: {proved} of {count} proved best; {reached} of {compared} at least the published best, {above} above it.")


if __name__ == "__main__":
    main()
