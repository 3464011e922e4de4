"""Holds JUnit XML against a schema.

Usage: python junit_check.py SCHEMA FILE; exits with 1 where the file does not follow it, with 3 where lxml is not
installed. Made with lxml 6.
"""

import sys

try:
    from lxml import etree
except ImportError:
    sys.exit(3)

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
schema.validate(etree.parse(sys.argv[2]))
print("\n".join(f"line {error.line}: {error.message}" for error in schema.error_log))
sys.exit(1 if schema.error_log else 0)
