"""Writes differences_reference.json: figures of statsmodels and SciPy that the differences of Statistics must equal.

Tango's interval is in neither: its ends are where the score statistic reaches the normal quantile, with the
likelihood under the hypothesis maximised numerically and not by the closed form.

Run: python differences_reference.py
"""
import json
from pathlib import Path

import numpy
import scipy
import statsmodels
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    power_proportions_2indep,
    samplesize_proportions_2indep_onetail,
)

random = numpy.random.default_rng(20260711)
Z = stats.norm.ppf(0.975)


def tango_statistic(gained, lost, n, delta):
    """The score of the hypothesis that gained and lost shares differ by delta."""
    def negative(log_share):
        share = log_share
        chance = share + delta
        rest = 1 - share - chance
        if min(share, chance, rest) < 0:
            return numpy.inf
        def term(count, p):
            return 0 if count == 0 else count * numpy.log(max(p, 1e-300))
        return -(term(gained, chance) + term(lost, share) + term(n - gained - lost, rest))

    low, high = max(0, -delta), (1 - delta) / 2
    best = optimize.minimize_scalar(negative, bounds=(low, high), method="bounded", options={"xatol": 1e-14})
    share = min(((negative(x), x) for x in (low, best.x, high)))[1]
    variance = n * (2 * share + delta - delta * delta)
    return (gained - lost - n * delta) / numpy.sqrt(max(variance, 1e-300))


def tango(only_first, only_second, n):
    seen = (only_second - only_first) / n
    def end(low, high, z):
        return optimize.brentq(
            lambda d: tango_statistic(only_second, only_first, n, d) - z, low, high, xtol=1e-13)
    edge = 1e-9
    lower = -1.0 if tango_statistic(only_second, only_first, n, -1 + edge) < Z else end(-1 + edge, seen, Z)
    upper = 1.0 if tango_statistic(only_second, only_first, n, 1 - edge) > -Z else end(seen, 1 - edge, -Z)
    return [lower, upper]


def paired(only_first, only_second, n):
    total, fewer = only_first + only_second, min(only_first, only_second)
    exact = mcnemar([[0, only_first], [only_second, 0]], exact=True).pvalue if total else 1.0
    midp = min(1, 2 * stats.binom.cdf(fewer, total, 0.5) - stats.binom.pmf(fewer, total, 0.5)) if total else 1.0
    return {
        "onlyFirst": only_first, "onlySecond": only_second, "count": n, "exact": float(exact),
        "midP": float(midp if only_first != only_second else 1.0), "interval": tango(only_first, only_second, n)}


def unpaired(a, n, b, m):
    low, high = confint_proportions_2indep(b, m, a, n, method="newcomb", compare="diff")
    table = [[a, n - a], [b, m - b]]
    expected = stats.contingency.expected_freq(table).min()
    pooled = (a + b) / (n + m)
    z = (b / m - a / n) / numpy.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    p = stats.fisher_exact(table).pvalue if expected < 5 else 2 * stats.norm.sf(abs(z))
    return {"first": [a, n], "second": [b, m], "interval": [float(low), float(high)], "test": float(p)}


def power(before, after, n, m):
    figure = power_proportions_2indep(after - before, before, nobs1=m, ratio=n / m, alpha=0.05)
    count = samplesize_proportions_2indep_onetail(
        after - before, before, power=0.8, ratio=1, alpha=0.025,
        alternative="larger" if after > before else "smaller")
    return {
        "before": before, "after": after, "counts": [n, m], "power": float(figure.power), "needed": float(count)}


def paired_power(difference, discordance, n):
    same, changed = numpy.sqrt(discordance / n), numpy.sqrt((discordance - difference**2) / n)
    critical = stats.norm.isf(0.025) * same
    chance = stats.norm.sf((critical - abs(difference)) / changed) + stats.norm.cdf(
        (-critical - abs(difference)) / changed)
    def lacks(count):
        return stats.norm.sf(
            (stats.norm.isf(0.025) * numpy.sqrt(discordance / count) - abs(difference))
            / numpy.sqrt((discordance - difference**2) / count)) - 0.8
    return {
        "difference": difference, "discordance": discordance, "pairs": n, "power": float(chance),
        "needed": float(optimize.brentq(lacks, 5, 1e7))}


def means(before, after, is_paired):
    if is_paired:
        result = stats.ttest_rel(after, before)
    else:
        result = stats.ttest_ind(after, before, equal_var=False)
    interval = result.confidence_interval(0.95)
    return {
        "before": before.tolist(), "after": after.tolist(), "isPaired": is_paired,
        "value": float(after.mean() - before.mean()), "test": float(result.pvalue),
        "interval": [float(interval.low), float(interval.high)]}


def scores(count):
    return numpy.round(random.beta(4, 2, count) * 64) / 64


figures = {
    "versions": {
        "numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "paired": [
        paired(*case)
        for case in [
            (0, 0, 30), (1, 0, 8), (12, 3, 100), (43, 17, 1_000), (5, 5, 50), (0, 9, 9), (300, 220, 20_000),
            (2, 14, 40)]],
    "unpaired": [
        unpaired(*case)
        for case in [
            (180, 200, 165, 210), (9, 10, 3, 10), (0, 25, 4, 25), (900, 1_000, 899, 1_000), (30, 30, 28, 30),
            (56, 70, 48, 80), (4_000, 5_000, 41_000, 50_000)]],
    "power": [
        power(*case)
        for case in [
            (0.9, 0.88, 500, 500), (0.9, 0.88, 4_000, 4_000), (0.5, 0.4, 200, 300), (0.97, 0.95, 900, 700)]],
    "pairedPower": [
        paired_power(*case) for case in [(-0.02, 0.05, 400), (-0.02, 0.05, 1_500), (0.1, 0.3, 150)]],
    "means": [
        means(scores(40), scores(40), True), means(scores(30), scores(55), False),
        means(scores(2), scores(3), False)],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
