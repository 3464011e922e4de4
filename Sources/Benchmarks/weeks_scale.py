"""Measures the memory of a workspace at ten million traces over fifty weeks.

Usage: weeks_scale.py FAULTLINE FOLDER [TRACES_A_WEEK]
Mines a demo corpus of one week into a workspace, repeats that week 48 times in the database with other trace names,
then mines the fiftieth. Prints what recording took beside mining, and how long `history` takes.
"""

import json
import os
import random
import sqlite3
import struct
import subprocess
import sys
import time


def run(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        sys.exit(done.stderr)
    return done.stdout


def corpus(tool, folder, traces, seed):
    name = os.path.join(folder, f"scale-{traces}-{seed}")
    if not os.path.exists(name + "-corpus/truth.csv"):
        run(tool, "demo", "--corpus-only", "--traces", str(traces), "--modes", "120", "--seed", str(seed),
            "--mean-bytes", "2000", "--out", name)
    return name + "-corpus/traces.jsonl"


def repeat(path, times):
    """Copies the only run of a database to the weeks before it."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = OFF")
    (week,) = database.execute("SELECT MAX(week) FROM traceNames").fetchone()
    (count,) = database.execute("SELECT SUM(count) FROM traceNames").fetchone()
    draw = random.Random(1)
    columns = "signatureID, evidenceID, name, severity, support, similarity, profile"
    for back in range(1, times + 1):
        number = back + 1
        names = sorted({draw.getrandbits(64) for _ in range(count)})
        database.execute(
            "INSERT INTO run SELECT ?, inputKey || ?, planKey, version, recordedAt, title FROM run WHERE id = 1",
            (number, f"-{back}"))
        database.execute(
            "INSERT INTO traceNames VALUES (?, ?, ?, ?)",
            (number, week - back, len(names), struct.pack(f"<{len(names)}Q", *names)))
        database.execute(
            "INSERT INTO traceCount SELECT ?, ?, agentID, SUM(count) FROM traceCount WHERE runID = 1 GROUP BY agentID",
            (number, week - back))
        database.execute(
            "INSERT INTO support SELECT ?, ?, signatureID, agentID, SUM(count) FROM support WHERE runID = 1"
            " GROUP BY signatureID, agentID", (number, week - back))
        database.execute(f"INSERT INTO sighting (runID, {columns}) SELECT ?, {columns} FROM sighting WHERE runID = 1", (number,))
        database.execute(
            "INSERT INTO change SELECT ?, signatureID, 'steady', 0.5, 0.9, 1.0 FROM change WHERE week = ?",
            (week - back, week))
    database.commit()
    return count * (times + 1)


def main(tool, folder, traces=200_000):
    os.makedirs(folder, exist_ok=True)
    first, last = (corpus(tool, folder, int(traces), seed) for seed in (1, 2))
    workspace = os.path.join(folder, "scale-workspace")
    subprocess.run(["rm", "-rf", workspace], check=True)
    run(tool, "init", workspace)
    common = ("--workspace", workspace, "--out", folder + "/scale-report", "--json")
    run(tool, "mine", first, *common, "--week", "2025-W11")
    total = repeat(workspace + "/faultline.db", 48)
    result = json.loads(run(tool, "mine", last, *common, "--week", "2025-W12"))
    seconds = result["seconds"]
    others = sum(value for name, value in seconds.items() if name != "memory")
    start = time.monotonic()
    text = run(tool, "history", "--workspace", workspace)
    took = time.monotonic() - start
    size = os.path.getsize(workspace + "/faultline.db")
    print(f"{total + result['traces']:,} traces over 50 weeks, {text.split()[0]} signatures, database {size / 1e6:.0f} MB")
    print(f"mining a week of {result['traces']:,} traces: {others:.2f} s; "
          f"recording it: {seconds['memory']:.2f} s ({100 * seconds['memory'] / others:.1f} %); history: {took:.2f} s; "
          f"peak {result['peak_bytes'] / 1e6:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
