#!/usr/bin/env bash
# jionlp 1.5.31 (PyPI): hours of the next day in Chinese.
#
# One would guess: 明早8点 is tomorrow, as 明天8点 and 明晚8点 are, and 今晚20点到明早8点 is twelve hours.
# Seen: 明早8点 and 明晨6点 are this morning. So 今晚20点到明早8点 is a valid span (`time_span`) that ends
# twelve hours before it begins; with 明天早上8点 it is right.
# Why it matters here: a night shift is written just so, and so is "to be put right by tomorrow
# morning". In ours a term is a date, never a word, and a leave or a term that ends before it begins is
# told.
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


def read(words):
    found = jionlp.parse_time(words, time_base=seen_from)
    moments = [moment[:16] for moment in found["time"]]
    print(words, found["type"], *moments)
    return found["type"], moments


assert read("明天8点")[1][0] == "2027-02-02 08:00"
assert read("明晚8点")[1][0] == "2027-02-02 20:00"
assert read("明早8点")[1][0] == "2027-02-01 08:00"
assert read("明晨6点")[1][0] == "2027-02-01 06:00"
assert read("今晚20点到明天早上8点") == ("time_span", ["2027-02-01 20:00", "2027-02-02 08:00"])
assert read("今晚20点到明早8点") == ("time_span", ["2027-02-01 20:00", "2027-02-01 08:00"])
PYTHON
