#!/usr/bin/env bash
# duckdb 2.0.1 (PyPI), handed to polars 2.1.0 and pyarrow 26.0.1: the hour 24:00 of a column of hours (TIME).
#
# One would guess: what DuckDB takes for an hour, and counts with (from 20:00 to 24:00 are 4 hours), is an hour to
# whoever gets the table, or the handing over fails.
# Seen: .pl() has null, .to_arrow_table() has 00:00, and by way of a Parquet file it is the same; only rows from
# fetchall keep it, as the text '24:00:00' among hours. No error, no warning.
# Why it matters here: the end of a day is the end of a watch. In one of these tables nobody knows when it ends, in the
# other it ends twenty hours before it begins. Hours in our tables are those of a clock, which has no 24:00, and
# watches have a name there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'duckdb==2.0.1' 'polars==2.1.0' 'pyarrow==26.0.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import time

import duckdb
import polars
import pyarrow.parquet

ROTA = "from (values (TIME '20:00:00', TIME '24:00:00'), (TIME '08:00:00', TIME '20:00:00')) rota(first, last)"
hours = duckdb.sql(f"select date_diff('hour', first, last) {ROTA}").fetchall()
assert hours == [(4,), (12,)], hours
rows = duckdb.sql(ROTA).fetchall()
frame = duckdb.sql(ROTA).pl()["last"].to_list()
arrow = duckdb.sql(ROTA).to_arrow_table()["last"].to_pylist()
print(rows, frame, arrow)
assert rows == [(time(20), "24:00:00"), (time(8), time(20))]
assert frame == [None, time(20)]
assert arrow == [time(0), time(20)]
duckdb.sql(f"copy (select * {ROTA}) to 'rota.parquet'")
assert polars.read_parquet("rota.parquet")["last"].to_list() == frame
assert pyarrow.parquet.read_table("rota.parquet")["last"].to_pylist() == arrow
PYTHON
