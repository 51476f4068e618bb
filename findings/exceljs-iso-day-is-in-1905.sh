#!/usr/bin/env bash
# exceljs 4.4.0 (npm), on a workbook of openpyxl 3.1.5 (PyPI) with iso_dates: days written as words.
#
# One would guess: a cell of the type d (ISO 29500 part 1, 18.18.11), which holds 2027-02-05 as it is, is that day, or
# is left alone as a text.
# Seen: it is 19 July 1905. The reading stops at the first hyphen, and 2027 is taken for the number of the day; an
# hour, 20:00:00, is 19 January 1900. Every day of one year is the same day. No error, no warning; pandas reads all.
# Why it matters here: the result is a date like any other, and a whole rota becomes one day of 1905. Ours reads the
# type d.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'openpyxl==3.1.5'
cd "$folder"
npm install --silent --no-fund --no-audit 'exceljs@4.4.0' >/dev/null
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

import openpyxl

workbook = openpyxl.Workbook()
workbook.iso_dates = True
for row in ((datetime.date(2027, 2, 5), datetime.time(20)), (datetime.date(2027, 12, 31), datetime.time(8))):
    workbook.active.append(row)
workbook.save("rota.xlsx")
read = [[cell.value for cell in row] for row in openpyxl.load_workbook("rota.xlsx").active]
assert read == [[datetime.date(2027, 2, 5), datetime.time(20)], [datetime.date(2027, 12, 31), datetime.time(8)]], read
PYTHON
node - <<'NODE'
const assert = require('assert');
const { Workbook } = require('exceljs');
(async () => {
    const workbook = await new Workbook().xlsx.readFile('rota.xlsx');
    const seen = [];
    workbook.worksheets[0].eachRow((row) => seen.push(row.values.slice(1).map((day) => day.toISOString().slice(0, 10))));
    console.log(seen);
    assert.deepEqual(seen, [['1905-07-19', '1900-01-19'], ['1905-07-19', '1900-01-07']]);
})();
NODE
