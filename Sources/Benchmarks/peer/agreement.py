"""Time of all figures of agreement with intervals: faultline and Python on the same file, in the same run.

    pip install scikit-learn scipy krippendorff
    python3 agreement.py FAULTLINE [ROWS]

Makes ROWS (1,000,000) rows: items with the labels 0 to 4 of three people and two judges. faultline computes every
figure with 2,000 resamples. Python reads the file and computes the same figures once, and a few resamples of
scikit-learn's kappa alone, from which the time of 2,000 resamples of everything is estimated from below. Prints one
JSON object.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import krippendorff
import numpy
import scipy.stats
import sklearn.metrics as metrics

RESAMPLES = 2000


def make(path, rows):
    generator = numpy.random.default_rng(1)
    items = rows // 5
    truth = generator.choice(5, items, p=[1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9])
    names = ["ann1", "ann2", "ann3", "judge1", "judge2"]
    rates = [0.8, 0.75, 0.7, 0.7, 0.5]
    labels = []
    for rate in rates:
        near = numpy.clip(truth + generator.choice([-1, 1], items), 0, 4)
        labels.append(numpy.where(generator.random(items) < rate, truth, near))
    with open(path, "w") as file:
        file.write("item_id,criterion,annotator,role,label\n")
        for item in range(items):
            for name, column in zip(names, labels):
                role = "judge" if name.startswith("judge") else "human"
                file.write(f"item{item:08d},quality,{name},{role},{column[item]}\n")


def read(path):
    by_annotator = {}
    with open(path) as file:
        next(file)
        for line in file:
            _, _, annotator, _, label = line.rstrip("\n").split(",")
            by_annotator.setdefault(annotator, []).append(int(label))
    return {name: numpy.array(labels) for name, labels in by_annotator.items()}


def figures(human, judge):
    return {
        "exact_match": metrics.accuracy_score(human, judge),
        "kappa": metrics.cohen_kappa_score(human, judge),
        "kappa_linear": metrics.cohen_kappa_score(human, judge, weights="linear"),
        "kappa_quadratic": metrics.cohen_kappa_score(human, judge, weights="quadratic"),
        "mse": metrics.mean_squared_error(human, judge),
        "mae": metrics.mean_absolute_error(human, judge),
        "pearson": scipy.stats.pearsonr(human, judge)[0],
        "spearman": scipy.stats.spearmanr(human, judge)[0],
        "kendall": scipy.stats.kendalltau(human, judge)[0],
        "precision": metrics.precision_score(human, judge, average="macro"),
        "recall": metrics.recall_score(human, judge, average="macro"),
        "f1": metrics.f1_score(human, judge, average="macro"),
    }


def peer(path):
    start = time.perf_counter()
    labels = read(path)
    people = numpy.stack([labels[name] for name in ("ann1", "ann2", "ann3")])
    counts = numpy.stack([(people == label).sum(axis=0) for label in range(5)], axis=1)
    most = counts.max(axis=1)
    has_reference = (counts == most[:, None]).sum(axis=1) == 1
    reference = counts.argmax(axis=1)[has_reference]
    result = {name: figures(reference, labels[name][has_reference]) for name in ("judge1", "judge2")}
    for level in ("nominal", "ordinal", "interval"):
        alpha = krippendorff.alpha(value_counts=counts, level_of_measurement=level, value_domain=list(range(5)))
        result.setdefault("humans", {})[f"alpha_{level}"] = alpha
    once = time.perf_counter() - start

    judge = labels["judge1"][has_reference]
    generator = numpy.random.default_rng(2)
    start = time.perf_counter()
    for _ in range(3):
        drawn = generator.integers(0, len(judge), len(judge))
        metrics.cohen_kappa_score(reference[drawn], judge[drawn])
    kappa_resample = (time.perf_counter() - start) / 3
    return result, once, kappa_resample


def run(command):
    """What the command printed, and the most memory it held: a child's rusage would count what Python held too."""
    peak = 0
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        while process.poll() is None:
            try:
                program = os.readlink(f"/proc/{process.pid}/exe")
                status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            except OSError:
                break
            line = next((line for line in status.splitlines() if line.startswith("VmHWM")), None)
            # Until the program has started, these are Python's own figures.
            if line and program != os.path.realpath(sys.executable):
                peak = max(peak, int(line.split()[1]) * 1024)
            time.sleep(0.002)
        if process.wait() != 0:
            sys.exit(f"{command} ended with {process.returncode}")
        output.seek(0)
        return output.read(), peak


def main():
    program = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "labels.csv"
        make(path, rows)
        start = time.perf_counter()
        printed, peak_bytes = run([program, "align", str(path), "--json", "--resamples", str(RESAMPLES)])
        seconds = time.perf_counter() - start
        ours = json.loads(printed)
        theirs, once, kappa_resample = peer(path)
    worst = 0.0
    for criterion in ours["criteria"]:
        for name, value in theirs[criterion["judge"]].items():
            worst = max(worst, abs(value - criterion[name]))
    for name, value in theirs["humans"].items():
        worst = max(worst, abs(value - ours["humans"][0][name]))
    print(
        json.dumps(
            {
                "rows": rows,
                "resamples": RESAMPLES,
                "faultline_seconds": seconds,
                "faultline_peak_bytes": peak_bytes,
                "python_seconds_once": once,
                "python_kappa_seconds": kappa_resample * RESAMPLES,
                "greatest_difference": worst,
            }
        )
    )


main()
