#!/usr/bin/env bash
# chdb 4.4.0 (PyPI; ClickHouse 26.9.2.1): a column of the result that has the name of a column it is made of.
#
# One would guess: WHERE and GROUP BY look at the rows as they are in the table, before SELECT makes
# anything of them; so says the standard, and so do DuckDB and Spark.
# Seen: both take the new column. `substring(site, 1, 3) AS site … WHERE site = '3号公寓'` finds nothing, and
# `… GROUP BY site` makes one group of two places. No error, no warning; with the setting
# prefer_column_name_to_alias both are as guessed.
# Why it matters here: a query that shortens or masks a name under the same name gives other sums in one of
# three engines. Ours never use the name of a column for anything else.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'chdb==4.4.0' 'duckdb==2.0.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import json

import chdb
import duckdb

TABLE = "(select '3号公寓东侧' as site, 2 as found union all select '3号公寓西侧' as site, 3 as found)"
ONE = f"select substring(site, 1, 4) as site, found from {TABLE} t where site = '3号公寓东侧'"
TWO = f"select substring(site, 1, 4) as site, sum(found) as all_found from {TABLE} t group by site order by all_found"


def clickhouse(query, settings=""):
    text = str(chdb.query(query.replace("substring", "substringUTF8") + settings, "JSONCompactEachRow"))
    return [tuple(json.loads(line)) for line in text.splitlines()]


def duck(query):
    return duckdb.sql(query).fetchall()


assert duck(ONE) == [("3号公寓", 2)], duck(ONE)
assert duck(TWO) == [("3号公寓", 2), ("3号公寓", 3)], duck(TWO)
print("WHERE", clickhouse(ONE), "GROUP BY", clickhouse(TWO))
assert clickhouse(ONE) == []
assert clickhouse(TWO) == [("3号公寓", 5)]
setting = " settings prefer_column_name_to_alias = 1"
assert clickhouse(ONE, setting) == [("3号公寓", 2)]
assert clickhouse(TWO, setting) == [("3号公寓", 2), ("3号公寓", 3)]
PYTHON
