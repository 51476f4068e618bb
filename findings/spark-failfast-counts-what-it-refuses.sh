#!/usr/bin/env bash
# pyspark 4.3.0 (PyPI; needs a Java runtime of 17 or later): mode FAILFAST on JSON lines with a written schema.
#
# One would guess: FAILFAST ends a query over a file with a row that does not fit its schema, whichever query
# it is; that is what one chooses it for.
# Seen: only queries that read the column fail. count(*) and count(id) pass, and count the row that sum(hours)
# refuses: whether a row is there depends on what is asked of it. Under the mode that is the default its value
# is NULL, and nothing ever says so.
# Why it matters here: "how many rows came" is the usual check of what a mine sent. Ours compares rows, and
# figures of every column that is summed with those the mine counted itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pyspark==4.3.0'
cd "$folder"
printf '%s\n' '{"id":"1","hours":1}' '{"id":"2","hours":2.5}' >served.jsonl
"$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
from pyspark.sql import SparkSession

made = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
spark = made.config("spark.log.level", "OFF").getOrCreate()


def asked(mode, what):
    spark.sql(
        "create or replace temporary view served (id string, hours bigint) "
        f"using json options (path 'served.jsonl', mode '{mode}')")
    try:
        return spark.sql(f"select {what} from served").collect()[0][0]
    except Exception as error:
        return type(error).__name__


seen = {what: asked("FAILFAST", what) for what in ("count(*)", "count(id)", "count(hours)", "sum(hours)")}
print(seen)
assert seen["count(*)"] == 2 and seen["count(id)"] == 2, seen
assert isinstance(seen["sum(hours)"], str) and isinstance(seen["count(hours)"], str), seen
assert asked("PERMISSIVE", "sum(hours)") == 1 and asked("PERMISSIVE", "count(*)") == 2
PYTHON
