"""What a data scientist would write: TF-IDF of the failed traces, SVD, k-means, Ward merging to the true number.

Usage: cluster.py TRACES.jsonl TRUTH.csv ASSIGNMENTS.csv
Prints one JSON object: seconds, peak_bytes, failures. Needs scikit-learn.
"""

import csv
import json
import resource
import sys
import time


def text(trace):
    parts = []
    for message in trace["messages"]:
        content = message.get("content")
        if isinstance(content, list):
            content = " ".join(part.get("text", "") for part in content if isinstance(part, dict))
        parts.append(content or "")
        for call in message.get("tool_calls") or []:
            parts.append(call["function"]["name"])
            parts.append(str(call["function"].get("arguments", "")))
    return "\n".join(parts)


def main(traces, truth, out):
    start = time.perf_counter()
    from sklearn.cluster import AgglomerativeClustering, KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    with open(truth) as file:
        mode_count = len({row["mode"] for row in csv.DictReader(file) if row["mode"]})
    ids, texts = [], []
    with open(traces) as file:
        for line in file:
            trace = json.loads(line)
            if (trace.get("outcome") or {}).get("passed") is False:
                ids.append(trace["id"])
                texts.append(text(trace))
    terms = TfidfVectorizer(min_df=3, max_df=0.5, sublinear_tf=True).fit_transform(texts)
    points = normalize(TruncatedSVD(128, random_state=0).fit_transform(terms))
    small = KMeans(3 * mode_count, n_init=1, random_state=0).fit(points)
    merged = AgglomerativeClustering(mode_count, linkage="ward").fit_predict(small.cluster_centers_)
    with open(out, "w") as file:
        file.write("trace_id,signature_id\n")
        for trace_id, label in zip(ids, small.labels_):
            file.write(f"{trace_id},{merged[label]}\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": time.perf_counter() - start, "peak_bytes": peak, "failures": len(ids)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
