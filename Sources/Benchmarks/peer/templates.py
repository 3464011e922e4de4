"""Grouping accuracy of templates: Drain3 and faultline on the same lines, in the same run.

    pip install drain3==0.9.11
    python3 templates.py FOLDER FAULTLINE

FOLDER holds LogHub samples (`<System>_2k.log_structured.csv` with columns Content and EventId, at any depth).
`faultline templates FILE` must print the template of each line of FILE, a line each. A message is right when
the messages of its group are exactly those of its true group (Zhu et al. 2019, doi:10.1109/ICSE-SEIP.2019.00021).
Drain3 runs with its own settings and masks for addresses, hexadecimal and decimal numbers.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

WORD = (r"((?<=[^A-Za-z0-9])|^)(", r")((?=[^A-Za-z0-9])|$)")
MASKS = [
    (r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(:\d+)?", "IP"),
    (r"0x[a-fA-F0-9]+|[0-9a-f]{8,}", "HEX"),
    (r"[\-\+]?\d+", "NUM"),
]


def drain3_groups(lines):
    config = TemplateMinerConfig()
    config.profiling_enabled = False
    config.masking_instructions = [MaskingInstruction(WORD[0] + mask + WORD[1], name) for mask, name in MASKS]
    miner = TemplateMiner(config=config)
    return [miner.add_log_message(line)["cluster_id"] for line in lines]


def faultline_groups(lines, program):
    with tempfile.NamedTemporaryFile("w", suffix=".log", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))
        file.flush()
        run = subprocess.run([program, "templates", file.name], capture_output=True, text=True, check=True)
    groups = run.stdout.splitlines()
    if len(groups) != len(lines):
        sys.exit(f"{len(groups)} templates for {len(lines)} lines")
    return groups


def accuracy(found, true):
    def members(labels):
        groups = {}
        for index, label in enumerate(labels):
            groups.setdefault(label, []).append(index)
        return {tuple(group) for group in groups.values()}

    right = members(true)
    return sum(len(group) for group in members(found) if group in right) / len(true)


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    rows = []
    for path in sorted(folder.rglob("*_structured.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.DictReader(file))
        lines = [" ".join(record["Content"].splitlines()) for record in records]
        true = [record["EventId"] for record in records]
        row = {"system": path.name.split("_")[0], "lines": len(lines), "true_groups": len(set(true))}
        for name, groups in (("drain3", drain3_groups), ("faultline", lambda x: faultline_groups(x, program))):
            start = time.perf_counter()
            row[name] = round(accuracy(groups(lines), true), 4)
            row[name + "_seconds"] = round(time.perf_counter() - start, 3)
        rows.append(row)
        print(json.dumps(row))
    if rows:
        means = {name: round(sum(row[name] for row in rows) / len(rows), 4) for name in ("drain3", "faultline")}
        print(json.dumps({"system": "mean", "systems": len(rows), **means}))


if __name__ == "__main__":
    main()
