#!/usr/bin/env bash
# chdb 4.4.0 (PyPI; ClickHouse 26.9.2.1): null of JSON in a column declared as Date.
#
# One would guess: a column that may not be null refuses a null, as an INSERT of NULL into a NOT NULL column
# does in any database; a missing key is an error, too.
# Seen: null and a missing key both become the type's zero: 1970-01-01, 0, the empty text. No error, no
# warning, and the setting input_format_null_as_default = 0, meant to refuse it, changes nothing here.
# Why it matters here: a hazard nobody has closed is closed in 1970, before it was found, and counts as
# closed wherever somebody asks whether there is a closing day. Our tables are declared Nullable, column
# by column.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'chdb==4.4.0'
cd "$folder"
printf '%s\n' '{"id":"1","closed_on":"2027-02-05","late":3}' '{"id":"2","closed_on":null,"late":null}' \
    '{"id":"3"}' >hazards.jsonl
"$folder/venv/bin/python" - <<'PYTHON'
import json

import chdb


def read(columns, settings=""):
    query = f"select * from file('hazards.jsonl', 'JSONEachRow', '{columns}') order by id {settings}"
    text = str(chdb.query(query, "JSONCompactEachRow"))
    return [tuple(json.loads(line)) for line in text.splitlines()]


rows = read("id String, closed_on Date, late Int64")
print(rows)
assert rows == [("1", "2027-02-05", 3), ("2", "1970-01-01", 0), ("3", "1970-01-01", 0)], rows
rows = read("id String, closed_on Nullable(Date), late Nullable(Int64)")
assert rows == [("1", "2027-02-05", 3), ("2", None, None), ("3", None, None)], rows
strict = "settings input_format_null_as_default = 0"
rows = read("id String, closed_on Date, late Int64", strict)
assert rows == [("1", "2027-02-05", 3), ("2", "1970-01-01", 0), ("3", "1970-01-01", 0)], rows
PYTHON
