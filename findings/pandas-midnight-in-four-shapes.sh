#!/usr/bin/env bash
# pandas 3.1.1 (PyPI; with openpyxl 3.1.5, xlrd 2.0.2, odfpy 1.4.1, python-calamine 0.9.1): a watch until 24:00,
# saved as .xlsx, .xls and .ods.
#
# One would guess: read_excel gives one value for one cell, whatever the workbook was saved as: the file holds a
# whole day, with a format ([h]:mm, PT24H) that says so.
# Seen: .xlsx gives a timedelta of one day, .xls the moment 1900-01-01 00:00, .ods no table at all ("hour must be
# in 0..23", for the words shown are read and not the value), and with engine="calamine" the text PT24H00M00S.
# 20:00 beside it is a time or a timedelta.
# Why it matters here: the last watch of the year ends at 24:00, and mines send what they have. Ends less begins
# give four hours, a subtraction that fails, or no rota. Ours reads 24:00 from all three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'pandas==3.1.1' 'openpyxl==3.1.5' 'xlrd==2.0.2' \
    'xlwt==1.3.0' 'odfpy==1.4.1' 'python-calamine==0.9.1'
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pandas
import xlwt

FORMAT = "[h]:mm"
workbook = openpyxl.Workbook()
for place, (head, value) in enumerate((("起", 20 / 24), ("止", 1)), 1):
    workbook.active.cell(1, place, head)
    workbook.active.cell(2, place, value).number_format = FORMAT
workbook.save("rota.xlsx")

workbook = xlwt.Workbook()
sheet = workbook.add_sheet("rota")
for place, (head, value) in enumerate((("起", 20 / 24), ("止", 1))):
    sheet.write(0, place, head)
    sheet.write(1, place, value, xlwt.easyxf(num_format_str=FORMAT))
workbook.save("rota.xls")

document = odf.opendocument.OpenDocumentSpreadsheet()
table = odf.table.Table(name="rota")
for line in ((("起", None), ("止", None)), (("20:00", "PT20H00M00S"), ("24:00", "PT24H00M00S"))):
    row = odf.table.TableRow()
    for words, value in line:
        kind = {"valuetype": "time", "timevalue": value} if value else {"valuetype": "string"}
        cell = odf.table.TableCell(**kind)
        cell.addElement(odf.text.P(text=words))
        row.addElement(cell)
    table.addElement(row)
document.spreadsheet.addElement(table)
document.save("rota.ods")


def read(name, engine):
    try:
        seen = pandas.read_excel(name, engine=engine).values.tolist()[0]
    except ValueError as error:
        seen = str(error)
    print(name, engine, seen)
    return seen


evening, day = datetime.time(20), datetime.timedelta(days=1)
assert read("rota.xlsx", "openpyxl") == [datetime.timedelta(hours=20), day]
assert read("rota.xls", "xlrd") == [evening, datetime.datetime(1900, 1, 1)]
assert read("rota.ods", "odf").startswith("hour must be in 0..23: 24:00")
assert read("rota.ods", "calamine") == [evening, "PT24H00M00S"]
PYTHON
