#!/usr/bin/env bash
# Plans each county and prints a table: people, candidate stays, seconds to the first plan and in all, gap by tier, peak memory.
# Usage: benches/counties.sh BINARY [COUNTY ...]; needs python3, and GNU time for the peak memory.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$1
shift
counties=("$@")
[ ${#counties[@]} -gt 0 ] || counties=(luxian luzhai)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "| county | people | candidate stays | first plan | in all | gap: minimum, target, training, policy, wishes | peak memory | read and check |"
echo "|---|---|---|---|---|---|---|---|"
for county in "${counties[@]}"; do
  from=$(date +%s%N)
  "$binary" check "fixtures/$county" >/dev/null
  reading=$(( ($(date +%s%N) - from) / 1000000 ))
  if [ -x /usr/bin/time ]; then timer=(/usr/bin/time -f "%M" -o "$work/memory"); else timer=(); echo 0 >"$work/memory"; fi
  "${timer[@]}" "$binary" plan "fixtures/$county" --db "$work/$county.db" --gap 1% --json >"$work/plan.json" 2>/dev/null
  python3 - "$county" "$work/plan.json" "$work/memory" "$reading" <<'PYTHON'
import json, sys
county, plan, memory, reading = sys.argv[1:]
plan = json.load(open(plan))
gaps = ", ".join("?" if tier["gap"] is None else f"{tier['gap']:.2%}" for tier in plan["tiers"])
peak = int(open(memory).read().split()[-1]) // 1024
print(f"| {county} | {plan['people']} | {plan['candidates']:,} | {plan['first_plan_seconds']:.2f} s | {plan['seconds']:.1f} s | {gaps} "
      f"| {peak} MiB | {reading} ms |", flush=True)
PYTHON
done
