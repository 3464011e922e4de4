"""Writes agreement_reference.json: figures of agreement by scikit-learn, SciPy and krippendorff.

Run from this folder with the versions named in the file it writes.
"""

import importlib.metadata
import json

import krippendorff
import numpy
import scipy.stats
import sklearn
import sklearn.metrics as metrics
import statsmodels
from statsmodels.stats.inter_rater import fleiss_kappa

generator = numpy.random.default_rng(5)


def gwet_ac1(human, judge, k):
    shares = (numpy.bincount(human, minlength=k) + numpy.bincount(judge, minlength=k)) / (2 * len(human))
    chance = (shares * (1 - shares)).sum() / (k - 1)
    return (numpy.mean(human == judge) - chance) / (1 - chance)


def case(k, n, noise):
    human = generator.choice(k, n, p=generator.dirichlet(numpy.ones(k) * 2))
    judge = numpy.where(generator.random(n) < noise, generator.integers(0, k, n), human)
    labels = list(range(k))
    average = {"average": "binary", "pos_label": 1} if k == 2 else {"average": "macro", "labels": sorted(set(human))}
    ratings = numpy.stack([human, judge]).astype(float)
    both = numpy.stack([numpy.bincount(pair, minlength=k) for pair in ratings.T.astype(int)])

    def alpha(level):
        return krippendorff.alpha(ratings, level_of_measurement=level, value_domain=labels)

    squared = float(numpy.mean((human - judge) ** 2))
    figures = {
        "exact_match": metrics.accuracy_score(human, judge),
        "kappa": metrics.cohen_kappa_score(human, judge, labels=labels),
        "kappa_linear": metrics.cohen_kappa_score(human, judge, labels=labels, weights="linear"),
        "kappa_quadratic": metrics.cohen_kappa_score(human, judge, labels=labels, weights="quadratic"),
        "gwet_ac1": gwet_ac1(human, judge, k),
        "alpha_nominal": alpha("nominal"),
        "alpha_ordinal": alpha("ordinal"),
        "alpha_interval": alpha("interval"),
        "fleiss_kappa": fleiss_kappa(both),
        "mse": squared,
        "nmse": 100 * squared / (k - 1) ** 2,
        "nmse_variance": squared / human.var(),
        "mae": metrics.mean_absolute_error(human, judge),
        "pearson": scipy.stats.pearsonr(human, judge)[0],
        "spearman": scipy.stats.spearmanr(human, judge)[0],
        "kendall": scipy.stats.kendalltau(human, judge)[0],
        "precision": metrics.precision_score(human, judge, zero_division=0, **average),
        "recall": metrics.recall_score(human, judge, zero_division=0, **average),
        "f1": metrics.f1_score(human, judge, zero_division=0, **average),
    }
    if k == 2:
        figures["tpr"] = metrics.recall_score(human, judge, pos_label=1)
        figures["tnr"] = metrics.recall_score(human, judge, pos_label=0)
    counts = metrics.confusion_matrix(human, judge, labels=labels).ravel().tolist()
    return {"labels": k, "counts": counts, "figures": {name: float(value) for name, value in figures.items()}}


def raters(k, items, people, gap):
    truth = generator.integers(0, k, items)
    ratings = numpy.where(generator.random((people, items)) < 0.4, generator.integers(0, k, (people, items)), truth)
    ratings = ratings.astype(float)
    ratings[generator.random((people, items)) < gap] = numpy.nan
    return {
        "labels": k,
        "ratings": [[None if numpy.isnan(x) else int(x) for x in row] for row in ratings],
        "alpha": {
            level: krippendorff.alpha(ratings, level_of_measurement=level, value_domain=list(range(k)))
            for level in ("nominal", "ordinal", "interval")
        },
    }


result = {
    "versions": {
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "scikit-learn": sklearn.__version__,
        "statsmodels": statsmodels.__version__,
        "krippendorff": importlib.metadata.version("krippendorff"),
    },
    "judges": [case(k, n, noise) for k in (2, 3, 5) for n, noise in ((30, 0.4), (400, 0.7), (5000, 0.2))],
    "humans": [raters(2, 40, 3, 0.1), raters(5, 60, 20, 0.5), raters(4, 25, 4, 0.0)],
}
with open("agreement_reference.json", "w") as file:
    json.dump(result, file, indent=1)
    file.write("\n")
