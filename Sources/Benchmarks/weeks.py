"""Measures the memory of a workspace on planted weeks: identity, false news, changes told.

Usage: weeks.py FAULTLINE FOLDER [SEEDS] [FIRST SEED]
Makes eight weeks for each seed (`demo --weeks`), mines them into a workspace, and beside it without memory. Prints a
Markdown table: our memory; signatures matched by exact name; fresh clusters each week, by the id of their evidence.
Needs SciPy, for the tests of the two that have none of their own.

A planted mode counts as found in a week if one signature holds at least half of its failed traces and is made of them
to at least half.
"""

import collections
import csv
import json
import os
import subprocess
import sys

from scipy.stats import fisher_exact

WEEKS = 8
METHODS = ("memory", "exact name", "fresh clusters")
# What a tool without memory tells: any week against the one before, all signatures held to 5 % false discoveries.
RATE = 0.05


def run(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        sys.exit(done.stderr)
    return done.stdout


def rows(path):
    with open(path) as file:
        return list(csv.DictReader(file))


def mined(tool, folder, seed):
    """For each week the signatures as lists of trace ids: (lasting id, name, evidence id)."""
    place = os.path.join(folder, f"seed-{seed}")
    corpus, workspace = place + "-corpus", place + "-workspace"
    run(tool, "demo", "--weeks", "--corpus-only", "--traces", "1900", "--modes", "24", "--mean-bytes", "4000",
        "--seed", str(seed), "--out", place)
    subprocess.run(["rm", "-rf", workspace], check=True)
    run(tool, "init", workspace)
    weeks = []
    for number in range(1, WEEKS + 1):
        file = f"{corpus}/week-{number}.jsonl"
        with_memory, without = f"{workspace}/reports/{number}", f"{place}-fresh/{number}"
        run(tool, "mine", file, "--quiet", "--workspace", workspace, "--out", with_memory)
        run(tool, "mine", file, "--quiet", "--no-workspace", "--out", without)
        names = {s["id"]: s["name"] for s in json.load(open(with_memory + "/signatures.json"))["signatures"]}
        fresh = {r["trace_id"]: r["signature_id"] for r in rows(without + "/assignments.csv")}
        clusters = collections.defaultdict(list)
        for row in rows(with_memory + "/assignments.csv"):
            if row["signature_id"] and row["outcome"] == "failure":
                clusters[row["signature_id"]].append(row["trace_id"])
        weeks.append([(members, (lasting, names[lasting], fresh[members[0]])) for lasting, members in clusters.items()])
    history = json.loads(run(tool, "history", "--workspace", workspace, "--json"))
    return corpus, weeks, history


def found(clusters, planted, truth):
    """The planted modes that were found, with the keys of their signatures."""
    result = {}
    for members, keys in clusters:
        mode, count = collections.Counter(truth.get(trace, "") for trace in members).most_common(1)[0]
        if mode and 2 * count >= len(members) and 2 * count >= planted[mode]:
            result[mode] = (keys, len(members))
    return result


def adjusted(values):
    order = sorted(range(len(values)), key=lambda place: values[place])
    least, result = 1.0, [1.0] * len(values)
    for rank in range(len(order) - 1, -1, -1):
        least = min(least, values[order[rank]] * len(values) / (rank + 1))
        result[order[rank]] = least
    return result


def week_by_week(weeks, totals, method):
    """Changes told by comparing each week with the one before: (week, key) → new, growing …"""
    told = {}
    counts = []
    for clusters in weeks:
        count = collections.Counter()
        for members, keys in clusters:
            count[keys[method]] += len(members)
        counts.append(count)
    for week in range(1, len(weeks)):
        before, now = counts[week - 1], counts[week]
        keys = sorted(set(before) | set(now))
        values = [
            fisher_exact([[now[k], totals[week] - now[k]], [before[k], totals[week - 1] - before[k]]]).pvalue
            for k in keys]
        for key, value in zip(keys, adjusted(values)):
            if value <= RATE:
                more = now[key] * totals[week - 1] > before[key] * totals[week]
                kind = "growing" if more else "shrinking"
                told[week, key] = "gone" if not now[key] else "new" if not before[key] else kind
    return told


def main(tool, folder, seeds=20, first=1):
    os.makedirs(folder, exist_ok=True)
    tallies = [collections.Counter() for _ in METHODS]
    for seed in range(int(first), int(first) + int(seeds)):
        corpus, weeks, history = mined(tool, folder, seed)
        truth = {r["trace_id"]: r["mode"] for r in rows(corpus + "/truth.csv")
                 if r["shown_outcome"] == "failure" and r["mode"]}
        plan = rows(corpus + "/weeks.csv")
        changes = {(int(r["week"]) - 1, r["mode"]): r["change"] for r in plan}
        fate = {r["mode"]: r["fate"] for r in plan}
        shown = [collections.Counter() for _ in range(WEEKS)]
        seen = [{}, {}, {}]
        totals = [signature["traces"] for signature in history["signatures"][0]["weeks"]]
        ours = {(week, s["id"]): w["change"] for s in history["signatures"] for week, w in enumerate(s["weeks"])
                if w["change"] not in (None, "steady", "first")}
        told = [ours] + [week_by_week(weeks, totals, method) for method in (1, 2)]
        of_week = [
            {r["trace_id"] for r in rows(f"{folder}/seed-{seed}-workspace/reports/{number}/assignments.csv")}
            for number in range(1, WEEKS + 1)]
        for week, traces in enumerate(of_week):
            shown[week].update(truth[trace] for trace in traces if trace in truth)
        known = [found(clusters, shown[week], truth) for week, clusters in enumerate(weeks)]
        for method, tally in enumerate(tallies):
            tally["planted"] += sum(len(week) for week in shown)
            tally["found"] += sum(len(week) for week in known)
            for week in range(WEEKS):
                for mode, (keys, size) in known[week].items():
                    key = keys[method]
                    change = changes[week, mode]
                    if mode in seen[method]:
                        tally["met again"] += 1
                        # New to the method: a key that no signature has had before.
                        tally["false new"] += key not in seen[method]["all"]
                    elif week and fate[mode] == "appears":
                        tally["appeared"] += 1
                        tally["told new"] += told[method].get((week, key)) == "new"
                    if week and mode in known[week - 1]:
                        tally["pairs"] += 1
                        tally["kept"] += known[week - 1][mode][0][method] == key
                        kind = told[method].get((week, key))
                        if change == "doubles":
                            tally["doublings"] += 1
                            tally["doublings told"] += kind == "growing"
                        elif change == "halves":
                            tally["halvings"] += 1
                            tally["halvings told"] += kind == "shrinking"
                        elif change in ("", "rewords", "renamed"):
                            # What was planted a week ago and is told now is told late, not wrongly.
                            late = changes.get((week - 1, mode)) in ("doubles", "halves", "appears", "returns")
                            tally["unchanged"] += 1
                            tally["false alarms"] += not late and kind not in (None, "moved", "split", "merged")
                            tally["moved"] += kind in ("moved", "split", "merged")
                    if change == "returns" and shown[week][mode]:
                        tally["returned"] += 1
                        tally["told back"] += told[method].get((week, key)) == ("back" if method == 0 else "new")
                    seen[method][mode] = key
                seen[method].setdefault("all", set()).update(keys[method] for _, keys in weeks[week])
                for mode in [m for (w, m), c in changes.items() if w == week and c in ("vanishes", "returns")]:
                    if not shown[week][mode] and mode in known[week - 1]:
                        tally["vanished"] += 1
                        key = known[week - 1][mode][0][method]
                        tally["told gone"] += told[method].get((week, key)) in ("gone", "shrinking")
    table(tallies, int(seeds))


def table(tallies, seeds):
    def row(*cells):
        print("| " + " | ".join(str(cell) for cell in cells) + " |")

    def share(tally, part, whole):
        return f"{tally[part]} of {tally[whole]} ({100 * tally[part] / max(1, tally[whole]):.1f} %)"

    print(f"{seeds} seeds, {WEEKS} weeks each; found in a week: {share(tallies[0], 'found', 'planted')} of the modes\n")
    row("what", *METHODS)
    row(*["---"] * (len(METHODS) + 1))
    for label, part, whole in [
            ("identity kept from week to week", "kept", "pairs"), ("met before, and called new", "false new", "met again"),
            ("doublings from 20 to 40 told", "doublings told", "doublings"),
            ("halvings from 40 to 20 told", "halvings told", "halvings"), ("new modes told", "told new", "appeared"),
            ("vanished modes told", "told gone", "vanished"), ("returned modes told", "told back", "returned"),
            ("unchanged, and a change told", "false alarms", "unchanged"),
            ("unchanged, and told to have moved, split or merged", "moved", "unchanged")]:
        row(label, *(share(tally, part, whole) for tally in tallies))


if __name__ == "__main__":
    main(*sys.argv[1:])
