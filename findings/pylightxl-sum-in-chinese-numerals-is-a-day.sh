#!/usr/bin/env bash
# pylightxl 1.61 (PyPI), on a workbook of xlsxwriter 3.3.1: numbers shown in Chinese numerals, or in red.
#
# One would guess: a number is read as a number, whatever it looks like; what looks like a day may be read as a day.
# Seen: 500 with the format [DBNum2][$-804]General, which shows 伍佰 and is what a Chinese Excel offers as 中文大写数字,
# is the text 1901/05/14; with [DBNum1], 五百, too. Carbon monoxide of 24 ppm in a format that is red from the limit on,
# [Red][>=24]0;0, is 1900/01/23, and 0 ppm in the same column 1899/12/30. The d of DBNum and of Red is taken for that
# of a day. No error, no warning; [Green] and [DBNum2][$-804]0 are read right, and python-calamine 0.9.1 reads all.
# Why it matters here: sums that are handed out are written in such numerals, and a reading turns red where it matters.
# Ours leaves out of a format what stands in brackets before it looks for a day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pylightxl==1.61' 'xlsxwriter==3.3.1' \
    'python-calamine==0.9.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import pylightxl
import python_calamine
import xlsxwriter

CELLS = [(500, "0", 500),
         (500, "[DBNum2][$-804]General", "1901/05/14"),
         (500, "[DBNum1][$-804]General", "1901/05/14"),
         (500, "[DBNum2][$-804]0", 500),
         (24, "[Red][>=24]0;0", "1900/01/23"),
         (0, "[Red][>=24]0;0", "1899/12/30"),
         (24, "[Green][<24]0;0", 24)]
book = xlsxwriter.Workbook("sums.xlsx")
sheet = book.add_worksheet("慰问")
for row, (number, form, _) in enumerate(CELLS):
    sheet.write_string(row, 0, form)
    sheet.write_number(row, 1, number, book.add_format({"num_format": form}))
book.close()

other = python_calamine.CalamineWorkbook.from_path("sums.xlsx").get_sheet_by_index(0).to_python()
assert [row[1] for row in other] == [number for number, _, _ in CELLS], other
read = pylightxl.readxl("sums.xlsx").ws("慰问")
for (number, form, expected), (_, seen) in zip(CELLS, read.rows):
    print(number, form, repr(seen))
    assert seen == expected and type(seen) is type(expected), seen
PYTHON
