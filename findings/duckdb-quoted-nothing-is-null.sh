#!/usr/bin/env bash
# duckdb 2.0.1 (PyPI): an empty text in a CSV file.
#
# One would guess: a,"",1 holds a text without words and a,,1 holds nothing, as PostgreSQL's COPY reads and
# writes them; what DuckDB writes by COPY … TO it reads back the same.
# Seen: it writes "" for the empty text and nothing for NULL, and reads both as NULL: two different values go
# out, one comes back. No error, no warning; allow_quoted_nulls = false mends it.
# Why it matters here: "nothing happened" and "nobody wrote what happened" are two things in a report.
# WHERE remark = '' finds nobody, and a sum over those who answered loses some. Read our tables as JSON
# lines, or with that setting.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'duckdb==2.0.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb

duckdb.sql("create table told as select * from (values (1, ''), (2, null), (3, '停电')) t(id, words)")
duckdb.sql("copy told to 'told.csv' (header)")
text = open("told.csv", encoding="utf-8").read()
print(text)
assert text == 'id,words\n1,""\n2,\n3,停电\n', repr(text)


def read(more=""):
    columns = "columns = {id: 'BIGINT', words: 'VARCHAR'}, header = true"
    return duckdb.sql(f"select words from read_csv('told.csv', {columns}{more}) order by id").fetchall()


assert read() == [(None,), (None,), ("停电",)], read()
assert read(", allow_quoted_nulls = false") == [("",), (None,), ("停电",)]
PYTHON
