#!/usr/bin/env bash
# duckdb 2.0.1 (PyPI): a fraction of JSON in a column declared as BIGINT.
#
# One would guess: a column declared as whole numbers refuses 2.5, as it refuses "x" (an error that names
# file and line); at the worst it rounds as round() does.
# Seen: it rounds in silence, and halves go to the even number: 0.5 is 0, 1.5 and 2.5 are 2, while
# round(2.5) is 3. Three mines with 0.5, 2.5 and 4.5 have 6 together instead of 7.5. true becomes 1, too.
# Why it matters here: hours, money and shares of a day. One mine that writes halves in a column the others
# fill with whole numbers loses them without a word. Money and hours of ours are never declared whole:
# minutes are whole by themselves, amounts are DECIMAL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'duckdb==2.0.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb


def read(*values):
    with open("hours.jsonl", "w", encoding="utf-8") as file:
        file.writelines(f'{{"hours":{value}}}\n' for value in values)
    query = "select hours from read_json('hours.jsonl', format = 'newline_delimited', columns = {hours: 'BIGINT'})"
    return [row[0] for row in duckdb.sql(query).fetchall()]


halves = read(0.5, 1.5, 2.5, 4.5)
print(halves)
assert halves == [0, 2, 2, 4], halves
assert duckdb.sql("select round(2.5)").fetchall() == [(3,)]
assert read("true", '"3"') == [1, 3]
try:
    read('"x"')
    raise SystemExit('"x" was taken')
except duckdb.InvalidInputException as error:
    print(str(error)[:80])
PYTHON
