"""Writes stratified_reference.json: figures of statsmodels and SciPy that StratifiedComparison must equal.

The exact test of several strata is in neither: its reference is the sum over all tables, by convolution of SciPy's
hypergeometric distributions; for one stratum it is SciPy's Fisher test.

Run: python stratified_reference.py
"""
import json
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable

random = numpy.random.default_rng(20250311)

# Strata as successes and trials, before and after.
cases = [
    [(20, 1900, 40, 2000)],
    [(3, 40, 9, 35), (0, 100, 4, 120)],
    [(0, 500, 12, 480), (0, 90, 1, 100), (2, 60, 0, 70)],
    [(40, 900, 20, 950), (5, 200, 9, 400)],
    [(30, 1000, 31, 1000), (30, 100, 60, 200), (1, 700, 0, 300)],
    [(5, 5, 0, 7), (3, 10, 2, 9)],
]
for _ in range(6):
    case = []
    for _ in range(random.integers(2, 6)):
        n, m = random.integers(30, 900, 2)
        case.append((int(random.binomial(n, 0.04)), int(n), int(random.binomial(m, 0.06)), int(m)))
    cases.append(case)


def exact(case):
    if len(case) == 1:
        a, n, b, m = case[0]
        return float(stats.fisher_exact([[b, m - b], [a, n - a]]).pvalue)
    chances, least, seen = numpy.ones(1), 0, 0
    for a, n, b, m in case:
        low, high = max(0, a + b - n), min(m, a + b)
        own = stats.hypergeom(n + m, a + b, m).pmf(numpy.arange(low, high + 1))
        chances, least, seen = numpy.convolve(chances, own), least + low, seen + b
    limit = chances[seen - least] * (1 + 1e-7)
    return float(min(1, chances[chances <= limit].sum()))


def figures_of(case):
    table = StratifiedTable([[[b, m - b], [a, n - a]] for a, n, b, m in case])
    test = table.test_null_odds(correction=False)
    ratio = sum(b * n / (n + m) for a, n, b, m in case) / sum(a * m / (n + m) for a, n, b, m in case)
    return {
        "strata": [list(stratum) for stratum in case], "scoreTest": float(test.pvalue),
        "statistic": float(test.statistic), "exactTest": exact(case), "rateRatio": float(ratio),
        "oddsRatio": float(table.oddsratio_pooled)}


figures = {
    "versions": {
        "numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "comparisons": [figures_of(case) for case in cases],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
