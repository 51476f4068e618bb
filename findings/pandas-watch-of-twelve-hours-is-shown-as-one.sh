#!/usr/bin/env bash
# pandas 3.1.1 (PyPI; with openpyxl 3.1.5 and xlsxwriter 3.3.1): lengths of time in a workbook.
#
# One would guess: to_excel writes twelve hours so that the workbook shows 12:00, as openpyxl does with the same length
# by itself ([hh]:mm:ss), or 0.5 as the part of a day; at the worst as text.
# Seen: the cell holds 0.5 with the format 0, which shows whole numbers only: 20:00 to 8:00 is 1, a watch of 8 hours is
# 0, one of 24 hours 1 as well. Both engines do so; xlsx 0.18.5 (npm) shows the cells as Excel does. No error, no
# warning; days have a format that can be set (datetime_format), lengths have none.
# Why it matters here: ends less begins is the first thing anybody works out from a rota, and a 1 in that column is a
# number like any other. Whoever types the shown column off has 2 for 44 hours. Ours writes lengths as a number of hours
# or of minutes, and says which above the column.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pandas==3.1.1' 'openpyxl==3.1.5' 'xlsxwriter==3.3.1'
cd "$folder"
npm install --silent --no-fund --no-audit 'xlsx@0.18.5' >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

import openpyxl
import pandas

begins = pandas.to_datetime(["2027-02-05 20:00", "2027-02-05 08:00", "2027-02-06 08:00"])
ends = pandas.to_datetime(["2027-02-06 08:00", "2027-02-05 16:00", "2027-02-07 08:00"])
watches = pandas.DataFrame({"姓名": ["张三", "李四", "王五"], "时长": ends - begins})
print(watches)
for engine in ("openpyxl", "xlsxwriter"):
    watches.to_excel(f"{engine}.xlsx", index=False, engine=engine)
    cells = [row[1] for row in openpyxl.load_workbook(f"{engine}.xlsx").active.iter_rows(min_row=2)]
    assert [cell.number_format for cell in cells] == ["0"] * 3, cells
    assert [round(cell.value * 24, 6) for cell in cells] == [12, 8, 24], cells

book = openpyxl.Workbook()
for hours in (12, 8, 24):
    book.active.append([None, datetime.timedelta(hours=hours)])
book.active.insert_rows(1)
book.save("by-itself.xlsx")
PYTHON
node - <<'NODE'
const assert = require('assert');
const xlsx = require('xlsx');
const shown = (name) => {
    const sheet = Object.values(xlsx.readFile(name).Sheets)[0];
    const words = ['B2', 'B3', 'B4'].map((place) => sheet[place].w);
    console.log(name, words);
    return words;
};
assert.deepEqual(shown('openpyxl.xlsx'), ['1', '0', '1']);
assert.deepEqual(shown('xlsxwriter.xlsx'), ['1', '0', '1']);
assert.deepEqual(shown('by-itself.xlsx'), ['12:00:00', '08:00:00', '24:00:00']);
NODE
