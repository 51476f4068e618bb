#!/usr/bin/env bash
# python-dateutil 4.0.0 (PyPI; also below pandas 3.1.1): a watch from 8:00 to 16:00.
#
# One would guess: 8:00-16:00 is refused, as 8:00~16:00 and 20:00—24:00 are: two hours are not a moment. A zone sixteen
# hours behind Greenwich there is none; the last on the map is twelve.
# Seen: it is 8:00 in just such a zone, with the strict parse, too, and pandas.to_datetime takes it. 2027-02-05
# 8:00-16:00 is 00:00 of 6 February in Greenwich, so that in the time of China the day watch begins on the morning of the
# next day, at the same hour.
# Why it matters here: this is how watches are written, and a column of them becomes a column of moments without a
# complaint. Ours takes both hours as those of the shift, and says so of a shift that the post does not have.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-dateutil==4.0.0' 'pandas==3.1.1' \
    'tzdata==2026.6'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from zoneinfo import ZoneInfo

import dateutil.parser
import pandas


def read(words):
    try:
        moment = dateutil.parser.parse(words)
        seen = f"{moment:%Y-%m-%d %H:%M} {moment.utcoffset()}"
    except dateutil.parser.ParserError:
        seen = None
    print(words, seen)
    return seen


WATCH = "2027-02-05 8:00-16:00"
assert read("2027-02-05 8:00~16:00") is None
assert read("2027-02-05 20:00—24:00") is None
assert read(WATCH) == "2027-02-05 08:00 -1 day, 8:00:00"
here = dateutil.parser.parse(WATCH).astimezone(ZoneInfo("Asia/Shanghai"))
assert f"{here:%Y-%m-%d %H:%M}" == "2027-02-06 08:00", here
column = pandas.to_datetime(pandas.Series([WATCH, "2027-02-06 8:00-16:00"]))
print(column)
assert str(column[0]) == "2027-02-05 08:00:00-16:00"
PYTHON
