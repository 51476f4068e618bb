#!/usr/bin/env bash
# python-dateutil 4.0.0 (PyPI), parse with fuzzy=True: a day in Chinese, with its year.
#
# One would guess: 2027年2月5日 is 5 February 2027, as 2027 年 2 月 5 日 with spaces and 2027/2/5 are: 年, 月 and 日 are
# passed over.
# Seen: it is 5 February of the year it is read in: the 2027 that stands there is dropped, and fuzzy_with_tokens does
# not name it among what was passed over. Where a number of one or two digits follows, that is the year:
# 2027年2月5日20时 is in 2020, 2027年2月5日第3组 in 2003. No error, no warning.
# Why it matters here: a rota made in 2026 for 2027 is read a year early, and one read in the year it is for comes out
# right, so that no test shows it. Ours reads the year that is written, and says which words it does not understand.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'python-dateutil==4.0.0'
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

import dateutil.parser


def read(words, year=2026):
    """The day, as seen on the first of January of a year."""
    clock = datetime.datetime(year, 1, 1)
    moment, passed_over = dateutil.parser.parse(words, fuzzy_with_tokens=True, default=clock)
    assert moment == dateutil.parser.parse(words, fuzzy=True, default=clock)
    print(year, words, moment, passed_over)
    assert "2027" not in "".join(passed_over)
    return f"{moment:%Y-%m-%d}"


assert read("2027/2/5") == read("2027 年 2 月 5 日") == "2027-02-05"
assert [read("2027年2月5日", year) for year in (2026, 2027, 1985)] == ["2026-02-05", "2027-02-05", "1985-02-05"]
assert read("2027年2月5日20时") == "2020-02-05"
assert read("2027年2月5日第3组") == "2003-02-05"
this_year = datetime.date.today().year
assert dateutil.parser.parse("2027年12月25日", fuzzy=True).date() == datetime.date(this_year, 12, 25)
PYTHON
