"""Writes people_reference.json: Fleiss' kappa and Gwet's AC1 of many people with gaps, by irrCAC.

Some items have one label only. Run from this folder with the versions named in the file it writes.
"""

import importlib.metadata
import json

import numpy
import pandas
from irrCAC.raw import CAC

generator = numpy.random.default_rng(6)


def raters(k, items, people, gap):
    truth = generator.choice(k, items, p=generator.dirichlet(numpy.ones(k) * 2))
    ratings = numpy.where(generator.random((people, items)) < 0.4, generator.integers(0, k, (people, items)), truth)
    ratings = ratings.astype(float)
    ratings[generator.random((people, items)) < gap] = numpy.nan
    ratings[1:, :3] = numpy.nan
    frame = pandas.DataFrame(ratings.T).dropna(how="all")
    found = CAC(frame, categories=[float(label) for label in range(k)], digits=12)
    return {
        "labels": k,
        "ratings": [[None if numpy.isnan(x) else int(x) for x in row] for row in ratings],
        "fleiss_kappa": float(found.fleiss()["est"]["coefficient_value"]),
        "gwet_ac1": float(found.gwet()["est"]["coefficient_value"]),
    }


result = {
    "versions": {"numpy": numpy.__version__, "irrCAC": importlib.metadata.version("irrCAC")},
    "humans": [raters(2, 40, 3, 0.3), raters(5, 60, 20, 0.55), raters(3, 25, 4, 0.0)],
}
with open("people_reference.json", "w") as file:
    json.dump(result, file)
    file.write("\n")
