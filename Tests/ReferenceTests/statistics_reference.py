"""Writes statistics_reference.json: figures of SciPy and statsmodels that Statistics must equal.

Run: python statistics_reference.py
"""
import json
import warnings
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import special, stats
from scipy.optimize import linear_sum_assignment
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, proportions_ztest

warnings.simplefilter("ignore")
random = numpy.random.default_rng(20240608)

probabilities = [1e-300, 1e-20, 1e-6, 0.001, 0.025, 0.05, 0.3, 0.5, 0.62, 0.9, 0.975, 0.9999, 1 - 1e-12]
proportions = [(0, 1), (1, 1), (0, 20), (20, 20), (1, 30), (7, 20), (50, 100), (3, 5000), (123456, 1000000)]
pairs = [(3, 40, 9, 35), (0, 10, 5, 12), (20, 400, 40, 420), (1, 3, 1, 2), (5, 5, 0, 7), (150, 9000, 231, 8800)]
shapes = [(1, 1), (4, 4), (6, 9), (9, 6), (30, 30), (12, 1), (1, 12)]


def proportion(successes, count, level):
    wilson = proportion_confint(successes, count, alpha=1 - level, method="wilson")
    exact = proportion_confint(successes, count, alpha=1 - level, method="beta")
    return {
        "successCount": successes, "count": count, "level": level,
        "wilson": [float(v) for v in wilson], "exact": [float(v) for v in exact]}


def comparison(a, n, b, m):
    return {
        "counts": [a, n, b, m],
        "score": float(proportions_ztest([b, a], [m, n])[0]),
        "scoreTest": float(proportions_ztest([b, a], [m, n])[1]),
        "exactTest": float(stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue)}


def paired(b, c):
    table = [[10, b], [c, 10]]
    return {
        "counts": [b, c],
        "exactTest": float(mcnemar(table, exact=True).pvalue),
        "chiSquareTest": float(mcnemar(table, exact=False, correction=True).pvalue)}


def assignment(rows, columns, whole):
    costs = random.integers(0, 6, (rows, columns)) if whole else random.normal(size=(rows, columns))
    chosen = linear_sum_assignment(costs)
    return {
        "rowCount": rows, "columnCount": columns,
        "costs": [float(v) for v in costs.ravel()], "cost": float(costs[chosen].sum())}


p_values = numpy.concatenate([random.random(20), random.random(8) * 0.01, [0.5, 0.5, 1.0, 0.0]])
exponents = random.normal(size=12) * 300
figures = {
    "versions": {
        "numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "normalQuantiles": [[p, float(stats.norm.ppf(p))] for p in probabilities],
    "normalCumulative": [[x, float(stats.norm.cdf(x))] for x in [-30, -8, -1.96, -0.1, 0, 0.5, 2, 7]],
    "chiSquareTails": [
        [k, x, float(stats.chi2.sf(x, k))]
        for k in [1, 2, 7, 50, 1000] for x in [0, 0.01, 1, 3.84, 40, 1100]],
    "studentTails": [
        [k, t, float(2 * stats.t.sf(abs(t), k))] for k in [1, 2, 7.5, 40, 100000] for t in [0, -0.3, 1.5, 2.1, 9]],
    "studentQuantiles": [
        [k, p, float(stats.t.ppf(p, k))] for k in [1, 3, 30, 2000] for p in [0.001, 0.025, 0.4, 0.5, 0.9, 0.995]],
    "betas": [
        [x, a, b, float(special.betainc(a, b, x))]
        for a in [0.5, 1, 3, 80, 20000] for b in [0.5, 2, 77, 30000] for x in [0, 1e-9, 0.1, 0.4, 0.5, 0.97, 1]],
    "proportions": [proportion(s, n, level) for s, n in proportions for level in [0.9, 0.95, 0.999]],
    "comparisons": [comparison(*pair) for pair in pairs],
    "paired": [paired(b, c) for b, c in [(0, 1), (3, 3), (12, 5), (2, 30), (400, 460), (9, 10)]],
    "pValues": p_values.tolist(),
    "adjustedPValues": multipletests(p_values, method="fdr_bh")[1].tolist(),
    "exponents": exponents.tolist(),
    "logSumExp": float(special.logsumexp(exponents)),
    "assignments": [assignment(r, c, whole) for r, c in shapes for whole in [True, False]],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
