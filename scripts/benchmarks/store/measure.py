"""Measures the store beside its peers, round by round; `scripts/bench store` calls it.

measure.py UTFALL PACK SHARED DATA SCRATCH PEOPLE ROUNDS PEER...
SHARED is the folder of the benchmark that all tools have in common, DATA has its measurements.csv and
participants.csv, SCRATCH is a folder that may be filled, and each PEER is a tool that is here: duckdb, polars,
pandas or sqlite3.
"""

import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import time

utfall, pack, shared, data, scratch = map(os.path.abspath, sys.argv[1:6])
people, rounds, peers = int(sys.argv[6]), int(sys.argv[7]), sys.argv[8:]
cap = 250 * people  # of each of a hundred contracts, in öre

# In öre, from the benchmark's README.
right = {
    1_000_000: (20_337_270_000, [5_092_306_428, 5_091_299_492, 5_070_766_609, 5_082_897_471]),
    100_000: (2_030_730_000, [510_034_744, 507_488_123, 505_204_785, 508_002_348]),
}[people]

csv = f"{data}/participants.csv {data}/measurements.csv"
python = shlex.quote(sys.executable)


class Work:
    """Commands of a shell that are timed together. `exact` is the total that must come of them; where it is
    none, what comes is told beside the right one."""

    def __init__(self, group, name, commands, exact=None, told=None, peer=None):
        self.group, self.name, self.commands = group, name, commands
        self.exact, self.told, self.peer = exact, told, peer
        self.seconds, self.megabytes, self.total = [], 0, None


def ore(amount):
    whole, _, part = amount.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def total_of(output):
    """Returns what a tool says is paid, and to each cohort where it says so."""
    if '"lines"' in output:
        statement = json.loads(output)
        lines = {line["payment"]: ore(line["amount"]) for line in statement["lines"]}
        return ore(statement["total"]), [lines[f"q{number}"] for number in range(1, 5)]
    for line in output.splitlines():
        if line.startswith("{"):
            said = json.loads(line)
            cohorts = said.get("cohorts")
            return said["paid"], [cohorts[f"Q{n}"] for n in range(1, 5)] if cohorts else None
    return None, None


def run(command, cpus=None):
    """Runs a line of a shell; returns seconds, peak megabytes of any of its processes, and its output."""
    output = open(f"{scratch}/output", "w+")
    started = time.monotonic()
    line = f"taskset -c {cpus} sh -c {shlex.quote('exec ' + command)}" if cpus else f"exec {command}"
    process = subprocess.Popen(["sh", "-c", line], stdout=output, stderr=subprocess.STDOUT, cwd=shared)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    output.seek(0)
    text = output.read()
    output.close()
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"this failed: {command}\n{text}")
    return seconds, usage.ru_maxrss / 1024, text


def peer(name, script, *arguments):
    return f"{python} {shared}/{script} {scratch}/data {' '.join(map(str, arguments))}"


def copy_of_pack(name, threshold):
    """Returns a copy of the pack, with the cap of so many people, and another threshold of the largest gain."""
    folder = f"{scratch}/{name}"
    shutil.copytree(pack, folder)
    for file, old, new in [
        ("contract.toml", 'contract_cap = { value = "2500000.00"', f'contract_cap = {{ value = "{cap // 100}.00"'),
        ("rules.lua", "gain >= 15 ", f"gain >= {threshold} "),
    ]:
        with open(f"{folder}/{file}") as source:
            text = source.read()
        if old not in text:
            sys.exit(f"{pack}/{file} has no '{old}' any more: change measure.py with it")
        with open(f"{folder}/{file}", "w") as target:
            target.write(text.replace(old, new))
    return folder


def floor(threshold):
    """Compiles the C program, with another threshold of the largest gain."""
    with open(f"{shared}/floor.c") as source:
        text = source.read().replace("x>=450", f"x>={threshold * 30}")
    with open(f"{scratch}/floor{threshold}.c", "w") as target:
        target.write(text)
    subprocess.run(["cc", "-O2", "-w", "-o", f"{scratch}/floor{threshold}", f"{scratch}/floor{threshold}.c"], check=True)
    return f"{scratch}/floor{threshold} {scratch}/data {cap}"


