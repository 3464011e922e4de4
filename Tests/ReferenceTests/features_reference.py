"""Writes features_reference.json: inverse document frequencies and TF-IDF rows of scikit-learn that Features must equal.

Made with Python 3.11.7, scikit-learn 1.7.2 and NumPy 2.4.6.
"""

import json
import random
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize

random.seed(5)
TERMS = 30
# Few terms are common and many are rare.
documents = [
    sorted({min(TERMS - 1, int(random.paretovariate(0.6)) - 1) for _ in range(random.randint(1, 14))})
    for _ in range(60)
]
counts = np.zeros((len(documents), TERMS))
for row, terms in enumerate(documents):
    counts[row, terms] = 1
idf = TfidfTransformer(smooth_idf=True).fit(counts).idf_
rows = normalize(counts * (idf - 1), norm="l2")
figures = {
    "documents": documents,
    "idf": [round(value, 9) for value in idf],
    "rows": [[round(value, 7) for value in row] for row in rows],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
