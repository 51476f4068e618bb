#!/usr/bin/env bash
# pandas 3.1.1 (PyPI; with lxml 6.1.3): cells of a web table that hold several numbers.
#
# One would guess: read_html leaves 1,2 as it stands, as read_csv and read_excel do; at most 1,234 with its three
# digits is taken for one number.
# Seen: commas go, wherever they stand: posts 1,2 become 12, the days 5,6,7 become 567, and the extensions
# 8000,8001 the number 80008001. No warning; a single cell with a word in it, 1,3层, keeps its whole column as it
# is. thousands=None mends it.
# Why it matters here: what office systems call .xls is often a web table, and its cells list posts, days and
# telephones so. Ours takes the words of a cell as they stand and says what of them it left out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pandas==3.1.1' 'lxml==6.1.3'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io

import pandas

ROWS = (("姓名", "岗位", "值班日", "分机", "楼层"), ("甲", "1,2", "5,6,7", "8000,8001", "1,3层"))
ROWS += (("乙", "3", "8", "8002", "2"),)
TABLE = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in ROWS)


def first(**more):
    seen = pandas.read_html(io.StringIO(f"<table>{TABLE}</table>"), header=0, **more)[0].values.tolist()[0]
    print(more, seen)
    return seen


assert first() == ["甲", 12, 567, 80008001, "1,3层"]
assert first(thousands=None) == list(ROWS[1])
lines = "\n".join(";".join(row) for row in ROWS)
assert pandas.read_csv(io.StringIO(lines), sep=";").values.tolist()[0] == list(ROWS[1])
PYTHON
