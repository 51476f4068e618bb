#!/usr/bin/env bash
# zhdate 0.1 (PyPI): the lunar day of a moment.
#
# One would guess: ZhDate.from_datetime takes a moment, and its hour changes nothing, as on any other day.
# Seen: on the last day of a lunar year only 00:00 is understood. All the day after it there is a TypeError, out of
# range "or the day does not exist" (日期不存在), and ZhDate.today(), which asks for now, fails from morning to midnight.
# No other day of ten years has it.
# Why it matters here: the one day on which somebody will ask is the one on which there is no answer, and a test made on
# any other day passes. Ours takes days apart from hours, and has a test with every eve from 2025 on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'zhdate==0.1'
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

from zhdate import ZhDate


def read(moment):
    try:
        return str(ZhDate.from_datetime(moment))
    except TypeError as error:
        return type(error).__name__


eve = datetime.datetime(2027, 2, 5)
seen = [read(eve + datetime.timedelta(hours=hours)) for hours in (-4, 0, 1, 20, 24, 44)]
print(seen)
assert seen == ["农历2026年12月28日", "农历2026年12月29日", "TypeError", "TypeError", "农历2027年1月1日", "农历2027年1月1日"]
noons = (datetime.datetime(2020, 1, 1, 12) + datetime.timedelta(days=days) for days in range(3653))
missing = [noon for noon in noons if read(noon) == "TypeError"]
print(*(f"{noon:%Y-%m-%d}" for noon in missing))
eves = [noon for noon in missing if read(noon.replace(hour=0) + datetime.timedelta(days=1)).endswith("年1月1日")]
assert len(missing) == 10 and eves == missing, missing
PYTHON
