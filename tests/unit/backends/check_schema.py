# SPDX-FileCopyrightText: 2026 The Orgkeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks our schema, and texts against it, with a validator that is not ours.

check_schema.py SCHEMA FILE... prints "schema good", then "NAME accepted" or "NAME rejected" for each.
Ends with 77 where the validator is not installed.
"""

import json
import os
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as text:
    schema = json.load(text)
Draft202012Validator.check_schema(schema)
print("schema good")
validator = Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as text:
        verdict = "accepted" if validator.is_valid(json.load(text)) else "rejected"
    print(os.path.basename(path), verdict)
