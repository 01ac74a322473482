#!/usr/bin/env python3
"""Plans made-up counties of growing size and prints one table: seconds to the first plan, gaps after 1, 10 and 60 seconds, peak memory, growth.

Usage: benches/sizes.py BINARY [--people 100 200 300 800 1600 3200] [--seconds 1 10 60] [--tightness 0.9] [--seed 1] [--threads 2]

A county has trainees, specialists and hosts as 200 : 100 : 40, as `lunzhuan synth` makes them. Each limit is a run of its own, and every
plan is audited by `lunzhuan audit`: counted again from its stays and tables, its bounds proved again. The gap of a tier is (cost - bound) / cost,
0 where nothing costs. The one figure for a plan is the gap of its first tier that is not proved, as the database's view plan_summary has it. Seconds count from the start of the program; the limit
counts from the start of the search.
"""

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

LINE = re.compile(r"^ *[\d.]+ s  (.+?): best \d+, bound \S+, gap ([\d.]+%|\?)")


@dataclass
class Run:
    first: float | None
    # Seconds after which every tier's gap was at most 1 %, as far as progress tells; it is told every two seconds.
    one_percent: float | None
    seconds: float
    # Of all threads together.
    processor: float
    megabytes: float
    tiers: list
    verified: bool

    @property
    def gap(self):
        gaps = (tier["gap"] if tier["gap"] is not None else 1.0 for tier in self.tiers)
        return next((gap for gap in gaps if gap > 0), 0.0)


def share(gap):
    return 1.0 if gap == "?" else float(gap.rstrip("%")) / 100


def plan(arguments, dataset, database, seconds):
    command = [arguments.binary, "--lang", "en", "--json", "plan", dataset, "--db", database, "--time-limit", str(seconds)]
    command += ["--gap", "0%", "--threads", str(arguments.threads), "--effort", arguments.effort]
    with open(database + ".json", "w+", encoding="utf-8") as answer:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=answer, stderr=subprocess.PIPE, text=True)
        first, one_percent, gaps = None, None, {}
        for line in process.stderr:
            now = time.monotonic() - started
            if "first plan" in line and first is None:
                first = now
            told = LINE.match(line)
            if told:
                gaps[told[1]] = share(told[2])
                # The last tier speaks for all: those before it are left by then.
                if one_percent is None and told[1].startswith("wish") and max(gaps.values()) <= 0.01:
                    one_percent = now
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        answer.seek(0)
        result = json.load(answer)
    # Megabytes of 1024 kilobytes, as Linux counts them.
    processor = usage.ru_utime + usage.ru_stime
    seconds = time.monotonic() - started
    return Run(first, one_percent, seconds, processor, usage.ru_maxrss / 1024, result["tiers"], audited(arguments, database)), result


def audited(arguments, database):
    return subprocess.run([arguments.binary, "audit", database], capture_output=True).returncode == 0


def exponent(points):
    """Slope of the straight line through the logarithms, by least squares."""
    points = [(math.log(people), math.log(seconds)) for people, seconds in points if seconds]
    if len(points) < 2:
        return None
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    return sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--people", type=int, nargs="+", default=[100, 200, 300, 800, 1600, 3200])
    parser.add_argument("--seconds", type=int, nargs="+", default=[1, 10, 60])
    parser.add_argument("--tightness", default="0.9")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--effort", default="standard")
    arguments = parser.parse_args()
    print(f"Made-up counties of seed {arguments.seed} and tightness {arguments.tightness}, effort {arguments.effort}, {arguments.threads} threads; "
          f"load {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors before it began.")
    print("Gap: that of the first tier not proved; in brackets by tier, in the order of the line below the table.\n")
    limits = " | ".join(f"gap at {seconds} s (by tier)" for seconds in arguments.seconds)
    print(f"| people | candidate stays | first plan | {limits} | 1 % after | seconds (of processors) of the last run | peak memory | audits |")
    print("|---|---|---|" + "---|" * len(arguments.seconds) + "---|---|---|---|", flush=True)
    firsts, reached = [], []
    for people in arguments.people:
        trainees = round(people * 2 / 3)
        with tempfile.TemporaryDirectory() as work:
            dataset = os.path.join(work, "county")
            size = ["--trainees", trainees, "--specialists", people - trainees, "--hosts", max(1, round(people * 40 / 300))]
            made = ["--months", 12, "--tightness", arguments.tightness, "--seed", arguments.seed, "--out", dataset]
            subprocess.run([arguments.binary, "synth", *map(str, size + made)], check=True, stdout=subprocess.DEVNULL)
            runs = []
            for seconds in arguments.seconds:
                run, result = plan(arguments, dataset, os.path.join(work, f"{seconds}.db"), seconds)
                runs.append(run)
        by_tier = lambda run: ", ".join("?" if tier["gap"] is None else f"{tier['gap']:.1%}" for tier in run.tiers)
        cells = " | ".join(f"{run.gap:.2%} ({by_tier(run)})" for run in runs)
        first = min(run.first for run in runs if run.first is not None)
        after = min((run.one_percent for run in runs if run.one_percent is not None), default=None)
        firsts.append((people, first))
        reached.append((people, after))
        good = f"{sum(run.verified for run in runs)} of {len(runs)} pass"
        print(f"| {people:,} | {result['candidates']:,} | {first:.2f} s | {cells} | {'not' if after is None else f'{after:.0f} s'} "
              f"| {runs[-1].seconds:.0f} ({runs[-1].processor:.0f}) | {max(run.megabytes for run in runs):,.0f} MiB | {good} |", flush=True)
    print("\nTiers: " + ", ".join(tier["tier"] for tier in result["tiers"]) + ".")
    for what, points in [("first plan", firsts), ("1 % gap, where reached", reached)]:
        slope = exponent(points)
        print(f"\nSeconds to {what} grow as people^{slope:.2f}." if slope is not None else f"\nSeconds to {what}: too few to fit.")


if __name__ == "__main__":
    main()
