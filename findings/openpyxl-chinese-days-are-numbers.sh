#!/usr/bin/env bash
# openpyxl 3.1.5 (PyPI; also below pandas 3.1.1): a day shown as 2027年2月5日 by Excel's own format.
#
# One would guess: a cell is a date whichever of Excel's built-in date formats it has; 31 (2027年2月5日), 57 (2027年2月)
# and 58 (2月5日) are in the list of ECMA-376 part 1, 18.8.30 for zh-cn as 14 is in the one for everybody.
# Seen: with 14 it is 2027-02-05; with 27, 28, 31, 57 and 58 it is 46423, with the format General, and so it is for
# pandas. No warning; python-calamine 0.9.1 reads them all.
# Why it matters here: these are on the list that a Chinese Excel offers for dates, and of such a format the file holds
# the number alone. Every day of a rota becomes a number. Ours reads them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'openpyxl==3.1.5' 'pandas==3.1.1' \
    'python-calamine==0.9.1' 'xlsxwriter==3.3.1'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime

import openpyxl
import pandas
import xlsxwriter

DAY = datetime.datetime(2027, 2, 5)
FORMATS = (14, 27, 28, 31, 57, 58)
workbook = xlsxwriter.Workbook("rota.xlsx")
sheet = workbook.add_worksheet()
for place, number in enumerate(FORMATS):
    sheet.write_datetime(0, place, DAY, workbook.add_format({"num_format": number}))
workbook.close()


def read(engine):
    seen = pandas.read_excel("rota.xlsx", header=None, engine=engine).values.tolist()[0]
    print(engine, seen)
    return seen


assert read("calamine") == [DAY] * 6
assert read("openpyxl") == [DAY] + [46423] * 5
cells = openpyxl.load_workbook("rota.xlsx").active[1]
assert [cell.value for cell in cells] == [DAY] + [46423] * 5
assert [cell.number_format for cell in cells] == ["mm-dd-yy"] + ["General"] * 5
PYTHON
