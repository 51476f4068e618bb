#!/usr/bin/env bash
# dateparser 1.5.0 (PyPI), language zh: days as a duty list has them.
#
# One would guess: 2月5日 is read like 2027年2月5日, with the year of the day it is seen from; English
# `February 5` is.
# Seen: the day without a year is not read at all (None). The figure 2.5 is: it becomes 5 February.
# Why it matters here: on lists of one season nobody writes the year, and figures with a point stand
# beside the dates. In ours a figure is a day only in a column of days.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
import dateparser

seen_from = {"RELATIVE_BASE": datetime.datetime(2027, 2, 1)}


def day(words, language):
    found = dateparser.parse(words, languages=[language], settings=seen_from)
    print(words, found and found.date())
    return found and str(found.date())


assert day("February 5", "en") == "2027-02-05"
assert day("2027年2月5日", "zh") == "2027-02-05"
assert day("2月5日", "zh") is None
assert day("2.5", "zh") == "2027-02-05"
PYTHON
