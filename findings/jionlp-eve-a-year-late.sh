#!/usr/bin/env bash
# jionlp 1.5.31 (PyPI): Chinese words for time, read as seen from a given day.
#
# One would guess: on 1 February 2027, 大年三十, 除夕 and 腊月二十九 are four days off (5 February), since
# 春节 and 大年初一 of the same sentence are 6 February.
# Seen: 春节 and 大年初一 are 2027-02-06, but the three names of the day before are 2028-01-25, a year
# late: the month 腊月 is looked for in the lunar year that begins after it.
# Why it matters here: leave and rotas are written in these words, and only in the weeks before the
# festival. A rota read so loses its most important night without a complaint. Ours takes a lunar day
# from the season that the workbook is for, never from the year of the clock.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'jionlp==1.5.31'
"$folder/venv/bin/python" - <<'PYTHON'
import contextlib, io, time

with contextlib.redirect_stdout(io.StringIO()):
    import jionlp

seen_from = time.mktime((2027, 2, 1, 9, 0, 0, 0, 0, -1))


def day(words):
    return jionlp.parse_time(words, time_base=seen_from)["time"][0][:10]


read = {words: day(words) for words in ("春节", "大年初一", "大年三十", "除夕", "腊月二十九")}
for words, found in read.items():
    print(words, found)
assert read["春节"] == read["大年初一"] == "2027-02-06", read
assert {read[eve] for eve in ("大年三十", "除夕", "腊月二十九")} == {"2028-01-25"}, read
PYTHON
