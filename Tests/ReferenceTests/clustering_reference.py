"""Writes clustering_reference.json: figures of scikit-learn, SciPy and NumPy that Clustering must equal.

Run: python clustering_reference.py
"""
import json
from pathlib import Path

import numpy
import scipy
import sklearn
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn import metrics
from sklearn.cluster import KMeans

random = numpy.random.default_rng(20240607)


def on_grid(values):
    """Multiples of 1/64: exact as a 32-bit number and short as text."""
    return numpy.round(values * 64) / 64


centres = random.normal(size=(7, 5)) * 3
truth = random.integers(0, 7, size=140)
points = on_grid(centres[truth] + random.normal(size=(140, 5)) * 1.2)
weights = random.integers(1, 5, size=140)
start_rows = [int(row) for row in random.permutation(140)[:6]]


def k_means(sample_weight):
    model = KMeans(6, init=points[start_rows], n_init=1, tol=0, max_iter=300, algorithm="lloyd")
    model.fit(points, sample_weight=sample_weight)
    return {
        "weights": None if sample_weight is None else sample_weight.tolist(),
        "inertia": model.inertia_,
        "assignments": model.labels_.tolist(),
        "centroids": model.cluster_centers_.ravel().tolist(),
    }


def merges(method, metric):
    tree = linkage(points, method=method, metric=metric)
    return {
        "linkage": method,
        "metric": metric,
        "first": [int(v) for v in tree[:, 0]],
        "second": [int(v) for v in tree[:, 1]],
        "heights": tree[:, 2].tolist(),
        "sizes": [int(v) for v in tree[:, 3]],
        "cutIntoNine": fcluster(tree, 9, criterion="maxclust").tolist(),
    }


def agreement(first, second):
    return {
        "truth": [int(v) for v in first],
        "found": [int(v) for v in second],
        "adjustedRandIndex": metrics.adjusted_rand_score(first, second),
        "homogeneity": metrics.homogeneity_score(first, second),
        "completeness": metrics.completeness_score(first, second),
        "vMeasure": metrics.v_measure_score(first, second),
        "normalisedMutualInformation": metrics.normalized_mutual_info_score(first, second),
        "adjustedMutualInformation": metrics.adjusted_mutual_info_score(first, second),
    }


def silhouettes(metric):
    return {
        "metric": metric,
        "values": metrics.silhouette_samples(points, truth, metric=metric).tolist(),
        "mean": metrics.silhouette_score(points, truth, metric=metric),
    }


plain = k_means(None)
sparse = on_grid(random.normal(size=(120, 70)) * (random.random((120, 70)) < 0.1))
figures = {
    "versions": {
        "numpy": numpy.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "rowCount": 140,
    "columnCount": 5,
    "points": points.ravel().tolist(),
    "truth": [int(v) for v in truth],
    "startRows": start_rows,
    "kMeans": [plain, k_means(weights)],
    "dendrograms": [
        merges("average", "euclidean"), merges("complete", "euclidean"), merges("ward", "euclidean"),
        merges("average", "cosine"), merges("complete", "cosine")],
    "silhouettes": [silhouettes("euclidean"), silhouettes("cosine")],
    "agreements": [
        agreement(truth, plain["assignments"]),
        agreement(truth, random.permutation(truth)),
        agreement(numpy.arange(140) // 3, truth),
        agreement(truth, numpy.zeros(140, dtype=int)),
        agreement(numpy.arange(140), truth)],
    "sparseRowCount": 120,
    "sparseColumnCount": 70,
    "sparse": sparse.ravel().tolist(),
    "singularValues": numpy.linalg.svd(sparse, compute_uv=False).tolist(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
