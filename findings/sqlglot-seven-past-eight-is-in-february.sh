#!/usr/bin/env bash
# sqlglot 30.31.0 (PyPI), on DuckDB (duckdb 2.0.1) and ClickHouse (chdb 4.4.0; ClickHouse 26.9.2.1): an hour as text.
#
# One would guess: strftime(t, '%H:%M') of DuckDB becomes a query that gives 20:07 in ClickHouse, too. The signs of such
# a pattern are translated: for Spark it is HH:mm, for MySQL %H:%i, for PostgreSQL HH24:MI, and each of them is right.
# Seen: it gives 20:February. For ClickHouse the pattern is left as it is, and there %M is the name of the month, the
# minutes are %i. MySQL's %H:%i, which ClickHouse would read right as it stands, is made %H:%M first. No error, no
# warning, with unsupported_level=RAISE neither; the setting formatdatetime_parsedatetime_m_is_month_name = 0 mends it.
# Why it matters here: the figures of many mines are asked for in three engines, by one query. 20:February is what every
# minute of that hour becomes, and a count by the minute one by the hour: 20:07 and 20:41 are one moment. Ours asks in
# words that all three have alike, and formats no hours in SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'sqlglot==30.31.0' 'chdb==4.4.0' 'duckdb==2.0.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json

import chdb
import duckdb
import sqlglot

CALLS = "(select timestamp '2027-02-05 20:07:00' as t union all select timestamp '2027-02-05 20:41:00') c"
DUCKDB = f"select strftime(t, '%H:%M') as clock, count(*) as calls from {CALLS} group by clock order by clock"
MYSQL = f"select date_format(t, '%H:%i') as clock, count(*) as calls from {CALLS} group by clock order by clock"


def translated(query, read, write):
    return sqlglot.transpile(query, read=read, write=write, unsupported_level=sqlglot.ErrorLevel.RAISE)[0]


def clickhouse(query):
    text = str(chdb.query(query, "JSONCompactEachRow"))
    return [(clock, int(calls)) for clock, calls in map(json.loads, text.splitlines())]


RIGHT = [("20:07", 1), ("20:41", 1)]
assert duckdb.sql(DUCKDB).fetchall() == RIGHT
for engine, pattern in [("spark", "'HH:mm'"), ("mysql", "'%H:%i'"), ("postgres", "'HH24:MI'")]:
    assert pattern in translated(DUCKDB, "duckdb", engine), engine
for query, read in [(DUCKDB, "duckdb"), (MYSQL, "mysql")]:
    answer = clickhouse(translated(query, read, "clickhouse"))
    print("from", read, answer)
    assert answer == [("20:February", 2)], answer
setting = " settings formatdatetime_parsedatetime_m_is_month_name = 0"
assert clickhouse(translated(DUCKDB, "duckdb", "clickhouse") + setting) == RIGHT
assert duckdb.sql(translated(MYSQL, "mysql", "duckdb")).fetchall() == RIGHT
PYTHON
