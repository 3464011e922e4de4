"""Holds the published JSON Schema against the samples: each valid one validates, each broken one does not.

Usage: python EvaluatorSchemaCheck.py SCHEMA SAMPLES; exits with 3 where jsonschema or PyYAML is not installed.
Made with jsonschema 4.23.0 and PyYAML 6.0.2.
"""

import pathlib
import sys

try:
    import json

    import jsonschema
    import yaml
except ImportError:
    sys.exit(3)

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
samples = pathlib.Path(sys.argv[2])
wrong = []
for path in sorted(samples.glob("valid/*.yaml")):
    errors = list(validator.iter_errors(yaml.safe_load(path.read_text())))
    wrong += [f"{path.name}: {error.message}" for error in errors]
for path in sorted(samples.glob("broken/*.yaml")):
    if validator.is_valid(yaml.safe_load(path.read_text())):
        wrong.append(f"{path.name}: validates")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
