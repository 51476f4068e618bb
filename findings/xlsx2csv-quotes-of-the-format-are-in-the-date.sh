#!/usr/bin/env bash
# xlsx2csv 0.8.6 (PyPI): a day with the format yyyy"年"m"月"d"日".
#
# One would guess: the CSV has what Excel shows, 2027年2月5日, or 2027-02-05.
# Seen: the cell is 2027"年"02"月"05"日": the quotes round the signs of the format are written out with them, and
# doubled for the CSV as quotes of a cell are. The same in m"月"d"日". With the format yyyy-mm-dd, and with
# --dateformat, days are as guessed.
# Why it matters here: this is how a date is shown in Chinese, no reader of dates knows such a thing, and who looks
# for 2月5日 finds nothing. Ours takes the day itself, whatever its format.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'xlsx2csv==0.8.6' 'openpyxl==3.1.5'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import csv
import datetime
import io

import openpyxl
from xlsx2csv import Xlsx2csv

DAY = datetime.date(2027, 2, 5)
FORMATS = ("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', 'm"月"d"日"')
workbook = openpyxl.Workbook()
for place, words in enumerate(FORMATS, 1):
    workbook.active.cell(1, place, DAY).number_format = words
workbook.save("rota.xlsx")


def read(**more):
    written = io.StringIO()
    Xlsx2csv("rota.xlsx", **more).convert(written)
    print(more, written.getvalue().strip())
    return next(csv.reader([written.getvalue().strip()]))


assert read() == ["2027-02-05", '2027"年"02"月"05"日"', '02"月"05"日"']
assert read(dateformat="%Y-%m-%d")[1:3] == ["2027-02-05"] * 2
PYTHON
