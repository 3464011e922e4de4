"""Writes pairs_reference.json: figures of scikit-learn that EvaluatorPair must equal.

Run: python pairs_reference.py
"""
import json
from pathlib import Path

import numpy
import sklearn
from sklearn.metrics import cohen_kappa_score, matthews_corrcoef

random = numpy.random.default_rng(20261121)
tables = [[40, 3, 2, 25], [10, 0, 0, 10], [0, 12, 9, 0], [25, 25, 25, 25], [500, 1, 20, 4], [1, 0, 1, 7]]
tables += [[int(v) for v in random.integers(1, 400, 4)] for _ in range(20)]


def figures(table):
    first = [1, 1, 0, 0]
    second = [1, 0, 1, 0]
    x, y = numpy.repeat(first, table), numpy.repeat(second, table)
    return {
        "counts": table, "phi": float(matthews_corrcoef(x, y)), "kappa": float(cohen_kappa_score(x, y))}


Path(__file__).with_suffix(".json").write_text(
    json.dumps({"scikit-learn": sklearn.__version__, "pairs": [figures(t) for t in tables]}) + "\n")
