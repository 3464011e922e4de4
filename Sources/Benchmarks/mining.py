"""Measures mining against the pipeline of peer/cluster.py: same file, same run, same machine.

Usage: mining.py FAULTLINE FOLDER
Makes the corpora in FOLDER once, prints a Markdown table. Needs scikit-learn.
"""

import collections
import csv
import json
import os
import platform
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def corpus(tool, folder, traces, modes, mean_bytes):
    name = os.path.join(folder, f"{traces}-{modes}-{mean_bytes}")
    if not os.path.exists(name + "-corpus/truth.csv"):
        subprocess.run(
            [tool, "demo", "--corpus-only", "--traces", str(traces), "--modes", str(modes), "--seed", "11",
             "--mean-bytes", str(mean_bytes), "--out", name],
            check=True, stdout=subprocess.DEVNULL)
    return name + "-corpus/traces.jsonl", name + "-corpus/truth.csv"


def ours(tool, traces, folder):
    report = os.path.join(folder, "report")
    run = subprocess.run([tool, "mine", traces, "--out", report, "--json"], capture_output=True, text=True)
    if run.returncode not in (0, 2):
        sys.exit(run.stderr)
    result = json.loads(run.stdout)
    result["total"] = sum(result["seconds"].values())
    result["assignments"] = report + "/assignments.csv"
    return result


def theirs(traces, truth, folder):
    out = os.path.join(folder, "peer.csv")
    run = subprocess.run(
        [sys.executable, HERE + "/peer/cluster.py", traces, truth, out], capture_output=True, text=True, check=True)
    return json.loads(run.stdout) | {"assignments": out}


def quality(truth, assignments):
    """Of the failed traces with a mode; a trace that belongs nowhere counts as a cluster of one."""
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    with open(truth) as file:
        modes = {row["trace_id"]: row["mode"] for row in csv.DictReader(file)
                 if row["mode"] and row["shown_outcome"] == "failure"}
    with open(assignments) as file:
        found = {row["trace_id"]: row["signature_id"] for row in csv.DictReader(file)}
    pairs = [(mode, found.get(trace) or "alone " + trace) for trace, mode in sorted(modes.items())]
    sizes = collections.Counter(mode for mode, _ in pairs)
    clusters = collections.defaultdict(collections.Counter)
    for mode, cluster in pairs:
        clusters[cluster][mode] += 1
    recovered = {
        mode for counts in clusters.values() for mode, count in counts.most_common(1)
        if count >= 0.8 * sum(counts.values()) and 2 * count >= sizes[mode] and count > 1
    }
    true, labels = zip(*pairs)
    return adjusted_rand_score(true, labels), v_measure_score(true, labels), len(recovered), len(sizes)


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def main(tool, folder):
    os.makedirs(folder, exist_ok=True)
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    print(f"{os.cpu_count()} cores, {model}, {platform.system()}\n")
    row("what", "peer", "ours")
    row("---", "---", "---")
    for traces, modes, mean_bytes in [(20_000, 80, 6_000), (50_000, 80, 8_192)]:
        path, truth = corpus(tool, folder, traces, modes, mean_bytes)
        with open(path, "rb") as file:  # Both find the file in memory.
            while file.read(1 << 24):
                pass
        size = os.path.getsize(path) / 1e6
        peer, mine = theirs(path, truth, folder), ours(tool, path, folder)
        label = f"{traces:,} traces, {size:.0f} MB, {modes} modes"
        for name, result in (("peer", peer), ("ours", mine)):
            result["quality"] = quality(truth, result["assignments"])
        row(label + ": adjusted Rand index / V-measure", *("{:.3f} / {:.3f}".format(*r["quality"][:2]) for r in (peer, mine)))
        row("modes recovered", *("{2} of {3}".format(*r["quality"]) for r in (peer, mine)))
        row("signatures", f"{modes} (given)", mine["signatures"])
        row("seconds", f"{peer['seconds']:.1f}", f"{mine['total']:.2f} (reading and evidence {mine['seconds']['read']:.2f}, "
            f"{size / mine['seconds']['read']:.0f} MB/s)")
        row("peak memory, MB", f"{peer['peak_bytes'] / 1e6:.0f}", f"{mine['peak_bytes'] / 1e6:.0f}")
    for traces in (10_000, 100_000, 1_000_000):
        path, _ = corpus(tool, folder, traces, 40, 1_500)
        mine = ours(tool, path, folder)
        row(f"{traces:,} traces, {os.path.getsize(path) / 1e6:.0f} MB: seconds, microseconds a trace, peak MB", "",
            f"{mine['total']:.2f}, {mine['total'] / traces * 1e6:.1f}, {mine['peak_bytes'] / 1e6:.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