def works(rule, changed, changed_total):
    store = f"{scratch}/utfall.db"
    clean = f"rm -f {store} {store}-wal {store}-shm"
    imported = f"{utfall} import {rule} {csv} --store {store}"
    to_total, durable, again = "from CSV to the total", "from CSV to a store on disk", "settle again from the store"
    return [
        Work(to_total, "floor.c, one thread, keeps nothing", [floor(15)], right[0]),
        Work(to_total, "utfall, nothing kept", [f"{utfall} settle {rule} --evidence {csv} --json"], right[0]),
        Work(to_total, "utfall, through a store on disk",
             [clean, imported, f"{utfall} settle {rule} --store {store} --json"], right[0]),
        Work(to_total, "DuckDB, DECIMAL", [peer("duckdb", "b_duckdb_decimal.py", cap)], peer="duckdb"),
        Work(to_total, "Polars, streaming", [peer("polars", "b_polars_lazy.py", cap)], peer="polars"),
        Work(to_total, "pandas, vectorised", [peer("pandas", "b_pandas_vec.py", cap)], peer="pandas"),
        Work(durable, "utfall import", [clean, imported]),
        Work(durable, "DuckDB", [peer("duckdb", "import_duckdb.py")], peer="duckdb"),
        Work(durable, "sqlite3 .import, no journal, no sync", [f"sh {shared}/import_sqlite.sh {scratch}/data"],
             peer="sqlite3"),
        Work(durable, "Polars, into memory only", [peer("polars", "import_polars.py")], peer="polars"),
        Work(durable, "pandas, into memory only", [peer("pandas", "import_pandas.py")], peer="pandas"),
        Work(again, "utfall, another threshold", [f"{utfall} settle {changed} --store {store} --json"],
             changed_total),
        Work(again, "DuckDB, SQL on its own table", [peer("duckdb", "b_duckdb.py", cap)], peer="duckdb"),
        Work(again, "sqlite3, SQL on its own table", [peer("sqlite3", "b_sqlite.py", cap)], peer="sqlite3"),
    ]


def measure(all_works):
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr)
        for work in all_works:
            seconds = 0
            for command in work.commands:
                took, megabytes, output = run(command)
                seconds += took
                work.megabytes = max(work.megabytes, megabytes)
            work.seconds.append(seconds)
            print(f"  {seconds:.2f} s, {work.megabytes:.0f} MB: {work.group}: {work.name}", file=sys.stderr)
            work.total = total_of(output)[0]
            if work.exact is not None and work.total != work.exact:
                sys.exit(f"{work.name}: the total must be {work.exact}, and is {work.total}")


def table(all_works):
    base = all_works[0].seconds
    group = None
    for work in all_works:
        if work.group != group:
            group = work.group
            print(f"\n{group:<40} {'seconds':>8} {'range':>13} {'to C':>6} {'MB':>6}  total, öre")
        low, high = min(work.seconds), max(work.seconds)
        ratio = statistics.median(own / other for own, other in zip(work.seconds, base))
        said = "" if work.total is None else f"{work.total:,}"
        if work.total is not None and work.exact is None and work.total != right[0]:
            said += f" (off by {work.total - right[0]:+,})"
        span = f"{low:.2f} to {high:.2f}"
        print(f"  {work.name:<38} {statistics.median(work.seconds):>8.2f} {span:>13} {ratio:>6.2f} {work.megabytes:>6.0f}  {said}")


def check_exact(rule):
    """The same cohorts, to the öre, whatever the number of processors and the order of rows."""
    shuffled = f"{scratch}/measurements-shuffled.csv"
    run(f"sh -c 'head -n 1 {data}/measurements.csv > {shuffled}; "
        f"tail -n +2 {data}/measurements.csv | shuf --random-source={data}/measurements.csv >> {shuffled}'")
    for what, file, cpus in [
        ("one processor", f"{data}/measurements.csv", "0"), ("two processors", f"{data}/measurements.csv", "0,1"),
        ("shuffled rows", shuffled, None),
    ]:
        if cpus and max(map(int, cpus.split(","))) >= os.cpu_count():
            continue
        command = f"{utfall} settle {rule} --evidence {data}/participants.csv {file} --json"
        seconds, megabytes, output = run(command, cpus)
        if total_of(output) != right:
            sys.exit(f"{what}: the total must be {right}, and is {total_of(output)}")
        print(f"  {what:<38} {seconds:>8.2f} {'':>13} {'':>6} {megabytes:>6.0f}  {right[0]:,}, and each cohort")
    os.remove(shuffled)


os.makedirs(f"{scratch}/data")
for name in ["measurements.csv", "participants.csv"]:
    os.symlink(f"{data}/{name}", f"{scratch}/data/{name}")
rule, changed = copy_of_pack("fund", 15), copy_of_pack("changed", 14)
here = [work for work in works(rule, changed, total_of(run(floor(14))[2])[0]) if work.peer in (None, *peers)]
measure(here)
table(here)
print("\nthe same to the öre, once each")
check_exact(rule)
store = f"{scratch}/utfall.db"
print(f"\nstore: {os.path.getsize(store):,} bytes, {os.path.getsize(store) / (12 * people):.1f} a row;"
      f" DuckDB's {os.path.getsize(f'{scratch}/data/duck.db'):,}" if "duckdb" in peers else "")
