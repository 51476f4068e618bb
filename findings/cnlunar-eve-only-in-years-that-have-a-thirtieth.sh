#!/usr/bin/env bash
# cnlunar 0.2.5 (PyPI): the festivals of a day.
#
# One would guess: the last day of the lunar year is 除夕, whether its month has 29 days or 30;
# lunar_python 1.4.8 has it so.
# Seen: 除夕 stands at the 30th of the twelfth month. Where there is none, as in every year from 2025 to 2029, no day is
# 除夕; of 5 February 2027 the three lists of festivals have only a Buddhist day (华严菩萨诞). In 2023, 2024 and 2030
# it is there.
# Why it matters here: a calendar made and tried in 2024 has lost the night it was made for, five years in a row. In ours
# 除夕 is the day before the first of the first month.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'cnlunar==0.2.5' 'lunar_python==1.4.8'
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

import cnlunar
from lunar_python import Solar

EVES = ((2023, 1, 21), (2024, 2, 9), (2025, 1, 28), (2026, 2, 16), (2027, 2, 5), (2028, 1, 25), (2029, 2, 12))
EVES += ((2030, 2, 2),)


def festivals(day):
    read = cnlunar.Lunar(datetime.datetime(*day, 12))
    named = read.get_legalHolidays(), read.get_otherHolidays(), read.get_otherLunarHolidays()
    print(day, read.lunarDayCn, *named)
    return " ".join(named)


assert all(Solar.fromYmd(*day).getLunar().getFestivals() == ["除夕"] for day in EVES)
assert [day[0] for day in EVES if "除夕" in festivals(day)] == [2023, 2024, 2030]
assert "春节" in festivals((2027, 2, 6))
PYTHON
